"""Figures that went wrong on the way from 万 and 亿 to thousand, million and billion."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from checker.evaluation.defects.records import CleanPair, GarbledSpan, Injection, apply_edits

__all__ = ["digit_slip", "divide_by_ten", "multiply_by_ten"]

_CHINESE = re.compile(r"(\d+(?:\.\d+)?)\s*[多余]?\s*(万亿|千亿|百亿|十亿|千万|百万|十万|亿|万)")
_CHINESE_SCALE = {
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
    "亿": 10**8,
    "万": 10**4,
}
"""What each word means; the injector keeps its own tables."""
_ROUGH_BEFORE = re.compile(r"(?:近|约|超|超过|逾|达到|至少|不足|接近|高达)\s*$")
_ROUGH_INSIDE = re.compile("[多余]")
_ROUGH_AFTER = re.compile(r"多|余|至|到|[-—~～]|[^，。；]{0,4}(?:左右|上下|以上|以下)")
_ENGLISH = re.compile(
    r"(?<![\w.,])(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:\s(thousand|million|billion|trillion)\b)?"
    r"(?![\w]|[.,]\d)"
)
_ENGLISH_SCALE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
"""Likewise."""


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of the target whose value the source states in 万 or 亿.

    Attributes:
        exact: the source does not say “nearly”, “more than” or the like, so that another digit in
            the same place is wrong beyond doubt.
    """

    start: int
    end: int  # of the digits, without the scale word
    whole_end: int
    digits: str
    scaled: bool
    source: GarbledSpan
    exact: bool

    @property
    def number(self) -> Decimal:
        return Decimal(self.digits.replace(",", ""))


def multiply_by_ten(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Makes one figure ten times too large."""
    return _rewrite(pair, rng, lambda figure: _formatted(figure, figure.number * 10))


def divide_by_ten(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Makes one figure ten times too small; a plain figure stays whole."""
    return _rewrite(pair, rng, lambda figure: _formatted(figure, figure.number / 10))


def digit_slip(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Changes one digit of one exact figure, or swaps two neighbours."""
    return _rewrite(
        pair, rng, lambda figure: _slipped(figure.digits, rng) if figure.exact else None
    )


def _rewrite(
    pair: CleanPair, rng: random.Random, change: Callable[[_Figure], str | None]
) -> Injection | None:
    choices = [(figure, new) for figure in _figures(pair) if (new := change(figure)) is not None]
    if not choices:
        return None
    figure, new = rng.choice(choices)
    target, edits = apply_edits(pair.target, [(figure.start, figure.end, new)])
    end = figure.whole_end + len(new) - (figure.end - figure.start)
    span = GarbledSpan("target", figure.start, end)
    return Injection(pair.source, target, pair.target, edits, (span,), (figure.source,))


def _figures(pair: CleanPair) -> list[_Figure]:
    values = {
        Decimal(match[1]) * _CHINESE_SCALE[match[2]]: match
        for match in _CHINESE.finditer(pair.source)
    }
    figures = []
    for match in _ENGLISH.finditer(pair.target):
        digits = match[1] + (match[2] or "")
        value = Decimal(digits.replace(",", "")) * _ENGLISH_SCALE.get(match[3], 1)
        if value in values:
            stated = values[value]
            figures.append(
                _Figure(
                    start=match.start(),
                    end=match.start() + len(digits),
                    whole_end=match.end(),
                    digits=digits,
                    scaled=match[3] is not None,
                    source=GarbledSpan("source", stated.start(), stated.end()),
                    exact=_is_exact(pair.source, stated),
                )
            )
    return figures


def _is_exact(source: str, stated: re.Match[str]) -> bool:
    before, after = source[: stated.start()], source[stated.end() :]
    return not (
        _ROUGH_BEFORE.search(before)
        or _ROUGH_INSIDE.search(stated.group())
        or _ROUGH_AFTER.match(after)
    )


def _formatted(figure: _Figure, number: Decimal) -> str | None:
    if number != number.to_integral_value() and not figure.scaled:
        return None
    text = f"{number.normalize():f}"
    whole, _, rest = text.partition(".")
    if len(whole) > 4 or "," in figure.digits:
        whole = f"{int(whole):,}"
    return f"{whole}.{rest}" if rest else whole


def _slipped(digits: str, rng: random.Random) -> str:
    places = [place for place, ch in enumerate(digits) if ch.isdigit()]
    swaps = [
        (a, b)
        for a, b in pairwise(places)
        if digits[a] != digits[b] and not (a == 0 and digits[b] == "0")
    ]
    letters = list(digits)
    if swaps and rng.random() < 0.5:
        a, b = rng.choice(swaps)
        letters[a], letters[b] = letters[b], letters[a]
    else:
        place = rng.choice(places)
        low = 1 if place == 0 else 0
        letters[place] = rng.choice([d for d in "0123456789"[low:] if d != digits[place]])
    return "".join(letters)
