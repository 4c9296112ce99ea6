"""Checks many documents into a run directory: names what fails, goes on with the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from checker.errors import CheckerError, InputError
from checker.pipeline import Checker, Progress
from checker.records import Document, DocumentReport
from checker.runs.run_directory import RunDirectory

__all__ = ["BatchResult", "run_batch"]


@dataclass(slots=True)
class BatchResult:
    """What a batch came to.

    Attributes:
        documents_in: inputs met, readable or not.
        checked: documents checked now; `resumed`: found complete from an earlier session.
        failures: what could not be read or checked, in order.
    """

    documents_in: int = 0
    checked: int = 0
    resumed: int = 0
    failures: list[CheckerError] = field(default_factory=list)


def run_batch(
    inputs: Iterable[Document | InputError],
    checker: Checker,
    run: RunDirectory,
    *,
    on_report: Callable[[DocumentReport], None] | None = None,
    progress: Callable[[Document, Progress], None] | None = None,
) -> BatchResult:
    """Checks each document and appends its segments to the run as they come.

    Args:
        inputs: documents, or what was wrong with one; only one is held at a time.
        on_report: gets each finished document.
        progress: gets the document being checked and where that stands.
    """
    result = BatchResult()
    for item in inputs:
        result.documents_in += 1
        if isinstance(item, InputError):
            _fail(result, run, item.where or "input", item)
            continue
        try:
            if run.is_done(item):
                result.resumed += 1
                continue
            report = _check(item, checker, run, progress)
        except CheckerError as error:
            _fail(result, run, item.document_id, error)
            continue
        result.checked += 1
        if on_report is not None:
            on_report(report)
    return result


def _check(
    document: Document,
    checker: Checker,
    run: RunDirectory,
    progress: Callable[[Document, Progress], None] | None,
) -> DocumentReport:
    with run.document(document) as out:
        report = checker.check_document(
            document,
            on_segment=out.segment,
            progress=None if progress is None else lambda step: progress(document, step),
        )
        out.complete(report)
    return report


def _fail(result: BatchResult, run: RunDirectory, name: str, error: CheckerError) -> None:
    result.failures.append(error)
    run.record_error(name, error)
