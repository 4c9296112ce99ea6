"""What a check is: a stable id, what it says of itself, and a function from a pair to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar

from checker.records import Finding, ForcedDecoding, SegmentPair, Severity, Side, Span

if TYPE_CHECKING:
    from checker.checks.model.judgement import Judgement
    from checker.documents.term_list import Glossary
    from checker.evidence.source import Evidence

__all__ = [
    "Check", "Context", "Need", "Phenomenon", "Sight", "finding", "finding_at", "finding_in_source",
    "short_enough",
]  # fmt: skip

_LONGEST = 3000
"""Characters of either side that checks compare all with all; chosen, a bound on work (longest of
14,811 references: 1,057)."""
_T = TypeVar("_T")

Need = Literal[
    "source", "glossary", "forced-decoding", "reverse", "removals", "variants", "estimate"
]
"""Evidence a check reads besides the target: the Chinese, the user's terms, the surprisals of the
target given the source, those of the source given the target, what was taken out of the source and
what was changed in the target for a trial, the trained estimator's view."""

Sight = Literal["cause", "oddity"]
"""Whether a check knows what the matter is, or only that something is odd."""

Phenomenon = Literal["denial", "omission", "sentence", "figures"]
"""What several checks look for: a denial lost or added, words left out, sentences joined or cut,
figures exchanged. Their agreement is not independent."""


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds the pair that is being checked.

    Attributes:
        pairs: every pair of the document, or of a window around the pair in a long one.
        index: place of the checked pair in `pairs`.
        sensitivity: one of `checker.config.SENSITIVITIES`.
        glossary: the user's terms; None where none were given.
        evidence: what the models say of the pair; None where they were not asked.
        judgement: what the trained judge makes of that evidence; None without an estimate.
        chosen: ids of the checks that run, for checks that share places with others.
    """

    pairs: tuple[SegmentPair, ...]
    index: int
    sensitivity: str = "balanced"
    glossary: Glossary | None = None
    evidence: Evidence | None = None
    judgement: Judgement | None = None
    chosen: frozenset[str] = frozenset()

    @property
    def before(self) -> SegmentPair | None:
        """The pair before, if any."""
        return self.pairs[self.index - 1] if self.index > 0 else None

    @property
    def after(self) -> SegmentPair | None:
        """The pair after, if any."""
        return self.pairs[self.index + 1] if self.index + 1 < len(self.pairs) else None

    @property
    def given(self) -> Evidence:
        """The evidence of a check that needs some.

        Raises:
            LookupError: there is none (the check does not say what it needs).
        """
        return _there(self.evidence)

    @property
    def forced_decoding(self) -> ForcedDecoding:
        """Surprisals of the target; raises as `given` does."""
        return _there(self.given.forced_decoding)

    @property
    def reverse(self) -> ForcedDecoding:
        """Surprisals of the source given the target; raises as `given` does."""
        return _there(self.given.reverse)

    def has(self, need: Need) -> bool:
        """Whether some evidence is there."""
        if need == "source":
            return self.pairs[self.index].source is not None
        if need == "glossary":
            return self.glossary is not None
        evidence = self.evidence
        if evidence is None:
            return False
        if need == "estimate":
            return self.judgement is not None
        if need in ("reverse", "removals"):
            return evidence.reverse is not None
        return evidence.forced_decoding is not None


@dataclass(frozen=True, slots=True)
class Check:
    """A check.

    Attributes:
        id: stable, lower-case with hyphens; reviewers quote it.
        title: what the reviewer reads, a few words.
        description: what it flags, what it leaves alone, one short paragraph.
        category: MQM category path.
        severity: usual severity.
        run: yields findings for one pair; must not raise on any text.
        needs: evidence without which it is not run.
        unless: evidence that makes it superfluous.
        gives_way_to: ids of the checks that read that evidence; where none runs, this one stays.
        phenomenon: what it looks for with others, whose findings there count as one; None if alone.
        sees: "oddity" findings never widen a flag of one that knows the cause, nor name it.
        ceiling: [0, 100], the most a segment may score where it found something; None: no limit.
        holds_back: a grave error that it finds in a re-translation is told beside that.
        priced: the base score counts already what it finds.
        default: on at balanced sensitivity unless the settings say otherwise.
    """

    id: str
    title: str
    description: str
    category: str
    severity: Severity
    run: Callable[[SegmentPair, Context], Iterable[Finding]] = field(repr=False)
    needs: frozenset[Need] = frozenset()
    unless: frozenset[Need] = frozenset()
    gives_way_to: frozenset[str] = frozenset()
    phenomenon: Phenomenon | None = None
    sees: Sight = "cause"
    ceiling: float | None = None
    holds_back: bool = False
    priced: bool = False
    default: bool = True

    @property
    def asks_models(self) -> bool:
        """Whether it reads what models say (else the texts are enough)."""
        return bool(self.needs - {"source", "glossary"})

    def can_run(self, context: Context) -> bool:
        """Whether the evidence it needs is there, and nothing that makes it superfluous."""
        return all(map(context.has, self.needs)) and not self.gives_way(context)

    def gives_way(self, context: Context) -> bool:
        """Whether a check runs that finds the same, by evidence that is there."""
        runs = not self.gives_way_to or bool(self.gives_way_to & context.chosen)
        return runs and any(map(context.has, self.unless))


def _there(value: _T | None) -> _T:
    if value is None:
        raise LookupError("the check reads evidence that it does not name in `needs`")
    return value


def short_enough(pair: SegmentPair) -> bool:
    """Whether there is a source and both sides are short enough to compare all with all."""
    return bool(pair.source) and max(len(pair.source or ""), len(pair.target)) <= _LONGEST


def finding(
    check: Check,
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
    """Return a finding of `check`, with the check's own severity and category unless given.

    Args:
        confidence: [0, 1], how sure the finding is. What checks of the texts state was chosen in
            steps, not fitted to outcomes; how often each is wrong on good translations is measured
            (`alarms`).
    """
    return Finding(
        check_id=check.id,
        side=side,
        start=span[0],
        end=span[1],
        category=category or check.category,
        severity=severity or check.severity,
        confidence=confidence,
        reason=reason,
        source_spans=source_spans,
        suggestion=suggestion,
    )


def finding_at(
    check_id: str,
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
        check_id=check_id,
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
    check_id: str, span: Span, severity: Severity, *, reason: str, confidence: float
) -> Finding:
    """Build a finding about source words that the target lacks."""
    return Finding(
        check_id=check_id,
        side="source",
        start=span.start,
        end=span.end,
        category="accuracy/omission",
        severity=severity,
        confidence=confidence,
        reason=reason,
        source_spans=(span,),
    )
