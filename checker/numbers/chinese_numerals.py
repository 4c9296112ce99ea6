"""Chinese numerals to exact values: 一万五千亿, 1亿3000万, 三万五, 二〇二四, 一点六亿.

A numeral is read by its last highest unit: the part before 亿 counts hundred millions, what
follows it is smaller; then the same with 万; what remains is a section of 千 百 十 and a digit.
万亿 is therefore 10^12 without being a unit of its own. Arithmetic is exact (`Fraction`).
"""

from __future__ import annotations

import functools
import re
from fractions import Fraction

__all__ = [
    "BIG_UNITS",
    "DIGITS",
    "ONE_TO_NINE",
    "SMALL_UNITS",
    "canonical",
    "numeral_readings",
    "parse_numeral",
]

DIGITS: dict[str, int] = {
    "零": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
ONE_TO_NINE = "".join(sign for sign, n in DIGITS.items() if n and sign != "两")
"""The digits that count items, in order."""
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": 20, "卅": 30, "卌": 40}
BIG_UNITS: dict[str, int] = {"亿": 10**8, "万": 10**4}

# One character for one character, so that offsets stay those of the original text. The full-width
# comma becomes 、 and not ",": between two numbers it lists, it does not group thousands.
_CANONICAL = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
        **dict(zip("〇○壹贰叁肆伍陆柒捌玖拾佰仟", "零零一二三四五六七八九十百千", strict=True)),
        **dict(zip("貳參叄陸俩仨兩萬億點個餘幾來", "二三三六两三两万亿点个余几来", strict=True)),
        **dict(zip("倍約過週號歲時後數圓幣鎊", "倍约过周号岁时后数圆币镑", strict=True)),
        "，": "、",
        "\u3000": " ",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        # Enclosed and raised figures are list marks and exponents, not numbers.
        **{chr(code): "\ufffc" for code in (0xB2, 0xB3, 0xB9, *range(0x2460, 0x249C))},
        **{chr(code): "\ufffc" for code in (*range(0x2776, 0x2794), *range(0x3220, 0x322A))},
    }
)

_LONGEST = 40
"""Characters; a longer run of numerals is a code or noise, and would cost quadratic time."""

