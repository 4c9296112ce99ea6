"""Examples from expert MQM annotations, the mean over raters as soft labels.

Training takes wmt20, ted21 and the odd half of wmt21 (by the SHA-1 of the document id); the even
half and wmt22-qe-dev are validation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

from checker.models.estimator.artefact import LOST
from training.annotations import Record
from training.detector.examples import Example, Mark, penalty_per_word_target, penalty_target

__all__ = ["mqm_examples"]

_TRUSTED_PLACES = {None, "ws", "dup", "shift"}
# wmt20 marks omissions on a neighbouring word of the translation.
_MISPLACED = ("wmt20", "Accuracy/Omission")
_SOURCE_MARKED = ("wmt21", "ted21")
_MAJOR = ("major", "critical")


def mqm_examples(records: Iterable[Record]) -> list[Example]:
    """One example a distinct pair, its raters' marks averaged."""
    groups: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for record in records:
        if record.get("spans") is not None:
            groups[record["dataset"], record["src"], record["mt"]].append(record)
    return [_example(*key, group) for key, group in groups.items()]


def _example(dataset: str, source: str, target: str, raters: Sequence[Record]) -> Example:
    share = 1.0 / len(raters)
    marks = [
        Mark(span["start"], span["end"], share, share * (span["severity"] in _MAJOR))
        for rater in raters
        for span in _flat(dataset, rater["spans"])
    ]
    left_out = None
    if dataset in _SOURCE_MARKED or any(rater.get("src_spans") for rater in raters):
        left_out = tuple(
            Mark(span["start"], span["end"], share)
            for rater in raters
            for span in rater.get("src_spans") or ()
        )
    return Example(source, target, tuple(marks), left_out, None, _segment(target, raters))


def _flat(dataset: str, spans: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """One rater's usable spans, cut so that none overlap: the more severe wins."""
    usable = [
        span
        for span in spans
        if span.get("map") in _TRUSTED_PLACES
        and span["severity"] != "neutral"
        and (dataset, span["category"]) != _MISPLACED
        and span["start"] < span["end"]
    ]
    usable.sort(key=lambda span: (span["severity"] not in _MAJOR, span["start"] - span["end"]))
    taken: set[int] = set()
    flat: list[Mapping[str, Any]] = []
    for span in usable:
        start = None
        for place in range(span["start"], span["end"] + 1):
            free = place < span["end"] and place not in taken
            if free and start is None:
                start = place
            elif not free and start is not None:
                flat.append({**span, "start": start, "end": place})
                start = None
        taken.update(range(span["start"], span["end"]))
    return flat


def _segment(target: str, raters: Sequence[Record]) -> tuple[float | None, float | None, None]:
    words = len(target.split())
    penalties = []
    for rater in raters:
        score, kind = rater.get("score"), rater.get("score_type")
        if score is None:
            continue
        if kind == "google_mqm":
            penalties.append(-max(-LOST, float(score)))
        elif kind == "unbabel_mqm100":
            penalties.append((1.0 - float(score) / 100.0) * words)
    if not penalties:
        return None, None, None
    penalty = fmean(penalties)
    return penalty_per_word_target(penalty, words), penalty_target(penalty), None
