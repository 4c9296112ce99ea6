"""Validation figures of the network alone: rank correlation, and words at their best threshold."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from checker.evaluation.correlation import spearman
from checker.evaluation.words import bad_words, locate_tokens, whitespace_tokens, word_scores
from checker.models.estimator.network import SEGMENT_OUTPUTS
from training.annotations import VALIDATION_ONLY, Record, in_validation
from training.detector.batches import Encode, make_batch
from training.detector.examples import Example

__all__ = ["Validation"]

_LONGEST = 500


@dataclass(frozen=True, slots=True)
class _Gold:
    dataset: str
    source: str
    target: str
    score: float
    places: tuple[tuple[int, int], ...]
    bad: NDArray[np.bool_]


class Validation:
    """Judges a network on a fixed sample of the validation records.

    Args:
        encode: makes one sequence of a source and a target.
        limit: segments of each data set at most.
    """

    def __init__(
        self, records: Sequence[Record], encode: Encode, *, limit: int = 400, seed: int = 0
    ) -> None:
        groups: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            if in_validation(record) and record.get("score") is not None:
                groups[record["dataset"]].append(record)
        self.encode = encode
        self.gold: list[_Gold] = []
        for name in sorted(groups):
            random.Random(seed).shuffle(groups[name])
            self.gold += [_gold(record) for record in groups[name][:limit]]

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def __call__(self, network: nn.Module) -> dict[str, float]:
        """Spearman of each segment output, and the best word MCC, by data set."""
        network.eval()
        pairs = [self.encode(g.source, g.target) for g in self.gold]
        order = sorted(
            (i for i in range(len(pairs)) if len(pairs[i].ids) <= _LONGEST),
            key=lambda i: len(pairs[i].ids),
        )
        outputs: dict[int, NDArray[np.float64]] = {}
        words: dict[int, NDArray[np.float64]] = {}
        for start in range(0, len(order), 16):
            part = order[start : start + 16]
            batch = make_batch([(pairs[i], Example("", "")) for i in part])
            tokens, segments = network(batch.ids, batch.sides)
            chances = torch.sigmoid(tokens[..., 0]).double().numpy()
            for row, i in enumerate(part):
                outputs[i] = segments[row].double().numpy()
                pair, gold = pairs[i], self.gold[i]
                at = chances[row, pair.target_at : len(pair.ids)]
                words[i] = _by_word(gold, pair.target_places, at)
        figures = {}
        for name in sorted({g.dataset for g in self.gold}):
            members = [i for i in order if self.gold[i].dataset == name]
            scores = np.array([self.gold[i].score for i in members])
            for place, output in enumerate(SEGMENT_OUTPUTS):
                said = np.array([-outputs[i][place] for i in members])
                figures[f"{name} {output} Spearman"] = round(spearman(scores, said) or 0.0, 4)
            said = np.array([-words[i].mean() for i in members])
            figures[f"{name} mean word Spearman"] = round(spearman(scores, said) or 0.0, 4)
            bad = np.concatenate([self.gold[i].bad for i in members])
            chance = np.concatenate([words[i] for i in members])
            figures[f"{name} best word MCC"], figures[f"{name} at"] = _best_mcc(bad, chance)
        return figures


def _gold(record: Record) -> _Gold:
    target = record["mt"]
    if record["dataset"] == VALIDATION_ONLY:
        places = tuple(locate_tokens(target, record["mt_tok"]))
        bad = np.array([tag != "OK" for tag in record["word_tags"]])
    else:
        places = whitespace_tokens(target)
        marks = [(s["start"], s["end"]) for s in record["spans"] if s["severity"] != "neutral"]
        bad = bad_words(places, marks)
    return _Gold(record["dataset"], record["src"], target, float(record["score"]), places, bad)


def _by_word(
    gold: _Gold, places: Sequence[tuple[int, int]], chances: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The highest chance of a word's subwords; of an empty place (the end), the closing mark's."""
    result = np.zeros(len(gold.places))
    starts = np.array([p[0] for p in places])
    ends = np.array([p[1] for p in places])
    for number, (start, end) in enumerate(gold.places):
        if start == end:
            result[number] = chances[-1]
            continue
        inside = np.flatnonzero((starts < end) & (ends > start))
        result[number] = chances[:-1][inside].max() if len(inside) else 0.0
    return result


def _best_mcc(bad: NDArray[np.bool_], chance: NDArray[np.float64]) -> tuple[float, float]:
    best = (-1.0, 0.0)
    for threshold in np.arange(0.05, 0.8, 0.025):
        said = chance >= threshold
        counts = [(~bad & ~said), (bad & said), (bad & ~said), (~bad & said)]
        mcc = word_scores(np.array([c.sum() for c in counts], dtype=float)).mcc
        best = max(best, (mcc or 0.0, float(threshold)))
    return round(best[0], 4), round(best[1], 3)
