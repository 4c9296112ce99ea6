"""Run one rule over one segment, with or without neighbours."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from checker.checks.base import Context
from checker.checks.registry import get_check
from checker.records import Finding, SegmentPair

Row = tuple[str | None, str]


@pytest.fixture
def findings() -> Callable[..., list[Finding]]:
    """`findings(check_id, source, target, before=[…], after=[…])` → what the rule reports."""

    def run(
        check_id: str,
        source: str | None,
        target: str,
        *,
        before: list[Row] | None = None,
        after: list[Row] | None = None,
        aligned: bool = False,
    ) -> list[Finding]:
        rows = [*(before or []), (source, target), *(after or [])]
        score = 0.9 if aligned else None
        pairs = tuple(
            SegmentPair("document", place, *row, alignment_score=score)
            for place, row in enumerate(rows)
        )
        index = len(before or [])
        found = list(get_check(check_id).run(pairs[index], Context(pairs, index)))
        for item in found:
            text = target if item.side == "target" else source or ""
            assert 0 <= item.start < item.end <= len(text)
            assert item.check_id == check_id
            assert 0 < item.confidence <= 1
            assert item.reason
        return found

    return run


@pytest.fixture
def flagged(findings: Callable[..., list[Finding]]) -> Callable[..., list[str]]:
    """The same, as the flagged words."""

    def run(check_id: str, source: str | None, target: str, **around: object) -> list[str]:
        return [
            (target if item.side == "target" else source or "")[item.start : item.end]
            for item in findings(check_id, source, target, **around)
        ]

    return run
