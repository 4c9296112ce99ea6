"""Which re-translation may be offered as a suggestion: one that would pass the checks itself."""

from __future__ import annotations

from collections.abc import Sequence

from checker.checks.registry import run_rules
from checker.records import SegmentPair, Severity, Translation

__all__ = ["suggestion_for"]

_CHECKS = (
    "currency-swap",
    "date-mismatch",
    "han-left",
    "magnitude-differs",
    "name-pinyin",
    "negation-flip",
    "number-differs",
    "number-missing",
    "number-power-shift",
    "percentage-point",
    "repeat-loop",
    "unit-swap",
    "untranslated-segment",
    "yoy-mom",
)


def suggestion_for(
    source: str | None, translations: Sequence[Translation]
) -> tuple[str | None, tuple[str, ...]]:
    """The first usable translation without a grave flaw of its own.

    A small model gets figures wrong too; a suggestion with a wrong one would do harm.

    Returns:
        The text, or None, and a sentence for each translation that was held back.
    """
    held: list[str] = []
    for translation in translations:
        if not translation.usable:
            continue
        pair = SegmentPair("suggestion", 0, source, translation.text)
        (findings,) = run_rules((pair,), enabled=_CHECKS)
        grave = [f for f in findings if f.severity.rank >= Severity.MAJOR.rank]
        if not grave:
            return translation.text, tuple(held)
        held.append(
            f"The re-translation by {translation.back_end} is not offered as a suggestion:"
            f" {grave[0].reason.rstrip('.')}."
        )
    return None, tuple(held)
