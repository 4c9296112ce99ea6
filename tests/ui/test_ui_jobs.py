"""Background work: progress, early segments, cancel, failures, re-checks in between."""

from __future__ import annotations

import dataclasses
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from checker.errors import BackEndError
from checker.pipeline import Cancelled, Progress
from checker.records import DocumentReport
from checker.store import (
    Accept,
    Request,
    ReviewStore,
    RunStatus,
    SegmentQuery,
    State,
    open_store,
)
from checker.ui.job import Job
from checker.ui.jobs import QUICK, JobDesk
from tests.store.store_samples import MARKS, report


class SlowChecker:
    """Gives the sample's segments one by one, each when told to."""

    signature = "slow"

    def __init__(self) -> None:
        self.go = threading.Semaphore(0)
        self.threads: set[int] = set()
        self.fail = False
        self.deaf = False  # within one long step it asks nobody whether it should stop

    def check_document(self, document, *, on_segment, progress, cancelled) -> DocumentReport:
        """Wait for `go` before each segment."""
        self.threads.add(threading.get_ident())
        whole = report(document.document_id)
        for number, segment in enumerate(whole.segments):
            while not self.go.acquire(timeout=0.01):
                if self.deaf:
                    continue
                if cancelled():
                    raise Cancelled
                progress(Progress("scoring", number, len(whole.segments)))
            if self.fail:
                raise BackEndError("the model broke", remedy="Try again.")
            on_segment(segment)
        return whole

    def check_pair(self, source, target):
        """A report of one segment."""
        self.threads.add(threading.get_ident())
        if target == "bad":
            raise BackEndError("no")
        pair = dataclasses.replace(report().segments[0].pair, source=source, target=target)
        return dataclasses.replace(report().segments[0], pair=pair, flags=())


class QuickChecker:
    """Gives the sample without its last flag, at once."""

    signature = "quick"

    def check_document(self, document, *, on_segment=None, progress=None, cancelled=None):
        """All segments, fewer flags."""
        whole = report(document.document_id, marks=(*MARKS[:3], ()))
        return dataclasses.replace(whole, signature="quick")


@pytest.fixture
def slow() -> SlowChecker:
    """A checker under the test's control."""
    return SlowChecker()


@pytest.fixture
def store(tmp_path: Path):
    """A store in a file."""
    with open_store(tmp_path / "r.sqlite") as opened:
        yield opened


@pytest.fixture
def desk(store: ReviewStore, slow: SlowChecker):
    """A desk over the slow checker."""

    def chosen(mode: str) -> Any:
        return QuickChecker() if mode == QUICK else slow

    made = JobDesk(store, chosen)
    yield made
    made.close()


