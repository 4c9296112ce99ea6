"""A «not» put in where the Chinese denies and the English does not, or taken out where only the
English denies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.checks.model.trials.expected import ExpectedWord
from checker.checks.model.trials.proposal import Proposal
from checker.language.denials import (
    ANY_DENIAL,
    ENGLISH_NOT,
    ENGLISH_NOT_WORDS,
    MAY_DENY,
    NO_DENIAL,
    blank_lexical,
    only_if,
)
from checker.language.grammar_words import words as words_of
from checker.language.side_by_side import sentences_side_by_side
from checker.language.verbs import ALSO_NOUNS, BASES, PAST_OF, third_person
from checker.records import Replacement, SegmentPair

__all__ = ["turned_denials"]

_AFTER_AUXILIARY, _ELSEWHERE = 2.0, 5.0
"""Least surprise, in nats, of the word before which «not» is tried; chosen, not measured."""
_TRIES = 3  # places of a sentence; chosen, a bound on work: each costs one or two scorings
_NEVER = 4.0  # nats from which «never» is tried too; chosen, not measured
_AUXILIARIES = words_of("""
    am is are was were be been has have had do does did will would can could should must may might
    to
""")
_CLITIC = re.compile(r"['’](?:ve|re|m|s|d|ll)$")
_NOT = re.compile(
    r"\b(?P<do>do|does) not (?P<verb>[a-z]+)\b|\b(?P<short>won['’]t|can['’]t|cannot|shan['’]t)\b"
    r"|\b(?:not|never)\s(?!only|just|merely|least)|\b(?P<stem>[a-z]+)n['’]t\b(?! only)",
    re.IGNORECASE,
)
_LONG = {"wo": "will", "ca": "can", "sh": "shall"}
_VERBS = BASES - {"be", "have", "do"}
_PRESENT = {third_person(base): base for base in _VERBS - ALSO_NOUNS}
_PAST = {base + ("d" if base.endswith("e") else "ed"): base for base in _VERBS}
_PAST |= {past: base for base, past in PAST_OF.items() if past not in BASES and base in _VERBS}


def turned_denials(pair: SegmentPair, words: Sequence[ExpectedWord]) -> Iterator[Proposal]:
    """Proposes to deny or not to deny, sentence by sentence where both sides have as many.

    Args:
        words: of the target, with their surprisals.
    """
    for chinese, english in sentences_side_by_side(pair):
        source, start, end = chinese.text, english.start, english.end
        if only_if(source, pair.target[start:end]):
            continue
        denials = len(ANY_DENIAL.findall(NO_DENIAL.sub("", source)))
        if denials > len(ENGLISH_NOT.findall(pair.target, start, end)):
            yield from _put_in([word for word in words if start <= word.start < end])
        elif not MAY_DENY.search(blank_lexical(source)):
            for match in _NOT.finditer(pair.target, start, end):
                edit = Replacement(match.start(), match.end(), _affirmed(match))
                yield Proposal("denial-added", (edit,))


def _put_in(words: Sequence[ExpectedWord]) -> Iterator[Proposal]:
    for word in words:
        if (
            word.expected.lower() in ENGLISH_NOT_WORDS
            and word.first >= _ELSEWHERE
            and word.text[0].isalpha()
        ):
            shown = word.expected.capitalize() if word.text[0].isupper() else word.expected
            yield Proposal("denial-lost", (Replacement(word.start, word.end, shown),))
    places = []
    for before, word in pairwise(words):
        helped = before.text.lower() in _AUXILIARIES or _CLITIC.search(before.text) is not None
        if word.text[0].isalpha() and word.first >= (_AFTER_AUXILIARY if helped else _ELSEWHERE):
            places.append((word.first + (_ELSEWHERE if helped else 0.0), helped, word))
    places.sort(key=lambda place: -place[0])
    for _, helped, word in places[:_TRIES]:
        plain = None if helped else _denied(word.text)
        if plain is not None:
            yield Proposal("denial-lost", (Replacement(word.start, word.end, plain),))
            continue
        for denial in ("not", "never") if word.first >= _NEVER else ("not",):
            edit = Replacement(word.start, word.start, f"{denial} ")
            yield Proposal("denial-lost", (edit,))


def _denied(verb: str) -> str | None:
    """A finite verb denied: "does not agree" for "agrees", "did not agree" for "agreed"."""
    if verb in _PRESENT:
        return f"does not {_PRESENT[verb]}"
    return f"did not {_PAST[verb]}" if verb in _PAST else None


def _affirmed(match: re.Match[str]) -> str:
    """What stands there without the denial: "supports" for "does not support"."""
    if match["do"]:
        verb = match["verb"]
        return third_person(verb) if match["do"].lower() == "does" and verb in BASES else verb
    if match["short"]:
        return _LONG.get(match["short"][:2].lower(), "can")
    return match["stem"] or ""
