"""Finds the numbers of a Chinese text: exact value, kind, unit, and how sure it is a number."""

from __future__ import annotations

import bisect
import functools
import re
from dataclasses import replace

from checker.numbers.chinese_kinds import (
    BARE_UNITS,
    Numeral,
    coefficient_of,
    is_approximate,
    kind_and_value,
    room_after,
    tier_of,
    unit_after,
)
from checker.numbers.chinese_lexicon import COUNTED_NOUN, LEXICAL, MARK, SCAN, VAGUE_BEFORE
from checker.numbers.chinese_numerals import DIGITS, canonical, numeral_readings, parse_numeral
from checker.numbers.chinese_ranges import distribute_units
from checker.numbers.quantities import Quantity
from checker.numbers.units import CHINESE_UNIT, is_currency

__all__ = ["find_quantities", "parse_numeral"]

_FILLER = re.compile("[ 多余来几个]")
_PAIR = re.compile("(?:一两|一二|二三|两三|三四|四五|五六|六七|七八|八九|三五)")


@functools.lru_cache(maxsize=1024)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the numbers of a Chinese text, left to right, with offsets into that text.

    Codes (5G, C919), vague amounts (数十, 几百万, 上万) and words that merely contain a numeral
    (一带一路, 三亚, 千万别) are left out.
    """
    plain = canonical(text)
    stops = [match.span() for match in LEXICAL.finditer(plain)]
    stop_starts = [start for start, _ in stops]
    found: list[Quantity] = []
    for match in SCAN.finditer(plain):
        if found and match.start() < found[-1].end:
            continue  # the 五 of 三成五
        stop = bisect.bisect_right(stop_starts, match.start()) - 1
        if stop >= 0 and match.start() < stops[stop][1]:
            continue
        quantity = _fraction(plain, match) if match["denominator"] else _number(plain, match)
        if quantity is not None:
            found.append(quantity)
    return tuple(
        replace(quantity, text=text[quantity.start : quantity.end])
        for quantity in distribute_units(plain, found)
    )


def _read(start: int, end: int, raw: str) -> Numeral | None:
    """Value a numeral; two neighbouring digits (七八百, 三五万) are both ends of a guess."""
    body = _FILLER.sub("", raw) if _FILLER.search(raw) else raw
    filled, guessed = any(ch in raw for ch in "多余来几"), "几" in raw
    pair = _PAIR.search(body)
    if pair and not any(ch.isdigit() for ch in body) and not _is_digit_string(body):
        low = numeral_readings(body[: pair.start() + 1] + body[pair.end() :])
        high = numeral_readings(body[: pair.start()] + body[pair.end() - 1 :])
        if low and high:
            return Numeral(start, end, body, (low[0], high[0]), filled, guessed, paired=True)
    readings = numeral_readings(body) or numeral_readings(raw)
    opened = "多" in raw or "余" in raw
    return Numeral(start, end, body, readings, filled, guessed, opened=opened) if readings else None


def _is_digit_string(body: str) -> bool:
    return len(body) > 2 and all(ch in DIGITS for ch in body)


def _fraction(plain: str, match: re.Match[str]) -> Quantity | None:
    """Read X分之Y as Y/X, and as a percentage where X is 100, 1,000 or 10,000."""
    below = _read(match.start("denominator"), match.end("denominator"), match["denominator"])
    above = _read(match.start("numerator"), match.end("numerator"), match["numerator"])
    if below is None or above is None or below.readings[0] == 0:
        return None
    ratio = above.readings[0] / below.readings[0]
    percent = below.body in ("百", "千", "万", "100", "1000", "10000")
    return Quantity(
        start=match.start(),
        end=match.end(),
        text=match.group(),
        kind="percent" if percent else "fraction",
        readings=(ratio * 100 if percent else ratio,),
        # 百分之百 is as often "fully".
        tier=1 if above.has_figures else 3 if above.body == "百" else 2,
        approx=is_approximate(plain, match.start(), match.end(), above),
    )


def _number(plain: str, match: re.Match[str]) -> Quantity | None:
    numeral = _read(match.start(), match.end(), match.group())
    if numeral is None or _is_code(plain, numeral):
        return None
    if not _is_counted(plain, numeral) or (len(numeral.body) > 1 and not numeral.readings[0]):
        return None
    mark = MARK.match(plain, numeral.end)
    name = mark.lastgroup if mark else None
    if mark and mark["tenth"]:
        name = "tenth"
    kind, readings, end = kind_and_value(plain, numeral, mark, name)
    unit = unit_after(plain, numeral.end) if kind == "plain" or kind == "year" else None
    if kind == "plain" and is_currency(unit):
        kind = "currency"
    if kind == "plain" and plain[max(0, numeral.start - 1) : numeral.start] == "第":
        kind = "ordinal"
    if kind == "plain" and unit is None and _is_bare_year(plain, numeral):
        kind = "year"
    room = room_after(plain, numeral, kind, end)
    return Quantity(
        start=numeral.start,
        end=end,
        text=plain[numeral.start : end],
        kind=kind,
        readings=readings,
        tier=tier_of(numeral, kind, unit, room),
        approx=is_approximate(plain, numeral.start, end, numeral),
        unit=unit,
        big="万" in numeral.body or "亿" in numeral.body,
        coefficient=coefficient_of(numeral),
        room=room,
    )


def _is_code(plain: str, numeral: Numeral) -> bool:
    """Whether figures belong to a name such as 5G, C919, F-35, 4S店, 80后, 3.2.1."""
    if not numeral.has_figures:
        return False
    before = plain[max(0, numeral.start - 2) : numeral.start]
    after = plain[numeral.end : numeral.end + 2]
    if re.search(r"[A-Za-z]-$|\d[.]$", before) or re.match(r"[.]\d", after):
        return True
    if re.match(r"[A-Za-z]|-[A-Za-z]", after):
        return CHINESE_UNIT.match(plain, numeral.end) is None
    return len(numeral.body) == 2 and after[:1] == "后" and numeral.body[1] in "05"


def _is_bare_year(plain: str, numeral: Numeral) -> bool:
    """Whether four figures that count nothing are a year: 2019中网, 2020-07-26."""
    return (
        re.fullmatch(r"(?:19|20)\d\d", numeral.body) is not None
        and COUNTED_NOUN.match(plain, numeral.end) is None
    )


def _is_counted(plain: str, numeral: Numeral) -> bool:
    """Whether a numeral states a figure: 十万 and a counted 百万 do, 数十万 and 千里 do not."""
    before = plain[max(0, numeral.start - 2) : numeral.start]
    if numeral.body[0] == "十":
        return not before.endswith(("几", "数", "数以"))
    if numeral.body[0] not in BARE_UNITS:
        return True
    if VAGUE_BEFORE.search(before):
        return False
    return len(numeral.body) > 1 and COUNTED_NOUN.match(plain, numeral.end) is not None
