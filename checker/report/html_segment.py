"""One segment of the report page: both texts side by side, its flags, its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from checker.records import Flag, SegmentReport
from checker.report.html_evidence import evidence_block
from checker.report.html_text import escape, highlight, rich_text, side_marks
from checker.report.summary import score_bin, worst_severity
from checker.report.words import check_title, score_text, shape

__all__ = ["severity_badge", "segment_card"]


def severity_badge(flag: Flag) -> str:
    """Returns a flag's severity as a badge that does not rely on colour."""
    name = flag.severity.value
    return (
        f'<span class="badge sev-{name}"><span aria-hidden="true">{shape(flag.severity)}</span> '
        f"{name.capitalize()}</span>"
    )


def segment_card(report: SegmentReport, *, anchor: str) -> str:
    """Returns a segment as an `<article>`.

    Args:
        anchor: its element id.
    """
    numbered = len(report.flags) > 1
    worst = worst_severity(report)
    state = f"seg flagged sev-{worst.value}" if worst else "seg clean"
    score = "none" if report.score is None else str(score_bin(report.score))
    notes = "".join(
        _note(report, flag, number, anchor=anchor) for number, flag in enumerate(report.flags, 1)
    )
    pieces = [
        f'<article class="{state}" id="{anchor}" data-score="{score}">',
        _gutter(report, anchor),
        f'<div class="text src" lang="zh">{_source(report, numbered)}</div>',
        f'<div class="text tgt" lang="en">{_target(report, numbered)}</div>',
        f'<ol class="notes">{notes}</ol>' if notes else "",
        _unscored(report),
        evidence_block(report),
        "</article>\n",
    ]
    return "".join(pieces)


def _gutter(report: SegmentReport, anchor: str) -> str:
    pair = report.pair
    row = f'<span class="row" title="row id">{escape(pair.row_id)}</span>' if pair.row_id else ""
    score = score_text(report.score)
    meter = ""
    if report.score is not None:
        meter = (
            '<svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
            '<rect class="rail" width="100" height="6"/>'
            f'<rect class="fill" width="{report.score:.1f}" height="6"/></svg>'
        )
    title = "score, 0 to 100, higher is better"
    return (
        f'<div class="gutter"><a class="no" href="#{anchor}">{pair.segment_id + 1}</a>{row}'
        f'<span class="score" title="{title}">{score}</span>{meter}</div>'
    )


def _unscored(report: SegmentReport) -> str:
    """Why a segment has no score, where it has none."""
    if report.score is not None or not report.missing:
        return ""
    return f'<p class="unscored">Not scored: {rich_text(" ".join(report.missing))}</p>'


def _source(report: SegmentReport, numbered: bool) -> str:
    source = report.pair.source
    if source is None:
        return '<p class="void">no Chinese given</p>'
    if not source:
        return '<p class="void">no Chinese stands against this</p>'
    body = highlight(source, side_marks(report, "source"), numbered=numbered)
    return f"<p><bdi>{body}</bdi></p>"


def _target(report: SegmentReport, numbered: bool) -> str:
    target, marks = report.pair.target, side_marks(report, "target")
    if not target and not marks:
        return '<p class="void">no English stands against this</p>'
    return f"<p><bdi>{highlight(target, marks, numbered=numbered)}</bdi></p>"


def _note(
    report: SegmentReport,
    flag: Flag,
    number: int,
    *,
    anchor: str,
) -> str:
    name = flag.severity.value
    lang = "zh" if flag.side == "source" else "en"
    label = f'<sup class="fn">{number}</sup> ' if len(report.flags) > 1 else ""
    category = escape(flag.category.replace("/", " / "))
    words = f'<q lang="{lang}">{rich_text(flag.text)}</q>' if flag.text else "at the caret"
    return (
        f'<li class="note sev-{name}" id="{anchor}-f{number}" tabindex="0" data-f="{number}"'
        f' data-severity="{name}" data-category="{escape(flag.category)}"'
        f' data-rule="{escape(flag.check_id)}">'
        f'<p class="head">{label}{severity_badge(flag)} {words}</p>'
        f'<p class="reason">{rich_text(flag.reason)}</p>'
        f"{''.join(_details(flag))}"
        f'<p class="kind">{category} · <span title="rule {escape(flag.check_id)}">'
        f"{escape(check_title(flag.check_id))}</span> · "
        f"confidence {flag.confidence:.2f}</p></li>"
    )


def _details(flag: Flag) -> Iterator[str]:
    """The source words concerned, what else was found here, and what it could say instead."""
    if flag.source_spans and flag.side == "target":
        words = " … ".join(f'<q lang="zh">{rich_text(s.text)}</q>' for s in flag.source_spans)
        yield f'<p class="about"><b>The Chinese</b> {words}</p>'
    for finding in flag.findings[1:]:
        if finding.reason.rstrip(" .") not in flag.reason:
            yield f'<p class="also"><b>Also</b> {rich_text(finding.reason)}</p>'
    if flag.suggestion is not None:
        text = rich_text(flag.suggestion) or "delete it"
        yield f'<p class="instead"><b>Instead</b> {text}</p>'
