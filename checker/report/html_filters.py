"""The bar above the segments that filters them; `assets/report.js` makes it work."""

from __future__ import annotations

from collections.abc import Iterable

from checker.report.html_overview import Figures
from checker.report.html_text import escape
from checker.report.words import SEVERITIES, check_title, shape

__all__ = ["filter_bar"]


def filter_bar(figures: Figures) -> str:
    """Returns the bar; it stays hidden where scripts do not run."""
    tally = figures.tally
    chips = "".join(
        f'<label class="chip sev-{s.value}"><input type="checkbox" name="severity"'
        f' value="{s.value}"><span><span aria-hidden="true">{shape(s)}</span> '
        f"{s.value} <b>{tally.severities[s.value]:,}</b></span></label>"
        for s in SEVERITIES
        if tally.severities[s.value]
    )
    categories = ((name, name.replace("/", " / ")) for name in sorted(tally.categories))
    rules = ((name, check_title(name)) for name in sorted(tally.rules))
    return (
        '<form class="bar" id="filters" hidden role="search" aria-label="Filter the segments">'
        f'<div class="chips">{chips}<label class="chip only"><input type="checkbox" name="flagged">'
        "<span>only flagged</span></label></div>"
        f"{_select('category', 'any kind of error', categories)}"
        f"{_select('rule', 'any rule', rules)}"
        '<input type="search" name="text" placeholder="Search" '
        'aria-label="Search both texts">'
        '<span class="picked" id="picked" hidden></span>'
        '<output id="shown" aria-live="polite"></output>'
        '<span class="steps"><button type="button" id="previous" title="previous flagged passage '
        '(key k)">↑</button><button type="button" id="next" title="next flagged passage (key j)">↓'
        '</button><button type="reset" id="everything">Show all</button></span></form>'
    )


def _select(name: str, everything: str, options: Iterable[tuple[str, str]]) -> str:
    items = "".join(
        f'<option value="{escape(value)}">{escape(text)}</option>' for value, text in options
    )
    if not items:
        return ""
    return (
        f'<select name="{name}" aria-label="{name}"><option value="">{everything}</option>'
        f"{items}</select>"
    )
