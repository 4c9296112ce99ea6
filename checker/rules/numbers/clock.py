"""time-of-day: 21时 as «10 p.m.»; half-day: morning and afternoon mixed up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.records import Finding, SegmentPair, Severity, Span
from checker.rules.base import Rule, RuleContext
from checker.rules.numbers.numerals import canonical, parse_numeral

__all__ = ["RULES"]

_NOON, _DAY = 720, 1440  # minutes
_EARLY = "凌晨|清晨|早上|早晨|早间|上午|今晨|今早|早"
_LATE = "下午|午后|傍晚|晚上|当晚|今晚|昨晚|晚间|夜间|晚"
_NUMERAL = r"\d{1,2}|[零一二两三四五六七八九十]{1,3}"
# 点 also counts points and items, and stands in decimals (六点一级): it is an hour only beside
# 晚, 钟, 半 and the like, or at the end of a stretch of time.
_SOURCE = re.compile(
    rf"(?<![\d.:第])(?:(?P<early>{_EARLY})|(?P<late>{_LATE})|(?P<part>中午|正午|午夜|[至到~-]))?\s?"
    rf"(?P<hour>{_NUMERAL})(?:(?P<mark>[时点]|:(?=\d\d(?![\d:])))"
    rf"(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minutes>(?:{_NUMERAL})分|\d\d|[二三四五]十[一二三四五六七八九]?)|(?P<sharp>[钟整]))?)"
    r"(?![代期段机\d零一二三四五六七八九十])"
)
_SOURCE_ZONE = re.compile("北京时间|当地时间|本地时间|格林|东部时间|时区")
_TARGET_ZONE = re.compile(
    r"\b(?:GMT|UTC|BST|CES?T|IST|[ECMP][SD]?T|AE[SD]T|(?:local|Beijing|Eastern|standard) time)\b",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"(?<![\d.,:])(?P<hour>\d{1,2})(?:[:.](?P<minutes>[0-5]\d))?"
    r"(?:\s?(?P<half>[ap])\.?\s?m\b|\s(?P<clock>o['’]clock)\b|(?<=:\d\d)(?![\d:]))",
    re.IGNORECASE,
)
# Times that are not read here; where one stands, nothing can be said of the others.
_TARGET_OTHER = re.compile(
    r"\b(?:noon|midnight|half past|quarter (?:past|to)|in the (?:morning|afternoon|evening)"
    r"|at night|\d{4} hours|[a-z]+ (?:[ap]\.?m\b|o['’]clock))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Time:
    """A time of day that a text states.

    Attributes:
        minutes: since midnight; two readings where the half of the day is not said.
        said: the half that the text names, "a" or "p"; None where it does not.
    """

    span: Span
    minutes: frozenset[int]
    said: str | None


def _readings(hour: int, minute: int, said: str | None) -> frozenset[int]:
    time = hour % 24 * 60 + minute
    if said is None:
        return frozenset({time} if hour > 12 else {time, (time + _NOON) % _DAY})
    if hour in (0, 12, 24):
        return frozenset({minute, minute + _NOON})
    return frozenset({time % _NOON + _NOON * (said == "p")})


def _source_times(source: str) -> list[_Time]:
    times = []
    for match in _SOURCE.finditer(canonical(source)):
        hour, minute = (
            parse_numeral(match["hour"]),
            parse_numeral((match["minutes"] or "0").rstrip("分")),
        )
        part = match["early"] or match["late"] or match["part"]
        more = match["minutes"] or match["half"] or match["quarter"] or match["sharp"]
        sure = match["mark"] != "点" or part or more
        if hour is None or minute is None or hour > 24 or minute > 59 or not sure:
            continue
        minutes = 30 if match["half"] else 15 * (parse_numeral(match["quarter"] or "0") or 0)
        said = "a" if match["early"] else "p" if match["late"] else None
        start, end = match.span()
        times.append(
            _Time(
                Span(start, end, source[start:end]),
                _readings(int(hour), int(minute + minutes), said),
                said,
            )
        )
    return times


def _target_times(target: str) -> list[_Time]:
    times = []
    for match in _TARGET.finditer(target):
        hour, minute = int(match["hour"]), int(match["minutes"] or 0)
        if hour > 24:
            continue
        said = match["half"].lower() if match["half"] else None
        span = Span(match.start(), match.end(), match.group())
        times.append(_Time(span, _readings(hour, minute, said), said))
    return times


def _unmatched(first: Sequence[_Time], second: Sequence[_Time]) -> list[_Time]:
    """Times of the first that the second does not state."""
    return [time for time in first if not any(time.minutes & other.minutes for other in second)]


def _other_zone(pair: SegmentPair) -> bool:
    """Whether the two sides may tell the time of different places."""
    zone = _TARGET_ZONE.search(pair.target) is not None
    return zone != (_SOURCE_ZONE.search(pair.source or "") is not None)


def _time_of_day(pair: SegmentPair, context: RuleContext) -> Iterator[Finding]:
    if _other_zone(pair) or _TARGET_OTHER.search(pair.target):
        return
    wanted, told = _source_times(pair.source or ""), _target_times(pair.target)
    if len(wanted) != len(told):
        return
    lost, wrong = _unmatched(wanted, told), _unmatched(told, wanted)
    if len(lost) != 1 or len(wrong) != 1:
        return
    meant, found = lost[0], wrong[0]
    turned = any((minute + _NOON) % _DAY in found.minutes for minute in meant.minutes)
    if turned and meant.said is not None:
        return  # that is for half-day
    text = _written(meant, found)
    time = _sentence_end(text)
    yield Finding(
        detector="time-of-day",
        side="target",
        start=found.span.start,
        end=found.span.end,
        category="accuracy/number",
        severity=Severity.MAJOR,
        confidence=0.85,
        reason=f"source {meant.span.text} is {time}; English says “{found.span.text}”",
        source_spans=(meant.span,),
        suggestion=text,
    )


def _sentence_end(text: str) -> str:
    """The stop that flags of "9 a.m." leave to the sentence belongs to the reason."""
    return text + "." if text.endswith(".m") else text


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


_SOURCE_HOUR = re.compile(
    r"(?:(?P<early>凌晨|清晨|早上|早晨|上午|今晨)|(?P<late>下午|傍晚|晚上|当晚|今晚|昨晚|晚间|晚))"
    r"\s?(?P<hour>\d{1,2})\s?[时点:：]"
)
_ANY_HOUR = re.compile(r"(?<!\d)(?P<hour>\d{1,2})\s?[时点:：]")
_TARGET_HOUR = re.compile(
    r"\b(?P<hour>1[0-2]|[1-9])(?:[:.]\d\d)?\s?(?P<half>[ap])\.?\s?m\b", re.IGNORECASE
)


def _half_day(pair: SegmentPair, context: RuleContext) -> Iterator[Finding]:
    source = pair.source or ""
    wanted = {
        (int(m["hour"]) % 12, "a" if m["early"] else "p"): Span(
            m.start(), m.end() - 1, m.group()[:-1]
        )
        for m in _SOURCE_HOUR.finditer(source)
        if int(m["hour"]) not in (0, 12, 24)
    }
    if not wanted:
        return
    # 上午9时至21时: the later hour is told by the clock of 24.
    late = {int(m["hour"]) - 12 for m in _ANY_HOUR.finditer(source) if int(m["hour"]) > 12}
    for match in _TARGET_HOUR.finditer(pair.target):
        hour, half = int(match["hour"]) % 12, match["half"].lower()
        other = "a" if half == "p" else "p"
        told = (hour, half) in wanted or (half == "p" and hour in late)
        if not told and (hour, other) in wanted:
            span = wanted[hour, other]
            yield Finding(
                detector="half-day",
                side="target",
                start=match.start(),
                end=match.end(),
                category="accuracy/number",
                severity=Severity.MAJOR,
                confidence=0.85,
                reason=f"source {span.text} is {other}.m.; English says “{match.group()}”",
                source_spans=(span,),
                suggestion=_turned(match, other),
            )


def _turned(match: re.Match[str], half: str) -> str:
    """The time as it stands there, in the other half of the day."""
    text, place = match.group(), match.start("half") - match.start()
    return text[:place] + (half.upper() if text[place].isupper() else half) + text[place + 1 :]


RULES: tuple[Rule, ...] = (
    Rule(
        "half-day",
        "Morning and afternoon mixed up",
        "An hour of the morning (凌晨, 上午) with p.m., or one of the afternoon or evening (下午, "
        "晚) with a.m. Twelve o'clock and times without a.m. or p.m. are left alone: time zones.",
        "accuracy/number",
        Severity.MAJOR,
        _half_day,
        needs_source=True,
    ),
    Rule(
        "time-of-day",
        "Another time of day",
        "Both sides state as many times of day (21时, 晚上9点半; 9 p.m., 21:30) and one of the "
        "English ones is none of the Chinese ones. Silent where only one side names a time zone, "
        "and where the English tells a time in words.",
        "accuracy/number",
        Severity.MAJOR,
        _time_of_day,
        needs_source=True,
    ),
)
