"""place-pinyin: a Chinese city in the English that no characters of the source read as."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.characters import han_spans
from checker.language.chinese_cities import HINTS, PROVINCES, city_readings
from checker.language.person_names import plain, readings
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK"]

_WORD = re.compile(r"\b[A-Z][a-z]{4,12}(?:['’][a-z]{2,6})?\b")
_PLACE = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{2,3}?)(?=省|市|县|[东西南北]站|机场)|(?P<state>[\u4e00-\u9fff]州)"
)
_LATER = 2
_LONGEST = 4000


def _sounds(text: str, wanted: str) -> bool:
    """Whether two to four characters of a Chinese text, side by side, read as `wanted`."""
    for run in han_spans(text):
        for size in (2, 3, 4):
            for place in range(len(run.text) - size + 1):
                piece = run.text[place : place + size]
                if wanted[0] == _first_letter(piece[0]) and wanted in readings(piece):
                    return True
    return False


def _first_letter(ch: str) -> str:
    return min(readings(ch), default="")[:1]


def _unspoken(source: str, english: str) -> Iterator[Span]:
    """Yield names of places in the source that the English does not have in pinyin."""
    for match in _PLACE.finditer(source):
        group = "name" if match["name"] else "state"
        end = match.end(group)
        names = {source[max(0, end - size) : end] for size in (2, 3, 4)}
        if not any(reading in english for name in names for reading in readings(name)):
            yield Span(end - _LATER, end, source[end - _LATER : end])


def _explained(word: str, names: tuple[str, ...], nearby: str) -> bool:
    # One character is often enough to name a place in Chinese (徐兰高铁, 全省).
    hints = HINTS.get(word, "") + "".join(name[0] for name in names)
    if any(hint in nearby for hint in hints) or (word in PROVINCES and "省" in nearby):
        return True
    return (word == "beijing" and "中国" in nearby) or _sounds(nearby, word)


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    if not pair.source or len(pair.source) > _LONGEST:
        return
    match = _PLACE.search(pair.source)
    if match is None:
        return
    cities = city_readings()
    done: set[str] = set()
    nearby = " ".join(
        item.source or "" for item in (ctx.before, pair, ctx.after) if item is not None
    )
    for word in _WORD.finditer(pair.target):
        low = plain(word.group())
        names = cities.get(low)
        if names is None or low in done or _explained(low, names, nearby):
            continue
        done.add(low)
        missing = next(_unspoken(pair.source, plain(pair.target)), None)
        if missing is None:
            return
        yield finding(
            CHECK,
            word.span(),
            f"No characters of the source read «{word.group()}», and {missing.text} is not in the"
            " English",
            confidence=0.7,
            source_spans=(missing,),
        )


CHECK = Check(
    id="place-pinyin",
    title="City that the source does not name",
    description=(
        "The English names a Chinese city or province that no characters of the source or its"
        " neighbours read as, while a place of the source (…市, …县, …州 …) is not there in pinyin."
        " Abbreviations such as 沪 and 粤 are known."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=_check,
    needs=frozenset({"source"}),
)
