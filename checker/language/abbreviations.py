"""English abbreviations by what a full stop after them means (`data/abbreviations.tsv`).

All in lower case, without the final stop.
"""

from __future__ import annotations

from checker.language.calendar import MONTH_ABBREVIATIONS
from checker.language.tables import by_role

__all__ = ["BEFORE_NAME", "BEFORE_NUMBER", "INNER", "MAY_END", "MONTHS", "NEVER_END"]

_ROLES = by_role("language/abbreviations")

MONTHS = frozenset(map(str.lower, MONTH_ABBREVIATIONS))
"""Written with a capital, the stop ends no sentence unless a typical first word follows."""

BEFORE_NAME = _ROLES["before_name"]
BEFORE_NUMBER = _ROLES["before_number"] | MONTHS
MAY_END = _ROLES["may_end"]
NEVER_END = _ROLES["never_end"]
INNER = _ROLES["inner"] | MONTHS
