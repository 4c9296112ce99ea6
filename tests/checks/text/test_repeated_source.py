"""repeated-source-inconsistent."""

from __future__ import annotations

SAME = "港务局今年扩建码头。"


def test_same_source_two_ways(findings):
    before = [(SAME, "The port widens its quays."), ("其他", "Other")]
    found = findings("repeated-source-inconsistent", SAME, "Quay widening by port.", before=before)
    assert [item.severity.value for item in found] == ["minor"]
    assert "segment 1" in found[0].reason
    assert found[0].suggestion == "The port widens its quays."


def test_same_english_for_other_chinese(findings):
    before = [(SAME, "The port will widen its quays.")]
    other = "风太大，学校停课一天。"
    found = findings(
        "repeated-source-inconsistent", other, "The port will widen its quays.", before=before
    )
    assert [item.severity.value for item in found] == ["major"]


def test_what_is_left_alone(findings):
    rule = "repeated-source-inconsistent"
    before = [(SAME, "The port widens its quays.")]
    assert findings(rule, SAME, "The port widens its quays!", before=before) == []
    assert findings(rule, SAME, "", before=before) == []
    assert findings(rule, "是。", "It is so.", before=[("是。", "Yes, indeed it is.")]) == []
    close = "港务局今年将扩建码头。"
    assert findings(rule, close, "The port widens its quays.", before=before) == []
    assert findings(rule, SAME, "The port widens its quays.") == []
