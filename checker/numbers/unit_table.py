"""Currencies and units of measure: their Chinese and English names and exact factors."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

__all__ = ["UNITS", "Unit"]


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
    """

    code: str
    dimension: str
    factor: Fraction
    chinese: tuple[str, ...]
    english: tuple[str, ...]


def _unit(code: str, dimension: str, factor: str, chinese: str, english: str) -> Unit:
    names = tuple(name.strip() for name in english.split("|") if name.strip())
    return Unit(code, dimension, Fraction(factor), tuple(chinese.split()), names)


def _currency(code: str, chinese: str, english: str) -> Unit:
    return _unit(code, f"currency:{code}", "1", chinese, english)


_MEASURES = (
    _unit("km", "length", "1000", "公里 千米 km KM", "kilometer|kilometre|km|kms"),
    _unit("m", "length", "1", "米 公尺 m", "meter|metre|m"),
    _unit("cm", "length", "0.01", "厘米 公分 cm", "centimeter|centimetre|cm"),
    _unit("mm", "length", "0.001", "毫米 mm", "millimeter|millimetre|mm"),
    _unit("um", "length", "0.000001", "微米", "micron|micrometer|micrometre"),
    _unit("nm", "length", "0.000000001", "纳米 nm", "nanometer|nanometre|nm"),
    _unit("mile", "length", "1609.344", "英里", "mile"),
    _unit("nmi", "length", "1852", "海里", "nautical mile"),
    _unit("ft", "length", "0.3048", "英尺", "feet|foot|ft"),
    _unit("inch", "length", "0.0254", "英寸", "inch|inches"),
    _unit("yard", "length", "0.9144", "码", "yard"),
    _unit("li", "length", "500", "华里 里", "li"),
    _unit("km2", "area", "1000000", "平方公里 平方千米 km2",
          "square kilometer|square kilometre|square km|sq km|sq. km|km2|km²"),
    _unit("m2", "area", "1", "平方米 平米 ㎡ m2",
          "square meter|square metre|square m|sq m|sq. m|m2|m²|sqm"),
    _unit("cm2", "area", "0.0001", "平方厘米", "square centimeter|square centimetre"),
    _unit("ha", "area", "10000", "公顷", "hectare|ha"),
    _unit("mu", "area", "2000/3", "亩", "mu|mou"),
    _unit("acre", "area", "4046.8564224", "英亩", "acre"),
    _unit("mile2", "area", "2589988.110336", "平方英里", "square mile|sq mile"),
    _unit("ft2", "area", "0.09290304", "平方英尺 平方尺", "square feet|square foot|sq ft"),
    _unit("t", "mass", "1000000", "吨 公吨", "ton|tonne|metric ton|mt"),
    _unit("kg", "mass", "1000", "公斤 千克 kg KG", "kilogram|kilogramme|kilo|kg|kgs"),
    _unit("g", "mass", "1", "克 g", "gram|gramme|g"),
    _unit("mg", "mass", "0.001", "毫克 mg", "milligram|mg"),
    _unit("ug", "mass", "0.000001", "微克", "microgram|μg"),
    _unit("jin", "mass", "500", "斤 市斤", "jin|catty|catties"),
    _unit("lb", "mass", "453.59237", "磅", "pound|lb|lbs"),
    _unit("oz", "mass", "28.349523125", "盎司", "ounce|oz"),
    _unit("m3", "volume", "1000", "立方米 方", "cubic meter|cubic metre|cubic m|m3|m³"),
    _unit("l", "volume", "1", "升 公升 L", "liter|litre|l"),
    _unit("ml", "volume", "0.001", "毫升 ml", "milliliter|millilitre|ml"),
    _unit("gal", "volume", "3.785411784", "加仑", "gallon"),
    _unit("bbl", "volume", "158.987294928", "桶", "barrel|bbl"),
    _unit("w", "power", "1", "瓦", "watt|w"),
    _unit("kw", "power", "1000", "千瓦 kW KW", "kilowatt|kw"),
    _unit("mw", "power", "1000000", "兆瓦 MW", "megawatt|mw"),
    _unit("gw", "power", "1000000000", "吉瓦 GW", "gigawatt|gw"),
    _unit("kwh", "energy", "1", "千瓦时 度电 kWh", "kilowatt-hour|kilowatt hour|kwh"),
    _unit("mwh", "energy", "1000", "兆瓦时 MWh", "megawatt-hour|megawatt hour|mwh"),
    _unit("gwh", "energy", "1000000", "吉瓦时 GWh", "gigawatt-hour|gigawatt hour|gwh"),
    _unit("twh", "energy", "1000000000", "太瓦时 TWh", "terawatt-hour|terawatt hour|twh"),
    _unit("celsius", "temperature", "1", "摄氏度 ℃ °C",
          "celsius|degrees celsius|degree celsius|degrees centigrade|centigrade|°c|℃"),
    _unit("fahrenheit", "temperature", "5/9", "华氏度 ℉ °F",
          "fahrenheit|degrees fahrenheit|degree fahrenheit|°f|℉"),
    _unit("second", "time", "1", "秒 秒钟", "second|sec"),
    _unit("minute", "time", "60", "分钟", "minute|min|mins"),
    _unit("hour", "time", "3600", "小时 个小时 个半小时 钟头", "hour|hr|hrs"),
    _unit("day", "time", "86400", "天", "day"),
    _unit("week", "time", "604800", "周 个星期 星期 个礼拜", "week"),
    _unit("month", "calendar", "1", "个月 个多月", "month"),
    _unit("quarter", "calendar", "3", "个季度", "quarter"),
    _unit("year", "calendar", "12", "周年 周岁 岁 个年头 年", "year"),
    _unit("decade", "calendar", "120", "", "decade"),
    _unit("century", "calendar", "1200", "个世纪", "century|centuries"),
)  # fmt: skip

