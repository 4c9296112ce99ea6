"""Reads dates and weekdays of both languages, for the rules that compare them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from checker.records import Span
from checker.rules.numbers.chinese import find_quantities
from checker.rules.numbers.english_words import MONTHS
from checker.rules.numbers.numerals import canonical

__all__ = ["WEEKDAYS", "DayMention", "chinese_days", "chinese_weekdays", "english_days",
           "english_months", "english_weekdays", "names_lunar_dates"]  # fmt: skip

WEEKDAYS: tuple[str, ...] = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DayMention:
    """A day of the year, or a weekday (then `month` is 0 and `day` counts from Monday = 1)."""

    span: Span
    month: int
    day: int

    @property
    def key(self) -> tuple[int, int]:
        """What two mentions of one day share."""
        return self.month, self.day


_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_NAMES = "|".join((*(name.capitalize() for name in MONTHS), _SHORT))
_DAY = r"(?P<{}>3[01]|[12]?\d)(?:st|nd|rd|th)?(?![\d%:,.]?\d|(?:st|nd|rd|th)\w)"
_ENGLISH_DAY = re.compile(
    rf"\b(?P<month>{_NAMES})\s(?:the\s)?{_DAY.format('after')}"
    rf"|(?<![\d.,:])\b{_DAY.format('before')}\s(?:of\s)?(?P<month2>{_NAMES})(?![a-z])"
)
# May and March are words as well, so they need a word of time before them or a year behind.
_ENGLISH_MONTH = re.compile(
    r"\b(?:January|February|April|June|July|August|September|October|November|December)\b"
    r"|\b(?:May|March)(?=,? (?:of )?(?:20|19)\d\d\b)"
    r"|(?:(?<=\b[Ii]n )|(?<=early )|(?<=since )|(?<=until )|(?<=from )|(?<=late ))(?:May|March)\b"
)
_CHINESE_WEEKDAY = re.compile(
    "(?:星期|礼拜|周)(?P<day>[一二三四五六日天])(?![至到、刊报]|[一二三四五六日])"
)
_LUNAR = re.compile("农历|阴历|正月|腊月|初[一二三四五六七八九十]|旧历")
_ENGLISH_WEEKDAY = re.compile(r"\b(?:" + "|".join(WEEKDAYS) + r")s?\b")


def names_lunar_dates(text: str) -> bool:
    """Whether a Chinese text counts days by the moon (正月初五), unlike its English."""
    return _LUNAR.search(text) is not None


def chinese_days(text: str) -> list[DayMention]:
    """Return the days written 3月4日 in a text; none where it names lunar dates."""
    if "月" not in text or names_lunar_dates(text):
        return []
    quantities = find_quantities(text)
    return [
        DayMention(
            Span(month.start, day.end, text[month.start : day.end]),
            int(month.value),
            int(day.value),
        )
        for month, day in pairwise(quantities)
        if month.kind == "month" and day.kind == "day" and text[month.end : day.start].strip() == ""
    ]


def _month_number(name: str) -> int:
    stem = name.lower()[:3]
    return next(n for n, month in enumerate(MONTHS, start=1) if month.startswith(stem))


def english_days(text: str) -> list[DayMention]:
    """Return the days written March 4, Mar. 4th or 4 March in a text."""
    return [
        DayMention(
            Span(match.start(), match.end(), match.group()),
            _month_number(match["month"] or match["month2"]),
            int(match["after"] or match["before"]),
        )
        for match in _ENGLISH_DAY.finditer(text)
    ]


def english_months(text: str) -> list[DayMention]:
    """Return the months named in a text; May and March only where they must be months."""
    return [
        DayMention(Span(m.start(), m.end(), m.group()), _month_number(m.group()), 0)
        for m in _ENGLISH_MONTH.finditer(text)
    ]


def chinese_weekdays(text: str) -> list[DayMention]:
    """Return the weekdays (星期三, 周三) named in a text."""
    return [
        DayMention(
            Span(match.start(), match.end(), text[match.start() : match.end()]),
            0,
            min(7, "一二三四五六日天".index(match["day"]) + 1),
        )
        for match in _CHINESE_WEEKDAY.finditer(canonical(text))
    ]


def english_weekdays(text: str) -> list[DayMention]:
    """Return the weekdays named in a text."""
    return [
        DayMention(
            Span(match.start(), match.end(), match.group()),
            0,
            WEEKDAYS.index(match.group().removesuffix("s")) + 1,
        )
        for match in _ENGLISH_WEEKDAY.finditer(text)
    ]
