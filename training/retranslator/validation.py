"""Figures of a fixed small validation sample, for the training log."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import torch

from checker.models.lm.prompts import END, forward_prompt
from training.retranslator.batches import encode, make_batch
from training.retranslator.data import Example
from training.retranslator.model import LoraGemma

__all__ = ["Validation"]

_BOS = 2


class Validation:
    """Mean loss of all examples and chrF of the first few, decoded greedily.

    Args:
        decoded: how many examples are translated.
        longest: new tokens at most.
    """

    def __init__(
        self,
        examples: Sequence[Example],
        to_ids: Callable[[str], list[int]],
        to_text: Callable[[list[int]], str],
        *,
        decoded: int = 12,
        longest: int = 64,
    ) -> None:
        self.encoded = sorted((encode(e, to_ids) for e in examples), key=lambda e: len(e.ids))
        self.sample = sorted(examples[:decoded], key=lambda e: len(e.source))
        self.to_ids, self.to_text, self.longest = to_ids, to_text, longest

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def __call__(self, model: LoraGemma) -> dict[str, Any]:
        """`{"validation_loss": nats a token, "chrf": [0, 100], "sample": one translation}`."""
        from sacrebleu.metrics import CHRF

        total, count = 0.0, 0
        for start in range(0, len(self.encoded), 16):
            batch = make_batch(self.encoded[start : start + 16])
            loss = model.loss(batch.ids, batch.places, batch.labels, 0.0)
            total += float(loss) * batch.labels.numel()
            count += batch.labels.numel()
        texts = self._translate(model)
        targets = [example.target for example in self.sample]
        chrf = CHRF().corpus_score(texts, [targets]).score
        return {"validation_loss": total / count, "chrf": chrf, "sample": texts[-1]}

    def _translate(self, model: LoraGemma) -> list[str]:
        rows = [[_BOS, *self.to_ids(forward_prompt(e.source))] for e in self.sample]
        starts = [len(row) for row in rows]
        end = self.to_ids(END)[0]
        open_rows = list(range(len(rows)))
        for _ in range(self.longest):
            if not open_rows:
                break
            width = max(len(rows[i]) for i in open_rows)
            ids = torch.zeros((len(open_rows), width), dtype=torch.long)
            for place, i in enumerate(open_rows):
                ids[place, : len(rows[i])] = torch.tensor(rows[i])
            last = torch.tensor([p * width + len(rows[i]) - 1 for p, i in enumerate(open_rows)])
            best = (model.hidden_states(ids)[last] @ model.embedding.t()).argmax(-1).tolist()
            for i, token in zip(open_rows, best, strict=True):
                rows[i].append(token)
            open_rows = [i for i in open_rows if rows[i][-1] not in (end, 1)]
        return [
            self.to_text([t for t in row[start:] if t not in (end, 0, 1, 2, 3)]).strip()
            for row, start in zip(rows, starts, strict=True)
        ]
