"""Value-aware checks of numbers, dates, amounts and ratios, Chinese against English.

`chinese` and `english` read the numbers of one side, `equivalence` says when two numbers are the
same, `ledger` which figures state which numbers of a pair, `matching` what became of each source
number; the other modules hold the rules. A new rule is added to the `RULES` of its module, and a
new module to the tuple below.
"""

from __future__ import annotations

from checker.checks.base import Rule
from checker.checks.numbers import (
    amounts,
    clock,
    formats,
    magnitudes,
    periods,
    points,
    ratios,
    scores,
    sequence,
    values,
)
from checker.checks.numbers import dates as date_rules

__all__ = ["NUMBER_RULES"]

NUMBER_RULES: tuple[Rule, ...] = (
    *values.RULES,
    *magnitudes.RULES,
    *points.RULES,
    *date_rules.RULES,
    *clock.RULES,
    *periods.RULES,
    *ratios.RULES,
    *sequence.RULES,
    *scores.RULES,
    *amounts.RULES,
    *formats.RULES,
)
"""All number rules, in the order they run and are documented."""
