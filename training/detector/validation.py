"""Validation figures of the network alone, each set by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from training.annotations import Record
from training.detector.batches import Encode, make_batch
from training.detector.examples import Example
from training.detector.gold import Gold, Judged, choose_gold
from training.detector.measures import (
    Limits,
    best_limits,
    rank_figures,
    recall_figures,
    span_f1,
    word_mcc,
)
from training.detector.set_figures import limit_of_density

__all__ = ["TUNED_ON", "Validation"]

TUNED_ON = "wmt21"
"""The set whose best limits the others are measured at, too."""
_LONGEST = 500
_BATCH_TOKENS = 2048


class Validation:
    """Judges a network on a fixed sample of the validation records.

    Args:
        encode: makes one sequence of a source and a target.
        limit: segments of each data set at most; None for all.
        bfloat16: precision of the matrix products.

    Attributes:
        left_out: segments too long for the network.
    """

    def __init__(
        self,
        records: Sequence[Record],
        encode: Encode,
        *,
        limit: int | None = 400,
        seed: int = 0,
        bfloat16: bool = False,
    ) -> None:
        gold = choose_gold(records, limit=limit, seed=seed)
        pairs = [(item, encode(item.source, item.target)) for item in gold]
        kept = [(item, pair) for item, pair in pairs if len(pair.ids) <= _LONGEST]
        self.left_out = len(pairs) - len(kept)
        self._items = sorted(kept, key=lambda item: -len(item[1].ids))
        self._bfloat16 = bfloat16

    def judge(self, network: nn.Module) -> dict[str, list[Judged]]:
        """What the network says of every segment, by set."""
        network.eval()
        judged: dict[str, list[Judged]] = {}
        bfloat16 = torch.autocast("cpu", torch.bfloat16, enabled=self._bfloat16)
        with torch.inference_mode(), bfloat16:
            for part in _batches([len(pair.ids) for _, pair in self._items]):
                items = self._items[part]
                batch = make_batch([(pair, Example("", "")) for _, pair in items])
                tokens, segments = network(batch.ids, batch.sides)
                chances = torch.sigmoid(tokens[..., :2].float()).double().numpy()
                outputs = segments.float().double().numpy()
                for row, (gold, pair) in enumerate(items):
                    at = chances[row, pair.target_at : len(pair.ids)]
                    error, major = (_by_word(gold, pair.target_places, at[:, i]) for i in (0, 1))
                    said = Judged(gold, error, major, outputs[row])
                    judged.setdefault(gold.name, []).append(said)
        return dict(sorted(judged.items()))

    def __call__(self, network: nn.Module) -> dict[str, float]:
        """The figures of every set as `set figure` → value; what is not defined is left out."""
        judged = self.judge(network)
        tuned = best_limits(judged[TUNED_ON]) if TUNED_ON in judged else Limits(0.3, 0.3)
        figures = {}
        for name, items in judged.items():
            for figure, value in brief_figures(items, tuned).items():
                if value is not None:
                    figures[f"{name} {figure}"] = round(value, 4)
        return figures


def brief_figures(items: Sequence[Judged], tuned: Limits) -> dict[str, float | None]:
    """A set's figures for the log.

    Args:
        tuned: limits found on another set.
    """
    figures: dict[str, float | None] = dict(rank_figures(items))
    if any(item.gold.partial for item in items):
        at_density = recall_figures(items, limit_of_density(items))
        figures["character recall at 10 % marked"] = at_density["character recall"]
        figures["clean alarms at 10 % marked"] = at_density["clean alarms"]
        return figures
    best = best_limits(items)
    figures["best word MCC"], figures["at"] = word_mcc(items, best.words), best.words
    figures["word MCC"] = word_mcc(items, tuned.words)
    if any(item.gold.spans is not None for item in items):
        figures["best span F1"] = span_f1(items, best.spans)
    return figures


def _batches(lengths: Sequence[int]) -> Iterator[slice]:
    """Slices of sequences sorted by falling length that fill a batch each."""
    start = 0
    while start < len(lengths):
        stop = start + max(1, _BATCH_TOKENS // lengths[start])
        yield slice(start, stop)
        start = stop


def _by_word(
    gold: Gold, places: Sequence[tuple[int, int]], chances: NDArray[np.float64]
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
