"""The quality estimator's network: a bidirectional encoder over source and target, and its heads.

The encoder has the shape of multilingual-e5-small (Wang et al. 2024): BERT with 12 layers of width
384. Heads: for every token the log-odds of standing in an error, of standing in a major error, and
(source tokens) of being left out of the translation; for the segment, its penalty and chrF.

Shapes: B sequences, L tokens (right-padded), H hidden.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn

__all__ = ["PAD", "SEGMENT_OUTPUTS", "TOKEN_OUTPUTS", "NetworkShape", "QualityNetwork"]

PAD = 1  # <pad> of the XLM-R vocabulary that multilingual-e5-small has
TOKEN_OUTPUTS = ("error", "major", "omitted")
SEGMENT_OUTPUTS = ("penalty_per_word", "penalty", "chrf")
_EPSILON = 1e-12  # layer_norm_eps of multilingual-e5-small


@dataclass(frozen=True, slots=True)
class NetworkShape:
    """Sizes of a `QualityNetwork`.

    Attributes:
        vocabulary: rows of the word embedding.
        places: positions a sequence may have.
    """

    vocabulary: int
    hidden: int = 384
    layers: int = 12
    heads: int = 12
    inner: int = 1536
    places: int = 512

    def to_dict(self) -> dict[str, int]:
        """Plain JSON values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> NetworkShape:
        """Reads what `to_dict` wrote.

        Raises:
            TypeError, ValueError: other keys, or no whole numbers.
        """
        return cls(**{key: int(value) for key, value in data.items()})


class QualityNetwork(nn.Module):
    """Encoder and heads.

    Args:
        dropout: share of the embeddings' values dropped in training. The layers drop none: drawing
            random numbers there took a third of a step's time.
    """

    def __init__(self, shape: NetworkShape, *, dropout: float = 0.0) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.hidden)
        self.places = nn.Embedding(shape.places, shape.hidden)
        self.sides = nn.Embedding(2, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=_EPSILON)
        self.dropout = nn.Dropout(dropout)
        layer = nn.TransformerEncoderLayer(
            shape.hidden,
            shape.heads,
            shape.inner,
            dropout=0.0,
            activation="gelu",
            layer_norm_eps=_EPSILON,
            batch_first=True,
        )
        self.encoder = nn.TransformerEncoder(layer, shape.layers, enable_nested_tensor=False)
        self.token_head = nn.Linear(shape.hidden, len(TOKEN_OUTPUTS))
        self.segment_inner = nn.Linear(2 * shape.hidden, shape.hidden)
        self.segment_head = nn.Linear(shape.hidden, len(SEGMENT_OUTPUTS))

    def forward(self, ids: Tensor, sides: Tensor) -> tuple[Tensor, Tensor]:
        """Log-odds of tokens and outputs of segments.

        Args:
            ids: (B, L) token ids, padded with `PAD`.
            sides: (B, L), 1 on the target's tokens (its closing mark included), else 0.

        Returns:
            (B, L, 3) in the order of `TOKEN_OUTPUTS`, and (B, 3) in that of `SEGMENT_OUTPUTS`.
        """
        place = torch.arange(ids.shape[1], device=ids.device)
        x = self.norm(self.words(ids) + self.places(place) + self.sides(sides))
        x = self.encoder(self.dropout(x), src_key_padding_mask=ids == PAD)
        weight = sides.to(x.dtype).unsqueeze(-1)
        target = (x * weight).sum(1) / weight.sum(1).clamp(min=1.0)
        inner = nn.functional.gelu(self.segment_inner(torch.cat((x[:, 0], target), dim=-1)))
        return self.token_head(x), self.segment_head(inner)
