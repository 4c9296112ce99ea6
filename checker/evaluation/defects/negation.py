"""A sentence that says the opposite, because its “not” is gone."""

from __future__ import annotations

import random
import re

from checker.evaluation.defects.records import CleanPair, Injection, apply_edits
from checker.evaluation.defects.words import around

__all__ = ["drop_negation"]

_SOURCE = re.compile("[不没未无非勿莫否]")
_SHORT = {"won't": "will", "can't": "can", "cannot": "can", "shan't": "shall"}
_NEGATION = re.compile(
    r"\b(?:(?P<short>[Ww]on['’]t|[Cc]an['’]t|cannot)"
    r"|(?P<stem>do|does|did|is|are|was|were|has|have|had|would|could|should|must)n['’]t"
    r"|(?:not|never|no longer) )",
)
# Here “not” denies nothing by itself.
_FIXED_BEFORE = re.compile(r"\b(?:or|if|why|whether) $", re.IGNORECASE)
_FIXED_AFTER = re.compile(r"(?:only|just|merely|least|to mention)\b")


def drop_negation(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Drops one “not”, “n't”, “never” or “no longer” that the source's words call for."""
    if not _SOURCE.search(pair.source):
        return None
    places = [
        match
        for match in _NEGATION.finditer(pair.target)
        if match.start() > 0
        and not _FIXED_BEFORE.search(pair.target[: match.start()])
        and not _FIXED_AFTER.match(pair.target[match.end() :])
    ]
    if not places:
        return None
    match = rng.choice(places)
    target, edits = apply_edits(pair.target, [(*match.span(), _positive(match))])
    span = around(target, edits[0].start, edits[0].end)
    return Injection(pair.source, target, pair.target, edits, (span,))


def _positive(match: re.Match[str]) -> str:
    if match["short"]:
        return _SHORT[match["short"].lower().replace("’", "'")]
    return match["stem"] or ""
