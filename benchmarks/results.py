"""Records what the product says, and compares what it says now with what was recorded.

    python -m benchmarks.results compare            # flags added, lost and changed, by check
    python -m benchmarks.results record             # the same table, then the new recordings

Three sets of texts, each once in full and once quick (estimator and rules, no language model): the
articles of `corpora/`, good and garbled; the acceptance article; 300 rows of
`system_outputs.tsv.xz`. All in float32, so that machines agree. What is not ours (`../shared`) is
recorded without its words: reasons and suggestions as hashes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from checker.config import Settings
from checker.pipeline import Checker
from checker.records import Document, DocumentReport, Flag, SegmentReport, Span

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
RECORDINGS = ROOT / "tests" / "golden" / "results"

MODES = {
    "full": Settings(precision="float32"),
    "quick": Settings(precision="float32", back_ends=(), forced_decoding=False),
}
ROWS, DOCUMENT = 300, 25
SCORE_TOLERANCE = 0.1
"""Points of 100. Batches of other shapes sum in another order, and a score moves by hundredths."""
CONFIDENCE_TOLERANCE = 0.01

Row = dict[str, Any]


def corpora() -> Iterator[Document]:
    """Our articles, good and garbled."""
    for folder in sorted(path.parent for path in (ROOT / "corpora").glob("*/gold.jsonl")):
        source = (folder / "source.zh.txt").read_text(encoding="utf-8")
        for version in ("good", "garbled"):
            target = (folder / f"{version}.en.txt").read_text(encoding="utf-8")
            yield Document(f"{folder.name}/{version}", target, source)


def acceptance() -> Iterator[Document]:
    """The acceptance article; nothing where `../shared` is not there."""
    folder = SHARED / "acceptance" / "industrial-internet"
    if folder.is_dir():
        source = (folder / "source.zh.txt").read_text(encoding="utf-8")
        yield Document("acceptance", (folder / "target.en.txt").read_text("utf-8"), source)


def outputs(data: Path = SHARED / "data") -> Iterator[Document]:
    """Rows of real systems' outputs, those with the smallest hashes, as tables of 25 rows."""
    path = data / "system_outputs.tsv.xz"
    if not path.is_file():
        return
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        cells = [line.rstrip("\n").split("\t")[3:5] for line in lines]
    ours = sorted(
        ((zh, en) for zh, en in cells if zh and en and len(zh) <= 300),
        key=lambda row: hashlib.sha256("\t".join(row).encode()).digest(),
    )[:ROWS]
    for start in range(0, ROWS, DOCUMENT):
        yield rows_document(f"outputs/{start}", ours[start : start + DOCUMENT])


def rows_document(name: str, rows: Sequence[Sequence[str]]) -> Document:
    """A table of (source, target) rows as a document."""
    sides = list(zip(*rows, strict=True))
    pairs = zip(_spans(sides[0]), _spans(sides[1]), strict=True)
    return Document(name, "\n".join(sides[1]), "\n".join(sides[0]), pairs=tuple(pairs))


def _spans(texts: Sequence[str]) -> Iterator[Span]:
    place = 0
    for text in texts:
        yield Span(place, place + len(text), text)
        place += len(text) + 1


SETS = {"corpora": (corpora, True), "acceptance": (acceptance, False), "outputs": (outputs, False)}
"""Documents of each set, and whether their words are ours to keep."""


def results(name: str, mode: str, *, use_cache: bool) -> list[Row]:
    """What the product says of a set now: one row a segment."""
    documents, own = SETS[name]
    checker = Checker(replace(MODES[mode], use_cache=use_cache))
    reports = (checker.check_document(document) for document in documents())
    return [row for report in reports for row in report_rows(report, own=own)]


def report_rows(report: DocumentReport, *, own: bool) -> list[Row]:
    """What the product says of a document: one row a segment."""
    name = report.document.document_id
    return [segment_row(name, segment, own=own) for segment in report.segments]


def segment_row(document_id: str, segment: SegmentReport, *, own: bool) -> Row:
    """A segment's score and flags; with our own text also their words."""
    return {
        "document": document_id,
        "segment": segment.pair.segment_id,
        "text": _hash(f"{segment.pair.source}\t{segment.pair.target}"),
        "score": None if segment.score is None else round(segment.score, 3),
        "flags": [flag_row(flag, own=own) for flag in segment.flags],
    }


