"""Chinese characters or full-width marks left in the English."""

from __future__ import annotations

import random
import re

from checker.evaluation.defects.records import CleanPair, GarbledSpan, Injection, apply_edits
from checker.evaluation.defects.words import FUNCTION_WORDS
from checker.language.characters import han_spans

__all__ = ["leave_fullwidth", "leave_han"]

_CONTENT = re.compile(r"(?<=[ ])[a-z]{4,}(?: [a-z]{4,})?(?=[ ,.])")
_MAX_HAN = 6  # characters left in the English; chosen, what the injected defect is
_FULLWIDTH = {
    ",": "，",
    ".": "。",
    ";": "；",
    ":": "：",
    "?": "？",
    "!": "！",
    "(": "（",
    ")": "）",
    "%": "％",
}
# Not the points and commas inside figures, abbreviations and addresses.
_MARK = re.compile(r"(?<=[a-z\d)”])[,;:?!](?=\s|$)|(?<=[a-z]{3})[.](?=\s*$)|[()]|(?<=\d)%")


def leave_han(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Leaves 1 to 6 Chinese characters of the source where an English word or two stood."""
    runs = han_spans(pair.source)
    places = [m.span() for m in _CONTENT.finditer(pair.target) if m.group() not in FUNCTION_WORDS]
    if not runs or not places:
        return None
    start, end = rng.choice(places)
    # What stands at the same place of the source is the likeliest to have been left.
    place = start / len(pair.target) * len(pair.source)
    run = min(runs, key=lambda r: abs((r.start + r.end) / 2 - place))
    length = min(len(run.text), rng.randint(1, _MAX_HAN))
    offset = rng.randint(0, len(run.text) - length)
    target, edits = apply_edits(pair.target, [(start, end, run.text[offset : offset + length])])
    span = GarbledSpan("target", edits[0].start, edits[0].end)
    return Injection(pair.source, target, pair.target, edits, (span,))


def leave_fullwidth(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Leaves one to three full-width marks."""
    places = [m.span() for m in _MARK.finditer(pair.target)]
    if not places:
        return None
    chosen = sorted(rng.sample(places, min(len(places), rng.randint(1, 3))))
    changes = [(start, end, _FULLWIDTH[pair.target[start:end]]) for start, end in chosen]
    target, edits = apply_edits(pair.target, changes)
    spans = tuple(GarbledSpan("target", edit.start, edit.end) for edit in edits)
    return Injection(pair.source, target, pair.target, edits, spans)
