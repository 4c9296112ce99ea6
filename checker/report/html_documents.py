"""Documents on the report page: the index of a run, and the map of one document's segments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from checker.report.html_text import escape
from checker.report.summary import DocumentSummary
from checker.report.words import SEVERITIES, count, score_text

__all__ = ["documents_table", "strip"]


def strip(segments: Iterable[tuple[str, int, str]]) -> str:
    """Returns a map of a document: a tick for each segment shown, in order.

    Args:
        segments: (anchor, 0-based segment number, worst severity or "").
    """
    ticks = "".join(
        f'<a class="tick {f"sev-{worst}" if worst else "clean"}" href="#{anchor}"'
        f' title="segment {number + 1}: {worst or "no flag"}"></a>'
        for anchor, number, worst in segments
    )
    return f'<nav class="strip" aria-label="Map of the segments">{ticks}</nav>' if ticks else ""


def documents_table(
    documents: Sequence[tuple[int, DocumentSummary]], total: int, shown: Mapping[int, str]
) -> str:
    """Returns the index of a run of several documents, in the order of the run.

    Args:
        documents: (0-based place in the run, summary) of each document named.
        total: all documents of the run.
        shown: anchors of the documents that have segments on the page, by place.
    """
    rows = "".join(_document_row(place, item, shown.get(place)) for place, item in documents)
    left = total - len(documents)
    more = f'<p class="small">{count(left, "document")} with better scores not listed.</p>'
    heads = "".join(f'<th scope="col">{s.value}</th>' for s in SEVERITIES)
    return (
        '<section class="panel documents"><h2>Documents</h2><div class="scroll"><table><thead><tr>'
        '<th scope="col">document</th><th scope="col">score</th><th scope="col">segments</th>'
        f"{heads}</tr></thead><tbody>{rows}</tbody></table></div>{more if left else ''}</section>"
    )


def _document_row(place: int, document: DocumentSummary, anchor: str | None) -> str:
    name = escape(document.document_id)
    show = f"document={place}"
    cells = [(score_text(document.score), show), (f"{document.segments:,}", show)]
    for severity in SEVERITIES:
        number = document.severities.get(severity.value, 0)
        cells.append((f"{number:,}", f"{show}&amp;severity={severity.value}"))
    body = "".join(f"<td>{_cell(text, anchor, facets)}</td>" for text, facets in cells)
    return f'<tr><th scope="row">{_cell(name, anchor, show)}</th>{body}</tr>'


def _cell(text: str, anchor: str | None, show: str) -> str:
    if anchor is None or text == "0":
        return f'<span class="num">{text}</span>'
    return f'<a class="num" href="#{anchor}" data-show="{show}">{text}</a>'