def wait(condition, seconds: float = 20) -> None:
    """Wait until a condition holds."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.01)


def test_a_document_is_checked_and_can_be_read_meanwhile(desk, store, slow) -> None:
    job = desk.submit(report().document, mode="full", who="Ana")
    slow.go.release(2)
    wait(lambda: job.segments == 2)
    assert job.active and job.share == 0.5
    assert store.segments(SegmentQuery(job.run_id)).total == 2
    slow.go.release(2)
    wait(lambda: job.state == "done")
    assert store.run(job.run_id).status is RunStatus.COMPLETE
    assert store.run(job.run_id).score == report().score
    assert desk.of_run(job.run_id) is job
    desk.dismiss(job.job_id)
    assert desk.jobs() == []


def test_the_rules_flags_are_there_first_and_decisions_on_them_stay(desk, store, slow) -> None:
    job = desk.submit(report().document, mode="full", who="Ana")
    wait(lambda: job.first_run is not None)
    assert desk.going_on("article") is job and job.readable == job.first_run
    assert store.documents()[0].run_id == job.first_run
    flag = store.segment(job.first_run, 1).flags[0]
    store.decide(job.first_run, Request(1, Accept(), flag.key), who="Ana")
    slow.go.release(4)
    wait(lambda: job.state == "done")
    assert job.readable == job.run_id == store.documents()[0].run_id
    assert store.segment(job.run_id, 1).flags[0].state is State.ACCEPTED
    assert len(store.segment(job.run_id, 3).flags) == 1, "what only the full check finds"
    assert desk.going_on("article") is None


def test_a_full_check_again_is_not_preceded_by_a_lesser_one(desk, store, slow) -> None:
    store.add_run(report(), who="Ana")
    job = desk.submit(report().document, mode="full", who="Ana")
    slow.go.release(4)
    wait(lambda: job.state == "done")
    assert job.first_run is None
    assert [run.signature for run in store.runs("article")] == ["v1", "slow"]


def test_cancel_keeps_what_was_scored(desk, store, slow) -> None:
    job = desk.submit(report().document, mode="full", who="Ana")
    waiting = desk.submit(report("second").document, mode="full", who="Ana")
    slow.go.release(1)
    wait(lambda: job.segments == 1)
    desk.cancel(waiting)
    desk.cancel(job)
    wait(lambda: job.state == "cancelled" and waiting.state == "cancelled")
    assert store.run(job.run_id).status is RunStatus.CANCELLED
    assert store.documents()[-1].run_id == job.first_run, "the rules' run stays"
    assert waiting.run_id is None


def test_cancel_does_not_wait_for_the_step_of_the_worker(desk, store, slow) -> None:
    job = desk.submit(report().document, mode="full", who="Ana")
    slow.go.release(1)
    wait(lambda: job.segments == 1)
    slow.deaf = True
    desk.cancel(job)
    assert (job.state, job.active) == ("cancelled", False), "at once, the worker still at work"
    assert store.run(job.run_id).status is RunStatus.CANCELLED
    after = desk.submit(report("second").document, mode="full", who="Ana")
    slow.go.release(7)
    wait(lambda: after.state == "done")
    assert job.segments == 1, "what came after was dropped"
    assert job.state == "cancelled" and store.run(job.run_id).status is RunStatus.CANCELLED


def test_a_recheck_runs_between_the_steps_of_a_document(desk, slow) -> None:
    job = desk.submit(report().document, mode="full", who="Ana")
    wait(lambda: job.state == "running" and job.total == 4)
    found = desk.recheck("源", "New.", mode="full").result(timeout=20)
    assert found.pair.target == "New." and job.active
    assert len(slow.threads) == 1, "one thread owns the models"
    with pytest.raises(BackEndError):
        desk.recheck("源", "bad", mode="full").result(timeout=20)
    slow.go.release(4)
    wait(lambda: job.state == "done")
    assert desk.recheck("源", "Again.", mode="full").result(timeout=20).pair.target == "Again."


def test_the_rules_do_not_wait_for_the_models(desk, store, slow) -> None:
    job = desk.submit(report().document, mode="full", who="Ana")
    wait(lambda: job.state == "running" and job.run_id is not None)
    other = desk.submit(report("second").document, mode=QUICK, who="Ana")
    wait(lambda: other.state == "done")
    assert job.active
    slow.go.release(4)
    wait(lambda: job.state == "done")


def test_a_failure_is_told_and_the_desk_goes_on(desk, store, slow) -> None:
    slow.fail = True
    job = desk.submit(report().document, mode="full", who="Ana")
    slow.go.release(1)
    wait(lambda: job.state == "failed")
    assert job.error == "the model broke. Try again."
    assert store.run(job.run_id).status is RunStatus.FAILED
    slow.fail = False
    again = desk.submit(report().document, mode="full", who="Ana")
    slow.go.release(4)
    wait(lambda: again.state == "done")


def test_a_checker_that_cannot_be_made_fails_the_job(store) -> None:
    def broken(mode: str):
        raise BackEndError("no model", remedy="Prepare it.")

    desk = JobDesk(store, broken)
    job = desk.submit(report().document, mode="full", who="Ana")
    wait(lambda: job.state == "failed")
    assert (job.error, job.run_id) == ("no model. Prepare it.", None)
    desk.close()


def test_time_left_follows_the_share_done() -> None:
    job = Job(report().document, "full", "Ana")
    assert job.seconds_left is None
    now = time.monotonic()
    job.done, job.total, job.stage_started, job.last_step = 1, 4, now - 10, now
    assert job.seconds_left == pytest.approx(30, rel=0.05)
    job.stage_started, job.last_step = now - 30, now - 20
    assert job.seconds_left == pytest.approx(10, rel=0.05), "it runs down while a step lasts"
    job.stage_started, job.last_step = now - 100, now - 90
    assert job.seconds_left is None, "and never grows"
    assert job.seconds_spent >= 100, "then what has passed is told"
