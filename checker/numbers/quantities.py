"""What the Chinese and the English reader hand to the matcher: quantities with offsets."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

__all__ = ["Figure", "Kind", "Quantity", "Tier"]

Kind = Literal[
    "plain",
    "currency",
    "percent",
    "percentage-point",
    "basis-point",
    "ordinal",
    "year",
    "month",
    "day",
    "clock",
    "decade",
    "century",
    "fraction",
    "multiple",
    "discount",
    "tenth",
    "doubling",
]

Tier = Literal[1, 2, 3]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number written in Chinese text.

    Attributes:
        start: offset into the text that was read (likewise `end`); the span covers the numeral and
            the mark that gives its kind (%, 个百分点, 年, 倍 …), not a unit or currency noun.
        text: the words of that span.
        readings: every value the numeral can stand for, the likeliest first; never empty. A
            percentage is its figure (3% is 3), a fraction its ratio, 折 and 成 the figure before
            the mark (八五折 is 8.5).
        tier: how surely it is a number: 1 written with figures, 2 a Han numeral with 百 千 万 亿 or
            an unmistakable mark, 3 anything that may as well be part of a word.
        approx: said to be near, above or below the value (近 约 逾 超 多 余 左右 …).
        unit: code of its unit or currency (see `units`), if one follows.
        big: written with 万 or 亿.
        coefficient: the figure before the first 万 or 亿 (1.6 in 1.6亿), where there is one.
        room: what 多, 余 or 几 may add, at most: 四十多 is 40 and less than 10 more; else 0.
    """

    start: int
    end: int
    text: str
    kind: Kind
    readings: tuple[Fraction, ...]
    tier: Tier
    approx: bool = False
    unit: str | None = None
    big: bool = False
    coefficient: Fraction | None = None
    room: Fraction = Fraction(0)

    @property
    def value(self) -> Fraction:
        """The likeliest value."""
        return self.readings[0]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number written in English text.

    Attributes:
        start: offset into the text that was read (likewise `end`); the span covers figures, number
            words and scale words (1.6 billion), not units.
        text: the words of that span.
        values: every value it can stand for, the likeliest first; never empty.
        kind: as for `Quantity`; a percentage is its figure, "doubled" is a multiple of 2.
        units: codes its unit or currency may stand for ("dollars" is several); empty if none.
        strong: an explicit count or amount. Weak ones ("one", "A380", "both") may explain a source
            number but are never called wrong.
        approx: "about", "nearly", "more than" … stands before it, or "or so" after.
        over: it is said to be exceeded ("more than", "over", "at least").
    """

    start: int
    end: int
    text: str
    values: tuple[Fraction, ...]
    kind: Kind = "plain"
    units: frozenset[str] = frozenset()
    strong: bool = True
    approx: bool = False
    over: bool = False

    @property
    def value(self) -> Fraction:
        """The likeliest value."""
        return self.values[0]
