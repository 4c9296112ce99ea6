"""Surprisal of given answers, token by token, with the token the model prefers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch

from checker.models.lm.gemma.network import Gemma, Prefix

__all__ = ["Row", "Scored", "score_rows"]

_LOGIT_ROWS = 256  # logits of 256 places and 37,000 tokens take 38 MB


@dataclass(frozen=True, slots=True)
class Row:
    """Tokens to score.

    Attributes:
        context: tokens between the shared prefix and the answer, at least one.
        answer: the tokens to score, at least one.
    """

    context: tuple[int, ...]
    answer: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """Per token of an answer.

    Attributes:
        surprisal: −ln p of the token given what stands left of it, in nats.
        preferred: the most probable token there.
        probability: its probability.
    """

    surprisal: tuple[float, ...]
    preferred: tuple[int, ...]
    probability: tuple[float, ...]


def score_rows(
    model: Gemma, rows: Sequence[Row], *, prefix: Prefix | None, batch_tokens: int
) -> list[Scored]:
    """Scores every row, in the order given.

    Args:
        prefix: what all rows begin with.
        batch_tokens: rows times tokens of the longest row in one batch; a single longer row is a
            batch of its own.
    """
    results: dict[int, Scored] = {}
    for batch in _batches(rows, batch_tokens):
        inputs = [(*rows[i].context, *rows[i].answer[:-1]) for i in batch]
        hidden, _ = model.read(inputs, prefix)
        places = [
            (line, len(rows[i].context) - 1 + k)
            for line, i in enumerate(batch)
            for k in range(len(rows[i].answer))
        ]
        wanted = [token for i in batch for token in rows[i].answer]
        at = torch.tensor(places)
        surprisal, preferred, probability = _scores(
            model, hidden[at[:, 0], at[:, 1]], torch.tensor(wanted)
        )
        begin = 0
        for i in batch:
            end = begin + len(rows[i].answer)
            part = slice(begin, end)
            results[i] = Scored(
                tuple(surprisal[part]), tuple(preferred[part]), tuple(probability[part])
            )
            begin = end
    return [results[i] for i in range(len(rows))]


def _batches(rows: Sequence[Row], batch_tokens: int) -> Iterator[list[int]]:
    """Indices of rows of like length, longest first."""
    sizes = [len(row.context) + len(row.answer) - 1 for row in rows]
    batch: list[int] = []
    for i in sorted(range(len(rows)), key=lambda i: -sizes[i]):
        if batch and (len(batch) + 1) * sizes[batch[0]] > batch_tokens:
            yield batch
            batch = []
        batch.append(i)
    if batch:
        yield batch


def _scores(
    model: Gemma, hidden: torch.Tensor, wanted: torch.Tensor
) -> tuple[list[float], list[int], list[float]]:
    """Surprisals, preferred tokens and their probabilities of (N, hidden) states."""
    surprisal: list[float] = []
    preferred: list[int] = []
    probability: list[float] = []
    for start in range(0, len(wanted), _LOGIT_ROWS):
        states, tokens = hidden[start : start + _LOGIT_ROWS], wanted[start : start + _LOGIT_ROWS]
        logits = model.logits(states)
        total = logits.logsumexp(-1)
        best, best_token = logits.max(-1)
        chosen = logits.gather(1, tokens[:, None])[:, 0]
        surprisal += (total - chosen).clamp_(min=0.0).tolist()
        preferred += best_token.tolist()
        probability += (best - total).exp_().clamp_(max=1.0).tolist()
    return surprisal, preferred, probability
