"""Text into HTML: everything escaped, hidden characters shown, spans highlighted."""

from __future__ import annotations

import html
import itertools
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from checker.records import SegmentReport, Severity, Side
from checker.report.visible import HIDDEN, symbol, visible

__all__ = ["Mark", "escape", "highlight", "rich_text", "side_marks"]


def escape(text: object) -> str:
    """Escapes a text for an element or a quoted attribute; hidden characters become symbols."""
    return html.escape(visible(str(text)), quote=True)


def rich_text(text: str) -> str:
    """Escapes a text for an element; hidden characters become labelled symbols."""
    pieces: list[str] = []
    place = 0
    text = text.replace("\r\n", "\n")
    for match in HIDDEN.finditer(text):
        pieces.append(html.escape(text[place : match.start()]))
        name = unicodedata.name(match.group(), "control character")
        title = f"U+{ord(match.group()):04X} {name}"
        pieces.append(f'<span class="ctl" title="{title}">{symbol(match.group())}</span>')
        place = match.end()
    pieces.append(html.escape(text[place:]))
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of a segment's text to highlight.

    Attributes:
        number: 1-based number of the flag in its segment.
        severity: that of a flagged passage; None for source words a flag is about.
    """

    start: int
    end: int
    number: int
    severity: Severity | None


def side_marks(report: SegmentReport, side: Side) -> list[Mark]:
    """Returns what to highlight on one side: its flags, and source words that flags are about."""
    marks = []
    for number, flag in enumerate(report.flags, 1):
        if flag.side == side:
            marks.append(Mark(flag.start, flag.end, number, flag.severity))
        if side == "source":
            spans = ((span.start, span.end) for span in flag.source_spans)
            own = (flag.start, flag.end) if flag.side == side else None
            marks += [Mark(a, b, number, None) for a, b in spans if (a, b) != own]
    return marks


def highlight(text: str, marks: Iterable[Mark], *, numbered: bool = True) -> str:
    """Escapes a text with its marks as `<mark>` elements.

    Marks may overlap: the text is cut at every start and end, and each piece looks like its
    severest flag and names all of them in `data-f`. A mark of no length becomes a caret.

    Args:
        numbered: put each flag's number behind the end of its mark.
    """
    clipped = [_clip(mark, len(text)) for mark in marks]
    edges = sorted({0, len(text)} | {e for mark in clipped for e in (mark.start, mark.end)})
    pieces = [_carets(clipped, edges[0], numbered)]
    for start, end in itertools.pairwise(edges):
        over = [mark for mark in clipped if mark.start <= start and end <= mark.end]
        pieces.append(_piece(text[start:end], over))
        ending = [m for m in over if m.end == end and m.severity is not None]
        pieces += _labels(ending) if numbered else []
        pieces.append(_carets(clipped, end, numbered))
    return "".join(pieces)


def _clip(mark: Mark, length: int) -> Mark:
    start = max(0, min(mark.start, length))
    return Mark(start, max(start, min(mark.end, length)), mark.number, mark.severity)


def _classes(over: Sequence[Mark]) -> str:
    severities = [mark.severity for mark in over if mark.severity is not None]
    if not severities:
        return "m src"
    worst = max(severities, key=lambda severity: severity.rank)
    return f"m sev-{worst.value}" + (" multi" if len(severities) > 1 else "")


def _piece(text: str, over: Sequence[Mark]) -> str:
    body = rich_text(text)
    if not over:
        return body
    numbers = " ".join(str(number) for number in sorted({mark.number for mark in over}))
    return f'<mark class="{_classes(over)}" data-f="{numbers}">{body}</mark>'


def _carets(marks: Sequence[Mark], place: int, numbered: bool) -> str:
    pieces = []
    for mark in marks:
        if mark.start == mark.end == place:
            classes = f"{_classes([mark])} point"
            pieces.append(f'<mark class="{classes}" data-f="{mark.number}">‸</mark>')
            pieces += _labels([mark]) if numbered else []
    return "".join(pieces)


def _labels(marks: Iterable[Mark]) -> list[str]:
    return [f'<sup class="fn" data-f="{mark.number}">{mark.number}</sup>' for mark in marks]
