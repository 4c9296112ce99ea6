"""Runs inputs through a checker: to the terminal, or into a run directory."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from checker.cli.console import write_line, write_note
from checker.cli.exit_codes import CLEAN, FLAGGED, PARTIAL, Gate, parse_gate
from checker.cli.run_options import settings_from
from checker.documents import open_inputs
from checker.errors import CheckerError, InputError, SettingsError
from checker.formats.jsonl import read_jsonl
from checker.pipeline import Checker, Progress
from checker.records import Document, DocumentReport
from checker.report.progress import ProgressDisplay
from checker.report.terminal import make_console, print_report
from checker.runs.batch import BatchResult, run_batch
from checker.runs.run_directory import RunDirectory
from checker.runs.run_files import RunResult
from checker.runs.run_names import SEGMENTS_FILE

__all__ = ["run_into_directory", "run_to_terminal"]


def run_to_terminal(arguments: argparse.Namespace) -> int:
    """Checks the inputs and prints what is flagged; writes no file.

    Returns:
        The exit code.

    Raises:
        CheckerError: nothing could be checked.
    """
    gate = _gate(arguments)
    checker = Checker(settings_from(arguments))
    failures: list[CheckerError] = []
    broken: str | None = None
    checked = 0
    with ProgressDisplay(total=1) as display:
        for item in _inputs(arguments):
            try:
                if isinstance(item, InputError):
                    raise item
                report = checker.check_document(item, progress=display.step)
            except CheckerError as error:
                failures.append(error)
                continue
            finally:
                display.end()
            checked += 1
            broken = broken or _first_broken(report, gate)
            _print(report)
    return _conclude(failures, checked, broken, gate)


def run_into_directory(arguments: argparse.Namespace) -> int:
    """Checks the inputs into `--out`, prints a summary and, last, the path of the report.

    Returns:
        The exit code.

    Raises:
        CheckerError: nothing could be checked, or the directory cannot be used.
    """
    gate = _gate(arguments)
    settings = settings_from(arguments)
    if arguments.overwrite and arguments.resume:
        raise SettingsError("--overwrite and --resume exclude each other")
    checker = Checker(settings)
    folder = Path(arguments.out)
    with RunDirectory.open(
        folder,
        signature=checker.signature,
        settings=settings.as_dict(),
        resume=arguments.resume,
        replace=arguments.overwrite,
    ) as run:
        batch = _fill(run, checker, arguments)
        result = run.finish(documents_in=batch.documents_in)
    broken = _first_broken_in(folder, gate)
    _summarise(result, batch)
    code = _conclude(batch.failures, batch.checked + batch.resumed, broken, gate)
    write_line(str(result.report))
    return code


def _fill(run: RunDirectory, checker: Checker, arguments: argparse.Namespace) -> BatchResult:
    with ProgressDisplay(total=_count(arguments)) as display:

        def show(report: DocumentReport) -> None:
            display.end()
            if arguments.show:
                _print(report)

        def step(document: Document, progress: Progress) -> None:
            display.begin(document.document_id)
            display.step(progress)

        return run_batch(_inputs(arguments), checker, run, on_report=show, progress=step)


def _inputs(arguments: argparse.Namespace) -> Iterator[Document | InputError]:
    return open_inputs(
        arguments.inputs,
        pre_aligned=arguments.pre_aligned,
        encoding=arguments.encoding,
        stdin=None if sys.stdin is None else sys.stdin.buffer,
    )


def _count(arguments: argparse.Namespace) -> int:
    """How many documents there are; 1 (no bar for them) where only reading them all would tell."""
    folder = Path(arguments.inputs[0])
    return len(list(folder.glob("*.en.txt"))) if folder.is_dir() else 1


def _print(report: DocumentReport) -> None:
    print_report(report, console=make_console())


def _summarise(result: RunResult, batch: BatchResult) -> None:
    write_line()
    counts = result.as_dict()
    checked, held = batch.checked + batch.resumed, counts["documents_out"]
    resumed = f" ({batch.resumed} of them complete before)" if batch.resumed else ""
    # A document of an earlier session whose input has changed or gone is in the folder still.
    others = f"; the folder holds {held - checked} more" if held > checked else ""
    write_line(
        f"{checked} of {batch.documents_in} documents checked{resumed}{others};"
        f" {result.tally.segments} segments, {result.tally.flagged} of them flagged"
    )


def _gate(arguments: argparse.Namespace) -> Gate | None:
    return None if arguments.fail_on is None else parse_gate(arguments.fail_on)


def _first_broken(report: DocumentReport, gate: Gate | None) -> str | None:
    for segment in report.segments if gate is not None else ():
        if gate is not None and gate.broken_by(segment):
            return f"{report.document.document_id}, segment {segment.pair.segment_id + 1}"
    return None


def _first_broken_in(folder: Path, gate: Gate | None) -> str | None:
    """As `_first_broken`, over the whole run, documents of earlier sessions included."""
    if gate is None:
        return None
    with (folder / SEGMENTS_FILE).open(encoding="utf-8") as lines:
        for segment in read_jsonl(lines):
            if gate.broken_by(segment):
                return f"{segment.pair.document_id}, segment {segment.pair.segment_id + 1}"
    return None


def _conclude(
    failures: list[CheckerError], checked: int, broken: str | None, gate: Gate | None
) -> int:
    if failures and not checked:
        for failure in failures[:-1]:
            write_note(str(failure))
        raise failures[-1]
    if not checked:
        raise InputError("the input holds no documents", remedy="Give it rows or files to check")
    for failure in failures:
        write_note(str(failure))
    if broken is not None and gate is not None:
        write_note(f"the gate {gate.text} is broken by {broken}")
    if failures:
        return PARTIAL
    return CLEAN if broken is None else FLAGGED
