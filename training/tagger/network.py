"""Heads over the embedded model's states; its LoRA factors learn with them.

Shapes: B sequences, L tokens (right-padded), H hidden.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn

from checker.models.estimator.network import PAD, SEGMENT_OUTPUTS, TOKEN_OUTPUTS
from training.retranslator.model import LoraGemma

__all__ = ["EmbeddedTagger", "TaggerShape"]


@dataclass(frozen=True, slots=True)
class TaggerShape:
    """What a checkpoint is of.

    Attributes:
        layout: see `training.tagger.layout`.
        rank: of the LoRA factors; their update is `scale * b @ a`.
    """

    layout: str
    rank: int
    scale: float
    hidden: int

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return asdict(self)


class EmbeddedTagger(nn.Module):
    """Outputs and labels are those of `checker.models.estimator.network.QualityNetwork`.

    Args:
        gemma: the model; its vector of LoRA parameters becomes one of this module.
        layout: "open" opens the attention to both sides.
    """

    def __init__(self, gemma: LoraGemma, *, layout: str) -> None:
        super().__init__()
        self.shape = TaggerShape(layout, gemma.rank, gemma.scale, gemma.hidden)
        self.gemma = gemma
        self.lora = nn.Parameter(gemma.parameters)
        # The states are large and uneven: a few dimensions would decide everything.
        self.head_norm = nn.LayerNorm(gemma.hidden)
        self.token_head = nn.Linear(gemma.hidden, len(TOKEN_OUTPUTS))
        self.segment_inner = nn.Linear(2 * gemma.hidden, gemma.hidden)
        self.segment_head = nn.Linear(gemma.hidden, len(SEGMENT_OUTPUTS))

    def _fold(self) -> None:
        """As `LoraGemma.fold`, but the factors' gradients reach the parameter."""
        gemma = self.gemma
        gemma.fold()
        rank = gemma.rank
        sizes = [n for _, rows, columns in gemma.places.values() for n in (columns, rows)]
        # One split: each view of its own would give a gradient of the whole vector's size.
        pieces = self.lora.to(gemma.dtype).split([rank * size for size in sizes])
        for number, key in enumerate(gemma.places):
            a, b = pieces[2 * number], pieces[2 * number + 1]
            gemma.leaves[key] = (a.view(rank, -1), b.view(-1, rank))

    def forward(self, ids: Tensor, sides: Tensor) -> tuple[Tensor, Tensor]:
        """Log-odds of tokens, (B, L, 3), and outputs of segments, (B, 3).

        Args:
            ids: (B, L) token ids, padded with `PAD`.
            sides: (B, L), 1 on the target's tokens that are tagged and their end, else 0.
        """
        self._fold()
        real = ids != PAD if self.shape.layout == "open" else None
        # No autocast inside: the model keeps its own precision.
        with torch.autocast("cpu", enabled=False):
            states = self.gemma.hidden_states(ids, real=real).view(*ids.shape, -1).float()
            states = self.head_norm(states)
            weight = sides.to(states.dtype).unsqueeze(-1)
            mean = (states * weight).sum(1) / weight.sum(1).clamp(min=1.0)
            rows = torch.arange(len(ids), device=ids.device)
            end = states[rows, (ids != PAD).sum(1) - 1]
            inner = nn.functional.gelu(self.segment_inner(torch.cat((end, mean), dim=-1)))
            return self.token_head(states), self.segment_head(inner)
