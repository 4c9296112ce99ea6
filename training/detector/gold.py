"""Validation records as the measures need them, and which of them are measured."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.evaluation.spans import MarkedSpan
from checker.evaluation.words import bad_words, locate_tokens, whitespace_tokens
from training.annotations import VALIDATION_ONLY, Record, in_validation, set_name

__all__ = ["Gold", "Judged", "choose_gold"]

Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Gold:
    """A validation segment and what its annotators say.

    Attributes:
        unit: its document or, for want of one, its source: what a bootstrap draws.
        score: higher = better; None where not all of its errors are known.
        partial: whether words without a mark may be wrong all the same.
        places: offsets of the words that are judged.
        bad: per word, whether an error touches it; neutral marks are none.
        spans: on the target, neutral ones left out; None where only words were tagged.
    """

    name: str
    unit: str
    source: str
    target: str
    score: float | None
    partial: bool
    places: tuple[tuple[int, int], ...]
    bad: Bools
    spans: tuple[MarkedSpan, ...] | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A segment with what the network says of it.

    Attributes:
        error: (words,) chances of standing in an error; `major` likewise.
        outputs: (3,) in the order of `SEGMENT_OUTPUTS`; higher = worse.
    """

    gold: Gold
    error: Floats
    major: Floats
    outputs: Floats


def choose_gold(records: Iterable[Record], *, limit: int | None, seed: int = 0) -> list[Gold]:
    """The validation half, at most `limit` segments of each set, drawn with the seed."""
    groups: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        known = record.get("score") is not None or record.get("partial")
        if known and in_validation(record):
            groups[set_name(record)].append(record)
    gold = []
    for name in sorted(groups):
        random.Random(seed).shuffle(groups[name])
        gold += [_gold(name, record) for record in groups[name][:limit]]
    return gold


def _gold(name: str, record: Record) -> Gold:
    target = record["mt"]
    spans = None
    if record["dataset"] == VALIDATION_ONLY:
        places = tuple(locate_tokens(target, record["mt_tok"]))
        bad = np.array([tag != "OK" for tag in record["word_tags"]])
    else:
        spans = tuple(
            MarkedSpan(s["start"], s["end"], s["severity"] in ("major", "critical"))
            for s in record["spans"]
            if s["severity"] != "neutral"
        )
        places = whitespace_tokens(target)
        bad = bad_words(places, ((span.start, span.end) for span in spans))
    score = record.get("score")
    return Gold(
        name=name,
        unit=str(record.get("doc_id") or record["src"]),
        source=record["src"],
        target=target,
        score=None if score is None else float(score),
        partial=bool(record.get("partial")),
        places=places,
        bad=bad,
        spans=spans,
    )
