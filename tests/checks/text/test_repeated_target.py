"""repeated-target: the same English sentence for two Chinese ones."""

from __future__ import annotations

import pytest

WIND = "昨夜的大风吹倒了三棵老树。"
BANK = "县里的银行今年不再收手续费。"
SHIP = "两艘货轮停在码头外等候。"
STORM = "The storm blew down three old trees last night."
BOATS = "Two freighters wait outside the quay."
BEFORE = [(WIND + SHIP, f"{STORM} {BOATS}")]


def test_second_sentence_repeated(findings):
    target = f"{STORM} The bank is open."
    (found,) = findings("repeated-target", BANK + "银行开门。", target, before=BEFORE)
    assert target[found.start : found.end] == STORM
    assert found.severity.value == "minor"
    assert "segment 1" in found.reason and "大风" in found.reason and "手续费" in found.reason
    assert [span.text for span in found.source_spans] == [BANK]


FIRES = {
    "after a long segment": (BANK, STORM, BEFORE),
    "inside a long segment": (SHIP + BANK, f"{BOATS} {STORM}", [(WIND, STORM)]),
    "other marks": (BANK, "The storm blew down three old trees, last night!", BEFORE),
    "within one segment": (WIND + BANK, f"{STORM} {STORM}", []),
    "uneven segments": (BANK + "他说。", STORM, BEFORE),
}


@pytest.mark.parametrize("name", FIRES)
def test_fires(flagged, name):
    source, target, before = FIRES[name]
    assert len(flagged("repeated-target", source, target, before=before)) == 1


SILENT = {
    "the same Chinese": (WIND, STORM, BEFORE),
    "nearly the same Chinese": ("昨夜大风吹倒三棵树。", STORM, BEFORE),
    "whole segments": (BANK, STORM, [(WIND, STORM)]),
    "a short sentence": (
        BANK + SHIP,
        f"It was so. {BOATS}",
        [(WIND + WIND, f"It was so. {STORM}")],
    ),
    "short Chinese": ("没错。", STORM, BEFORE),
    "other English": (BANK, "The bank charges no fee this year.", BEFORE),
    "no translation": (BANK, "", BEFORE),
    "the first of them": (WIND + SHIP, f"{STORM} {BOATS}", []),
}


@pytest.mark.parametrize("name", SILENT)
def test_silent(flagged, name):
    source, target, before = SILENT[name]
    assert flagged("repeated-target", source, target, before=before) == []


def test_the_first_place_is_not_flagged(flagged):
    after = [(BANK + SHIP, f"{STORM} {BOATS}")]
    assert flagged("repeated-target", WIND, STORM, after=after) == []
