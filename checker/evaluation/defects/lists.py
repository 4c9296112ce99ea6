"""An item missing from a list, found through the enumeration commas of the source."""

from __future__ import annotations

import random
import re
from itertools import pairwise

from checker.evaluation.defects.records import CleanPair, GarbledSpan, Injection, apply_edits
from checker.evaluation.defects.words import around

__all__ = ["drop_list_item"]

_CLAUSE = re.compile(r"[^，。；：！？,;:!?]+")
_LAST_JOIN = re.compile(r"以及|和|及|与|或")
_ITEM = r"[A-Za-z0-9][A-Za-z0-9'’&\- ]{0,40}"
_LIST = re.compile(rf"{_ITEM}(?:, {_ITEM})+?(?:,? (?:and|or) )[A-Za-z0-9]")
_MIDDLE = re.compile(rf", (?!and |or )({_ITEM}?)(?=,| and | or )")
# “On the other hand, …”: a comma that ends an adverbial is no list's.
_ADVERBIAL = re.compile(r"(?:After|As|At|Before|By|For|From|If|In|On|Since|When|While|With)\b")


def drop_list_item(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Drops a middle item of a list of three or more.

    Applies only where source and target hold one list each with the same number of items; Chinese
    and English lists keep their order, so the item between the same separators is the one missed.
    """
    middles = _source_middles(pair.source)
    lists = [m for m in _LIST.finditer(pair.target) if not _ADVERBIAL.match(m.group())]
    if not middles or len(lists) != 1:
        return None
    found = lists[0]
    items = list(_MIDDLE.finditer(pair.target, found.start(), found.end()))
    if len(items) != len(middles):
        return None
    which = rng.randrange(len(items))
    # “A, B and C” without B is “A and C”: the comma before the item goes with it.
    gap = items[which].start()
    target, edits = apply_edits(pair.target, [(gap, items[which].end(), "")])
    spans = (GarbledSpan("source", *middles[which]), around(target, gap, gap))
    return Injection(pair.source, target, pair.target, edits, spans)


def _source_middles(source: str) -> list[tuple[int, int]]:
    """Offsets of the items that have a separator on both sides; () unless there is one list."""
    clauses = [match for match in _CLAUSE.finditer(source) if "、" in match.group()]
    if len(clauses) != 1:
        return []
    start, end = clauses[0].span()
    marks = [place for place in range(start, end) if source[place] == "、"]
    join = _LAST_JOIN.search(source, marks[-1], end)
    borders = [(place, place + 1) for place in marks] + ([join.span()] if join else [])
    pairs = pairwise(borders)
    return [(a[1], b[0]) for a, b in pairs if b[0] > a[1]]
