"""dangling-transitive: «has gradually formed.» and no word of what was formed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.grammar_words import OPENER_PHRASES, ROLES
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

# The second list can do without an object ("a pattern has formed"), so it counts only where a new
# sentence follows without a stop.
_STRICT, _LOOSE = ("|".join(sorted(ROLES[r])) for r in ("takes_object", "often_takes_object"))
_OPENERS = (*OPENER_PHRASES, *sorted(map(str.capitalize, ROLES["opener"])))
_ADVERB = r"(?:\w+ly|already|also|now|just|then|since|long|thus|therefore|preliminarily)"
_GROUP = re.compile(
    rf"\b(?P<aux>has|have|had)(?: {_ADVERB}){{0,3}}"
    rf" (?:(?P<strict>{_STRICT})|(?P<loose>{_LOOSE}))\b(?P<after>\s*[.;](?=\s|$|[\"”'’)])|\s*$| +)"
)
_OPENER = re.compile(rf"(?:{'|'.join(map(re.escape, _OPENERS))})(?=[ ,])")
_FRONTED = re.compile(rf"\b(?:{'|'.join(sorted(ROLES['fronting']))})\b", re.IGNORECASE)
_CONTACT = re.compile(
    r"(?:\b(?:I|[Ww]e|[Yy]ou|[Tt]hey|[Hh]e|[Ss]he|[Ii]t|who|and|or|nor|not)|['’]ve)\s*$"
    r"|\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Tt]heir|[Oo]ur|[Tt]h[ei]se)\b[^,;.]*"
    r" (?:the|an?|its|his|their|our|this|these|those|[A-Z]\w+)(?: [\w’'-]+){0,3}\s*$"
)
_CLAUSE = re.compile(r"[,;:.!?—–]\s")


def _object_may_precede(before: str) -> bool:
    """Whether the clause left of the verb group could hold its object (relative or contact)."""
    cuts = [m.end() for m in _CLAUSE.finditer(before)]
    clause = before[cuts[-1] :] if cuts else before
    return bool(_FRONTED.search(clause) or _CONTACT.search(clause)) or not clause.strip()


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    text = pair.target
    if "ha" not in text:
        return
    length = len(text.rstrip())
    for match in _GROUP.finditer(text):
        verb_end = match.start("after")
        opener = _OPENER.match(text, match.end("after")) if match["after"].isspace() else None
        stopped = bool(match["after"].strip()) or match.end() >= length
        if opener is None and (match["loose"] or not stopped):
            continue
        before = text[max(0, match.start() - 200) : match.start()]
        if opener is None and _object_may_precede(before):
            continue
        end = opener.end() if opener else verb_end
        if opener and text[end : end + 1] == ",":
            end += 1
        yield finding(
            CHECK,
            (match.start(), end),
            f"«{text[match.start() : verb_end]}» needs an object, but the clause ends here:"
            " what was said of it in the source is missing",
            confidence=0.85 if opener else 0.6,
            severity=Severity.MAJOR if opener else Severity.MINOR,
        )


CHECK = Check(
    id="dangling-transitive",
    title="Verb without its object",
    description=(
        "A clause ends right after a transitive verb in the perfect («has gradually formed»,"
        " «has established.») with no object and no passive. Clauses whose object may stand in"
        " front (relative clauses and the like) are left alone. Major where a new sentence follows"
        " without a stop, else minor."
    ),
    category="accuracy/omission",
    severity=Severity.MAJOR,
    run=_check,
)
