"""Two sentences run together: the stop between them gone, the capital kept."""

from __future__ import annotations

import random
import re

from checker.evaluation.defects.records import CleanPair, Injection, apply_edits
from checker.evaluation.defects.words import around
from checker.language.tokens import word_count

__all__ = ["join_sentences"]

# The word before the stop has to be a whole lower-case word, so that “Mr.” and “U.S.” are no stop.
_BOUNDARY = re.compile(r"(?<=[ \-][a-z]{3}|[a-z]{4})[.](?= +[A-Z][a-z]*[ ,])")
_MIN_WORDS = 3  # words on each side of the seam; chosen, what the injected defect is


def join_sentences(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Drops the stop between two sentences of the target, or of this pair and the following one."""
    for source, target in _texts(pair):
        places = [
            match.span()
            for match in _BOUNDARY.finditer(target)
            if word_count(target[: match.start()]) >= _MIN_WORDS
            and word_count(target[match.end() :]) >= _MIN_WORDS
        ]
        if places:
            start, end = rng.choice(places)
            garbled, edits = apply_edits(target, [(start, end, "")])
            return Injection(source, garbled, target, edits, (around(garbled, start, start),))
    return None


def _texts(pair: CleanPair) -> list[tuple[str, str]]:
    """The pair itself, then the pair with the following one behind it."""
    texts = [(pair.source, pair.target)]
    if pair.following is not None:
        after = pair.following
        texts.append((pair.source + after.source, f"{pair.target} {after.target}"))
    return texts
