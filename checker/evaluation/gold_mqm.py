"""Reads gold in the MQM tables of the WMT metrics task and of Marot, one error a row.

A header line names the columns; needed are source, target, category and severity, beside which
system, doc, doc_id, docSegId, seg_id, globalSegId and rater are understood. The marked words stand
between `<v>` and `</v>` in the source or the target. A row without an error has the category or
severity “No-error”. A table with Marot's `docSegId` column writes its texts with HTML character
references, which are undone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from checker.errors import FormatError
from checker.evaluation.gold import GoldSegment, GoldSpan, Rating
from checker.evaluation.grouping import Judgement
from checker.formats.mqm import decode_text
from checker.records import Severity, Side

__all__ = ["google_mqm_score", "read_mqm_gold"]

_OPEN, _CLOSE = "<v>", "</v>"
_NEEDED = ("source", "target", "category", "severity")
# “refA”, “ref-B”, “Human-A.0”, but not “Refine”.
_HUMAN = re.compile(r"(?:ref|human)[A-Z]?\d*(?:[-_.].*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row, taken apart."""

    number: int
    key: tuple[str, str, str, str, str, str]  # system, document, segment, rater, source, target
    category: str
    severity: Severity | None
    spans: tuple[GoldSpan, ...]


def read_mqm_gold(lines: Iterable[str], *, name: str) -> Iterator[Judgement]:
    """Yields one judgement for all rows of one rater about one segment.

    Raises:
        FormatError: a column is missing, a row has too few, or a severity or marker is unknown.
    """
    rows: dict[tuple[str, ...], list[_Row]] = {}
    columns: Mapping[str, int] | None = None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        cells = line.rstrip("\r\n").split("\t")
        if columns is None:
            columns = _columns(cells, f"{name}, line {number}")
            continue
        row = _row(cells, columns, number, f"{name}, line {number}")
        rows.setdefault(row.key, []).append(row)
    for group in rows.values():
        yield _judgement(group, name)


def _columns(cells: list[str], where: str) -> dict[str, int]:
    names = {cell.strip().casefold(): place for place, cell in enumerate(cells)}
    missing = [column for column in _NEEDED if column not in names]
    if missing:
        raise FormatError(
            f"has no column {', '.join(missing)}",
            where=where,
            remedy="The first line has to name the columns, separated by tabs",
        )
    return names


def _row(cells: list[str], columns: Mapping[str, int], number: int, where: str) -> _Row:
    if len(cells) < max(columns[column] for column in _NEEDED) + 1:
        raise FormatError(f"has {len(cells)} columns", where=where)

    def cell(*names: str) -> str:
        place = next((columns[n] for n in names if n in columns), None)
        return cells[place] if place is not None and place < len(cells) else ""

    escaped = "docsegid" in columns
    severity = _severity(cell("severity"), cell("category"), where)
    source, in_source = _marked(cell("source"), escaped, where)
    target, in_target = _marked(cell("target"), escaped, where)
    category = cell("category")
    spans: list[GoldSpan] = []
    sides: tuple[tuple[Side, list[tuple[int, int]]], ...] = (
        ("target", in_target),
        ("source", in_source),
    )
    for side, places in sides:
        if severity is not None:
            spans += [GoldSpan(start, end, category, severity, side) for start, end in places]
    key = (
        cell("system"),
        cell("doc", "doc_id"),
        cell("docsegid", "seg_id", "globalsegid"),
        cell("rater"),
        source,
        target,
    )
    return _Row(number, key, category, severity, tuple(spans))


def _severity(text: str, category: str, where: str) -> Severity | None:
    name = text.strip().casefold()
    if "no-error" in (name, category.strip().casefold()) or name == "no error":
        return None
    try:
        return Severity(name)
    except ValueError:
        raise FormatError(
            f"severity is {text!r}",
            where=where,
            remedy="Known: neutral, minor, major, critical, no-error",
        ) from None


def _marked(cell: str, escaped: bool, where: str) -> tuple[str, list[tuple[int, int]]]:
    """The text without its markers, and the marked stretches."""
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    length = 0
    for number, part in enumerate(cell.split(_OPEN)):
        inside, close, outside = part.partition(_CLOSE)
        if (number > 0) != bool(close) or _CLOSE in outside:
            raise FormatError("has <v> and </v> that do not match", where=where)
        words = decode_text(inside) if escaped else inside
        if number > 0:
            places.append((length, length + len(words)))
        rest = decode_text(outside) if escaped else outside
        pieces += [words, rest]
        length += len(words) + len(rest)
    return "".join(pieces), places


def _judgement(group: list[_Row], name: str) -> Judgement:
    system, document, segment, rater, source, target = group[0].key
    errors = [row for row in group if row.severity is not None]
    rating = Rating(
        rater=rater,
        score=google_mqm_score([(row.category, row.severity) for row in errors if row.severity]),
        score_type="google_mqm",
        spans=tuple(span for row in errors for span in row.spans),
        unlocated=sum(not row.spans for row in errors),
    )
    own = GoldSegment(
        number=0,
        dataset=name.partition(".")[0],
        system=system or None,
        document_id=document or None,
        segment_id=segment,
        source=source,
        target=target,
        ratings=(),
        human=_HUMAN.fullmatch(system) is not None,
    )
    return Judgement(own, rating, group[0].number)


def google_mqm_score(errors: Iterable[tuple[str, Severity]]) -> float:
    """Minus the sum of the weights of Freitag et al. (2021), table 4.

    Major 5 (critical likewise), minor 1, minor punctuation 0.1, non-translation 25, neutral 0.

    Returns:
        (-∞, 0], higher = better.
    """
    penalty = 0.0
    for category, severity in errors:
        kind = category.casefold().strip(" !")
        if kind.startswith("non-translation") and severity is not Severity.NEUTRAL:
            penalty += 25.0
        elif severity in (Severity.MAJOR, Severity.CRITICAL):
            penalty += 5.0
        elif severity is Severity.MINOR:
            penalty += 0.1 if kind == "fluency/punctuation" else 1.0
    return 0.0 - penalty
