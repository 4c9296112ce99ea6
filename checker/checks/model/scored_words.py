"""Words of a text with the surprisal of their subwords summed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from checker.language.tokens import WORD
from checker.records import TokenSurprisal

__all__ = ["ScoredWord", "probability_text", "scored_words"]


@dataclass(frozen=True, slots=True)
class ScoredWord:
    """A word or mark, `text[start:end]`.

    Attributes:
        given_source: sum of its subwords' surprisals given the other side, in nats.
        alone: the same without the other side.
        first: surprisal of its first subword given the other side: the word's own surprise, without
            that of spelling it out.
        expected: what the model would rather read where the word begins, if it says so.
        expected_probability: that reading's probability.
    """

    text: str
    start: int
    end: int
    given_source: float
    alone: float
    first: float
    expected: str | None
    expected_probability: float | None

    @property
    def gain(self) -> float:
        """How much the other side explains, in nats; at most 0 where it explains nothing."""
        return self.alone - self.given_source


def scored_words(text: str, tokens: Sequence[TokenSurprisal]) -> list[ScoredWord]:
    """Groups subwords into words.

    A subword belongs to the word that holds its first character. Words none of whose subwords was
    scored (given the other side) are left out.
    """
    spans = [match.span() for match in WORD.finditer(text)]
    inside: list[list[TokenSurprisal]] = [[] for _ in spans]
    place = 0
    for token in tokens:
        if token.given_source is None:
            continue
        while place < len(spans) and spans[place][1] <= token.start:
            place += 1
        if place < len(spans) and spans[place][0] <= token.start:
            inside[place].append(token)
    return [
        _word(text, start, end, group)
        for (start, end), group in zip(spans, inside, strict=True)
        if group
    ]


def probability_text(nats: float) -> str:
    """A probability in words a reader can weigh: "0.31", or "1 in 900,000" where it is small.

    Args:
        nats: its negative natural logarithm, at least 0.
    """
    if nats < math.log(100.0):
        return f"{math.exp(-nats):.2g}"
    times = math.exp(min(nats, 40.0))
    step = 10.0 ** math.floor(math.log10(times))
    return f"1 in {round(times / step) * step:,.0f}"


def _word(text: str, start: int, end: int, group: list[TokenSurprisal]) -> ScoredWord:
    return ScoredWord(
        text=text[start:end],
        start=start,
        end=end,
        given_source=sum(token.given_source or 0.0 for token in group),
        alone=sum(token.alone for token in group),
        first=group[0].given_source or 0.0,
        expected=group[0].expected,
        expected_probability=group[0].expected_probability,
    )
