"""`report.html`: one file that explains a run, without network access, from `file://` too.

The page is written piece by piece, so that its size, and not that of the run, bounds the memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from io import StringIO
from typing import IO

from checker.formats.rounding import rounded
from checker.records import DocumentReport, SegmentReport
from checker.report.html_documents import documents_table, strip
from checker.report.html_evidence import signatures_of
from checker.report.html_filters import filter_bar
from checker.report.html_overview import Figures, figures_section, masthead, notes_banner
from checker.report.html_segment import segment_card
from checker.report.html_shell import page_foot, page_head
from checker.report.html_text import escape
from checker.report.html_worst import worst_section
from checker.report.selection import DEFAULT_LIMIT, Kept, Selection, Worst
from checker.report.summary import DocumentSummary, Tally
from checker.report.words import count

__all__ = ["Page", "PageOptions", "render_report", "write_page"]

_SEVERITY_FACETS = ("critical", "major", "minor", "neutral")


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How a report page looks.

    Attributes:
        title: the heading; by default the document's id, or "Run of N documents".
        limit: segments shown in full, the worst ones; the page says how many it leaves out.
        document_limit: documents listed in the index, the worst ones.
        worst: passages shown at the top.
        system: what `mqm.tsv` calls the translation under review.
    """

    title: str | None = None
    limit: int = DEFAULT_LIMIT
    document_limit: int = 500
    worst: int = 6
    system: str = "translation"


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows.

    Attributes:
        tally: counts over all segments.
        selection: the segments shown.
        documents: (0-based place in the run, summary) of the documents named, in order.
        document_count: all documents.
        load: returns the report a kept segment stands for.
        summary: returns the summary of the document at a place; asked in ascending order, for
            documents that have segments on the page only.
    """

    tally: Tally
    selection: Selection[int]
    documents: Sequence[tuple[int, DocumentSummary]]
    document_count: int
    load: Callable[[Kept[int]], SegmentReport]
    summary: Callable[[int], DocumentSummary]
    options: PageOptions = field(default_factory=PageOptions)

    def anchor(self, kept: Kept[int]) -> str:
        """Returns a segment's element id: "seg-3", in a run of several documents "d2-seg-3"."""
        prefix = "" if self.document_count == 1 else f"d{kept.document + 1}-"
        return f"{prefix}seg-{kept.segment + 1}"


def render_report(
    documents: Iterable[DocumentReport], *, options: PageOptions | None = None
) -> str:
    """Returns the report page of documents that are all in memory.

    Raises:
        StoreError: a figure is infinite or not a number.
    """
    chosen = options or PageOptions()
    tally, selection = Tally(), Selection[int](chosen.limit)
    worst: Worst[tuple[int, DocumentSummary]] = Worst(chosen.document_limit)
    reports: list[SegmentReport] = []
    summaries: list[DocumentSummary] = []
    for place, document in enumerate(documents):
        summaries.append(DocumentSummary.of(document))
        worst.add(document_badness(summaries[-1]), (place, summaries[-1]))
        for segment in document.segments:
            exact = rounded(segment)
            tally.add(exact)
            selection.add(exact, document=place, payload=len(reports))
            reports.append(exact)
    page = Page(
        tally=tally,
        selection=selection,
        documents=worst.in_order(),
        document_count=len(summaries),
        load=lambda kept: reports[kept.payload],
        summary=summaries.__getitem__,
        options=chosen,
    )
    stream = StringIO()
    write_page(stream, page)
    return stream.getvalue()


def document_badness(document: DocumentSummary) -> tuple[float, ...]:
    """Returns a sort key, higher = worse: critical and major flags, then a low score."""
    serious = document.severities.get("critical", 0) + document.severities.get("major", 0)
    return (serious, -(100.0 if document.score is None else document.score))


def write_page(stream: IO[str], page: Page) -> None:
    """Writes the page to a text stream, segment by segment."""
    kept = page.selection.in_order()
    anchors = {facet: page.anchor(item) for item in reversed(kept) for facet in item.facets}
    if kept:
        anchors["all:"] = page.anchor(kept[0])
    figures = Figures(page.tally, anchors)
    title = page.options.title or _title(page)
    named = [summary for _, summary in page.documents]
    stream.write(page_head(title))
    stream.write(masthead(title, named, page.document_count, figures))
    stream.write(notes_banner(_left_out(page), kind="limit"))
    if page.document_count == 1 and named:
        stream.write(_banners(named[0]))
        stream.write(_strip(page, kept))
    worst = [(page.anchor(k), page.load(k)) for k in page.selection.worst_first(page.options.worst)]
    stream.write(worst_section(worst, named=page.document_count > 1))
    if page.document_count > 1:
        shown = {place: f"d{place + 1}" for place, _ in page.selection.by_document()}
        stream.write(documents_table(page.documents, page.document_count, shown))
    stream.write(figures_section(figures))
    stream.write(filter_bar(figures))
    signatures = _write_sections(stream, page)
    stream.write(page_foot(signatures))


def _title(page: Page) -> str:
    if page.document_count == 1 and page.documents:
        return page.documents[0][1].document_id
    return f"Run of {count(page.document_count, 'document')}"


def _left_out(page: Page) -> list[str]:
    dropped = page.selection.dropped
    if not dropped:
        return []
    return [
        f"This page shows the {count(page.tally.segments - dropped, 'worst segment')} of"
        f" {page.tally.segments:,}, since a browser cannot hold more. The counts are of all"
        " segments; segments.jsonl, flags.tsv and mqm.tsv hold every one."
    ]


def _banners(document: DocumentSummary) -> str:
    missing = [f"Missing evidence: {sentence}" for sentence in document.missing]
    return notes_banner(document.notes) + notes_banner(missing, kind="missing")


def _strip(page: Page, kept: Iterable[Kept[int]]) -> str:
    return strip((page.anchor(item), item.segment, _worst_facet(item)) for item in kept)


def _worst_facet(kept: Kept[int]) -> str:
    return next((s for s in _SEVERITY_FACETS if f"severity:{s}" in kept.facets), "")


def _write_sections(stream: IO[str], page: Page) -> dict[tuple[str, str], None]:
    """Writes all segments; returns the signatures of what they rest on, each once."""
    signatures: dict[tuple[str, str], None] = {}
    stream.write('<main id="segments">')
    for place, group in page.selection.by_document():
        stream.write(f'<section class="doc" id="d{place + 1}" data-document="{place}">')
        if page.document_count > 1:
            document = page.summary(place)
            score = "" if document.score is None else f" <small>score {document.score:.1f}</small>"
            stream.write(f"<h2>{escape(document.document_id)}{score}</h2>")
            stream.write(_banners(document) + _strip(page, group))
        for kept in group:
            report = page.load(kept)
            signatures.update(dict.fromkeys(signatures_of(report)))
            stream.write(segment_card(report, anchor=page.anchor(kept)))
        stream.write("</section>")
    stream.write('<p id="nothing" hidden>No segment fits the filter.</p></main>')
    return signatures
