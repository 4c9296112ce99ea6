"""Turns a source and a target into one sequence of token ids with their places in the texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

__all__ = ["BOS", "EOS", "EncodedPair", "encode_pair"]

BOS, EOS = 0, 2  # <s> and </s> of the XLM-R vocabulary


@dataclass(frozen=True, slots=True)
class EncodedPair:
    """`<s> source </s></s> target </s>`.

    Attributes:
        ids: token ids.
        sides: 1 on the target's tokens and its closing mark, else 0.
        source_at: index of the source's first token in `ids` (likewise `target_at`).
        source_places: half-open offsets into the source, a pair a source token (likewise target).
    """

    ids: tuple[int, ...]
    sides: tuple[int, ...]
    source_at: int
    target_at: int
    source_places: tuple[tuple[int, int], ...]
    target_places: tuple[tuple[int, int], ...]


def encode_pair(tokenizer: Tokenizer, source: str, target: str) -> EncodedPair:
    """Encodes a pair; nothing is cut off."""
    left = tokenizer.encode(source, add_special_tokens=False)
    right = tokenizer.encode(target, add_special_tokens=False)
    return join(left.ids, left.offsets, right.ids, right.offsets)


def join(
    left: Sequence[int],
    left_places: Sequence[tuple[int, int]],
    right: Sequence[int],
    right_places: Sequence[tuple[int, int]],
) -> EncodedPair:
    """The sequence of two encoded sides."""
    ids = (BOS, *left, EOS, EOS, *right, EOS)
    sides = (0,) * (len(left) + 3) + (1,) * (len(right) + 1)
    return EncodedPair(
        ids=ids,
        sides=sides,
        source_at=1,
        target_at=len(left) + 3,
        source_places=tuple(left_places),
        target_places=tuple(right_places),
    )
