"""Merges findings about one passage into one flag.

Every check reports findings; a reviewer wants one flag a passage, with everything that speaks for
it. Category and severity are decided by a check that knows what the matter is before those that
only see that something is odd; among equals by the worst and surest.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from checker.checks.registry import known_check
from checker.language.clauses import clause_near, split_clauses
from checker.records import Finding, Flag, SegmentPair, Severity, Span

__all__ = ["merge_findings", "worst_severity"]

_WIDENED = 160
"""Characters up to which another finding may widen a flag, whatever the flag's own length; chosen,
not measured."""


def merge_findings(pair: SegmentPair, findings: Iterable[Finding]) -> tuple[Flag, ...]:
    """Merges overlapping findings on the same side into flags.

    The head of each flag is the finding with the highest severity, then confidence; findings of
    checks that know the cause come first. It takes in every later finding whose span overlaps its
    own (two empty spans at one place overlap too); the flag spans the head and those of the same
    severity (of those that know the cause, where the head does). Merging is not transitive, so that
    a chain of small overlaps never swallows a whole segment. Source clauses that no English
    explains are joined to the passage that garbles them.

    Returns:
        Flags of the pair, by side (target first), then start.
    """
    rest = sorted(findings, key=_precedence)
    flags: list[Flag] = []
    while rest:
        head = rest[0]
        group = [f for f in rest if f is head or _overlap(head, f)]
        rest = [f for f in rest if not any(f is g for g in group)]
        flags.append(_flag(pair, group))
    return tuple(
        sorted(_told_once(pair, flags), key=lambda f: (f.side != "target", f.start, f.end))
    )


def worst_severity(flags: Sequence[Flag]) -> Severity | None:
    """The worst severity among flags; None where there are none."""
    return max((f.severity for f in flags), key=lambda s: s.rank, default=None)


def _told_once(pair: SegmentPair, flags: list[Flag]) -> list[Flag]:
    """Joins «this clause is not explained» to the flag of the passage that garbles the clause.

    A garbled sentence leaves its Chinese clause unexplained: one defect, seen from both sides. The
    flag on the English stays, knows its clause, and is as severe as the worse of the two.
    """
    clauses = split_clauses(pair.source or "")
    kept = [flag for flag in flags if not _unexplained(flag)]
    for lost in filter(_unexplained, flags):
        place = next((i for i, f in enumerate(kept) if _same_defect(f, lost, clauses)), None)
        if place is None:
            kept.append(lost)
        else:
            kept[place] = _joined(kept[place], lost)
    return kept


def _odd(check_id: str) -> bool:
    """Whether the check only sees that something is odd; those of other origin know the cause."""
    check = known_check(check_id)
    return check is not None and check.sees == "oddity"


def _unexplained(flag: Flag) -> bool:
    return _odd(flag.check_id) and flag.side == "source"


def _same_defect(flag: Flag, lost: Flag, clauses: Sequence[Span]) -> bool:
    if flag.side != "target" or not flag.source_spans:
        return False
    if flag.category.startswith("accuracy"):
        exact = [s for finding in flag.findings for s in finding.source_spans]
        return any(s.start < lost.end and lost.start < s.end for s in exact)
    if flag.category != "fluency/grammar":
        return False
    here = _clause(clauses, flag.source_spans[0].start)
    return abs(here - _clause(clauses, lost.start)) <= 1  # the place is only proportional


def _clause(clauses: Sequence[Span], offset: int) -> int:
    return sum(clause.end <= offset for clause in clauses)


def _joined(flag: Flag, lost: Flag) -> Flag:
    worse = max(flag.severity, lost.severity, key=lambda severity: severity.rank)
    findings = (*flag.findings, *lost.findings)
    return replace(
        flag,
        severity=worse,
        confidence=_confidence(list(findings)),
        reason=_reason(list(findings)),
        source_spans=lost.source_spans,
        findings=findings,
    )


def _precedence(finding: Finding) -> tuple[object, ...]:
    return (
        _odd(finding.check_id),
        -finding.severity.rank,
        -finding.confidence,
        finding.side,
        finding.start,
        finding.end,
        finding.check_id,
    )


def _overlap(a: Finding, b: Finding) -> bool:
    if a.side != b.side:
        return False
    if a.start == a.end or b.start == b.end:
        return a.start <= b.end and b.start <= a.end
    return a.start < b.end and b.start < a.end


def _flag(pair: SegmentPair, group: list[Finding]) -> Flag:
    head = group[0]
    wide = [
        f for f in group if f.severity is head.severity and _as_exact(f, head) and _beside(f, head)
    ]
    start, end = min(f.start for f in wide), max(f.end for f in wide)
    text = pair.target if head.side == "target" else pair.source or ""
    offset = pair.target_start if head.side == "target" else pair.source_start
    suggested = (_suggested(finding, text, start, end) for finding in group)
    return Flag(
        side=head.side,
        start=start,
        end=end,
        document_start=offset + start,
        document_end=offset + end,
        text=text[start:end],
        severity=head.severity,
        category=head.category,
        check_id=head.check_id,
        confidence=_confidence(group),
        reason=_reason(group),
        source_spans=_source_spans(pair, group, start),
        suggestion=next((words for words in suggested if words is not None), None),
        findings=tuple(group),
    )


def _suggested(finding: Finding, text: str, start: int, end: int) -> str | None:
    """A finding's suggestion for the flag's whole stretch; None where the finding reaches out."""
    if finding.suggestion is None or finding.start < start or finding.end > end:
        return None
    return text[start : finding.start] + finding.suggestion + text[finding.end : end]


def _as_exact(finding: Finding, head: Finding) -> bool:
    """Whether it may widen the head's span: the cause has words, an oddity only a region."""
    return not _odd(finding.check_id) or _odd(head.check_id)


