"""Sizes and small operations of Gemma 3."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

__all__ = ["GemmaShape", "norm", "rotary_tables", "rotate"]


@dataclass(frozen=True, slots=True)
class GemmaShape:
    """What the arithmetic needs to know of a `Gemma3ForCausalLM` configuration."""

    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    scale: float
    epsilon: float
    full_layers: frozenset[int]
    rope_full: float
    rope_local: float
    window: int

    @classmethod
    def from_config(cls, config: Mapping[str, Any]) -> GemmaShape:
        """Reads a `config.json` as written by `checker.models.lm.tensors.hf_config`."""
        kinds = config["layer_types"]
        rope = config["rope_parameters"]
        return cls(
            layers=config["num_hidden_layers"],
            heads=config["num_attention_heads"],
            kv_heads=config["num_key_value_heads"],
            head_dim=config["head_dim"],
            scale=config["query_pre_attn_scalar"] ** -0.5,
            epsilon=config["rms_norm_eps"],
            full_layers=frozenset(i for i, k in enumerate(kinds) if k == "full_attention"),
            rope_full=rope["full_attention"]["rope_theta"],
            rope_local=rope["sliding_attention"]["rope_theta"],
            window=config["sliding_window"],
        )


def norm(x: Tensor, weight: Tensor, epsilon: float) -> Tensor:
    """Root-mean-square norm in float32, in `x`'s precision; `weight` holds Gemma's 1 + w."""
    wide = x.float()
    wide = wide * torch.rsqrt(wide.pow(2).mean(-1, keepdim=True) + epsilon)
    return (wide * weight).to(x.dtype)


def rotary_tables(
    length: int, head_dim: int, theta: float, dtype: torch.dtype
) -> tuple[Tensor, Tensor]:
    """Cosines and sines of rotary positions, each (length, head_dim)."""
    steps = torch.arange(0, head_dim, 2, dtype=torch.float32) / head_dim
    angles = torch.outer(torch.arange(length, dtype=torch.float32), theta**-steps)
    angles = torch.cat((angles, angles), dim=-1)
    return angles.cos().to(dtype), angles.sin().to(dtype)


def rotate(x: Tensor, tables: tuple[Tensor, Tensor]) -> Tensor:
    """Applies rotary positions to (…, length, head_dim)."""
    cosines, sines = tables
    first, second = x.chunk(2, dim=-1)
    return x * cosines + torch.cat((-second, first), dim=-1) * sines
