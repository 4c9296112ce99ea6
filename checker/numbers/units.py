"""Recognises units and currencies in both languages, and converts between units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from checker.language.tables import rows, several
from checker.numbers.chinese_lexicon import NO_MARKS

__all__ = [
    "CHINESE_UNIT",
    "ENGLISH_CURRENCY_PREFIX",
    "ENGLISH_UNIT",
    "UNITS",
    "Unit",
    "chinese_unit_code",
    "conversion",
    "english_unit_codes",
    "english_unit_name",
    "is_currency",
]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or currency.

    Attributes:
        code: its name in this package, e.g. "CNY", "km2", "mu".
        dimension: what it measures; units of one dimension convert. A currency is its own.
        factor: its size in the dimension's base unit.
        chinese: how Chinese writes it.
        english: how English writes it, singular, the name to show first, else lower case; a plural
            "s" is understood.
        plural: whether the name to show takes that "s".
        prefix: what may stand before a figure instead: $, RMB.
    """

    code: str
    dimension: str
    factor: Fraction
    chinese: tuple[str, ...]
    english: tuple[str, ...]
    plural: bool
    prefix: tuple[str, ...]


_COLUMNS = ("code", "dimension", "factor", "chinese", "english", "plural", "prefix")
UNITS: dict[str, Unit] = {
    code: Unit(
        code,
        f"currency:{code}" if dimension == "currency" else dimension,
        Fraction(factor),
        several(chinese),
        several(english),
        plural == "yes",
        several(prefix),
    )
    for code, dimension, factor, chinese, english, plural, prefix in rows(
        "numbers/units", *_COLUMNS
    )
}
"""All units and currencies by code."""

_DOLLARS = frozenset({"USD", "HKD", "TWD", "SGD", "AUD", "CAD", "NZD"})
_BY_CHINESE = {name: unit.code for unit in UNITS.values() for name in unit.chinese}
_BY_ENGLISH: dict[str, frozenset[str]] = {}
for _each in UNITS.values():
    for _name in _each.english:
        _BY_ENGLISH[_name] = _BY_ENGLISH.get(_name, frozenset()) | {_each.code}
_BY_ENGLISH["dollar"] = _BY_ENGLISH["$"] = _DOLLARS
_BY_ENGLISH["degree"] = frozenset({"celsius", "fahrenheit"})
_BY_ENGLISH["¥"] = frozenset({"CNY", "JPY"})


def _alternatives(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


# A noun may only begin like the unit (日元 is listed, 元旦 and 升级 are not units).
CHINESE_UNIT = re.compile(
    "|".join(
        re.escape(name)
        + NO_MARKS.get(("unit", name), "")
        + ("(?![A-Za-z])" if name.isascii() else "")
        for name in sorted(_BY_CHINESE, key=len, reverse=True)
    )
)
"""Matches a unit or currency name at a place in canonical Chinese text."""

ENGLISH_UNIT = re.compile(
    rf"(?:{_alternatives(list(_BY_ENGLISH))})(?:s|es)?(?![a-z0-9])"
    r"(?!\s?(?:squared?\b|cubed?\b|[²³^]))",  # 90 meters squared are no length
    re.IGNORECASE,
)
"""Matches a unit or currency name after a figure in English text."""

_PREFIXES = [sign for unit in UNITS.values() for sign in unit.prefix]
ENGLISH_CURRENCY_PREFIX = re.compile(
    rf"(?<![A-Za-z])(?P<currency>{_alternatives(_PREFIXES)})[ \u00a0]?$",
    re.IGNORECASE,
)
"""Matches a currency sign or code at the end of the text before a figure."""


def chinese_unit_code(name: str) -> str:
    """Return the code of a name that `CHINESE_UNIT` matched."""
    return _BY_CHINESE[name]


def english_unit_name(code: str) -> str:
    """Return a unit's English name as it stands after a figure: yuan, euros, hectares."""
    name = UNITS[code].english[0]
    if not UNITS[code].plural:
        return name
    return name + ("es" if name.endswith("inch") else "s")


def english_unit_codes(name: str) -> frozenset[str]:
    """Return the codes an English name, sign or plural may stand for; empty if unknown."""
    low = name.lower().replace("rmb¥", "rmb")
    for form in (low, low.removesuffix("s"), low.removesuffix("es")):
        if form in _BY_ENGLISH:
            return _BY_ENGLISH[form]
    return frozenset()


def is_currency(code: str | None) -> bool:
    """Whether a unit code is a currency."""
    return code is not None and UNITS[code].dimension.startswith("currency:")


def conversion(value: Fraction, source: str, target: str) -> Fraction | None:
    """Return `value` of unit `source` in unit `target`; None where they do not convert."""
    first, second = UNITS[source], UNITS[target]
    if first.dimension != second.dimension:
        return None
    if first.dimension == "temperature" and source != target:
        celsius = value if source == "celsius" else (value - 32) * Fraction(5, 9)
        return celsius if target == "celsius" else celsius * Fraction(9, 5) + 32
    return value * first.factor / second.factor
