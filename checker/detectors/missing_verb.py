"""A verb that the English lacks: «it lunchtime for the patrol», «an investigation and there was».

Forced decoding sees the place: a form of «be» or «have» is expected, and what stands there is no
verb.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.detectors.words import ScoredWord, probability_text, scored_words
from checker.records import Finding, ForcedDecoding, SegmentPair, Severity
from checker.rules.lexicon import words as words_of
from checker.rules.verbs import BASES, IRREGULAR_PAST, PARTICIPLES, PRESENT_S

__all__ = ["DETECTOR", "EXPECTED", "missing_verbs"]

DETECTOR = "missing-verb"

EXPECTED = {"strict": 0.4, "balanced": 0.6, "lenient": 0.8}
"""By sensitivity: least probability of the expected verb. At .6, 2 of 500 references are flagged,
and 18 of 60 sentences whose verb was dropped."""

_SURPRISAL = 6.0
"""Least surprisal, in nats given the source, of the word in the verb's place."""
_AUXILIARIES = frozenset({"is", "was", "are", "were", "has", "have", "had", "be", "been"})
_FINITE = IRREGULAR_PAST | PRESENT_S | BASES | _AUXILIARIES
# Words that may stand between a subject and its verb, or in the verb's own place.
_BETWEEN = words_of("""
    to not never also still only just now then who which that and or but up out on off in over would
    will could can may might must should do does did as of from for with by all both already often
    always at under within among between around near inside outside against across
""")


def missing_verbs(
    pair: SegmentPair, forced: ForcedDecoding, *, sensitivity: str
) -> Iterator[Finding]:
    """Finds words in whose place a reader of the Chinese expects a verb.

    Args:
        forced: surprisals of the target.

    Yields:
        Findings on the target, in order: the word before the gap and the one after it.
    """
    words = scored_words(pair.target, forced.tokens)
    for index in range(1, len(words)):
        word = words[index]
        if _lacks_verb(word, EXPECTED[sensitivity]):
            yield _finding(pair, words[index - 1], word)


def _lacks_verb(word: ScoredWord, least: float) -> bool:
    text, due = word.text.lower(), (word.expected or "").strip().lower()
    if due not in _AUXILIARIES or (word.expected_probability or 0.0) < least:
        return False
    if word.first < _SURPRISAL or not text.isalpha():
        return False
    if due in ("be", "been") and text in PARTICIPLES:  # «has fallen» is whole without «been»
        return False
    return not (text in _FINITE or text in _BETWEEN or text.endswith(("ed", "ly")))


def _finding(pair: SegmentPair, before: ScoredWord, word: ScoredWord) -> Finding:
    due = (word.expected or "").strip()
    return Finding(
        detector=DETECTOR,
        side="target",
        start=before.start,
        end=word.end,
        category="fluency/grammar",
        severity=Severity.MINOR,
        confidence=round(word.expected_probability or 0.0, 3),
        reason=(
            f"A verb seems to be missing before «{word.text}»: a reader of the Chinese expects"
            f" ‘{due}’ there (probability {word.expected_probability:.2g}; of «{word.text}»"
            f" {probability_text(word.first)})."
        ),
        suggestion=f"{pair.target[before.start : before.end]} {due} {word.text}",
    )
