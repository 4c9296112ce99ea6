"""A progress bar with the time left, for a terminal; silent everywhere else."""

from __future__ import annotations

from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from checker.report.visible import visible

__all__ = ["ProgressDisplay", "Step"]


class Step(Protocol):
    """Where a stage stands; `checker.pipeline.Progress` is one."""

    @property
    def stage(self) -> str:
        """What is being done."""

    @property
    def done(self) -> int:
        """Units done."""

    @property
    def total(self) -> int:
        """Units to do."""


class ProgressDisplay:
    """Two bars: documents of the run, and the stage of the document at hand.

    with ProgressDisplay(total=len(documents), console=console) as display:
        for document in documents:
            display.begin(document.document_id)
            checker.check_document(document, progress=display.step)
            display.end()

    Nothing is drawn where the console is no terminal, or for `quiet`.

    Args:
        total: documents of the run; with a single one, only the stage's bar is shown.
        console: where to draw; standard error by default, so that piped results stay clean.
        skipped: documents that an earlier session completed; they do not count for the time left.
    """

    def __init__(
        self,
        *,
        total: int,
        console: Console | None = None,
        skipped: int = 0,
        quiet: bool = False,
    ) -> None:
        screen = console or Console(stderr=True)
        self.shown = screen.is_terminal and not quiet
        self._bars = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=screen,
            transient=True,
            disable=not self.shown,
        )
        self._run: TaskID | None = None
        if total > 1:
            self._run = self._bars.add_task("documents", total=total - skipped)
        self._stage: TaskID | None = None
        self._name = ""
        self._label = ""

    def begin(self, name: str) -> None:
        """Says which document comes next."""
        self._name = visible(name)

    def step(self, step: Step) -> None:
        """Shows where the document stands; pass this as the pipeline's progress callback."""
        label = f"{self._name}: {step.stage}" if self._name else step.stage
        if self._stage is None:
            self._stage = self._bars.add_task(label, total=step.total)
        elif label != self._label:
            # One bar serves all stages, since adding one redraws the screen; a new total makes it
            # forget the speed of the stage before.
            self._bars.update(self._stage, description=label, total=step.total + 1, visible=True)
        self._label = label
        self._bars.update(self._stage, completed=step.done, total=step.total)

    def end(self) -> None:
        """Says that the document is done."""
        if self._stage is not None:
            self._bars.update(self._stage, visible=False)
        self._label = ""
        if self._run is not None:
            self._bars.advance(self._run)

    def __enter__(self) -> ProgressDisplay:
        self._bars.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Takes the bars off the screen."""
        self._bars.stop()
