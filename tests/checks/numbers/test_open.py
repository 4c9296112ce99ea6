"""Counts that 多, 余 and 几 leave open (四十多个, 二十余名, 一百多人), compared by value."""

from __future__ import annotations

import pytest

from checker.checks.running import run_checks
from checker.numbers.chinese import find_quantities
from checker.records import SegmentPair

IDS = ("number-differs", "number-power-shift", "number-missing", "unit-swap")


def found(source: str, target: str) -> list[tuple[str, str]]:
    (findings,) = run_checks((SegmentPair("d", 0, source, target),), only=IDS)
    return [(item.check_id, target[item.start : item.end]) for item in findings]


@pytest.mark.parametrize(
    ("text", "room"),
    [
        ("四十多个", 10), ("二十余名", 10), ("十多年", 10), ("一百多人", 100), ("一百二十多人", 10),
        ("500多万元", 10**6), ("3万余亩", 10**4), ("1.5万余辆", 1000), ("三成多", 1),
        ("30多%", 10), ("四十个", 0), ("7多", 0), ("十几万人", 0), ("2000年", 0), ("20余额", 0),
    ],
)  # fmt: skip
def test_how_much_more_it_may_be(text: str, room: int) -> None:
    assert find_quantities(text)[0].room == room


@pytest.mark.parametrize(
    ("source", "target", "said"),
    [
        ("暴雨淹没了四十多个村庄。", "The downpour flooded fourteen villages.", "fourteen"),
        ("暴雨淹没了四十多个村庄。", "The downpour flooded 14 villages.", "14"),
        ("二十余名队员下井救人。", "Twelve team members went down the shaft.", "Twelve"),
        ("二十余名队员下井救人。", "A total of 12 members went down the shaft.", "12"),
        ("一百多人排队领票。", "More than 10 people queued for tickets.", "10"),
        ("一百多人排队领票。", "Over 210 people queued for tickets.", "210"),
        ("四十几个村庄被淹。", "Fourteen villages were flooded.", "Fourteen"),
        ("一百多人排队领票。", "More than 200 people queued for tickets.", "200"),
        ("九十多户居民搬了新家。", "Nineteen households moved to new homes.", "Nineteen"),
    ],
)
def test_another_number_is_flagged(source: str, target: str, said: str) -> None:
    assert found(source, target) == [("number-differs", said)]


def test_another_power_of_ten_is_flagged() -> None:
    target = "Over 1,000 people queued for tickets."
    assert found("一百多人排队领票。", target) == [("number-power-shift", "1,000")]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("四十多个村庄被淹。", "More than 40 villages were flooded."),
        ("四十多个村庄被淹。", "Some 40 villages were flooded."),
        ("四十多个村庄被淹。", "Forty-odd villages were flooded."),
        ("四十多个村庄被淹。", "Over forty villages were flooded."),
        ("四十多个村庄被淹。", "Nearly 50 villages were flooded."),
        ("四十多个村庄被淹。", "A total of 43 villages were flooded."),
        ("四十多个村庄被淹。", "Dozens of villages were flooded by 14 rivers."),
        ("四十多个村庄被淹。", "Many villages were flooded."),
        ("二十余名队员下井救人。", "Two dozen members went down the shaft."),
        ("二十多年前，这里是荒山。", "Two decades ago, it was a bare hill."),
        ("二十多年前，这里是荒山。", "A quarter of a century ago, it was a bare hill."),
        ("二十多天后，水退了。", "The water fell more than three weeks later."),
        ("一百多人排队领票。", "Fewer than 200 people queued for tickets."),
        ("三十多岁的船长", "The captain, in his thirties"),
        ("一百多人排队领票。", "Hundreds of people queued for 30 tickets."),
        ("全程四十多公里。", "The route is 27 miles long."),
        ("四十几个村庄被淹。", "Forty-seven villages were flooded."),
        ("四十来个村庄被淹。", "About forty villages were flooded."),
        ("三成多的店铺关了门。", "More than a third of the shops closed."),
        ("三成多的店铺关了门。", "Some 35 percent of the shops closed."),
        ("六千多亩耕地（400公顷）", "more than 6,000 mu (400 hectares) of fields"),
    ],
)
def test_what_may_be_meant_is_left_alone(source: str, target: str) -> None:
    assert found(source, target) == []


def test_the_nearer_number_keeps_its_figure() -> None:
    source = "大棚20万多个，棉田120万亩，农户10万多个。"
    target = "It has 200,000 greenhouses, 120,000 mu of cotton and 100,000 households."
    assert found(source, target) == [("number-power-shift", "120,000")]


def test_a_figure_of_another_number_does_not_excuse_a_wrong_one() -> None:
    source = "46艘船和40余架飞机参加演习。"
    assert found(source, "The drill had 46 ships and more than 14 planes.") == [
        ("number-differs", "14")
    ]
    assert found(source, "The drill had 46 ships and more than 40 planes.") == []
    both = "四十多户人家种了四十多亩茶。"
    assert found(both, "The 43 families grow 47 mu of tea.") == []


def test_reason_and_suggestion_say_that_it_is_more() -> None:
    pair = SegmentPair("d", 0, "四十多个村庄被淹。", "Fourteen villages were flooded.")
    ((finding,),) = run_checks((pair,), only=IDS)
    assert finding.reason == "source 四十 = more than 40; English says “Fourteen” = 14"
    assert finding.suggestion == "more than 40"
    over = SegmentPair("d", 0, "四十多个村庄被淹。", "More than 14 villages were flooded.")
    ((finding,),) = run_checks((over,), only=IDS)
    assert finding.suggestion == "40"
