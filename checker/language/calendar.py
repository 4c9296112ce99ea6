"""The names of months and weekdays."""

from __future__ import annotations

from checker.language.tables import rows, several

__all__ = ["CHINESE_WEEKDAYS", "MONTHS", "MONTH_ABBREVIATIONS", "WEEKDAYS"]

_MONTHS = rows("language/months", "number", "english", "short")
_WEEKDAYS = rows("language/weekdays", "number", "english", "chinese")

MONTHS = tuple(english for _, english, _ in _MONTHS)
"""January to December."""

MONTH_ABBREVIATIONS = {short: int(number) for number, _, cell in _MONTHS for short in several(cell)}
"""English abbreviation without its stop (Jan, Sept) → 1 to 12. May has none."""

WEEKDAYS = tuple(english for _, english, _ in _WEEKDAYS)
"""Monday to Sunday."""

CHINESE_WEEKDAYS = {sign: int(number) for number, _, cell in _WEEKDAYS for sign in several(cell)}
"""Chinese sign behind 星期 or 周 → 1 (Monday) to 7."""
