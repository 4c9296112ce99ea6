"""Exit codes, and the gate that decides between clean and flagged."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from checker.errors import SettingsError
from checker.records import SegmentReport, Severity

__all__ = ["BAD_INPUT", "CLEAN", "FLAGGED", "INTERRUPTED", "PARTIAL", "Gate", "parse_gate"]

CLEAN, FLAGGED, BAD_INPUT, PARTIAL, INTERRUPTED = 0, 1, 2, 3, 130


@dataclass(frozen=True, slots=True)
class Gate:
    """A condition on segments; one segment that meets it fails the run."""

    text: str
    broken_by: Callable[[SegmentReport], bool]


def parse_gate(text: str) -> Gate:
    """Reads `major`, `critical`, `minor` or `score<N`.

    `major` is met by a flag of that severity or worse, `score<N` by a segment score under N.

    Raises:
        SettingsError: anything else.
    """
    if text in {"minor", "major", "critical"}:
        floor = Severity(text).rank
        return Gate(text, lambda report: any(f.severity.rank >= floor for f in report.flags))
    match = re.fullmatch(r"score\s*<\s*(\d+(?:\.\d+)?)", text)
    if match:
        limit = float(match.group(1))
        return Gate(text, lambda report: report.score is not None and report.score < limit)
    raise SettingsError(
        f"--fail-on is {text!r}", remedy="Give minor, major, critical or score<N, e.g. score<70"
    )
