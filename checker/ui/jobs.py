"""Work behind the page: a thread that owns the models, one for the rules; progress and cancel.

One thread for the models, because they are shared and a laptop has few cores. A re-check of one
segment does not wait for a whole document: it is run between two steps of the document being
checked. The models take minutes over a long document, the rules a second: so a document that is new
gets a run of the rules first, and the review can begin on that, re-checks included. The full run
takes its place and keeps the decisions.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from typing import Protocol

from checker.errors import CheckerError
from checker.pipeline import Cancelled, Progress
from checker.records import Document, DocumentReport, SegmentReport
from checker.store import ReviewStore, RunStatus
from checker.ui.job import Job
from checker.ui.worker import Worker

__all__ = ["QUICK", "CheckerLike", "JobDesk"]

QUICK = "rules"
"""The mode that needs no model."""

_BATCH_SECONDS = 0.4
_KEPT = 50


class CheckerLike(Protocol):
    """The part of `pipeline.Checker` that jobs use."""

    @property
    def signature(self) -> str:
        """Names everything that decides a result."""

    def check_document(
        self,
        document: Document,
        *,
        on_segment: Callable[[SegmentReport], None] | None = None,
        progress: Callable[[Progress], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> DocumentReport:
        """Checks one document."""

    def check_pair(self, source: str | None, target: str) -> SegmentReport:
        """Checks one segment by itself."""


class JobDesk:
    """Queue and worker; one for the whole process.

    Args:
        store: where segments go as they are scored.
        checkers: mode → a checker; called on the thread that uses it, so models load there.
    """

    def __init__(self, store: ReviewStore, checkers: Callable[[str], CheckerLike]) -> None:
        self._store, self._checkers = store, checkers
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._models, self._rules = Worker("checker-models"), Worker("checker-rules")

    def submit(self, document: Document, *, mode: str, who: str) -> Job:
        """Queue a document."""
        job = Job(document, mode, who)
        with self._lock:
            self._jobs[job.job_id] = job
            for old in list(self._jobs)[:-_KEPT]:
                if not self._jobs[old].active:
                    del self._jobs[old]
        self._worker(mode).put(lambda: self._run(job))
        return job

    def jobs(self) -> list[Job]:
        """Jobs of this process, the latest first."""
        with self._lock:
            return list(self._jobs.values())[::-1]

    def of_run(self, run_id: str) -> Job | None:
        """The job that fills a run, if it is one of this process."""
        return next((job for job in self.jobs() if job.run_id == run_id), None)

    def going_on(self, document_id: str) -> Job | None:
        """The job that is checking a document, or waits to."""
        jobs = (job for job in self.jobs() if job.active)
        return next((job for job in jobs if job.document.document_id == document_id), None)

    def cancel(self, job: Job) -> None:
        """End a job at once; what has been scored stays.

        The worker may still be within a step, which can take half a minute; what comes of it is
        dropped, and the next job begins after it.
        """
        job.stop.set()
        self._end(job, RunStatus.CANCELLED, "cancelled")

    def dismiss(self, job_id: str) -> None:
        """Forget a job that is over."""
        with self._lock:
            if job_id in self._jobs and not self._jobs[job_id].active:
                del self._jobs[job_id]

    def recheck(self, source: str | None, target: str, *, mode: str) -> Future[SegmentReport]:
        """Check one segment as soon as possible, between the steps of a running document."""
        return self._worker(mode).urgent(lambda: self._checkers(mode).check_pair(source, target))

    def close(self) -> None:
        """Cancel everything and stop the workers."""
        for job in self.jobs():
            self.cancel(job)
        self._models.close()
        self._rules.close()

    def _worker(self, mode: str) -> Worker:
        return self._rules if mode == QUICK else self._models

    def _run(self, job: Job) -> None:
        with job.lock:
            if not job.active:
                return
            job.state = "running"
            job.begin("starting")
        try:
            self._check(job)
        except Cancelled:
            self._end(job, RunStatus.CANCELLED, "cancelled")
        except CheckerError as error:
            job.error = str(error)
            self._end(job, RunStatus.FAILED, "failed")
        except Exception as error:  # the worker must outlive any job
            job.error = f"{type(error).__name__}: {error}"
            self._end(job, RunStatus.FAILED, "failed")

    def _check(self, job: Job) -> None:
        if job.mode != QUICK and self._store.current_run(job.document.document_id) is None:
            job.begin("applying the rules")
            found = self._rules.urgent(lambda: self._apply_rules(job)).result()
            with _not_cancelled(job):
                job.first_run = self._store.add_run(found, who=job.who)
        with _not_cancelled(job):
            job.begin("loading the models")
        checker = self._checkers(job.mode)
        with _not_cancelled(job):
            job.run_id = self._store.begin_run(
                job.document, who=job.who, signature=checker.signature
            )
        writer = _Writer(self._store, job)
        report = checker.check_document(
            job.document,
            on_segment=writer.add,
            progress=lambda step: self._step(job, writer, step),
            cancelled=job.stop.is_set,
        )
        writer.flush()
        with _not_cancelled(job):
            self._store.finish_run(
                job.run_id, score=report.score, notes=report.notes, missing=report.missing
            )
            job.state = job.stage = "done"

    def _apply_rules(self, job: Job) -> DocumentReport:
        return self._checkers(QUICK).check_document(job.document, cancelled=job.stop.is_set)

    def _step(self, job: Job, writer: _Writer, step: Progress) -> None:
        if step.stage != job.stage:
            job.begin(step.stage)
        elif step.done != job.done:
            job.last_step = time.monotonic()
        job.done, job.total = step.done, step.total
        writer.flush()
        self._worker(job.mode).run_urgent()

    def _end(self, job: Job, status: RunStatus, state: str) -> None:
        with job.lock:
            if not job.active:
                return
            if job.run_id is not None:
                try:
                    self._store.finish_run(job.run_id, status=status)
                except CheckerError as error:
                    job.error = job.error or str(error)
            job.state = job.stage = state


@contextlib.contextmanager
def _not_cancelled(job: Job) -> Iterator[None]:
    """Hold the job, which goes on.

    Raises:
        Cancelled: it does not.
    """
    with job.lock:
        if job.stop.is_set():
            raise Cancelled
        yield


class _Writer:
    """Hands scored segments to the store, a few at a time."""

    def __init__(self, store: ReviewStore, job: Job) -> None:
        self._store, self._job = store, job
        self._waiting: list[SegmentReport] = []
        self._last = time.monotonic()

    def add(self, report: SegmentReport) -> None:
        """Take a segment; write when enough time has passed."""
        self._waiting.append(report)
        if time.monotonic() - self._last > _BATCH_SECONDS:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self._waiting and self._job.run_id is not None:
            with _not_cancelled(self._job):
                self._store.add_segments(self._job.run_id, self._waiting)
                self._job.segments += len(self._waiting)
            self._waiting = []
        self._last = time.monotonic()
