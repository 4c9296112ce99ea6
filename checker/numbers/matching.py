"""Matches the numbers of a pair: which source number is present, shifted, different, moved, gone.

A number that is absent is looked for in the sentences around before it is called missing, since
translators move facts. One English figure may explain several source numbers: the check asks for
presence, not for equal counts.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from checker.numbers.chinese import find_quantities
from checker.numbers.claims import Assessment, Claim, Verdict
from checker.numbers.english import find_figures
from checker.numbers.ledger import FigureIndex, Ledger, ledger, reach
from checker.numbers.quantities import Figure, Quantity
from checker.numbers.shifts import ShiftIndex
from checker.numbers.vague import vague_english

__all__ = ["assess_texts"]

_MANY = 1000
"""Figures around from which only equal values are looked for; chosen, a bound on work."""
_DATE_KINDS = frozenset({"year", "month", "day", "clock", "decade", "century"})
_OWN_RULE_KINDS = frozenset({"discount", "tenth", "multiple", "doubling"})


@functools.lru_cache(maxsize=64)
def assess_texts(
    source: str, target: str, near_sources: tuple[str, ...], near_targets: tuple[str, ...]
) -> Assessment:
    """Match the numbers of a pair, looking at the texts of the pairs around it as well."""
    book = ledger(source, target)
    claims: list[Claim] = []
    claimed: set[int] = set()
    for place, quantity in enumerate(book.quantities):
        found = book.closest(place) or _adjacent_sum(quantity, book)
        claimed.update(found)
        present = found or _goes_without_saying(quantity)
        stated = _best(quantity, [book.figures[at] for at in found])
        claims.append(Claim(quantity, "present" if present else "missing", stated))
    unclaimed = [
        figure
        for place, figure in enumerate(book.figures)
        if figure.strong and place not in claimed
    ]
    if unclaimed:
        others = [quantity for text in near_sources for quantity in find_quantities(text)]
        unclaimed = _unstated(unclaimed, others)
    if any(claim.verdict == "missing" for claim in claims):
        claims = _shifted(claims, unclaimed, len(source))
        spare = [f for pair in zip(near_sources, near_targets, strict=True) for f in _spare(*pair)]
        claims = _moved(claims, spare)
        claims = _different(_without_vague(claims, target), unclaimed)
        near = [figure for text in near_targets for figure in find_figures(text)]
        claims = _moved(claims, near)
    return Assessment(tuple(claims), tuple(unclaimed), tuple(book.figures))


def _goes_without_saying(quantity: Quantity) -> bool:
    """Whether English may leave the number to an article: 1名警察 is "a policeman"."""
    return quantity.value == 1 and not quantity.big and quantity.kind in (
        "plain", "ordinal", "currency",
    )  # fmt: skip


def _best(quantity: Quantity, found: Sequence[Figure]) -> Figure | None:
    """Prefer the figure with the very value, then the first."""
    exact = [figure for figure in found if quantity.value in figure.values]
    return next(iter(exact or found), None)


def _adjacent_sum(quantity: Quantity, book: Ledger) -> list[int]:
    """Find a number English spells in two steps: "1 billion 200 million"."""
    if not quantity.big:
        return []
    near = book.reach(quantity)
    for place in book.sums.get(quantity.value, ()):
        if place in near and place + 1 in near:
            return [place, place + 1]
    return []


def _shifted(
    claims: Sequence[Claim], unclaimed: Sequence[Figure], source_length: int
) -> list[Claim]:
    """Give absent numbers the unclaimed figure with the same digits at another power of ten."""
    index = ShiftIndex(unclaimed)
    taken: set[int] = set()
    result = []
    for claim in claims:
        quantity = claim.quantity
        if claim.verdict == "missing":
            near = reach(quantity.start, source_length, len(unclaimed))
            for place, factor in index.shifted(quantity, near):
                if place not in taken:
                    taken.add(place)
                    claim = Claim(quantity, "shifted", unclaimed[place], factor)
                    break
        result.append(claim)
    return result


@functools.lru_cache(maxsize=64)
def _spare(source: str, target: str) -> tuple[Figure, ...]:
    """Return the figures of a neighbouring pair that its own source does not explain."""
    return tuple(_unstated(find_figures(target), find_quantities(source)))


def _moved(claims: Sequence[Claim], near: Sequence[Figure]) -> list[Claim]:
    """Find absent numbers in the English of the sentences around.

    In a great many figures only the very value counts.
    """
    if not near:
        return list(claims)
    if len(near) > _MANY:
        values = {value for figure in near for value in figure.values}
        return _settled(claims, "moved", lambda quantity: quantity.value in values)
    index = FigureIndex(near)
    return _settled(claims, "moved", lambda quantity: bool(index.stating_shapes(quantity)))


def _without_vague(claims: Sequence[Claim], target: str) -> list[Claim]:
    """Take 四十多 for stated where the English has «dozens»."""
    vague = {(amount.low, amount.high): amount for amount in vague_english(target)}.values()
    return _settled(
        claims,
        "present",
        lambda quantity: bool(quantity.room) and any(a.near(quantity.value) for a in vague),
    )


def _settled(
    claims: Sequence[Claim], verdict: Verdict, is_so: Callable[[Quantity], bool]
) -> list[Claim]:
    settled = (c.verdict == "missing" and is_so(c.quantity) for c in claims)
    return [Claim(c.quantity, verdict) if so else c for c, so in zip(claims, settled, strict=True)]


def _unstated(figures: Sequence[Figure], near: Sequence[Quantity]) -> list[Figure]:
    """Return the figures that state none of some quantities; with a great many as `_moved`."""
    if len(near) > _MANY:
        values = {value for quantity in near for value in quantity.readings}
        return [figure for figure in figures if figure.value not in values]
    return FigureIndex(figures).unstated(near)


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
    # Without a ratio in the source «12 times» counts: 12次.
    counted = None if any(_family(c.quantity) == "ratio" for c in claims) else "count"
    result = list(claims)
    for family in ("percent", "amount", "count"):
        absent = [
            place
            for place, claim in enumerate(claims)
            if claim.verdict == "missing"
            and _family(claim.quantity) == family
            and claim.quantity.tier <= 2
        ]
        spare = [
            figure
            for figure in unclaimed
            if figure not in shifted
            and (_family(figure) == family or (figure.kind == "multiple" and family == counted))
        ]
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
