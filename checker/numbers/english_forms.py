"""English numbers that are not plain counts: 21st, 160m, A380, a third, two-thirds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from checker.language.tokens import LETTERS
from checker.numbers.english_words import SCALE_SUFFIXES, SCALES, Token, of_kind
from checker.numbers.quantities import Kind
from checker.numbers.units import english_unit_codes

__all__ = ["ARTICLE", "SCALE_WORDS", "Cardinal", "glued", "ordinal", "part_of", "parts_of"]

_PART_OF_SCALE = re.compile(
    r"[\s-](?:of[\s-])?(?:an?[\s-])?(?P<scale>thousand|million|billion|trillion|dozen)\b",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"\b(?:an?|one|per|every)[\s-]$", re.IGNORECASE)
SCALE_WORDS = SCALES | of_kind("dozen")
# A currency code is no part of a name: RMB500, but not MH370 or COVID-19.
_CODE_BEFORE = re.compile(
    r"(?<!RMB)(?<!CNY)(?<!USD)(?<!JPY)(?<!KRW)(?<!RUB)(?<!EUR)(?<!GBP)(?<!HKD)(?<!AUD)(?<!SGD)"
    r"(?<!CHF)(?<!INR)(?<!MYR)(?<!THB)(?<!\bRM)(?<!\bRs)(?<=[A-Za-z_])[-\u2010\u2011]?$"
)
# A scale word after it tells "tons-150 million" from "COVID-19".
_SCALE_AFTER = re.compile(r"[\s-]?(?:thousand|million|billion|trillion)\b", re.IGNORECASE)
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_NO_NAME = frozenset({"am", "pm", "fold", "percent", "pct", "x"})


@dataclass(frozen=True, slots=True)
class Cardinal:
    """A number before its context is read.

    Attributes:
        end: end of figures and scale words (likewise `start`).
        scale: the product of its scale words (10^6 in 12 million); 1 if none.
        written: False for words such as "one" or "both" and for codes, which are weak evidence.
    """

    start: int
    end: int
    values: tuple[Fraction, ...]
    kind: Kind = "plain"
    scale: int = 1
    written: bool = True
    year_like: bool = False


def glued(text: str, token: Token) -> Cardinal | None:
    """Read figures with letters attached: 21st, 1990s, 160m, $5bn; codes such as A380 weakly."""
    code = _CODE_BEFORE.search(text[max(0, token.start - 5) : token.start]) is not None
    code = code and _SCALE_AFTER.match(text, token.end) is None
    tail = LETTERS.match(text, token.end)
    if tail is None:
        return Cardinal(token.start, token.end, token.values, written=False) if code else None
    letters, end, value = tail.group().lower(), tail.end(), token.value
    if letters in _ORDINAL_ENDS:
        return Cardinal(token.start, end, token.values, "ordinal")
    if letters == "s" and value % 10 == 0:
        return Cardinal(token.start, end, (value, value % 100), "decade", written=False)
    if letters in SCALE_SUFFIXES and not code:
        scale = SCALE_SUFFIXES[letters]
        # 160m is as well 160 metres, 5k a five-kilometre run.
        values = (value * scale, value) if len(letters) == 1 else (value * scale,)
        sign = text[max(0, token.start - 2) : token.start].strip()[-1:]
        if letters == "m" and sign not in ("$", "€", "£", "¥"):
            return Cardinal(token.start, token.end, (value, value * scale))
        return Cardinal(token.start, end, values, scale=scale)
    if letters in _NO_NAME or (tail.group() != "G" and english_unit_codes(letters)):
        return None
    return Cardinal(token.start, token.end, token.values, written=False)


def part_of(text: str, token: Token) -> Cardinal:
    """Read half, a quarter, half a million."""
    scaled = _PART_OF_SCALE.match(text, token.end)
    if scaled:
        scale = SCALE_WORDS[scaled["scale"].lower()]
        return Cardinal(token.start, scaled.end(), (token.value * scale,), scale=scale)
    return Cardinal(token.start, token.end, token.values, "fraction", written=False)


def parts_of(text: str, start: int, part: Token, count: Fraction) -> Cardinal:
    """Read two-thirds, three quarters of a million."""
    scaled = _PART_OF_SCALE.match(text, part.end)
    if scaled:
        scale = SCALE_WORDS[scaled["scale"].lower()]
        return Cardinal(start, scaled.end(), (count * part.value * scale,), scale=scale)
    return Cardinal(start, part.end, (count * part.value, count), "fraction")


def ordinal(text: str, token: Token) -> Cardinal:
    """Read third as 3rd, and as 1/3 too after an article."""
    values = token.values
    if ARTICLE.search(text, max(0, token.start - 6), token.start):
        values = (*values, 1 / token.value)
    return Cardinal(token.start, token.end, values, "ordinal", written=False)
