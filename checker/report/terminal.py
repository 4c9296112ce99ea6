"""The result on a terminal: a summary, then each flagged passage with its reason and its Chinese.

Texts go to rich as `Text` objects, never as markup, so that brackets show as they are; hidden and
control characters are made visible first, so that no text can steer the terminal. Piped output has
neither colours nor control codes, and keeps a fixed width.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import IO

from rich.console import Console
from rich.table import Table
from rich.text import Text

from checker.records import DocumentReport, Flag, SegmentReport, Severity
from checker.report.html_worst import excerpt
from checker.report.summary import DocumentSummary
from checker.report.visible import visible
from checker.report.words import SEVERITIES, check_title, count, score_text, shape, verdict

__all__ = ["make_console", "print_report", "print_summary", "terminal_text"]

PLAIN_WIDTH = 100
"""Columns of output that goes to a file or a pipe."""

_STYLES = {
    "critical": "bold white on dark_magenta",
    "major": "bold black on orange1",
    "minor": "black on light_goldenrod1",
    "neutral": "reverse",
}
_NAMES = {"critical": "bold magenta", "major": "bold dark_orange3", "minor": "dark_goldenrod"}
_CONTEXT = 90
_INDENT = 10


def make_console(file: IO[str] | None = None, *, width: int | None = None) -> Console:
    """Returns a console that takes texts literally.

    Args:
        file: where to print; standard output by default.
        width: columns; by default the terminal's, or `COLUMNS`, or 100 where there is no terminal.
    """
    console = Console(file=file, width=width, highlight=False, markup=False, emoji=False)
    reconfigure = getattr(console.file, "reconfigure", None)
    if reconfigure is not None and "utf" not in (console.encoding or "").lower():
        # A legacy code page cannot show everything: better an escape than a crash.
        reconfigure(errors="backslashreplace")
    if width is None and not console.is_terminal and not os.environ.get("COLUMNS", "").isdecimal():
        console.width = PLAIN_WIDTH
    return console


def print_summary(
    documents: Iterable[DocumentSummary], *, console: Console, title: str | None = None
) -> None:
    """Prints a table with one line a document: score, segments, flags by severity."""
    table = Table(title=title, title_justify="left", header_style="bold", box=None, pad_edge=False)
    table.add_column("document", overflow="fold")
    for name in ("score", "segments", *(severity.value for severity in SEVERITIES)):
        table.add_column(name, justify="right", no_wrap=True)
    for document in documents:
        cells = [score_text(document.score), f"{document.segments:,}"]
        counts = [document.severities.get(severity.value, 0) for severity in SEVERITIES]
        numbers = [
            Text(f"{n:,}" if n else "·", style=_NAMES.get(s.value, "") if n else "dim")
            for s, n in zip(SEVERITIES, counts, strict=True)
        ]
        table.add_row(Text(visible(document.document_id)), *map(Text, cells), *numbers)
    console.print(table)


def print_report(
    report: DocumentReport,
    *,
    console: Console,
    limit: int | None = None,
) -> None:
    """Prints a document's verdict, then its flagged passages in order.

    Args:
        limit: passages printed, the severest ones; None for all. What is left out is said.
    """
    summary = DocumentSummary.of(report)
    print_summary([summary], console=console)
    head, rest = verdict(summary.severities, flagged=summary.flagged, segments=summary.segments)
    console.print(Text.assemble(("\n" + head, "bold"), f" {rest}"))
    for note in (*summary.notes, *(f"Missing evidence: {text}" for text in summary.missing)):
        console.print(Text(f"Note: {visible(note)}", style="italic"))
    passages = [(segment, flag) for segment in report.segments for flag in segment.flags]
    chosen = _severest(passages, limit)
    for segment, flag in chosen:
        console.print()
        _print_passage(segment, flag, console)
    if len(chosen) < len(passages):
        left = count(len(passages) - len(chosen), "passage")
        console.print(Text(f"\n{left} of lower severity not shown.", style="italic"))


def terminal_text(
    report: DocumentReport,
    *,
    width: int = PLAIN_WIDTH,
    limit: int | None = None,
) -> str:
    """Returns what `print_report` prints, as plain text."""
    stream = StringIO()
    console = make_console(stream, width=width)
    print_report(report, console=console, limit=limit)
    return stream.getvalue()


def _severest(
    passages: list[tuple[SegmentReport, Flag]], limit: int | None
) -> list[tuple[SegmentReport, Flag]]:
    """The severest passages, in document order."""
    if limit is None or len(passages) <= limit:
        return passages
    places = sorted(
        range(len(passages)),
        key=lambda i: (-passages[i][1].severity.rank, -passages[i][1].confidence, i),
    )
    return [passages[i] for i in sorted(places[:limit])]


def _print_passage(segment: SegmentReport, flag: Flag, console: Console) -> None:
    sign = "" if _legacy(console) else f"{shape(flag.severity)} "
    head = Text.assemble(
        (f"{sign}{flag.severity.value.upper()}", _NAMES.get(flag.severity.value, "bold")),
        f"  {visible(check_title(flag.check_id))}",
        (
            f"  {visible(flag.category)}, segment {segment.pair.segment_id + 1},"
            f" confidence {flag.confidence:.2f}",
            "dim",
        ),
    )
    console.print(head)
    plain = console.color_system is None
    for label, text in _lines(segment, flag, plain=plain):
        _print_hanging(label, text, console)


def _print_hanging(label: str, text: Text, console: Console) -> None:
    """Prints a text behind its label, wrapped, without white space at the ends of lines."""
    width = max(20, console.width - _INDENT)
    for number, line in enumerate(text.wrap(console, width, overflow="fold")):
        line.rstrip()
        head = f"  {label}".ljust(_INDENT) if number == 0 else " " * _INDENT
        console.print(Text.assemble((head, "dim"), line), soft_wrap=True)


def _lines(segment: SegmentReport, flag: Flag, *, plain: bool) -> Iterator[tuple[str, Text]]:
    """What is shown of a passage: (label, text)."""
    pair = segment.pair
    source, target = pair.source or "", pair.target
    if flag.side == "target":
        yield "English", _excerpt(target, flag.start, flag.end, flag.severity, plain=plain)
        spans = [(span.start, span.end) for span in flag.source_spans]
        if source:
            yield "Chinese", _underlined(source, spans)
    else:
        yield "Chinese", _excerpt(source, flag.start, flag.end, flag.severity, plain=plain)
        if target:
            yield "English", Text(visible(target))
    yield "why", Text(visible(flag.reason))
    if flag.suggestion is not None:
        yield "instead", Text(visible(flag.suggestion) or "(delete it)")


def _excerpt(text: str, start: int, end: int, severity: Severity, *, plain: bool) -> Text:
    """The flagged words with some context, coloured, or between >> and << without colours."""
    first, last = excerpt(text, start, end, context=_CONTEXT)
    words = visible(text[start:end]) or ("" if plain else "‸")
    return Text.assemble(
        "… " if first else "",
        visible(text[first:start]),
        ">>" if plain else "",
        (words, _STYLES[severity.value]),
        "<<" if plain else "",
        visible(text[end:last]),
        " …" if last < len(text) else "",
    )


def _underlined(text: str, spans: list[tuple[int, int]]) -> Text:
    """The source with the words concerned underlined; long ones are cut around them."""
    start = min((a for a, _ in spans), default=0)
    end = max((b for _, b in spans), default=min(len(text), _CONTEXT))
    first, last = excerpt(text, start, end, context=_CONTEXT // 2)
    pieces: list[str | tuple[str, str]] = ["… "] if first else []
    place = first
    for a, b in sorted(spans):
        pieces += [
            visible(text[place : max(place, a)]),
            (visible(text[max(place, a) : b]), "underline"),
        ]
        place = max(place, b)
    pieces += [visible(text[place:last]), " …" if last < len(text) else ""]
    return Text.assemble(*pieces)


def _legacy(console: Console) -> bool:
    """Whether the console's code page may lack the signs for severities."""
    return "utf" not in (console.encoding or "").lower()
