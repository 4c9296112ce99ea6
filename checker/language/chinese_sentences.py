"""Chinese sentences: they end at 。！？； or an ellipsis and the marks that close after it.

Left whole on purpose:
- a quotation in the middle of a sentence (“为什么？”的问题), and one followed by who said it;
- short exclamations in a row inside a quotation; a quotation of several full sentences is split;
- titles in book marks and remarks in brackets, unless they are very long;
- a sentence that only goes on and on with commas.
"""

from __future__ import annotations

import re

from checker.language.characters import is_han
from checker.language.enclosures import CLOSING, Enclosure, Enclosures, find_enclosures
from checker.language.paragraphs import Paragraph, segments_between, split_paragraphs
from checker.records import Segment

__all__ = ["split_chinese"]

_STOP = re.compile(r"(?:[。！？｡；!?;．.]|…+)+")
_ASCII_STOPS = frozenset("!?;.．")
_FULL = frozenset("。！？｡!?.．")
_CONTINUES = re.compile(r"\s*[，、；：。,;:！？]")
_GOES_ON = re.compile(r"的|等")  # after a closed quotation or bracket
_WHO_SAID_IT = re.compile(
    r"\s*[^，。！？；：…“”「」]{0,14}?"
    r"(?:说|說|道|问|問|答|喊|叫|称|稱|表示|指出|写|寫|认为|認為|强调|強調|解释|解釋|补充|補充|透露|回忆|回憶|感叹|感嘆)"
)
_MIN_INSIDE_QUOTATION = 12
"""Characters before and after a stop inside a quotation; chosen. 14,811 sources of WMT news have
16,123 sentences, at half 16,166, at double 16,049."""
_MAX_WHOLE_BRACKET, _MAX_QUOTED_WORDS = 120, 15
"""Characters of a remark that stays whole, and of a quotation that is a word among others; chosen.
At half and double the same sources have the same sentences but for one."""


def split_chinese(text: str) -> tuple[Segment, ...]:
    """Splits Chinese text into sentences.

    Returns:
        Segments in order; every character that is not white space lies in exactly one.
    """
    segments: list[Segment] = []
    for paragraph in split_paragraphs(text):
        segments += segments_between(text, paragraph, _ends(text, paragraph))
    return tuple(segments)


def _ends(text: str, paragraph: Paragraph) -> list[int]:
    enclosures = find_enclosures(text, paragraph.start, paragraph.end)
    ends: list[int] = []
    start = paragraph.start
    for match in _STOP.finditer(text, paragraph.start, paragraph.end):
        if not _is_stop(text, match):
            continue
        end = _with_closing(text, match.end(), paragraph.end, enclosures)
        around = enclosures.innermost(end)
        if _is_boundary(text, start, match, end, around, enclosures):
            ends.append(end)
            start = end
    return ends


def _is_stop(text: str, match: re.Match[str]) -> bool:
    """Whether the marks are Chinese stops, not part of a number, an address or a Latin name."""
    if not set(match.group()) <= _ASCII_STOPS or match.group().startswith("..."):
        return True
    before = text[match.start() - 1 : match.start()] if match.start() else ""
    after = text[match.end() : match.end() + 1]
    ends_here = not after or after.isspace() or after in CLOSING
    if before.isascii() and before.isalnum():
        return ends_here and not set(match.group()) <= {".", "．"}
    glued = after.isascii() and after.isalnum()
    return ends_here or (before != "" and is_han(before) and not glued)


def _with_closing(text: str, end: int, limit: int, enclosures: Enclosures) -> int:
    """Takes in the marks that close after the stop; `"` only where it closes a pair."""
    while end < limit and text[end] in CLOSING:
        if text[end] == '"' and enclosures.ending_at(end + 1) is None:
            break
        end += 1
    return end


def _is_boundary(
    text: str,
    start: int,
    match: re.Match[str],
    end: int,
    around: Enclosure | None,
    enclosures: Enclosures,
) -> bool:
    if _CONTINUES.match(text, end):
        return False
    if around is not None:
        return _splits_inside(start, match, end, around)
    closed = enclosures.ending_at(end) if end > match.end() else None
    if closed is None:
        return True
    if _GOES_ON.match(text, end):
        return False
    if not closed.is_quotation:  # «（完。）» stands alone, «《谁来种地？》一书» goes on
        alone = closed.start == start and text[closed.start] not in "《〈"
        return alone or closed.inner_length > _MAX_WHOLE_BRACKET
    if _WHO_SAID_IT.match(text, end):
        return False
    quotes_words = closed.start > start and is_han(text[closed.start - 1])
    return not (quotes_words and closed.inner_length <= _MAX_QUOTED_WORDS)


def _splits_inside(start: int, match: re.Match[str], end: int, around: Enclosure) -> bool:
    if not around.is_quotation:
        return around.inner_length > _MAX_WHOLE_BRACKET
    full = bool(set(match.group()) & _FULL)
    head = match.start() - max(start, around.start + 1)
    return full and min(head, around.end - 1 - end) >= _MIN_INSIDE_QUOTATION
