"""Compares the recognisers of one phenomenon: what each finds, and what it alone finds.

    python -m benchmarks.witnesses collect ../shared/data FILE      # asks the models; resumes
    python -m benchmarks.witnesses table FILE                       # seconds
    python -m benchmarks.witnesses alarms FILE                      # of the checks that read models

`collect` checks the texts of `witness_texts` at all three sensitivities and writes every finding,
before findings become flags, to a JSONL file. `alarms` stores how often each check that reads
models fires on its references and outputs in `checker/checks/alarms_models.json`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks.results import ROOT
from benchmarks.witness_table import counts, markdown
from benchmarks.witness_texts import PARTS, Text, texts
from checker.checks.registry import all_checks
from checker.config import SENSITIVITIES, Settings
from checker.pipeline import Checker
from checker.records import SegmentReport

Row = dict[str, Any]
RECORDED = frozenset({"articles", "outputs"})
"""Texts whose evidence `benchmarks.results` keeps, in float32."""

ALARMS = ROOT / "checker" / "checks" / "alarms_models.json"


def collect(data: Path, out: Path, parts: Collection[str] = PARTS) -> None:
    """Writes one row a pair and sensitivity; texts that are there already are left out."""
    rows = read(out) if out.is_file() else []
    done = {(row["part"], row["name"]) for row in rows}
    checkers = {part: _checkers(part) for part in ("float32", "auto")}
    for text in texts(data):
        if text.part not in parts or (text.part, text.name) in done:
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


def alarms(rows: Sequence[Row]) -> Row:
    """What `checker.checks.alarms` reads: segments with a finding per 1,000, by check.

    Args:
        rows: of one sensitivity, with those of both "references" and "outputs".
    """
    clean, references = counts(rows, ("references",))
    noisy, outputs = counts(rows, ("outputs",))
    note = (
        f"For checks that read models: {references} of those references and {outputs} outputs of"
        " many systems, with full evidence, so that one finding is"
        f" {1000 / references:.1f} or {1000 / outputs:.1f} per 1,000."
    )
    figures = {
        check.id: [
            round(1000 * clean[check.id] / references, 2),
            round(1000 * noisy[check.id] / outputs, 2),
        ]
        for check in all_checks()
        if check.asks_models and "estimate" not in check.unless
    }
    return {"note": note, "rules": figures}


def main() -> None:
    """Collects findings, prints the table, or stores the alarms."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("action", choices=("collect", "table", "alarms"))
    parser.add_argument("paths", type=Path, nargs="+")
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="to collect")
    parser.add_argument("--sensitivity", choices=SENSITIVITIES, default="balanced")
    arguments = parser.parse_args()
    if arguments.action == "collect":
        data, out = arguments.paths
        collect(data, out, arguments.parts)
        return
    (file,) = arguments.paths
    rows = [row for row in read(file) if row["sensitivity"] == arguments.sensitivity]
    if arguments.action == "table":
        print(markdown(rows))
    else:
        text = json.dumps(alarms(rows), ensure_ascii=False, indent=1)
        ALARMS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
