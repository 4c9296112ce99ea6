"""One background thread with a queue."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

__all__ = ["Worker"]

_T = TypeVar("_T")


class Worker:
    """Runs tasks one after another, and short urgent ones between the steps of a long one."""

    def __init__(self, name: str) -> None:
        self._tasks: queue.Queue[Callable[[], None] | None] = queue.Queue()
        self._urgent: queue.Queue[Callable[[], None]] = queue.Queue()
        self._thread = threading.Thread(target=self._work, name=name, daemon=True)
        self._thread.start()

    def put(self, task: Callable[[], None]) -> None:
        """Queue a task, which must not raise; a long one calls `run_urgent` between its steps."""
        self._tasks.put(task)

    def urgent(self, work: Callable[[], _T]) -> Future[_T]:
        """Have something done as soon as possible."""
        future: Future[_T] = Future()

        def task() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)

        self._urgent.put(task)
        self._tasks.put(self.run_urgent)
        return future

    def run_urgent(self) -> None:
        """Do what is urgent; only tasks call this."""
        with contextlib.suppress(queue.Empty):
            while True:
                self._urgent.get_nowait()()

    def close(self) -> None:
        """Stop after the present task."""
        self._tasks.put(None)
        self._thread.join(timeout=10)

    def _work(self) -> None:
        while (task := self._tasks.get()) is not None:
            task()
