"""date-mismatch: both ends of a range of days, and relative times (明年, 昨天, 上周三)."""

from __future__ import annotations

import pytest

from checker.checks.running import run_checks
from checker.numbers.dates import chinese_days, english_days
from checker.records import SegmentPair


def found(*rows: tuple[str, str]) -> list[tuple[str, str | None]]:
    pairs = tuple(SegmentPair("d", n, *row) for n, row in enumerate(rows))
    first = run_checks(pairs, only=("date-mismatch",))[0]
    return [(rows[0][1][item.start : item.end], item.suggestion) for item in first]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("6月3日至8日", [("6月3日", 6, 3), ("8日", 6, 8)]),
        ("6月3-8日", [("6月3", 6, 3), ("8日", 6, 8)]),
        ("6月3日－8日，12日", [("6月3日", 6, 3), ("8日", 6, 8)]),
        ("6月3日（周一）至8日", [("6月3日", 6, 3), ("8日", 6, 8)]),
        ("6月3日起至8日", [("6月3日", 6, 3), ("8日", 6, 8)]),
        ("6月28日到7月5日", [("6月28日", 6, 28), ("7月5日", 7, 5)]),
        ("3日至8日", []),
    ],
)
def test_chinese_days(text: str, days: list[tuple[str, int, int]]) -> None:
    assert [(d.span.text, d.month, d.day) for d in chinese_days(text)] == days
    assert all(text[d.span.start : d.span.end] == d.span.text for d in chinese_days(text))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("June 3 to 8", [("June 3", 6, 3), ("8", 6, 8)]),
        ("June 3–8, 2019", [("June 3", 6, 3), ("8", 6, 8)]),
        ("between June 3 and 8", [("June 3", 6, 3), ("8", 6, 8)]),
        ("June 3 and 8 boats", [("June 3", 6, 3)]),
        ("from 3 to 8 June", [("8 June", 6, 8), ("3", 6, 3)]),
        ("the 3rd through the 8th of June", [("8th of June", 6, 8), ("3rd", 6, 3)]),
        ("June 3rd to 8th", [("June 3rd", 6, 3), ("8th", 6, 8)]),
        ("June 28 to 5 July", [("June 28", 6, 28), ("5 July", 7, 5)]),
        ("June 3 to 9 p.m.", [("June 3", 6, 3)]),
        ("June 3 to 9% of it", [("June 3", 6, 3)]),
        ("June 3 to 2019", [("June 3", 6, 3)]),
    ],
)
def test_english_days(text: str, days: list[tuple[str, int, int]]) -> None:
    assert [(d.span.text, d.month, d.day) for d in english_days(text)] == days
    assert all(text[d.span.start : d.span.end] == d.span.text for d in english_days(text))


FAIR = "书展将于6月3日至8日举行。"


@pytest.mark.parametrize(
    ("target", "said", "right"),
    [
        ("The book fair will be held June 3 to 9.", "9", "8"),
        ("The book fair will be held June 3–18.", "18", "8"),
        ("The book fair will be held from 3 to 9 June.", "9 June", "June 8"),
        ("The book fair will be held between June 3 and 9.", "9", "8"),
        ("The book fair will run June 3rd to 9th.", "9th", "8th"),
        ("The book fair will run from the 4th to the 8th of June.", "4th", "3rd"),
        ("The book fair will run from June 2 to 8.", "June 2", "June 3"),
    ],
)
def test_a_wrong_end_of_a_range_is_flagged(target: str, said: str, right: str) -> None:
    assert found((FAIR, target)) == [(said, right)]


@pytest.mark.parametrize(
    "target",
    [
        "The book fair will be held June 3–8.",
        "The book fair will be held from 3 to 8 June.",
        "The book fair will be held from June 3 through June 8.",
        "The book fair will be held between June 3 and 8, from 9 a.m.",
        "The six-day book fair will open on June 3.",
        "The book fair opens on June 3 and 9 halls are ready.",
        "On June 3, 12 halls will open for the book fair.",
    ],
)
def test_a_right_range_is_left_alone(target: str) -> None:
    assert found((FAIR, target)) == []


