"""Matches the numbers of a pair: which source number is present, shifted, different, moved, gone.

A number that is absent is looked for in the sentences around before it is called missing, since
translators move facts. One English figure may explain several source numbers: the check asks for
presence, not for equal counts.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from checker.records import SegmentPair
from checker.rules.base import RuleContext
from checker.rules.numbers.chinese import find_quantities
from checker.rules.numbers.english import find_figures
from checker.rules.numbers.equivalence import explains, within_reach
from checker.rules.numbers.quantities import Figure, Quantity
from checker.rules.numbers.shifts import shift_factor

__all__ = ["Assessment", "Claim", "Verdict", "assess"]

Verdict = Literal["present", "moved", "shifted", "differs", "missing"]

_NEIGHBOURS = 2
_MANY = 1000
_DATE_KINDS = frozenset({"year", "month", "day", "clock", "decade", "century"})
_OWN_RULE_KINDS = frozenset({"discount", "tenth", "multiple", "doubling"})


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


def assess(pair: SegmentPair, context: RuleContext) -> Assessment:
    """Match the numbers of a pair, looking at the two pairs before and after it as well."""
    first = max(0, context.index - _NEIGHBOURS)
    around = [
        other
        for place, other in enumerate(context.pairs[first : context.index + _NEIGHBOURS + 1])
        if first + place != context.index
    ]
    return _assess(
        pair.source or "",
        pair.target,
        tuple(other.source or "" for other in around),
        tuple(other.target for other in around),
    )


@functools.lru_cache(maxsize=64)
def _assess(
    source: str, target: str, near_sources: tuple[str, ...], near_targets: tuple[str, ...]
) -> Assessment:
    quantities, figures = find_quantities(source), find_figures(target)
    claims: list[Claim] = []
    claimed: set[Figure] = set()
    for quantity in quantities:
        reach = within_reach(quantity, len(source), figures)
        found = [figure for figure in reach if explains(quantity, figure)]
        found = found or _adjacent_sum(quantity, reach)
        claimed.update(found)
        present = found or _goes_without_saying(quantity)
        claims.append(Claim(quantity, "present" if present else "missing", _best(quantity, found)))
    unclaimed = [figure for figure in figures if figure.strong and figure not in claimed]
    if unclaimed:
        others = [quantity for text in near_sources for quantity in find_quantities(text)]
        unclaimed = [figure for figure in unclaimed if not _stated_by(figure, others)]
    if any(claim.verdict == "missing" for claim in claims):
        claims = _shifted(claims, unclaimed, len(source))
        spare = [f for pair in zip(near_sources, near_targets, strict=True) for f in _spare(*pair)]
        claims = _moved(claims, spare)
        claims = _different(claims, unclaimed)
        near = [figure for text in near_targets for figure in find_figures(text)]
        claims = _moved(claims, near)
    return Assessment(tuple(claims), tuple(unclaimed), figures)


def _goes_without_saying(quantity: Quantity) -> bool:
    """Whether English may leave the number to an article: 1名警察 is "a policeman"."""
    return quantity.value == 1 and not quantity.big and quantity.kind in (
        "plain", "ordinal", "currency",
    )  # fmt: skip


def _best(quantity: Quantity, found: Sequence[Figure]) -> Figure | None:
    """Prefer the figure with the very value, then the first."""
    exact = [figure for figure in found if quantity.value in figure.values]
    return next(iter(exact or found), None)


def _adjacent_sum(quantity: Quantity, figures: Sequence[Figure]) -> list[Figure]:
    """Find a number English spells in two steps: "1 billion 200 million"."""
    if not quantity.big:
        return []
    for first, second in pairwise(figures):
        near = 0 <= second.start - first.end <= 5
        if near and first.value > second.value and quantity.value == first.value + second.value:
            return [first, second]
    return []


def _shifted(
    claims: Sequence[Claim], unclaimed: Sequence[Figure], source_length: int
) -> list[Claim]:
    """Give absent numbers the unclaimed figure with the same digits at another power of ten."""
    taken: set[Figure] = set()
    result = []
    for claim in claims:
        quantity = claim.quantity
        if claim.verdict == "missing":
            for figure in within_reach(quantity, source_length, unclaimed):
                factor = shift_factor(quantity, figure)
                if factor is not None and figure not in taken:
                    taken.add(figure)
                    claim = Claim(quantity, "shifted", figure, factor)
                    break
        result.append(claim)
    return result


@functools.lru_cache(maxsize=64)
def _spare(source: str, target: str) -> tuple[Figure, ...]:
    """Return the figures of a neighbouring pair that its own source does not explain."""
    quantities, figures = find_quantities(source), find_figures(target)
    return tuple(figure for figure in figures if not _stated_by(figure, quantities))


def _moved(claims: Iterable[Claim], near: Sequence[Figure]) -> list[Claim]:
    """Find absent numbers in the English of the sentences around."""
    return [
        Claim(claim.quantity, "moved")
        if claim.verdict == "missing" and _stated_in(claim.quantity, near)
        else claim
        for claim in claims
    ]


def _stated_in(quantity: Quantity, near: Sequence[Figure]) -> bool:
    """Whether one of many figures states a quantity; only its very value counts in a great many."""
    if len(near) <= _MANY:
        return any(explains(quantity, figure) for figure in near)
    return any(quantity.value in figure.values for figure in near)


def _stated_by(figure: Figure, near: Sequence[Quantity]) -> bool:
    """Whether a figure states one of many quantities; as `_stated_in`."""
    if len(near) <= _MANY:
        return any(explains(quantity, figure) for quantity in near)
    return any(figure.value in quantity.readings for quantity in near)


def _family(item: Quantity | Figure) -> str:
    """Name the group within which a wrong figure can stand for a right one."""
    if item.kind in ("percent", "percentage-point", "basis-point"):
        return "percent"
    if item.kind in _DATE_KINDS:
        return "date"
    if item.kind in _OWN_RULE_KINDS:
        return "ratio"
    if item.kind == "fraction":
        return "fraction"
    if item.value >= 1000 or (isinstance(item, Quantity) and item.big):
        return "amount"
    return "count"


def _different(claims: Sequence[Claim], unclaimed: Sequence[Figure]) -> list[Claim]:
    """Pair absent numbers with the unclaimed figures of their family, where it is unambiguous."""
    shifted = {claim.figure for claim in claims if claim.verdict == "shifted"}
    result = list(claims)
    for family in ("percent", "amount", "count"):
        absent = [
            place
            for place, claim in enumerate(claims)
            if claim.verdict == "missing"
            and _family(claim.quantity) == family
            and claim.quantity.tier <= 2
        ]
        spare = [f for f in unclaimed if f not in shifted and _family(f) == family]
        if not absent or len(absent) != len(spare):
            continue
        for place, figure in zip(absent, spare, strict=True):
            if _comparable(claims[place].quantity, figure):
                result[place] = Claim(claims[place].quantity, "differs", figure)
    return result


def _comparable(quantity: Quantity, figure: Figure) -> bool:
    """Whether a figure is near enough in size to be the number gone wrong."""
    if quantity.kind in ("percent", "percentage-point"):
        return True
    smaller, larger = sorted((abs(quantity.value), abs(figure.value)))
    return smaller > 0 and larger / smaller <= 20
