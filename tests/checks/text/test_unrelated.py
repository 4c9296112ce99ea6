"""unrelated-text, clause-missing, and the words they ask as witnesses."""

from __future__ import annotations

import pytest

from checker.language.anchors import english_witnesses, source_witnesses
from checker.language.tables import rows

HOSPITAL = "周二，当地医院的医生给两名感染病毒的学生做了手术。"
STEEL = "On Friday, steel exports from the port fell by 30 per cent, the ministry said in Berlin."
RIGHT = (
    "On Tuesday, doctors at the local hospital operated on two students infected with the virus."
)
UNRELATED = [
    (HOSPITAL, STEEL, True),
    (HOSPITAL, RIGHT, False),
    (HOSPITAL, "", False),
    (None, STEEL, False),
    # a free translation, a text too short to judge, Chinese left as it was, other units
    (HOSPITAL, "Two students who had caught the virus were operated on by medics Tuesday.", False),
    ("医院和学生。", STEEL, False),
    (HOSPITAL, HOSPITAL, False),
    (
        "争议应提交中国国际经济贸易仲裁委员会。",
        "Disputes shall be referred to CIETAC.",
        False,
    ),
    (
        "美国环境保护局周二表示，污染下降了30%。",
        "Pollution is down 30%, the EPA said Tuesday.",
        False,
    ),
]


def test_initials_excuse_only_what_has_them(flagged):
    assert flagged("unrelated-text", "争议应提交中国国际经济贸易仲裁委员会。", STEEL) == [STEEL]


@pytest.mark.parametrize(("source", "target", "expected"), UNRELATED)
def test_unrelated(findings, source, target, expected):
    if source is None:
        source = ""
    found = findings("unrelated-text", source, target)
    assert bool(found) is expected
    for item in found:
        assert item.severity.value == "critical"
        assert "«医院»" in item.reason and "«Friday»" in item.reason
        assert "医院" in {span.text for span in item.source_spans}


def test_less_will_do_where_a_neighbour_fits(findings):
    source, target = (
        "他们说，钢铁价格又回落了一些。",
        "They say the house is warm and a doctor came.",
    )
    assert not findings("unrelated-text", source, target)
    (found,) = findings(
        "unrelated-text", source, target, after=[("房子很暖和，医生也来了。", "It is.")]
    )
    assert "«钢铁»" in found.reason and "segment 2" in found.reason


LONG = "工厂去年的产量增长了三成，出口也有所增加，同时银行为员工住房和儿童教育提供了新的贷款。"
CLAUSES = [
    (
        LONG,
        "The factory's output grew by 30 percent last year and exports increased.",
        ["同时银行为员工住房和儿童教育提供了新的贷款。"],
    ),
    (
        LONG,
        "The factory's output grew by 30 percent last year, exports increased as well, and the bank"
        " gave new loans for the staff's housing and their children's education.",
        [],
    ),
    (LONG, "", []),
    (LONG, STEEL, []),
    ("银行为员工住房提供了新的贷款。", "The factory grew.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), CLAUSES)
def test_clauses(flagged, source, target, expected):
    assert flagged("clause-missing", source, target) == expected


def test_a_missing_clause_is_named_with_its_words(findings):
    (found,) = findings("clause-missing", LONG, CLAUSES[0][1])
    for words in ("银行", "住房", "贷款", "is not explained by any English word"):
        assert words in found.reason
    assert found.side == "source"


def test_witnesses():
    found = source_witnesses(
        "周二，医院有1,250名患者和新的设备。", "On Tuesday 1250 patients came."
    )
    assert [(w.text, w.found) for w in found] == [
        ("周二", True),
        ("医院", False),
        ("1,250", True),
        ("患者", True),
        ("设备", False),
    ]
    assert all((w.weight < 0) is w.found for w in found)
    back = english_witnesses(
        "周二，医院很忙。", "The police came on Friday with 25 men from the FBI."
    )
    assert [w.text for w in back if not w.found] == ["police", "Friday", "25"]
    assert [w.text for w in back if w.found] == ["FBI"]


def test_listed_words_say_less():
    alone = source_witnesses("法国的工厂很忙。", "It was quiet.")[0]
    listed = source_witnesses("法国、德国的工厂很忙。", "It was quiet.")[0]
    assert listed.weight == pytest.approx(alone.weight / 2)


def test_the_data_are_sound():
    table = rows("language/anchor_words", "chinese", "english", "missing", "found", "aligned")
    weighed = [row for row in table if row[1] != "-"]
    assert len(weighed) > 700
    for han, english, missing, found, _ in weighed:
        assert len(han) > 1 and not english.endswith("|")
        assert float(missing) > float(found)
