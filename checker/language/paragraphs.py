"""Paragraphs, and the turning of sentence boundaries into segments.

Any line break starts a new paragraph: news text has one paragraph a line, with or without blank
lines between, and a break inside a sentence (hard-wrapped text) cannot be told from a heading. The
aligner may join the pieces of a wrapped sentence again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from checker.records import Segment

__all__ = ["Paragraph", "segments_between", "split_paragraphs"]

_LINE = re.compile("[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line that is not blank: `document[start:end]`, without white space at both ends.

    Attributes:
        number: 0-based, blank lines not counted.
    """

    number: int
    start: int
    end: int


def split_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Returns the paragraphs of a text, in order."""
    found: list[Paragraph] = []
    for line in _LINE.finditer(text):
        trimmed = _trimmed(text, line.start(), line.end())
        if trimmed:
            found.append(Paragraph(len(found), *trimmed))
    return tuple(found)


def segments_between(text: str, paragraph: Paragraph, ends: Iterable[int]) -> list[Segment]:
    """Cuts a paragraph at the given places.

    A piece without a letter or digit (a dash, a stray quotation mark) is no sentence: it stays with
    the piece before it, at the start of the paragraph with the piece after it.

    Args:
        text: the whole document text.
        paragraph: where the sentences lie.
        ends: document offsets at which a sentence ends, ascending; the end of the paragraph need
            not be among them.
    """
    pieces: list[tuple[int, int]] = []
    start = looked = paragraph.start
    for end in [*(e for e in ends if paragraph.start < e < paragraph.end), paragraph.end]:
        wordless = not any(map(str.isalnum, text[looked:end]))
        looked = end
        if wordless and pieces:
            start, _ = pieces.pop()
        elif wordless and end < paragraph.end:
            continue  # at the start of the paragraph: left for the next piece
        pieces.append((start, end))
        start = end
    spans = (_trimmed(text, *piece) for piece in pieces)
    return [Segment(text[s:e], s, e, paragraph.number) for s, e in filter(None, spans)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span without white space at both ends; None if nothing is left."""
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return None
    start += len(piece) - len(piece.lstrip())
    return start, start + len(bare)
