"""The top of the report page: verdict, histogram, tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from checker.records import Severity
from checker.report.html_text import escape, rich_text
from checker.report.summary import SCORE_BINS, DocumentSummary, Tally
from checker.report.words import SEVERITIES, check_title, count, score_text, shape, verdict

__all__ = ["Figures", "figures_section", "masthead", "notes_banner"]

_ROWS = 6


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of a page and where their segments are.

    Attributes:
        tally: counts over all segments, shown or not.
        anchors: the first segment shown that has a facet ("severity:major"), by facet.
    """

    tally: Tally
    anchors: Mapping[str, str]

    def link(self, text: str, *facets: str, kind: str = "num") -> str:
        """Returns a number as a link to its segments; plain where none of them is shown."""
        anchor = next((self.anchors[facet] for facet in facets if facet in self.anchors), None)
        if anchor is None:
            return f'<span class="{kind}">{text}</span>'
        show = escape("&".join(facet.replace(":", "=", 1) for facet in facets))
        return f'<a class="{kind}" href="#{anchor}" data-show="{show}">{text}</a>'


def masthead(title: str, documents: Sequence[DocumentSummary], total: int, figures: Figures) -> str:
    """Returns the page's head: title, verdict, main figures.

    Args:
        documents: those the page names; the only one where `total` is 1.
        total: all documents of the run.
    """
    tally = figures.tally
    head, rest = verdict(tally.severities, flagged=tally.flagged, segments=tally.segments)
    only = documents[0] if total == 1 and documents else None
    files = _files(only) if only else ""
    tone = "bad" if tally.serious else "fair" if tally.flags else "good"
    return (
        f'<header class="mast"><p class="kicker">Translation check</p><h1>{escape(title)}</h1>'
        f'<p class="files">{files}</p>'
        f'<p class="verdict {tone}"><strong>{head}</strong> {rest}</p>'
        f'<dl class="facts">{_score_fact(only)}{_severity_facts(figures)}'
        f"{_fact('segments', figures.link(f'{tally.segments:,}', 'all:'))}</dl></header>"
    )


def _files(document: DocumentSummary) -> str:
    paths = (document.source_path, document.target_path)
    names = [escape(PurePath(path).name) for path in paths if path]
    return " → ".join(names) or ("Chinese → English" if document.has_source else "English alone")


def _fact(name: str, value: str, extra: str = "") -> str:
    return f"<div{extra}><dt>{name}</dt><dd>{value}</dd></div>"


def _score_fact(document: DocumentSummary | None) -> str:
    if document is None:
        return ""
    value = f"{score_text(document.score)}<small> of 100</small>"
    return _fact("score", value, ' class="main" title="higher is better"')


def _severity_facts(figures: Figures) -> str:
    facts = []
    for severity in SEVERITIES:
        number = figures.tally.severities[severity.value]
        if number or severity is not Severity.NEUTRAL:
            link = figures.link(f"{number:,}", f"severity:{severity.value}")
            sign = f'<span aria-hidden="true">{shape(severity)}</span>'
            none = "" if number else " none"
            extra = f' class="sev-{severity.value}{none}"'
            facts.append(_fact(f"{sign} {severity.value}", link, extra))
    return "".join(facts)


def notes_banner(notes: Iterable[str], *, kind: str = "") -> str:
    """Returns sentences the reader must know as a banner, "" where there are none."""
    items = "".join(f"<li>{rich_text(note)}</li>" for note in notes)
    return f'<ul class="banner {kind}" role="note">{items}</ul>' if items else ""


def figures_section(figures: Figures) -> str:
    """Returns the score histogram and the tables of flags by category and by rule."""
    tally = figures.tally
    parts = [_histogram(figures)]
    if tally.flags:
        rows = _by_severity(tally.categories, tally.category_severities)
        names = {category: category.replace("/", " / ") for category in tally.categories}
        parts.append(_table("Kind of error", "category", rows, names, figures))
        rows = _by_severity(tally.rules, tally.rule_severities)
        names = {rule: check_title(rule) for rule in tally.rules}
        parts.append(_table("Found by", "rule", rows, names, figures))
    return f'<section class="figures" aria-label="Figures">{"".join(parts)}</section>'


def _by_severity(
    totals: Counter[str], split: Counter[tuple[str, str]]
) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """(name, total, flags of each severity that occurs), most flags first."""
    return [
        (name, total, [(s.value, n) for s in SEVERITIES if (n := split[name, s.value])])
        for name, total in sorted(totals.items(), key=lambda item: (-item[1], item[0]))
    ]


def _table(
    title: str,
    kind: str,
    rows: list[tuple[str, int, list[tuple[str, int]]]],
    names: Mapping[str, str],
    figures: Figures,
) -> str:
    top = len(rows) if len(rows) <= _ROWS + 1 else _ROWS
    lines = [_row(f"{kind}:{row[0]}", names[row[0]], row, figures) for row in rows]
    rest = "".join(lines[top:])
    more = f"<summary>{len(rows) - top} more</summary><table><tbody>{rest}</tbody></table>"
    return (
        f'<div class="panel"><h2>{title}</h2><table><tbody>{"".join(lines[:top])}</tbody></table>'
        f"{f'<details>{more}</details>' if rest else ''}</div>"
    )


def _row(facet: str, title: str, row: tuple[str, int, list[tuple[str, int]]], fig: Figures) -> str:
    parts = " ".join(
        fig.link(
            f"{number:,} {severity}", facet, f"severity:{severity}", kind=f"part sev-{severity}"
        )
        for severity, number in row[2]
    )
    total = fig.link(f"{row[1]:,}", facet)
    return f'<tr><th scope="row">{escape(title)}</th><td>{total}</td><td>{parts}</td></tr>'


def _histogram(figures: Figures) -> str:
    tally = figures.tally
    top = max(tally.bins, default=0) or 1
    width = 100 // SCORE_BINS
    bars = "".join(
        _bar(figures, place, number, number / top, f"{place * width}–{(place + 1) * width}")
        for place, number in enumerate(tally.bins)
    )
    unscored = ""
    if tally.unscored:
        link = figures.link(count(tally.unscored, "segment"), "score:none")
        unscored = f'<p class="small">{link} could not be scored.</p>'
    return (
        '<div class="panel"><h2>Segment scores</h2>'
        f'<div class="hist" role="list">{bars}</div>'
        f'<p class="axis"><span>0 worst</span><span>100 best</span></p>{unscored}</div>'
    )


def _bar(figures: Figures, place: int, number: int, share: float, label: str) -> str:
    height = 0 if not number else max(3.0, 100 * share)
    body = (
        f'<span class="n">{number or ""}</span>'
        '<svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect x="0" y="{100 - height:.1f}" width="10" height="{height:.1f}"/></svg>'
        f'<span class="sr">{count(number, "segment")} with a score of {label}</span>'
    )
    inner = (
        figures.link(body, f"score:{place}", kind="bar")
        if number
        else (f'<span class="bar">{body}</span>')
    )
    return f'<div role="listitem" title="score {label}">{inner}</div>'
