"""Runs checks over the pairs of a document: those of the texts at once, the others as the models
answer."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from checker.checks.base import Check, Context
from checker.checks.model.judgement import Judgement
from checker.checks.registry import chosen_checks, get_check
from checker.documents.term_list import Glossary
from checker.evidence.source import Evidence
from checker.records import Finding, SegmentPair

__all__ = ["run_checks", "run_model_checks", "run_text_checks", "still_needed"]

_WINDOW, _MARGIN = 1000, 50
"""Segments that checks of the whole document see at a time, and as many more on each side as the
second says: time and memory stay proportional to the document's length. Chosen, a bound on work."""


def run_checks(
    pairs: Sequence[SegmentPair],
    *,
    enable: Collection[str] = (),
    disable: Collection[str] = (),
    only: Collection[str] | None = None,
    glossary: Glossary | None = None,
) -> list[list[Finding]]:
    """Run the checks that need no model, named by their ids.

    Args:
        enable: ids to run besides the default ones; `disable` likewise.
        only: run exactly these instead.
        glossary: the user's terms.

    Raises:
        SettingsError: an unknown id.
    """
    checks = chosen_checks(enable=enable, disable=disable)
    if only is not None:
        checks = tuple(map(get_check, only))
    return run_text_checks(pairs, checks, glossary=glossary)


def run_text_checks(
    pairs: Sequence[SegmentPair],
    checks: Sequence[Check],
    *,
    sensitivity: str = "balanced",
    glossary: Glossary | None = None,
) -> list[list[Finding]]:
    """Run over the pairs of one document, in order, those checks that need no model.

    Returns:
        For each pair, its findings by side (target first), place and id.
    """
    chosen = frozenset(check.id for check in checks)
    checks = [check for check in checks if not check.asks_models]
    found: list[list[Finding]] = []
    for start in range(0, len(pairs), _WINDOW):
        first = max(0, start - _MARGIN)
        around = tuple(pairs[first : start + _WINDOW + _MARGIN])
        for index in range(start, min(start + _WINDOW, len(pairs))):
            context = Context(around, index - first, sensitivity, glossary, chosen=chosen)
            findings = _run(checks, pairs[index], context)
            findings.sort(key=lambda f: (f.side != "target", f.start, f.end, f.check_id))
            found.append(findings)
    return found


def run_model_checks(
    pair: SegmentPair,
    evidence: Evidence,
    judgement: Judgement | None,
    checks: Sequence[Check],
    *,
    sensitivity: str = "balanced",
) -> list[Finding]:
    """Run on one pair those checks that read what the models say.

    Args:
        judgement: see `Context`.

    Returns:
        Findings in the order of the checks.
    """
    context = Context(
        (pair,),
        0,
        sensitivity,
        evidence=evidence,
        judgement=judgement,
        chosen=frozenset(check.id for check in checks),
    )
    return _run([check for check in checks if check.asks_models], pair, context)


def still_needed(
    pair: SegmentPair,
    evidence: Evidence,
    judgement: Judgement | None,
    findings: Sequence[Finding],
    checks: Sequence[Check],
) -> list[Finding]:
    """Return those findings on the texts whose checks do not give way (`Check.gives_way_to`).

    Args:
        judgement: see `Context`.
        findings: of one pair, as `run_text_checks` returns them.
        checks: that run; a check gives way to none that is switched off.
    """
    chosen = frozenset(check.id for check in checks)
    context = Context((pair,), 0, evidence=evidence, judgement=judgement, chosen=chosen)
    return [f for f in findings if not get_check(f.check_id).gives_way(context)]


def _run(checks: Sequence[Check], pair: SegmentPair, context: Context) -> list[Finding]:
    return [
        finding
        for check in checks
        if check.can_run(context)
        for finding in check.run(pair, context)
    ]
