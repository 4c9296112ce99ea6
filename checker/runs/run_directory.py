"""A run directory: results are appended as they come, and a killed run continues where it stopped.

    with RunDirectory.open(path, signature=..., settings=..., resume=...) as run:
        for document in documents:
            if run.is_done(document):
                continue
            with run.document(document) as out:
                report = checker.check_document(document, on_segment=out.segment)
                out.complete(report)
        result = run.finish(documents_in=len(documents))

What lies in the directory afterwards is described in `FORMATS.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from checker.errors import CheckerError, FormatError, StoreError
from checker.records import Document, DocumentReport
from checker.report.html_report import PageOptions
from checker.runs.document_writer import DocumentWriter
from checker.runs.journal import Entry, Journal, content_key
from checker.runs.run_files import RunResult, write_results, write_run_file
from checker.runs.run_head import RunHead, clear_run, environment_versions, prepare_folder, unusable
from checker.runs.run_names import LOCK_FILE
from checker.runs.timing import Stopwatch

__all__ = ["DocumentWriter", "RunDirectory"]

_ERRORS_NAMED = 1000  # documents; chosen, a bound on the size of `run.json`; all are counted


class RunDirectory:
    """A directory that takes the results of one run; make it with `RunDirectory.open`.

    Attributes:
        path: the directory.
        resumed: documents that were complete when the directory was opened.
    """

    def __init__(
        self, path: Path, *, head: RunHead, versions: dict[str, str], lock: FileLock
    ) -> None:
        self.path = path
        self._head = head
        self._versions = versions
        self._lock = lock
        self._journal = Journal(path)
        self._errors: list[dict[str, str]] = []
        self._error_count = 0
        self._written = 0
        self.resumed = self._journal.kept
        self._watch = Stopwatch(resumed=self.resumed)

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        signature: str,
        settings: Mapping[str, Any] | None = None,
        resume: bool = False,
        replace: bool = False,
        versions: Mapping[str, str] | None = None,
    ) -> RunDirectory:
        """Makes a new run directory, or opens one to continue its run.

        Args:
            signature: names everything that decides the results.
            settings: shown in `run.json`; JSON values.
            resume: continue the run the directory holds; an empty or new one starts a run.
            replace: remove the run the directory holds first; refused like `resume=False` where it
                holds anything else besides.
            versions: shown in `run.json`; by default Python's and those of the packages used.

        Raises:
            StoreError: the directory is not empty and `resume` is False; or holds no run, or a run
                with another signature; or another process is writing to it; or cannot be written.
        """
        folder = Path(path)
        now = dict(environment_versions() if versions is None else versions)
        head = RunHead(signature=signature, settings=dict(settings or {}), versions=now)
        try:
            # Before the lock too: a folder that is refused should not get a lock file.
            prepare_folder(folder, head, resume=resume, replace=replace)
            lock = _locked(folder)
        except OSError as error:
            raise unusable(folder, error) from error
        try:
            if replace:
                clear_run(folder)
            head = prepare_folder(folder, head, resume=resume)
            write_run_file(folder, head)
            return cls(folder, head=head, versions=now, lock=lock)
        except OSError as error:
            lock.release()
            raise unusable(folder, error) from error
        except BaseException:
            lock.release()
            raise

    def is_done(self, document: Document) -> bool:
        """Whether this document is complete already, with the same text and signature.

        Raises:
            FormatError: a document of the same id but another text is complete.
        """
        if self._journal.has_key(content_key(document, self._head.signature)):
            return True
        self._refuse_twice(document)
        return False

    def document(self, document: Document) -> DocumentWriter:
        """Returns a writer for one document, to be used in a `with` statement.

        Raises:
            FormatError: a document of the same id is complete.
        """
        self._refuse_twice(document)
        self._written += 1
        key = content_key(document, self._head.signature)
        return DocumentWriter(self._journal, document, key)

    def write(self, report: DocumentReport) -> Entry:
        """Writes a whole document at once."""
        with self.document(report.document) as out:
            return out.complete(report)

    def record_error(self, document_id: str, error: Exception) -> None:
        """Notes a document that could not be checked; the first 1,000 are named in `run.json`."""
        self._error_count += 1
        if len(self._errors) < _ERRORS_NAMED:
            kind = type(error).__name__
            message = str(error) if isinstance(error, CheckerError) else f"{kind}: {error}"
            self._errors.append({"document": document_id, "kind": kind, "message": message})

    def finish(
        self, *, documents_in: int | None = None, options: PageOptions | None = None
    ) -> RunResult:
        """Writes `flags.tsv`, `mqm.tsv`, `report.html`, `run.json` and `timing.json`.

        Args:
            documents_in: documents the run was given, to be compared with those that came out.
            options: title and limits of the report page.

        Returns:
            The counts over all documents, those of earlier sessions included.
        """
        self._journal.sync()
        try:
            result = write_results(
                self.path,
                self._head,
                documents_in=documents_in,
                errors=self._errors,
                error_count=self._error_count,
                options=options or PageOptions(),
            )
            self._watch.write(self.path, documents=self._written, versions=self._versions)
        except OSError as error:
            raise unusable(self.path, error) from error
        return result

    def _refuse_twice(self, document: Document) -> None:
        if self._journal.has_id(document.document_id):
            raise FormatError(
                "the run already holds a document of this name",
                where=document.document_id,
                remedy="Give every document its own name; if its text has changed since the run"
                " began, start a new run in another folder",
            )

    def close(self) -> None:
        """Closes the files and lets other processes use the directory."""
        self._journal.close()
        self._lock.release()

    def __enter__(self) -> RunDirectory:
        return self

    def __exit__(self, *error: object) -> None:
        """Closes the directory, whatever happened."""
        self.close()


def _locked(folder: Path) -> FileLock:
    lock = FileLock(folder / LOCK_FILE)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise StoreError(
            "another process is writing to this run directory",
            where=str(folder),
            remedy="Wait until it has ended, or choose another folder",
        ) from error
    return lock
