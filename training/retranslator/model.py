"""Gemma 3 for training on a CPU: frozen bfloat16 weights, LoRA gradients only.

The low-rank update is folded into each weight before the step (`fold`), so that forward and input
gradient cost one matrix product each; the gradients of the two low-rank factors are computed
directly (`_FoldedLinear`). The frozen weights are held in float32, because a bfloat16 weight would
round small updates away.

Shapes: B sequences, L tokens (right-padded), H hidden, M answer tokens in the whole batch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from checker.models.lm.tensors import PROJECTIONS
from training.retranslator.shape import GemmaShape, norm, rotary_tables, rotate

__all__ = ["LoraGemma"]


class _FoldedLinear(torch.autograd.Function):  # type: ignore[misc]
    """`x @ weight.T` where `weight` already holds `scale * b @ a`; gradients go to x, a and b."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, weight: Tensor, a: Tensor, b: Tensor, scale: float) -> Tensor:
        ctx.save_for_backward(x, weight, a, b)
        ctx.scale = scale
        return functional.linear(x, weight)

    @staticmethod
    def backward(ctx: Any, grad: Tensor) -> tuple[Tensor | None, ...]:
        x, weight, a, b = ctx.saved_tensors
        grad_x = grad @ weight
        through_b = grad @ b
        grad_a = through_b.t() @ x
        grad_b = grad.t() @ (x @ a.t())
        return grad_x, None, grad_a * ctx.scale, grad_b * ctx.scale, None


