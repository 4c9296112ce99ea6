"""A word of a closed set put for another of it: «rose» for «fell», «July» for «June»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from checker.checks.model.trials.expected import ExpectedWord
from checker.checks.model.trials.proposal import Proposal
from checker.language.calendar import MONTHS, WEEKDAYS
from checker.language.tables import rows, several
from checker.numbers.chinese import find_quantities
from checker.numbers.dates import chinese_weekdays
from checker.numbers.english_words import of_kind
from checker.records import Replacement, SegmentPair

__all__ = ["SETS", "exchanged_words"]

_SURPRISAL = 3.0
"""Least surprise, in nats, of the word that stands there; chosen, not measured: a bound on the
trials, whose gain decides."""
_FEW = 3  # words of a set whose others may stand near by, as in «rose … fell»; chosen, not measured
_ORDINALS = 10
"""Up to the tenth; higher ones are seldom exchanged (a choice, not measured)."""

SETS: tuple[frozenset[str], ...] = (
    *(frozenset(map(str.lower, names)) for names in (MONTHS, WEEKDAYS)),
    frozenset(word for word, n in of_kind("ordinal").items() if n <= _ORDINALS),
    *(frozenset(several(cell)) for (cell,) in rows("language/exclusive_sets", "words")),
)
"""Words of which only one can be right in a place."""

_SETS_OF: dict[str, list[frozenset[str]]] = {}
for _set in SETS:
    for _word in _set:
        _SETS_OF.setdefault(_word, []).append(_set)


def exchanged_words(pair: SegmentPair, words: Sequence[ExpectedWord]) -> Iterator[Proposal]:
    """Proposes, in a word's place, the word of the same set that a reader of the Chinese expects.

    An article that would no longer fit goes with it: «a pear» for «an orange». A month or weekday
    that the Chinese names stays, unless it names the other one too.

    Args:
        words: of the target, with their surprisals.
    """
    target, named = pair.target, _named(pair.source or "")
    for before, word in pairwise([None, *words]):
        if word is None or word.first < _SURPRISAL:
            continue
        low, due = word.text.lower(), word.expected.lower()
        sets = [members for members in _SETS_OF.get(low, ()) if due in members]
        if low in named and due not in named:
            continue
        if due == low or not sets or any(_listed(members, low, words) for members in sets):
            continue
        if word.expected[:1].isupper() != word.text[:1].isupper():
            continue
        shown = word.expected.upper() if word.text.isupper() else word.expected
        start, article = word.start, ""
        if before is not None and before.text.lower() in ("a", "an"):
            start = before.start
            article = before.text[0] + ("n" if due[0] in "aeio" else "")
            article += target[before.end : word.start]
        yield Proposal("word", (Replacement(start, word.end, article + shown),))


def _named(source: str) -> frozenset[str]:
    """The English names of the months and weekdays of a Chinese text, in small letters."""
    months = (int(q.value) for q in find_quantities(source) if q.kind == "month")
    days = (WEEKDAYS[mention.day - 1] for mention in chinese_weekdays(source))
    names = (*(MONTHS[m - 1] for m in months if 0 < m <= len(MONTHS)), *days)
    return frozenset(map(str.lower, names))


def _listed(members: frozenset[str], low: str, words: Sequence[ExpectedWord]) -> bool:
    """Whether others of a large set stand there as well: the order of a list says nothing."""
    others = members - {low}
    return len(members) > _FEW and any(word.text.lower() in others for word in words)
