"""Words that both languages write alike, or whose value can be told: numbers, months, Latin words.

A light reading that only has to hint at which sentences belong together; the number check of the
rules is the exact one. Numbers are compared by value (7900万 = 79 million), whole or decimal.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache

from checker.language.calendar import MONTH_ABBREVIATIONS, MONTHS
from checker.language.tables import rows
from checker.language.tokens import LETTERS
from checker.numbers.chinese_numerals import BIG_UNITS, DIGITS, SMALL_UNITS
from checker.numbers.english_words import SCALES, of_kind

__all__ = ["aligned_words", "source_tokens", "target_tokens"]

_HAN_DIGITS = DIGITS | {"〇": 0, "兩": 2}
_HAN_SCALES = BIG_UNITS | {"萬": BIG_UNITS["万"], "億": BIG_UNITS["亿"]}
_MONTHS = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
_MONTHS |= {name.lower(): number for name, number in MONTH_ABBREVIATIONS.items()}
# "one" is left out, being a pronoun as well, and ordinals above "sixth" are rare.
_NUMBER_WORDS = {word: n for word, n in of_kind("unit", "tens").items() if n != 1}
_NUMBER_WORDS |= {word: n for word, n in of_kind("ordinal").items() if 1 < n <= 6}

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SOURCE_NUMBER = re.compile(rf"({_NUMBER})\s*[多余餘]?\s*([百千]?[万萬]?[亿億]?)(月)?")
_HAN_NUMBER = re.compile("[零〇一二三四五六七八九两兩十百千万萬亿億]+")
_TARGET_NUMBER = re.compile(
    rf"({_NUMBER})[\s-]*(thousand|million|billion|trillion)?", re.IGNORECASE
)
_MAX_DIGITS = 30
"""Characters; chosen, a bound on work: longer ones are codes, compared as they stand."""


@cache
def aligned_words() -> dict[str, str]:
    """Return simplified Chinese words with one word each, in small letters, of their usual English.

    Only words whose English hardly varies: names of countries, cities and organisations, weekdays,
    and the vocabulary of news.
    """
    table = rows("language/anchor_words", "chinese", "english", "missing", "found", "aligned")
    return {han: aligned for han, *_, aligned in table if aligned != "-"}


def source_tokens(text: str) -> set[str]:
    """Returns the tokens of a Chinese sentence."""
    text = unicodedata.normalize("NFKC", text)
    found: set[str] = set()
    for match in _SOURCE_NUMBER.finditer(text):
        scale = 1
        for ch in match.group(2):
            scale *= SMALL_UNITS.get(ch) or _HAN_SCALES[ch]
        kind = "month " if match.group(3) else "#"
        found.add(kind + _value(match.group(1), scale))
    for match in _HAN_NUMBER.finditer(text):
        value = _han_value(match.group())
        if value is not None and value != 1:
            month = text[match.end() : match.end() + 1] == "月"
            found.add(("month " if month else "#") + str(value))
    found.update(_latin_words(text))
    for term, word in aligned_words().items():
        if term in text:
            found.add(word)
    return found


def target_tokens(text: str) -> set[str]:
    """Returns the tokens of an English sentence."""
    text = unicodedata.normalize("NFKC", text)
    found: set[str] = set()
    for match in _TARGET_NUMBER.finditer(text):
        scale = SCALES[match.group(2).lower()] if match.group(2) else 1
        found.add("#" + _value(match.group(1), scale))
    for word in _latin_words(text):
        found.add(word)
        if word in _MONTHS:
            found.add(f"month {_MONTHS[word]}")
        if word in _NUMBER_WORDS:
            found.add(f"#{_NUMBER_WORDS[word]}")
    return found


def _latin_words(text: str) -> list[str]:
    return [word.lower() for word in LETTERS.findall(text) if len(word) > 1]


def _value(digits: str, scale: int) -> str:
    digits = digits.replace(",", "")
    if len(digits) > _MAX_DIGITS:
        return digits
    value = Decimal(digits) * scale
    return f"{value.normalize():f}" if value else "0"


def _han_value(numeral: str) -> int | None:
    """The value of a Han numeral; None for one that is not well-formed, such as 三五 or 万一."""
    if len(numeral) > 1 and all(ch in _HAN_DIGITS for ch in numeral):  # 二〇二一
        return int("".join(str(_HAN_DIGITS[ch]) for ch in numeral)) if len(numeral) == 4 else None
    total = section = digit = 0
    for ch in numeral:
        if ch in _HAN_DIGITS:
            digit = _HAN_DIGITS[ch]
        elif ch in SMALL_UNITS:
            section += (digit or 1) * SMALL_UNITS[ch]
            digit = 0
        else:
            total = (total + section + digit or 1) * _HAN_SCALES[ch]
            section = digit = 0
    return total + section + digit
