"""magnitude-differs: vague amounts, read on each side and compared."""

from __future__ import annotations

import pytest

from checker.checks.running import run_checks
from checker.numbers.vague import vague_chinese, vague_english
from checker.records import SegmentPair


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("数十万人走上街头。", "数十万", 200_000, 1_000_000),
        ("几千家企业", "几千", 2_000, 10_000),
        ("好几百年", "好几百", 200, 1_000),
        ("投入数万亿元", "数万亿", 2 * 10**12, 10**13),
        ("有上万名工人失业", "上万", 10_000, 100_000),
        ("耗资上千万元", "上千万", 10**7, 10**8),
        ("数以百万计的游客", "数以百万计", 10**6, 10**7),
        ("成千上万的游客", "成千上万", 1_000, 10**9),
        ("上千人参加了葬礼。", "上千", 1_000, 10_000),
    ],
)
def test_chinese_amounts_are_read(text, words, low, high):
    (amount,) = vague_chinese(text)
    assert text[amount.span.start : amount.span.end] == words == amount.span.text
    assert (amount.low, amount.high) == (low, high)


@pytest.mark.parametrize(
    "text", ["参加人数百万", "指数千点", "网上百科", "十几万人", "几个人", "数一数", "马上千里", ""]
)
def test_what_is_no_vague_amount_is_left_alone(text):
    assert vague_chinese(text) == []


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("Tens of thousands of people came.", "Tens of thousands", 10_000, 100_000),
        ("Thousands of people came.", "Thousands", 1_000, 100_000),
        ("It cost several hundred million yuan.", "several hundred million", 2 * 10**8, 10**9),
        ("A few dozen ships lay there.", "A few dozen", 24, 120),
    ],
)
def test_english_amounts_are_read(text, words, low, high):
    (amount,) = vague_english(text)
    assert text[amount.span.start : amount.span.end] == words
    assert (amount.low, amount.high) == (low, high)


def found(source, target):
    (findings,) = run_checks((SegmentPair("d", 0, source, target),), only=("magnitude-differs",))
    return findings


def test_another_size_is_flagged_with_both_sizes_and_what_it_should_be():
    target = "Tens of thousands of people took to the streets."
    (finding,) = found("数十万人走上街头。", target)
    assert target[finding.start : finding.end] == "Tens of thousands"
    assert finding.reason == (
        "source 数十万 is 200,000 to 1 million; English says “Tens of thousands”, 10,000 to 100,000"
    )
    assert finding.suggestion == "hundreds of thousands"
    assert finding.severity.value == "major"
    assert [span.text for span in finding.source_spans] == ["数十万"]


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("数十万人走上街头。", "Hundreds of thousands of people took to the streets."),
        ("上万名工人失业。", "Thousands of workers lost their jobs."),
        ("几十亿元", "several billion yuan"),
        ("数万人", "more than 20,000 people, and tens of others"),  # a figure explains it
        ("数千人参加，3万人观看。", "Several thousand took part, tens of thousands watched."),
        ("数千人参加，5百万人观看。", "People took part, millions watched."),  # 5 million does
        ("数十万人和数千人", "tens of millions of people"),  # which of the two?
        ("数十万人", ""),
        ("", "tens of thousands"),
    ],
)
def test_what_may_be_meant_is_not_flagged(source, target):
    assert found(source, target) == []


@pytest.mark.parametrize(
    ("source", "target", "words", "suggestion"),
    [
        ("大约需要三五万元。", "It takes about 30 to 50 million yuan.",
         "30 to 50 million", "30,000 to 50,000"),
        ("每年有三五万人来此。", "Some 30 to 50 million people come here each year.",
         "30 to 50 million", "30,000 to 50,000"),
        ("有两三百名学生参加。", "Two or three thousand students took part.",
         "Two or three thousand", "200 to 300"),
    ],
)  # fmt: skip
def test_a_guess_at_another_power_of_ten_is_flagged(source, target, words, suggestion):
    (finding,) = found(source, target)
    assert target[finding.start : finding.end] == words
    assert finding.suggestion == suggestion and "×" in finding.reason


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("每年有三五万人来此。", "Some 30,000 to 50,000 people come here each year."),
        ("每年有三五万人来此。", "Tens of thousands of people come here each year."),
        ("有两三百名学生参加。", "Two or three hundred students took part."),
        ("有两三个学生参加。", "Twenty or thirty students took part."),  # too small to be sure
    ],
)
def test_a_guess_that_may_be_meant_is_not_flagged(source, target):
    assert found(source, target) == []
