"""The review store: documents, runs and decisions, one transaction a call.

Safe to share between threads: it holds only a connection pool, every call takes a connection of its
own. Nothing is cached.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from checker.records import Document, DocumentReport, SegmentReport
from checker.store.events.actions import EventKind, Request, RunStatus
from checker.store.events.patches import check_name
from checker.store.events.records import Outcome
from checker.store.sql import decisions, document_marks, reversals, runs, transfer
from checker.store.sql.engine import make_engine, reading, writing
from checker.store.sql.migrations import migrate
from checker.store.sql.reader import StoreReader

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["ReviewStore", "open_store"]


def open_store(location: str | Path) -> ReviewStore:
    """Open a review store, making it or bringing its schema up to date.

    Args:
        location: path of a SQLite file, or a `sqlite:///` or `postgresql://` URL.

    Raises:
        StoreError: it cannot be used.
        MissingDependencyError: the PostgreSQL driver is not installed.
    """
    engine = make_engine(location)
    try:
        migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return ReviewStore(engine)


class ReviewStore(StoreReader):
    """Documents, runs and decisions; see `open_store`."""

    def __enter__(self) -> ReviewStore:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections; a SQLite store is then one plain file."""
        self._engine.dispose()

    # Runs

    def begin_run(self, document: Document, *, who: str, signature: str = "") -> str:
        """Open a run of a document and return the run's id.

        Raises:
            InputError: the document's or reviewer's name cannot be stored.
        """
        with writing(self._engine) as connection:
            return _begin(connection, document, who, signature)

    def add_segments(self, run_id: str, reports: Sequence[SegmentReport]) -> None:
        """Record segments of a running run, in any order; they can be read at once."""
        with writing(self._engine) as connection:
            runs.add_segments(connection, run_id, reports)

    def finish_run(
        self,
        run_id: str,
        *,
        status: RunStatus = RunStatus.COMPLETE,
        score: float | None = None,
        notes: Sequence[str] = (),
        missing: Sequence[str] = (),
    ) -> None:
        """Close a run; a complete one becomes the document's current run."""
        with writing(self._engine) as connection:
            runs.finish_run(
                connection, run_id, status=status, score=score, notes=notes, missing=missing
            )

    def add_run(self, report: DocumentReport, *, who: str) -> str:
        """Record a whole report as a complete run and return the run's id."""
        with writing(self._engine) as connection:
            run_id = _begin(connection, report.document, who, report.signature)
            runs.add_segments(connection, run_id, report.segments)
            runs.finish_run(
                connection,
                run_id,
                status=RunStatus.COMPLETE,
                score=report.score,
                notes=report.notes,
                missing=report.missing,
            )
        return run_id

    def add_recheck(self, run_id: str, position: int, report: SegmentReport) -> None:
        """Record the report of an edited wording (`report.pair.target`) of a segment.

        Raises:
            StoreError: the run has no such segment.
        """
        with writing(self._engine) as connection:
            runs.add_recheck(connection, run_id, position, report)

    # Deciding

    def decide(self, run_id: str, *requests: Request, who: str) -> Outcome:
        """Record decisions as one batch, all or none; see `decisions.decide`.

        Raises:
            InputError: a request is not possible.
        """
        with writing(self._engine) as connection:
            return decisions.decide(connection, run_id, requests, who=who)

    def undo(self, document_id: str, *, who: str) -> Outcome:
        """Take back the reviewer's last batch of decisions in a document."""
        with writing(self._engine) as connection:
            return reversals.reverse(connection, document_id, EventKind.UNDO, who=who)

    def redo(self, document_id: str, *, who: str) -> Outcome:
        """Restore the reviewer's last undone batch, if no new decision came between."""
        with writing(self._engine) as connection:
            return reversals.reverse(connection, document_id, EventKind.REDO, who=who)

    def mark_done(self, document_id: str, *, done: bool, who: str) -> None:
        """Say that the review of a document is finished, or goes on."""
        with writing(self._engine) as connection:
            document_marks.mark_done(connection, document_id, done=done, who=who)

    def remove(self, document_id: str, *, who: str) -> None:
        """Take a document off the list; its texts, runs and log stay in the store.

        Raises:
            InputError: there is no such document.
        """
        with writing(self._engine) as connection:
            document_marks.mark_removed(connection, document_id, removed=True, who=who)

    def restore(self, document_id: str, *, who: str) -> None:
        """Put a removed document back on the list; a new run of it does so too."""
        with writing(self._engine) as connection:
            document_marks.mark_removed(connection, document_id, removed=False, who=who)

    # Moving

    def export(self, stream: TextIO, *, documents: Iterable[str] | None = None) -> int:
        """Write the store (or some documents) as JSON lines; returns the number of lines.

        Raises:
            InputError: there is no such document.
        """
        count = 0
        with reading(self._engine) as connection:
            for line in transfer.export_lines(connection, documents):
                stream.write(line + "\n")
                count += 1
        return count

    def load(self, lines: Iterable[str], *, where: str = "import") -> int:
        """Read an export into this store; returns the number of documents.

        Raises:
            FormatError: a line is not what an export writes (then nothing is imported).
            InputError: a document is here already (then nothing is imported).
        """
        with writing(self._engine) as connection:
            return transfer.import_lines(connection, lines, where=where)

    def rebuild(self, document_id: str) -> None:
        """Derive the present state of a document again from its reports and the log."""
        with writing(self._engine) as connection:
            transfer.derive(connection, document_id)


def _begin(connection: Connection, document: Document, who: str, signature: str) -> str:
    name = check_name(who)
    run_id = runs.begin_run(connection, document, who=name, signature=signature)
    document_marks.bring_back(connection, document.document_id, who=name)
    return run_id
