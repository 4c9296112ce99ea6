"""What a Chinese numeral counts: kind, unit, and how surely it is a number at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from checker.numbers.chinese_lexicon import APPROX_AFTER, APPROX_BEFORE, OPEN_END, PAST_NOON
from checker.numbers.chinese_numerals import DIGITS, numeral_readings
from checker.numbers.quantities import Kind, Tier
from checker.numbers.units import CHINESE_UNIT, chinese_unit_code, is_currency

__all__ = [
    "BARE_UNITS",
    "Numeral",
    "coefficient_of",
    "is_approximate",
    "kind_and_value",
    "room_after",
    "tier_of",
    "unit_after",
]

_KINDS: dict[str, Kind] = {
    "percent": "percent",
    "permille": "percent",
    "point": "percentage-point",
    "basis": "basis-point",
    "decade": "decade",
    "century": "century",
    "month": "month",
    "year": "year",
    "day": "day",
    "clock": "clock",
    "multiple": "multiple",
    "discount": "discount",
    "tenth": "tenth",
    "doubling": "doubling",
}
_SURE_KINDS: frozenset[Kind] = frozenset({
    "percent", "percentage-point", "basis-point", "multiple", "discount", "tenth", "doubling",
    "year",
})  # fmt: skip
BARE_UNITS = frozenset("百千万亿")
_DAY_LIKE = re.compile(r"(?:[1-9]|1[0-2])\.(?:[0-2]\d|3[01])")
_CENTURY_BEFORE = re.compile("(?:(?P<this>本世纪)|上个?世纪)$")
_HALF_AFTER = re.compile("(?:个|年|天|点|倍|小时|个月|公里|米|岁|周年|里|分钟|成|世纪|亩|斤|吨)半")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A numeral in place, before the words around it are read.

    Attributes:
        body: its figures, digits and units without fillers (500万 in 500多万).
        filled: 多, 余, 来 or 几 stood inside.
        opened: 多 or 余 did (500多万).
        guessed: 几 stood inside (十几万).
        paired: it names both ends of a guess (七八百).
    """

    start: int
    end: int
    body: str
    readings: tuple[Fraction, ...]
    filled: bool
    guessed: bool = False
    paired: bool = False
    opened: bool = False

    @property
    def has_figures(self) -> bool:
        """Whether it is written with figures, at least in part."""
        return any(ch.isdigit() for ch in self.body)


def kind_and_value(
    plain: str, numeral: Numeral, mark: re.Match[str] | None, name: str | None
) -> tuple[Kind, tuple[Fraction, ...], int]:
    """Return kind, readings and end of a numeral with the mark that follows it."""
    readings = numeral.readings
    half = _HALF_AFTER.match(plain, numeral.end)
    if half:
        readings = (readings[0] + Fraction(1, 2), *readings)
    if mark is None or name is None:
        return "plain", readings, numeral.end
    checked = _checked_kind(plain, numeral, mark, name)
    if checked is None:
        if name == "year" and re.fullmatch(r"\d\d", numeral.body):
            readings = (*readings, readings[0] + 2000, readings[0] + 1900)
        return "plain", readings, numeral.end
    if name == "permille":
        readings = tuple(value / 10 for value in readings)
    elif name == "tenth" and mark["extra"]:
        extra = "五" if mark["extra"] == "半" else mark["extra"]
        readings = (numeral.readings[0] + Fraction(DIGITS[extra], 10),)
    elif name == "discount" and numeral.readings[0] > 10:
        readings = (numeral.readings[0] / 10,)
    elif name == "decade" and readings[0] < 100:
        century = _CENTURY_BEFORE.search(plain[max(0, numeral.start - 6) : numeral.start])
        if century:
            readings = (readings[0] + (2000 if century["this"] else 1900),)
    elif name == "clock" and PAST_NOON.search(plain[max(0, numeral.start - 8) : numeral.start]):
        readings = (*readings, readings[0] + 12)
    return checked, readings, mark.end()


