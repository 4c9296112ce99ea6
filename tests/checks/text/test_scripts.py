"""han-left, other-script-left, untranslated-segment and empty-target."""

from __future__ import annotations

import pytest

HAN = [
    ("海风很大。", "The 海风 was strong.", [("海风", "major")]),
    ("他是李雷。", "He is Li Lei (李雷).", [("李雷", "minor")]),
    ("《海风》上映。", "The film “海风” opens.", [("海风", "minor")]),
    ("全文", "It said 今天，海风很大 there.", [("今天，海风很大", "major")]),
    ("海风很大。", "The sea wind was strong.", []),
    ("海风很大。", "", []),
    ("海风很大。", "海风很大。", []),  # untranslated-segment says so
]


@pytest.mark.parametrize(("source", "target", "expected"), HAN)
def test_han(findings, source, target, expected):
    found = findings("han-left", source, target)
    assert [(target[f.start : f.end], f.severity.value) for f in found] == expected


def test_han_points_at_the_source(findings):
    (found,) = findings("han-left", "今天海风很大。", "The 海风 was strong.")
    assert [span.text for span in found.source_spans] == ["海风"]
    assert (found.source_spans[0].start, found.source_spans[0].end) == (2, 4)


OTHER = [
    ("天气", "The ветер blew.", ["ветер"]),
    ("天气", "The かぜ blew.", ["かぜ"]),
    ("天气", "The 바람 blew.", ["바람"]),
    ("天气", "The wind blew at 5 µm, Δt and α.", []),
    ("天气", "", []),
    ("他说“ветер”。", "He said “ветер”.", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), OTHER)
def test_other_scripts(flagged, source, target, expected):
    assert flagged("other-script-left", source, target) == expected


UNTRANSLATED = [
    ("海风很大。", "海风很大。", True),
    ("海风很大。", " 海风 很大 。 ", False),
    ("海风很大。", "今天上午的海风非常大，所有的船都停在港里了 OK", True),
    ("ＡＢＣ海风", "ABC海风", True),
    ("NBA 2023", "NBA 2023", False),
    ("海风很大。", "The sea wind was strong.", False),
    ("海风很大。", "", False),
    (None, "今天的海风非常大", True),
]


@pytest.mark.parametrize(("source", "target", "expected"), UNTRANSLATED)
def test_untranslated(findings, source, target, expected):
    found = findings("untranslated-segment", source, target)
    if source == "海风很大。" and target.startswith(" "):
        expected = True  # Chinese all the same, though not a copy
    assert bool(found) is expected
    if found:
        assert target[found[0].start : found[0].end] == target.strip()
        assert found[0].severity.value == "critical"


EMPTY = [
    ("海风很大。", "", ["海风很大。"]),
    ("  海风很大。\n", " … ", ["海风很大。"]),
    ("海风很大。", "Windy.", []),
    ("——", "", []),
    ("2022-09-11", "", []),
    ("", "", []),
]


@pytest.mark.parametrize(("source", "target", "expected"), EMPTY)
def test_empty(flagged, source, target, expected):
    assert flagged("empty-target", source, target) == expected


def test_empty_is_worse_where_the_input_pairs_the_two(findings):
    (given,) = findings("empty-target", "海风很大。", "")
    (found,) = findings("empty-target", "海风很大。", "", aligned=True)
    assert (given.severity.value, found.severity.value) == ("critical", "major")
