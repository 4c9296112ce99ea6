"""Measures how often each rule fires: per 1,000 reference translations and per 1,000 outputs.

    python -m benchmarks.rule_alarms ../shared/data [--write]

Reads `parallel/wmt17-21-newstest.tsv.xz` (source, reference) and `system_outputs.tsv.xz`. The rows
of one test set are cut into documents of 25 segments, since the files keep their order but not the
borders of articles. `--write` stores the figures in `checker/checks/alarms.json`, from which the
documentation of the rules takes them.
"""

from __future__ import annotations

import argparse
import json
import lzma
import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from checker.checks.registry import all_checks
from checker.checks.running import run_checks
from checker.records import SegmentPair

SYSTEMS = ("ff:opusmt", "ff:nllb", "ff:argos")
OUTPUTS_EACH = 2000
DOCUMENT = 25
SEED = 1
CHECK_IDS = tuple(check.id for check in all_checks() if not check.asks_models)
"""What can be measured here; `benchmarks.witnesses` measures the checks that read models."""
Row = tuple[str, str, str]  # test set, source, target
TARGET = Path(__file__).resolve().parents[1] / "checker" / "checks" / "alarms.json"


def rows(path: Path) -> Iterator[list[str]]:
    """Yields the cells of each line of a compressed TSV file."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def documents(table: Iterable[Row]) -> list[tuple[SegmentPair, ...]]:
    """Cuts each test set into documents, in an order that depends only on the seed."""
    found = []
    for name, group in groupby(table, key=lambda row: row[0]):
        members = list(group)
        for start in range(0, len(members), DOCUMENT):
            part = members[start : start + DOCUMENT]
            found.append(
                tuple(SegmentPair(f"{name}:{start}", n, r[1], r[2]) for n, r in enumerate(part))
            )
    random.Random(SEED).shuffle(found)
    return found


def references(folder: Path) -> list[tuple[SegmentPair, ...]]:
    """All human reference translations of the news test sets."""
    path = folder / "parallel" / "wmt17-21-newstest.tsv.xz"
    return documents((cells[2].partition(":")[0], cells[0], cells[1]) for cells in rows(path))


def outputs(folder: Path, system: str) -> list[tuple[SegmentPair, ...]]:
    """A sample of one system's output on the news test sets."""
    table = [
        (cells[0], cells[3], cells[4])
        for cells in rows(folder / "system_outputs.tsv.xz")
        if cells[2] == system and cells[0].startswith("wmt")
    ]
    return documents(table)[: OUTPUTS_EACH // DOCUMENT]


def count(texts: Sequence[tuple[SegmentPair, ...]]) -> tuple[Counter[str], int]:
    """Segments with a finding, by rule, and the number of segments."""
    fired: Counter[str] = Counter()
    for pairs in texts:
        for findings in run_checks(pairs, only=CHECK_IDS):
            fired.update({finding.check_id for finding in findings})
    return fired, sum(map(len, texts))


def main() -> None:
    """Prints the table; stores it with `--write`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path, help="folder with parallel/ and system_outputs.tsv.xz")
    parser.add_argument("--write", action="store_true", help=f"store the figures in {TARGET.name}")
    arguments = parser.parse_args()
    clean, clean_total = count(references(arguments.data))
    noisy, noisy_total = Counter[str](), 0
    for system in SYSTEMS:
        fired, total = count(outputs(arguments.data, system))
        noisy, noisy_total = noisy + fired, noisy_total + total
    figures = {
        check_id: [
            round(1000 * clean[check_id] / clean_total, 2),
            round(1000 * noisy[check_id] / noisy_total, 2),
        ]
        for check_id in CHECK_IDS
        if check_id != "glossary"
    }
    for check_id, (low, high) in figures.items():
        print(f"{check_id:<30} {low:8.2f} {high:8.2f}")
    if arguments.write:
        note = (
            f"Segments with a finding per 1,000: {clean_total:,} human reference translations of"
            f" WMT news 2017–2021, and {noisy_total:,} outputs of three systems on them (OPUS-MT,"
            " NLLB-600M, Argos)."
        )
        text = json.dumps({"note": note, "rules": figures}, ensure_ascii=False, indent=1)
        TARGET.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
