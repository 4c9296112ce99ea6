"""place-name, place-pinyin, organisation-name, surname-order and name-pinyin."""

from __future__ import annotations

import pytest

from checker.checks.text.name_pinyin import distance
from checker.language.person_names import is_pinyin, name_index, person_names, plain, readings

PLACES = [
    ("陕西的苹果熟了。", "Apples in Shanxi are ripe.", [("Shanxi", "Shaanxi")]),
    ("奥地利队获胜。", "Australia won.", [("Australia", "Austria")]),
    ("澳门游客增多。", "Aomen has more visitors.", [("Aomen", "Macao")]),
    ("陕西的苹果熟了。", "Apples in Shaanxi are ripe.", []),
    ("陕西的苹果熟了。", "Apples are ripe.", []),
    ("陕西和山西的苹果熟了。", "Apples in Shanxi are ripe.", []),
    ("陕西的苹果熟了。", "", []),
    ("印度尼西亚队获胜。", "Indonesia won.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), PLACES)
def test_places(findings, source, target, expected):
    found = findings("place-name", source, target)
    assert [(target[f.start : f.end], f.suggestion) for f in found] == expected


def test_place_named_next_door_is_no_error(flagged):
    after = [("山西也一样。", "Shanxi, too.")]
    assert flagged("place-name", "陕西的苹果熟了。", "Shanxi apples are ripe.", after=after) == []


CITIES = [
    ("柳州市今日有雨。", "Rain fell in Lanzhou today.", ["Lanzhou"]),
    ("富锦市的水稻熟了。", "Rice is ripe in Fuzhou City.", ["Fuzhou"]),
    ("柳州市今日有雨。", "Rain fell in Liuzhou today.", []),
    ("柳州市今日有雨。", "", []),
    ("沪杭线经过嘉善县。", "The Shanghai line passes a county.", []),
    ("洛杉矶市今日有雨。", "Rain fell in Los Angeles today.", []),
    ("全省有雨，柳州市除外。", "Rain fell in Guangxi, except there.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), CITIES)
def test_cities(flagged, source, target, expected):
    assert flagged("place-pinyin", source, target) == expected


OFFICES = [
    ("商务部发布数据。", "The Ministry of Business gave figures.", ["Ministry of Business"]),
    (
        "中国人民银行宣布降息。",
        "The People ' s Bank of China cut rates.",
        [],
    ),
    ("中国人民银行宣布降息。", "The Chinese People's Bank cut rates.", ["Chinese People's Bank"]),
    ("商务部发布数据。", "The Ministry of Commerce gave figures.", []),
    ("商务部发布数据。", "The ministry gave figures.", []),
    ("商务部发布数据。", "", []),
    ("美国国务院发表声明。", "The State Department made a statement.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), OFFICES)
def test_offices(flagged, source, target, expected):
    assert flagged("organisation-name", source, target) == expected


ORDER = [
    ("记者王海燕报道。", "Haiyan Wang reports.", [("Haiyan Wang", "Wang Haiyan")]),
    ("吕思清演奏。", "Siqing Lü played.", [("Siqing Lü", "Lü Siqing")]),
    ("记者王海燕报道。", "Wang Haiyan reports.", []),
    ("记者王海燕报道。", "", []),
    ("杨丽报道。", "Li Yang reports.", []),
    ("王海燕（Haiyan Wang）报道。", "Haiyan Wang reports.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), ORDER)
def test_order(findings, source, target, expected):
    found = findings("surname-order", source, target)
    assert [(target[f.start : f.end], f.suggestion) for f in found] == expected


NAMES = [
    ("市长王海燕表示，风很大。", "Mayor Wang Haiyang said so.", [("Wang Haiyang", "Wang Haiyan")]),
    ("市长曾立群表示满意。", "Mayor Zhao Guodong was content.", [("Zhao Guodong", "Zeng Liqun")]),
    ("市长王海燕说，风很大。", "Wang Hai Yen said so.", [("Wang Hai Yen", "Wang Haiyan")]),
    ("市长王海燕表示，风很大。", "Mayor Wang Haiyan said so.", []),
    ("市长王海燕表示，风很大。", "Mayor Wang Hai Yan said so.", []),
    ("市长单雄信表示，风很大。", "Mayor Shan Xiongxin said so.", []),
    ("市长王海燕表示，风很大。", "The mayor said so.", []),
    ("市长王海燕表示，风很大。", "", []),
    ("王海燕、赵国栋的队友表示满意。", "Zhao Guodong's mate was content.", []),
    ("周一说起风很大。", "On Monday Zhao Guodong spoke.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), NAMES)
def test_names(findings, source, target, expected):
    found = findings("name-pinyin", source, target)
    assert [(target[f.start : f.end], f.suggestion) for f in found] == expected


def test_names_are_found_beside_a_cue():
    text = "市委书记欧阳文远说，王海燕表示同意，白皮书指出风很大。"
    found = list(person_names(text))
    assert [(name.surname, name.given) for name in found] == [("欧阳", "文远"), ("王", "海燕")]
    assert all(text[n.start : n.end] == n.surname + n.given for n in found)


def test_readings():
    assert readings("海燕") == {"haiyan"}
    assert "shan" in readings("单", surname=True)
    assert {"lv", "lu"} <= readings("绿")
    assert ("wang", "haiyan") in name_index("由王海燕主讲")
    assert plain("Lü Si-qing’s") == "lvsiqings"
    assert is_pinyin("xiaoming")
    assert not is_pinyin("smith")


@pytest.mark.parametrize(
    ("left", "right", "steps"),
    [("", "", 0), ("peng", "pen", 1), ("xun", "hun", 1), ("abc", "", 3), ("jian", "jain", 2)],
)
def test_distance(left, right, steps):
    assert distance(left, right) == distance(right, left) == steps
