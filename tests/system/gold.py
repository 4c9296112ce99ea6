"""Compares a report's flags with a gold file of marked passages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from checker.records import DocumentReport, Flag, Severity

GRAVE = {Severity.MAJOR, Severity.CRITICAL}


@dataclass(frozen=True)
class Gold:
    start: int
    end: int
    text: str
    severity: str | None
    category: str | None
    side: str
    must: bool
    why: str


def read_gold(path: Path) -> list[Gold]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        Gold(
            row["start"],
            row["end"],
            row["text"],
            row["severity"],
            row["category"],
            row.get("side", "target"),
            row.get("must", True),
            row["why"],
        )
        for row in rows
    ]


def touches(flag: Flag, gold: Gold) -> bool:
    """Any overlap on the same side; an empty span counts at its place."""
    if flag.side != gold.side:
        return False
    if flag.document_start == flag.document_end:
        return gold.start <= flag.document_start <= gold.end
    return flag.document_start < gold.end and gold.start < flag.document_end


def grave_flags(report: DocumentReport) -> list[Flag]:
    return [flag for flag in report.flags if flag.severity in GRAVE]


def describe(flag: Flag) -> str:
    return (
        f"[{flag.severity.value} {flag.check_id} {flag.confidence:.2f}] {flag.side} «{flag.text}»"
    )
