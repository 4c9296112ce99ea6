"""Reads tables of MQM errors, one error a row: Marot's, the WMT metrics task's, our own.

A header line names the columns; needed are source, target, category and severity, beside which
system, doc, doc_id, docSegId, seg_id, globalSegId, rater and metadata are understood. Rows without
a header have the ten columns of Marot. The marked words stand between `<v>` and `</v>` in the
source or the target. A row without an error has the category or severity “No-error”; one with
neither says nothing of the text. A table with Marot's `docSegId` column writes its texts with HTML
character references, which are undone (see `mqm`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from checker.errors import FormatError
from checker.formats.mqm import CLOSE, MQM_COLUMNS, OPEN, decode_text
from checker.records import Severity

__all__ = ["MqmRow", "read_mqm_rows"]

_NEEDED = ("source", "target", "category", "severity")
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class MqmRow:
    """A row, its texts without references and marks.

    Attributes:
        line: 1-based line of the file; `where` names file and line.
        segment: id of the segment as the table has it.
        category: as the table has it, e.g. "Accuracy/Mistranslation".
        severity: None where the row says that there is no error.
        judged: False where it says nothing (Marot's rows without a rater).
        source_marks: marked stretches of the source (likewise `target_marks`).
        metadata: the last column's; a bare note of the format's older form as {"note": …}.
    """

    line: int
    where: str
    system: str
    document: str
    segment: str
    rater: str
    source: str
    target: str
    category: str
    severity: Severity | None
    judged: bool
    source_marks: tuple[Place, ...]
    target_marks: tuple[Place, ...]
    metadata: Mapping[str, Any] = field(default_factory=dict)


def read_mqm_rows(lines: Iterable[str], *, name: str) -> Iterator[MqmRow]:
    """Reads the rows of a table one at a time; blank lines and repeated headers are passed over.

    Args:
        name: the file's name, for messages.

    Raises:
        FormatError: a column is missing, a row has too few or too many, or a severity or mark is
            unknown; the message names the line.
    """
    columns: Mapping[str, int] = {}
    head: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        cells = line.rstrip("\r\n").split("\t")
        where = f"{name}, line {number}"
        if not columns:
            columns, head = _columns(cells, where)
        if cells != head:
            yield _row(cells, columns, number, where)


def _names(cells: Iterable[str]) -> dict[str, int]:
    return {cell.strip().casefold(): place for place, cell in enumerate(cells)}


def _columns(cells: list[str], where: str) -> tuple[Mapping[str, int], list[str]]:
    """The place of each column by its name, and the header; [] where the table has none."""
    names, marot = _names(cells), _names(MQM_COLUMNS)
    missing = [column for column in _NEEDED if column not in names]
    if not missing:
        return names, cells
    if len(cells) == len(marot) and not names.keys() & marot.keys():
        return marot, []
    raise FormatError(
        f"has no column {', '.join(missing)}",
        where=where,
        remedy=f"The first line has to name the columns, tabs between: {', '.join(MQM_COLUMNS)}",
    )


def _row(cells: list[str], columns: Mapping[str, int], number: int, where: str) -> MqmRow:
    least = max(columns[column] for column in _NEEDED) + 1
    most = max(columns.values()) + 1
    if not least <= len(cells) <= most:
        raise FormatError(f"has {len(cells)} columns", where=where, remedy=f"The table has {most}")
    escaped = "docsegid" in columns

    def cell(*names: str) -> str:
        place = next((columns[n] for n in names if n in columns), len(cells))
        return cells[place] if place < len(cells) else ""

    def text(*names: str) -> str:
        return decode_text(cell(*names)) if escaped else cell(*names)

    source, source_marks = _marked(cell("source"), escaped, where)
    target, target_marks = _marked(cell("target"), escaped, where)
    category, severity = text("category"), cell("severity").strip()
    judged = bool(category.strip() or severity)
    return MqmRow(
        line=number,
        where=where,
        system=text("system"),
        document=text("doc", "doc_id"),
        segment=text("docsegid", "seg_id", "globalsegid"),
        rater=text("rater"),
        source=source,
        target=target,
        category=category,
        severity=_severity(severity, category, where) if judged else None,
        judged=judged,
        source_marks=source_marks,
        target_marks=target_marks,
        metadata=_metadata(cell("metadata"), escaped),
    )


def _severity(text: str, category: str, where: str) -> Severity | None:
    name = text.casefold()
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


def _marked(cell: str, escaped: bool, where: str) -> tuple[str, tuple[Place, ...]]:
    """The text without its marks, and the marked stretches."""
    pieces: list[str] = []
    places: list[Place] = []
    length = 0
    for number, part in enumerate(cell.split(OPEN)):
        inside, close, outside = part.partition(CLOSE)
        if (number > 0) != bool(close) or CLOSE in outside:
            raise FormatError(
                f"has {OPEN} and {CLOSE} that do not match",
                where=where,
                remedy=f"Close each {OPEN} with one {CLOSE}",
            )
        words = decode_text(inside) if escaped else inside
        if number > 0:
            places.append((length, length + len(words)))
        rest = decode_text(outside) if escaped else outside
        pieces += [words, rest]
        length += len(words) + len(rest)
    return "".join(pieces), tuple(places)


def _metadata(cell: str, escaped: bool) -> dict[str, Any]:
    note = decode_text(cell) if escaped else cell
    try:
        data = json.loads(cell or "{}")
        if not isinstance(data, dict):
            return {"note": note}
        data = _decoded(data) if escaped else data
    except (ValueError, RecursionError):
        return {"note": note}
    if "rule" in data:  # so called until version 0.2
        data.setdefault("check_id", data.pop("rule"))
    return data


def _decoded(value: Any) -> Any:
    if isinstance(value, str):
        return decode_text(value)
    if isinstance(value, dict):
        return {key: _decoded(item) for key, item in value.items()}
    return [_decoded(item) for item in value] if isinstance(value, list) else value
