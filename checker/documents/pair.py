"""One document from two files, or from the English file alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from checker.documents.encoding import decode, encoding_note
from checker.documents.limits import MAX_FILE_BYTES
from checker.documents.validation import (
    check_characters,
    check_sides,
    check_target,
    replacement_note,
)
from checker.errors import FormatError, InputError, LimitError
from checker.records import Document, Span

__all__ = ["read_pair", "read_target"]

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|$)")


def read_pair(
    source_path: str | Path,
    target_path: str | Path,
    *,
    pre_aligned: bool = False,
    encoding: str | None = None,
    max_bytes: int = MAX_FILE_BYTES,
    document_id: str | None = None,
) -> Document:
    """Reads a Chinese file and its English translation.

    Args:
        source_path: the Chinese file.
        target_path: the English file.
        pre_aligned: line k of one is the translation of line k of the other.
        encoding: of both files; None = find out.
        max_bytes: largest size of each file.
        document_id: None = the target file's name without `.en` and suffix.

    Raises:
        EncodingError: see `encoding.decode`.
        FormatError: control characters, or lines that do not pair although declared to.
        LimitError: a file is too large.
        InputError: a file is missing, unreadable or empty, the sides are swapped, or the source is
            English.
    """
    source, source_notes = _read(Path(source_path), encoding, max_bytes)
    target, target_notes = _read(Path(target_path), encoding, max_bytes)
    names = (str(source_path), str(target_path))
    check_sides(source, target, source_name=names[0], target_name=names[1])
    return Document(
        document_id=document_id or _document_id(Path(target_path)),
        target=target,
        source=source,
        pairs=tuple(_line_pairs(source, target, names)) if pre_aligned else None,
        source_path=str(source_path),
        target_path=str(target_path),
        notes=(*source_notes, *target_notes),
    )


def read_target(
    path: str | Path, *, encoding: str | None = None, max_bytes: int = MAX_FILE_BYTES
) -> Document:
    """Reads an English file whose source is not at hand.

    Raises:
        CheckerError: as for `read_pair`; InputError also where the text is Chinese.
    """
    target, notes = _read(Path(path), encoding, max_bytes)
    check_target(target, where=str(path))
    return Document(_document_id(Path(path)), target, target_path=str(path), notes=tuple(notes))


def _document_id(path: Path) -> str:
    name = path.name[: -len(path.suffix)] if path.suffix else path.name
    return name[:-3] if name.lower().endswith(".en") and len(name) > 3 else name


def _read(path: Path, encoding: str | None, max_bytes: int) -> tuple[str, list[str]]:
    where = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}", where=where, remedy="Check the path"
        ) from error
    if len(data) > max_bytes:
        raise LimitError(
            f"is larger than {max_bytes / 1e6:g} MB",
            where=where,
            remedy="Split it into documents, or give the pairs as a table, which has no limit",
        )
    decoded = decode(data, where=where, encoding=encoding)
    check_characters(decoded.text, where=where)
    if not decoded.text.strip():
        raise InputError("is empty", where=where, remedy="Give a file with text in it")
    notes = (
        encoding_note(decoded.encoding, where=where),
        replacement_note(decoded.text, where=where),
    )
    return decoded.text, [note for note in notes if note]


def _lines(text: str) -> Iterator[Span]:
    """The lines of a text without their breaks and outer white space, blank ones included."""
    last = len(text.rstrip())
    for match in _LINE.finditer(text):
        line = match.group(1)
        start = match.start() + len(line) - len(line.lstrip())
        bare = line.strip()
        yield Span(start, start + len(bare), bare)
        if match.end() >= last:
            return


def _line_pairs(source: str, target: str, names: tuple[str, str]) -> Iterator[tuple[Span, Span]]:
    left, right = list(_lines(source)), list(_lines(target))
    shared = min(len(left), len(right))
    odd = next((k for k in range(shared) if bool(left[k].text) != bool(right[k].text)), None)
    if odd is None and len(left) == len(right):
        return ((a, b) for a, b in zip(left, right, strict=True) if a.text)
    if odd is None:
        first = f"line {shared + 1} is the first without a partner"
    else:
        blank = names[0] if not left[odd].text else names[1]
        first = f"line {odd + 1} is the first that is blank in one only ({blank})"
    full = [sum(bool(line.text) for line in lines) for lines in (left, right)]
    raise FormatError(
        f"declared line by line, but they have {len(left)} and {len(right)} lines"
        f" ({full[0]} and {full[1]} with text), and {first}",
        where=", ".join(names),
        remedy="Make the lines pair, or leave the declaration out and have them aligned",
    )
