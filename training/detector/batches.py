"""Encoded examples, length-bucketed batches, and a stream of them that can be resumed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from checker.models.estimator.network import PAD
from checker.models.estimator.tokens import EncodedPair
from training.detector.examples import Example, Mark

__all__ = ["LONGEST", "Batch", "Draw", "Encode", "Stream", "character_labels", "make_batch"]

ROUND = 512
LONGEST = 384
"""Tokens of the longest sequence trained on, and so of the longest judged in one piece."""
Draw = Callable[[random.Random], Example | tuple[Example, ...]]
"""Draws one example, or several that have to stand in one batch."""
Encode = Callable[[str, str], EncodedPair]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step; a label of -1 trains nothing.

    Attributes:
        ids: (B, L) token ids.
        sides: (B, L), 1 on the target.
        tokens: (B, L, 3) labels in the order of `TOKEN_OUTPUTS`.
        segments: (B, 3) labels in the order of `SEGMENT_OUTPUTS`.
        weights: (B,) of the token labels.
        groups: (B,) number of the group in which `ranks` are compared, -1 for none.
        ranks: (B,), higher = better.
    """

    ids: Tensor
    sides: Tensor
    tokens: Tensor
    segments: Tensor
    weights: Tensor
    groups: Tensor
    ranks: Tensor


def _layer(end: int, base: float, labels: Iterable[tuple[Mark, float | None]]) -> list[float]:
    """Labels of characters: what is known of any adds up, -1 where nothing is."""
    layer = [base] * end
    pairs = sorted(labels, key=lambda pair: pair[1] is not None)
    for mark, value in pairs:
        for place in range(mark.start, min(mark.end, end)):
            layer[place] = -1.0 if value is None else max(0.0, layer[place]) + value
    return layer


def _soft(
    places: Sequence[tuple[int, int]], marks: Sequence[Mark], *, complete: bool = True
) -> tuple[list[float], list[float]]:
    """Labels of tokens: the most that any of a token's characters bears.

    Where none bears anything and one is not known, the token is not known (-1).
    """
    end = max((place[1] for place in places), default=0)
    base = 0.0 if complete else -1.0
    return (
        _of_tokens(places, _layer(end, base, ((mark, mark.error) for mark in marks))),
        _of_tokens(places, _layer(end, base, ((mark, mark.major) for mark in marks))),
    )


def character_labels(example: Example) -> list[float]:
    """Chance of an error of every character of the target, -1 where nothing is known."""
    if example.target_marks is None:
        return [-1.0] * len(example.target)
    labels = ((mark, mark.error) for mark in example.target_marks)
    return _layer(len(example.target), 0.0 if example.complete else -1.0, labels)


def _of_tokens(places: Sequence[tuple[int, int]], layer: Sequence[float]) -> list[float]:
    labels = []
    for start, end in places:
        most = min(1.0, max(layer[start:end], default=0.0))
        unknown = most <= 0.0 and min(layer[start:end], default=0.0) < 0.0
        labels.append(-1.0 if unknown else most)
    return labels


def _labels(pair: EncodedPair, example: Example) -> list[list[float]]:
    rows = [[-1.0, -1.0, -1.0] for _ in pair.ids]
    if example.target_marks is not None:
        error, major = _soft(pair.target_places, example.target_marks, complete=example.complete)
        for i, values in enumerate(zip(error, major, strict=True)):
            rows[pair.target_at + i][:2] = values
    if example.source_marks is not None:
        left_out, _ = _soft(pair.source_places, example.source_marks)
        for i, value in enumerate(left_out):
            rows[pair.source_at + i][2] = value
    if example.end is not None:
        rows[-1][0] = example.end
    return rows


def make_batch(pairs: Sequence[tuple[EncodedPair, Example]]) -> Batch:
    """Right-pads to the longest."""
    length = max(len(pair.ids) for pair, _ in pairs)
    ids = torch.full((len(pairs), length), PAD, dtype=torch.long)
    sides = torch.zeros((len(pairs), length), dtype=torch.long)
    tokens = torch.full((len(pairs), length, 3), -1.0)
    segments = torch.full((len(pairs), 3), -1.0)
    for row, (pair, example) in enumerate(pairs):
        size = len(pair.ids)
        ids[row, :size] = torch.tensor(pair.ids)
        sides[row, :size] = torch.tensor(pair.sides)
        tokens[row, :size] = torch.tensor(_labels(pair, example))
        segments[row] = torch.tensor([-1.0 if v is None else v for v in example.segment])
    examples = [example for _, example in pairs]
    names = sorted({e.group for e in examples if e.group is not None})
    return Batch(
        ids,
        sides,
        tokens,
        segments,
        weights=torch.tensor([e.weight for e in examples]),
        groups=torch.tensor([-1 if e.group is None else names.index(e.group) for e in examples]),
        ranks=torch.tensor([e.rank for e in examples]),
    )


@dataclass
class Stream:
    """Batches in rounds: each draws some hundred examples, sorts them by length and cuts.

    Args:
        pools: by name, a function that draws one example.
        shares: share of the budget spent → probability of each pool.
        encode: makes one sequence of a source and a target.
        size: padded tokens a batch holds at most.
        longest: longer examples are left out.
    """

    pools: Mapping[str, Draw]
    shares: Callable[[float], Mapping[str, float]]
    encode: Encode
    size: int = 2048
    longest: int = LONGEST
    seed: int = 0
    _round: int = field(default=0, init=False)
    _spent: float = field(default=0.0, init=False)
    _place: int = field(default=0, init=False)
    _batches: list[Batch] = field(default_factory=list, init=False)

    def state(self) -> dict[str, Any]:
        """What `restore` needs to go on with the next batch; plain JSON."""
        return {"round": self._round, "spent": self._spent, "place": self._place}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Goes on where `state` was taken."""
        self._round, self._place, self._batches = state["round"], 0, []
        if state["place"]:
            self._round -= 1
            self._next_round(state["spent"])
            self._place = state["place"]

    def next(self, spent: float) -> Batch:
        """The next batch; `spent` is the share of the budget that is spent."""
        if self._place >= len(self._batches):
            self._next_round(spent)
        self._place += 1
        return self._batches[self._place - 1]

    def _next_round(self, spent: float) -> None:
        chooser = random.Random(f"{self.seed}/{self._round}")
        shares = self.shares(spent)
        names = sorted(shares)
        drawn = [
            self._encoded(self.pools[name](chooser))
            for name in chooser.choices(names, [shares[n] for n in names], k=ROUND)
        ]
        drawn.sort(key=_longest, reverse=True)
        groups: list[list[tuple[EncodedPair, Example]]] = [[]]
        for items in drawn:
            group = groups[-1]
            if group and len(group[0][0].ids) * (len(group) + len(items)) > self.size:
                groups.append(group := [])
            group += items
        chooser.shuffle(groups)
        self._batches = [make_batch(group) for group in groups if group]
        self._round, self._spent, self._place = self._round + 1, spent, 0

    def _encoded(self, drawn: Example | tuple[Example, ...]) -> list[tuple[EncodedPair, Example]]:
        """What was drawn and is not too long, longest first."""
        examples = drawn if isinstance(drawn, tuple) else (drawn,)
        pairs = [(self.encode(e.source, e.target), e) for e in examples]
        kept = [item for item in pairs if len(item[0].ids) <= self.longest]
        return sorted(kept, key=lambda item: -len(item[0].ids))


def _longest(items: Sequence[tuple[EncodedPair, Example]]) -> int:
    return len(items[0][0].ids) if items else 0
