"""Recognises units and currencies in both languages, and converts between units."""

from __future__ import annotations

import re
from fractions import Fraction

from checker.numbers.unit_table import UNITS, Unit

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


# A noun that only begins like the unit (日元 is listed, 元旦 and 升级 are not units).
_NOT_AFTER = {
    "元": "(?!旦|首|老|宵|素|件|宇宙|年|月|勋|帅)",
    "里": "(?!面|程|约|昂|边|斯|头|奥|根|德|达|尔)",
    "年": "(?!级|轻|纪|货|薪|会|龄|华|夜|画|糕|代)",
    "米": "(?!饭|粉|线|兰|其|勒|黄)",
    "克": "(?!拉|隆|里|服|制|罗|朗|里)",
    "升": "(?!级|至|到|值|幅|高|学|温|空|旗|任|势|破|起|入|本|降)",
    "周": "(?!年|岁|边|围|末|一|二|三|四|五|六|日|刊|报|期)",
    "天": "(?!然|气|津|下|空|文|堂|才|使|安|真|宫|山|河|鹅)",
    "方": "(?!面|便|案|式|法|向|针|位|块|程|米|形|圆|才|向|可|丈|阵|向|位|队|代)",
    "桶": "(?!装)",
    "瓦": "(?!特|解|斯|房|片)",
    "码": "(?!头|洋)",
    "盾": "(?!构|牌)",
}

CHINESE_UNIT = re.compile(
    "|".join(
        re.escape(name) + _NOT_AFTER.get(name, "") + ("(?![A-Za-z])" if name.isascii() else "")
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

_PREFIXES = ["US$", "HK$", "NT$", "S$", "A$", "AU$", "C$", "CA$", "NZ$", "RMB¥", "RMB", "CNY",
             "USD", "HKD", "EUR", "GBP", "JPY", "RM", "Rs", "$", "€", "£", "¥"]  # fmt: skip
ENGLISH_CURRENCY_PREFIX = re.compile(
    rf"(?<![A-Za-z])(?P<currency>{_alternatives(_PREFIXES)})[ \u00a0]?$", re.IGNORECASE
)
"""Matches a currency sign or code at the end of the text before a figure."""


def chinese_unit_code(name: str) -> str:
    """Return the code of a name that `CHINESE_UNIT` matched."""
    return _BY_CHINESE[name]


_NO_PLURAL = frozenset(
    {"CNY", "JPY", "KRW", "THB", "ZAR", "MYR", "VND", "IDR", "mu", "jin", "li", "ft", "celsius",
     "fahrenheit"}
)  # fmt: skip


def english_unit_name(code: str) -> str:
    """Return a unit's English name as it stands after a figure: yuan, euros, hectares."""
    name = UNITS[code].english[0]
    if code in _NO_PLURAL:
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