class LoraGemma:
    """The frozen model and its flat vector of LoRA parameters.

    Args:
        tensors: float32 weights under transformers' names (see `checker.models.lm.tensors`).
        config: the matching `config.json`.
        rank: of the low-rank factors.
        alpha: the update is `alpha / rank * b @ a`.
        seed: of the first factors' random values; the second factors begin at 0.
        dtype: of the arithmetic.
    """

    def __init__(
        self,
        tensors: Mapping[str, Tensor],
        config: Mapping[str, Any],
        *,
        rank: int = 32,
        alpha: float = 64.0,
        seed: int = 0,
        dtype: torch.dtype = torch.bfloat16,
    ) -> None:
        self.shape = GemmaShape.from_config(config)
        self.rank, self.scale, self.dtype = rank, alpha / rank, dtype
        embedding = tensors["model.embed_tokens.weight"]
        self.embedding = embedding.to(dtype)
        self.hidden = embedding.shape[1]
        self.frozen = dict(tensors)
        self.norms = {k: v.float() + 1.0 for k, v in tensors.items() if "norm" in k}
        self.places: dict[str, tuple[int, int, int]] = {}
        total = 0
        for layer in range(self.shape.layers):
            for name in PROJECTIONS:
                key = f"model.layers.{layer}.{name}"
                rows, columns = tensors[f"{key}.weight"].shape
                self.places[key] = (total, rows, columns)
                total += rank * (rows + columns)
        generator = torch.Generator().manual_seed(seed)
        self.parameters = torch.zeros(total)
        for key, (_, _, columns) in self.places.items():
            a, _ = self.factors(key)
            a.uniform_(-(columns**-0.5), columns**-0.5, generator=generator)
        self.folded: dict[str, Tensor] = {}
        self.leaves: dict[str, tuple[Tensor, Tensor]] = {}
        self.layer_function: Callable[..., Tensor] = self._layer
        self.loss_function: Callable[..., Tensor] = _smoothed_loss

    def factors(self, key: str, flat: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Views (a: rank × columns, b: rows × rank) of one projection in a flat vector."""
        start, rows, columns = self.places[key]
        flat = self.parameters if flat is None else flat
        middle, end = start + self.rank * columns, start + self.rank * (rows + columns)
        return flat[start:middle].view(self.rank, columns), flat[middle:end].view(rows, self.rank)

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def start_from(self, factors: Mapping[str, tuple[Tensor, Tensor]], scale: float) -> None:
        """Begins at an adapter's update instead of at none.

        Args:
            factors: (a, b) by weight name, as `checker.models.lm.adapter.Adapter.factors` gives.
            scale: the adapter's update is `scale * b @ a`.

        Raises:
            ValueError: other projections or another rank than this model's.
        """
        if factors.keys() != self.places.keys():
            raise ValueError("the adapter does not adapt the projections of this model")
        for key, (new_a, new_b) in factors.items():
            a, b = self.factors(key)
            if a.shape != new_a.shape or b.shape != new_b.shape:
                raise ValueError(f"{key}: the adapter's rank {len(new_a)} is not {self.rank}")
            a.copy_(new_a)
            b.copy_(new_b * (scale / self.scale))

    def b_mask(self) -> Tensor:
        """True at the flat places of the second factors (b)."""
        mask = torch.zeros(self.parameters.numel(), dtype=torch.bool)
        for key in self.places:
            self.factors(key, mask)[1].fill_(True)
        return mask

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def fold(self) -> None:
        """Adds the current update to the frozen weights, for the coming step."""
        for key in self.places:
            a, b = self.factors(key)
            weight = torch.addmm(self.frozen[f"{key}.weight"], b, a, alpha=self.scale)
            old = self.folded.get(key)
            self.folded[key] = weight.to(self.dtype) if old is None else old.copy_(weight)
            self.leaves[key] = (
                a.to(self.dtype).requires_grad_(),
                b.to(self.dtype).requires_grad_(),
            )

    def gradient(self) -> Tensor:
        """The gradient of the last backward pass as a flat float32 vector."""
        flat = torch.zeros_like(self.parameters)
        for key, leaves in self.leaves.items():
            for target, leaf in zip(self.factors(key, flat), leaves, strict=True):
                if leaf.grad is not None:
                    target.copy_(leaf.grad)
        return flat

    def _linear(self, key: str, x: Tensor) -> Tensor:
        a, b = self.leaves[key]
        return _FoldedLinear.apply(x, self.folded[key], a, b, self.scale)

    def _layer(
        self, layer: int, x: Tensor, size: tuple[int, int], rope: Any, mask: Tensor | None = None
    ) -> Tensor:
        shape, key = self.shape, f"model.layers.{layer}."
        eps, norms = shape.epsilon, self.norms
        batch, length = size
        h = norm(x, norms[f"{key}input_layernorm.weight"], eps)
        q = self._linear(f"{key}self_attn.q_proj", h).view(batch, length, shape.heads, -1)
        k = self._linear(f"{key}self_attn.k_proj", h).view(batch, length, shape.kv_heads, -1)
        v = self._linear(f"{key}self_attn.v_proj", h).view(batch, length, shape.kv_heads, -1)
        q = rotate(norm(q.transpose(1, 2), norms[f"{key}self_attn.q_norm.weight"], eps), rope)
        k = rotate(norm(k.transpose(1, 2), norms[f"{key}self_attn.k_norm.weight"], eps), rope)
        repeat = shape.heads // shape.kv_heads
        k = k.repeat_interleave(repeat, dim=1)
        v = v.transpose(1, 2).repeat_interleave(repeat, dim=1)
        seen = functional.scaled_dot_product_attention(
            q, k, v, attn_mask=mask, is_causal=mask is None, scale=shape.scale
        )
        seen = seen.transpose(1, 2).reshape(batch * length, -1)
        h = self._linear(f"{key}self_attn.o_proj", seen)
        x = x + norm(h, norms[f"{key}post_attention_layernorm.weight"], eps)
        h = norm(x, norms[f"{key}pre_feedforward_layernorm.weight"], eps)
        gate = self._linear(f"{key}mlp.gate_proj", h)
        up = self._linear(f"{key}mlp.up_proj", h)
        h = self._linear(f"{key}mlp.down_proj", functional.gelu(gate, approximate="tanh") * up)
        return x + norm(h, norms[f"{key}post_feedforward_layernorm.weight"], eps)

    def hidden_states(self, ids: Tensor, *, real: Tensor | None = None) -> Tensor:
        """Final hidden states, (B·L, H), of right-padded `ids` (B, L).

        Args:
            real: (B, L), true where a token is no padding: every token then sees all of those, on
                both sides. Without it a token sees what stands before it.
        """
        batch, length = ids.shape
        shape = self.shape
        if length > shape.window:
            raise ValueError(f"{length} tokens, more than the sliding window of {shape.window}")
        tables = {
            full: rotary_tables(
                length, shape.head_dim, shape.rope_full if full else shape.rope_local, self.dtype
            )
            for full in (True, False)
        }
        x = functional.embedding(ids.reshape(-1), self.embedding) * torch.tensor(
            self.hidden**0.5, dtype=self.dtype
        )
        mask = None if real is None else real[:, None, None, :]
        for layer in range(shape.layers):
            rope = tables[layer in shape.full_layers]
            x = self.layer_function(layer, x, (batch, length), rope, mask)
        return norm(x, self.norms["model.norm.weight"], shape.epsilon)

    def loss(self, ids: Tensor, places: Tensor, labels: Tensor, smoothing: float) -> Tensor:
        """Mean label-smoothed cross-entropy (nats a token) of the answers.

        Args:
            ids: (B, L) right-padded token ids.
            places: (M,) flat places whose next token is to be predicted.
            labels: (M,) those next tokens.
            smoothing: share of probability spread evenly over the vocabulary.
        """
        hidden = self.hidden_states(ids)[places]
        return self.loss_function(hidden, self.embedding, labels, smoothing)


def _smoothed_loss(hidden: Tensor, embedding: Tensor, labels: Tensor, smoothing: float) -> Tensor:
    logits = functional.linear(hidden, embedding).float()
    return functional.cross_entropy(logits, labels, label_smoothing=smoothing)