_CURRENCIES = (
    _currency("CNY", "元 块钱 人民币", "yuan|renminbi|rmb|cny"),
    _currency(
        "USD",
        "美元 美金 US$ USD",
        "U.S. dollar|us dollar|u.s. dollar|american dollar|usd|us$|greenback",
    ),
    _currency("EUR", "欧元", "euro|eur|€"),
    _currency("JPY", "日元 日圆 日币", "yen|japanese yen|jpy"),
    _currency(
        "GBP", "英镑 镑", "pound|pound sterling|pounds sterling|sterling|british pound|gbp|£"
    ),
    _currency("HKD", "港元 港币 港圆", "Hong Kong dollar|hong kong dollar|hk dollar|hkd|hk$"),
    _currency(
        "TWD", "新台币 台币", "New Taiwan dollar|taiwan dollar|new taiwan dollar|nt dollar|nt$|twd"
    ),
    _currency(
        "SGD",
        "新元 新加坡元 新币 坡币",
        "Singapore dollar|singapore dollar|singaporean dollar|s$|sgd",
    ),
    _currency(
        "AUD",
        "澳元 澳币 澳大利亚元",
        "Australian dollar|australian dollar|aussie dollar|a$|au$|aud",
    ),
    _currency("CAD", "加元 加币 加拿大元", "Canadian dollar|canadian dollar|c$|ca$|cad"),
    _currency("NZD", "纽元 新西兰元 纽币", "New Zealand dollar|new zealand dollar|nz$|nzd"),
    _currency("MOP", "澳门元 澳门币", "pataca|mop"),
    _currency("KRW", "韩元 韩圜 韩币", "won|korean won|south korean won|krw"),
    _currency("RUB", "卢布", "rouble|ruble|rub"),
    _currency("CHF", "瑞士法郎 瑞郎", "Swiss franc|swiss franc|chf"),
    _currency("FRF", "法郎", "franc|french franc"),
    _currency("RUPEE", "卢比 印度卢比", "rupee|inr|rs|indian rupee"),
    _currency("THB", "泰铢 铢", "baht|thb"),
    _currency("MYR", "令吉 林吉特 马币", "ringgit|rm|myr"),
    _currency("IDR", "印尼盾", "rupiah|idr"),
    _currency("VND", "越南盾 盾", "dong|vnd"),
    _currency("PESO", "比索", "peso"),
    _currency("BRL", "雷亚尔", "Brazilian real|real|reais|brl"),
    _currency("ZAR", "兰特", "rand|zar"),
    _currency("TRY", "里拉", "lira|liras"),
    _currency("AED", "迪拉姆", "dirham|aed"),
    _currency("SAR", "里亚尔", "riyal|rial"),
    _currency("KRONE", "克朗", "krona|kronor|krone|kroner"),
)

UNITS: dict[str, Unit] = {unit.code: unit for unit in (*_MEASURES, *_CURRENCIES)}
"""All units and currencies by code."""
