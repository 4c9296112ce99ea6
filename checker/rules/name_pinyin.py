"""name-pinyin: a Chinese name misspelt in pinyin (王小明 «Wang Xiaomin»)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.records import Finding, SegmentPair, Severity, Span
from checker.rules.base import Rule, RuleContext
from checker.rules.person_names import (
    PersonName,
    name_index,
    person_names,
    plain,
    readings,
    usual_reading,
)
from checker.rules.view import finding

__all__ = ["RULE", "distance"]

_NAME = re.compile(
    r"\b(?P<surname>[A-Z][a-zü]{1,8}) (?P<given>[A-Z][a-zü]+(?:['’]?[a-zü]+)?)\b(?!-)"
)
_MIN_GIVEN = 4
_MANY = 50


def distance(left: str, right: str) -> int:
    """Return the edit distance (insert, delete, replace: 1 each) of two short words."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        above, row[0] = row[0], i
        for j, b in enumerate(right, start=1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


_English = dict[str, list[re.Match[str]]]


def _misspelt(source: str, english: _English, name: PersonName) -> tuple[int, int, str] | None:
    """Return the English name that is nearly the right one, and the right spelling."""
    surnames = readings(name.surname, surname=True)
    givens = readings(name.given)
    matches = [match for surname in surnames for match in english.get(surname, ())]
    if any(plain(match["given"]) in givens for match in matches):
        return None
    best: tuple[int, int, int, str] | None = None
    for match in matches[:_MANY]:
        given = plain(match["given"])
        near = min(givens, key=lambda right: distance(given, right))
        steps = distance(given, near)
        close = steps <= (2 if len(near) >= 6 else 1) and min(len(near), len(given)) >= _MIN_GIVEN
        if not close or (plain(match["surname"]), given) in name_index(source):
            continue
        if best is None or steps < best[0]:
            right = f"{match['surname']} {usual_reading(name.given).capitalize()}"
            best = (steps, match.start(), match.end(), right)
    return best[1:] if best else None


def _check(pair: SegmentPair, ctx: RuleContext) -> Iterator[Finding]:
    if not pair.source:
        return
    names = list(person_names(pair.source))
    if not names:
        return
    english: _English = {}
    for match in _NAME.finditer(pair.target):
        english.setdefault(plain(match["surname"]), []).append(match)
    done: set[str] = set()
    for name in names:
        if name.surname + name.given in done:
            continue
        done.add(name.surname + name.given)
        found = _misspelt(pair.source, english, name)
        if found is None:
            continue
        start, end, right = found
        han = pair.source[name.start : name.end]
        yield finding(
            RULE,
            (start, end),
            f"{han} is «{right}» in pinyin; the English has «{pair.target[start:end]}»",
            confidence=0.7,
            source_spans=(Span(name.start, name.end, han),),
            suggestion=right,
        )


RULE = Rule(
    rule_id="name-pinyin",
    title="Name misspelt in pinyin",
    description=(
        "A Chinese personal name, known as one by the office before it or the verb of saying after"
        " it, whose English has the right surname and a given name one or two letters off every"
        " reading of its characters. Names with other spellings (Hong Kong, Taiwan, hyphens) and"
        " names that are absent are left alone."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    check=_check,
    needs_source=True,
)