def test_months_of_a_range() -> None:
    assert found(("1至5月增长。", "It grew from January to June.")) == [("June", "May")]
    assert found(("1至6月增长。", "It grew from January to May.")) == [("May", "June")]
    assert found(("1至5月增长。", "It grew from January to May.")) == []


@pytest.mark.parametrize(
    ("source", "target", "said", "right"),
    [
        ("大桥明年六月动工。", "Work on the bridge began last June.", "last June", "next June"),
        ("工厂去年三月停产。", "The plant closes next March.", "next March", "last March"),
        ("明年春天扩建码头。", "The pier was enlarged last spring.", "last spring", "next spring"),
        ("上周末闭馆。", "The museum will be shut next weekend.", "next weekend", "last weekend"),
        ("后天闭馆。", "It shut the day before yesterday.", "yesterday", "tomorrow"),
        ("今年产量下降。", "Output fell last year.", "last year", "this year"),
        ("明年扩建码头。", "The pier is enlarged this year.", "this year", "next year"),
        ("去年产量下降，今年回升。", "Output fell last year and will recover next year.",
         "next year", "this year"),
        ("新规下月施行。", "The new rules took effect last month.", "last month", "next month"),
        ("上周代表团抵达。", "The delegation arrives next week.", "next week", "last week"),
        ("下周三开庭。", "The trial began last Wednesday.", "last Wednesday", "next Wednesday"),
        ("昨天下雨。", "Tomorrow it will rain.", "Tomorrow", "Yesterday"),
        ("明天放晴。", "It cleared up yesterday.", "yesterday", "tomorrow"),
        ("昨晚停电两小时。", "Power will be cut tonight.", "tonight", "last night"),
        ("明早开船。", "The ferry leaves this morning.", "this morning", "tomorrow morning"),
    ],
)  # fmt: skip
def test_a_relative_time_turned_round_is_flagged(
    source: str, target: str, said: str, right: str
) -> None:
    assert found((source, target)) == [(said, right)]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("大桥明年六月动工。", "Work on the bridge begins next June."),
        ("大桥明年六月动工。", "Work on the bridge begins in June 2031, not last June."),
        ("工厂今年六月停产。", "The plant closed last June."),
        ("今夏闭馆。", "The museum was shut last summer."),
        ("本周末闭馆。", "The museum was shut last weekend."),
        ("今年产量下降。", "Output has fallen over the last year."),
        ("今年产量同比下降。", "Output is down on last year."),
        ("今年产量不如2018年。", "Output is lower than last year."),
        ("明年起，未来三年扩建码头。", "The pier will be enlarged from next year."),
        ("工厂去年停产，第二年重开。", "The plant closed and reopened the next year."),
        ("上周三开庭。", "The trial opened on Wednesday."),
        ("本周三开庭。", "The trial opens next Wednesday."),
        ("今天下雨，第二天放晴。", "It rains; it will clear up tomorrow."),
        ("5日电 今天下雨。", "It rained yesterday."),
        ("昨天的荒山，如今的果园。", "The bare hill is today an orchard."),
        ("《光明日报》报道", "The paper wrote yesterday"),
        ("晚上周围很静。", "Next week it will be quiet."),
        ("资本周转加快。", "Capital turned faster last week."),
        ("明天放晴。", "It will clear up on Friday, after yesterday's rain."),
        ("明天放晴。", ""),
        ("", "It rained yesterday."),
    ],
)
def test_what_may_be_meant_is_left_alone(source: str, target: str) -> None:
    assert found((source, target)) == []


def test_a_time_moved_from_the_next_sentence_is_left_alone() -> None:
    rows = (
        ("明天放晴。", "After yesterday's rain it will clear up."),
        ("昨天下雨。", "Enough of it."),
    )
    assert found(*rows) == []
    assert found(rows[0], ("昨天下雨。", "Yesterday it rained."))
