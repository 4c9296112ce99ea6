"""Finds garbled passages in Chinese-English translations, offline, and shows why.

>>> import checker
>>> report = checker.check("产值达16.4亿元。", "Output reached 16.4 billion yuan.")
>>> [(flag.text, flag.severity.value) for flag in report.flags]
[('16.4 billion', 'critical')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from checker.config import Settings
from checker.errors import CheckerError
from checker.records import (
    Document,
    DocumentReport,
    Finding,
    Flag,
    SegmentPair,
    SegmentReport,
    Severity,
    Span,
)
from checker.version import __version__

if TYPE_CHECKING:
    from checker.pipeline import Checker, check

__all__ = [
    "Checker",
    "CheckerError",
    "Document",
    "DocumentReport",
    "Finding",
    "Flag",
    "SegmentPair",
    "SegmentReport",
    "Settings",
    "Severity",
    "Span",
    "__version__",
    "check",
]


def __getattr__(name: str) -> Any:
    # The pipeline is imported on first use, so that `import checker` stays cheap.
    if name in {"Checker", "check"}:
        from checker import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
