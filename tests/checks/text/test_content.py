"""page-furniture, my-country, question-lost, negation-flip, although-but and latin-copy."""

from __future__ import annotations

import pytest

FURNITURE = [
    ("海风很大", "date 2021-03-04 original title: Gale", ["date 2021-03-04 original title:"]),
    ("海风很大。", "The wind is strong.\nEditor: Zhao Lin", ["Editor: Zhao Lin"]),
    ("海风很大。", "The wind is strong. [Click here to read on]", ["[Click here to read on]"]),
    ("海风很大。", "Share to WeChat", ["Share to WeChat"]),
    (None, "Original title: Strong wind", ["Original title:"]),
    ("海风很大。", "The wind is strong.", []),
    ("海风很大。", "", []),
    ("责任编辑：赵琳", "Editor: Zhao Lin", []),
    ("原标题：海风很大", "Original title: Strong wind", []),
    ("消息来源说，风很大。", "The sources said the wind is strong.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), FURNITURE)
def test_furniture(flagged, source, target, expected):
    assert flagged("page-furniture", source, target) == expected


COUNTRY = [
    ("我国港口繁忙。", "My country's ports are busy.", [("My country's", "China's")]),
    ("据悉，我国港口繁忙。", "Ports in our country are busy.", [("our country", "China")]),
    ("我省港口繁忙。", "In our province, ports are busy.", [("our province", "the province")]),
    (None, "It said my country’s ports are busy.", [("my country’s", "China’s")]),
    ("我国港口繁忙。", "China's ports are busy.", []),
    ("我国港口繁忙。", "", []),
    ("我们的国家很美。", "Our country is beautiful.", []),
    (None, "I love my country.", []),
    (None, "Our country is beautiful.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), COUNTRY)
def test_my_country(findings, source, target, expected):
    found = findings("my-country", source, target)
    assert [(target[f.start : f.end], f.suggestion) for f in found] == expected


def test_my_country_in_a_quotation_is_less_sure(findings):
    (said,) = findings("my-country", "他说：“我国很美。”", "He said, “our country is beautiful.”")
    (told,) = findings("my-country", "我国很美。", "Our country is beautiful.")
    assert said.confidence < told.confidence
    assert [span.text for span in told.source_spans] == ["我国"]


QUESTIONS = [
    ("船会停在哪里？", "The ships will stay in port.", [("port.", "major")]),
    ("船会停在港里。", "Will ships stay in port?", [("port?", "minor")]),
    ("船会停在哪里？", "Will ships stay in port?", []),
    ("船会停在哪里？", "", []),
    ("他问船会停吗？", "He asked whether ships stop.", []),
    ("船会停吗。", "Will the ships stop?", []),
    (
        "船会停吗？港口很忙。",
        "The ships stop. The port is busy.",
        [("The ships stop. The port is busy.", "minor")],
    ),
    ("“谁来开船？”他很急。", "He was in a hurry.", [("He was in a hurry.", "minor")]),
    ("船会停吗？港口很忙。", "Will the ships stop? The port is busy.", []),
    ("船会停吗？港口很忙。", "It is unclear whether the ships stop. The port is busy.", []),
    ("名为“特别？爱船”的活动很热闹。", "The event “Love of Ships” is lively.", []),
    ("名为“爱船？”的活动很热闹。", "The event “Love of Ships” is lively.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), QUESTIONS)
def test_questions(findings, source, target, expected):
    found = findings("question-lost", source, target)
    assert [(target[f.start : f.end], f.severity.value) for f in found] == expected


def test_question_in_the_next_segment(flagged):
    after = [("港口很忙。", "Will the ships stop?")]
    assert flagged("question-lost", "船停吗？风大。", "The wind is strong.", after=after) == []
    assert flagged("question-lost", "风大，船停吗？", "The wind is strong.", after=after) == []
    asked = [("船停吗？", "Will the ships stop?")]
    assert flagged("question-lost", "船停吗？风大。", "The wind is strong.", after=asked) != []


NEGATION = [
    ("港口没有关闭。", "The port was closed.", ["The port was closed."]),
    ("风很大。港口没有关闭。", "It blew. The port was closed.", ["The port was closed."]),
    ("港口没有关闭。", "The port was not closed.", []),
    ("港口没有关闭。", "The port remained open.", []),
    ("我们不会放弃。", "We will carry on.", []),
    ("他办事从不拖泥带水。", "He is brisk in everything.", []),
    ("港口没有关闭。", "", []),
    ("港口不断扩建。", "The port keeps growing.", []),
    ("港口未来可期。", "The port has a future.", []),
    ("他不知道船何时开。", "He knows when the ship sails.", ["He knows when the ship sails."]),
    ("没人想到会下雪。", "Everyone thought it would snow.", ["Everyone thought it would snow."]),
    ("无法按时交货。", "They can deliver on time.", ["They can deliver on time."]),
    ("无法按时交货。", "They were unable to deliver on time.", []),
    ("账目尚未公布。", "The accounts have yet to be published.", []),
    ("不仅没有减少，反而增加。", "It grew instead of shrinking.", []),
    ("他没事。", "He is fine.", []),
    ("这不是没有可能。", "It is entirely possible.", []),
    ("没有一个船员不喜欢他。", "All the sailors liked him.", []),
    ("他不可能不知道。", "He must have known.", []),
    ("他并非不知道风险。", "He was well aware of the risks.", []),
    ("不要忘记关灯。", "Remember to turn off the lights.", []),
    ("没有人比他更清楚。", "He knew it better than anyone.", []),
    ("未经同意，船员不得上岸。", "Sailors may land only with consent.", []),
    ("未经同意，船员不得上岸。", "With consent sailors land.", ["With consent sailors land."]),
    ("船尚未获得批准。", "The ship is still awaiting approval.", []),
    ("努力没有白费。", "The effort paid off.", []),
    ("活动没有年龄限制。", "The event is open to all.", []),
    ("这种甲虫从未被描述。", "The beetle is new to science.", []),
    ("有没有关闭？", "Was the port closed?", []),
    ("Port not closed", "The port was closed.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), NEGATION)
def test_negation(flagged, source, target, expected):
    assert flagged("negation-flip", source, target) == expected


CONJUNCTIONS = [
    (
        "Although the wind was strong, but the ships sailed.",
        ["Although the wind was strong, but"],
    ),
    ("Because the wind was strong, so ships stayed.", ["Because the wind was strong, so"]),
    ("Although the wind was strong, the ships sailed.", []),
    ("", []),
    ("Because it blew hard, so far no ship has sailed.", []),
    ("Although not the oldest, but a fine ship, it sailed.", []),
]


@pytest.mark.parametrize(("target", "expected"), CONJUNCTIONS)
def test_two_conjunctions(flagged, target, expected):
    assert flagged("although-but", None, target) == expected


CODES = [
    ("C919客机起飞。", "The airliner took off.", ["C919"]),
    ("详见www.port.example网站。", "See the website.", ["www.port.example"]),
    ("邮箱lee@port.example。", "Write to us.", ["lee@port.example"]),
    ("5G网络", "The network", ["5G"]),
    ("C919客机起飞。", "The C-919 airliner took off.", []),
    ("C919客机起飞。", "", []),
    ("发电300MW，距离5km，GDP增长。", "Power, distance and growth.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), CODES)
def test_codes(flagged, source, target, expected):
    assert flagged("latin-copy", source, target) == expected


def test_code_in_the_next_segment(flagged):
    after = [("它很大。", "The C919 is large.")]
    assert flagged("latin-copy", "C919起飞。", "It took off.", after=after) == []
