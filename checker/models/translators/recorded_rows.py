"""Reads stored translations: TSV and JSONL with named columns, TMX."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

from checker.errors import FormatError, InputError, LimitError

__all__ = ["MAX_BYTES", "Row", "read_bytes", "read_rows"]

MAX_BYTES = 256 * 1024 * 1024
"""Bytes of a file of translations, 256 MiB; chosen, a bound on memory."""
Row = tuple[str, str, str]
"""Where it stands («line 3»), source, translation."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def read_bytes(path: Path) -> bytes:
    """The file, if it is not too large.

    Raises:
        InputError: missing, unreadable or too large.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise LimitError(
                f"larger than {MAX_BYTES >> 20} MiB", where=str(path), remedy="Split the file"
            )
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"the stored translations cannot be read: {error.strerror}",
            where=str(path),
            remedy="Check the path",
        ) from error


def read_rows(path: Path, data: bytes) -> Iterator[Row]:
    """Yields (where, source, translation) of every row.

    Raises:
        FormatError: another kind of file, or a malformed one.
    """
    kind = path.suffix.lower()
    if kind == ".tmx":
        yield from _tmx(path, data)
        return
    if kind not in {".tsv", ".jsonl"}:
        raise FormatError(
            f"unknown kind of file {kind!r}", where=str(path), remedy="Use .tsv, .jsonl or .tmx"
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError("not UTF-8", where=str(path), remedy="Save it as UTF-8") from error
    yield from _tsv(path, text) if kind == ".tsv" else _jsonl(path, text)


def _tsv(path: Path, text: str) -> Iterator[Row]:
    table = csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(table, [])
    if "source" not in header or "translation" not in header:
        raise FormatError(
            f"the first line names the columns {', '.join(header) or '(none)'}",
            where=f"{path}, line 1",
            remedy="Name two of them source and translation",
        )
    source, translation = header.index("source"), header.index("translation")
    for number, row in enumerate(table, 2):
        if not row:
            continue
        if len(row) != len(header):
            raise FormatError(
                f"{len(row)} columns where the header has {len(header)}",
                where=f"{path}, line {number}",
            )
        yield f"line {number}", row[source], row[translation]


def _jsonl(path: Path, text: str) -> Iterator[Row]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            source, translation = row["source"], row["translation"]
        except (ValueError, KeyError, TypeError) as error:
            raise FormatError(
                "not an object with source and translation", where=f"{path}, line {number}"
            ) from error
        if not (isinstance(source, str) and isinstance(translation, str)):
            raise FormatError("source or translation is not a text", where=f"{path}, line {number}")
        yield f"line {number}", source, translation


def _tmx(path: Path, data: bytes) -> Iterator[Row]:
    from defusedxml import ElementTree  # type: ignore[import-untyped]
    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]

    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, DefusedXmlException) as error:
        raise FormatError(f"not well-formed TMX: {error}", where=str(path)) from error
    for number, unit in enumerate(root.iter("tu"), 1):
        variants: dict[str, str] = {}
        for variant in unit.iter("tuv"):
            language = variant.get(_XML_LANG) or variant.get("lang") or ""
            segment = variant.find("seg")
            if segment is not None:
                variants.setdefault(language[:2].lower(), "".join(segment.itertext()))
        if "zh" in variants and "en" in variants:
            yield f"unit {number}", variants["zh"], variants["en"]
