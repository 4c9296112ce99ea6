"""When two numbers are the same, and what becomes of each source number of a pair."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.checks.base import Context
from checker.checks.numbers.assessment import assess
from checker.numbers.claims import Claim
from checker.numbers.equivalence import close, power_of_ten, significant_digits
from checker.numbers.units import UNITS, conversion, english_unit_name
from checker.numbers.wording import english_amount, figures, times
from checker.records import SegmentPair
from tests.growth import LINEAR, TIMES, growth

F = Fraction


@pytest.mark.parametrize(
    ("source", "target", "approx", "same"),
    [
        (64_000, 64_000, False, True),
        (12_305_000_000, 12_300_000_000, False, True),  # rounded, 0.04 % off
        (1_368_000_000, 1_400_000_000, False, True),  # rounded to two digits, 2.3 % off
        (16_800, 17_000, True, True),  # "nearly"
        (16_800, 17_500, False, False),  # not rounder than the source
        (2016, 2017, False, False),
        (2016, 2010, False, True),
        (F("5.23"), F("5.2"), False, True),
        (F("5.2"), 52, False, False),
        (88_470_000, 82_470_000, False, False),
        (0, 0, False, True),
        (0, 1, True, False),
    ],
)
def test_close(source: Fraction, target: Fraction, approx: bool, same: bool) -> None:
    assert close(F(source), F(target), approx=approx) is same


@pytest.mark.parametrize(
    ("source", "target", "factor"),
    [
        (160_000_000, 1_600_000_000, 10),
        (7100, 710_000, 100),
        (1_500_000_000_000, 1_500_000_000, F(1, 1000)),
        (5, 5, None),
        (5, 51, None),
        (5_465_200, 54_600_000, 10),  # rounded besides
        (3, 31, None),
        (0, 10, None),
    ],
)
def test_power_of_ten(source: int, target: int, factor: Fraction | None) -> None:
    assert power_of_ten(F(source), F(target)) == factor


@given(st.integers(1, 10**12), st.integers(-9, 9).filter(bool))
def test_every_power_of_ten_is_found(value: int, power: int) -> None:
    assert power_of_ten(F(value), value * F(10) ** power) == F(10) ** power


@given(st.integers(1, 10**15), st.integers(0, 6))
def test_significant_digits_ignore_the_scale(value: int, power: int) -> None:
    assert significant_digits(F(value)) == significant_digits(F(value) * 10**power)
    assert significant_digits(F(value)) == significant_digits(F(value, 10**power))


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        (15, "mu", "ha", 1),
        (2, "jin", "kg", 1),
        (3, "km", "m", 3000),
        (1, "t", "kg", 1000),
        (100, "celsius", "fahrenheit", 212),
        (14, "fahrenheit", "celsius", -10),
        (3, "decade", "year", 30),
        (1, "gwh", "kwh", 1_000_000),
        (1, "km", "kg", None),
        (1, "CNY", "USD", None),
    ],
)
def test_conversion(value: int, source: str, target: str, expected: int | None) -> None:
    assert conversion(F(value), source, target) == expected


def test_every_unit_has_a_name_and_a_factor() -> None:
    assert all(unit.factor > 0 and english_unit_name(code) for code, unit in UNITS.items())


def verdicts(source: str, target: str, near: tuple[tuple[str, str], ...] = ()) -> list[str]:
    rows = ((source, target), *near)
    pairs = tuple(SegmentPair("d", n, zh, en) for n, (zh, en) in enumerate(rows))
    return [claim.verdict for claim in assess(pairs[0], Context(pairs, 0)).claims]


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("投资2.4亿元。", "It invested 240 million yuan.", ["present"]),
        ("投资2.4亿元。", "It invested 2.4 billion yuan.", ["shifted"]),
        ("投资2.4亿元。", "It invested 290 million yuan.", ["differs"]),
        ("投资2.4亿元。", "It invested a lot.", ["missing"]),
        ("由3.1亿元增至2.4亿元。", "From 2.4 billion to 3.1 billion.", ["shifted", "shifted"]),
        ("有37人，占5%。", "There are 37, or 6 percent.", ["present", "differs"]),
        ("有37人，占5%。", "There are 73, or 5 percent.", ["differs", "present"]),
        ("有37人和42人。", "There are 73.", ["missing", "missing"]),
        ("", "There are 73.", []),
    ],
)
def test_verdicts(source: str, target: str, expected: list[str]) -> None:
    assert verdicts(source, target) == expected


def test_a_moved_number() -> None:
    near = (("结果令人满意。", "The 240 million yuan were well spent."),)
    assert verdicts("投资2.4亿元。", "It invested a lot.", near) == ["moved"]


def test_unclaimed_figures_are_those_no_source_explains() -> None:
    pairs = (
        SegmentPair("d", 0, "共有37人。", "There are 37 of 815 in 2019, both from the A380."),
        SegmentPair("d", 1, "总数为815。", "That is the total."),
    )
    assert [f.text for f in assess(pairs[0], Context(pairs, 0)).unclaimed] == ["2019"]


def test_time_grows_with_the_table_in_a_segment() -> None:
    def claims(many: int, number: int = 0) -> tuple[Claim, ...]:
        source = "，".join(f"{n}万元" for n in range(1, many + 1)) + "。" * number
        target = ", ".join(f"{n * 10_000:,} yuan" for n in range(1, many + 1))
        pair = SegmentPair("d", 0, source, target)
        return assess(pair, Context((pair,), 0)).claims

    assert {claim.verdict for claim in claims(600)} == {"present"}
    assert growth(lambda n: claims(600 // TIMES, n), lambda n: claims(600, n)) < LINEAR


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (F(160_000_000), "160 million"),
        (F(1_640_000_000), "1.64 billion"),
        (F(1_500_000_000_000), "1.5 trillion"),
        (F(24_801), "24,801"),
        (F(5_465_200), "5,465,200"),
        (F("5.2"), "5.2"),
    ],
)
def test_amounts_read_as_news_writes_them(value: Fraction, text: str) -> None:
    assert english_amount(value) == text


def test_figures_and_factors() -> None:
    assert figures(F(1, 3)) == "1/3"
    assert figures(F(-5, 2)) == "-2.5"
    assert times(F(1, 100)) == "×0.01"
    assert times(F(10)) == "×10"
