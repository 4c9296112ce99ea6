"""Agreement of a target with pseudo-references: chrF++, BLEU, TER (sacrebleu), word alignment."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import Any

from checker.evidence.word_diff import diff_words, words_of
from checker.records import Overlap, Translation

__all__ = ["overlap", "overlap_signature"]

_TER_WORDS = 50
"""Longest text, in words, for TER's search for shifted phrases (40 words: 20 ms, 120: 600 ms)."""


def overlap(target: str, translations: Sequence[Translation]) -> tuple[Overlap, ...]:
    """Compares a target with every usable translation of its source.

    Args:
        target: the reviewed text.
        translations: pseudo-references; unusable ones are left out.

    Returns:
        One record for each usable translation, in their order; none for a blank target.
    """
    if not target.strip():
        return ()
    return tuple(_compare(target, item) for item in translations if item.usable)


def _compare(target: str, translation: Translation) -> Overlap:
    pseudo = translation.text
    chrf, bleu, _ = _metrics()
    return Overlap(
        back_end=translation.back_end,
        chrf=round(chrf.sentence_score(target, [pseudo]).score, 4),
        bleu=round(bleu.sentence_score(target, [pseudo]).score, 4),
        ter=round(_ter(target, pseudo), 4),
        diff=diff_words(target, pseudo),
        signature=overlap_signature(),
    )


def _ter(target: str, pseudo: str) -> float:
    longest = max(len(words_of(target)), len(words_of(pseudo)))
    if longest <= _TER_WORDS:
        return float(_metrics()[2].sentence_score(target, [pseudo]).score)
    edits = sum(
        max(len(words_of(op.target.text)), len(words_of(op.pseudo.text)))
        for op in diff_words(target, pseudo)
        if op.kind != "equal"
    )
    return 100.0 * edits / max(1, len(words_of(pseudo)))


@functools.lru_cache(maxsize=1)
def _metrics() -> tuple[Any, Any, Any]:
    from sacrebleu.metrics import BLEU, CHRF, TER  # loaded on first use: it takes a while

    return CHRF(word_order=2), BLEU(effective_order=True), TER()


@functools.lru_cache(maxsize=1)
def overlap_signature() -> str:
    """Names the metrics, their settings and sacrebleu's version."""
    parts = []
    for metric in _metrics():
        metric.sentence_score("a", ["a"])  # a signature is complete once a score was asked for
        parts.append(f"{type(metric).__name__}|{metric.get_signature().format(short=False)}")
    return "; ".join([*parts, f"ter:word edits without shifts beyond {_TER_WORDS} words"])