def flag_row(flag: Flag, *, own: bool) -> Row:
    """A flag: place, judgement, and what it says (figures apart, which are noise)."""
    reason = re.sub(r"\d[\d.,]*", "#", flag.reason)
    shown = (reason, flag.suggestion)
    kept = shown if own else tuple(text and _hash(text) for text in shown)
    return {
        "id": flag.check_id,
        "place": [flag.side, flag.start, flag.end],
        "severity": flag.severity.value,
        "category": flag.category,
        "confidence": round(flag.confidence, 3),
        "reason": kept[0],
        "suggestion": kept[1],
    }


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def differences(before: Sequence[Row], after: Sequence[Row]) -> list[tuple[str, str, str]]:
    """(what, check, where) of each difference; what: added, lost, changed, score or text."""
    old = {(row["document"], row["segment"]): row for row in before}
    new = {(row["document"], row["segment"]): row for row in after}
    found = [("text", "", f"{key}") for key in old.keys() ^ new.keys()]
    for key in (key for key in new if key in old):
        a, b = old[key], new[key]
        where = f"{key[0]} segment {key[1] + 1}"
        if a["text"] != b["text"]:
            found.append(("text", "", where))
        if not _near(a["score"], b["score"], SCORE_TOLERANCE):
            found.append(("score", "", f"{where}: {a['score']} → {b['score']}"))
        found += _flag_differences(a["flags"], b["flags"], where)
    return found


def _flag_differences(
    before: Sequence[Row], after: Sequence[Row], where: str
) -> Iterator[tuple[str, str, str]]:
    old = {(flag["id"], *flag["place"]): flag for flag in before}
    new = {(flag["id"], *flag["place"]): flag for flag in after}
    for key in sorted(old.keys() - new.keys()):
        yield "lost", key[0], f"{where} {key[1:]} {old[key]['severity']}"
    for key in sorted(new.keys() - old.keys()):
        yield "added", key[0], f"{where} {key[1:]} {new[key]['severity']}"
    for key in sorted(old.keys() & new.keys()):
        a, b = old[key], new[key]
        parts = [p for p in ("severity", "category", "reason", "suggestion") if a[p] != b[p]]
        parts += [] if _near(a["confidence"], b["confidence"], CONFIDENCE_TOLERANCE) else ["conf."]
        if parts:
            yield "changed", key[0], f"{where} {key[1:]}: {', '.join(parts)}"


def _near(a: float | None, b: float | None, tolerance: float) -> bool:
    return a is b is None or (a is not None and b is not None and abs(a - b) <= tolerance)


def read(name: str, mode: str) -> list[Row]:
    """A recording; empty where there is none yet."""
    path = RECORDINGS / f"{name}.{mode}.jsonl"
    if not path.is_file():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write(name: str, mode: str, rows: Sequence[Row]) -> None:
    """Puts a recording in the place of the former one."""
    RECORDINGS.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    (RECORDINGS / f"{name}.{mode}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def table(found: Sequence[tuple[str, str, str]]) -> str:
    """Differences by check, as Markdown."""
    kinds = ("added", "lost", "changed", "score", "text")
    counts = Counter((check, kind) for kind, check, _ in found)
    checks = sorted({check for check, _ in counts})
    rows = [
        f"| {check or '(segments)'} | " + " | ".join(str(counts[check, k]) for k in kinds) + " |"
        for check in checks
    ]
    return "\n".join([f"| check | {' | '.join(kinds)} |", "|---|--:|--:|--:|--:|--:|", *rows])


def main() -> int:
    """Prints the table of differences for each set and mode; records where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("action", choices=("compare", "record"))
    parser.add_argument("--sets", nargs="+", choices=tuple(SETS), default=list(SETS))
    parser.add_argument("--modes", nargs="+", choices=tuple(MODES), default=list(MODES))
    parser.add_argument("--use-cache", action="store_true", help="models' answers of former runs")
    parser.add_argument("--verbose", action="store_true", help="name every difference")
    arguments = parser.parse_args()
    different = False
    for mode in arguments.modes:
        for name in arguments.sets:
            rows = results(name, mode, use_cache=arguments.use_cache)
            found = differences(read(name, mode), rows)
            different = different or bool(found)
            print(f"\n{name}, {mode}: {len(rows)} segments, {len(found)} differences", flush=True)
            print(table(found) if found else "as recorded", flush=True)
            if arguments.verbose:
                print(*(" ".join(part) for part in found), sep="\n")
            if arguments.action == "record" and rows:
                write(name, mode, rows)
    return int(different and arguments.action == "compare")


if __name__ == "__main__":
    sys.exit(main())
