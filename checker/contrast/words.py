"""A word of a closed set put for another of it: «rose» for «fell», «July» for «June»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.contrast.expected import ExpectedWord
from checker.contrast.proposal import Proposal
from checker.contrast.word_sets import SETS_TEXT
from checker.records import Replacement

__all__ = ["SETS", "exchanged_words"]

_SURPRISAL = 3.0
"""Least surprise, in nats, of the word that stands there."""

SETS: tuple[frozenset[str], ...] = tuple(
    frozenset(line.split()) for line in SETS_TEXT.strip().splitlines()
)
"""Words of which only one can be right in a place."""

_SETS_OF: dict[str, list[frozenset[str]]] = {}
for _set in SETS:
    for _word in _set:
        _SETS_OF.setdefault(_word, []).append(_set)


def exchanged_words(words: Sequence[ExpectedWord]) -> Iterator[Proposal]:
    """Proposes, in a word's place, the word of the same set that a reader of the Chinese expects.

    Args:
        words: of the target, with their surprisals.
    """
    for word in words:
        due = word.expected
        sets = _SETS_OF.get(word.text.lower(), ())
        if word.first < _SURPRISAL or not any(due.lower() in members for members in sets):
            continue
        if due.lower() != word.text.lower() and due[:1].isupper() == word.text[:1].isupper():
            yield Proposal("word", (Replacement(word.start, word.end, due),))
