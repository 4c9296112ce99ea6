"""name-pinyin: a Chinese name misspelt in pinyin (王小明 «Wang Xiaomin»), or another person's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.checks.base import Check, Context, finding
from checker.language.person_names import (
    PersonName,
    is_pinyin,
    name_index,
    person_names,
    plain,
    readings,
    surname_readings,
    usual_reading,
)
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK", "distance"]

_NAME = re.compile(
    r"(?<![’'])\b(?P<surname>[A-Z][a-zü]{1,8})"
    r"(?= (?P<given>[A-Z][a-zü]{1,12}(?:['’][a-zü]{1,6})?)\b(?!-)"
    r"(?P<more> [A-Z][a-zü]{1,5}\b(?!-))?)"
)
_NO_PERSON = {("hong", "kong"), ("hu", "nan"), ("he", "nan"), ("tai", "wan")}
# Spellings of Taiwan («Ch'en Ming Chang») are not pinyin.
_WADE_GILES = re.compile(r"[A-Z][a-z]{0,2}['’][a-z]+ $")
_MIN_GIVEN = 4
"""Letters that both given names need to be compared; chosen. Findings at half/as is/double:
references 2/1/1, outputs 47/47/40, garbled 1/1/1 (`benchmarks.sensitivity`)."""
_MANY = 50  # names tried; chosen, a bound on work


class _English(NamedTuple):
    """A name in the English, if it is one: surname and given name without marks, small."""

    start: int
    end: int
    surname: str
    given: str


def distance(left: str, right: str) -> int:
    """Return the edit distance (insert, delete, replace: 1 each) of two short words."""
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        above, row[0] = row[0], i
        for j, b in enumerate(right, start=1):
            above, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, above + (a != b))
    return row[-1]


def _english_names(target: str) -> list[_English]:
    """Return two capitalised words that could be a name; three where the third is a syllable."""
    found: list[_English] = []
    for match in _NAME.finditer(target):
        if _WADE_GILES.search(target[max(0, match.start() - 12) : match.start()]):
            continue
        end, given = match.end("given"), plain(match["given"])
        if match["more"] and is_pinyin(given + plain(match["more"])):
            end, given = match.end("more"), given + plain(match["more"])
        surname = plain(match["surname"])
        if (surname, given) not in _NO_PERSON:
            found.append(_English(match.start(), end, surname, given))
    return found


def _misspelt(name: PersonName, english: list[_English], known: set[_English]) -> _English | None:
    """Return the English name that is nearly the right one."""
    surnames = readings(name.surname, surname=True)
    givens = readings(name.given)
    same = [item for item in english if item.surname in surnames]
    if any(item.given in givens for item in same):
        return None
    best: tuple[int, _English] | None = None
    for item in same[:_MANY]:
        near = min(sorted(givens), key=lambda right: distance(item.given, right))
        steps = distance(item.given, near)
        close = steps <= (2 if len(near) >= 6 else 1)
        if not close or min(len(near), len(item.given)) < _MIN_GIVEN or item in known:
            continue
        if best is None or steps < best[0]:
            best = (steps, item)
    return best[1] if best else None


def _someone_else(
    target: str, names: list[PersonName], english: list[_English], known: set[_English]
) -> tuple[PersonName, _English] | None:
    """Return the one name of the source that is absent and the one of the English that is extra."""
    flat = plain(target)
    absent = {
        name.surname + name.given: name
        for name in names
        if not any(reading in flat for reading in readings(name.given))
    }
    extra = {
        (item.surname, item.given): item
        for item in english
        if item.surname in surname_readings() and is_pinyin(item.given) and item not in known
    }
    if len(absent) != 1 or len(extra) != 1:
        return None
    (name,), (item,) = absent.values(), extra.values()
    return (name, item) if name.sure else None


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    names = list(person_names(pair.source)) if pair.source else []
    english = _english_names(pair.target) if names else []
    if not english:
        return
    nearby = (item.source or "" for item in (ctx.before, pair, ctx.after) if item is not None)
    index = name_index(" ".join(nearby))
    known = {item for item in english if (item.surname, item.given) in index}
    done: set[str] = set()
    found = False
    for name in names:
        if name.surname + name.given not in done:
            done.add(name.surname + name.given)
            item = _misspelt(name, english, known)
            if item is not None:
                found = True
                yield _report(pair, name, item)
    other = None if found else _someone_else(pair.target, names, english, known)
    if other is not None:
        yield _report(pair, *other)


def _report(pair: SegmentPair, name: PersonName, item: _English) -> Finding:
    han = name.surname + name.given
    surname = usual_reading(name.surname, surname=True)
    if item.surname in readings(name.surname, surname=True):
        surname = item.surname
    right = f"{surname.capitalize()} {usual_reading(name.given).capitalize()}"
    return finding(
        CHECK,
        (item.start, item.end),
        f"{han} is «{right}» in pinyin; the English has «{pair.target[item.start : item.end]}»",
        confidence=0.7,
        source_spans=(Span(name.start, name.end, han),),
        suggestion=right,
    )


CHECK = Check(
    id="name-pinyin",
    title="Wrong name",
    description=(
        "A Chinese personal name, known as one by the office before it or the verb of saying after"
        " it, whose English has the right surname and a given name one or two letters off every"
        " reading of its characters; or is the only name absent, while the English has one other"
        " that no characters of the source read as. Other spellings (Hong Kong, Taiwan, hyphens)"
        " and names that are merely left out are left alone."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=_check,
    needs=frozenset({"source"}),
    holds_back=True,
)
