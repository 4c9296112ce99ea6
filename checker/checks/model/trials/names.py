"""Two names of one sentence, exchanged."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.checks.model.trials.exchange import exchanged
from checker.checks.model.trials.expected import ExpectedWord
from checker.checks.model.trials.proposal import Proposal
from checker.language.english_sentences import split_english
from checker.language.grammar_words import CLOSED_CLASS, WEEKDAYS_MONTHS
from checker.language.grammar_words import words as words_of
from checker.records import Span

__all__ = ["SUSPICIOUS", "exchanged_names"]

SUSPICIOUS = 9.0
"""Nats that the first subwords of both names together must surprise by. Of exchanges that mend an
injected one, 93 of 100 begin so; of all pairs of names in good translations, a third."""

_NAME = re.compile(r"(?<![\w’'.-])[A-Z][\w’-]*[a-z][\w-]*(?:[ -][A-Z][\w-]*)*")
_ORDINARY = words_of("""
    mr mrs ms dr prof president minister premier chairman article chapter section act
    yesterday today tomorrow meanwhile however recently currently now later earlier finally then
    according since when while although because therefore moreover furthermore besides instead
""")
_NO_NAMES = CLOSED_CLASS | WEEKDAYS_MONTHS | _ORDINARY


def exchanged_names(target: str, words: Sequence[ExpectedWord]) -> Iterator[Proposal]:
    """Proposes exchanges of two different names that are both, or one of them, unexpected.

    Names of one list («Beijing, Tianjin and Hebei») are left alone: their order says nothing.

    Args:
        words: of the target, with their surprisals.
    """
    for sentence in split_english(target):
        found = list(_names(target, sentence.start, sentence.end))
        yield from exchanged("names", target, found, words, least=SUSPICIOUS)


def _names(target: str, start: int, end: int) -> Iterator[Span]:
    """Runs of capitalised words, without titles and other ordinary words at their beginning."""
    for match in _NAME.finditer(target, start, end):
        text, place = match.group().removesuffix("’s"), match.start()
        while text and text.split()[0].lower() in _NO_NAMES:
            head = len(text.split()[0])
            place += head + len(text[head:]) - len(text[head:].lstrip())
            text = text[head:].lstrip()
        if text and not any(word.lower() in _NO_NAMES for word in text.split()):
            yield Span(place, place + len(text), text)
