"""Rows of pairs out of TSV, CSV and JSONL, one at a time; a bad row is an error among the rows."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass

from checker.documents.limits import MAX_ROW_CHARACTERS, MAX_ROW_LINES
from checker.documents.lines import LineReader, RowLines
from checker.documents.validation import check_characters
from checker.errors import FormatError, InputError, LimitError

__all__ = ["COLUMNS", "TableRow", "read_csv_rows", "read_jsonl_rows", "read_tsv_rows"]

COLUMNS = ("source", "target", "id", "document")
_REQUIRED = ("source", "target")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row.

    Attributes:
        line: 1-based line of the file the row starts in.
        source: Chinese cell exactly as it stands; None where blank or absent (likewise `target`).
        row_id: the caller's id, None where blank or absent (likewise `document`).
    """

    line: int
    source: str | None
    target: str | None
    row_id: str | None
    document: str | None


def read_tsv_rows(reader: LineReader) -> Iterator[TableRow | InputError]:
    """Reads tab-separated rows under a line of column names.

    Quotation marks are ordinary characters, so a cell cannot hold a tab or a line break.

    Raises:
        FormatError: no usable line of column names.
    """
    return _delimited(reader, "\t")


def read_csv_rows(reader: LineReader) -> Iterator[TableRow | InputError]:
    """Reads comma-separated rows (or `;`, if the column names are so separated).

    A cell in quotation marks may hold commas and line breaks; a mark inside is doubled. Where a
    row is malformed, the lines after its first one are tried as rows of their own.

    Raises:
        FormatError: no usable line of column names.
    """
    return _delimited(reader, ",")


def _delimited(reader: LineReader, delimiter: str) -> Iterator[TableRow | InputError]:
    first = next(reader, None)
    if first is None:
        raise InputError("is empty", where=reader.where, remedy="Give a table with rows in it")
    reader.read_again([first])
    if delimiter == "," and "," not in first[1] and ";" in first[1]:
        delimiter = ";"
    csv.field_size_limit(max(csv.field_size_limit(), MAX_ROW_CHARACTERS))
    lines = RowLines(reader, max_lines=MAX_ROW_LINES, max_characters=MAX_ROW_CHARACTERS)
    rows = (
        csv.reader(lines, delimiter=delimiter, strict=True, quoting=csv.QUOTE_NONE)
        if delimiter == "\t"
        else csv.reader(lines, delimiter=delimiter, strict=True)
    )
    cells = _cells(lines, rows, reader)
    header = next(cells)
    if isinstance(header, InputError):
        raise header
    places = _columns(header[1], reader.where)
    for row in cells:
        yield row if isinstance(row, InputError) else _table_row(row, header[1], places, reader)


def _cells(
    lines: RowLines, rows: Iterator[list[str]], reader: LineReader
) -> Iterator[tuple[int, list[str]] | InputError]:
    while True:
        lines.start_row()
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            lines.give_back()
            yield FormatError(
                f"the row is malformed: {error}",
                where=f"{reader.where}, line {lines.first_line}",
                remedy="Close and double quotation marks as CSV wants it",
            )
        except InputError as error:  # from the line, of which there is nothing to give back
            yield error
            if lines.first_line and not isinstance(error, LimitError):
                yield FormatError(
                    "the row cannot be finished because of that line",
                    where=f"{reader.where}, line {lines.first_line}",
                    remedy="Repair it",
                )
            lines.give_back()
        else:
            if row:  # a blank line is no row
                yield lines.first_line, row


def _columns(header: list[str], where: str) -> dict[str, int]:
    names = [name.strip().lower() for name in header]
    places = {name: names.index(name) for name in COLUMNS if name in names}
    missing = [name for name in _REQUIRED if name not in places]
    if missing:
        found = ", ".join(repr(name.strip()[:40]) for name in header[:20])
        raise FormatError(
            f"has no column {' and no column '.join(missing)}; its columns are {found}",
            where=f"{where}, line 1",
            remedy=f"Name the columns {', '.join(COLUMNS)} (the last two may be left out)",
        )
    twice = [name for name in places if names.count(name) > 1]
    if twice:
        raise FormatError(
            f"has the column {twice[0]} more than once",
            where=f"{where}, line 1",
            remedy="Leave one of them out",
        )
    return places


def _table_row(
    row: tuple[int, list[str]], header: list[str], places: dict[str, int], reader: LineReader
) -> TableRow | InputError:
    line, cells = row
    if len(cells) != len(header):
        return FormatError(
            f"the row has {len(cells)} cells where there are {len(header)} columns",
            where=f"{reader.where}, line {line}",
            remedy="Look for a separator or quotation mark too many or too few",
        )
    return _checked(line, {name: cells[place] for name, place in places.items()}, reader.where)


def read_jsonl_rows(reader: LineReader) -> Iterator[TableRow | InputError]:
    """Reads one JSON object a line; blank lines are skipped.

    `source` may be null where there is none. `id` and `document` may be texts or whole numbers.
    """
    while True:
        try:
            line, text = next(reader)
        except StopIteration:
            return
        except InputError as error:
            yield error
            continue
        if text.strip():
            yield _json_row(line, text, reader.where)


def _json_row(line: int, text: str, where: str) -> TableRow | InputError:
    place = f"{where}, line {line}"
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        return FormatError(f"is not JSON: {what}", where=place, remedy="Write one object a line")
    if not isinstance(row, dict):
        return FormatError("is not a JSON object", where=place, remedy="Write one object a line")
    missing = [name for name in _REQUIRED if name not in row]
    if missing:
        found = ", ".join(repr(key[:40]) for key in list(row)[:20]) or "none"
        return FormatError(
            f"has no {' and no '.join(missing)}; its keys are {found}",
            where=place,
            remedy=f"Name the keys {', '.join(COLUMNS)} (the last two may be left out)",
        )
    for name in COLUMNS:
        value = row.get(name)
        whole = isinstance(value, int) and not isinstance(value, bool) and name not in _REQUIRED
        if not (value is None or isinstance(value, str) or whole):
            return FormatError(
                f"{name} is no text", where=place, remedy="Write it in quotation marks"
            )
    cells = {name: "" if row.get(name) is None else str(row[name]) for name in COLUMNS}
    return _checked(line, cells, where)


def _checked(line: int, cells: dict[str, str], where: str) -> TableRow | InputError:
    try:
        for text in cells.values():
            check_characters(text, where=where, line=line)
    except FormatError as error:
        return error
    kept = {name: text if text.strip() else None for name, text in cells.items()}
    if kept["source"] is None and kept["target"] is None:
        return FormatError(
            "the row has neither a source nor a target",
            where=f"{where}, line {line}",
            remedy="Fill it in or leave it out",
        )
    row_id, document = ((kept.get(name) or "").strip() or None for name in ("id", "document"))
    return TableRow(line, kept["source"], kept["target"], row_id, document)
