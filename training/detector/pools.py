"""The pools that training draws from, and how their shares move as the budget is spent."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from checker.evaluation.defects import CleanPair
from training.annotations import in_validation, read_records, validation_sources
from training.detector.batches import Draw
from training.detector.examples import Example, joined
from training.detector.garbled import clean_example, garbled_example
from training.detector.mqm import mqm_examples
from training.detector.outputs import Output, consensus_example, read_outputs
from training.detector.replaced import Replacer
from training.retranslator.data import VALIDATION, read_pairs

__all__ = ["Material", "load_material", "shares_at"]

_CLEAN_FILES = {
    "wmt17-21-newstest": 20_000,
    "ntrex128": 5_000,
    "tico19": 5_000,
    "un-v1-devset": 2_000,
}
_EARLY = {
    "mqm": 0.28,
    "joined": 0.0,
    "outputs": 0.25,
    "replaced": 0.27,
    "garbled": 0.15,
    "clean": 0.05,
}
_FINAL = {
    "mqm": 0.62,
    "joined": 0.06,
    "outputs": 0.02,
    "replaced": 0.04,
    "garbled": 0.20,
    "clean": 0.06,
}
_MIN_HAN, _MAX_HAN = 6, 160


@dataclass(frozen=True, slots=True)
class Material:
    """Everything training draws from."""

    mqm: list[Example]
    outputs: list[Output]
    clean: list[CleanPair]

    def pools(self) -> dict[str, Draw]:
        """A drawing function a pool; empty pools are left out."""
        pools: dict[str, Draw] = {}
        if self.mqm:
            pools["mqm"] = lambda chooser: chooser.choice(self.mqm)
            pools["joined"] = lambda chooser: joined(
                chooser.choice(self.mqm), chooser.choice(self.mqm)
            )
        if self.outputs:
            pools["outputs"] = lambda chooser: consensus_example(chooser.choice(self.outputs))
        if self.clean:
            pools["garbled"] = lambda chooser: garbled_example(self.clean, chooser)
            replacer = Replacer(pair.target for pair in self.clean)
            pools["replaced"] = lambda chooser: replacer.example(
                chooser.choice(self.clean), chooser
            )
            pools["clean"] = lambda chooser: clean_example(chooser.choice(self.clean))
        return pools

    def texts(self) -> list[str]:
        """Both sides of everything, for counting pieces."""
        pairs = [(e.source, e.target) for e in (*self.mqm, *self.outputs, *self.clean)]
        return [text for pair in pairs for text in pair]


def shares_at(spent: float, pools: Mapping[str, Draw]) -> dict[str, float]:
    """Probabilities of the pools: outputs and garbled pairs first, expert marks at the end."""
    late = min(1.0, max(0.0, (spent - 0.35) / 0.25))
    return {name: _EARLY[name] + (_FINAL[name] - _EARLY[name]) * late for name in pools}


def load_material(data: Path, mqm: Path | None = None, *, limit: int | None = None) -> Material:
    """Reads the training half of everything found.

    Args:
        data: folder with `parallel/`, `qe/` and `system_outputs.tsv.xz`; absent files are skipped.
        mqm: annotations in place of those under `data`.
        limit: at most so many of each kind (for trials).
    """
    mqm = mqm or data / "qe" / "mqm_zh_en.train.jsonl.xz"
    records = list(read_records(mqm)) if mqm.is_file() else []
    held_out = validation_sources(records)
    expert = mqm_examples(r for r in records if not in_validation(r))
    expert = [e for e in expert if e.source.strip() not in held_out]
    path = data / "system_outputs.tsv.xz"
    outputs = read_outputs(path, held_out) if path.is_file() else []
    clean = _clean_pairs(data / "parallel", held_out)
    chooser = random.Random(0)
    for pool in (expert, outputs):
        chooser.shuffle(pool)
    return Material(expert[:limit], outputs[:limit], clean[:limit])


def _clean_pairs(folder: Path, held_out: set[str]) -> list[CleanPair]:
    pairs = []
    for name, limit in _CLEAN_FILES.items():
        path = folder / f"{name}.tsv.xz"
        if not path.is_file():
            continue
        rows = read_pairs(path)
        for row, after in zip(rows[:limit], [*rows[1:limit], None], strict=False):
            source, target, document = row
            if document.startswith(VALIDATION) or source.strip() in held_out:
                continue
            if not _MIN_HAN <= len(source) <= _MAX_HAN:
                continue
            next_pair = CleanPair(after[0], after[1]) if after else None
            pairs.append(CleanPair(source, target, next_pair))
    return pairs
