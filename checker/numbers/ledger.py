"""Which English figures state which source numbers of a pair, worked out once for all rules.

Trying each number with each takes quadratic time, which a table of thousands shows. Here figures
are looked up by value: `possible_values` (where a stating figure must lie) narrows the search, and
`explains` decides.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from checker.numbers.chinese import find_quantities
from checker.numbers.english import find_figures
from checker.numbers.equivalence import close, explains, significant_digits
from checker.numbers.possible import Stretch, as_float, clock_parts, possible_values, rounded
from checker.numbers.quantities import Figure, Quantity

__all__ = ["FigureIndex", "Ledger", "ledger", "reach"]

_REACH = 100
"""Figures on either side of the corresponding place that may state a number; chosen, a bound on
work: texts with fewer are compared all with all."""
_FEW = 12
"""Figures; so many are quicker tried than looked up. Chosen, decides no result."""


def reach(start: int, source_length: int, count: int) -> range:
    """Return which of `count` figures to compare with a number at `start`: mostly all of them.

    Where a segment has more than 200 (a table without line breaks), only the 200 around the
    corresponding place are: what stands a hundred numbers away is another cell.
    """
    if count <= 2 * _REACH:
        return range(count)
    centre = count * start // max(1, source_length)
    return range(max(0, centre - _REACH), min(count, centre + _REACH))


class FigureIndex:
    """The figures of a text by value. Figures alike but for their place share a shape."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self.figures = figures
        self.shapes: list[int] = list(range(len(figures)))
        self._models: list[Figure] = list(figures)
        self._places: list[list[int]] = [[place] for place in self.shapes]
        self._known: dict[object, list[int]] = {}
        if len(figures) > _FEW:
            self._group()

    def _group(self) -> None:
        """Give figures alike one shape, since a table may repeat one figure thousands of times."""
        groups: dict[object, list[int]] = {}
        for place, figure in enumerate(self.figures):
            key = (figure.values, figure.kind, figure.units, figure.approx, figure.over)
            groups.setdefault(key, []).append(place)
        self._places = list(groups.values())
        self._models = [self.figures[places[0]] for places in self._places]
        for shape, places in enumerate(self._places):
            for place in places:
                self.shapes[place] = shape

    @functools.cached_property
    def _by_digits(self) -> list[tuple[int, list[float], list[int]]]:
        """For each number of significant digits: values in order, and the shapes they are of."""
        groups: dict[int, list[tuple[float, int]]] = {}
        for shape, figure in enumerate(self._models):
            for value in figure.values:
                digits = len(significant_digits(value))
                groups.setdefault(digits, []).append((as_float(value), shape))
        found = []
        for digits, rows in groups.items():
            rows.sort()
            found.append((digits, [value for value, _ in rows], [shape for _, shape in rows]))
        return found

    @functools.cached_property
    def by_value(self) -> dict[Fraction, list[int]]:
        """The shapes of the figures that can have each value."""
        found: dict[Fraction, list[int]] = {}
        for shape, figure in enumerate(self._models):
            for value in dict.fromkeys(figure.values):
                found.setdefault(value, []).append(shape)
        return found

    @functools.cached_property
    def _by_part(self) -> dict[Fraction, list[int]]:
        """Shapes by hour, minute and last two figures of a year."""
        found: dict[Fraction, list[int]] = {}
        for shape, figure in enumerate(self._models):
            for part in {part for value in figure.values for part in clock_parts(value)}:
                found.setdefault(part, []).append(shape)
        return found

    def _within(self, stretches: Iterable[Stretch]) -> Iterator[int]:
        for low, high, most in stretches:
            for digits, values, shapes in self._by_digits:
                if digits <= most:
                    yield from shapes[bisect_left(values, low) : bisect_right(values, high)]

    def stating_shapes(self, quantity: Quantity) -> list[int]:
        """Return the shapes of the figures that state a quantity, wherever they stand."""
        if len(self.figures) <= _FEW:
            return self._explaining(quantity, range(len(self._models)))
        key = (quantity.kind, quantity.readings, quantity.unit, quantity.approx, quantity.room)
        if key not in self._known:
            shapes = set(self._within(possible_values(quantity)))
            if quantity.kind in ("clock", "decade"):
                for value in quantity.readings:
                    shapes.update(self._by_part.get(value, ()), self._by_part.get(value % 100, ()))
            self._known[key] = self._explaining(quantity, shapes)
        return self._known[key]

    def _explaining(self, quantity: Quantity, shapes: Iterable[int]) -> list[int]:
        return [shape for shape in shapes if explains(quantity, self._models[shape])]

    def rounded_shapes(self, quantity: Quantity) -> list[int]:
        """Return the shapes of the figures with a quantity's value, whatever their unit."""
        near: Iterable[int] = range(len(self._models))
        if len(self.figures) > _FEW:
            near = set(self._within(s for value in quantity.readings for s in rounded(value)))
        return [
            shape
            for shape in near
            if any(
                close(wanted, value, approx=False)
                for wanted in quantity.readings
                for value in self._models[shape].values
            )
        ]

    def unstated(self, quantities: Iterable[Quantity]) -> list[Figure]:
        """Return the figures that state none of some quantities."""
        stating = {shape for quantity in quantities for shape in self.stating_shapes(quantity)}
        rows = zip(self.figures, self.shapes, strict=True)
        return [figure for figure, shape in rows if shape not in stating]

    def places(self, shapes: Iterable[int], within: range) -> list[int]:
        """Return where figures of some shapes stand, in order."""
        found = []
        for shape in shapes:
            places = self._places[shape]
            found += places[bisect_left(places, within.start) : bisect_left(places, within.stop)]
        return sorted(found)


