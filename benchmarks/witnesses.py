"""Compares the recognisers of one phenomenon: what each finds, and what it alone finds.

    python -m benchmarks.witnesses collect ../shared/data FILE      # asks the models; resumes
    python -m benchmarks.witnesses table FILE                       # seconds

`collect` checks the texts of `witness_texts` at all three sensitivities and writes every finding,
before findings become flags, to a JSONL file.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.witness_table import markdown
from benchmarks.witness_texts import Text, texts
from checker.config import SENSITIVITIES, Settings
from checker.pipeline import Checker
from checker.records import SegmentReport

Row = dict[str, Any]
RECORDED = frozenset({"articles", "outputs"})
"""Texts whose evidence `benchmarks.results` keeps, in float32."""


def collect(data: Path, out: Path) -> None:
    """Writes one row a pair and sensitivity; texts that are there already are left out."""
    rows = read(out) if out.is_file() else []
    done = {(row["part"], row["name"]) for row in rows}
    checkers = {part: _checkers(part) for part in ("float32", "auto")}
    for text in texts(data):
        if (text.part, text.name) in done:
            continue
        found = list(_rows(text, checkers["float32" if text.part in RECORDED else "auto"]))
        with out.open("a", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
        print(text.part, text.name, len(found), flush=True)


def read(path: Path) -> list[Row]:
    """The rows of a collection."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _checkers(precision: str) -> dict[str, Checker]:
    """A checker for each sensitivity, with one evidence for all."""
    first = Checker(Settings(precision=precision, threads=2))
    settings = [Settings(precision=precision, threads=2, sensitivity=s) for s in SENSITIVITIES]
    return {own.sensitivity: Checker(own, evidence=first.evidence) for own in settings}


def _rows(text: Text, checkers: dict[str, Checker]) -> Iterator[Row]:
    if text.alone:  # the models answer for all at once; the checks see each pair by itself
        checkers["balanced"].check_document(text.document)
    for sensitivity, checker in checkers.items():
        if text.alone:
            segments = [checker.check_pair(*pair) for pair in text.pairs]
        else:
            segments = list(checker.check_document(text.document).segments)
        whole = len(segments) != len(text.pairs)  # an article
        parts = [segments] if whole else [[segment] for segment in segments]
        for index, (part, marks) in enumerate(zip(parts, text.marks, strict=True)):
            yield {
                "part": text.part,
                "name": text.name,
                "index": index,
                "sensitivity": sensitivity,
                "segments": len(part),
                "source": text.pairs[index][0],
                "target": text.pairs[index][1],
                "marks": [asdict(mark) for mark in marks],
                "findings": [row for segment in part for row in _findings(segment, whole=whole)],
            }


def _findings(segment: SegmentReport, *, whole: bool) -> Iterator[Row]:
    """All findings of a segment; offsets of an article's are those of its document."""
    offset = {"target": segment.pair.target_start, "source": segment.pair.source_start}
    for flag in segment.flags:
        for finding in flag.findings:
            here = offset[finding.side] if whole else 0
            there = offset["source"] if whole else 0
            yield {
                "id": finding.check_id,
                "side": finding.side,
                "start": finding.start + here,
                "end": finding.end + here,
                "severity": finding.severity.value,
                "category": finding.category,
                "confidence": finding.confidence,
                "sources": [[s.start + there, s.end + there] for s in finding.source_spans],
                "flag": flag.check_id,
                "segment": segment.pair.segment_id,
            }


def main() -> None:
    """Collects findings, or prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("action", choices=("collect", "table"))
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--sensitivity", choices=SENSITIVITIES, default="balanced")
    arguments = parser.parse_args()
    if arguments.action == "collect":
        collect(*arguments.paths)
    else:
        (file,) = arguments.paths
        print(markdown([row for row in read(file) if row["sensitivity"] == arguments.sensitivity]))


if __name__ == "__main__":
    main()
