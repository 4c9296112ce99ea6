"""Place and filters as the address of the page holds them, so that a reload comes back to them.

Pure: names and texts in, records out. What an address gets wrong is left out, never an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeVar

from checker.records import Severity
from checker.store import SegmentQuery, Sort, State

__all__ = ["from_place", "from_query", "to_place", "to_query"]

_E = TypeVar("_E", bound=Enum)
_FLAG = "flag:"

_LISTS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "severities": ("severity", Severity),
    "states": ("state", State),
    "categories": ("category", str),
    "rules": ("check", str),
}
_NUMBERS = {
    "min_score": "score-from",
    "max_score": "score-to",
    "min_confidence": "confidence-from",
    "max_confidence": "confidence-to",
}
_TEXTS = {"text": "find", "decided_by": "by", "decided_on": "on"}
_SEGMENTS = {"yes": True, "no": False}


def from_query(query: SegmentQuery) -> dict[str, str]:
    """Filters, order and page as names and texts; what is as usual is left out."""
    found: dict[str, str] = {}
    for name, (short, _) in _LISTS.items():
        items = getattr(query, name)
        if items:
            found[short] = ",".join(i.value if isinstance(i, Enum) else str(i) for i in items)
    for name, short in _NUMBERS.items():
        value = getattr(query, name)
        if value is not None:
            found[short] = f"{value:g}"
    for name, short in _TEXTS.items():
        if getattr(query, name):
            found[short] = str(getattr(query, name))
    if query.flagged is not None:
        found["flagged"] = "yes" if query.flagged else "no"
    if query.sort is not Sort.DOCUMENT:
        found["order"] = query.sort.value
    if query.page:
        found["page"] = str(query.page + 1)
    if query.page_size != 25:
        found["size"] = str(query.page_size)
    return found


def to_query(run_id: str, given: Mapping[str, str]) -> SegmentQuery:
    """The filters an address names for a run."""
    values: dict[str, Any] = {}
    for name, (short, read) in _LISTS.items():
        parts = [part for part in given.get(short, "").split(",") if part]
        values[name] = tuple(item for part in parts if (item := _read(read, part)) is not None)
    for name, short in _NUMBERS.items():
        value = _read(float, given.get(short, ""))
        values[name] = value if value is not None and 0 <= value <= 100 else None
    for name, short in _TEXTS.items():
        values[name] = given.get(short) or ("" if name == "text" else None)
    size = _read(int, given.get("size", ""))
    page = _read(int, given.get("page", "")) or 1
    return SegmentQuery(
        run_id,
        flagged=_SEGMENTS.get(given.get("flagged", "")),
        sort=_read(Sort, given.get("order", "")) or Sort.DOCUMENT,
        page=max(0, min(page, 1_000_000) - 1),
        page_size=size if size in (25, 50) else 25,
        **values,
    )


def from_place(place: tuple[int, str | None] | None) -> dict[str, str]:
    """The selected segment (from 1) and flag."""
    if place is None:
        return {}
    position, key = place
    return {"segment": str(position + 1), "flag": (key or "").removeprefix(_FLAG)}


def to_place(given: Mapping[str, str]) -> tuple[int, str | None] | None:
    """The segment and flag an address names, None where it names no segment."""
    number = _read(int, given.get("segment", ""))
    if number is None or not 0 < number <= 10_000_000:
        return None
    flag = given.get("flag", "")
    return number - 1, f"{_FLAG}{flag}" if flag else None


def _read(kind: Callable[[str], Any], text: str) -> Any:
    try:
        value = kind(text)
    except (ValueError, OverflowError):
        return None
    return None if value != value else value  # not a number
