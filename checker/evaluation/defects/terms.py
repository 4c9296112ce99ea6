"""Terms that look alike to a translator in a hurry: percent, comparisons, currencies."""

from __future__ import annotations

import random
import re

from checker.evaluation.defects.records import CleanPair, GarbledSpan, Injection, apply_edits
from checker.language.tables import rows

__all__ = ["percent_for_point", "swap_comparison", "swap_currency"]

_POINTS = re.compile(r"percentage[ -]points?")
_YEAR = re.compile(
    r"\byear[- ](?:on|over)[- ]year\b|\bfrom a year (?:earlier|ago)\b"
    r"|\bcompared (?:with|to) the same period (?:of )?last year\b",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"\bmonth[- ](?:on|over)[- ]month\b|\bfrom a month (?:earlier|ago)\b"
    r"|\bfrom the previous month\b",
    re.IGNORECASE,
)
_TO_MONTH, _TO_YEAR = "month-on-month", "year-on-year"

_CURRENCIES = rows("evaluation/defects/currencies", "chinese", "english")
_WORDS = {"人民币": "yuan", "美元": "US dollars", "欧元": "euros", "日元": "yen", "英镑": "pounds"}
_SYMBOLS = ("€", "£", "$")


def percent_for_point(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Writes “percent” where the source speaks of percentage points (百分点)."""
    places = [m.span() for m in _POINTS.finditer(pair.target)] if "百分点" in pair.source else []
    return _replace(pair, rng.choice(places), "percent", "百分点") if places else None


def swap_comparison(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Turns a comparison with last year into one with last month, or the other way round."""
    places = []
    if "同比" in pair.source and "环比" not in pair.source:
        places = [(m, _TO_MONTH) for m in _YEAR.finditer(pair.target)]
    elif "环比" in pair.source and "同比" not in pair.source:
        places = [(m, _TO_YEAR) for m in _MONTH.finditer(pair.target)]
    if not places:
        return None
    match, new = rng.choice(places)
    new = new.capitalize() if match.group()[0].isupper() else new
    return _replace(pair, match.span(), new, "同比" if "同比" in pair.source else "环比")


def swap_currency(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Puts an amount into another currency, its figure unchanged."""
    own = next((entry for entry in _CURRENCIES if entry[0] in pair.source), None)
    if own is None:
        return None
    pattern = re.compile(rf"(?<![A-Za-z])(?:{own[1]})(?![A-Za-z])")
    # An amount stands beside it; “the dollar weakened” is about the currency itself.
    places = [m for m in pattern.finditer(pair.target) if _beside_figure(pair.target, *m.span())]
    if not places:
        return None
    match = rng.choice(places)
    before_figure = re.match(r" ?\d", pair.target[match.end() :]) is not None
    symbol = before_figure or not match.group()[-1].isalpha()
    others = _SYMBOLS if symbol else tuple(_WORDS.values())
    present = pair.target.casefold()
    free = [new for new in others if new.casefold() not in present and own[0] not in _names(new)]
    return _replace(pair, match.span(), rng.choice(free), own[0]) if free else None


def _names(word: str) -> set[str]:
    names = {chinese for chinese, english in _WORDS.items() if english == word}
    return names | ({"元"} if "人民币" in names else set())


def _beside_figure(text: str, start: int, end: int) -> bool:
    before = re.search(r"(?:\d|\b(?:thousand|million|billion|trillion|hundred)) ?$", text[:start])
    return before is not None or re.match(r" ?\d", text[end:]) is not None


def _replace(pair: CleanPair, span: tuple[int, int], new: str, term: str) -> Injection:
    """Replaces a stretch of the target; `term` is what every place in the source says of it."""
    target, edits = apply_edits(pair.target, [(*span, new)])
    gold = GarbledSpan("target", edits[0].start, edits[0].end)
    said = tuple(
        GarbledSpan("source", match.start(), match.end())
        for match in re.finditer(re.escape(term), pair.source)
    )
    return Injection(pair.source, target, pair.target, edits, (gold,), said)
