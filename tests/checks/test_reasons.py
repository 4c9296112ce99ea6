"""What a reviewer reads of each kind of injected defect: words and figures, never only a number."""

from __future__ import annotations

import re

import pytest

from checker.checks.running import run_checks
from checker.evaluation.defects import DEFECTS
from checker.records import SegmentPair

BUSY = "港口去年很忙，三家工厂也扩大了生产。"
ROWS = {
    # defect: source, garbled English, what the reasons must name
    "clause-dropped": (
        "工厂去年的产量增长了，出口也有所增加，同时银行为员工住房和儿童教育提供了新的贷款。",
        "The factory's output grew last year and exports increased.",
        ["同时银行为员工住房和儿童教育提供了新的贷款", "银行", "贷款"],
    ),
    "cut-after-function-word": (
        "全省计划投资新的铁路和机场。",
        "The province plans to invest in the",
        ["«the»", "全省计划投资新的铁路和机场"],
    ),
    "sentences-joined": (
        "港口去年很忙。目前，九艘船在那里工作。",
        "The port was busy last year At present, nine ships work there.",
        ["At present", "year"],
    ),
    "verb-dropped": (
        "码头已经扩建。",
        "The measures support firms. A wider quay for the whole county.",
        ["A wider quay for the whole county", "no finite verb"],
    ),
    "number-times-ten": (
        "累计投入1.7亿元。",
        "1.7 billion yuan was invested.",
        ["1.7亿", "170,000,000", "1.7 billion", "×10"],
    ),
    "number-tenth": (
        "新增岗位23万个。",
        "23,000 new jobs were created.",
        ["23万", "230,000", "23,000", "×0.1"],
    ),
    "number-digit-slip": (
        "共有8263万人参加。",
        "A total of 82.36 million people took part.",
        ["8263万", "82,630,000", "82.36 million"],
    ),
    "percent-for-point": (
        "占比提高4个百分点。",
        "The share rose by 4 percent.",
        ["4个百分点", "4 percentage points", "4 percent"],
    ),
    "comparison-swapped": (
        "销量环比增长6%。",
        "Sales rose 6 percent year on year.",
        ["环比", "the period before", "year on year"],
    ),
    "currency-swapped": (
        "罚款2万元。",
        "The fine is 20,000 dollars.",
        ["2万", "20,000", "yuan", "20,000 dollars"],
    ),
    "list-item-dropped": (
        "果园种有苹果、梨、桃和葡萄。",
        "The orchard has apples, pears and grapes.",
        ["4 items", "苹果、梨、桃和葡萄", "3", "apples, pears and grapes"],
    ),
    "negation-dropped": (
        "港口并没有关闭。",
        "The port was closed.",
        ["没有", "港口", "The port was closed."],
    ),
    "names-swapped": (
        "局长王海明说，今年的雨水很多。",
        "Director Zhang Weidong said there was much rain this year.",
        ["王海明", "Wang Haiming", "Zhang Weidong"],
    ),
    "han-left": (BUSY, "The port was 很忙 last year.", ["很忙"]),
    "fullwidth-left": (BUSY, "The port was busy， and three factories grew.", ["«，»", "«,»"]),
    "words-looped": (
        BUSY,
        "The port was very busy the port was very busy the port was very busy last year.",
        ["port was very busy", "times in a row"],
    ),
    "other-segment": (
        "周二，当地医院的医生给两名感染病毒的学生做了手术。",
        "On Friday, steel exports from the port fell, the ministry said in Berlin.",
        ["«医院»", "«Friday»", "another passage"],
    ),
    "source-copied": (BUSY, BUSY, [BUSY, "is the source"]),
    "target-empty": (BUSY, "", [BUSY]),
}


def test_every_defect_has_a_row():
    assert set(ROWS) == set(DEFECTS)


@pytest.mark.parametrize("defect", ROWS)
def test_reasons_name_words_and_figures(defect):
    source, target, named = ROWS[defect]
    (found,) = run_checks([SegmentPair("document", 0, source, target)])
    reasons = "\n".join(finding.reason for finding in found)
    assert found
    for words in named:
        assert words in reasons
    for finding in found:
        # beyond figures and marks there is something to read
        assert len(re.sub(r"[\W\d_]+", "", finding.reason)) > 10
