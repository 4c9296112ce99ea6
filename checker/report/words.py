"""The words all renderers share: names of severities, checks and categories, numbers, sentences."""

from __future__ import annotations

from collections.abc import Mapping

from checker.checks.registry import known_check
from checker.records import Severity

__all__ = ["SEVERITIES", "check_title", "count", "score_text", "shape", "verdict"]

SEVERITIES = tuple(sorted(Severity, key=lambda severity: -severity.rank))
"""All severities, worst first."""

_SHAPES = {"critical": "◆", "major": "▲", "minor": "●", "neutral": "○"}


def shape(severity: Severity) -> str:
    """Returns the sign that tells a severity apart without colour."""
    return _SHAPES[severity.value]


def count(number: int, thing: str, things: str | None = None) -> str:
    """Says how many: "1 flag", "1,200 flags"."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def score_text(score: float | None) -> str:
    """Shows a score with one digit, "–" where there is none."""
    return "–" if score is None else f"{score:.1f}"


def check_title(check_id: str) -> str:
    """Returns a check's title; for a finding of other origin its id made readable."""
    if check_id == "reviewer":
        return "Marked by a reviewer"
    check = known_check(check_id)
    if check is not None:
        return check.title
    words = check_id.replace("-", " ").replace("_", " ")
    return words[:1].upper() + words[1:]


def verdict(severities: Mapping[str, int], *, flagged: int, segments: int) -> tuple[str, str]:
    """Sums up flags in two sentences: what is wrong, and how much is not flagged.

    Args:
        severities: flags by severity value.
        flagged: segments with a flag.
        segments: all segments.
    """
    serious = severities.get("critical", 0) + severities.get("major", 0)
    small = severities.get("minor", 0) + severities.get("neutral", 0)
    if serious:
        verb = "looks" if serious == 1 else "look"
        head = f"{count(serious, 'passage')} {verb} seriously wrong."
    elif small:
        head = f"No passage looks seriously wrong; {count(small, 'smaller doubt')}."
    else:
        head = "No passage was flagged."
    clean = segments - flagged
    if not segments:
        return head, "There was no text to check."
    return head, f"{clean:,} of {count(segments, 'segment')} without a flag."
