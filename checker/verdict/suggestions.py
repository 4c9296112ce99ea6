"""Which re-translation may be offered as a suggestion: one that would pass the checks itself."""

from __future__ import annotations

from collections.abc import Sequence

from checker.checks.registry import all_checks
from checker.checks.running import run_text_checks
from checker.records import SegmentPair, Severity, Translation

__all__ = ["suggestion_for"]


def suggestion_for(
    source: str | None, translations: Sequence[Translation]
) -> tuple[str | None, tuple[str, ...]]:
    """The first usable translation without a grave flaw of its own.

    A small model gets figures wrong too; a suggestion with a wrong one would do harm.

    Returns:
        The text, or None, and a sentence for each translation that was held back.
    """
    checks = [check for check in all_checks() if check.holds_back]
    held: list[str] = []
    for translation in translations:
        if not translation.usable:
            continue
        pair = SegmentPair("suggestion", 0, source, translation.text)
        (findings,) = run_text_checks((pair,), checks)
        grave = [f for f in findings if f.severity.rank >= Severity.MAJOR.rank]
        if not grave:
            return translation.text, tuple(held)
        held.append(
            f"The re-translation by {translation.back_end} is not offered as a suggestion:"
            f" {grave[0].reason.rstrip('.')}."
        )
    return None, tuple(held)
