"""English number words and the tokeniser that finds them beside figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, cast

from checker.language.calendar import MONTHS
from checker.language.tables import rows

__all__ = ["SCALES", "SCALE_SUFFIXES", "Token", "TokenKind", "of_kind", "tokenise"]

TokenKind = Literal[
    "figures",
    "unit",
    "tens",
    "hundred",
    "scale",
    "dozen",
    "ordinal",
    "part",
    "multiple",
    "month",
    "weak",
]

_ROWS = tuple(
    (word, kind, Fraction(value))
    for word, kind, value in rows("numbers/english_numbers", "word", "kind", "value")
)


def of_kind(*kinds: str) -> dict[str, int]:
    """Return the whole numbers that words of some kinds name (unit, tens, ordinal, scale …)."""
    return {word: int(value) for word, kind, value in _ROWS if kind in kinds}


SCALES = of_kind("scale")
"""Words that scale a number: thousand, million …"""

SCALE_SUFFIXES = of_kind("suffix") | SCALES
"""What scales figures that it is glued to: $5bn, 160m, 20million."""


def _lexicon() -> dict[str, tuple[TokenKind, Fraction]]:
    words: dict[str, tuple[TokenKind, Fraction]] = {}
    for word, kind, value in _ROWS:
        if kind != "suffix":
            words[word] = (cast(TokenKind, kind), value)
        if kind in ("scale", "hundred") or word == "quarter":
            words[word + "s"] = words[word]
        elif kind == "ordinal" and 2 < value < 20:
            words[word + "s"] = ("part", 1 / value)
    for number, month in enumerate(MONTHS, start=1):
        words[month.lower()] = words[month[:3].lower()] = ("month", Fraction(number))
    words["sept"] = ("month", Fraction(9))
    return words


_WORDS = _lexicon()
_ROMAN = re.compile("(?=[IVXL]{2}|[VX]$)(XL|L?X{0,3})(IX|IV|V?I{0,3})")
_TOKEN = re.compile(
    r"&\#?\w{2,6};"  # an HTML entity, not a number
    # A decimal torn apart ("2. 4 trillion") is read as meant; another rule names the torn format.
    r"|\d+\.\s\d+(?=\s?(?:million|billion|trillion|thousand|percent|per cent|%))"
    r"|\d{1,3}(?:,\d{3})+(?![\d,]\d)(?!\d)(?:\.\d+)?"
    # Groups of the wrong length ("1,46460", "7,02.29", "4178,027", "1.600,000"), of two
    # (2,06,737) or torn apart ("4, 000").
    r"|\d{1,3}(?:, 0\d\d)+(?![\d,.])|\d{4,}(?:,\d{3})+(?![\d,])"
    r"|\d{1,3}(?:,(?!(?:19|20)\d\d(?!\d))\d+)+(?:\.\d+)?|\d+\.\d+(?:,\d{3})+(?!\d)"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d,])|\d+(?:\.\d+)?|(?<![\w.])\.\d+"
    r"|[A-Za-z]+"
)
_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}")
_DECIMAL_GROUPS = re.compile(r"\d+\.\d+(?:,\d{3})+")
_DOTTED = re.compile(r"[1-9]\d{0,2}\.\d{3}")  # 42.000 may be written the continental way
_BLANKS = re.compile(r"[\s\u00a0\u2009\u202f]")
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Token:
    """A figure or number word in place.

    Attributes:
        values: what it can stand for alone, the likeliest first.
    """

    start: int
    end: int
    kind: TokenKind
    values: tuple[Fraction, ...]

    @property
    def value(self) -> Fraction:
        """The likeliest value."""
        return self.values[0]


def tokenise(text: str) -> list[Token]:
    """Return the figures and number words of an English text, left to right."""
    tokens = []
    for match in _TOKEN.finditer(text):
        written, start, end = match.group(), match.start(), match.end()
        if written[0] == "&":
            continue
        if not written[0].isalpha():
            if len(written) <= _LONGEST:
                tokens.append(Token(start, end, "figures", _figure_values(written)))
            continue
        word = written.lower()
        if word.endswith("fold"):
            word, end = word[:-4], end - 4
        if word in _WORDS:
            kind, value = _WORDS[word]
            tokens.append(Token(start, end, kind, (value,)))
        elif written.isupper() and _ROMAN.fullmatch(written):
            tokens.append(Token(start, end, "weak", (_roman(written),)))
    return tokens


def _roman(numeral: str) -> Fraction:
    sizes = [{"I": 1, "V": 5, "X": 10, "L": 50}[letter] for letter in numeral]
    return Fraction(
        sum(
            -size if place + 1 < len(sizes) and size < sizes[place + 1] else size
            for place, size in enumerate(sizes)
        )
    )


def _figure_values(written: str) -> tuple[Fraction, ...]:
    """Value figures, also those with misplaced separators, the likeliest reading first."""
    if ", " in written:
        listed = written.split(", ")
        return (Fraction("".join(listed)), *(Fraction(part) for part in listed))
    parts = _BLANKS.split(written)
    if len(parts) > 1:
        # Blanks may group thousands (10 000) or part two numbers (May 10 300).
        joined = Fraction("".join(parts).replace(",", ""))
        return (joined,) if parts[0].endswith(".") else (joined, Fraction(parts[0]))
    if "," not in written:
        if _DOTTED.fullmatch(written):
            return Fraction(written), Fraction(written.replace(".", ""))
        return (Fraction(written),)
    if _DECIMAL_GROUPS.fullmatch(written):
        digits = re.sub("[.,]", "", written)
        scale = 10 ** (3 * written.count(","))
        return Fraction(written.partition(",")[0]) * scale, Fraction(digits)
    joined = Fraction(written.replace(",", ""))
    if _GROUPS.fullmatch(written):
        return (joined,)
    return (joined, *(Fraction(part) for part in written.split(",")))
