"""enumeration-items, list-and-missing and list-numbering."""

from __future__ import annotations

import pytest

NUMBERS = [
    ("三、疏浚航道", "2. Dredging", ["2."]),
    ("（十二）验收", "(xi) Inspection", []),
    ("（四）验收", "(iii) Inspection", ["(iii)"]),
    ("第二，疏浚。", "Third, dredging.", ["Third"]),
    ("③疏浚", "② Dredging", ["②"]),
    ("三、疏浚航道", "III. Dredging", []),
    ("三、疏浚航道", "Dredging", []),
    ("三、疏浚航道", "", []),
    ("3.5米深", "2. Deep", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), NUMBERS)
def test_numbering(flagged, source, target, expected):
    assert flagged("list-numbering", source, target) == expected


FRUIT = "果园种有苹果、梨、桃、杏和葡萄。"
ENUMERATIONS = [
    (FRUIT, "The orchard has apples, pears, peaches and grapes.", [FRUIT[:-1]]),
    (FRUIT, "The orchard has apples, pears, peaches, apricots and grapes.", []),
    (FRUIT, "The orchard has many kinds of fruit.", []),
    (FRUIT, "", []),
    ("果园种有苹果、梨和葡萄。", "The orchard has apples and grapes.", ["果园种有苹果、梨和葡萄"]),
    ("果园种有苹果、梨和葡萄。", "The orchard has apples, pears and grapes.", []),
    ("书记、主席王明和夫人到场。", "The secretary and chairman came.", []),
    ("新港口、与城市相连的铁路都在建。", "The port and the railway are being built.", []),
    ("港口、铁路与和平广场", "The port, the railway and Peace Square", []),
    ("苹果、梨、桃、杏，草莓、西瓜。", "It has apples, pears, and peaches.", []),
    (
        "红的苹果、黄的梨、大的桃、小的杏。",
        "Apples, pears, and peaches.",
        ["红的苹果、黄的梨、大的桃、小的杏"],
    ),
]


@pytest.mark.parametrize(("source", "target", "expected"), ENUMERATIONS)
def test_enumerations(flagged, source, target, expected):
    assert flagged("enumeration-items", source, target) == expected


CARGO = "码头装卸煤、矿石和粮食。"
UNJOINED = [
    (CARGO, "The quay handles coal, ore, grain.", ["quay handles coal, ore, grain"]),
    ("他带来苹果、梨、桃以及葡萄。", "He brought apples, pears, peaches, grapes.", None),
    ("岸上有狗、猫或羊。", "There were dogs, cats, sheep!", None),
    ("他怕火、水与风。船开了。", "He fears fire, water, wind. The ship has left.", None),
    ("这里有医院、学校及银行。", "There is a hospital, a school, a bank.", None),
    (CARGO, "The quay handles coal, ore and grain.", []),
    (CARGO, "The quay handles coal, ore, and grain.", []),
    (CARGO, "The quay handles coal, ore, grain, etc.", []),
    (CARGO, "The quay handles coal, ore, grain, salt.", []),
    (CARGO, "", []),
    ("煤、矿石、粮食。", "Coal, ore, grain.", []),
    ("岸上有狗、猫和羊。", "The man, a sailor, killing sheep.", []),
    ("岸上有狗、猫和羊。", "They may, if needed, sell sheep.", []),
    ("小文、文先生和孩子来了。", "Despite rain, Xiao Wen, Mr. Wen and a child came.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), UNJOINED)
def test_list_without_and(flagged, source, target, expected):
    found = flagged("list-and-missing", source, target)
    assert len(found) == 1 if expected is None else found == expected


def test_list_without_and_suggests_it(findings):
    (found,) = findings("list-and-missing", CARGO, "It handles coal, ore, grain.")
    assert found.suggestion == "It handles coal, ore and grain"
    assert found.severity.value == "neutral"
    assert "«grain»" in found.reason and "煤、矿石和粮食" in found.reason