_FIGURES = re.compile(r"\d{1,3}(?:[, 、]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
# A full-width comma groups thousands among full-width figures, before 000, before a unit.
_GROUPED = re.compile(
    r"(?<![\d.,，])(?:[０-９]{1,3}(?:，[０-９]{3})+(?!\d)|[0-9]{1,3}(?:，[0-9]{3})*，000(?!\d)"
    r"|[1-9](?:，[0-9]{3})+(?=[多余]?[万亿]?(?:[美欧日]?元|人|名|家|户|吨|米|公里|千米|件|辆|台|亩|公顷)))"
)
_DIGIT_STRING = re.compile("[零一二三四五六七八九]{2,}")
_DECIMAL = re.compile("([^点万亿]*)点([零一二三四五六七八九]+)([十百千万亿]*)")
_SECTION_TOKEN = re.compile(r"\d+(?:\.\d+)?|[零一二两三四五六七八九十百千廿卅卌]")


def canonical(text: str) -> str:
    """Return the text with widths and character variants unified, character by character."""
    grouped = _GROUPED.sub(lambda match: match.group().replace("，", ","), text)
    return grouped.translate(_CANONICAL)


def parse_numeral(text: str) -> Fraction | None:
    """Return the likeliest value of a Chinese numeral (Han, figures or both).

    Returns:
        The value, or None where the text is not one numeral. 一百二 is 120 and 三万五 is 35,000, as
        spoken; a digit string such as 二〇二四 is read digit by digit.
    """
    readings = numeral_readings(canonical(text.strip()))
    return readings[0] if readings else None


@functools.lru_cache(maxsize=4096)
def numeral_readings(text: str) -> tuple[Fraction, ...]:
    """Return all values of a canonical numeral, the likeliest first; empty if it is none.

    13万2 is 132,000 as spoken and 130,002 as written; both are returned.
    """
    if not text or len(text) > _LONGEST:
        return ()
    if _FIGURES.fullmatch(text):
        return (Fraction(re.sub("[, 、]", "", text)),)
    if _DIGIT_STRING.fullmatch(text):
        return (Fraction(int("".join(str(DIGITS[ch]) for ch in text))),)
    decimal = _DECIMAL.fullmatch(text)
    if decimal:
        return _decimal(*decimal.groups())
    return _unique(_by_big_unit(text))


def _unique(values: list[Fraction]) -> tuple[Fraction, ...]:
    return tuple(dict.fromkeys(values))


def _decimal(whole: str, digits: str, units: str) -> tuple[Fraction, ...]:
    """Read 一点六亿 as (1 + 6/10) × 10^8."""
    wholes = numeral_readings(whole)
    if not wholes:
        return ()
    scale = 1
    for unit in units:
        scale *= BIG_UNITS.get(unit) or SMALL_UNITS[unit]
    places = Fraction(int("".join(str(DIGITS[ch]) for ch in digits)), 10 ** len(digits))
    return tuple((value + places) * scale for value in wholes)


def _by_big_unit(text: str) -> list[Fraction]:
    for unit, size in BIG_UNITS.items():
        place = text.rfind(unit)
        if place < 0:
            continue
        left, right = text[:place], text[place + 1 :]
        heads = _head(left, right)
        tails = _tail(right, size)
        return [head * size + tail for tail in tails for head in heads]
    return _section(text)


def _head(left: str, right: str) -> list[Fraction]:
    """Read what counts the unit; nothing counts it in 万亿 or 亿元, which is one of it."""
    if left:
        return list(numeral_readings(left))
    return [] if right else [Fraction(1)]


def _tail(text: str, size: int) -> list[Fraction]:
    """Read what follows a 万 or 亿 of the given size; it must be smaller than the unit."""
    if not text:
        return [Fraction(0)]
    bare = text.lstrip("零")
    if bare != text:
        values = list(numeral_readings(bare)) if bare else []
    elif bare in DIGITS:
        values = [Fraction(DIGITS[bare] * size, 10)]
    elif bare.isascii() and bare.isdigit():
        width = len(str(size)) - 1
        values = [Fraction(int(bare) * size, 10 ** len(bare))] if len(bare) < width else []
        values.append(Fraction(int(bare)))
    elif size == BIG_UNITS["亿"] and re.fullmatch("[一二两三四五六七八九1-9]千", bare):
        literal = numeral_readings(bare)[0]
        values = [literal * BIG_UNITS["万"], literal]
    else:
        values = list(numeral_readings(bare))
    return [value for value in values if value < size]


def _section(text: str) -> list[Fraction]:
    """Read a numeral below 万: 三千五百二十, 三千零五, 5千4百, 一百二, 廿五."""
    tokens = _SECTION_TOKEN.findall(text)
    if "".join(tokens) != text:
        return []
    total, last_unit = Fraction(0), 10**4
    coefficient: Fraction | None = None
    zero = False
    for place, token in enumerate(tokens):
        if token in SMALL_UNITS or token in _TENS:
            unit = 10 if token in _TENS else SMALL_UNITS[token]
            if token in _TENS:
                if coefficient is not None:
                    return []
                coefficient = Fraction(_TENS[token] // 10)
            if unit >= last_unit or (coefficient is None and place and unit > 10):
                return []
            total += (1 if coefficient is None else coefficient) * unit
            last_unit, coefficient, zero = unit, None, False
        elif coefficient is not None:
            return []
        elif token == "零":
            zero = True
        else:
            coefficient = Fraction(DIGITS[token]) if token in DIGITS else Fraction(token)
            if place and coefficient >= 10:
                return []
    return _finish_section(total, last_unit, coefficient, zero, tokens)


def _finish_section(
    total: Fraction, last_unit: int, coefficient: Fraction | None, zero: bool, tokens: list[str]
) -> list[Fraction]:
    """Place the last digit: after 百 or 千 without 零 it counts the next lower unit."""
    if coefficient is None:
        if zero:
            return [Fraction(0)] if tokens == ["零"] else []
        return [total]
    if zero or last_unit in (10, 10**4):
        return [total + coefficient]
    spoken = total + coefficient * Fraction(last_unit, 10)
    return [spoken, total + coefficient] if tokens[-1].isascii() else [spoken]
