"""Words that a reader of the Chinese does not expect, and that the English alone does not explain.

A word is suspicious where its surprisal given the source is high and the source does not lower it:
the model expects it no more with the Chinese before it than without. Rare but right words
(«pillar industries») are surprising alone and expected given the source; wrong or garbled ones are
surprising either way. The thresholds are data, measured on clean references and garbled text; the
commands are in `benchmarks/README.md`.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from checker.checks.base import Check, Context
from checker.checks.model.scored_words import ScoredWord, probability_text, scored_words
from checker.records import Finding, ForcedDecoding, SegmentPair, Severity

__all__ = ["CHECK", "THRESHOLDS", "Thresholds", "surprising_words"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a word is suspicious; all in nats.

    Attributes:
        minor: least surprisal of the word's first subword given the source.
        major: the same for a major flag; None where this evidence alone never makes one. (On clean
            articles a major at 10.5 nats was wrong about three times an article.)
        gain: most that the source may explain of the word.
        neighbour: least surprisal of a word that is taken into the span of the one beside it.
    """

    minor: float
    major: float | None
    gain: float
    neighbour: float


THRESHOLDS = {
    "strict": Thresholds(minor=7.0, major=12.0, gain=2.0, neighbour=4.0),
    "balanced": Thresholds(minor=8.5, major=None, gain=1.0, neighbour=5.0),
    "lenient": Thresholds(minor=10.0, major=None, gain=0.0, neighbour=6.0),
}
"""By sensitivity."""


def surprising_words(
    pair: SegmentPair, forced: ForcedDecoding, *, sensitivity: str
) -> list[Finding]:
    """Finds suspicious words and joins those that touch.

    Returns:
        Findings on the target, in order; none where the pair has no source words.
    """
    limits = THRESHOLDS[sensitivity]
    words = scored_words(pair.target, forced.tokens)
    findings: list[Finding] = []
    taken = -1
    for index, word in enumerate(words):
        if index <= taken or not _suspicious(word, index, limits):
            continue
        last = index
        while last + 1 < len(words) and _belongs(words[last + 1], limits):
            last += 1
        taken = last
        findings.append(_finding(pair, words[index : last + 1], limits))
    return findings


def _suspicious(word: ScoredWord, index: int, limits: Thresholds) -> bool:
    # The first word of a segment can open in many right ways.
    return (
        index > 0
        and word.text[0].isalnum()
        and word.first >= limits.minor
        and word.gain <= limits.gain
    )


def _belongs(word: ScoredWord, limits: Thresholds) -> bool:
    return word.text[0].isalnum() and word.first >= limits.neighbour and word.gain <= limits.gain


def _finding(pair: SegmentPair, words: Sequence[ScoredWord], limits: Thresholds) -> Finding:
    worst = max(words, key=lambda word: word.first)
    major = limits.major is not None and worst.first >= limits.major
    start, end = words[0].start, words[-1].end
    return Finding(
        check_id=CHECK.id,
        side="target",
        start=start,
        end=end,
        category="accuracy/mistranslation",
        severity=Severity.MAJOR if major else Severity.MINOR,
        confidence=_confidence(worst.first - limits.minor),
        reason=_reason(worst),
    )


def _confidence(excess: float) -> float:
    return round(min(0.95, 1.0 - 0.6 * math.exp(-excess / 4.0)), 3)


def _reason(word: ScoredWord) -> str:
    text = (
        f"Given the Chinese, ‘{word.text}’ is unexpected here (probability"
        f" {probability_text(word.first)}); the source does not explain it."
    )
    if word.expected and word.expected.strip() and word.expected_probability is not None:
        text += (
            f" A reader of the Chinese expects ‘{word.expected.strip()}’"
            f" (probability {word.expected_probability:.2g})."
        )
    return text


def _run(pair: SegmentPair, ctx: Context) -> list[Finding]:
    return surprising_words(pair, ctx.forced_decoding, sensitivity=ctx.sensitivity)


CHECK = Check(
    id="forced-decoding",
    title="Word that the Chinese does not explain",
    description=(
        "Words that a reader of the Chinese finds improbable, and no more probable for knowing it."
        " Runs only where the trained estimator is switched off, which judges words better."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MINOR,
    run=_run,
    needs=frozenset({"forced-decoding"}),
    unless=frozenset({"estimate"}),
    sees="oddity",
)
