"""Clauses and list items taken out of the source: is the target the worse for it?

A clause that the English renders makes the English far less probable when it is gone; one that is
missing from the English does not (Vamvas and Sennrich 2022). Only what the reverse direction finds
hardly explained is tried, so that most segments cost nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.checks.model.omission import doubtful_clauses
from checker.checks.model.omitted_items import doubtful_items
from checker.evidence.source import Evidence, EvidenceSource
from checker.records import Removal, SegmentPair, Span

__all__ = ["MOST_REMOVALS", "shortened", "with_removals"]

MOST_REMOVALS = 12
"""Stretches tried in one pair, those that the English explains least."""

_SEPARATOR = re.compile("(?:以及|[、和与及或])$")
_STOPS = "。！？!?；;…"
_COMMAS = "，,：:、"
_CLOSERS = "”’」』）)》 \n"


@dataclass(frozen=True, slots=True)
class _Trial:
    """A stretch of the pair at `place`, and the surprisal (nats) of its target as it is."""

    place: int
    span: Span
    source: str
    target: str
    before: float


def with_removals(
    pairs: Sequence[SegmentPair], gathered: Sequence[Evidence], source: EvidenceSource
) -> list[Evidence]:
    """Gives each pair's evidence the doubtful stretches of its source, and what they are worth.

    Args:
        gathered: of each pair; pairs without forced decoding in both directions get none.
        source: scores the targets.

    Returns:
        The evidence in order.

    Raises:
        BackEndError: the forced decoder failed.
    """
    trials = [
        trial
        for place, (pair, evidence) in enumerate(zip(pairs, gathered, strict=True))
        for trial in _trials(place, pair, evidence)
    ]
    answers = source.score_given([(trial.source, trial.target) for trial in trials])
    found: dict[int, list[Removal]] = {}
    for trial, tokens in zip(trials, answers, strict=True):
        if tokens is not None:
            gain = trial.before - sum(token.surprisal for token in tokens)
            removal = Removal(trial.span.start, trial.span.end, round(gain, 3))
            found.setdefault(trial.place, []).append(removal)
    return [
        replace(evidence, removals=tuple(sorted(found.get(place, ()), key=lambda r: r.start)))
        for place, evidence in enumerate(gathered)
    ]


def _trials(place: int, pair: SegmentPair, evidence: Evidence) -> Iterator[_Trial]:
    forced, reverse, source = evidence.forced_decoding, evidence.reverse, pair.source
    if forced is None or reverse is None or not source:
        return
    before = 0.0
    for token in forced.tokens:
        if token.given_source is None:
            return
        before += token.given_source
    doubtful = [*doubtful_clauses(source, reverse), *doubtful_items(source, reverse)]
    doubtful.sort(key=lambda found: found[1])
    for span, _ in doubtful[:MOST_REMOVALS]:
        rest = shortened(source, span)
        if rest.strip():
            yield _Trial(place, span, rest, pair.target, before)


def shortened(source: str, span: Span) -> str:
    """The source without the span; a sentence that loses its last clause keeps its stop.

    Of a list «A、B和C» the separator before an item goes with it.
    """
    left, right = source[: span.start], source[span.end :]
    gone = span.text.rstrip(_CLOSERS)
    mark = _SEPARATOR.search(left)
    if mark is not None and not gone.endswith("、"):
        left = left[: mark.start()]
    elif gone and gone[-1] in _STOPS and left and left[-1] in _COMMAS:
        left = left[:-1] + gone[-1]
    return left + right
