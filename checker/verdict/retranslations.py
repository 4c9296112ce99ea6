"""What speaks against a re-translation: grave errors that the checks of the texts find in it.

It is a witness to read beside the English, never a suggestion: right where a flag is, it may be
wrong elsewhere.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.checks.registry import all_checks
from checker.checks.running import run_text_checks
from checker.records import SegmentPair, Severity, Translation

__all__ = ["grave_errors"]


def grave_errors(source: str | None, translations: Sequence[Translation]) -> tuple[str, ...]:
    """A sentence for each usable translation that has a grave error of its own: the first one."""
    checks = [check for check in all_checks() if check.holds_back]
    told = []
    for translation in translations:
        if not translation.usable:
            continue
        pair = SegmentPair("re-translation", 0, source, translation.text)
        (findings,) = run_text_checks((pair,), checks)
        grave = (f for f in findings if f.severity.rank >= Severity.MAJOR.rank)
        worst = next(grave, None)
        if worst is not None:
            told.append(
                f"The re-translation by {translation.back_end} has an error of its own:"
                f" {worst.reason.rstrip('.')}."
            )
    return tuple(told)
