"""What a file is that cannot be read as a text or a table, so that a reviewer is told (pure)."""

from __future__ import annotations

from dataclasses import dataclass

from checker.documents.likeness import han_share
from checker.errors import FormatError
from checker.formats.tsv import FLAG_COLUMNS
from checker.records import Document

__all__ = ["doubts_about", "is_run", "refuse_strangers"]

_TEXT = "Save its text as a plain text file (UTF-8) and open that."
_RUN = "Open it under «Table or run»."

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "is a PDF file", _TEXT),
    (b"{\\rtf", "is a rich text (RTF) file", _TEXT),
    (b"\xd0\xcf\x11\xe0", "is an old Word or Excel file", _TEXT),
    (b"\x89PNG", "is a picture", "A text is needed."),
    (b"\xff\xd8\xff", "is a picture", "A text is needed."),
    (b"GIF8", "is a picture", "A text is needed."),
    (b"SQLite format 3", "is a database", "A text is needed."),
)
"""First bytes → what that is, and what to do."""

_ZIPPED = {
    "docx": "is a Word document",
    "xlsx": "is an Excel workbook",
    "pptx": "is a PowerPoint file",
    "odt": "is an OpenDocument text",
    "epub": "is an e-book",
}
_HEAD = 4096
_LEAST, _MOST, _TOO_SHORT_TO_SAY = 0.5, 15.0, 40
"""English characters for one of Chinese, outside of which something is missing; the translations of
the sample articles have 3.4 to 4.7. Fewer than 40 characters of Chinese say nothing."""

_CHINESE = 0.5


@dataclass(frozen=True, slots=True)
class _Own:
    what: str
    remedy: str


def is_run(data: bytes, filename: str) -> bool:
    """Whether a file is the result of an earlier check, not a table of pairs."""
    head = _head(data)
    if filename.lower().endswith((".jsonl", ".ndjson")):
        return b'"schema_version"' in head.partition(b"\n")[0]
    return head.startswith(b"system\tdoc")


def refuse_strangers(data: bytes, filename: str, *, table: bool) -> None:
    """Say what a file is that holds no text to check.

    Args:
        table: it was given as a table or the result of a check, not as a text.

    Raises:
        FormatError: it is another kind of file, or one that a check has written.
    """
    head = _head(data)
    for magic, what, remedy in _MAGIC:
        if head.startswith(magic):
            raise FormatError(what, where=filename, remedy=remedy)
    if head.startswith(b"PK\x03\x04"):
        ending = filename.rpartition(".")[2].lower()
        raise FormatError(_ZIPPED.get(ending, "is a ZIP archive"), where=filename, remedy=_TEXT)
    own = _own(head, table=table)
    if own is not None:
        raise FormatError(own.what, where=filename, remedy=own.remedy)


def doubts_about(document: Document) -> list[str]:
    """What looks wrong with a pair of texts though it can be checked, each as a sentence."""
    source, target = (document.source or "").strip(), document.target.strip()
    if not source:
        return []
    share = han_share(target)
    if share is not None and share > _CHINESE:
        return ["Both texts are Chinese: the English translation is missing."]
    ratio = len(target) / len(source)
    if len(source) < _TOO_SHORT_TO_SAY or _LEAST <= ratio <= _MOST:
        return []
    told = "short" if ratio < _LEAST else "long"
    return [
        f"The English is very {told}: {len(target):,} characters for {len(source):,} of Chinese "
        f"({ratio:.0%}; a whole translation has about 400%)."
    ]


def _head(data: bytes) -> bytes:
    return data[:_HEAD].lstrip(b"\xef\xbb\xbf")


def _own(head: bytes, *, table: bool) -> _Own | None:
    """A file that a check or the desk has written, given in the wrong place."""
    if head.startswith("\t".join(FLAG_COLUMNS[:4]).encode()):
        return _Own(
            "is the list of flags of an earlier check (flags.tsv): it has only flagged segments",
            "Open segments.jsonl of the same folder, which has them all.",
        )
    if head.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        return _Own("is a web page or a report, not a text", _TEXT)
    first = head.lstrip().partition(b"\n")[0]
    if first.startswith(b"{") and b'"record":' in first:
        return _Own("is a copy of a review store", "Read it with «checker store import».")
    if not table and (first.startswith(b"system\tdoc") or b'"schema_version"' in first):
        return _Own("is the result of an earlier check", _RUN)
    if not table and first.startswith(b"{") and b'"source"' in first:
        return _Own("is a table of pairs", _RUN)
    return None
