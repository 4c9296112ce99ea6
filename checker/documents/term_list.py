"""Reads a term list (TSV, CSV or TBX) into a `Glossary`."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from checker.errors import EncodingError, FormatError, InputError, LimitError
from checker.language.characters import han_count

__all__ = ["MAX_BYTES", "Glossary", "Term", "load_glossary"]

MAX_BYTES = 32 * 1024 * 1024
"""Bytes of a term list, 32 MiB; chosen, a bound on memory."""
_SOURCE_NAMES = frozenset({"source", "zh", "chinese", "src", "中文", "原文"})
_TARGET_NAMES = frozenset({"target", "en", "english", "tgt", "translation", "英文", "译文"})
_FORBIDDEN_NAMES = frozenset({"forbidden", "avoid", "not", "禁用"})
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DEPRECATED = ("deprecated", "superseded", "forbidden", "obsolete")


@dataclass(frozen=True, slots=True)
class Term:
    """A Chinese term with the English that may stand for it, and English that must not.

    Attributes:
        targets: allowed translations, the preferred one first.
        forbidden: translations that are wrong whatever else is there.
    """

    source: str
    targets: tuple[str, ...]
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of one list; every Chinese term occurs once.

    Attributes:
        digest: 12 hex digits naming the terms; goes into signatures.
    """

    name: str
    terms: tuple[Term, ...]

    @property
    def digest(self) -> str:
        lines = (repr((term.source, term.targets, term.forbidden)) for term in self.terms)
        return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:12]


def load_glossary(path: str | Path) -> Glossary:
    """Read a term list.

    TSV and CSV: UTF-8 or UTF-16 with byte order mark; columns `source`, `target` and optionally
    `forbidden` by name, or in that order without a header; several translations in one cell are
    separated by «|». TBX: terms of languages zh… and en…; deprecated English terms are forbidden.

    Raises:
        InputError: the file cannot be read, is too large, not text, or holds no usable term. The
            error names file and line.
    """
    file = Path(path)
    try:
        size = file.stat().st_size
        if size > MAX_BYTES:
            raise LimitError(
                f"the term list has {size:,} bytes, more than {MAX_BYTES:,}",
                where=str(file),
                remedy="Split it, or leave out terms that are not needed",
            )
        data = file.read_bytes()
    except OSError as error:
        raise InputError(
            f"the term list cannot be read: {error.strerror}", where=str(file)
        ) from error
    if file.suffix.lower() in {".tbx", ".xml"} or data.lstrip()[:5] == b"<?xml":
        terms = _read_tbx(data, str(file))
    else:
        terms = _read_table(_decode(data, str(file)), str(file), file.suffix.lower())
    merged = _merge(terms)
    if not merged:
        raise FormatError(
            "no term was found",
            where=str(file),
            remedy="Give a Chinese term and its English in each line, separated by a tab",
        )
    return Glossary(file.name, merged)


def _decode(data: bytes, where: str) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"byte {error.start + 1} is not {encoding.upper()} text",
            where=where,
            remedy="Save the term list as UTF-8",
        ) from error


def _read_table(text: str, where: str, suffix: str) -> list[Term]:
    head = text.partition("\n")[0]
    delimiter = "," if suffix == ".csv" and "\t" not in head else "\t"
    if delimiter == "," and ";" in head and "," not in head:
        delimiter = ";"
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows = [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise FormatError(f"the table is malformed: {error}", where=where) from error
    rows = [(line, row) for line, row in rows if any(cell.strip() for cell in row)]
    columns = _columns(rows[0][1]) if rows else None
    if columns is not None:
        rows = rows[1:]
    return [_term(row, columns or (0, 1, 2), f"{where}, line {line}") for line, row in rows]


def _columns(header: Sequence[str]) -> tuple[int, int, int] | None:
    """Return the places of source, target and forbidden in a header (−1: no such column)."""
    names = [cell.strip().lower() for cell in header]

    def find(wanted: frozenset[str]) -> int:
        return next((i for i, name in enumerate(names) if name in wanted), -1)

    source, target = find(_SOURCE_NAMES), find(_TARGET_NAMES)
    if source < 0 or target < 0:
        return None
    return source, target, find(_FORBIDDEN_NAMES)


def _term(row: Sequence[str], columns: tuple[int, int, int], where: str) -> Term:
    def cell(place: int) -> str:
        return row[place].strip() if 0 <= place < len(row) else ""

    source = cell(columns[0])
    targets, forbidden = _split(cell(columns[1])), _split(cell(columns[2]))
    if not source or not (targets or forbidden):
        raise FormatError(
            "the line lacks a Chinese term or its English",
            where=where,
            remedy="Give both, separated by a tab (or a comma in a .csv file)",
        )
    if not han_count(source):
        raise FormatError(
            f"«{source[:40]}» is not Chinese",
            where=where,
            remedy="Put the Chinese term first, or name the columns source and target",
        )
    return Term(source, targets, forbidden)


def _split(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in cell.split("|") if part.strip()))


def _read_tbx(data: bytes, where: str) -> list[Term]:
    # Imported here: only users of TBX files pay for it.
    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
    from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

    try:
        root = fromstring(data, forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise FormatError(
            f"the TBX file cannot be read: {error}",
            where=where,
            remedy="Export it again as TBX-Basic or give a TSV file",
        ) from error
    entries = [node for node in root.iter() if _tag(node) in {"termEntry", "conceptEntry"}]
    return [term for entry in entries for term in _entry_terms(entry)]


def _tag(node: Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _entry_terms(entry: Element) -> list[Term]:
    chinese: list[str] = []
    good: list[str] = []
    bad: list[str] = []
    for section in entry.iter():
        if _tag(section) not in {"langSet", "langSec"}:
            continue
        language = (section.get(_XML_LANG) or section.get("lang") or "").lower()
        for group in section.iter():
            if _tag(group) not in {"tig", "ntig", "termSec"}:
                continue
            text = next((n.text or "" for n in group.iter() if _tag(n) == "term"), "").strip()
            if not text:
                continue
            if language.startswith("zh"):
                chinese.append(text)
            elif language.startswith("en"):
                (bad if _is_deprecated(group) else good).append(text)
    if not (good or bad):
        return []
    return [Term(term, tuple(good), tuple(bad)) for term in chinese if han_count(term)]


def _is_deprecated(group: Element) -> bool:
    return any(
        "status" in (note.get("type") or "").lower()
        and (note.text or "").strip().lower().startswith(_DEPRECATED)
        for note in group.iter()
        if _tag(note) == "termNote"
    )


def _merge(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Join rows of the same Chinese term, first row first."""
    by_source: dict[str, Term] = {}
    for term in terms:
        known = by_source.get(term.source)
        if known is None:
            by_source[term.source] = term
            continue
        by_source[term.source] = Term(
            term.source,
            tuple(dict.fromkeys(known.targets + term.targets)),
            tuple(dict.fromkeys(known.forbidden + term.forbidden)),
        )
    return tuple(by_source.values())
