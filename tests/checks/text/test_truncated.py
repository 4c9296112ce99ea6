"""truncated-end."""

from __future__ import annotations

import pytest

FULL = "全市计划三年内投资建设二十座污水处理厂，进一步改善河流水质，让沿岸居民受益。"
ROWS = [
    # fail
    (FULL, "The city plans to invest in the", [("in the", "major")]),
    (FULL, "Over three years the city will build twenty plants and", [("plants and", "major")]),
    (FULL, "The city will build plants for the treatment of.", [("treatment of.", "major")]),
    (FULL, "The time is cut from nine days to. People are glad.", [("days to.", "major")]),
    (FULL, "Such progress is not easy to achieve such.", [("achieve such.", "major")]),
    (FULL, "The city will build twenty plants over three years,", [("years,", "minor")]),
    (FULL, "The city plans", [("The city plans", "major")]),
    (None, "The city will build its plants with", [("plants with", "major")]),
    # too short and without a stop
    (FULL, "The city plans to build", [("to build", "major")]),
    # pass
    (FULL, "The city will build twenty sewage plants in three years for those on the banks.", []),
    (FULL, "", []),
    # ignored: headlines, stranded prepositions, quoted words, continued segments
    ("二十座新厂将建", "Twenty new plants on the way in", []),
    (FULL, "That is the plant that the city has long dreamt of.", []),
    (FULL, "This is what the river is known for.", []),
    (FULL, "The standard must be adhered to.", []),
    (FULL, "It is known as such.", []),
    (FULL, 'They could not agree on "the."', []),
]


@pytest.mark.parametrize(("source", "target", "expected"), ROWS)
def test_table(findings, source, target, expected):
    found = findings("truncated-end", source, target)
    assert len(found) == len(expected)
    for item, (tail, severity) in zip(found, expected, strict=True):
        assert target[item.start : item.end].endswith(tail)
        assert item.severity.value == severity


def test_sentence_cut_in_two_by_its_line(findings):
    after = [("改善水质。", "the rivers of the county.")]
    assert findings("truncated-end", FULL, "They want to clean up the", after=after) == []
