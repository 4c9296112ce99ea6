"""Which figures state which quantities: looked up by value, with what trying each would find."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.checks.base import Context
from checker.checks.numbers import NUMBER_CHECKS
from checker.numbers.chinese import find_quantities
from checker.numbers.english import find_figures
from checker.numbers.equivalence import explains
from checker.numbers.ledger import Ledger
from checker.records import SegmentPair
from tests.growth import LINEAR, TIMES, Work, growth

CHINESE = [
    "1.6亿元", "三万", "5%", "2.5%", "百分之九十五", "3个百分点", "25个基点", "翻两番", "翻一番",
    "八折", "六成", "三成五", "3倍", "两倍", "3月4日", "2019年", "20世纪", "上世纪80年代",
    "80年代", "下午3时", "13时55分", "24时", "三分之二", "万分之三", "十分之一", "1234", "近1200",
    "四十多个", "一百多人", "500多万", "二十余年", "120公里", "1500亩", "35摄氏度", "8℃",
    "3.6亿斤", "72小时", "第三届", "0", "亿亿亿亿亿亿亿亿亿亿亿亿亿亿亿亿亿亿亿亿亿亿亿亿亿亿亿亿",
    "1%", "零下3摄氏度", "300米", "12元", "45欧元", "17%", "1.45万",
]  # fmt: skip
ENGLISH = [
    "160 million yuan", "30,000", "5%", "2.6 percent", "95", "3 percentage points", "0.25 points",
    "25 basis points", "quadrupled", "doubled", "up 300%", "20% off", "60%", "six in ten",
    "35 percent", "threefold", "three times", "March 4", "2019", "the 20th century", "the 1900s",
    "the 1980s", "the 80s", "3 p.m.", "1.55 p.m.", "midnight", "two-thirds", "66.7 percent",
    "0.03 percent", "a tenth", "1,230", "1,200", "about 1,190", "14", "45 villages", "110",
    "5 million", "two decades", "75 miles", "100 hectares", "95 degrees Fahrenheit", "46°F",
    "180 million kg", "three days", "third", "zero", "105 percent", "27°F", "984 feet", "1.5",
    "14,500", "2,019 people", "more than 50", "over 200", "nearly 50",
    "a quarter", "half a million", "1300 hours", "99%", "83 percent",
]  # fmt: skip


@settings(max_examples=300, deadline=None, derandomize=True)
@given(
    st.lists(st.sampled_from(CHINESE), max_size=12).map("，".join),
    st.lists(st.sampled_from(ENGLISH), max_size=40).map("; ".join),
)
def test_found_by_value_as_by_trying_each(source: str, target: str) -> None:
    quantities, figures = find_quantities(source), find_figures(target)
    ledger = Ledger(quantities, figures, len(source))
    for place, quantity in enumerate(quantities):
        tried = [n for n, figure in enumerate(figures) if explains(quantity, figure)]
        assert ledger.stating(place) == tried, quantity
        for at, figure in enumerate(figures):
            others = [q for n, q in enumerate(quantities) if n != place]
            expected = any(explains(other, figure) for other in others)
            assert ledger.stated_otherwise(at, place) is expected, (figure, quantity)


def test_every_form_meets_every_other() -> None:
    source, target = "，".join(CHINESE), "; ".join(ENGLISH)
    quantities, figures = find_quantities(source), find_figures(target)
    ledger = Ledger(quantities, figures, len(source))
    for place, quantity in enumerate(quantities):
        tried = [n for n, figure in enumerate(figures) if explains(quantity, figure)]
        assert ledger.stating(place) == tried, quantity


PICK = random.Random(7)
MANY = 1600
TABLES = {
    "amounts": (lambda n: f"{n}万元", lambda n: f"{n * 10_000:,} yuan"),
    "in dollars": (lambda n: f"{n}万元", lambda n: f"{n * 10_000:,} dollars"),
    "lists": (lambda n: f"{n}", lambda n: f"{n}"),
    "wrong": (
        lambda n: f"{PICK.randint(10, 10**6)}人",
        lambda n: f"{PICK.randint(10, 10**6)} people",
    ),
    "percent": (
        lambda n: f"{PICK.randint(1, 999) / 10}%",
        lambda n: f"{PICK.randint(1, 999) / 10}%",
    ),
    "one percent": (lambda n: "5%", lambda n: "5%"),
    "points": (lambda n: f"{n % 90}个百分点", lambda n: f"{n % 70}%"),
    "tenths": (lambda n: f"{'三四五六七八'[n % 6]}成", lambda n: f"{n % 9 + 1}"),
    "doublings": (lambda n: f"翻{'一二三四'[n % 4]}番", lambda n: "tripled"),
    "multiples": (lambda n: f"{n % 8 + 2}倍", lambda n: f"{n % 8 + 12} times"),
    "discounts": (lambda n: f"{n % 8 + 2}折", lambda n: f"{n % 8 + 2}0% off"),
    "dates": (
        lambda n: f"{n % 12 + 1}月{n % 28 + 1}日",
        lambda n: f"May {PICK.randint(1, 28)}",
    ),
    "areas": (lambda n: f"{n}平方公里", lambda n: f"{n} km"),
    "scales": (
        lambda n: f"{PICK.randint(10, 99) / 10}亿元",
        lambda n: f"{PICK.randint(10, 99) / 10} billion yuan",
    ),
    "comparisons": (
        lambda n: f"同比增长{n % 90}%环比{n % 80}%",
        lambda n: f"{n % 80}% year on year and {n % 90}% month on month",
    ),
    "open counts": (lambda n: "四十多个", lambda n: "fourteen of hundreds of thousands"),
    "halves": (lambda n: "减半翻番", lambda n: "up 30 percent"),
    "ranges": (
        lambda n: f"{n % 12 + 1}月{n % 9 + 1}日至{n % 9 + 12}日",
        lambda n: f"June {n % 9 + 1} to {n % 9 + 13}",
    ),
    "years": (lambda n: "明年去年今年", lambda n: "last year and next year"),
}


def joined(name: str, many: int) -> SegmentPair:
    chinese, english = TABLES[name]
    source = "，".join(chinese(n) for n in range(many))
    return SegmentPair("d", 0, source, ", ".join(english(n) for n in range(many)))


def checked(pairs: Sequence[SegmentPair]) -> Work:
    """Runs all number checks on the middle pair; each time on new texts, since answers are kept."""

    def run(number: int) -> None:
        new = tuple(
            replace(pair, source=f"{pair.source}{'。' * number}", target=pair.target + "." * number)
            for pair in pairs
        )
        for rule in NUMBER_CHECKS:
            for _ in rule.run(new[len(new) // 2], Context(new, len(new) // 2)):
                pass

    return run


@pytest.mark.parametrize("name", TABLES)
def test_time_grows_with_the_numbers_in_a_segment(name: str) -> None:
    short, long = ([joined(name, many)] for many in (MANY // TIMES, MANY))
    assert growth(checked(short), checked(long)) < LINEAR


def test_time_grows_with_the_numbers_around_a_segment() -> None:
    short, long = ([joined("wrong", many) for _ in range(5)] for many in (480 // TIMES, 480))
    assert growth(checked(short), checked(long)) < LINEAR
