"""What became of the numbers of a pair: present, shifted, different, moved or gone."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from checker.numbers.quantities import Figure, Quantity

__all__ = ["Assessment", "Claim", "Verdict"]

Verdict = Literal["present", "moved", "shifted", "differs", "missing"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What became of one source number.

    Attributes:
        figure: the English figure that states it ("present") or stands in its place ("shifted",
            "differs"); None otherwise.
        factor: for "shifted", English over source, a power of ten.
    """

    quantity: Quantity
    verdict: Verdict
    figure: Figure | None = None
    factor: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """All numbers of a pair.

    Attributes:
        claims: one for each source number, in order.
        unclaimed: strong English figures that no number of the source, or of the sentences around
            it, explains.
    """

    claims: tuple[Claim, ...]
    unclaimed: tuple[Figure, ...]
    figures: tuple[Figure, ...]

    def by_verdict(self, verdict: Verdict) -> list[Claim]:
        """Return the claims with one verdict."""
        return [claim for claim in self.claims if claim.verdict == verdict]
