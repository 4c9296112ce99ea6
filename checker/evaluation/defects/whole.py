"""Targets that went wrong as a whole, and loops."""

from __future__ import annotations

import random

from checker.evaluation.defects.records import CleanPair, Edit, GarbledSpan, Injection, apply_edits
from checker.language.characters import han_count
from checker.language.tokens import COMPOUND, word_spans

__all__ = ["copy_source", "empty_target", "loop_words", "put_other_segment"]

_GRAM = 4  # words that loop; chosen, what the injected defect is
_MAX_SHARED = 0.3
"""Share of words that the other target may have in common with the right one; chosen, not measured:
beyond it the injected target might not be wrong."""


def loop_words(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Repeats four words in a row two to four times more."""
    words = word_spans(pair.target)
    starts = [
        index
        for index in range(len(words) - _GRAM)
        if _unbroken(pair.target[words[index][0] : words[index + _GRAM - 1][1]])
    ]
    if not starts:
        return None
    index = rng.choice(starts)
    start, end = words[index][0], words[index + _GRAM - 1][1]
    loop = (" " + pair.target[start:end]) * rng.randint(2, 4)
    target, edits = apply_edits(pair.target, [(end, end, loop)])
    span = GarbledSpan("target", edits[0].start + 1, edits[0].end)
    return Injection(pair.source, target, pair.target, edits, (span,))


def _unbroken(text: str) -> bool:
    return not any(mark in text for mark in ".!?;\n")


def put_other_segment(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Puts the following segment's translation in place of this one's."""
    del rng
    if pair.following is None or not pair.target.strip() or not pair.following.target.strip():
        return None
    own, other = _vocabulary(pair.target), _vocabulary(pair.following.target)
    if not own or not other or len(own & other) / min(len(own), len(other)) > _MAX_SHARED:
        return None  # too alike to be sure that it is wrong
    return _instead(pair, pair.following.target)


def copy_source(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Puts the Chinese source in place of the translation."""
    del rng
    if not pair.target.strip() or not han_count(pair.source):
        return None
    return _instead(pair, pair.source)


def empty_target(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Leaves nothing of the translation."""
    del rng
    if not pair.target.strip() or not pair.source.strip():
        return None
    return _instead(pair, "", GarbledSpan("source", 0, len(pair.source)))


def _instead(pair: CleanPair, target: str, *more: GarbledSpan) -> Injection:
    spans = (*more, GarbledSpan("target", 0, len(target)))
    edits = (Edit(0, len(target), pair.target),)
    return Injection(pair.source, target, pair.target, edits, spans)


def _vocabulary(text: str) -> set[str]:
    return {word.lower() for word in COMPOUND.findall(text) if len(word) > 3}
