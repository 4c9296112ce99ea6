"""The network's weights as they ship: matrices in int8 with a scale a row, vectors in float32.

`safetensors` only. A matrix of r × c takes r·c + 4·r bytes, a quarter of float32; the rounding
error is at most half a 127th of the row's largest weight.
"""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor

__all__ = ["pack", "unpack"]

_SCALE = ".scale"


def pack(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Quantises float32 weights."""
    packed: dict[str, Tensor] = {}
    for name, weight in weights.items():
        if weight.ndim != 2:
            packed[name] = weight.float().contiguous()
            continue
        scale = weight.float().abs().amax(dim=1, keepdim=True).clamp(min=1e-12) / 127.0
        packed[name] = torch.round(weight / scale).clamp(-127, 127).to(torch.int8)
        packed[f"{name}{_SCALE}"] = scale.squeeze(1).contiguous()
    return packed


def unpack(packed: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What `pack` made, as float32 weights again.

    Raises:
        KeyError: a scale is missing.
    """
    weights: dict[str, Tensor] = {}
    for name, weight in packed.items():
        if weight.dtype is torch.int8:
            weights[name] = weight.float() * packed[f"{name}{_SCALE}"].unsqueeze(1)
        elif not name.endswith(_SCALE):
            weights[name] = weight.float()
    return weights
