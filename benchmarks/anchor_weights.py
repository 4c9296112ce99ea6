"""Measures how much each word of the anchors in `language/data` says, and stores the weights.

    python -m benchmarks.anchor_weights ../shared/data [--write]

For a word of a source: how often does the English of this segment lack every counterpart, and how
often does the English of the *next* segment have one by chance? The weights are the natural logs of
the likelihood ratios. Reads `parallel/wmt17-21-newstest.tsv.xz`; the sets of 2021 are held out.
"""

from __future__ import annotations

import argparse
import math
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.rule_alarms import rows

DATA = Path(__file__).resolve().parents[1] / "checker" / "language" / "data"
FORWARD, REVERSE = DATA / "anchor_words.tsv", DATA / "english_anchors.tsv"
HELD_OUT = "2021"
PRIOR = 12  # segments that the usual rates weigh against a word's own
USUAL_MISS, USUAL_CHANCE = 0.1, 0.2


def weights(total: int, missed: int, chance: int) -> tuple[float, float]:
    """Log likelihood ratios of missing and of finding a counterpart."""
    miss = (missed + USUAL_MISS * PRIOR) / (total + PRIOR)
    luck = (chance + USUAL_CHANCE * PRIOR) / (total + PRIOR)
    miss, luck = min(max(miss, 0.02), 0.9), min(max(luck, 0.02), 0.95)
    return round(math.log((1 - luck) / miss), 2), round(math.log(luck / (1 - miss)), 2)


Row = list[str]


def measure(forward: list[Row], reverse: list[Row], pairs: list[tuple[str, str]]) -> None:
    """Replaces the weights (third and fourth cell) of both tables by those measured on `pairs`."""
    words = {
        row[0]: re.compile(rf"(?<![A-Za-z])(?:{row[1]})", re.IGNORECASE)
        for row in forward
        if row[1] != "-"
    }
    back = [(re.compile(row[0]), re.compile(row[1])) for row in reverse]
    keys = re.compile("|".join(sorted(words, key=len, reverse=True)))
    total, missed, chance = Counter[Any](), Counter[Any](), Counter[Any]()
    for (source, target), (_, other) in pairwise(pairs):
        for han in set(keys.findall(source)):
            total[han] += 1
            missed[han] += words[han].search(target) is None
            chance[han] += words[han].search(other) is not None
        for place, (english, han) in enumerate(back):
            if english.search(target):
                total[place] += 1
                missed[place] += han.search(source) is None
            if english.search(other):
                chance[place] += han.search(source) is not None
    for key, row in [*((row[0], row) for row in forward if row[0] in words), *enumerate(reverse)]:
        row[2:4] = map(str, weights(total[key], missed[key], chance[key]))


def read(path: Path) -> tuple[list[str], list[Row]]:
    """The lines up to the names of the columns, and the rows as cells."""
    lines = path.read_text(encoding="utf-8").splitlines()
    head = next(n for n, line in enumerate(lines) if not line.startswith("#")) + 1
    return lines[:head], [line.split("\t") for line in lines[head:]]


def layout(head: list[str], rows: list[Row], total: int) -> str:
    """A table with the number of segments in its head brought up to date."""
    note = [re.sub(r"on [\d,]+ segments", f"on {total:,} segments", line) for line in head]
    return "".join(f"{line}\n" for line in (*note, *map("\t".join, rows)))


def main() -> None:
    """Measures; stores the weights with `--write`, else prints them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path, help="folder with parallel/")
    parser.add_argument("--write", action="store_true", help="store the weights, not print them")
    arguments = parser.parse_args()
    table = rows(arguments.data / "parallel" / "wmt17-21-newstest.tsv.xz")
    pairs = [(cells[0], cells[1]) for cells in table if HELD_OUT not in cells[2].partition(":")[0]]
    tables = {path: read(path) for path in (FORWARD, REVERSE)}
    measure(tables[FORWARD][1], tables[REVERSE][1], pairs)
    for path, (head, body) in tables.items():
        if arguments.write:
            path.write_text(layout(head, body, len(pairs)), encoding="utf-8")
        else:
            print(layout(head, body, len(pairs)), end="")


if __name__ == "__main__":
    main()
