"""What a user brings in, as documents to check or reports to review.

Uploads arrive as bytes; where a reader wants a file, they are put into a folder of our own under a
name of our own. Nothing is written where a user could choose the place.
"""

from __future__ import annotations

import dataclasses
import re
import tempfile
from collections.abc import Iterable
from pathlib import Path

from checker.documents.encoding import decode
from checker.documents.pair import read_pair, read_target
from checker.documents.table import iter_documents
from checker.errors import EncodingError, InputError, LimitError
from checker.formats.jsonl import read_jsonl
from checker.records import Document, DocumentReport, SegmentReport
from checker.ui.mqm_intake import reports_from_mqm
from checker.ui.recognition import refuse_strangers
from checker.verdict.scores import document_score

__all__ = [
    "MAX_BYTES",
    "MAX_SEGMENTS",
    "document_from_texts",
    "clean_name",
    "documents_from_table",
    "file_name",
    "name_of",
    "name_of_pair",
    "reports_from_run",
]

MAX_BYTES = 20_000_000
"""Largest upload, in bytes."""

MAX_SEGMENTS = 20_000
"""Most rows or segments taken from one file."""

_SUFFIXES = (".txt", ".text", ".md", ".tsv", ".csv", ".jsonl", ".ndjson")
_LANGUAGES = (".en", ".zh")
_MARK = re.compile(r"[._ -](en|zh|eng|chn|english|chinese)$", re.IGNORECASE)


def name_of(filename: str) -> str:
    """A document's name from a file's: without folders, the usual suffixes and ".en" or ".zh"."""
    name = filename.replace("\\", "/").rpartition("/")[2]
    for endings in (_SUFFIXES, _LANGUAGES):
        ending = next((e for e in endings if name.lower().endswith(e)), "")
        if ending and len(name) > len(ending):
            name = name[: -len(ending)]
        elif ending and endings is _SUFFIXES:
            name = ""
    return clean_name(name)


def name_of_pair(source: str | None, target: str) -> str:
    """A document's name from the files of its texts: what both share, else the translation's."""
    name = name_of(target)
    if source is not None:
        bare = [_MARK.sub("", name_of(filename)) for filename in (source, target)]
        if bare[0] and bare[0] == bare[1]:
            return bare[0]
    return name


def clean_name(text: str) -> str:
    """A name as somebody typed it, on one line, of at most 200 characters."""
    printable = "".join(ch if ch.isprintable() else " " for ch in text)
    return " ".join(printable.split())[:200] or "document"


def file_name(document_id: str) -> str:
    """A document's name as the beginning of a file's name, whatever signs it has."""
    plain = re.sub(r'[/\\:*?"<>|]+', "_", clean_name(document_id)).lstrip(".")
    return plain[:150] or "document"


def document_from_texts(
    target: bytes,
    source: bytes | None,
    *,
    name: str,
    shown: tuple[str, str] = ("Chinese", "English"),
) -> Document:
    """A document from its two texts; the source may be missing.

    Args:
        shown: what to call source and target in messages.

    Raises:
        InputError: a text is empty, too large, not text, or the sides are swapped.
    """
    for data, what in ((source, shown[0]), (target, shown[1])):
        if data is not None:
            _check_size(data, what)
            refuse_strangers(data, what, table=False)
    with tempfile.TemporaryDirectory(prefix="checker-") as folder:
        target_path = _put(folder, f"{shown[1]}.en.txt", target)
        try:
            if source is None:
                document = read_target(target_path)
            else:
                document = read_pair(_put(folder, f"{shown[0]}.zh.txt", source), target_path)
        except InputError as error:
            raise _for_page(error, _bare(error.where, folder)) from error
    notes = tuple(_bare(note, folder) or "" for note in document.notes)
    return dataclasses.replace(
        document, document_id=name, source_path=None, target_path=None, notes=notes
    )


