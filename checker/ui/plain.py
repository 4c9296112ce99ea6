"""Text on its way to the page: nothing a document says is read as markup."""

from __future__ import annotations

import html
import re
from datetime import datetime

from checker.records import Severity
from checker.report.words import shape

__all__ = ["as_html", "as_label", "category_title", "flag_label", "moment", "seconds"]

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&\"'=^@/])")


def as_html(text: str) -> str:
    """Text for an HTML fragment, shown as typed."""
    return html.escape(text, quote=True)


def as_label(text: str) -> str:
    """Text for a place that reads markdown (labels, captions, messages), shown as typed."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def category_title(category: str) -> str:
    """ "accuracy/omission" as "Accuracy · omission"."""
    return (category[:1].upper() + category[1:]).replace("/", " · ")


def flag_label(severity: Severity) -> str:
    """A severity as it is shown, with the sign that tells it apart without colour."""
    return f"{shape(severity)} {severity.value.capitalize()}"


def moment(at: str) -> str:
    """A stored time (UTC, ISO 8601) for the reader: "2026-11-23 14:05 UTC"."""
    return f"{datetime.fromisoformat(at):%Y-%m-%d %H:%M} UTC"


def seconds(left: float) -> str:
    """A waiting time in words, rounded to what matters."""
    if left < 10:
        return "a few seconds"
    if left < 90:
        return f"about {round(left / 5) * 5} seconds"
    if left < 5400:
        return f"about {round(left / 60)} minutes"
    return f"about {round(left / 3600)} hours"
