"""Runs the product over gold segments, exactly as a user's run does, and keeps what it said."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from checker.errors import CheckerError
from checker.evaluation.documents import Rows, documents_of
from checker.evaluation.gold import GoldSegment
from checker.evaluation.prediction import Prediction, prediction_of
from checker.evaluation.predictions_file import PredictionsFile
from checker.evaluation.resources import peak_memory_mb
from checker.records import Document, DocumentReport
from checker.runs.journal import content_key

__all__ = ["CheckerLike", "Judged", "run_checker"]

Judged = tuple[GoldSegment, Prediction]


class CheckerLike(Protocol):
    """What is asked of `checker.Checker`."""

    @property
    def signature(self) -> str:
        """Names everything that decides a result."""
        ...

    def check_document(self, document: Document) -> DocumentReport:
        """Checks one document."""
        ...


def run_checker(
    checker: CheckerLike,
    segments: Sequence[GoldSegment],
    path: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[Judged]:
    """Checks every segment within its document, skipping what an earlier run has done.

    The checker is given sources and targets only.

    Args:
        path: the predictions file; appended to after each document.
        progress: called with (segments done, segments in all) after each document.

    Returns:
        Each segment with its prediction, in the order of `segments`.

    Raises:
        StoreError: the predictions file cannot be used.
        CheckerError: a back end or model failed; run again to go on.
    """
    judged: list[Judged] = []
    with PredictionsFile(path, checker.signature) as kept:
        for document, rows in documents_of(segments):
            key = content_key(document, checker.signature)
            predictions = kept.get(key)
            if predictions is None:
                predictions = _check(checker, document, rows, key)
                kept.append(predictions)
            judged.extend(zip(rows, predictions, strict=True))
            if progress is not None:
                progress(len(judged), len(segments))
    return sorted(judged, key=lambda pair: pair[0].number)


def _check(
    checker: CheckerLike, document: Document, rows: Rows, key: str
) -> tuple[Prediction, ...]:
    started = time.perf_counter()
    report = checker.check_document(document)
    seconds = (time.perf_counter() - started) / len(rows)
    if len(report.segments) != len(rows):
        raise CheckerError(
            f"{len(report.segments)} segments came back for {len(rows)} rows",
            where=document.document_id,
        )
    peak = peak_memory_mb()
    return tuple(
        prediction_of(
            segment_report,
            segment,
            key=key,
            row=row,
            rows=len(rows),
            seconds=seconds,
            peak_memory_mb=peak,
        )
        for row, (segment_report, segment) in enumerate(zip(report.segments, rows, strict=True))
    )
