"""time-of-day: 21时 as «10 p.m.»; half-day: morning and afternoon mixed up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.checks.base import Check, Context, short_enough
from checker.numbers.chinese_numerals import canonical, parse_numeral
from checker.numbers.english_words import of_kind
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECKS"]

_NOON, _DAY = 720, 1440  # minutes
_EARLY = "凌晨|清晨|早上|早晨|早间|上午|今晨|今早|早"
_LATE = "下午|午后|傍晚|晚上|当晚|今晚|昨晚|晚间|夜间|晚"
_HAN_HOUR = "[零一二两三四五六七八九十]{1,3}"
_SOURCE = re.compile(
    rf"(?<![\d.:第])(?:(?P<early>{_EARLY})|(?P<late>{_LATE})|(?P<part>中午|正午|午夜|[至到~-]))?\s?"
    rf"(?P<hour>\d{{1,2}}|{_HAN_HOUR})(?:(?P<mark>[时点]|:(?=\d\d(?![\d:])))"
    rf"(?:(?P<half>半)|(?P<quarter>[一三])刻"
    rf"|(?P<minutes>(?:\d{{1,2}}|{_HAN_HOUR})分|\d\d|[二三四五]十[一二三四五六七八九]?)"
    rf"|(?P<sharp>[钟整]))?)(?![代期段机刻\d零一二三四五六七八九十])"
)
_WEEKDAY = re.compile("(?:周|星期|礼拜)[一二三四五六]")
_SOURCE_ZONE = re.compile("北京时间|当地时间|本地时间|格林|东部时间|时区")
_SOURCE_TO = re.compile("差[一二三五十\\d]{1,3}[分刻]")  # 差五分九点
_COUNTED = re.compile("[比章节秒]")
_FOREIGN_ZONE = re.compile(
    r"\b(?:GMT|UTC|BST|CES?T|IST|[ECMP][SD]?T|AE[SD]T)\b"
    r"|\b(?i:(?:Eastern|Central|Mountain|Pacific|Greenwich|standard|daylight)(?: mean)? time)\b"
)
_TARGET = re.compile(
    r"(?<![\d.,:])(?P<hour>\d{1,2})(?:[:.](?P<minutes>[0-5]\d))?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b|\s(?P<clock>o['’]clock)\b|(?<=:\d\d)(?![\d:]))",
    re.IGNORECASE,
)
_HOUR_WORDS = "|".join(word for word, n in of_kind("unit").items() if 1 <= n <= 12)
# Times that are not read here; where one stands, nothing can be said of the others.
_TARGET_OTHER = re.compile(
    r"\b(?:noon|midnight|half past|quarter (?:past|to)|in the (?:morning|afternoon|evening)"
    r"|at night|\d{4} hours|[a-z]+ (?:[ap]\.?m\b|o['’]clock)"
    rf"|(?:at|by|until|till|from|before|after|past|around|about|to) (?:{_HOUR_WORDS})\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Time:
    """A time of day that a text states.

    Attributes:
        minutes: since midnight; two readings where the half of the day is not said.
        said: the half that the text names, "a" or "p"; None where it does not.
        sure: False for what may be no time: 三点 counts points as well, and 一时 is «for a while».
    """

    span: Span
    minutes: frozenset[int]
    said: str | None
    sure: bool = True


def _source_times(source: str) -> list[_Time]:
    times = []
    plain = _WEEKDAY.sub(lambda day: "\0" * len(day.group()), canonical(source))  # 周二零时
    for match in _SOURCE.finditer(plain):
        hour = parse_numeral(match["hour"])
        minute = parse_numeral((match["minutes"] or "0").rstrip("分"))
        if hour is None or minute is None or hour > 24 or minute > 59:
            continue
        quarters = int(match["quarter"] == "一") + 3 * int(match["quarter"] == "三")
        time = int(hour) * 60 + int(minute) + 15 * quarters + (30 if match["half"] else 0)
        said = "a" if match["early"] else "p" if match["late"] else None
        start, end = match.span()
        span = Span(start, end, source[start:end])
        times.append(_Time(span, _readings(time, match, said), said, _is_sure(match)))
    return times


def _readings(time: int, match: re.Match[str], said: str | None) -> frozenset[int]:
    """Minutes since midnight that the source may mean."""
    hour, both = time // 60, frozenset({time % _NOON, time % _NOON + _NOON})
    if hour in (0, 24) or hour > 12:
        return frozenset({time % _DAY})
    if match["part"] == "中午" and hour < 11:
        return frozenset({time + _NOON})
    if said is None or hour == 12 or (match["late"] in ("晚上", "夜间", "晚") and hour < 5):
        return both
    return frozenset({time % _NOON + _NOON * (said == "p")})


def _is_sure(match: re.Match[str]) -> bool:
    more = match["minutes"] or match["half"] or match["quarter"] or match["sharp"]
    part = match["early"] or match["late"] or match["part"]
    if more or match["mark"] == ":":
        return True
    if match["mark"] == "时":
        return match["hour"] != "一" or part is not None
    if match["hour"].isdecimal() and int(match["hour"]) > 12:
        return True
    # 早一点: somewhat earlier
    return part is not None and not (len(part) == 1 and match["hour"] in ("一", "两"))


def _target_times(target: str) -> list[_Time]:
    times = []
    for match in _TARGET.finditer(target):
        hour, minute = int(match["hour"]), int(match["minutes"] or 0)
        if hour > 24:
            continue
        said = match["half"].lower() if match["half"] else None
        if hour > 12 or hour == 0:
            readings = {(hour * 60 + minute) % _DAY}
        elif said is None or (hour == 12 and said == "a"):  # «12 a.m.» is noon for some
            readings = {hour % 12 * 60 + minute, hour % 12 * 60 + minute + _NOON}
        else:
            readings = {hour % 12 * 60 + minute + _NOON * (said == "p")}
        span = Span(match.start(), match.end(), match.group())
        times.append(_Time(span, frozenset(readings), said))
    return times


def _unmatched(first: Sequence[_Time], second: Sequence[_Time]) -> list[_Time]:
    """Times of the first that the second does not state."""
    return [time for time in first if not any(time.minutes & other.minutes for other in second)]


def _readable(pair: SegmentPair) -> bool:
    """Whether both sides are short enough and tell the time of one place, in figures."""
    source, target = pair.source or "", pair.target
    return short_enough(pair) and not _FOREIGN_ZONE.search(target) and not _SOURCE_TO.search(source)


def _time_of_day(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    source, target = pair.source or "", pair.target
    if not _readable(pair) or _TARGET_OTHER.search(target):
        return
    if _SOURCE_ZONE.search(source) and not re.search(r"\btime\b", target):
        return  # the English may tell the reader's own time
    times, told = _source_times(source), _target_times(target)
    if _COUNTED.search(source) and any(":" in t.span.text and t.said is None for t in told):
        return  # «John 3:16», a ratio, a score
    wanted = [time for time in times if time.sure]
    lost, wrong = _unmatched(wanted, told), _unmatched(told, times)
    if not len(wanted) <= len(told) <= len(times) or len(lost) != 1 or len(wrong) != 1:
        return
    meant, found = lost[0], wrong[0]
    if not _turned(meant, found):
        text = _written(meant, found)
        yield _finding("time-of-day", pair, meant, found, text)


def _turned(meant: _Time, found: _Time) -> bool:
    """Whether both name a half of the day and differ in it alone: a matter of half-day."""
    named = None not in (meant.said, found.said) and meant.said != found.said
    return named and {m // 60 % 12 for m in meant.minutes} == {m // 60 % 12 for m in found.minutes}


def _half_day(pair: SegmentPair, context: Context) -> Iterator[Finding]:
    if not _readable(pair):
        return
    times, told = _source_times(pair.source or ""), _target_times(pair.target)
    for found in _unmatched(told, times):
        meant = next((time for time in times if time.sure and _turned(time, found)), None)
        if meant is not None and meant.said is not None:
            text = found.span.text
            place = text.lower().rindex(found.said or "")
            half = meant.said.upper() if text[place].isupper() else meant.said
            yield _finding("half-day", pair, meant, found, text[:place] + half + text[place + 1 :])


def _finding(check_id: str, pair: SegmentPair, meant: _Time, found: _Time, text: str) -> Finding:
    # The stop that flags of "9 a.m." leave to the sentence belongs to the reason.
    told = text + "." if text.endswith(".m") else text
    return Finding(
        check_id=check_id,
        side="target",
        start=found.span.start,
        end=found.span.end,
        category="accuracy/number",
        severity=Severity.MAJOR,
        confidence=0.85,
        reason=f"source {meant.span.text} is {told}; English says “{found.span.text}”",
        source_spans=(meant.span,),
        suggestion=text,
    )


def _written(meant: _Time, found: _Time) -> str:
    """The time as the English writes the other one: "9:30 p.m", "21:30"."""
    times = sorted(meant.minutes)
    time = times[-1] if found.said == "p" or len(times) == 1 else times[0]
    hour, minute = divmod(time, 60)
    if found.said is None and "clock" not in found.span.text.lower():
        padded = found.span.text.startswith("0")
        return f"{hour:0{2 if padded else 1}}:{minute:02}"
    clock = f"{hour % 12 or 12}" + (f":{minute:02}" if minute else "")
    if found.said is None:
        return f"{clock} o’clock"
    dotted = "." in found.span.text[-3:]
    return f"{clock} {'p' if hour >= 12 else 'a'}{'.' * dotted}m"


CHECKS: tuple[Check, ...] = (
    Check(
        "half-day",
        "Morning and afternoon mixed up",
        "An hour of the morning (凌晨, 上午) with p.m., or one of the afternoon or evening (下午, "
        "晚) with a.m. Twelve o'clock, times without a.m. or p.m. and English that names a time "
        "zone are left alone.",
        "accuracy/number",
        Severity.MAJOR,
        _half_day,
        needs=frozenset({"source"}),
    ),
    Check(
        "time-of-day",
        "Another time of day",
        "Both sides state as many times of day (21时, 晚上9点半; 9 p.m., 21:30) and one of the "
        "English ones is none of the Chinese ones. Silent where a time zone is named that the "
        "other side may have converted, and where the English tells a time in words.",
        "accuracy/number",
        Severity.MAJOR,
        _time_of_day,
        needs=frozenset({"source"}),
    ),
)
