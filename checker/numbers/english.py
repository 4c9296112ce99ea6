"""Finds the numbers of an English text, each with every value it can stand for."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from checker.numbers.english_cardinals import Cardinal, find_cardinals
from checker.numbers.english_words import of_kind
from checker.numbers.quantities import Figure, Kind
from checker.numbers.units import ENGLISH_CURRENCY_PREFIX, ENGLISH_UNIT, UNITS, english_unit_codes

__all__ = ["find_figures"]

_WHOLES = {"ten thousand": 10**4}
_WHOLES |= {word: n for word, n in of_kind("unit", "tens").items() if 1 < n <= 10 or n == 20}
_WHOLES |= {"hundred": 100, "a hundred": 100, "thousand": 1000, "a thousand": 1000}
_MARK = re.compile(
    r"[\s\u00a0]?[-\u2010\u2011]?\s?(?:"
    r"(?P<point>(?:percentage|percent|per cent|pct|%)[\s-]points?\b|p\.?p\.?(?:ts?)?\b(?!m))"
    r"|(?P<basis>basis[\s-]points?\b|bps?\b)"
    r"|(?P<percent>%|percent\b|per\s?cent\b|pct\b|pc\b|percentage\b)"
    r"|(?P<permille>‰|per (?:thousand|1,?000|mille?)\b)"
    r"|(?P<multiple>-?fold\b|times\b|x\b)"
    r"|(?P<afternoon>(?:[:.]\d\d)?\s?p\.?\s?m\b|o'?clock in the (?:afternoon|evening))"
    r"|(?P<morning>(?:[:.]\d\d)?\s?a\.?\s?m\b)"
    r"|(?P<century>century\b|centuries\b)"
    rf"|(?P<share>(?:out of|in|of)(?:\s(?:every|each|all))?\s"
    rf"(?P<whole>\d{{1,3}}(?:,\d{{3}})+|\d{{1,9}}|{'|'.join(_WHOLES)})\b)"
    r"|(?P<military>hours?\b|hrs\b)"
    r")",
    re.IGNORECASE,
)
_UNIT_LEAD = re.compile(
    r"[\s\u00a0]?[-\u2010\u2011]?\(?(?:an?\s|of\san?\s|Chinese\s|worth of\s)?", re.IGNORECASE
)
_APPROX_BEFORE = re.compile(
    r"(?:about|nearly|almost|around|approximately|roughly|some|over|than|under|below|above|least|"
    r"most|up to|exceed(?:s|ed|ing)?|close to|near|as (?:much|many|high|low) as|estimated|beyond|"
    r"surpass(?:es|ed|ing)?|reach(?:es|ed|ing)?|topp(?:ed|ing)|past|within|just|circa|c\.|~|>|<|"
    r"approaching|well over|another|a total of)\s(?:an?\s)?\S{0,4}$",
    re.IGNORECASE,
)
_OVER_BEFORE = re.compile(
    r"(?:over|(?<!less )(?<!fewer )than|above|least|exceed(?:s|ed|ing)?|beyond|past|"
    r"surpass(?:es|ed|ing)?|topp(?:ed|ing)|upwards of)\s(?:an?\s)?\S{0,4}$",
    re.IGNORECASE,
)
_APPROX_AFTER = re.compile(r"\+|[\s-](?:or so|or more|or less|plus|odd|or thereabouts)", re.I)
_LINK = re.compile(
    r"(?:\s?(?:-|–|—|~|−|/)\s?|,\s"
    r"|,?\s(?:to|and|or|through|until|up to)\s(?:about\s|nearly\s|over\s)?)"
    r"(?:US\$|HK\$|RMB\s?|[$€£¥])?\s?",
    re.IGNORECASE,
)
_SPANS = "|".join(
    unit.english[0]
    for unit in UNITS.values()
    if unit.dimension in ("time", "calendar") and unit.code != "second"
)
_EACH = re.compile(
    rf"\b(?:an?|per|each|every)\s(?P<unit>{_SPANS})\b",
    re.IGNORECASE,
)
_SLASH = re.compile(r"/(?P<below>\d{1,4})(?![\d/])")
_SHORT_YEAR = re.compile(r"(?:['’‘]|FY ?|\d{4}[-–/])$")


@functools.lru_cache(maxsize=1024)
def find_figures(text: str) -> tuple[Figure, ...]:
    """Return the numbers of an English text, left to right, with offsets into that text.

    Besides figures and number words these are fractions, ordinals, "doubled", month names, Roman
    numerals and "a day" (1 day), which are weak: they explain a source number, but are never
    called wrong themselves.
    """
    cardinals = find_cardinals(text)
    figures = [_figure(text, cardinal) for cardinal in cardinals]
    figures = _distribute(text, cardinals, figures)
    figures.extend(_one_each(text))
    figures.sort(key=lambda figure: (figure.start, -figure.end))
    return tuple(figures)


def _figure(text: str, cardinal: Cardinal) -> Figure:
    """Read the words around a number: per cent, p.m., currency, unit, "about"."""
    mark = _MARK.match(text, cardinal.end)
    kind, values = _marked(cardinal, mark)
    before = text[max(0, cardinal.start - 40) : cardinal.start]
    prefix = ENGLISH_CURRENCY_PREFIX.search(before)
    units = english_unit_codes(prefix["currency"]) if prefix else _unit_after(text, cardinal.end)
    if kind == "plain" and cardinal.year_like and not units and 1000 <= values[0] <= 2200:
        kind = "year"
    slash = _SLASH.match(text, cardinal.end)
    if slash and int(slash["below"]) > 1:
        values = (*values, values[0] / int(slash["below"]))
    short = len(values) == 1 and values[0] < 100 and _SHORT_YEAR.search(before)
    if short:
        values = (*values, values[0] + 2000, values[0] + 1900)
    approx = _APPROX_BEFORE.search(before) or _APPROX_AFTER.match(text, cardinal.end)
    return Figure(
        start=cardinal.start,
        end=cardinal.end,
        text=text[cardinal.start : cardinal.end],
        values=values,
        kind=kind,
        units=units,
        strong=cardinal.written and not short,
        approx=approx is not None,
        over=_OVER_BEFORE.search(before) is not None,
    )


def _marked(cardinal: Cardinal, mark: re.Match[str] | None) -> tuple[Kind, tuple[Fraction, ...]]:
    kind, values = cardinal.kind, cardinal.values
    if mark is None:
        return kind, values
    if mark["point"]:
        return "percentage-point", values
    if mark["basis"]:
        return "basis-point", values
    if mark["percent"]:
        return "percent", values
    if mark["permille"]:
        return "percent", tuple(value / 10 for value in values)
    if mark["multiple"] and kind != "ordinal":
        return "multiple", values
    if (mark["afternoon"] or mark["morning"]) and values[0] < 13:
        return "clock", _clock_values(values[0])
    if mark["military"] and len(values) == 1 and 100 <= values[0] <= 2400:
        hour, minute = divmod(int(values[0]), 100)
        return "clock", (values[0], Fraction(hour), Fraction(minute))
    if mark["century"] and kind == "ordinal":
        return "century", values
    if mark["share"] and kind == "plain":
        word = mark["whole"].lower().replace(",", "")
        whole = int(word) if word.isdigit() else _WHOLES[word]
        if whole >= values[0] and whole > 1:
            return kind, (*values, values[0] / whole)
    return kind, values


def _clock_values(value: Fraction) -> tuple[Fraction, ...]:
    """Read 3 p.m. as 3 and 15 o'clock, and 10.42pm as 10 or 22 hours and 42 minutes."""
    hour = Fraction(value.numerator // value.denominator)
    minute = (value - hour) * 100
    return (hour, hour + 12, minute) if minute else (hour, hour + 12)


def _unit_after(text: str, end: int) -> frozenset[str]:
    lead = _UNIT_LEAD.match(text, end)
    match = ENGLISH_UNIT.match(text, lead.end() if lead else end)
    return english_unit_codes(match.group()) if match else frozenset()


def _distribute(text: str, cardinals: Sequence[Cardinal], figures: list[Figure]) -> list[Figure]:
    """Let the scale, kind and unit at the end of a range or list count for its other members."""
    result = list(figures)
    scale = 1
    for place in range(len(result) - 1, -1, -1):
        figure, own = result[place], cardinals[place].scale
        following = result[place + 1] if place + 1 < len(result) else None
        if following is None or not _LINK.fullmatch(text, figure.end, following.start):
            scale = own
            continue
        if own > 1:
            scale = own
        elif scale > 1 and figure.kind in ("plain", "year"):
            scaled = tuple(value * scale for value in figure.values)
            figure = replace(figure, values=(*figure.values, *scaled))
        listed = "," in text[figure.end : following.start]
        if figure.kind == "plain" and not listed and following.kind in (
            "percent", "percentage-point", "basis-point", "multiple", "ordinal",
        ):  # fmt: skip
            figure = replace(figure, kind=following.kind)
        if not figure.units and not listed:
            figure = replace(figure, units=following.units)
        result[place] = figure
    return result


def _one_each(text: str) -> list[Figure]:
    """Find "a day", "per hour": one of a unit of time."""
    return [
        Figure(
            match.start(),
            match.end(),
            match.group(),
            (Fraction(1),),
            units=english_unit_codes(match["unit"]),
            strong=False,
        )
        for match in _EACH.finditer(text)
    ]
