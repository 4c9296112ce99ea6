"""chinglish-density: far more stock phrases of literal translation than good translations have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.checks.base import Check, Context, finding
from checker.checks.facts import per_document
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_ADVERBS = (
    "vigorously|energetically|actively|forcefully|earnestly|conscientiously|resolutely|solidly"
    "|comprehensively|thoroughly|steadily|further|continuously|constantly|unswervingly|persistently"
    "|effectively|fully|firmly|deeply|strictly|scientifically|orderly"
)
_VERBS = (
    "develop|promot|strengthen|implement|carr(?:y|ies|ied)|advanc|push|improv|deepen|enhanc|explor"
    "|grasp|respond|cultivat|build|construct|expand|consolidat|optimi[sz]|standardi[sz]|perfect"
    "|increas|mobili[sz]|guid|uphold|adher|stud(?:y|ied)|integrat|support|encourag|participat"
    "|safeguard|forg|creat|perform|play|do\\b|doing|accelerat|stimulat|boost"
)
# Wording of our own, of the sort that style guides for official translation warn of.
_PHRASES = re.compile(
    rf"\b(?:(?:{_ADVERBS}) (?:and (?:{_ADVERBS}) )?(?:{_VERBS})\w*"
    r"|d(?:o|id|oes|oing|one) (?:(?:an?|the) )?(?:good|solid|excellent|better) (?:job|work)"
    r" (?:in|of|on|with|for)"
    r"|(?:broad|vast) masses|masses of (?:the )?people|the masses"
    r"|carr(?:y|ies|ied|ying) out (?:[\w-]+ ){0,4}(?:work|activity|activities|actions?|education)"
    r"|pa(?:y|ys|id|ying) (?:high|great|more) attention to"
    r"|attach(?:es|ed|ing)? (?:great|high|much) importance to"
    r"|under the (?:correct|strong|firm) leadership of"
    r"|giv(?:e|es|en|ing) full play to|people['’]s livelihoods?"
    r"|with (?:[\w-]+ ){1,4}as the (?:core|guide|main body|carrier|starting point|leader|main line)"
    r"|(?:took|tak(?:e|es|en|ing)) (?:[\w-]+ ){1,5}as the (?:core|guide|main body|carrier"
    r"|starting point|opportunity|main line|breakthrough point|lead|focus|goal|guidance)"
    r"|to a new (?:level|height|stage)|reach(?:es|ed|ing)? a new (?:level|height|stage)"
    r"|(?:made|mak(?:e|es|ing)) (?:new|greater|positive|due|active) contributions? to"
    r"|in line with the (?:principle|spirit|requirements?) of"
    r"|in accordance with the (?:requirements|spirit|principles?) of"
    r"|stud(?:y|ied|ying) and implement\w*|grasp\w* (?:the )?(?:implementation|opportunit\w+)"
    r"|in the process of \w+ing|play(?:s|ed|ing)? an? (?:active|positive) role in"
    r"|adher(?:e|es|ed|ing) to the (?:principle|concept|path|road|guid\w+|people)"
    r"|(?:strengthen|deepen)(?:s|ed|ing)? the (?:construction|building|work|management) of"
    r"|the (?:construction|work|task) of (?:[\w-]+ ){0,3}(?:civili[sz]ation|system|mechanism|style)"
    r"|achiev(?:e|es|ed|ing) remarkable results|remarkable (?:results|achievements))\b",
    re.IGNORECASE,
)

# Of 1,479 stretches of ten segments of WMT references (2017–2021) 6 have as many and as dense, of
# 598 stretches of 25 segments 1, of 420 articles translated for MQM none; the median has none.
_LIMIT = 1.5
_AT_LEAST = 5
_NAMED = 6


class _Density(NamedTuple):
    """The stock phrases of a document.

    Attributes:
        place: index of the pair with the first of them, and where it stands in its target.
        per_100: how many there are for each 100 words.
    """

    place: int
    start: int
    end: int
    phrases: tuple[str, ...]
    per_100: float


@per_document
def _density(pairs: tuple[SegmentPair, ...]) -> _Density | None:
    """Return the stock phrases of a document's English; None where there are few."""
    places: list[tuple[int, re.Match[str]]] = []
    total = 0
    for index, pair in enumerate(pairs):
        total += len(pair.target.split())
        places.extend((index, match) for match in _PHRASES.finditer(pair.target))
    if len(places) < _AT_LEAST or 100 * len(places) < _LIMIT * total:
        return None
    index, first = places[0]
    phrases = tuple(match.group() for _, match in places)
    return _Density(index, first.start(), first.end(), phrases, 100 * len(places) / total)


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    density = _density(ctx.pairs)
    if density is None or density.place != ctx.index:
        return
    named = ", ".join(f"«{phrase}»" for phrase in dict.fromkeys(density.phrases[:_NAMED]))
    yield finding(
        CHECK,
        (density.start, density.end),
        f"The document has {len(density.phrases)} stock phrases of literal translation,"
        f" {density.per_100:.1f} for each 100 words (good translations hardly ever {_LIMIT}):"
        f" {named}{' …' if len(density.phrases) > _NAMED else ''}",
        confidence=0.5,
    )


CHECK = Check(
    id="chinglish-density",
    title="Many stock phrases",
    description=(
        "A document with at least five stock phrases of literal translation («vigorously promote»,"
        " «do a good job in», «the broad masses», «give full play to») and 1.5 or more for each 100"
        " words, as fewer than one in 200 stretches of good translations have (ten segments). One"
        " finding a document, at the first phrase; official style has them, too."
    ),
    category="style/awkward",
    severity=Severity.NEUTRAL,
    run=_check,
)
