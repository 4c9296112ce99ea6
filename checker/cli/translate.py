"""Translate a Chinese text line by line: one line in, one line out.

An empty line stays an empty line. A line whose translation is unusable (empty, looping, cut off …)
is written as the back end gave it, named on standard error, and makes the exit code 3.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.console import write_line, write_note
from checker.cli.exit_codes import CLEAN, PARTIAL
from checker.config import load_settings
from checker.documents import decode
from checker.errors import InputError, SettingsError, StoreError
from checker.records import Translation

if TYPE_CHECKING:
    from checker.evidence.source import EvidenceSource

__all__ = ["add_arguments", "run", "translate_lines"]

_LINE_END = re.compile(r"\r\n|\r|\n")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Adds this command's arguments."""
    parser.add_argument("file", metavar="FILE", help="a Chinese text file")
    parser.add_argument("--out", metavar="FILE", help="where the English goes (default: shown)")
    parser.add_argument("--back-end", metavar="ID", default="embedded", help="default: embedded")
    parser.add_argument("--encoding", help="the file's encoding, where it cannot be recognised")
    parser.add_argument("--no-cache", action="store_true", help="neither read nor fill the cache")
    parser.add_argument("--threads", type=int, metavar="N", help="CPU threads (default: all cores)")


def run(arguments: argparse.Namespace) -> int:
    """Translates the file."""
    from checker.evidence.source import EvidenceSource
    from checker.pipeline import Progress
    from checker.report.progress import ProgressDisplay

    if (
        arguments.out is not None
        and Path(arguments.out).resolve() == Path(arguments.file).resolve()
    ):
        raise SettingsError(
            "--out is the input itself", where=arguments.file, remedy="Choose another file"
        )
    settings = load_settings(
        overrides={
            "back_ends": (arguments.back_end,),
            "forced_decoding": False,
            "quality_estimation": False,
            "depth": "thorough",  # whatever depth checks are set to, this asks the back end
            "use_cache": False if arguments.no_cache else None,
            "threads": arguments.threads,
        }
    )
    lines = _read(arguments.file, arguments.encoding)
    with ProgressDisplay(total=1) as display:
        done = translate_lines(
            lines,
            EvidenceSource(settings),
            progress=lambda count, total: display.step(Progress("translating", count, total)),
        )
    _write(arguments.out, done)
    bad = [(n, t) for n, t in enumerate(done, 1) if t is not None and not t.usable]
    for number, translation in bad:
        write_note(f"{arguments.file}, line {number}: the translation is {translation.problem}")
    return PARTIAL if bad else CLEAN


def translate_lines(
    lines: Sequence[str],
    evidence: EvidenceSource,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[Translation | None]:
    """Translates each line, sentence by sentence, with the first back end.

    Returns:
        One translation a line, of one line each; None for a blank line.

    Raises:
        BackEndError: the back end failed.
    """
    from checker.evidence.source import join_translations
    from checker.language.chinese_sentences import split_chinese

    sentences = [[segment.text for segment in split_chinese(line)] for line in lines]
    flat = [text for group in sentences for text in group]
    translated = iter(evidence.translate(flat, progress=progress)[0])
    back_end = evidence.translators[0]
    joined = []
    for group in sentences:
        parts = [next(translated) for _ in group]
        whole = join_translations(parts, back_end.back_end, back_end.signature)
        joined.append(whole if parts else None)
    return joined


def _read(name: str, encoding: str | None) -> list[str]:
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}", where=name, remedy="Check the path"
        ) from error
    lines = _LINE_END.split(decode(data, where=name, encoding=encoding).text)
    return lines[:-1] if lines[-1] == "" else lines


def _write(name: str | None, done: Sequence[Translation | None]) -> None:
    lines = ["" if item is None else " ".join(item.text.split()) for item in done]
    if name is None:
        for line in lines:
            write_line(line)
        return
    try:
        Path(name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror}", where=name) from error
