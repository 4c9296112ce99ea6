"""Two spans of one sentence that change places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from checker.checks.model.trials.expected import ExpectedWord
from checker.checks.model.trials.proposal import Proposal
from checker.language.tokens import LETTERS
from checker.records import Replacement, Span, VariantKind

__all__ = ["exchanged"]

# Here the order of the English may be the contrary one of the Chinese: «B was beaten by A»,
# «5, up from 3», «A after B».
_TURNS = re.compile(r"\b(?:from|than|after|before|since|against|compared|following)\b")
_PASSIVE = re.compile(r"\bby\b")  # of names: figures «fall by 3»
# «B in A» for A中的B.
_SHORT = re.compile(r"\W*(?:in|of|at|on)\b(?:\W+\w+)?\W*")
_LIST_WORDS = frozenset({"and", "or", "as", "well", "both"})
_MAX_APART = 200  # characters between the two; chosen, not measured
_EXPECTED, _SURPRISAL = 0.3, 4.0
"""Probability of the other's beginning where one stands, and its surprise in nats, from which a
pair is worth a trial as well; chosen, not measured."""


def exchanged(
    kind: VariantKind,
    target: str,
    spans: Sequence[Span],
    words: Sequence[ExpectedWord],
    *,
    least: float,
) -> Iterator[Proposal]:
    """Proposes exchanges of two spans of one sentence that are unexpected, or one of which stands
    where a reader of the Chinese expects the other; neighbours in a list are left alone, since
    their order says nothing.

    Args:
        spans: of one sentence, in order.
        words: of the target, with their surprisals.
        least: nats that the first subwords of both together must surprise by.
    """
    found = {word.start: word for word in words}
    for a, b in combinations(spans, 2):
        surprise = sum(found[s.start].first for s in (a, b) if s.start in found)
        due = _stands_for(found.get(a.start), b) or _stands_for(found.get(b.start), a)
        between = target[a.end : b.start]
        if kind == "names" and _PASSIVE.search(between):
            continue
        if (surprise >= least or due) and not _related(a.text, b.text) and _apart(between):
            edits = (Replacement(a.start, a.end, b.text), Replacement(b.start, b.end, a.text))
            yield Proposal(kind, edits)


def _stands_for(word: ExpectedWord | None, other: Span) -> bool:
    """Whether the other span is expected in the word's place."""
    if word is None or word.first < _SURPRISAL or word.probability < _EXPECTED:
        return False
    return bool(word.expected) and other.text.startswith(word.expected)


def _related(a: str, b: str) -> bool:
    """Whether they share a word, or one is the other's beginning («China», «Chinese»)."""
    first, second = a.split(), b.split()
    alike = first[0][:4] == second[0][:4] and not a[0].isdigit()
    return bool(set(first) & set(second)) or alike


def _apart(between: str) -> bool:
    words = set(filter(str.islower, LETTERS.findall(between))) - _LIST_WORDS
    turned = _TURNS.search(between) or _SHORT.fullmatch(between)
    return bool(words) and len(between) <= _MAX_APART and not turned
