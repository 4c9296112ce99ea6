"""One document being checked in the background, as the page sees it."""

from __future__ import annotations

import threading
import time
import uuid
from dataclasses import dataclass, field

from checker.records import Document

__all__ = ["Job"]


@dataclass
class Job:
    """A document being checked. Written by the worker, read by the page.

    Attributes:
        state: "waiting", "running", "done", "cancelled" or "failed".
        stage: what is being done, for the reader.
        segments: how many segments have been recorded.
        first_run: the run of the rules that can be read meanwhile.
        stop: set where it was cancelled; the worker looks at it between its steps.
        lock: held to write what has been scored and to end the job, so that nothing is written
            after its end.
    """

    document: Document
    mode: str
    who: str
    job_id: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    state: str = "waiting"
    stage: str = "waiting for its turn"
    done: int = 0
    total: int = 0
    segments: int = 0
    first_run: str | None = None
    run_id: str | None = None
    error: str = ""
    stage_started: float = field(default_factory=time.monotonic)
    last_step: float = field(default_factory=time.monotonic)
    stop: threading.Event = field(default_factory=threading.Event)
    lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def active(self) -> bool:
        """True while it waits or runs."""
        return self.state in ("waiting", "running")

    @property
    def share(self) -> float:
        """How much of the present stage is done, in [0, 1]."""
        return min(1.0, self.done / self.total) if self.total else 0.0

    @property
    def seconds_left(self) -> float | None:
        """Expected time to the end of the present stage; None where too early to say."""
        spent = self.last_step - self.stage_started
        if self.done < 1 or spent < 1 or self.share <= 0:
            return None
        # Steps are uneven: a step that takes longer than those before says nothing about the rest.
        left = spent * (1 - self.share) / self.share - (time.monotonic() - self.last_step)
        return left if left > 0 else None

    @property
    def seconds_spent(self) -> float:
        """Time since the present stage began."""
        return time.monotonic() - self.stage_started

    def begin(self, stage: str) -> None:
        """Go over to a stage of which nothing is done yet."""
        self.stage, self.done, self.total = stage, 0, 0
        self.stage_started = self.last_step = time.monotonic()

    @property
    def readable(self) -> str | None:
        """The run that shows most of the document so far."""
        if self.state == "done" or (self.segments and self.first_run is None):
            return self.run_id
        return self.first_run
