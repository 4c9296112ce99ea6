"""Numbers found in English text, each with every value it can stand for."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.numbers.english import find_figures

F = Fraction


def values(text: str) -> dict[str, tuple[Fraction, ...]]:
    return {figure.text: figure.values for figure in find_figures(text)}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It sold 64,000 units.", "64,000", 64_000),
        ("worth 1.64 billion yuan", "1.64 billion", 1_640_000_000),
        ("RMB2.5bn was raised", "2.5bn", 2_500_000_000),
        ("a $7m grant", "7m", 7_000_000),
        ("JPY20 billion", "20 billion", 20 * 10**9),
        ("£3million in all", "3million", 3_000_000),
        ("two hundred and five people", "two hundred and five", 205),
        ("Twenty-three schools", "Twenty-three", 23),
        ("ten thousand yuan", "ten thousand", 10_000),
        ("half a million homes", "half a million", 500_000),
        ("three quarters of a million", "three quarters of a million", 750_000),
        ("one and a half million", "one and a half million", 1_500_000),
        ("two and a half years", "two and a half", F("2.5")),
        ("two dozen trees", "two dozen", 24),
        ("one trillion yuan", "one trillion", 10**12),
        ("40 quadrillion", "40 quadrillion", 40 * 10**15),
        ("2,06,737 cases", "2,06,737", 206_737),
        ("US$ 3. 7 trillion", "3. 7 trillion", 3_700_000_000_000),
        ("$300+ billion", "300+ billion", 300 * 10**9),
        ("5.17,000 people", "5.17,000", 5170),
    ],
)
def test_amounts(text: str, words: str, value: int | Fraction) -> None:
    assert values(text)[words][0] == value


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("12 to 14 million tonnes", "12", 12_000_000),
        ("13.8-14.3 billion yuan", "13.8", 13_800_000_000),
        ("$1.2 to $1.4 billion", "1.2", 1_200_000_000),
        ("10, 20 and 30 million", "10", 10_000_000),
        ("World War II", "II", 2),
        ("King George VI", "VI", 6),
        ("in the 1990s", "1990s", 90),
        ("at 3 p.m.", "3", 15),
        ("at 10.42pm", "10.42", 22),
        ("in March", "March", 3),
        ("season 2016-17", "17", 2017),
        ("seven in ten", "seven", F(7, 10)),
        ("one in a thousand", "one", F(1, 1000)),
        ("nearly 1/3 of firms", "1", F(1, 3)),
        ("a third of firms", "third", F(1, 3)),
        ("two-thirds of firms", "two-thirds", F(2, 3)),
        ("10 000 people", "10 000", 10_000),
        ("42.000 people", "42.000", 42_000),
        ("an amount of 1,46460", "1,46460", 146_460),
        ("a total of 4178,027 cases", "4178,027", 4_178_027),
        ("about 4, 000 soldiers", "4, 000", 4000),
        ("chapters 107, 108", "107", 107),
        ("on April 26,1.5 million", "26,1.5 million", 1_500_000),
    ],
)
def test_readings_include(text: str, words: str, value: int | Fraction) -> None:
    assert value in values(text)[words]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("3 percentage points", "percentage-point"),
        ("3 percent", "percent"),
        ("3%", "percent"),
        ("3 per cent", "percent"),
        ("50 basis points", "basis-point"),
        ("4-fold", "multiple"),
        ("four times", "multiple"),
        ("tenfold", "multiple"),
        ("doubled", "multiple"),
        ("21st", "ordinal"),
        ("twenty-first", "ordinal"),
        ("the 19th century", "century"),
        ("in 1998", "year"),
        ("1,998", "plain"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert find_figures(text)[0].kind == kind


def test_range_members_share_kind() -> None:
    assert [f.kind for f in find_figures("10 to 20 percent")] == ["percent", "percent"]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("79 million yuan", {"CNY"}),
        ("US$5 billion", {"USD"}),
        ("500-mu field", {"mu"}),
        ("300 square kilometers", {"km2"}),
        ("RMB 12", {"CNY"}),
        ("9 pounds", {"GBP", "lb"}),
    ],
)
def test_units(text: str, units: set[str]) -> None:
    assert find_figures(text)[0].units == units


def test_plain_dollars_may_be_any_dollar() -> None:
    assert {"USD", "HKD"} <= find_figures("8 dollars")[0].units


@pytest.mark.parametrize("text", ["the A380", "COVID-19", "hundreds of thousands", "both sides"])
def test_weak_figures(text: str) -> None:
    assert find_figures(text) and not any(f.strong for f in find_figures(text))


@pytest.mark.parametrize("text", ["about 70 tons", "more than 70 tons", "70 or so", "70-plus"])
def test_approximate(text: str) -> None:
    assert find_figures(text)[0].approx


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("up from 1.7 million four years ago", ["1.7 million", "four"]),
        ("between one million and five million", ["one million", "five million"]),
        ("on May 10, 300 people", ["May", "10", "300"]),
        ("May 10,2016", ["May", "10", "2016"]),
        ("don&#39;t", []),
        ("", []),
        ("No figures here.", ["No"]),
    ],
)
def test_numbers_stay_apart(text: str, words: list[str]) -> None:
    assert [f.text for f in find_figures(text)] == words


PIECES = st.sampled_from(
    ["one", "two", "twenty", "hundred", "million", "billion", "half", "third", "a", "and", "of",
     "to", "-", "–", ",", ".", "%", "$", "percent", "points", "2", "17", "1,000", "3.5", "s", "th",
     "m", "bn", "p.m.", "May", "/", "dozen", "times", "II", "&#39;", "in", "ten"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map(" ".join) | st.lists(PIECES, max_size=8).map("".join))
def test_pieces_give_figures_in_order(text: str) -> None:
    check(text)


@given(st.text(max_size=60))
def test_any_text_gives_figures_in_order(text: str) -> None:
    check(text)


def check(text: str) -> None:
    found = find_figures(text)
    assert all(text[f.start : f.end] == f.text and f.text for f in found)
    assert [f.start for f in found] == sorted(f.start for f in found)
    assert all(f.values for f in found)


def test_a_very_long_line_takes_linear_time() -> None:
    assert len(find_figures("It invested 1.6 billion yuan, up 5.2%. " * 5_000)) == 10_000
    assert find_figures("9" * 100_000) == ()