class Ledger:
    """The numbers of a pair and what states them; both are named by their place."""

    def __init__(
        self, quantities: Sequence[Quantity], figures: Sequence[Figure], source_length: int
    ) -> None:
        self.quantities = quantities
        self.figures = figures
        self.index = FigureIndex(figures)
        self._length = source_length

    def reach(self, quantity: Quantity) -> range:
        """Return the places of the figures to compare a quantity with."""
        return reach(quantity.start, self._length, len(self.figures))

    def stating(self, place: int) -> list[int]:
        """Return the places of the figures that state a quantity, in its reach."""
        quantity = self.quantities[place]
        return self.index.places(self.index.stating_shapes(quantity), self.reach(quantity))

    def closest(self, place: int) -> list[int]:
        """Return the same, less what an open count only might mean and another number does mean.

        For 10万多 that is 120,000, if 100,000 is there as well or if 12万 is.
        """
        found = self.stating(place)
        if not self.quantities[place].room:
            return found
        closed = set(self.index.stating_shapes(_closed(self.quantities[place])))
        shapes = self.index.shapes
        strict = [at for at in found if shapes[at] in closed]
        return strict or [at for at in found if shapes[at] not in self._meant]

    @functools.cached_property
    def _meant(self) -> set[int]:
        """The shapes of the figures that state a number without what 多 leaves open."""
        return {
            shape
            for quantity in self.quantities
            for shape in self.index.stating_shapes(_closed(quantity))
        }

    def exact(self, quantity: Quantity) -> list[int]:
        """Return the places of the figures in reach that have the very value of a quantity."""
        return self.index.places(self.index.by_value.get(quantity.value, ()), self.reach(quantity))

    @functools.cached_property
    def sums(self) -> dict[Fraction, list[int]]:
        """The places of figures that add up with the next one, by the sum."""
        found: dict[Fraction, list[int]] = {}
        for place, (first, second) in enumerate(pairwise(self.figures)):
            if 0 <= second.start - first.end <= 5 and first.value > second.value:
                found.setdefault(first.value + second.value, []).append(place)
        return found

    @functools.cached_property
    def _stated(self) -> list[list[int]]:
        """For each shape of figure, the places of up to two quantities that it states."""
        found: list[list[int]] = [[] for _ in self.index.shapes]
        for place, quantity in enumerate(self.quantities):
            for shape in self.index.stating_shapes(quantity):
                if len(found[shape]) < 2:
                    found[shape].append(place)
        return found

    def is_stating(self, figure: int) -> bool:
        """Whether a figure states any quantity of the source."""
        return bool(self._stated[self.index.shapes[figure]])

    def stated_otherwise(self, figure: int, quantity: int) -> bool:
        """Whether a figure states another quantity than this one."""
        return any(place != quantity for place in self._stated[self.index.shapes[figure]])


def _closed(quantity: Quantity) -> Quantity:
    return replace(quantity, room=Fraction(0)) if quantity.room else quantity


@functools.lru_cache(maxsize=8)
def ledger(source: str, target: str) -> Ledger:
    """Return the ledger of a pair of texts."""
    return Ledger(find_quantities(source), find_figures(target), len(source))
