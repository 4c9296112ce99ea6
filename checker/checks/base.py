"""What a rule is: a stable id, what it says of itself, and a function from a pair to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from checker.records import Finding, SegmentPair, Severity, Side, Span

__all__ = ["Rule", "RuleContext", "finding", "finding_at", "finding_in_source", "short_enough"]

_LONGEST = 3000


@dataclass(frozen=True, slots=True)
class RuleContext:
    """The document around a pair: all pairs in order, and which one is being checked.

    Attributes:
        pairs: every pair of the document, or of a window around the pair in a long one.
        index: place of the checked pair in `pairs`.
    """

    pairs: tuple[SegmentPair, ...]
    index: int

    @property
    def before(self) -> SegmentPair | None:
        """The pair before, if any."""
        return self.pairs[self.index - 1] if self.index > 0 else None

    @property
    def after(self) -> SegmentPair | None:
        """The pair after, if any."""
        return self.pairs[self.index + 1] if self.index + 1 < len(self.pairs) else None


@dataclass(frozen=True, slots=True)
class Rule:
    """A deterministic check.

    Attributes:
        rule_id: stable, lower-case with hyphens; reviewers quote it.
        title: what the reviewer reads, a few words.
        description: what it flags, what it leaves alone, one short paragraph.
        category: MQM category path.
        severity: default severity.
        check: yields findings for one pair; must not raise on any text.
        needs_source: not run where the document has no source.
        default: on unless the settings say otherwise.
    """

    rule_id: str
    title: str
    description: str
    category: str
    severity: Severity
    check: Callable[[SegmentPair, RuleContext], Iterable[Finding]] = field(repr=False)
    needs_source: bool = False
    default: bool = True


def short_enough(pair: SegmentPair) -> bool:
    """Whether there is a source and both sides are short enough to compare all with all."""
    return bool(pair.source) and max(len(pair.source or ""), len(pair.target)) <= _LONGEST


def finding(
    rule: Rule,
    span: tuple[int, int],
    reason: str,
    *,
    confidence: float,
    severity: Severity | None = None,
    side: Side = "target",
    source_spans: tuple[Span, ...] = (),
    suggestion: str | None = None,
    category: str | None = None,
) -> Finding:
    """Return a finding of `rule`, with the rule's own severity and category unless given."""
    return Finding(
        detector=rule.rule_id,
        side=side,
        start=span[0],
        end=span[1],
        category=category or rule.category,
        severity=severity or rule.severity,
        confidence=confidence,
        reason=reason,
        source_spans=source_spans,
        suggestion=suggestion,
    )


def finding_at(
    detector: str,
    span: Span,
    severity: Severity,
    *,
    reason: str,
    sources: Iterable[Span],
    confidence: float,
    suggestion: str | None = None,
    category: str = "accuracy/number",
) -> Finding:
    """Build a finding about a span of the target."""
    return Finding(
        detector=detector,
        side="target",
        start=span.start,
        end=span.end,
        category=category,
        severity=severity,
        confidence=confidence,
        reason=reason,
        source_spans=tuple(sources),
        suggestion=suggestion,
    )


def finding_in_source(
    detector: str, span: Span, severity: Severity, *, reason: str, confidence: float
) -> Finding:
    """Build a finding about source words that the target lacks."""
    return Finding(
        detector=detector,
        side="source",
        start=span.start,
        end=span.end,
        category="accuracy/omission",
        severity=severity,
        confidence=confidence,
        reason=reason,
        source_spans=(span,),
    )
