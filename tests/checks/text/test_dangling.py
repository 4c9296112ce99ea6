"""dangling-transitive."""

from __future__ import annotations

import pytest

ROWS = [
    # fail
    ("The basin has gradually formed At present, it is full.", [("major", True)]),
    ("The two ports have jointly established. Ships call daily.", [("minor", False)]),
    ("The county has achieved", [("minor", False)]),
    # pass
    ("The basin has gradually taken shape.", []),
    ("The two ports have established a ferry line.", []),
    ("A reservoir has been established.", []),
    ("", []),
    # ignored: the object stands in front
    ("This is the ferry line that the two ports have established.", []),
    ("Nobody denies what the county has achieved.", []),
    ("The progress we have achieved. It is real.", []),
    ("The deal the two sides have made.", []),
    ("A thin crust has formed.", []),
]


@pytest.mark.parametrize(("target", "expected"), ROWS)
def test_table(findings, target, expected):
    found = findings("dangling-transitive", None, target)
    assert [item.severity.value for item in found] == [severity for severity, _ in expected]
    for item, (_, fused) in zip(found, expected, strict=True):
        words = target[item.start : item.end]
        assert words.startswith(("has ", "have "))
        assert words.endswith("At present,") is fused
        assert "needs an object" in item.reason
