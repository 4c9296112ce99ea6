"""Two spans of one sentence that change places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from checker.contrast.expected import ExpectedWord
from checker.contrast.proposal import Proposal
from checker.records import Replacement, Span, VariantKind

__all__ = ["exchanged"]

# Here the order of the English may be the contrary one of the Chinese: «B was beaten by A»,
# «5, up from 3», «A after B».
_TURNS = re.compile(r"\b(?:by|from|than|after|before|since|against|compared|following)\b")
# «B in A» for A中的B.
_SHORT = re.compile(r"\W*(?:in|of|at|on)\b(?:\W+\w+)?\W*")
_LOWER = re.compile(r"\b[a-z]+\b")
_LIST_WORDS = frozenset({"and", "or", "as", "well", "both"})
_MAX_APART = 200


def exchanged(
    kind: VariantKind,
    target: str,
    spans: Sequence[Span],
    words: Sequence[ExpectedWord],
    *,
    least: float,
) -> Iterator[Proposal]:
    """Proposes exchanges of two spans of one sentence; neighbours in a list are left alone, since
    their order says nothing.

    Args:
        spans: of one sentence, in order.
        words: of the target, with their surprisals.
        least: nats that the first subwords of both together must surprise by.
    """
    firsts = {word.start: word.first for word in words}
    for a, b in combinations(spans, 2):
        surprise = firsts.get(a.start, 0.0) + firsts.get(b.start, 0.0)
        if surprise >= least and not _related(a.text, b.text) and _apart(target[a.end : b.start]):
            edits = (Replacement(a.start, a.end, b.text), Replacement(b.start, b.end, a.text))
            yield Proposal(kind, edits)


def _related(a: str, b: str) -> bool:
    """Whether they share a word, or one is the other's beginning («China», «Chinese»)."""
    first, second = a.split(), b.split()
    alike = first[0][:4] == second[0][:4] and not a[0].isdigit()
    return bool(set(first) & set(second)) or alike


def _apart(between: str) -> bool:
    words = set(_LOWER.findall(between)) - _LIST_WORDS
    turned = _TURNS.search(between) or _SHORT.fullmatch(between)
    return bool(words) and len(between) <= _MAX_APART and not turned
