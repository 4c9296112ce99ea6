"""surname-order: «Xiaoming Wang» for 王小明."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.person_names import name_index, plain, readings, surname_readings
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_PAIR = re.compile(
    r"(?<![\w’'-])(?P<given>[A-Z][a-zü]{1,12}(?:[-'’][A-Za-zü][a-zü]{1,6})?)"
    r"(?= (?P<surname>[A-Z][a-zü]{1,8})(?![\w-]))"
)


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    source = pair.source
    if not source:
        return
    for match in _PAIR.finditer(pair.target):
        given, surname = plain(match["given"]), plain(match["surname"])
        if not 4 <= len(given) <= 12 or not 2 <= len(surname) <= 8:
            continue
        if surname not in surname_readings():
            continue
        words = pair.target[match.start() : match.end("surname")]
        if words in source:
            continue
        name = name_index(source).get((surname, given))
        # Names of one given character are left alone: «Yang Li» can be either way round.
        if name is None or len(readings(name.text[-1:]) & {given}):
            continue
        before = pair.target[max(0, match.start() - 20) : match.start()].split()[-1:]
        if before and surname == plain(before[0]):
            continue
        right = f"{match['surname']} {match['given']}"
        yield finding(
            CHECK,
            (match.start(), match.end("surname")),
            f"{name.text} is written surname first, «{right}», not «{words}»",
            confidence=0.7,
            source_spans=(name,),
            suggestion=right,
        )


CHECK = Check(
    id="surname-order",
    title="Surname last",
    description=(
        "A Chinese name of surname and two characters whose English puts the given name first."
        " News English keeps the Chinese order; switch the rule off where a house style turns it."
    ),
    category="style/names",
    severity=Severity.MINOR,
    run=_check,
    needs=frozenset({"source"}),
)
