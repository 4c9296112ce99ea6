"""What each recogniser of a phenomenon finds, what it alone finds, and its false alarms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["PHENOMENA", "Phenomenon", "counts", "markdown"]

Row = dict[str, Any]
_WHOLE = 0.8
"""Share of the target from which a finding means the segment, not its words."""


@dataclass(frozen=True, slots=True)
class Phenomenon:
    """What can be wrong in one way, and who says so.

    Attributes:
        recognisers: ids; those with «:source» count for findings on the source alone.
        kinds: defects and flaws that are of this phenomenon.
        experts: beginnings of the experts' categories that a finding may be about.
    """

    recognisers: tuple[str, ...]
    kinds: frozenset[str]
    experts: tuple[str, ...]

    def is_about(self, mark: Row) -> bool:
        """Whether a finding of this phenomenon should touch a gold mark."""
        return mark["kind"] in self.kinds or mark["kind"].startswith(self.experts)


PHENOMENA = {
    "denial": Phenomenon(
        ("negation-flip", "negation", "lost-denial", "added-denial"),
        frozenset({"negation-dropped", "denial-added"}),
        ("accuracy/",),
    ),
    "omission": Phenomenon(
        (
            "clause-missing",
            "length-ratio",
            "list-items",
            "enumeration-items",
            "list-and-missing",
            "coverage",
            "omitted-item",
            "trained-detector:source",
            "truncated-end",
        ),
        frozenset(
            {
                "clause-dropped",
                "list-item-dropped",
                "cut-after-function-word",
                "omitted-clause",
                "omitted-sentence",
                "truncated",
            }
        ),
        ("accuracy/omission",),
    ),
    "sentence": Phenomenon(
        ("fused-sentence", "sentence-structure", "mid-capital", "glued-sentence"),
        frozenset(
            {"sentences-joined", "sentence-cut", "fused", "mid-capital", "split", "truncated"}
        ),
        ("fluency/",),
    ),
    "figures": Phenomenon(
        ("numbers-exchanged", "figures-exchanged"),
        frozenset({"figures-exchanged"}),
        ("accuracy/",),
    ),
}


def markdown(rows: Iterable[Row]) -> str:
    """One table a phenomenon; every cell: all, and in brackets those of no other recogniser."""
    rows = list(rows)
    parts = []
    for name, phenomenon in PHENOMENA.items():
        columns = list(_columns(rows, phenomenon))
        heads = " | ".join(f"{title} ({total})" for title, total, _ in columns)
        lines = [f"| {name} | {heads} |", "|---|" + "--:|" * len(columns)]
        for own in (*phenomenon.recognisers, "any"):
            cells = (_cell(found, own) for _, _, found in columns)
            lines.append(f"| {own} | {' | '.join(cells)} |")
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def _cell(found: Sequence[frozenset[str]], own: str) -> str:
    if own == "any":
        return str(sum(map(bool, found)))
    alone = sum(ids == {own} for ids in found)
    every = sum(own in ids for ids in found)
    return f"{every} ({alone})" if every else "–"


def _columns(
    rows: Sequence[Row], phenomenon: Phenomenon
) -> Iterator[tuple[str, int, list[frozenset[str]]]]:
    """(title, number of cases, who finds each case) of each column."""
    garbled = [row for row in rows if row["part"] == "garbled"]
    for kind in dict.fromkeys(row["name"] for row in garbled):
        if kind in phenomenon.kinds:
            found = [
                frozenset().union(*_finders(row, phenomenon))
                for row in garbled
                if row["name"] == kind
            ]
            yield kind, len(found), found
    for part in ("articles", "experts"):
        found = [ids for row in rows if row["part"] == part for ids in _finders(row, phenomenon)]
        yield f"{part}: marks", len(found), found
    for part in ("articles", "experts", "garbled", "references", "outputs"):
        own = [row for row in rows if row["part"] == part]
        alarms = [ids for row in own for ids in _alarms(row, phenomenon)]
        yield f"{part}: unmarked", sum(row["segments"] for row in own), alarms


def _finders(row: Row, phenomenon: Phenomenon) -> list[frozenset[str]]:
    """Who finds each of a row's marks."""
    return [
        frozenset(
            name
            for name, finding in _of(row, phenomenon)
            if _touches(finding, mark, len(row["target"]))
        )
        for mark in row["marks"]
        if phenomenon.is_about(mark)
    ]


def _alarms(row: Row, phenomenon: Phenomenon) -> list[frozenset[str]]:
    """Who fires where nothing is marked, segment by segment."""
    found: dict[int, set[str]] = {}
    for name, finding in _of(row, phenomenon):
        if not any(_touches(finding, mark, len(row["target"])) for mark in row["marks"]):
            found.setdefault(finding["segment"], set()).add(name)
    return [frozenset(names) for names in found.values()]


def _of(row: Row, phenomenon: Phenomenon) -> Iterator[tuple[str, Row]]:
    for finding in row["findings"]:
        for name in (finding["id"], f"{finding['id']}:{finding['side']}"):
            addition = finding["id"] == "length-ratio" and finding["category"].endswith("addition")
            if name in phenomenon.recognisers and not addition:
                yield name, finding


def _touches(finding: Row, mark: Row, length: int) -> bool:
    """Whether a finding stands at a mark, names source words there, or means the whole segment."""
    spans = [(finding["side"], finding["start"], finding["end"])]
    spans += [("source", start, end) for start, end in finding["sources"]]
    if any(
        side == mark["side"] and start <= mark["end"] and mark["start"] <= end
        for side, start, end in spans
    ):
        return True
    whole = finding["side"] == "target" and finding["end"] - finding["start"] >= _WHOLE * length
    return bool(whole and mark["side"] == "source")


def counts(rows: Iterable[Row], parts: Sequence[str]) -> tuple[Counter[str], int]:
    """Segments with a finding, by check, and the number of segments."""
    fired: Counter[str] = Counter()
    total = 0
    for row in rows:
        if row["part"] in parts:
            total += row["segments"]
            pairs = {(finding["segment"], finding["id"]) for finding in row["findings"]}
            fired.update(check_id for _, check_id in pairs)
    return fired, total
