"""term-inconsistent: one name, two spellings in one document."""

from __future__ import annotations

import pytest

from checker.checks.running import run_checks
from checker.records import SegmentPair

USUAL = [
    ("岚皋县今年新建三所学校。", "Langao County has built three new schools this year."),
    ("游客纷纷来到岚皋县。", "Tourists from all over the country flock to Langao County."),
]


def found(*rows):
    pairs = [SegmentPair("d", i, zh, en) for i, (zh, en) in enumerate(rows)]
    return run_checks(pairs, only=("term-inconsistent",))


def test_a_name_spelt_otherwise_elsewhere_is_flagged_where_it_is_rarer():
    target = "Farmers of Lingao County sold their tea."
    *others, (finding,) = found(*USUAL, ("岚皋县农民卖出茶叶。", target))
    assert others == [[], []]
    assert target[finding.start : finding.end] == "Lingao County"
    assert finding.suggestion == "Langao County"
    assert finding.reason == ("岚皋县 is «Langao County» in 2 other segments, «Lingao County» here")
    assert [span.text for span in finding.source_spans] == ["岚皋县"]


def test_with_two_common_names_none_is_claimed_to_be_the_one():
    rows = [
        ("王志安起诉兰越峰。", "In the end Wang Zhi'an sued Lan Yuefeng for what she had said."),
        ("兰越峰说，王志安没有来。", "Lan Yuefeng said that Wang Zhi'an had not come to see her."),
        (
            "王志安是否见过兰越峰？",
            "Had Wang Zhian met her before the trial, or was it the first time?",
        ),
    ]
    *_, (finding,) = found(*rows)
    assert finding.source_spans == () and finding.reason.startswith("the same name is")


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("岚皋县农民卖出茶叶。", "Farmers of Langao County sold their tea."),
        ("岚皋县农民卖出茶叶。", "Farmers of Langao County's villages sold their tea."),
        ("岚皋县农民卖出茶叶。", "Farmers of the county sold their tea."),
        ("岚皋县农民卖出茶叶。", "Farmers of Xunyang County sold their tea."),
        ("临高县农民卖出茶叶。", "Farmers of Lingao County sold their tea."),
        ("岚皋县农民卖出茶叶。", "Langao Farmers Sell Their Tea to Lingao County"),  # a headline
        ("", "Farmers of Lingao County sold their tea."),
        ("岚皋县农民卖出茶叶。", ""),
    ],
)
def test_what_is_left_alone(source, target):
    assert found(*USUAL, (source, target))[-1] == []


def test_two_spellings_as_frequent_as_each_other_are_left_alone():
    other = [(zh, en.replace("Langao", "Lingao")) for zh, en in USUAL]
    assert found(*USUAL, *other) == [[], [], [], []]


def test_another_persons_name_is_not_taken_for_a_misspelling():
    rows = [
        ("李国强来到学校，看望师生。", "Li Guoqiang came to the school to see the teachers."),
        ("会后，李国强发表讲话。", "After the meeting Li Guoqiang gave a talk to all of them."),
        ("李国强与李国良共事多年，李国良很敬业。",
         "The two men worked together for years, and Li Guoliang is dedicated to it."),
    ]  # fmt: skip
    assert found(*rows) == [[], [], []]