def _checked_kind(plain: str, numeral: Numeral, mark: re.Match[str], name: str) -> Kind | None:
    """Return the kind a mark gives, or None where value or context speak against it."""
    value, whole = numeral.readings[0], numeral.readings[0].denominator == 1
    before = plain[max(0, numeral.start - 3) : numeral.start]
    possible = {
        "year": whole
        and bool(re.fullmatch(rf"\d{{4}}|[{''.join(DIGITS)}]{{4}}", numeral.body))
        and 1000 <= value <= 2200,
        "month": whole and 1 <= value <= 12,
        "day": whole and 1 <= value <= 31 and (mark.group().strip() != "号" or "月" in before),
        "clock": whole and value <= 24 and _is_clock(plain, numeral, mark),
        "tenth": 0 < value <= 10 and not before.endswith("分"),
        "discount": 0 < value < 100,
        "doubling": whole and value <= 10 and "翻" in before,
        "decade": whole and value % 10 == 0,
        "century": whole and 0 < value <= 30 and not mark.group().startswith("个"),
    }.get(name, True)
    return _KINDS[name] if possible else None


def _is_clock(plain: str, numeral: Numeral, mark: re.Match[str]) -> bool:
    if mark.group().endswith("时"):
        return True
    after = plain[mark.end() : mark.end() + 2]
    if re.match(r"[钟半整]|一刻|三刻|\d|[零一二三四五][十五]?|左右|[多许前后,、。]|之前|以", after):
        return not re.match(r"\d+[%万亿]", plain[mark.end() : mark.end() + 6])
    return PAST_NOON.search(plain[max(0, numeral.start - 6) : numeral.start]) is not None


def unit_after(plain: str, end: int) -> str | None:
    """Return the code of the unit or currency that follows a numeral, 多 and 余 skipped."""
    place = end
    while place < len(plain) and plain[place] in " 多余来" and place < end + 2:
        place += 1
    match = CHINESE_UNIT.match(plain, place)
    return chinese_unit_code(match.group()) if match else None


_OPEN_KINDS: frozenset[Kind] = frozenset({
    "plain", "currency", "percent", "percentage-point", "multiple", "tenth",
})  # fmt: skip


def room_after(plain: str, numeral: Numeral, kind: Kind, end: int) -> Fraction:
    """Return what 多, 余 or 几 may add to a numeral: one of its last place, so 10 to 四十.

    Args:
        end: where the numeral ends with its mark, since 三成多 has 多 after it.

    Returns:
        0 where none of them follows.
    """
    opened = numeral.opened or OPEN_END.match(plain, numeral.end) or OPEN_END.match(plain, end)
    value = numeral.readings[0]
    if not opened or numeral.paired or kind not in _OPEN_KINDS or value.denominator != 1:
        return Fraction(0)
    if kind == "tenth":
        return Fraction(1)
    digits = str(value.numerator)
    return Fraction(10 ** (len(digits) - len(digits.rstrip("0"))) if value >= 10 else 0)


_TENS_AND_ONES = re.compile("[二三四五六七八九]十[一二三四五六七八九]")
# 六十三: no word contains it.
_TENS = re.compile("[二三四五六七八九]十")


def tier_of(numeral: Numeral, kind: Kind, unit: str | None, room: Fraction) -> Tier:
    """Judge how surely a numeral is a number; see `Quantity.tier`."""
    if numeral.paired or numeral.guessed or numeral.body[0] in BARE_UNITS:
        return 3
    if numeral.has_figures:
        # 3.15 and 9.11 are days people remember, as likely as decimals.
        return 3 if kind == "plain" and unit is None and _DAY_LIKE.fullmatch(numeral.body) else 1
    if any(ch in BARE_UNITS for ch in numeral.body):
        return 2
    if kind in _SURE_KINDS or _TENS_AND_ONES.fullmatch(numeral.body):
        return 2
    if room and _TENS.fullmatch(numeral.body):
        return 2  # 四十多个
    return 2 if is_currency(unit) and (unit != "CNY" or numeral.readings[0] >= 10) else 3


def coefficient_of(numeral: Numeral) -> Fraction | None:
    """Return the figure before the first 万 or 亿; None where there is none."""
    head = re.split("[万亿]", numeral.body, maxsplit=1)[0]
    if head == numeral.body or not head:
        return None
    readings = numeral_readings(head)
    return readings[0] if readings else None


def is_approximate(plain: str, start: int, end: int, numeral: Numeral) -> bool:
    """Whether a quantity is said to be near, above or below its value."""
    return (
        numeral.filled
        or numeral.paired
        or APPROX_BEFORE.search(plain[max(0, start - 5) : start]) is not None
        or APPROX_AFTER.match(plain, end) is not None
    )
