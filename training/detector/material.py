"""Builds all training and validation material and says what it is:
`python -m training.detector.material --data ../shared/data`.

Prints JSON: sizes of the pools, what is known of their characters, the validation sets, and a
checksum over everything, the same on every machine. Ends with an error where a training example has
a validation source, or shares sixteen characters with one.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from training.annotations import read_annotations, validation_sources
from training.detector.batches import character_labels
from training.detector.examples import Example
from training.detector.gold import choose_gold
from training.detector.pools import Material, load_material
from training.held_out import HeldOut

__all__ = ["describe", "leaks", "main"]


def leaks(material: Material, held_out: HeldOut) -> list[str]:
    """Training sources that are held out, sorted; there should be none."""
    return sorted(source for source in material.sources() if source in held_out)


def describe(data: Path, *, limit: int | None = None) -> dict[str, Any]:
    """Sizes, shares and the checksum of all material under a data folder."""
    material = load_material(data, limit=limit)
    records = read_annotations(data)
    held_out = HeldOut(validation_sources(records))
    gold = choose_gold(records, limit=None)
    return {
        "training": {name: _known(examples) for name, examples in material.expert.items()},
        "ranked sources": len(material.ranked),
        "outputs": len(material.outputs),
        "clean pairs": len(material.clean),
        "validation": dict(Counter(item.name for item in gold)),
        "validation units": dict(Counter(name for name, _ in {(g.name, g.unit) for g in gold})),
        "validation sources": len(held_out),
        "leaks": leaks(material, held_out)[:10],
        "sha256": _digest(material, (repr((g.name, g.source, g.target)) for g in gold)),
    }


def _known(examples: Sequence[Example]) -> dict[str, float]:
    """How many examples, and the shares of their target's characters by what is known of them."""
    counts: Counter[str] = Counter()
    for example in examples:
        for value in character_labels(example):
            counts["unknown" if value < 0 else "wrong" if value > 0 else "right"] += 1
    total = max(1, sum(counts.values()))
    shares = {name: round(counts[name] / total, 4) for name in ("right", "wrong", "unknown")}
    return {
        "examples": len(examples),
        "sources": len({example.source for example in examples}),
        "with a penalty": sum(example.segment[1] is not None for example in examples),
        "with a rank": sum(example.group is not None for example in examples),
        **shares,
    }


def _digest(material: Material, validation: Iterable[str]) -> str:
    digest = hashlib.sha256()
    parts = (*material.expert.items(), material.ranked, material.outputs, material.clean)
    for part in parts:
        digest.update(repr(part).encode())
    for line in validation:
        digest.update(line.encode())
    return digest.hexdigest()


def main(words: Sequence[str] | None = None) -> None:
    """Command line: `--data FOLDER`."""
    parser = argparse.ArgumentParser(prog="python -m training.detector.material")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    options = parser.parse_args(words)
    found = describe(options.data)
    print(json.dumps(found, indent=1, ensure_ascii=False))
    if found["leaks"]:
        raise SystemExit("training examples share a source with the validation sets")


if __name__ == "__main__":
    main()
