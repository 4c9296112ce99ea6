"""Numbers found in Chinese text: value, kind, unit, tier and the exact words."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.numbers.chinese import find_quantities
from checker.numbers.units import UNITS

F = Fraction


def only(text: str):
    found = find_quantities(text)
    assert len(found) == 1, [q.text for q in found]
    assert text[found[0].start : found[0].end] == found[0].text
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("全市新建停车位6.4万个。", "6.4万", "plain", 64_000),
        ("贷款余额达９３万元。", "９３万", "currency", 930_000),
        ("出口额为28.5亿美元。", "28.5亿", "currency", 2_850_000_000),
        ("总量突破三十五万亿元。", "三十五万亿", "currency", 35 * 10**12),
        ("累计运送旅客1亿2000万人次。", "1亿2000万", "plain", 120_000_000),
        ("共有4万6千名学生。", "4万6千", "plain", 46_000),
        ("惠及 300 多万 户家庭。", "300 多万", "plain", 3_000_000),
        ("筹得善款4个亿。", "4个亿", "plain", 400_000_000),
        ("失业率为４．８％。", "４．８％", "percent", F("4.8")),
        ("占比百分之六点二。", "百分之六点二", "percent", F("6.2")),
        ("死亡率为千分之四。", "千分之四", "percent", F("0.4")),
        ("盐度为7‰。", "7‰", "percent", F("0.7")),
        ("提高了2.4个百分点。", "2.4个百分点", "percentage-point", F("2.4")),
        ("下调25个基点。", "25个基点", "basis-point", 25),
        ("约占四分之三。", "四分之三", "fraction", F(3, 4)),
        ("第14届展会开幕。", "14", "ordinal", 14),
        ("二〇二三年落成。", "二〇二三年", "year", 2023),
        ("产量增长2.5倍。", "2.5倍", "multiple", F("2.5")),
        ("门票打七五折。", "七五折", "discount", F("7.5")),
        ("门票打65折。", "65折", "discount", F("6.5")),
        ("超六成受访者赞成。", "六成", "tenth", 6),
        ("占四成五。", "四成五", "tenth", F("4.5")),
        ("产值翻两番。", "两番", "doubling", 2),
        ("上世纪80年代的老楼。", "80年代", "decade", 1980),
        ("本世纪20年代的新楼。", "20年代", "decade", 2020),
        ("这是80年代的老楼。", "80年代", "decade", 80),
        ("19世纪60年代的铁路。", "19世纪60年代", "decade", 1860),
        ("18世纪的瓷器。", "18世纪", "century", 18),
        ("温度升至摄氏38.5度。", "38.5", "plain", F("38.5")),
        ("参赛者有1，000名。", "1，000", "plain", 1000),
    ],
)
def test_one_number(text: str, words: str, kind: str, value: int | Fraction) -> None:
    quantity = only(text)
    assert (quantity.text, quantity.kind, quantity.value) == (words, kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "共建一带一路。",
        "三亚的游客很多。",
        "千万别错过。",
        "以防万一。",
        "数十万人受益。",
        "几百万人观看。",
        "上万名观众到场。",
        "数以百万计的用户。",
        "百姓安居乐业。",
        "千里之外。",
        "5G网络和C919客机。",
        "80后创业者。",
        "①安全 ②环保",
        "企业成为主体，完成改造。",
        "",
        "没有数字。",
    ],
)
def test_no_number(text: str) -> None:
    assert [q.text for q in find_quantities(text) if q.tier < 3] == []


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("装机容量600千瓦。", "kw", 600),
        ("全长42千米。", "km", 42),
        ("重3千克。", "kg", 3),
        ("面积5.2万亩。", "mu", 52_000),
        ("存粮90万吨。", "t", 900_000),
        ("售价120元。", "CNY", 120),
        ("罚款80万港元。", "HKD", 800_000),
        ("耗时36小时。", "hour", 36),
        ("面积3平方公里。", "km2", 3),
    ],
)
def test_units(text: str, unit: str, value: int) -> None:
    quantity = only(text)
    assert (quantity.unit, quantity.value) == (unit, value)
    assert unit in UNITS


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("招收4~6万人。", [40_000, 60_000]),
        ("招收4到6万人。", [40_000, 60_000]),
        ("招收4万至6万人。", [40_000, 60_000]),
        ("降幅为8至12%。", [8, 12]),
        ("上升2至3个百分点。", [2, 3]),
        ("2018-2020年完成。", [2018, 2020]),
    ],
)
def test_ranges_share_the_unit(text: str, values: list[int]) -> None:
    first, last = find_quantities(text)
    assert [first.value, last.value] == values
    assert first.kind == last.kind


def test_guesses_name_both_ends() -> None:
    assert only("有四五万人。").readings == (40_000, 50_000)
    assert only("有七八百人。").readings == (700, 800)
    assert only("有七八百人。").tier == 3


@pytest.mark.parametrize(
    ("text", "tier"),
    [
        ("有37人。", 1),
        ("有三千人。", 2),
        ("占百分之三。", 2),
        ("有三人。", 3),
        ("逢3.15维权日。", 3),
    ],
)
def test_tiers(text: str, tier: int) -> None:
    assert only(text).tier == tier


@pytest.mark.parametrize(
    "text", ["近60人", "约60人", "逾60人", "60余人", "60多人", "60人左右", "超过60人"]
)
def test_approximate(text: str) -> None:
    assert only(text).approx


def test_exact_is_not_approximate() -> None:
    assert not only("共60人参加。").approx


def test_dates_and_times() -> None:
    text = "2021年3月4日下午3时25分"
    found = find_quantities(text)
    assert [(q.text, q.kind) for q in found] == [
        ("2021年", "year"),
        ("3月", "month"),
        ("4日", "day"),
        ("3时", "clock"),
        ("25", "clock"),
    ]
    assert list(found[3].readings) == [3, 15]


def test_durations_are_not_dates() -> None:
    assert [q.kind for q in find_quantities("历时3年、5个月、6天")] == ["plain"] * 3
    assert only("用了2个半小时").readings[0] == F("2.5")


def test_two_figure_years_are_either() -> None:
    assert set(only("16年的合同").readings) == {16, 2016, 1916}


def test_coefficient_and_scale() -> None:
    quantity = only("投资3.6亿元")
    assert quantity.big and quantity.coefficient == F("3.6")


PIECES = st.sampled_from(
    [
        *"零一二三十百千万亿点多余几0123456789.,，、％%年月日号时分折成番倍第至到~-元美亩斤米 ",
        *("百分之", "分之", "个百分点", "世纪", "年代", "翻"),
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=60))
def test_any_text_gives_quantities_in_order(text: str) -> None:
    found = find_quantities(text)
    assert all(text[q.start : q.end] == q.text and q.text for q in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(q.readings and q.tier in (1, 2, 3) for q in found)


def test_a_very_long_line_takes_linear_time() -> None:
    text = "投资1.6亿元，增长5.2%，" * 5_000
    assert len(find_quantities(text)) == 10_000
    assert find_quantities("9" * 100_000) == ()
