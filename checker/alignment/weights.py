"""The units an alignment may have, and what each kind of evidence is worth.

The values were fitted by random search, so as to find the most pairs of simulated documents: news
sentences with real translations of them, of which some were dropped, inserted, joined, cut in two
or fused, with good, bad and no re-translations for a bridge.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["MAX_SOURCE", "MAX_TARGET", "MOVES", "Weights"]

MOVES: tuple[tuple[int, int], ...] = (
    (1, 1),
    (1, 2),
    (2, 1),
    (2, 2),
    (1, 3),
    (3, 1),
    (2, 3),
    (3, 2),
    (1, 4),
    (4, 1),
    (1, 5),
    (5, 1),
    (1, 6),
    (6, 1),
)
"""Source and target sentences of a unit. 1-0 and 0-1 are units as well, priced by `Weights.gap`.
One to many goes far: Chinese strings clauses together with commas that English gives a sentence
each, and lists clauses with ； that English has in one."""

MAX_SOURCE = max(a for a, _ in MOVES)
MAX_TARGET = max(b for _, b in MOVES)


@dataclass(frozen=True, slots=True)
class Weights:
    """Gains and prices of the dynamic programme, in one arbitrary unit.

    Attributes:
        bridge: gain of a pair whose similarity over the re-translation is one above `bridge_zero`.
        bridge_zero: similarity that speaks neither for nor against, on the document's scale (0 =
            unrelated, 1 = usual for aligned sentences).
        bridge_noise: how fast a poor re-translation loses weight.
        tokens: largest gain from words and numbers both sides share.
        tokens_zero: share of them that speaks neither for nor against.
        tokens_doubt: how much of them is needed for half of that.
        length: gain for one unit of log-likelihood of the length ratio.
        length_peak: log-likelihood ratio of a perfect fit.
        sigma: usual standard deviation of log length ratios.
        merge: price of each sentence beyond 1-1, in 1-n and n-1 units.
        merge_both: likewise in units with several sentences on both sides.
        gap: price of a sentence without a partner.
        paragraph: gain for a unit that starts and ends at paragraph breaks of both sides.
        paragraph_odd: price where only one side breaks.
        crossing: price of a paragraph break inside a unit.
    """

    bridge: float = 0.72
    bridge_zero: float = 0.11
    bridge_noise: float = 7.5
    tokens: float = 3.4
    tokens_zero: float = 0.12
    tokens_doubt: float = 15.0
    length: float = 0.41
    length_peak: float = 0.32
    sigma: float = 0.39
    merge: float = 0.82
    merge_both: float = 0.83
    gap: float = 0.8
    paragraph: float = 0.22
    paragraph_odd: float = 0.24
    crossing: float = 0.81

    def price(self, source: int, target: int) -> float:
        """What joining so many sentences costs."""
        each = self.merge if min(source, target) == 1 else self.merge_both
        return each * (source + target - 2)
