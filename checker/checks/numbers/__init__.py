"""Value-aware checks of numbers, dates, amounts and ratios, Chinese against English.

`chinese` and `english` read the numbers of one side, `equivalence` says when two numbers are the
same, `ledger` which figures state which numbers of a pair, `matching` what became of each source
number; the other modules hold the rules. A new rule is added to the `CHECKS` of its module, and a
new module to the tuple below.
"""

from __future__ import annotations

from checker.checks.base import Check
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

__all__ = ["NUMBER_CHECKS"]

NUMBER_CHECKS: tuple[Check, ...] = (
    *values.CHECKS,
    *magnitudes.CHECKS,
    *points.CHECKS,
    *date_rules.CHECKS,
    *clock.CHECKS,
    *periods.CHECKS,
    *ratios.CHECKS,
    *sequence.CHECKS,
    *scores.CHECKS,
    *amounts.CHECKS,
    *formats.CHECKS,
)
"""All number rules, in the order they run and are documented."""
