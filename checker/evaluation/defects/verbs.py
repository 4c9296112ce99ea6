"""A sentence whose verb is gone."""

from __future__ import annotations

import random
import re

from checker.evaluation.defects.records import CleanPair, Injection, apply_edits
from checker.evaluation.defects.words import around

__all__ = ["drop_verb"]

# A finite form, what may stand between, and the participle or infinitive it governs.
_FINITE = "is|are|was|were|has|have|had"
_MODAL = "will|would|could|should|must"
_BETWEEN = (
    r"(?:\s+(?:not|all|already|also|both|ever|just|never|now|still|been|be|being|have|[a-z]+ly))*"
)
_GOVERNED = (
    r"(?:\s+(?:[a-z]{2,}(?:ed|ing)|become|begun|broken|brought|built|come|done|fallen|found|given"
    r"|gone|grown|held|kept|known|led|made|risen|seen|set|shown|taken|told|won))?"
)
_PLAIN = (
    "became|began|brought|fell|gave|grew|held|increased|led|made|reached|remained|rose|showed"
    "|stood|took|told|went"
)
# The subject stands before: a lower-case start or a question has none.
_GROUP = re.compile(
    rf"(?<=[A-Za-z0-9)%”] )(?:(?:{_FINITE})\b{_BETWEEN}{_GOVERNED}"
    rf"|(?:{_MODAL})\b{_BETWEEN}\s+[a-z]+|(?:{_PLAIN}))\b(?=\s[A-Za-z0-9])"
)
_NO_SUBJECT = re.compile(r"\b(?:to|and|or|not)\s$")


def drop_verb(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Drops the first verb group of the target, auxiliary and participle together."""
    del rng  # the first verb is most often the main one
    for match in _GROUP.finditer(pair.target):
        if _NO_SUBJECT.search(pair.target[: match.start()]):
            continue
        start, end = match.start(), match.end() + 1  # with the space behind it
        target, edits = apply_edits(pair.target, [(start, end, "")])
        return Injection(pair.source, target, pair.target, edits, (around(target, start, start),))
    return None
