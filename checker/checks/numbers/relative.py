"""Relative times turned round: 明年 as «last year», 昨天 as «tomorrow», 上周三 as «next …»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from checker.checks.base import Context
from checker.language.calendar import MONTHS, WEEKDAYS
from checker.numbers.chinese_numerals import canonical
from checker.records import SegmentPair, Span

__all__ = ["Turned", "turned_times"]

Side = Literal[-1, 0, 1]
"""Of now: before, at and after it."""


@dataclass(frozen=True, slots=True)
class Turned:
    """A relative time of the source and the other one that the English has in its place."""

    source: Span
    target: Span
    right: str


@dataclass(frozen=True, slots=True)
class _Mention:
    span: Span
    side: Side


@dataclass(frozen=True, slots=True)
class _Unit:
    """One span of time: how both languages place it, and what else may place it.

    Attributes:
        chinese: three groups, for before, at and after now (likewise `english`).
        dated: English that names the time outright, so that no relative word is needed.
        chinese_dated: the same in Chinese; the English may have put it relatively.
        implied: Chinese of each side that the English may render with a word of `english`.
    """

    chinese: re.Pattern[str]
    english: re.Pattern[str]
    dated: re.Pattern[str]
    chinese_dated: re.Pattern[str]
    implied: dict[Side, re.Pattern[str]]


_SEASON = "(?:spring|summer|autumn|fall|winter)"
_MONTH = "(?:" + "|".join(MONTHS) + ")"
_WEEKDAY = "(?:" + "|".join(WEEKDAYS) + ")"
_WEEK = "个?(?:周(?![围边全岁期转长])|星期|礼拜)"
_BARE_WEEKDAY = "(?<![上下本这])周[末一二三四五六日]"
_YEAR_DATED = re.compile(r"\b(?:19|20)\d\d\b|['’]\d\d\b")
_DAY_DATED = re.compile(rf"\b{_WEEKDAY}\b|\b{_MONTH}\s\d|\d\s(?:of\s)?{_MONTH}")


def _sides(before: str, now: str, after: str, *, flags: int = 0) -> re.Pattern[str]:
    return re.compile(f"({before})|({now})|({after})", flags)


def _named(unit: str, names: str) -> re.Pattern[str]:
    """Read last/this/next; not «the last year», which is twelve months, nor a name with «this»."""
    here = "(?<!the )(?<!very )(?<!each )"
    return re.compile(
        rf"({here}\b[Ll]ast (?:{unit}|{names})\b)|(\b[Tt]his {unit}\b)"
        rf"|({here}\b[Nn]ext (?:{unit}|{names})\b)"
    )


_UNITS = (
    _Unit(
        _sides(
            "去[年夏秋冬]|昨年|(?<![年以之史目])前年(?![度产])|(?<!晚)上一?年(?![度夜纪级会轻])",
            "今[年春夏秋冬]|(?<!日)本年(?![度级轻])",
            "明[年春夏秋]|来年|(?<!以)后年",
        ),
        _named("year", f"{_MONTH}|{_SEASON}"),
        _YEAR_DATED,
        re.compile(r"\d\d年|[零一二三四五六七八九]{4}年"),
        {
            -1: re.compile("同期|同比|年前|年来|过去|此前|往年|上赛季|上季"),
            0: re.compile("年内|当年|年初|年底|年末|本赛季|本季|目前"),
            1: re.compile("次年|翌年|隔年|第二年|未来|今后|下赛季|下季|年后|接下来"),
        },
    ),
    _Unit(
        _sides("(?<![晚登])上个?月(?![球亮面背])", "本月|这个?月", "下个?月(?![球亮面])"),
        _named("month", "(?!)"),
        re.compile(rf"\b{_MONTH}\b"),
        re.compile("月份|[0-9一二三四五六七八九十]月"),
        {
            -1: re.compile("环比|月前|过去|此前|前一"),
            0: re.compile("当月|月内|月底|月初|目前"),
            1: re.compile("次月|翌月|未来|今后|接下来|月后|第二个月"),
        },
    ),
    _Unit(
        _sides(
            f"(?<![晚早路网线身海场街桌地世])上{_WEEK}",
            f"(?<![日资成基根版样])[本这]{_WEEK}",
            f"(?<![以之])下{_WEEK}",
        ),
        _named("week", f"{_WEEKDAY}|weekend"),
        re.compile(rf"\b{_MONTH}\s\d|\d\s(?:of\s)?{_MONTH}"),
        re.compile("[0-9一二三四五六七八九十][日号]"),
        {
            -1: re.compile("周前|过去|此前|前一|日前|星期前"),
            0: re.compile(f"目前|近日|{_BARE_WEEKDAY}"),
            1: re.compile(f"周后|未来|今后|接下来|次周|第二周|{_BARE_WEEKDAY}"),
        },
    ),
    _Unit(
        _sides(
            "昨[天日晚夜晨早]|(?<!以)前天",
            "今[天晚夜晨早]|今日(?!头条|说法|美国|俄罗斯|印度|报)",
            "明[天晚晨早]|(?<!光)明日(?!报|香)|(?<!以)后天(?![性免养培失])",
        ),
        _sides(
            r"\byesterday\b|\blast night\b",
            r"\btoday\b|\btonight\b|\bthis (?:morning|afternoon|evening)\b",
            r"\btomorrow\b",
            flags=re.IGNORECASE,
        ),
        _DAY_DATED,
        re.compile("[0-9一二三四五六七八九十][日号]|周[一二三四五六日]|星期"),
        {
            -1: re.compile("前一[天日晚]|前日|日前|过去|此前|往日|曾经|头天"),
            0: re.compile(
                "如今|现[在今]|当[今天日晚下代]|目前|眼下|此刻|时下|同日|至今|凌晨|清晨|早[上晨]"
            ),
            1: re.compile("未来|将来|第二[天日]|次[日晨]|翌[日晨]|隔[天日]|今后|后来"),
        },
    ),
)


def turned_times(pair: SegmentPair, context: Context) -> Iterator[Turned]:
    """Yield the relative times that the English puts on another side of now.

    Only where one side of a unit has no counterpart in the English and one of the English none in
    the source, no date stands for either, and no sentence beside it has lost its own.
    """
    if _SOME.search(pair.target) is None:
        return
    for unit in _UNITS:
        targets = _mentions(unit.english, pair.target)
        sources = _mentions(unit.chinese, pair.source or "") if targets else []
        known, told = {m.side for m in sources}, {m.side for m in targets}
        absent = [m for m in sources if m.side not in told]
        extra = [m for m in targets if m.side not in known]
        if len({m.side for m in absent}) != 1 or len({m.side for m in extra}) != 1:
            continue
        right, wrong = absent[0], extra[0]
        if not _excused(unit, right, wrong, pair, context):
            yield Turned(right.span, wrong.span, _turned_back(wrong.span.text, right.side))


_SOME = re.compile(r"\b(?:[Ll]ast|[Tt]his|[Nn]ext|[Yy]esterday|[Tt]oday|[Tt]onight|[Tt]omorrow)\b")
"""What every mention in English has; most sentences have none and need no further look."""

_SIDES: tuple[Side, ...] = (-1, 0, 1)
"""Before, now and after, as everywhere here."""


def _mentions(pattern: re.Pattern[str], text: str) -> list[_Mention]:
    return [
        _Mention(
            Span(match.start(), match.end(), text[match.start() : match.end()]),
            _SIDES[(match.lastindex or 1) - 1],
        )
        for match in pattern.finditer(canonical(text))
    ]


def _tells(pattern: re.Pattern[str], text: str, side: Side) -> bool:
    return any(mention.side == side for mention in _mentions(pattern, text))


def _excused(
    unit: _Unit, right: _Mention, wrong: _Mention, pair: SegmentPair, context: Context
) -> bool:
    source = pair.source or ""
    if unit.implied[wrong.side].search(source):
        return True
    from_date = unit.chinese_dated.search(source) is not None
    to_date = unit.dated.search(pair.target.replace(wrong.span.text, "")) is not None
    if to_date and not from_date:
        return True  # the date says what 明天 did
    # «Last June» may lie in this year, and a date may be told from today.
    named = wrong.span.text.split()[-1].lower() not in _PLAIN
    if 0 in (right.side, wrong.side) and (named or from_date):
        return True
    return any(
        other is not None
        and _tells(unit.chinese, other.source or "", wrong.side)
        and not _tells(unit.english, other.target, wrong.side)
        for other in (context.before, context.after)
    )


_PLAIN = frozenset({
    "year", "month", "week", "yesterday", "today", "tomorrow", "tonight", "night", "morning",
    "afternoon", "evening",
})  # fmt: skip
_DAYS: dict[Side, str] = {-1: "yesterday", 0: "today", 1: "tomorrow"}
_WORDS: dict[Side, str] = {-1: "last", 0: "this", 1: "next"}
_NIGHTS: dict[Side, str] = {-1: "last night", 0: "tonight", 1: "tomorrow night"}


def _turned_back(said: str, side: Side) -> str:
    """Write the phrase for the side that is meant: next June for last June."""
    first, _, rest = said.partition(" ")
    if said.lower() in ("last night", "tonight"):
        right = _NIGHTS[side]
    elif rest in ("morning", "afternoon", "evening"):
        right = f"{_DAYS[side]} {rest}"
    else:
        right = f"{_WORDS[side]} {rest}" if rest else _DAYS[side]
    return right[0].upper() + right[1:] if first[0].isupper() else right
