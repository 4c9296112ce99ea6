"""Turns pools of examples into length-bucketed batches, reproducibly.

Examples are drawn in rounds: a round takes some hundred pairs, each from a pool chosen with that
pool's probability (every pool is gone through in a shuffled order, again and again), sorts them by
length and cuts them into batches of a fixed number of tokens. The state is two small records, so a
run can be continued in the middle of a round.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor

from checker.models.lm.prompts import forward_answer, forward_prompt, reverse_answer, reverse_prompt
from training.retranslator.data import POOLS, Example

__all__ = ["Batch", "BatchStream", "Encoded", "encode", "make_batch"]

_BOS, _PAD = 2, 0
_ROUND = 768


@dataclass(frozen=True, slots=True)
class Encoded:
    """Token ids of one example; the loss is on those from `answer_start` on."""

    ids: tuple[int, ...]
    answer_start: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors for `LoraGemma.loss`; see there for shapes."""

    ids: Tensor
    places: Tensor
    labels: Tensor


def encode(example: Example, to_ids: Callable[[str], list[int]]) -> Encoded:
    """Prompt and answer are encoded apart, as at inference, so that they meet at a token border."""
    if example.kind == "reverse":
        prompt, answer = reverse_prompt(example.target), reverse_answer(example.source)
    else:
        prompt = forward_prompt(example.source, context=example.context)
        answer = forward_answer(example.target)
    head = [_BOS, *to_ids(prompt)]
    return Encoded((*head, *to_ids(answer)), len(head))


def make_batch(examples: Sequence[Encoded]) -> Batch:
    """Right-pads to the longest; places and labels of all answer tokens."""
    length = max(len(example.ids) for example in examples)
    ids = torch.full((len(examples), length), _PAD, dtype=torch.long)
    places: list[int] = []
    labels: list[int] = []
    for row, example in enumerate(examples):
        ids[row, : len(example.ids)] = torch.tensor(example.ids)
        start = example.answer_start
        places.extend(row * length + i - 1 for i in range(start, len(example.ids)))
        labels.extend(example.ids[start:])
    return Batch(ids, torch.tensor(places), torch.tensor(labels))


@dataclass
class BatchStream:
    """An endless stream of batches.

    Args:
        pools: examples by pool; pools not in `POOLS` get the share 0.1.
        to_ids: the tokenizer.
        tokens: padded tokens a batch holds at most.
        longest: examples with more tokens are left out.
    """

    pools: Mapping[str, Sequence[Example]]
    to_ids: Callable[[str], list[int]]
    tokens: int = 1024
    longest: int = 224
    seed: int = 0
    _round: int = field(default=0, init=False)
    _place: int = field(default=0, init=False)
    _drawn: dict[str, int] = field(default_factory=dict, init=False)
    _at_round: dict[str, int] = field(default_factory=dict, init=False)
    _batches: list[Batch] = field(default_factory=list, init=False)
    _orders: dict[tuple[str, int], list[int]] = field(default_factory=dict, init=False)

    def state(self) -> dict[str, Any]:
        """What `restore` needs to continue with the next batch; plain JSON."""
        return {"round": self._round, "place": self._place, "drawn": dict(self._at_round)}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Continues where `state` was taken."""
        self._round, self._drawn = state["round"], dict(state["drawn"])
        self._batches, self._place = [], 0
        if state["place"]:
            self._round -= 1
            self._next_round()
            self._place = state["place"]
        else:
            self._at_round = dict(self._drawn)

    def __next__(self) -> Batch:
        """The next batch."""
        if self._place >= len(self._batches):
            self._next_round()
        self._place += 1
        return self._batches[self._place - 1]

    def _draw(self, pool: str) -> Example:
        drawn = self._drawn.get(pool, 0)
        self._drawn[pool] = drawn + 1
        size = len(self.pools[pool])
        turn, place = divmod(drawn, size)
        order = self._orders.get((pool, turn))
        if order is None:
            order = list(range(size))
            random.Random(f"{self.seed}/{pool}/{turn}").shuffle(order)
            self._orders[pool, turn] = order
        return self.pools[pool][order[place]]

    def _next_round(self) -> None:
        self._at_round = dict(self._drawn)
        chooser = random.Random(f"{self.seed}/{self._round}")
        names = sorted(self.pools)
        shares = [POOLS[name].share if name in POOLS else 0.1 for name in names]
        encoded = []
        for name in chooser.choices(names, shares, k=_ROUND):
            example = encode(self._draw(name), self.to_ids)
            if len(example.ids) <= self.longest:
                encoded.append(example)
        encoded.sort(key=lambda example: len(example.ids))
        groups: list[list[Encoded]] = [[]]
        for example in reversed(encoded):
            group = groups[-1]
            if group and len(group[0].ids) * (len(group) + 1) > self.tokens:
                groups.append(group := [])
            group.append(example)
        chooser.shuffle(groups)
        self._batches = [make_batch(group) for group in groups if group]
        self._round += 1
        self._place = 0
