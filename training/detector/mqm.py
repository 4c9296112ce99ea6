"""Examples from expert MQM annotations, the mean over raters as soft labels.

Which records are validation: `training.annotations`. What a mark, and its absence, means differs
from set to set:

- wmt20, wmt21, ted21, biomqm: what has no mark is right, as far as the rater saw. The two rounds of
  biomqm are examples of their own, since their raters mark unlike each other.
- wmt22-general-sample: a random part of the errors of a segment. The marked words are wrong, of the
  others nothing is known; records without an error are complete.
- hadqaet: marks on what changes the emotion of a post, so of the other words nothing is known,
  but that those which its post-editor kept are right. Severity is of the emotion: minor there may
  be major here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from statistics import fmean
from typing import Any

from checker.models.estimator.artefact import LOST
from training.annotations import Record, set_name
from training.detector.examples import Example, Mark, penalty_per_word_target, penalty_target
from training.detector.outputs import kept_places

__all__ = ["mqm_examples"]

_TRUSTED_PLACES = {None, "ws", "dup", "shift", "order", "approx"}
# The place of these is sure, which severity belongs to it is not.
_DOUBTFUL_SEVERITY = {"order", "approx"}
# wmt20 marks omissions on a neighbouring word of the translation.
_MISPLACED = ("wmt20", "Accuracy/Omission")
_SOURCE_MARKED = ("wmt21", "ted21", "biomqm")
_MAJOR = ("major", "critical")
_OMITTED = ("Accuracy/Omission", None)
"""Of marks on the Chinese; hadqaet marks there what is mistranslated, too."""
_PARTIAL_WEIGHT = 0.5
"""Of examples that know wrong words better than right ones: at full weight they would teach that
every third word of such texts is wrong."""
_SOME_ERROR = -1.0


def mqm_examples(records: Iterable[Record]) -> list[Example]:
    """One example a distinct pair and set, its raters' marks averaged."""
    groups: dict[tuple[str, str, str], list[Record]] = defaultdict(list)
    for record in records:
        if record.get("spans") is not None:
            groups[set_name(record), record["src"], record["mt"]].append(record)
    return [_example(*key, group) for key, group in groups.items()]


def _example(name: str, source: str, target: str, raters: Sequence[Record]) -> Example:
    share = 1.0 / len(raters)
    partial = any(rater.get("partial") for rater in raters)
    marks = [mark for rater in raters for mark in _marks(rater, share)]
    if partial:
        edits = [rater["post_edit"] for rater in raters if rater.get("post_edit")]
        marks += [Mark(*place, 0.0) for edit in edits for place in kept_places(target, edit)]
    rank = _rank(raters)
    return Example(
        source,
        target,
        tuple(marks),
        _left_out(source, raters, share, partial=partial),
        None,
        (None, None, None) if partial else _segment(target, raters),
        complete=not partial,
        weight=_PARTIAL_WEIGHT if partial else 1.0,
        group=None if rank is None else name,
        rank=rank or 0.0,
    )


def _left_out(
    source: str, raters: Sequence[Record], share: float, *, partial: bool
) -> tuple[Mark, ...] | None:
    """Places of the source that are left out; other marks there say nothing of that."""
    spans = [span for rater in raters for span in rater.get("src_spans") or ()]
    if not spans and (partial or raters[0]["dataset"] not in _SOURCE_MARKED):
        return None
    marks = []
    for span in spans:
        omitted = span["category"] in _OMITTED and span["severity"] != "neutral"
        marks.append(Mark(span["start"], span["end"], share if omitted else None))
    return (*marks, Mark(0, len(source), None)) if partial else tuple(marks)


def _marks(rater: Record, share: float) -> list[Mark]:
    """What one rater says of the target's places: wrong, or not to be known."""
    flat = [
        Mark(span["start"], span["end"], share, _major(rater, span, share))
        for span in _flat(rater["dataset"], rater["spans"])
    ]
    unknown = [
        Mark(span["start"], span["end"], None, None)
        for span in rater["spans"]
        if span["severity"] == "neutral" or span.get("map") not in _TRUSTED_PLACES
    ]
    return [*flat, *unknown]


def _major(rater: Record, span: Mapping[str, Any], share: float) -> float | None:
    if span.get("map") in _DOUBTFUL_SEVERITY:
        return None
    major = span["severity"] in _MAJOR
    return None if rater.get("scope") and not major else share * major


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


def _rank(raters: Sequence[Record]) -> float | None:
    """The mean score; of a part of a segment's errors is known only that there is one."""
    scores = [rater.get("score") for rater in raters]
    if any(rater.get("partial") and not rater.get("scope") for rater in raters):
        return _SOME_ERROR
    known = [float(score) for score in scores if score is not None]
    return fmean(known) if known else None


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
