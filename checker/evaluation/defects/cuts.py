"""Texts that end too early: the final clause dropped, or a cut after a function word."""

from __future__ import annotations

import random
import re

from checker.evaluation.defects.records import CleanPair, GarbledSpan, Injection, apply_edits
from checker.evaluation.defects.words import FUNCTION_WORDS, around
from checker.language.clauses import split_clauses
from checker.language.tokens import word_count, word_spans

__all__ = ["cut_after_function_word", "drop_final_clause"]

_CLAUSE_END = re.compile(r"(?:[,;:]|[.!?][”\"’']?)(?=\s)")
_STOP = re.compile(r"[.!?][”\"’')]*\s*$")
_FIGURE = re.compile(r"\d+")
_MIN_KEPT, _MIN_DROPPED = 5, 4
"""Words that stay at the least, and that go; chosen, what the injected defect is."""


def drop_final_clause(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Drops the last clause; the final stop stays.

    Applies only where both sides have the same number of clauses and the same figures in the last
    one, so that the source clause which is now missing is known.
    """
    del rng  # there is one way to do it
    breaks = [match.start() for match in _CLAUSE_END.finditer(pair.target)]
    clauses = split_clauses(pair.source)
    if not breaks or len(breaks) + 1 != len(clauses) or pair.target[breaks[-1]] not in ",;":
        return None
    stop = _STOP.search(pair.target)
    cut, end = breaks[-1], stop.start() if stop else len(pair.target)
    dropped, missed = pair.target[cut:end], clauses[-1]
    if word_count(dropped) < _MIN_DROPPED or word_count(pair.target[:cut]) < _MIN_KEPT:
        return None
    if sorted(_FIGURE.findall(dropped)) != sorted(_FIGURE.findall(missed.text)):
        return None
    target, edits = apply_edits(pair.target, [(cut, end, "")])
    spans = (GarbledSpan("source", missed.start, missed.end), around(target, cut, cut))
    return Injection(pair.source, target, pair.target, edits, spans)


def cut_after_function_word(pair: CleanPair, rng: random.Random) -> Injection | None:
    """Ends the text right after a word such as “of” or “the”, in its second half."""
    words = word_spans(pair.target)
    places = [
        (start, end)
        for start, end in words[max(_MIN_KEPT, len(words) // 2) : -_MIN_DROPPED]
        if pair.target[start:end] in FUNCTION_WORDS
    ]
    if not places:
        return None
    start, end = rng.choice(places)
    target, edits = apply_edits(pair.target, [(end, len(pair.target), "")])
    span = GarbledSpan("target", start, end)
    return Injection(pair.source, target, pair.target, edits, (span,))
