"""What to look at first: the worst flagged passages, each with a little of its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from checker.records import Flag, SegmentReport
from checker.report.html_segment import severity_badge
from checker.report.html_text import Mark, highlight, rich_text
from checker.report.words import check_title

__all__ = ["excerpt", "worst_flag", "worst_section"]

CONTEXT = 70
"""Characters shown on either side of the flagged words."""


def worst_flag(report: SegmentReport) -> Flag:
    """Returns the segment's severest flag, the surest of equal ones, the first of those.

    Raises:
        ValueError: the segment has no flag.
    """
    return max(report.flags, key=lambda flag: (flag.severity.rank, flag.confidence))


def excerpt(text: str, start: int, end: int, *, context: int = CONTEXT) -> tuple[int, int]:
    """Returns the stretch to show around a span, cut at white space where there is some."""
    first, last = max(0, start - context), min(len(text), end + context)
    if first > 0:
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else first
    if last < len(text):
        space = text.rfind(" ", end, last)
        last = space if space > end else last
    return first, last


def worst_section(
    segments: Sequence[tuple[str, SegmentReport]],
    *,
    named: bool = False,
) -> str:
    """Returns the section, "" where nothing is flagged.

    Args:
        segments: (anchor, report) of flagged segments, worst first.
        named: name the document of each.
    """
    items = "".join(_item(anchor, report, named) for anchor, report in segments)
    if not items:
        return ""
    return f'<section class="worst"><h2>Look at these first</h2><ol>{items}</ol></section>'


def _item(anchor: str, report: SegmentReport, named: bool) -> str:
    flag = worst_flag(report)
    text = (report.pair.source or "") if flag.side == "source" else report.pair.target
    first, last = excerpt(text, flag.start, flag.end)
    mark = Mark(flag.start - first, flag.end - first, 1, flag.severity)
    body = highlight(text[first:last], [mark], numbered=False)
    before, after = "… " if first else "", " …" if last < len(text) else ""
    lang = "zh" if flag.side == "source" else "en"
    place = f"segment {report.pair.segment_id + 1}"
    place = f"{rich_text(report.pair.document_id)}, {place}" if named else place
    return (
        f'<li><a href="#{anchor}"><span class="head">{severity_badge(flag)} '
        f"{rich_text(check_title(flag.check_id))}<small>{place}</small></span>"
        f'<span class="quote" lang="{lang}">{before}{body}{after}</span>'
        f'<span class="reason">{rich_text(flag.reason)}</span></a></li>'
    )
