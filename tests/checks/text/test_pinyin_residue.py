"""pinyin-residue: common nouns left in pinyin, and what is no residue."""

from __future__ import annotations

import pytest

INN = "周末，村里的农家乐很热闹。"
RESIDUES = [
    (INN, "At weekends the village's nongjiale is lively.", ["nongjiale"]),
    (INN, "At weekends the village's nong jia le is lively.", ["nong jia le"]),
    (INN, "At weekends the village's nong-jiale is lively.", ["nong-jiale"]),
    (INN, "At weekends the village's “nongjiale” is lively.", ["nongjiale"]),
    ("他是校长的关系户。", "He is a guanxi hu of the headmaster.", ["guanxi hu"]),
    ("双减让孩子轻松了。", "The shuangjian gave children some rest.", ["shuangjian"]),
    ("海边的民宿涨价了。", "Rents of minsu by the sea have risen.", ["minsu"]),
    ("请输入密码。", "Please type the mima.", ["mima"]),
    ("这是绿色通道。", "This is a luse tongdao.", ["luse tongdao"]),
    ("首都机场附近有驿站。", "There is a yizhan near the Capital Airport.", ["yizhan"]),
]


@pytest.mark.parametrize(("source", "target", "expected"), RESIDUES)
def test_residues(flagged, source, target, expected):
    assert flagged("pinyin-residue", source, target) == expected


LEFT_ALONE = {
    "explained in brackets": (INN, "The nongjiale (farm inns) are lively."),
    "explained before": (INN, "The farm inns, or nongjiale, are lively."),
    "explained as a term": (INN, "The farm inns known as “nongjiale” are lively."),
    "explained after": (INN, "The nongjiale, which are farm inns, are lively."),
    "not of the source": ("周末，港口很热闹。", "The nongjiale is lively."),
    "a capital": (INN, "The Nongjiale is lively."),
    "translated": (INN, "The village's farm inns are lively at weekends."),
    "no translation": (INN, ""),
    "a dish": ("饺子和豆腐都好吃。", "The jiaozi and the doufu are both good."),
    "an instrument": ("她会拉二胡。", "She plays the erhu."),
    "money and sport": ("武术比赛的奖金用人民币付。", "Prizes for wushu are paid in renminbi."),
    "a document": ("没有户口不能入学。", "Without a hukou no child can go to school."),
    "a person": ("记者王海明报道", "Reported by wang haiming"),
    "a given name": ("王海明来了。", "Here comes Wang haiming."),
    "a place": ("柳州市的船", "Ships of liuzhou"),
    "a county": ("船到了临高县。", "The ship reached lingao county."),
    "a river": ("白马河涨水了。", "The baima river has risen."),
    "a title": ("她读了《农家乐》。", "She has read “nongjiale”."),
    "part of a short quotation": (INN, "The programme “happy nongjiale days” is on."),
    "an address": (INN, "See www.nongjiale.com or #nongjiale."),
    "Latin in the source": ("nongjiale农家乐网站", "The site nongjiale"),
    "an English word": ("我们打听到了大厅。", "The women are dating in the hall."),
    "a foreign name": ("国际米兰赢了。", "Inter milan won."),
    "an English particle": ("力可拔山", "He was strong, like a hill."),
}


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_left_alone(flagged, name):
    source, target = LEFT_ALONE[name]
    assert flagged("pinyin-residue", source, target) == []


def test_only_where_it_first_stands(findings):
    before = [(INN, "The nongjiale (farm inns) are lively.")]
    later = "The nongjiale closes in winter."
    assert findings("pinyin-residue", "农家乐冬天关门。", later, before=before) == []
    (found,) = findings("pinyin-residue", "农家乐冬天关门，农家乐！", later + " Oh, nongjiale!")
    assert (found.start, found.end) == (4, 13)
    assert found.severity.value == "minor"
    assert found.source_spans[0].text == "农家乐"
    assert "农家乐 in pinyin" in found.reason


def test_source_span_lies_in_the_source(findings):
    (found,) = findings("pinyin-residue", INN, "The nongjiale is lively.")
    (span,) = found.source_spans
    assert INN[span.start : span.end] == span.text == "农家乐"
