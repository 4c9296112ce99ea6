"""What a constant decides: findings, or sentences aligned rightly, with other values in its place.

    python -m benchmarks.sensitivity ../shared/data --checks truncated-end \\
        --try checker.checks.text.truncated._MIN_UNITS=12 --try …=50
    python -m benchmarks.sensitivity ../shared/data --try checker.alignment.calibration._PRIOR=6

With `--checks`, findings of those checks on half of the reference translations of WMT news
2017–2021 and on outputs of three systems (as `rule_alarms` draws them), and on references garbled
in every way that `checker.evaluation.defects` knows, up to 100 each. Without, the units that the
alignment finds of made documents (60 of 40 reference translations each, unless told), some
sentences left out, added, joined, run into one or cut in two; with Argos' output for a
re-translation, and without any.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import random
import sys
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

from benchmarks.rule_alarms import SYSTEMS, outputs, references, rows
from checker.alignment.aligner import align
from checker.checks.running import run_checks
from checker.evaluation.defects import garble_pairs
from checker.evaluation.gold_files import read_pairs
from checker.records import Document, Segment, SegmentPair

PER_DEFECT = 100
SEED = 3
Unit = tuple[tuple[int, ...], tuple[int, ...]]


class Made:
    """A document whose alignment is known: `units` holds the sentences of each, by number."""

    def __init__(self, table: Sequence[Sequence[str]], rng: random.Random) -> None:
        self.source: list[str] = []
        self.target: list[str] = []
        self.bridge: list[str] = []
        self.units: set[Unit] = set()
        waiting = list(table)
        while waiting:
            one = waiting.pop(0)
            chance = rng.random()
            if chance < 0.05:
                self._add([one[0]], [one[1]], [])
            elif chance < 0.10:
                self._add([], [], [one[2]])
            elif chance < 0.25 and waiting:  # joined, half of them without the stop between them
                two = waiting.pop(0)
                left = one[2].rstrip('.”" ') if rng.random() < 0.5 else one[2]
                self._add([one[0], two[0]], [one[1], two[1]], [f"{left} {two[2]}"])
            elif chance < 0.35 and waiting:
                two = waiting.pop(0)
                self._add([one[0] + two[0]], [f"{one[1]} {two[1]}"], [one[2], two[2]])
            else:
                self._add([one[0]], [one[1]], [one[2]])

    def _add(self, source: list[str], bridge: list[str], target: list[str]) -> None:
        i, j = len(self.source), len(self.target)
        self.source += source
        self.bridge += bridge
        self.target += target
        self.units.add((tuple(range(i, i + len(source))), tuple(range(j, j + len(target)))))


def _segments(texts: Sequence[str]) -> list[Segment]:
    found, place = [], 0
    for text in texts:
        found.append(Segment(text, place, place + len(text), 0))
        place += len(text) + 1
    return found


def _found(made: Made, *, bridged: bool) -> set[Unit]:
    source, target = _segments(made.source), _segments(made.target)
    document = Document("made", "\n".join(made.target), "\n".join(made.source))
    pairs = align(source, target, bridge=made.bridge if bridged else None, document=document)
    return {
        (
            tuple(
                n for n, s in enumerate(source) if pair.source_start <= s.start < pair.source_end
            ),
            tuple(
                n for n, s in enumerate(target) if pair.target_start <= s.start < pair.target_end
            ),
        )
        for pair in pairs
    }


def alignment(folder: Path, *, length: int, count: int) -> Callable[[], str]:
    """A measure: F1 of the units found, with re-translations and without."""
    table = [
        row[3:6]
        for row in rows(folder / "system_outputs.tsv.xz")
        if row[2] == "ff:argos" and row[0].startswith("wmt")
    ]
    rng = random.Random(SEED)
    starts = [rng.randrange(len(table) - length) for _ in range(count)]
    documents = [Made(table[start : start + length], rng) for start in starts]

    def measure() -> str:
        told = []
        for bridged in (True, False):
            found = [(_found(made, bridged=bridged), made.units) for made in documents]
            right = sum(len(units & gold) for units, gold in found)
            both = sum(len(units) + len(gold) for units, gold in found)
            told.append(f"{2 * right / both:.3f} {'with' if bridged else 'without'}")
        return "F1 " + ", ".join(told)

    return measure


def findings(folder: Path, checks: Sequence[str]) -> Callable[[], str]:
    """A measure: findings (those that are major or critical) on three kinds of text."""
    clean = references(folder)
    garbled = garble_pairs(
        read_pairs(folder / "parallel" / "wmt17-21-newstest.tsv.xz"), per_defect=PER_DEFECT
    )
    groups: dict[str, Sequence[tuple[SegmentPair, ...]]] = {
        "references": clean[: len(clean) // 2],
        "outputs": [part for system in SYSTEMS for part in outputs(folder, system)],
        "garbled": [(SegmentPair("garbled", 0, one.source, one.target),) for one in garbled],
    }
    for name, documents in groups.items():
        print(f"{name}: {sum(map(len, documents)):,} segments")

    def measure() -> str:
        told = []
        for name, documents in groups.items():
            found = [
                f for pairs in documents for one in run_checks(pairs, only=checks) for f in one
            ]
            grave = sum(finding.severity != "minor" for finding in found)
            told.append(f"{name} {len(found)} ({grave})")
        return ", ".join(told)

    return measure


def _set(assignment: str) -> tuple[str, str, object]:
    """Sets a constant; returns its place and what stood there."""
    place, _, value = assignment.partition("=")
    module, _, name = place.rpartition(".")
    holder = importlib.import_module(module)
    before = getattr(holder, name)
    setattr(holder, name, Fraction(value) if "/" in value else ast.literal_eval(value))
    return module, name, before


def _forget() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith(("checker.checks", "checker.numbers", "checker.language")):
            for item in vars(module).values():
                if hasattr(item, "cache_clear"):
                    item.cache_clear()


def main() -> None:
    """Prints a line for the values as they are, and for each set of others."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path, help="folder with parallel/ and system_outputs.tsv.xz")
    parser.add_argument("--checks", nargs="+", metavar="ID", help="whose findings are counted")
    parser.add_argument(
        "--try", nargs="+", action="append", default=[], metavar="PLACE=VALUE", dest="tries"
    )
    parser.add_argument("--documents", type=int, default=60, help="made for the alignment")
    parser.add_argument("--length", type=int, default=40, help="translations in each of them")
    arguments = parser.parse_args()
    measure = (
        findings(arguments.data, arguments.checks)
        if arguments.checks
        else alignment(arguments.data, length=arguments.length, count=arguments.documents)
    )
    print(f"as is: {measure()}", flush=True)
    for tried in arguments.tries:
        before = [_set(assignment) for assignment in tried]
        _forget()
        print(f"{' '.join(tried)}: {measure()}", flush=True)
        for module, name, value in before:
            setattr(importlib.import_module(module), name, value)
        _forget()


if __name__ == "__main__":
    main()
