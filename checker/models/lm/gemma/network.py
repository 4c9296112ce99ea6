"""Gemma 3's forward pass (Gemma Team, 2025): hidden states and logits of batches of token rows.

Shapes: B rows, T new tokens a row, P tokens of a prefix shared by all rows, H query heads of size
D, one key-value head. The residual stream and all norms are float32; only matrix products run in
the model's precision.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn.functional import embedding, gelu, rms_norm

from checker.models.lm.gemma.attention import KeyValues, append, attend
from checker.models.lm.gemma.precision import Precision
from checker.models.lm.gemma.weights import Layer, Weights, load_weights

__all__ = ["Gemma", "Prefix"]

_HIDDEN_KEY = -1e9  # finite, so that a row of hidden keys gives no NaN


@dataclass(frozen=True, slots=True)
class Prefix:
    """Tokens all rows begin with, computed once.

    Attributes:
        ids: P token ids.
        keys: per layer (P, D); values likewise.
    """

    ids: tuple[int, ...]
    keys: tuple[torch.Tensor, ...]
    values: tuple[torch.Tensor, ...]


@dataclass(frozen=True, slots=True)
class _Masks:
    """Additive attention masks over prefix and own keys: (1 or B, T, 1, P + L), 0 or very low."""

    full: torch.Tensor
    sliding: torch.Tensor


class Gemma:
    """A loaded model; use it from one thread at a time.

    Args:
        folder: prepared model (config.json, model.safetensors).
        precision: of weights and matrix products.

    Raises:
        ModelError: the folder does not hold a usable model.
    """

    def __init__(self, folder: Path, precision: Precision) -> None:
        self.weights: Weights = load_weights(folder, precision)
        self.config = self.weights.config
        half = torch.arange(0, self.config.head_size, 2).float() / self.config.head_size
        self._frequencies = {
            True: 1.0 / self.config.local_theta**half,
            False: 1.0 / self.config.global_theta**half,
        }

    def logits(self, hidden: torch.Tensor) -> torch.Tensor:
        """Float32 logits (N, vocabulary) of hidden states (N, hidden)."""
        with torch.inference_mode():
            return self.weights.logits(hidden.to(self.weights.dtype)).float()

    def prefix(self, ids: Sequence[int]) -> Prefix:
        """Computes a shared prefix."""
        _, own = self._run(torch.tensor([list(ids)]), torch.arange(len(ids)), None, None)
        return Prefix(tuple(ids), tuple(k[0] for k in own.keys), tuple(v[0] for v in own.values))

    def read(
        self, rows: Sequence[Sequence[int]], prefix: Prefix | None = None
    ) -> tuple[torch.Tensor, KeyValues]:
        """Reads whole rows at once.

        Args:
            rows: token ids behind the prefix, each row at least one.

        Returns:
            Float32 hidden states (B, T, hidden), right of a shorter row's end meaningless, and the
            keys and values for `step`.
        """
        width = max(len(row) for row in rows)
        ids = torch.tensor([[*row, *[0] * (width - len(row))] for row in rows])
        begin = len(prefix.ids) if prefix else 0
        hidden, own = self._run(ids, begin + torch.arange(width), prefix, None)
        own.lengths = torch.tensor([len(row) for row in rows])
        return hidden, own

    def step(self, ids: torch.Tensor, past: KeyValues, prefix: Prefix | None) -> torch.Tensor:
        """Reads one more token a row and adds it to `past`.

        Args:
            ids: (B,) the tokens.

        Returns:
            Float32 hidden states (B, hidden).
        """
        begin = len(prefix.ids) if prefix else 0
        hidden, _ = self._run(ids[:, None], begin + past.lengths[:, None], prefix, past)
        past.lengths = past.lengths + 1
        return hidden[:, 0]

    def _run(
        self,
        ids: torch.Tensor,
        positions: torch.Tensor,
        prefix: Prefix | None,
        past: KeyValues | None,
    ) -> tuple[torch.Tensor, KeyValues]:
        with torch.inference_mode():
            return self._layers(ids, positions, prefix, past)

    def _layers(
        self,
        ids: torch.Tensor,
        positions: torch.Tensor,
        prefix: Prefix | None,
        past: KeyValues | None,
    ) -> tuple[torch.Tensor, KeyValues]:
        weights = self.weights
        x = embedding(ids, weights.embedding).float() * math.sqrt(self.config.hidden)
        turns = {slides: self._turn(positions, slides) for slides in (True, False)}
        masks = self._masks(positions, prefix, past)
        keys: list[torch.Tensor] = []
        values: list[torch.Tensor] = []
        for index, layer in enumerate(weights.layers):
            q, k, v = self._queries_keys_values(x, layer, turns[layer.sliding])
            if past is not None:
                k, v = append(past, index, k, v)
            else:
                keys.append(k)
                values.append(v)
            mask = masks.sliding if layer.sliding else masks.full
            shared = (prefix.keys[index], prefix.values[index]) if prefix else None
            x = x + self._norm(layer.out(attend(q, k, v, shared, mask)), layer.after_attention)
            x = x + self._norm(self._mlp(x, layer), layer.after_mlp)
        own = past if past is not None else KeyValues(keys, values, torch.zeros(0))
        return self._norm(x, weights.norm), own

    def _queries_keys_values(
        self, x: torch.Tensor, layer: Layer, turn: tuple[torch.Tensor, torch.Tensor]
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Queries (B, T, H, D), keys and values (B, T, D), positions turned in."""
        heads, size, dtype = self.config.heads, self.config.head_size, self.weights.dtype
        qkv = layer.qkv(self._norm(x, layer.before_attention).to(dtype))
        qkv = qkv.view(*x.shape[:2], heads + 2, size)
        qk = rms_norm(qkv[:, :, : heads + 1].float(), (size,), None, self.config.epsilon)
        qk *= layer.qk_norm
        cosine, sine = turn
        qk = (qk * cosine).addcmul_(qk.roll(size // 2, -1), sine).to(dtype)
        return qk[:, :, :heads], qk[:, :, heads], qkv[:, :, heads + 1]

    def _mlp(self, x: torch.Tensor, layer: Layer) -> torch.Tensor:
        both = layer.gate_up(self._norm(x, layer.before_mlp).to(self.weights.dtype))
        gate, up = both.chunk(2, -1)
        return layer.down(gelu(gate, approximate="tanh") * up)

    def _norm(self, x: torch.Tensor, factor: torch.Tensor) -> torch.Tensor:
        return rms_norm(x.float(), (x.shape[-1],), factor, self.config.epsilon)

    def _turn(self, positions: torch.Tensor, slides: bool) -> tuple[torch.Tensor, torch.Tensor]:
        """Cosines and signed sines (…, 1, D) of the rotary positions (Su et al., 2021)."""
        angles = positions[..., None].float() * self._frequencies[slides]
        cosine, sine = angles.cos(), angles.sin()
        return (
            torch.cat([cosine, cosine], -1).unsqueeze(-2),
            torch.cat([-sine, sine], -1).unsqueeze(-2),
        )

    def _masks(
        self, positions: torch.Tensor, prefix: Prefix | None, past: KeyValues | None
    ) -> _Masks:
        begin = len(prefix.ids) if prefix else 0
        own = int(positions.max()) - begin + 1
        if past is not None:
            past.reserve(-(-own // 64) * 64)
        distance = positions[..., None, None] - torch.arange(begin + own)
        if distance.dim() == 3:
            distance = distance[None]
        hidden = distance < 0
        full = torch.zeros(hidden.shape).masked_fill_(hidden, _HIDDEN_KEY)
        if begin + own <= self.config.window:
            return _Masks(full, full)
        hidden = hidden | (distance >= self.config.window)
        return _Masks(full, torch.zeros(hidden.shape).masked_fill_(hidden, _HIDDEN_KEY))
