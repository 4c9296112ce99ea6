"""Reads amounts told by their size alone: 数十万, «tens of thousands», «several million»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from checker.language.tables import rows
from checker.numbers.chinese_numerals import BIG_UNITS, SMALL_UNITS
from checker.numbers.english_words import SCALES, of_kind
from checker.records import Span

__all__ = ["CROWD", "VagueAmount", "vague_chinese", "vague_english"]

_TENS = {"": 1} | SMALL_UNITS
_BIG = {"": 1, "万亿": BIG_UNITS["万"] * BIG_UNITS["亿"]} | BIG_UNITS
# 人数, 指数, 多数 …: there 数 ends a noun.
_NOUN_OF_NUMBER = "人次指总户多少参岁票基倍小函分件个天年月整负正偶奇级系度常无代算底码虚乘名字计"
_CHINESE = re.compile(
    r"数以(?P<count>[十百千]?)(?P<count_big>[万亿])?计|(?P<idiom>成千上万|成百上千)"
    rf"|(?P<some>(?<![{_NOUN_OF_NUMBER}])数|(?<!十)好?几)(?P<tens>[十百千]?)(?P<big>万亿|[万亿])?"
    r"(?=[^十百千万亿分]|$)"
    r"|(?:^|(?<=[有逾达为的了至出过成是耗花共引集资费，。、]))上(?P<over>[百千]?)(?P<over_big>万亿|[万亿])?"
    r"(?=[^十百千万亿分]|$)"
)
_IDIOMS = {"成千上万": (10**3, 10**9), "成百上千": (10**2, 10**4)}
"""Least and most, thousands to ten thousands and beyond; chosen, not measured."""
_SCALE = SCALES | of_kind("hundred", "dozen")
CROWD = {
    word: (int(least), int(below))
    for word, least, below in rows("numbers/crowds", "word", "least", "below")
}
_ENGLISH = re.compile(
    rf"\b(?P<crowd>{'|'.join(CROWD)})"
    r"(?:\sof\s(?P<of>thousands|millions|billions|trillions))?\b(?=\sof\b|[\s,.;])"
    r"|\b(?:several|a\sfew|a\scouple\s(?:of\s)?)\s?(?P<first>ten|dozen|hundred|thousand|million|"
    r"billion|trillion)s?(?:\s(?P<second>thousand|million|billion|trillion))?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class VagueAmount:
    """An amount told by its size alone: `low` ≤ value < `high`."""

    span: Span
    low: int
    high: int

    def overlaps(self, other: VagueAmount) -> bool:
        """Whether one value can be both."""
        return self.low < other.high and other.low < self.high

    def near(self, value: Fraction) -> bool:
        """Whether a value is about as large."""
        return self.low <= 2 * value and value < 2 * self.high


def vague_chinese(text: str) -> list[VagueAmount]:
    """数十万 is 200,000 to 999,999, 上万 10,000 to 99,999; left to right."""
    found = []
    for match in _CHINESE.finditer(text):
        span = Span(match.start(), match.end(), match.group())
        if match["idiom"]:
            found.append(VagueAmount(span, *_IDIOMS[match["idiom"]]))
            continue
        tens = match["tens"] or match["over"] or match["count"] or ""
        big = match["big"] or match["over_big"] or match["count_big"] or ""
        unit = _TENS[tens] * _BIG[big]
        if unit > 1:
            found.append(VagueAmount(span, 2 * unit if match["some"] else unit, 10 * unit))
    return found


def vague_english(text: str) -> list[VagueAmount]:
    """«tens of thousands», «several million»; left to right."""
    found = []
    for match in _ENGLISH.finditer(text):
        span = Span(match.start(), match.end(), match.group())
        if match["crowd"]:
            low, high = CROWD[match["crowd"].lower()]
            scale = _SCALE[match["of"].lower().rstrip("s")] if match["of"] else 1
        else:
            unit = 10 if match["first"].lower() == "ten" else _SCALE[match["first"].lower()]
            scale = unit * (_SCALE[match["second"].lower()] if match["second"] else 1)
            low, high = 2, 10
        found.append(VagueAmount(span, low * scale, high * scale))
    return found
