"""What a rule is: a stable id, what it says of itself, and a function from a pair to findings."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from checker.records import Finding, SegmentPair, Severity

__all__ = ["Rule", "RuleContext", "short_enough"]

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
