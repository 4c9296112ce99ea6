"""English number words and the tokeniser that finds them beside figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

__all__ = ["MONTHS", "SCALE_SUFFIXES", "Token", "TokenKind", "tokenise"]

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

_UNITS = ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
          "fifteen sixteen seventeen eighteen nineteen")  # fmt: skip
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"
)
_TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
_SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15,
           "lakh": 5, "crore": 7}  # fmt: skip
_MULTIPLES = {
    2: "double doubled doubles doubling doubly twice",
    3: "triple tripled triples tripling treble trebled trebling thrice",
    4: "quadruple quadrupled quadruples quadrupling",
    5: "quintuple quintupled",
    6: "sextuple sextupled",
    8: "octuple octupled",
}
_WEAK = {"both": 2, "pair": 2, "pairs": 2, "couple": 2, "twin": 2, "twins": 2, "either": 2,
         "neither": 2, "once": 1, "single": 1, "sole": 1, "only": 1, "another": 1, "trio": 3,
         "quarterly": 3, "biennial": 2, "biannual": 2, "duo": 2, "noon": 12, "midday": 12,
         "bicentennial": 200, "bicentenary": 200,
         "centennial": 100, "centenary": 100, "triennial": 3, "decade": 10, "decades": 10,
         "century": 100,
         "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
         "seventies": 70, "eighties": 80, "nineties": 90,
         "fortnight": 2, "halves": 2, "bronze": 3, "silver": 2, "gold": 1, "champion": 1,
         "dozens": 12, "nil": 0, "no": 0, "none": 0}  # fmt: skip

MONTHS: tuple[str, ...] = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip

SCALE_SUFFIXES: dict[str, int] = {
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "mil": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "tr": 10**12,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
"""Letters glued to figures that scale them: $5bn, 160m."""


def _lexicon() -> dict[str, tuple[TokenKind, Fraction]]:
    words: dict[str, tuple[TokenKind, Fraction]] = {}
    for value, word in enumerate(_UNITS.split()):
        words[word] = ("unit", Fraction(value))
    for value, word in enumerate(_TENS.split(), start=2):
        words[word] = ("tens", Fraction(value * 10))
    for value, word in enumerate(_ORDINALS.split(), start=1):
        words[word] = ("ordinal", Fraction(value))
        if value > 2:
            words[word + "s"] = ("part", Fraction(1, value))
    for value, word in enumerate(_TENTHS.split(), start=2):
        words[word] = ("ordinal", Fraction(value * 10))
    for word, power in _SCALES.items():
        words[word] = words[word + "s"] = ("scale", Fraction(10**power))
    for value, names in _MULTIPLES.items():
        words.update({name: ("multiple", Fraction(value)) for name in names.split()})
    words.update({word: ("weak", Fraction(value)) for word, value in _WEAK.items()})
    for value, word in enumerate(MONTHS, start=1):
        words[word] = words[word[:3]] = ("month", Fraction(value))
    words["sept"] = ("month", Fraction(9))
    words["midnight"] = ("weak", Fraction(0))
    words["halved"] = words["halving"] = ("multiple", Fraction(1, 2))
    words["hundred"] = words["hundreds"] = ("hundred", Fraction(100))
    words["hundredth"] = ("ordinal", Fraction(100))
    words["dozen"] = ("dozen", Fraction(12))
    words["half"] = ("part", Fraction(1, 2))
    words["quarter"] = words["quarters"] = ("part", Fraction(1, 4))
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
