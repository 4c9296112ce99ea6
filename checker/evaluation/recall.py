"""Recall of injected defects: garbled clean pairs, and the same texts left clean."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from checker.config import Settings
from checker.errors import InputError, SettingsError
from checker.evaluation.alarms import alarm_figures
from checker.evaluation.defects import DEFECTS, GarbledPair, garble_pairs
from checker.evaluation.evaluate import (
    Evaluation,
    Progress,
    active_rules,
    default_checker,
    write_figures,
)
from checker.evaluation.figures import Figure
from checker.evaluation.gold import GoldSegment, GoldSpan, Rating
from checker.evaluation.gold_files import clean_segments, read_pairs, sample
from checker.evaluation.measure_places import found_by, sum_figure
from checker.evaluation.runner import CheckerLike, Judged, run_checker
from checker.evaluation.summary import speed_figures

__all__ = ["PER_DEFECT", "evaluate_garbled", "garbled_segments", "recall_by_defect"]

PER_DEFECT, CLEAN = 100, 1000
"""Pairs garbled for each defect, and left clean; chosen: the 95 % interval of a recall is then at
most 20 points wide, that of an alarm rate of 1 % a good point."""


def evaluate_garbled(
    pairs: Path,
    out: Path,
    *,
    settings: Settings,
    per_defect: int = PER_DEFECT,
    limit: int = CLEAN,
    seed: int = 0,
    checker: CheckerLike | None = None,
    progress: Progress | None = None,
) -> Evaluation:
    """Injects every defect into clean pairs and counts how many the product finds.

    Writes garbled.jsonl and clean.jsonl (predictions), figures.json and figures.txt into `out`.

    Args:
        pairs: source, tab, target on each line, in the order of their texts.
        per_defect: garbled pairs drawn for each defect.
        limit: pairs drawn to be left clean, for false alarms.
        checker: what to run; by default `checker.Checker(settings)`.

    Raises:
        SettingsError: a number is below 1.
        InputError: the file cannot be read, or no defect applies to any of its pairs.
        StoreError: the folder cannot be used.
        CheckerError: a back end or model failed.
    """
    for name, number in (("per_defect", per_defect), ("limit", limit)):
        if number < 1:
            raise SettingsError(f"{name} is {number}", remedy="Use 1 or more")
    clean = read_pairs(pairs)
    garbled = garbled_segments(list(garble_pairs(clean, seed=seed, per_defect=per_defect)))
    if not garbled:
        raise InputError("has no pair that any defect applies to", where=str(pairs))
    checker = checker or default_checker(settings)
    judged = run_checker(checker, garbled, out / "garbled.jsonl", progress=progress)
    references = sample(clean_segments(clean, name=pairs.name), limit, seed=seed)
    good = run_checker(checker, references, out / "clean.jsonl", progress=progress)
    predictions = [prediction for _, prediction in good]
    figures = recall_by_defect(judged, seed=seed)
    figures += alarm_figures(predictions, rules=active_rules(settings), seed=seed)
    figures += speed_figures([prediction for _, prediction in [*judged, *good]])
    absent = [name for name in DEFECTS if all(s.system != name for s in garbled)]
    notes = [f"no pair could take: {', '.join(absent)}"] if absent else []
    result = Evaluation(tuple(figures), checker.signature, tuple(notes))
    write_figures(result, out)
    return result


def garbled_segments(garbled: Sequence[GarbledPair]) -> list[GoldSegment]:
    """Garbled pairs as gold: one rater who marked the injected defect; the system is its id.

    Source words that say what the target should are marked too: a flag may point there.
    """
    return [
        GoldSegment(
            number=number,
            dataset="garbled",
            system=pair.defect,
            document_id=None,
            segment_id=str(number + 1),
            source=pair.source,
            target=pair.target,
            ratings=(
                Rating(
                    rater="garbling",
                    score=None,
                    score_type=None,
                    spans=tuple(
                        GoldSpan(span.start, span.end, pair.category, pair.severity, span.side)
                        for span in (*pair.spans, *pair.counterparts)
                    ),
                ),
            ),
        )
        for number, pair in enumerate(garbled)
    ]


def recall_by_defect(judged: Sequence[Judged], *, seed: int) -> list[Figure]:
    """For each defect, the share of garbled pairs in which a flag touches an injected span.

    Listed by defect, then over all structural and all other defects (each pair counting once).
    """
    groups = [(name, [p for p in judged if p[0].system == name]) for name in DEFECTS]
    structural = [p for p in judged if p[0].system in DEFECTS and DEFECTS[p[0].system].structural]
    chosen = {id(pair) for pair in structural}
    other = [p for p in judged if id(p) not in chosen]
    figures: list[Figure] = []
    for name, members in [*groups, ("structural defects", structural), ("other defects", other)]:
        if members:
            figures += _recall(f"recall of {name}", members, seed)
    return figures


def _recall(label: str, judged: Sequence[Judged], seed: int) -> list[Figure]:
    any_flag, major = [], []
    for segment, prediction in judged:
        spans = [span for rating in segment.ratings for span in rating.spans or ()]
        flags = [flag for span in spans for flag in found_by(span, prediction)]
        any_flag.append(bool(flags))
        major.append(any(flag.major for flag in flags))
    return [_share(label, any_flag, seed), _share(f"{label}, flagged major", major, seed)]


def _share(label: str, hits: Sequence[bool], seed: int) -> Figure:
    rows = np.array([[hit, 1.0] for hit in hits], dtype=float)
    return sum_figure(label, rows, lambda c: float(c[0] / c[1]), len(hits), "pairs", seed)