def _beside(finding: Finding, head: Finding) -> bool:
    """Whether it is about as long: a finding on a whole passage does not blur an exact one."""
    longest = max(_WIDENED, 4 * (head.end - head.start))
    return finding is head or finding.end - finding.start <= longest


def _confidence(group: list[Finding]) -> float:
    """Noisy-or over phenomena, the surest witness of each.

    Different phenomena add up. Checks of one phenomenon look at the same words for the same sign,
    and that they agree says little more than the surest of them.
    """
    best: dict[str, float] = {}
    for finding in group:
        phenomenon = _phenomenon(finding)
        best[phenomenon] = max(best.get(phenomenon, 0.0), finding.confidence)
    doubt = 1.0
    for confidence in best.values():
        doubt *= 1.0 - confidence
    return 1.0 - doubt


def _phenomenon(finding: Finding) -> str:
    """What a finding is about; one of a check that looks for several things, by its category."""
    if finding.category.startswith("accuracy/omission"):
        return "omission"
    if finding.category.startswith("accuracy/addition"):  # «length-ratio» says either
        return finding.check_id
    check = known_check(finding.check_id)
    return finding.check_id if check is None else check.phenomenon or check.id


def _reason(group: list[Finding]) -> str:
    """What the deciding finding says, and the surest other witness; `findings` keeps them all."""
    others = [f for f in group[1:] if f.check_id != group[0].check_id and f.reason]
    chosen = [group[0], *sorted(others, key=lambda f: -f.confidence)[:1]]
    reasons = [finding.reason.rstrip() for finding in chosen]
    return " ".join(dict.fromkeys(r if r.endswith((".", "!", "?")) else f"{r}." for r in reasons))


def _source_spans(pair: SegmentPair, group: list[Finding], start: int) -> tuple[Span, ...]:
    spans = {span for finding in group for span in finding.source_spans}
    if spans:
        return tuple(sorted(spans, key=lambda s: (s.start, s.end)))
    if group[0].side == "source" or not pair.source:
        return ()
    near = clause_near(pair.source, pair.target, start)
    return (near,) if near else ()
