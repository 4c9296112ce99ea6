"""modality: duty, ban, permission, chance and plan turned round."""

from __future__ import annotations

import pytest

CHANGED = [
    ("船长必须报告事故。", "Captains may report accidents.", ["may"]),
    ("港务局应当公布费用。", "The port authority can publish its fees.", ["can"]),
    ("货车不得进入码头。", "Lorries may enter the quay.", ["may"]),
    ("码头严禁吸烟。", "Visitors can smoke on the quay.", ["can"]),
    ("游客可以带狗上船。", "Visitors must bring a dog aboard.", ["must"]),
    ("学生可以下午来。", "Students have to come in the afternoon.", ["have to"]),
    ("明天可能有台风。", "There will be a typhoon tomorrow.", ["will "]),
    ("新桥将于五月通车。", "The new bridge was opened to traffic in May.", ["was opened"]),
    (
        "船都靠岸了。乘客必须下船。",
        "All ships are in port. Passengers may leave the ship.",
        ["may"],
    ),
]


@pytest.mark.parametrize(("source", "target", "expected"), CHANGED)
def test_changed(flagged, source, target, expected):
    assert flagged("modality", source, target) == expected


KEPT = {
    "must": ("船长必须报告事故。", "Captains must report accidents."),
    "required": ("船长必须报告事故。", "Captains are required to say what may have happened."),
    "may not": ("货车不得进入码头。", "Lorries may not enter the quay."),
    "a duty for a ban": ("货车不得进入码头。", "Lorries shall stop before the quay."),
    "banned": ("码头严禁吸烟。", "Smoking, which can start fires, is banned on the quay."),
    "can": ("游客可以带狗上船。", "Visitors can bring a dog aboard."),
    "allowed": ("游客可以带狗上船。", "Visitors who must travel with a dog are allowed to."),
    "likely": ("明天可能有台风。", "A typhoon will likely come tomorrow."),
    "question": ("明天可能有台风吗？", "Will there be a typhoon tomorrow?"),
    "two sorts": ("可以不来，但必须报告。", "You may stay away, but must report."),
    "no choice": ("他不得不走。", "He could leave."),
    "a thing to be said": ("可以说，他必定会来。", "He must come, so to speak."),
    "impossible": ("这不可能。", "This will not do."),
    "planned": ("新桥将于五月通车。", "The new bridge is to open in May."),
    "a month": ("船长必须报告事故。", "Captains report accidents in May."),
    "nothing": ("船长必须报告事故。", ""),
}


@pytest.mark.parametrize("name", KEPT)
def test_kept(flagged, name):
    source, target = KEPT[name]
    assert flagged("modality", source, target) == []


def test_reason_names_both_words(findings):
    (found,) = findings("modality", "船长必须报告事故。", "Captains may report accidents.")
    assert "obliges («必须»)" in found.reason and "«may»" in found.reason
    assert found.severity.value == "neutral"
    assert [span.text for span in found.source_spans] == ["必须"]
