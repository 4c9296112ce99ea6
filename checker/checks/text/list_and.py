"""list-and-missing: «coal, ore, grain.» where the source has 煤、矿石和粮食."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.checks.text.enumeration import JOIN
from checker.language.views import view
from checker.records import Finding, SegmentPair, Severity, Span

__all__ = ["CHECK"]

_LONGEST = 3000  # characters of a text; chosen, a bound on work: at half and double nothing changes
_ITEM = r"[^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*){0,2}"
_ENGLISH = re.compile(rf"(?<!, )\b{_ITEM}(?:, {_ITEM}){{2,8}}(?=[.;!?]$)")
_JOINED = re.compile(
    r"\b(?:and|or|nor|etc|plus|including|such|like|not|but|then|so|too|all|both|even|yes|no)\b|&",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"[^，。；：！？,;:!?（）()\n、]{1,12}(?:、[^，。；：！？,;:!?（）()\n、]{1,12})+"
)
_PARTICIPLE = re.compile(r"(?:\w+ly )?\w+ing\b")  # «…, killing three people» is no item
_NO_ITEM = re.compile(
    r"(?:if|upon|at|for|with|should|when|where|by|as|to|\w+ly)\b"
    r"|.*\b(?:is|are|was|were|has|have|had|will|would|can|said|says)\b"
)


def _joined_list(source: str) -> list[tuple[Span, int]]:
    """Return the lists of a source that end in 和, 与, 及 or 或, and how many items each has."""
    found = []
    for match in _SOURCE.finditer(source):
        items = match.group().split("、")
        join = JOIN.search(items[-1])
        if join is not None and join.start() > 0:
            span = Span(match.start(), match.end(), match.group())
            found.append((span, len(items) + 1))
    return found


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    source, target = pair.source, pair.target
    if not source or "、" not in source or max(len(source), len(target)) > _LONGEST:
        return
    lists = _joined_list(source)
    for sentence in view(target).sentences if lists else ():
        match = _ENGLISH.search(target, sentence.start, sentence.end)
        if match is None or _JOINED.search(match.group()):
            continue
        items = match.group().split(", ")
        same = [span for span, count in lists if count == len(items)]
        if not same or any(_NO_ITEM.match(item) for item in items[1:]):
            continue
        if _PARTICIPLE.match(items[-1]) and not _PARTICIPLE.match(items[-2]):
            continue
        yield finding(
            CHECK,
            match.span(),
            f"The list of {len(items)} has no «and» before «{items[-1]}»; the source joins its last"
            f" item («{same[0].text}»)",
            confidence=0.6,
            source_spans=(same[0],),
            suggestion=f"{', '.join(items[:-1])} and {items[-1]}",
        )


CHECK = Check(
    id="list-and-missing",
    title="List without its «and»",
    description=(
        "A list of three or more short items that ends a sentence without «and» or «or», where the"
        " source has a list of as many items that does join the last (和, 与, 以及, 或)."
    ),
    category="fluency/grammar",
    severity=Severity.NEUTRAL,
    run=_check,
    needs=frozenset({"source"}),
)
