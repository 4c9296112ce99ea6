"""What two witnesses say of words of the source: are they in the English at all?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.records import ForcedDecoding, Removal, Span

__all__ = ["Stretch", "explained", "removal_of", "unexplained"]

_HARDLY = 0.45  # nats a token


@dataclass(frozen=True, slots=True)
class Stretch:
    """A clause or list item of the source, and what both witnesses say of it.

    Attributes:
        gain: nats a token that the English explains of it; `others`: of its neighbours.
        removal: nats that the English gains without it; None where that was not tried.
    """

    span: Span
    gain: float
    others: float
    removal: float | None


def explained(reverse: ForcedDecoding, start: int, end: int) -> float | None:
    """Mean nats a token of source[start:end] that the English explains.

    Args:
        reverse: surprisals of the source given the target; offsets index the source.

    Returns:
        Negative where the English makes the words less probable; None where no token was scored.
    """
    gains = [
        token.alone - token.given_source
        for token in reverse.tokens
        if token.start < end and start < token.end and token.given_source is not None
    ]
    return sum(gains) / len(gains) if gains else None


def removal_of(start: int, end: int, removals: Sequence[Removal]) -> float | None:
    """What the trial without source[start:end] gained, in nats; None where there was none."""
    gains = (r.gain for r in removals if (r.start, r.end) == (start, end))
    return next(gains, None)


def unexplained(what: str, stretch: Stretch, rest: str) -> str:
    """Why words count as left out, with the figures of both witnesses; `rest` names the others."""
    gain, removal = stretch.gain, stretch.removal
    told = f"{what} is not explained by any English word: "
    if removal is not None:
        worse = "no" if removal >= 0 else "hardly"
        told += f"without it the English is {worse} less probable ({removal:+.1f} nats), and "
    more = "no" if gain <= 0 else "hardly" if gain <= _HARDLY else "little"
    return (
        f"{told}knowing the English makes it {more} more predictable ({gain:.2f} nats a token,"
        f" against {stretch.others:.2f} for {rest})."
    )
