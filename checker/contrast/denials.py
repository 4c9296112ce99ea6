"""A «not» put in where the Chinese denies and the English does not, or taken out where only the
English denies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.contrast.expected import ExpectedWord
from checker.contrast.proposal import Proposal
from checker.detectors.negation import ANY_DENIAL, NO_DENIAL, sentences_side_by_side
from checker.records import Replacement, SegmentPair
from checker.rules.lexicon import words as words_of

__all__ = ["turned_denials"]

_AFTER_AUXILIARY, _ELSEWHERE = 2.0, 5.0
# Least surprise, in nats, of the word before which «not» is tried.
_TRIES = 3
_NEVER = 4.0
_AUXILIARIES = words_of("""
    am is are was were be been has have had do does did will would can could should must may might
    to
""")
_CLITIC = re.compile(r"['’](?:ve|re|m|s|d|ll)$")
_DENIAL_CHARACTERS = re.compile("[不没沒未无無非别別勿莫否难難拒免禁]")
_DENIES = re.compile(
    r"n['’]t\b|\b(?:not|no|never|none|nor|nothing|without|cannot)\b", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:not|never) (?!only|just|merely|least)|(?<=[a-z])n['’]t\b(?! only)")


def turned_denials(pair: SegmentPair, words: Sequence[ExpectedWord]) -> Iterator[Proposal]:
    """Proposes to deny or not to deny, sentence by sentence where both sides have as many.

    Args:
        words: of the target, with their surprisals.
    """
    for (_, source), (start, end) in sentences_side_by_side(pair):
        denials = len(ANY_DENIAL.findall(NO_DENIAL.sub("", source)))
        if denials > len(_DENIES.findall(pair.target, start, end)):
            yield from _put_in([word for word in words if start <= word.start < end])
        elif not _DENIAL_CHARACTERS.search(source):
            for match in _NOT.finditer(pair.target, start, end):
                yield Proposal("denial-added", (Replacement(match.start(), match.end(), ""),))


def _put_in(words: Sequence[ExpectedWord]) -> Iterator[Proposal]:
    places = []
    for before, word in pairwise(words):
        helped = before.text.lower() in _AUXILIARIES or _CLITIC.search(before.text) is not None
        if word.text[0].isalpha() and word.first >= (_AFTER_AUXILIARY if helped else _ELSEWHERE):
            places.append((word.first + (_ELSEWHERE if helped else 0.0), word))
    places.sort(key=lambda place: -place[0])
    for _, word in places[:_TRIES]:
        for denial in ("not", "never") if word.first >= _NEVER else ("not",):
            edit = Replacement(word.start, word.start, f"{denial} ")
            yield Proposal("denial-lost", (edit,))
