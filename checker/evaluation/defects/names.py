"""Two names that changed places."""

from __future__ import annotations

import random
import re

from checker.evaluation.defects.records import CleanPair, GarbledSpan, Injection, apply_edits
from checker.language.tables import words
from checker.language.tokens import LETTERS

__all__ = ["swap_names"]

_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*(?! ?[A-Z0-9]|[’'\w])")
# A capital before it would make it a part of a longer name, “National” in “the National Congress”.
_WHOLE = re.compile(r"(?:^|\s)[a-z][a-z\-]*,? $")
_NO_NAMES = words("evaluation/defects/capitals")
_LIST_WORDS = frozenset({"and", "or", "as", "well", "both"})
_MAX_APART = 120  # characters between the two names; chosen, what the injected defect is


def swap_names(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Swaps two different names of the target.

    Names of one list (“Beijing, Tianjin and Hebei”) are left alone: their order says nothing.
    """
    found = [
        match
        for match in _NAME.finditer(pair.target)
        if not _NO_NAMES & set(match.group().split())
        and _WHOLE.search(pair.target[: match.start()])
    ]
    choices = [
        (a, b)
        for index, a in enumerate(found)
        for b in found[index + 1 :]
        if _distinct(a.group(), b.group()) and _apart(pair.target[a.end() : b.start()])
    ]
    if not choices:
        return None
    a, b = rng.choice(choices)
    target, edits = apply_edits(pair.target, [(*a.span(), b.group()), (*b.span(), a.group())])
    spans = tuple(GarbledSpan("target", edit.start, edit.end) for edit in edits)
    return Injection(pair.source, target, pair.target, edits, spans)


def _distinct(a: str, b: str) -> bool:
    return not set(a.split()) & set(b.split())


def _apart(between: str) -> bool:
    between_words = set(filter(str.islower, LETTERS.findall(between))) - _LIST_WORDS
    return len(between_words) >= 2 and len(between) <= _MAX_APART
