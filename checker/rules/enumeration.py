"""enumeration-items: a list with 、 in the source and one item fewer in the English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.records import Finding, SegmentPair, Severity, Span
from checker.rules.base import Rule, RuleContext
from checker.rules.view import finding, shorten

__all__ = ["RULE"]

_CLAUSE = re.compile(r"[^，。；：！？,;:!?“”（）()\n]+")
_LAST_JOIN = re.compile("以及|[和及与或]")
_JOINED = re.compile("[和与及的]")
_ITEM = r"[\w’'&$%.“”-][\w’'&$%.“” -]{0,59}?"
_LIST = re.compile(rf"{_ITEM}(?:, {_ITEM}){{1,15}}?(?P<comma>,?) (?:and|or|as well as) ")
_MIN_ITEMS, _MAX_ITEM = 4, 8
_LONGEST = 3000


def _source_list(source: str) -> tuple[Span, int] | None:
    """Return the only list of a source with its number of items; None where that is unclear."""
    clauses = [match for match in _CLAUSE.finditer(source) if "、" in match.group()]
    if len(clauses) != 1:
        return None
    items = clauses[0].group().split("、")
    join = _LAST_JOIN.search(items[-1])
    if join and join.start() > _MAX_ITEM:
        return None
    count = len(items) + bool(join)
    if any(len(item) > _MAX_ITEM for item in items[1:-1]):
        return None
    if any(_JOINED.search(item) for item in items[:-1]) or count < _MIN_ITEMS:
        return None
    start, end = clauses[0].span()
    return Span(start, end, source[start:end]), count


def _target_count(target: str) -> int | None:
    """Return the number of items of the only list of an English text."""
    lists = list(_LIST.finditer(target))
    if len(lists) != 1:
        return None
    return lists[0].group().count(", ") + (1 if lists[0]["comma"] else 2)


def _check(pair: SegmentPair, ctx: RuleContext) -> Iterator[Finding]:
    source = pair.source
    if not source or "、" not in source or max(len(source), len(pair.target)) > _LONGEST:
        return
    found = _source_list(source)
    if found is None:
        return
    span, count = found
    got = _target_count(pair.target)
    if got is None or got != count - 1:
        return
    yield finding(
        RULE,
        (span.start, span.end),
        f"The source lists {count} items («{shorten(span.text, 60)}»), the English {got}",
        confidence=0.5,
        side="source",
    )


RULE = Rule(
    rule_id="enumeration-items",
    title="Item of an enumeration missing",
    description=(
        "The source has one list of at least four short items with enumeration commas, the English"
        " one list that is exactly one item shorter. Segments with several lists or with items that"
        " are phrases are left alone."
    ),
    category="accuracy/omission",
    severity=Severity.MINOR,
    check=_check,
    needs_source=True,
)
