"""The pools that training draws from."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from checker.evaluation.defects import CleanPair
from training.annotations import Record, in_validation, read_annotations, validation_sources
from training.detector.batches import Draw
from training.detector.clean import clean_pairs
from training.detector.examples import Example, joined
from training.detector.garbled import clean_example, garbled_example
from training.detector.mqm import mqm_examples
from training.detector.outputs import Output, consensus_example, read_outputs
from training.detector.replaced import Replacer
from training.detector.shares import POOL_OF_SET
from training.held_out import HeldOut

__all__ = ["Material", "load_material", "ranked_sources"]

_AT_ONCE = 4
"""Outputs of one source that are drawn together."""
Cluster = tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """Everything training draws from.

    Attributes:
        expert: annotated examples by the name of their pool.
        ranked: outputs of one source whose order is known, a tuple a source.
    """

    expert: dict[str, list[Example]]
    ranked: list[Cluster]
    outputs: list[Output]
    clean: list[CleanPair]

    def pools(self) -> dict[str, Draw]:
        """A drawing function a pool; empty pools are left out."""
        pools: dict[str, Draw] = {
            name: _any_of(examples) for name, examples in self.expert.items() if examples
        }
        if mqm := self.expert.get("mqm"):
            pools["joined"] = lambda chooser: joined(chooser.choice(mqm), chooser.choice(mqm))
        if self.ranked:
            pools["ranked"] = lambda chooser: _some(chooser.choice(self.ranked), chooser)
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
        expert = [example for examples in self.expert.values() for example in examples]
        every: tuple[Example | Output | CleanPair, ...] = (*expert, *self.outputs, *self.clean)
        pairs = [(e.source, e.target) for e in every]
        return [text for pair in pairs for text in pair]

    def sources(self) -> set[str]:
        """Every Chinese text that training may see."""
        expert = (e.source for examples in self.expert.values() for e in examples)
        ranked = (e.source for cluster in self.ranked for e in cluster)
        following = (pair.following.source for pair in self.clean if pair.following)
        outputs = (output.source for output in self.outputs)
        clean = (pair.source for pair in self.clean)
        return {*expert, *ranked, *following, *outputs, *clean}


def _any_of(examples: list[Example]) -> Draw:
    return lambda chooser: chooser.choice(examples)


def _some(cluster: Cluster, chooser: random.Random) -> Cluster:
    return tuple(chooser.sample(cluster, min(_AT_ONCE, len(cluster))))


def load_material(data: Path, mqm: Path | None = None, *, limit: int | None = None) -> Material:
    """Reads the training half of everything found.

    Args:
        data: folder with `parallel/`, `qe/` and `system_outputs.tsv.xz`; absent files are skipped.
        mqm: annotations in place of those under `data`.
        limit: at most so many of each kind (for trials).
    """
    records = read_annotations(data, mqm)
    held_out = HeldOut(validation_sources(records))
    chooser = random.Random(0)
    expert = _expert(records, held_out)
    ranked = ranked_sources([e for examples in expert.values() for e in examples])
    path = data / "system_outputs.tsv.xz"
    outputs = read_outputs(path, held_out) if path.is_file() else []
    for examples in expert.values():
        chooser.shuffle(examples)
    chooser.shuffle(outputs)
    return Material(
        {name: examples[:limit] for name, examples in expert.items()},
        ranked[:limit],
        outputs[:limit],
        clean_pairs(data / "parallel", held_out)[:limit],
    )


def _expert(records: Iterable[Record], held_out: HeldOut) -> dict[str, list[Example]]:
    pools: dict[str, list[Record]] = defaultdict(list)
    leaks: dict[str, bool] = {}
    for record in records:
        source = record["src"]
        if source not in leaks:
            leaks[source] = source in held_out
        if not leaks[source] and not in_validation(record):
            pools[POOL_OF_SET.get(record["dataset"], "mqm")].append(record)
    return {name: mqm_examples(members) for name, members in sorted(pools.items())}


def ranked_sources(examples: Iterable[Example]) -> list[Cluster]:
    """Outputs of one source and group that do not all have the same rank."""
    groups: dict[tuple[str, str], list[Example]] = defaultdict(list)
    for example in examples:
        if example.group is not None:
            groups[example.group, example.source].append(example)
    return [tuple(g) for g in groups.values() if len({example.rank for example in g}) > 1]
