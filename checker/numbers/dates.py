"""Reads dates and weekdays of both languages, for the rules that compare them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from checker.language.calendar import (
    CHINESE_WEEKDAYS,
    MONTH_ABBREVIATIONS,
    MONTHS,
    WEEKDAYS,
)
from checker.numbers.chinese import find_quantities
from checker.numbers.chinese_numerals import canonical
from checker.numbers.wording import source_span
from checker.records import Span

__all__ = ["DayMention", "chinese_days", "chinese_weekdays", "english_days",
           "english_months", "english_weekdays", "names_lunar_dates"]  # fmt: skip


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


_SHORT = rf"(?:{'|'.join(MONTH_ABBREVIATIONS)})\b\.?"
_NAMES = "|".join((*MONTHS, _SHORT))
_DAY = r"(?P<{}>3[01]|[12]?\d)(?:st|nd|rd|th)?(?![\d%:,.]?\d|(?:st|nd|rd|th)\w)"
# «and» joins the ends of a range only after «between».
_LINK = r"(?:\s?[-–—]\s?|\s(?:to|through|till|until|(?({})and|to))\s(?:the\s)?)"
_NO_DAY = rf"(?!\s?[ap]\.?m\b|\s?%|\s(?:of\s)?(?:{_NAMES})(?![a-z]))"
_ENGLISH_DAY = re.compile(
    rf"(?P<between>\b[Bb]etween\s)?\b(?P<month>{_NAMES})\s(?:the\s)?{_DAY.format('after')}"
    rf"(?:{_LINK.format('between')}{_DAY.format('after_end')}{_NO_DAY})?"
    rf"|(?P<between2>\b[Bb]etween\s(?:the\s)?)?(?<![\d.,:])\b"
    rf"(?:{_DAY.format('first')}{_LINK.format('between2')})?"
    rf"{_DAY.format('before')}\s(?:of\s)?(?P<month2>{_NAMES})(?![a-z])"
)
_CHINESE_RANGE = re.compile(r"(?:\([^()]{1,6}\))?起?\s?(?:至|到|[-~–—]{1,2})\s?")
# May and March are words as well, so they need a word of time before them or a year behind.
_ENGLISH_MONTH = re.compile(
    rf"\b(?:{'|'.join(name for name in MONTHS if name not in ('March', 'May'))})\b"
    r"|\b(?:May|March)(?=,? (?:of )?(?:20|19)\d\d\b)"
    rf"|(?:{'|'.join(f'(?<={name} to )' for name in MONTHS)}"
    r"|(?<=\b[Ii]n )|(?<=early )|(?<=since )|(?<=until )|(?<=from )|(?<=late ))(?:May|March)\b"
)
_CHINESE_WEEKDAY = re.compile(
    f"(?:星期|礼拜|周)(?P<day>[{''.join(CHINESE_WEEKDAYS)}])(?![至到、刊报次回天]|[一二三四五六日])"
)
_LUNAR = re.compile("农历|阴历|正月|腊月|初[一二三四五六七八九十]|旧历")
_ENGLISH_WEEKDAY = re.compile(r"\b(?:" + "|".join(WEEKDAYS) + r")s?\b")


def names_lunar_dates(text: str) -> bool:
    """Whether a Chinese text counts days by the moon (正月初五), unlike its English."""
    return _LUNAR.search(text) is not None


def chinese_days(text: str) -> list[DayMention]:
    """Return the days written 3月4日 or 3月4日至8日 in a text; none where it names lunar dates."""
    if "月" not in text or names_lunar_dates(text):
        return []
    found: list[DayMention] = []
    plain = canonical(text)
    last = 0  # where a day ends whose month is known
    for before, day in pairwise(find_quantities(text)):
        if day.kind != "day":
            continue
        if before.kind == "month" and not plain[before.end : day.start].strip():
            span = Span(before.start, day.end, text[before.start : day.end])
            found.append(DayMention(span, int(before.value), int(day.value)))
            last = day.end
        elif found and _CHINESE_RANGE.fullmatch(plain, last, day.start):
            found.append(DayMention(source_span(day), found[-1].month, int(day.value)))
    return found


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, start=1) if month.startswith(name[:3]))


def english_days(text: str) -> list[DayMention]:
    """Return the days written March 4, Mar. 4th or 4 March in a text, and both ends of a range.

    The end that has no month of its own (March 4 to 8) spans the number alone.
    """
    found = []
    for match in _ENGLISH_DAY.finditer(text):
        month = _month_number(match["month"] or match["month2"])
        if match["month"]:
            span = _numbered(text, match.start("month"), match.end("after"))
        else:
            span = _span(text, match.start("before"), match.end())
        found.append(DayMention(span, month, int(match["after"] or match["before"])))
        end = "first" if match["first"] else "after_end"
        if match[end]:
            found.append(DayMention(_numbered(text, *match.span(end)), month, int(match[end])))
    return found


def _numbered(text: str, start: int, end: int) -> Span:
    """Return the span of a day with its ending (8th)."""
    ending = text[end : end + 2] in ("st", "nd", "rd", "th")
    return _span(text, start, end + 2 if ending else end)


def _span(text: str, start: int, end: int) -> Span:
    return Span(start, end, text[start:end])


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
            CHINESE_WEEKDAYS[match["day"]],
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
