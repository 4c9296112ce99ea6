"""The numeral parser against an independent generator that writes numerals from integers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.numbers.chinese_numerals import canonical, numeral_readings, parse_numeral

DIGITS = "零一二三四五六七八九"


def below_wan(n: int) -> str:
    """Write 1 to 9,999 place by place, one 零 for each run of empty places inside."""
    text, gap = "", False
    for power, unit in ((3, "千"), (2, "百"), (1, "十"), (0, "")):
        digit = n // 10**power % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + unit
            gap = False
        else:
            gap = True
    return text


def strict(n: int) -> str:
    """Write an integer up to 10^16 as a bank would, with every unit and 零."""
    if n == 0:
        return "零"
    for size, unit in ((10**8, "亿"), (10**4, "万")):
        if n >= size:
            rest = n % size
            joint = "零" if 0 < rest < size // 10 else ""
            return strict(n // size) + unit + (joint + strict(rest) if rest else "")
    return below_wan(n)


def spoken(n: int) -> Iterator[str]:
    """Write an integer the other ways people do."""
    full = strict(n)
    yield re.sub("^一十", "十", full)
    yield re.sub("二(?=[千万亿])", "两", full)
    yield re.sub("(?<![十零])二(?=百)", "两", full)
    short = re.sub("(?<=[^零]百)([一二三四五六七八九])十$", r"\1", full)
    short = re.sub("(?<=千)([一二三四五六七八九])百$", r"\1", short)
    short = re.sub("(?<=万)([一二三四五六七八九])千$", r"\1", short)
    yield re.sub("(?<=亿)([一二三四五六七八九])千万$", r"\1", short)
    yield full.replace("零", "〇")
    yield full.translate(str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟"))
    yield full.translate(str.maketrans("万亿", "萬億"))


def mixed(n: int) -> Iterator[str]:
    """Write an integer with figures and big units."""
    yield str(n)
    yield f"{n:,}"
    yi, wan, rest = n // 10**8, n // 10**4 % 10**4, n % 10**4
    if rest == 0 and n:
        yield f"{n // 10**4}万"
        yield (f"{yi}亿" if yi else "") + (f"{wan}万" if wan else "")
    if yi and n % 10**6 == 0:
        yield f"{yi}.{n % 10**8 // 10**6:02d}亿"
        yield f"{yi} 亿".replace(" ", "") if n % 10**8 == 0 else f"{n // 10**6 / 100:.2f}亿"


SPARSE = st.builds(
    lambda groups: sum(g * 10 ** (4 * k) for k, g in enumerate(groups)),
    st.lists(
        st.sampled_from([0, 0, 1, 2, 10, 12, 20, 100, 102, 120, 1000, 1002, 2200, 5000, 9999])
        | st.integers(0, 9999),
        min_size=4,
        max_size=4,
    ),
)
NUMBERS = SPARSE | st.integers(0, 10**16) | st.integers(0, 10**6)


@given(NUMBERS)
def test_strict_numerals(n: int) -> None:
    assert parse_numeral(strict(n)) == n


@given(NUMBERS)
def test_spoken_numerals(n: int) -> None:
    for form in spoken(n):
        assert n in numeral_readings(canonical(form)), form
        assert parse_numeral(form) == n, form


@given(st.integers(0, 10**13))
def test_numerals_with_figures(n: int) -> None:
    for form in mixed(n):
        assert parse_numeral(form) == n, form


@given(NUMBERS, st.integers(1, 9999))
def test_decimals(n: int, places: int) -> None:
    digits = str(places)
    whole = n % 10**4
    value = whole + Fraction(places, 10 ** len(digits))
    written = "".join(DIGITS[int(ch)] for ch in digits)
    assert parse_numeral(f"{strict(whole)}点{written}") == value
    assert parse_numeral(f"{strict(whole)}点{written}亿") == value * 10**8
    assert parse_numeral(f"{whole}.{digits}万亿") == value * 10**12


@given(st.integers(1000, 9999))
def test_years_digit_by_digit(year: int) -> None:
    assert parse_numeral("".join(DIGITS[int(ch)] for ch in str(year))) == year


@given(
    st.text(alphabet="零〇一二两三九十百千万亿点廿1250.,、 多个", max_size=14)
    | st.text(max_size=30)
)
def test_any_text_gives_a_value_or_none(text: str) -> None:
    value = parse_numeral(text)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一万亿", 10**12),
        ("万亿", 10**12),
        ("一亿亿", 10**16),
        ("三百二十万亿", 320 * 10**12),
        ("廿五", 25),
        ("卅", 30),
        ("百二十", 120),
        ("一百十五", 115),
        ("６万", 60_000),
        ("8万4千", 84_000),
        ("3万4603", 34_603),
        ("2百万", 2_000_000),
        ("６．５亿", 650_000_000),
        ("4.6千万", 46_000_000),
    ],
)
def test_values(text: str, value: int) -> None:
    assert parse_numeral(text) == value


@pytest.mark.parametrize(
    "text",
    ["", "元", "万一", "百千", "一百零", "十百", "三千四千", "一二十", "点五", "1.2.3", "一" * 50],
)
def test_what_is_no_numeral(text: str) -> None:
    assert parse_numeral(text) is None


def test_ambiguous_numerals_have_both_readings() -> None:
    assert numeral_readings("17万3") == (Fraction(173_000), Fraction(170_003))
    assert set(numeral_readings("一亿五千")) == {150_000_000, 100_005_000}


def test_values_are_exact() -> None:
    assert parse_numeral("18.7亿") == 1_870_000_000
    assert parse_numeral("0.57万") == Fraction(5700)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("３，５００元", "3,500元"),
        ("人口1，400，000。", "人口1,400,000。"),
        ("他有3，500元。", "他有3,500元。"),
        ("分别为12，345，678", "分别为12、345、678"),  # a list
        ("第1，200个", "第1、200个"),
    ],
)
def test_a_full_width_comma_groups_thousands_only_where_it_is_sure(text, plain):
    assert canonical(text) == plain and len(plain) == len(text)
