"""What is known of each word of a target, as named columns; a value that is missing is None.

The columns are what a person would look at: the trained estimator's chances, the surprisals of
forced decoding with and without the Chinese, whether the re-translation has the word, which rules
hit it, and what kind of word it is.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from checker.checks.model.scored_words import ScoredWord, scored_words
from checker.evidence.source import Evidence
from checker.language.tokens import WORD
from checker.records import Finding, SegmentPair, Span

__all__ = ["Column", "WordTable", "log_odds", "target_words", "word_table"]

_EDGE = 1e-4  # log-odds stay within ±9.2; chosen, and the judge was fitted with it
_T = TypeVar("_T")
Column = list[float | None]


@dataclass(frozen=True, slots=True)
class WordTable:
    """The words of a target and their columns, each as long as `words`."""

    words: tuple[Span, ...]
    columns: dict[str, Column]
    scored: tuple[ScoredWord | None, ...]


def target_words(text: str) -> tuple[Span, ...]:
    """Words and marks."""
    return tuple(Span(m.start(), m.end(), m.group()) for m in WORD.finditer(text))


def word_table(pair: SegmentPair, evidence: Evidence, findings: Sequence[Finding]) -> WordTable:
    """All columns.

    Args:
        findings: of the rules, on either side.
    """
    words = target_words(pair.target)
    columns: dict[str, Column] = {}
    columns |= _estimated(words, evidence)
    scored = _scored(words, pair, evidence)
    columns |= _surprisals(scored)
    columns |= _translated(words, evidence)
    columns["rule"] = [_rule(word, findings) for word in words]
    columns |= _kinds(words)
    return WordTable(words, columns, scored)


def log_odds(chance: float) -> float:
    """ln(p / (1 − p)) with p kept off the edges."""
    chance = min(1.0 - _EDGE, max(_EDGE, chance))
    return math.log(chance / (1.0 - chance))


def _estimated(words: Sequence[Span], evidence: Evidence) -> dict[str, Column]:
    names = ("error", "major", "error_before", "error_after", "penalty_per_word", "chrf_loss")
    estimate = evidence.estimate
    if estimate is None:
        return {name: [None] * len(words) for name in names}
    starts = [token.start for token in estimate.tokens]
    error: Column = []
    major: Column = []
    for word in words:
        first = max(0, bisect_right(starts, word.start) - 1)
        last = bisect_right(starts, word.end - 1)
        inside = [t for t in estimate.tokens[first:last] if t.end > word.start]
        error.append(log_odds(max(t.error for t in inside)) if inside else None)
        major.append(log_odds(max(t.major for t in inside)) if inside else None)
    return {
        "error": error,
        "major": major,
        "error_before": [None, *error[:-1]] if words else [],
        "error_after": [*error[1:], log_odds(estimate.end)] if words else [],
        "penalty_per_word": [estimate.penalty_per_word] * len(words),
        "chrf_loss": [estimate.chrf_loss] * len(words),
    }


def _scored(
    words: Sequence[Span], pair: SegmentPair, evidence: Evidence
) -> tuple[ScoredWord | None, ...]:
    if evidence.forced_decoding is None:
        return (None,) * len(words)
    by_start = {w.start: w for w in scored_words(pair.target, evidence.forced_decoding.tokens)}
    return tuple(by_start.get(word.start) for word in words)


def _surprisals(scored: Sequence[ScoredWord | None]) -> dict[str, Column]:
    first = _each(scored, lambda word: word.first)
    return {
        "surprisal": first,
        "surprisal_sum": _each(scored, lambda word: word.given_source),
        "surprisal_alone": _each(scored, lambda word: word.alone),
        "gain": _each(scored, lambda word: word.gain),
        "surprisal_before": [None, *first[:-1]] if first else [],
        "surprisal_after": [*first[1:], None] if first else [],
        "expected": _each(scored, lambda word: word.expected_probability),
    }


def _each(items: Sequence[_T | None], value: Callable[[_T], float | None]) -> Column:
    return [None if item is None else value(item) for item in items]


def _translated(words: Sequence[Span], evidence: Evidence) -> dict[str, Column]:
    """Whether a usable re-translation has the word, and has it at this place."""
    texts = [t.text for t in evidence.translations if t.usable]
    if not texts:
        return {name: [None] * len(words) for name in ("in_translation", "aligned", "overlap")}
    there = {w.text.lower() for text in texts for w in target_words(text)}
    kept = [op.target for overlap in evidence.overlap for op in overlap.diff if op.kind == "equal"]
    chrf = max((overlap.chrf for overlap in evidence.overlap), default=None)
    return {
        "in_translation": [float(word.text.lower() in there) for word in words],
        "aligned": [
            float(any(s.start <= word.start and word.end <= s.end for s in kept)) for word in words
        ],
        "overlap": [chrf] * len(words),
    }


def _rule(word: Span, findings: Sequence[Finding]) -> float:
    return float(
        max(
            (
                finding.severity.rank
                for finding in findings
                if finding.side == "target"
                and finding.start < word.end
                and word.start < finding.end
            ),
            default=0,
        )
    )


def _kinds(words: Sequence[Span]) -> dict[str, Column]:
    size = len(words)
    return {
        "place": [i / max(1, size - 1) for i in range(size)],
        "last": [float(i == size - 1) for i in range(size)],
        "letters": [float(len(word.text)) for word in words],
        "capital": [float(word.text[0].isupper()) for word in words],
        "digit": [float(word.text[0].isdigit()) for word in words],
        "mark": [float(not word.text[0].isalnum()) for word in words],
        "words": [float(size)] * size,
    }