def documents_from_table(data: bytes, filename: str) -> list[Document]:
    """The documents of a TSV, CSV or JSONL table.

    Raises:
        InputError: the table is too large, empty, or a row cannot be read.
    """
    _check_size(data, filename)
    refuse_strangers(data, filename, table=True)
    suffix = "." + filename.rpartition(".")[2].lower()
    found: list[Document] = []
    rows = 0
    with tempfile.TemporaryDirectory(prefix="checker-") as folder:
        path = _put(folder, f"table{suffix}", data)
        try:
            for item in iter_documents(path):
                if isinstance(item, InputError):
                    raise item
                rows += len(item.pairs or ())
                name = item.document_id
                if name == "table" or name.startswith("table#"):
                    name = name_of(filename) + name.removeprefix("table")
                found.append(dataclasses.replace(item, document_id=name))
        except InputError as error:
            where = (_bare(error.where, folder) or filename).replace(path.name, filename)
            raise _for_page(error, where) from error
    if rows > MAX_SEGMENTS:
        raise _too_many(rows, filename)
    if not found:
        raise InputError("has no rows", where=filename, remedy="Give source and target columns.")
    return found


def reports_from_run(data: bytes, filename: str) -> list[DocumentReport]:
    """The reports in `segments.jsonl` or an MQM TSV of an earlier run.

    Raises:
        InputError: the file is too large or malformed.
    """
    _check_size(data, filename)
    refuse_strangers(data, filename, table=True)
    try:
        text = decode(data, where=filename).text
    except InputError as error:
        raise _for_page(error, filename) from error
    if filename.lower().endswith((".jsonl", ".ndjson")):
        reports = _grouped(read_jsonl(text.split("\n"), name=filename))
    else:
        reports = reports_from_mqm(text, where=filename)
    total = sum(len(report.segments) for report in reports)
    if total > MAX_SEGMENTS:
        raise _too_many(total, filename)
    if not total:
        raise InputError("has no segments", where=filename, remedy="Give a file with results.")
    return reports


def _grouped(segments: Iterable[SegmentReport]) -> list[DocumentReport]:
    groups: dict[str, list[SegmentReport]] = {}
    for segment in segments:
        groups.setdefault(segment.pair.document_id, []).append(segment)
    return [_report(name, group) for name, group in groups.items()]


def _report(name: str, group: list[SegmentReport]) -> DocumentReport:
    """A report from its segments alone; gaps between them become line breaks."""
    ordered = sorted(group, key=lambda item: item.pair.segment_id)
    source, target = _laid_out(ordered, "source"), _laid_out(ordered, "target")
    document = Document(
        name,
        target,
        source if any(item.pair.source is not None for item in ordered) else None,
        notes=("Read from an earlier run; text between segments is not known.",),
    )
    return DocumentReport(
        document, tuple(ordered), document_score(ordered), ordered[0].signature, document.notes
    )


def _laid_out(segments: list[SegmentReport], side: str) -> str:
    parts: list[str] = []
    place = 0
    for item in sorted(segments, key=lambda s: getattr(s.pair, f"{side}_start")):
        start, text = getattr(item.pair, f"{side}_start"), getattr(item.pair, side) or ""
        if start > place:
            parts.append("\n" * min(start - place, 2) + " " * max(0, start - place - 2))
            place = start
        parts.append(text)
        place += len(text)
    return "".join(parts)


def _put(folder: str, name: str, data: bytes) -> Path:
    path = Path(folder) / name
    path.write_bytes(data)
    return path


def _for_page(error: InputError, where: str | None) -> InputError:
    """The error with its place as the user knows it, without advice for the command line."""
    remedy = error.remedy
    if isinstance(error, EncodingError):
        remedy = "Save the file as UTF-8 and open it again."
    return type(error)(error.what, where=where, remedy=remedy)


def _bare(text: str | None, folder: str) -> str | None:
    if text is None:
        return None
    for end in (".en.txt", ".zh.txt"):
        text = text.replace(end, "")
    return text.replace(f"{folder}/", "").replace(f"{folder}\\", "")


def _check_size(data: bytes, where: str) -> None:
    if len(data) > MAX_BYTES:
        raise LimitError(
            f"has {len(data) / 1e6:.1f} MB", where=where, remedy=f"At most {MAX_BYTES // 10**6} MB."
        )


def _too_many(rows: int, where: str) -> LimitError:
    return LimitError(
        f"has {rows:,} segments",
        where=where,
        remedy=f"At most {MAX_SEGMENTS:,} are reviewed at once; split it.",
    )
