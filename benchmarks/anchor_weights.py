"""Measures how much each word of `language/data/anchor_words.json` says, and stores the weights.

    python -m benchmarks.anchor_weights ../shared/data [--write]

For a word of a source: how often does the English of this segment lack every counterpart, and how
often does the English of the *next* segment have one by chance? The weights are the natural logs of
the likelihood ratios. Reads `parallel/wmt17-21-newstest.tsv.xz`; the sets of 2021 are held out.
"""

from __future__ import annotations

import argparse
import json
import math
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks.rule_alarms import rows

TARGET = Path(__file__).resolve().parents[1] / "checker" / "rules" / "anchor_words.json"
HELD_OUT = "2021"
PRIOR = 12  # segments that the usual rates weigh against a word's own
USUAL_MISS, USUAL_CHANCE = 0.1, 0.2
NOTE = (
    "Chinese word: [English counterparts, weight of missing, weight of finding]; English pattern,"
    " Chinese counterparts and the same weights. The words are our own choice; the weights were"
    " measured on {total:,} segments of WMT news 2017-2020."
)


def weights(total: int, missed: int, chance: int) -> tuple[float, float]:
    """Log likelihood ratios of missing and of finding a counterpart."""
    miss = (missed + USUAL_MISS * PRIOR) / (total + PRIOR)
    luck = (chance + USUAL_CHANCE * PRIOR) / (total + PRIOR)
    miss, luck = min(max(miss, 0.02), 0.9), min(max(luck, 0.02), 0.95)
    return round(math.log((1 - luck) / miss), 2), round(math.log(luck / (1 - miss)), 2)


def measure(data: dict[str, Any], pairs: list[tuple[str, str]]) -> None:
    """Replaces the weights of `data` by those measured on `pairs`."""
    forward = {
        han: re.compile(rf"(?<![A-Za-z])(?:{row[0]})", re.IGNORECASE)
        for han, row in data["forward"].items()
    }
    reverse = [(re.compile(row[0]), re.compile(row[1])) for row in data["reverse"]]
    keys = re.compile("|".join(sorted(forward, key=len, reverse=True)))
    total, missed, chance = Counter[Any](), Counter[Any](), Counter[Any]()
    for (source, target), (_, other) in pairwise(pairs):
        for han in set(keys.findall(source)):
            total[han] += 1
            missed[han] += forward[han].search(target) is None
            chance[han] += forward[han].search(other) is not None
        for place, (english, han) in enumerate(reverse):
            if english.search(target):
                total[place] += 1
                missed[place] += han.search(source) is None
            if english.search(other):
                chance[place] += han.search(source) is not None
    for han, row in data["forward"].items():
        row[1:] = weights(total[han], missed[han], chance[han])
    for place, row in enumerate(data["reverse"]):
        row[2:] = weights(total[place], missed[place], chance[place])


def layout(data: dict[str, Any]) -> str:
    """The data as JSON, a word a line."""

    def line(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    forward = ",\n".join(f"  {line(han)}: {line(row)}" for han, row in data["forward"].items())
    reverse = ",\n".join(f"  {line(row)}" for row in data["reverse"])
    return (
        f'{{\n "note": {line(data["note"])},\n "forward": {{\n{forward}\n }},\n'
        f' "reverse": [\n{reverse}\n ]\n}}\n'
    )


def main() -> None:
    """Measures; stores the weights with `--write`, else prints them."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path, help="folder with parallel/")
    parser.add_argument("--write", action="store_true", help=f"store the weights in {TARGET.name}")
    arguments = parser.parse_args()
    table = rows(arguments.data / "parallel" / "wmt17-21-newstest.tsv.xz")
    pairs = [(cells[0], cells[1]) for cells in table if HELD_OUT not in cells[2].partition(":")[0]]
    data = json.loads(TARGET.read_text(encoding="utf-8"))
    measure(data, pairs)
    data["note"] = NOTE.format(total=len(pairs))
    if arguments.write:
        TARGET.write_text(layout(data), encoding="utf-8")
    else:
        print(layout(data), end="")


if __name__ == "__main__":
    main()
