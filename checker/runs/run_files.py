"""The files a run ends with, made by streaming `segments.jsonl`, never holding all segments.

One pass over the segments writes `flags.tsv` and `mqm.tsv`, counts, and remembers where the worst
segments are; the report page then reads only those again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from checker.formats.jsonl import from_json
from checker.formats.mqm import MqmWriter
from checker.formats.tsv import FlagsWriter
from checker.records import SCHEMA_VERSION, SegmentReport
from checker.report.html_report import Page, PageOptions, document_badness, write_page
from checker.report.selection import Kept, Selection, Worst
from checker.report.summary import DocumentSummary, Tally
from checker.runs.journal import Entry, read_entries
from checker.runs.run_head import RunHead, atomic
from checker.runs.run_names import FLAGS_FILE, MQM_FILE, REPORT_FILE, RUN_FILE, SEGMENTS_FILE

__all__ = ["RunResult", "write_results", "write_run_file"]

_NAMED = 100  # documents; chosen, a bound on memory


@dataclass(slots=True)
class RunResult:
    """What a run amounts to, over all its sessions.

    Attributes:
        folder: the run directory.
        tally: counts over all segments.
        documents: complete documents.
        documents_in: documents the run was given, None where that was not said.
        errors: documents that could not be checked.
        characters_in: characters of all texts, white space not counted; `characters_out` those
            of their segments.
        unbalanced: the first documents whose rows or characters did not all come out.
        lowest: lowest document score, None where no document has one.
        worst_documents: the worst documents, at most `PageOptions.document_limit`, in the order
            of the run.
    """

    folder: Path
    tally: Tally = field(default_factory=Tally)
    documents: int = 0
    documents_in: int | None = None
    errors: int = 0
    characters_in: int = 0
    characters_out: int = 0
    unbalanced: list[str] = field(default_factory=list)
    lowest: float | None = None
    worst_documents: list[DocumentSummary] = field(default_factory=list)

    @property
    def balanced(self) -> bool:
        """Whether everything that went in came out: documents, rows and characters."""
        given = self.documents if self.documents_in is None else self.documents_in
        return given == self.documents and not self.errors and not self.unbalanced

    @property
    def report(self) -> Path:
        """The report page."""
        return self.folder / REPORT_FILE

    def count(self, entry: Entry) -> None:
        """Counts a complete document."""
        self.documents += 1
        self.characters_in += entry.source_characters[0] + entry.target_characters[0]
        self.characters_out += entry.source_characters[1] + entry.target_characters[1]
        if not entry.balanced and len(self.unbalanced) < _NAMED:
            self.unbalanced.append(entry.summary.document_id)
        scores = [score for score in (self.lowest, entry.summary.score) if score is not None]
        self.lowest = min(scores, default=None)

    def as_dict(self) -> dict[str, Any]:
        """Returns the counts as plain JSON values."""
        given = self.documents if self.documents_in is None else self.documents_in
        return {
            "documents_in": given,
            "documents_out": self.documents,
            "documents_failed": self.errors,
            "characters_in": self.characters_in,
            "characters_out": self.characters_out,
            "balanced": self.balanced,
            "unbalanced_documents": self.unbalanced,
            "lowest_document_score": self.lowest,
            **self.tally.as_dict(),
        }


def write_results(
    folder: Path,
    head: RunHead,
    *,
    documents_in: int | None = None,
    errors: Sequence[dict[str, str]] = (),
    error_count: int = 0,
    options: PageOptions | None = None,
) -> RunResult:
    """Writes `flags.tsv`, `mqm.tsv`, `report.html` and `run.json` from what has been appended.

    Args:
        errors: the documents that could not be checked, as far as they are named.
        error_count: how many there were.

    Raises:
        OSError: a file cannot be written.
    """
    chosen = options or PageOptions()
    result = RunResult(folder, documents_in=documents_in, errors=error_count)
    worst: Worst[tuple[int, DocumentSummary]] = Worst(chosen.document_limit)
    selection: Selection[int] = Selection(chosen.limit)
    with (folder / SEGMENTS_FILE).open("rb") as segments:
        with ExitStack() as stack:
            flags = FlagsWriter(stack.enter_context(atomic(folder / FLAGS_FILE)))
            mqm_stream = stack.enter_context(atomic(folder / MQM_FILE))
            mqm = MqmWriter(mqm_stream, system=chosen.system)
            for place, entry in enumerate(read_entries(folder)):
                result.count(entry)
                worst.add(document_badness(entry.summary), (place, entry.summary))
                for offset, report in _segments(segments, entry):
                    result.tally.add(report)
                    selection.add(report, document=place, payload=offset)
                    flags.write(report)
                    mqm.write(report)
        result.worst_documents = [summary for _, summary in worst.in_order()]
        page = Page(
            tally=result.tally,
            selection=selection,
            documents=worst.in_order(),
            document_count=result.documents,
            load=_loader(segments),
            summary=_summaries(folder),
            options=chosen,
        )
        with atomic(folder / REPORT_FILE) as stream:
            write_page(stream, page)
    write_run_file(folder, head, result=result, errors=errors)
    return result


def write_run_file(
    folder: Path,
    head: RunHead,
    *,
    result: RunResult | None = None,
    errors: Sequence[dict[str, str]] = (),
) -> None:
    """Writes `run.json`; without a result it says that the run is not complete.

    Raises:
        OSError: the file cannot be written.
    """
    data = {
        "schema_version": SCHEMA_VERSION,
        "complete": result is not None,
        "signature": head.signature,
        "settings": head.settings,
        "versions": head.versions,
        "counts": None if result is None else result.as_dict(),
        "errors": list(errors),
    }
    with atomic(folder / RUN_FILE) as stream:
        json.dump(data, stream, indent=2, ensure_ascii=False, allow_nan=False)
        stream.write("\n")


def _segments(stream: IO[bytes], entry: Entry) -> Iterator[tuple[int, SegmentReport]]:
    """The segments of one document, with the offsets of their lines."""
    stream.seek(entry.start)
    place = entry.start
    while place < entry.end:
        line = stream.readline()
        yield place, from_json(line.decode(), where=f"{SEGMENTS_FILE}, byte {place}")
        place += len(line)


def _loader(stream: IO[bytes]) -> Callable[[Kept[int]], SegmentReport]:
    def load(kept: Kept[int]) -> SegmentReport:
        stream.seek(kept.payload)
        where = f"{SEGMENTS_FILE}, byte {kept.payload}"
        return from_json(stream.readline().decode(), where=where)

    return load


def _summaries(folder: Path) -> Callable[[int], DocumentSummary]:
    """Reads the journal once more, forwards, as far as it is asked for."""
    entries = enumerate(read_entries(folder))

    def summary(place: int) -> DocumentSummary:
        return next(entry.summary for number, entry in entries if number == place)

    return summary
