"""Words whose translation hardly varies, as witnesses of what an English text translates.

«医院» becomes «hospital», «clinic» or «medical» in nearly every good translation, and a text with
«hospital» in it nearly always translates one with 医 or 院. A single missing witness says little,
since translators are free; many at once say that the text translates something else, or leaves a
clause out. How much each says is measured: the weights in `data/anchor_words.tsv` are natural logs
of likelihood ratios between unrelated and aligned segments (`benchmarks/anchor_weights.py`).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from checker.language.tables import rows
from checker.language.tokens import LETTERS, word_count

__all__ = [
    "LENGTH_CENTRE",
    "Witness",
    "english_witnesses",
    "length_log",
    "source_witnesses",
]

LENGTH_CENTRE = math.log(0.71)
"""Log of the usual number of English words for each unit of Chinese length (see `length_units`):
between the medians of newstest2019, 2020 and 2021 zh-en (.76, .72, .69 in 5,536 references)."""

_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_SHORTEST = {_NUMBER: 2, LETTERS: 3}  # characters of a figure or Latin word; chosen, not measured
_NUMBER_WEIGHTS, _LATIN_WEIGHTS, _EXTRA_NUMBER = (0.8, -2.5), (2.0, -2.5), 0.6
"""What figures and Latin words of the source say, missing and found. Measured: 14,811 references of
WMT news against the English of another segment give ln ratios of 1.7 and -5.1 for figures (6,553 of
them), 3.8 and -4.3 for Latin words (2,559), 1.6 for an extra figure; chosen at about half. Findings
of `unrelated-text` and `clause-missing` with half the weight of figures/as is/double: references
25/25/29, outputs 24/23/26, garbled pairs 111/113/119 (`benchmarks.sensitivity`)."""
_ACRONYM, _ACRONYM_WEIGHT = re.compile(r"\b[A-Z]{3,5}\b"), -1.5
"""«EPA» may stand for a long Chinese name whose words are then missing; the weight is chosen. At
half no finding comes or goes, at double three of 113 on garbled pairs go
(`benchmarks.sensitivity`)."""
_LISTED, _LIST_REACH = 0.5, 8
"""In a list of names (、 within so many characters) each says less: a translator abridges all or
none. Chosen; findings at .25/.5/1: references 25/25/28, outputs 22/23/26, garbled pairs
112/113/117; at 4/8/16 characters 25/25/24, 24/23/22, 113/113/111 (`benchmarks.sensitivity`)."""


class Witness(NamedTuple):
    """A word of one text, and whether the other text has a counterpart.

    Attributes:
        weight: how much this speaks for texts that do not belong together (positive where the
            counterpart is missing, negative where it is there).
    """

    start: int
    end: int
    text: str
    found: bool
    weight: float


@dataclass(frozen=True, slots=True)
class _Word:
    """A pattern that shows a word's counterpart, and the weights of missing and finding it."""

    pattern: re.Pattern[str]
    missing: float
    found: float


@dataclass(frozen=True, slots=True)
class _Table:
    """All words of the data file: Chinese to English, and English to Chinese."""

    keys: re.Pattern[str]
    forward: dict[str, _Word]
    reverse: tuple[tuple[re.Pattern[str], _Word], ...]


_FORWARD = ("chinese", "english", "missing", "found", "aligned")
_REVERSE = ("english", "chinese", "missing", "found")


@cache
def _table() -> _Table:
    forward = {
        han: _Word(
            re.compile(rf"(?<![A-Za-z])(?:{english})", re.IGNORECASE), float(missing), float(found)
        )
        for han, english, missing, found, _ in rows("language/anchor_words", *_FORWARD)
        if english != "-"
    }
    reverse = tuple(
        (re.compile(english), _Word(re.compile(han), float(missing), float(found)))
        for english, han, missing, found in rows("language/english_anchors", *_REVERSE)
    )
    keys = re.compile("|".join(sorted(forward, key=len, reverse=True)))
    return _Table(keys, forward, reverse)


def source_witnesses(source: str, target: str) -> tuple[Witness, ...]:
    """Return what the source's known words, figures and Latin words say of the target.

    Each distinct word testifies once, at its first place.
    """
    table, seen = _table(), set[str]()
    found: list[Witness] = []
    for match in table.keys.finditer(source):
        if match.group() not in seen:
            seen.add(match.group())
            word = table.forward[match.group()]
            there = word.pattern.search(target) is not None
            weight = (word.found if there else word.missing) * _share(source, match)
            found.append(Witness(match.start(), match.end(), match.group(), there, weight))
    figures, small = set(_NUMBER.findall(target.replace(",", ""))), target.lower()
    for pattern, weights in ((_NUMBER, _NUMBER_WEIGHTS), (LETTERS, _LATIN_WEIGHTS)):
        for match in pattern.finditer(source):
            text = match.group()
            if text in seen or len(text) < _SHORTEST[pattern]:
                continue
            seen.add(text)
            bare = text.replace(",", "")
            there = bare in figures if pattern is _NUMBER else text.lower() in small
            weight = weights[1] if there else weights[0]
            found.append(Witness(match.start(), match.end(), text, there, weight))
    return tuple(sorted(found))


def english_witnesses(source: str, target: str) -> tuple[Witness, ...]:
    """Return what the target's known words and figures say of the source."""
    found: list[Witness] = []
    for pattern, word in _table().reverse:
        match = pattern.search(target)
        if match is not None:
            there = word.pattern.search(source) is not None
            weight = word.found if there else word.missing
            found.append(Witness(match.start(), match.end(), match.group(), there, weight))
    figures = source.replace(",", "")
    for match in _NUMBER.finditer(target):
        text = match.group()
        if len(text) > 1 and text.replace(",", "") not in figures:
            found.append(Witness(match.start(), match.end(), text, False, _EXTRA_NUMBER))
    for match in _ACRONYM.finditer(target):
        if match.group() not in source:
            found.append(Witness(match.start(), match.end(), match.group(), True, _ACRONYM_WEIGHT))
    return tuple(sorted(found))


def _share(source: str, match: re.Match[str]) -> float:
    around = source[max(0, match.start() - _LIST_REACH) : match.end() + _LIST_REACH]
    return _LISTED if "、" in around else 1.0


def length_log(units: float, target: str) -> float:
    """Return the log of English words per unit of Chinese length, less its usual value."""
    return math.log(max(word_count(target), 1) / units) - LENGTH_CENTRE
