"""Builds the (cut) tokenizer from the token list of the GGUF file.

The Gemma tokenizer is SentencePiece BPE: spaces become U+2581, the text is split into characters,
and the adjacent pair whose union is the best-scored piece is merged, again and again; characters
outside the vocabulary fall back to their UTF-8 bytes. Scores fall with the token id, so ranks of
merges follow from the pieces alone.

Cutting keeps every wanted piece together with the pieces its merges pass through (its closure), so
that a kept piece can still be reached; merges that lead to dropped pieces go. Rare words then cost
more tokens but no text is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["SPECIAL_IDS", "build_tokenizer", "closure", "merges_of"]

SPECIAL_IDS = (0, 1, 2, 3)
"""<pad>, <eos>, <bos>, <unk>: the first ids, kept in place by any cut."""

_NORMAL, _BYTE = 1, 6  # token types of SentencePiece, as GGUF stores them


def merges_of(pieces: dict[str, float]) -> list[tuple[str, str]]:
    """All merges possible among `pieces` (piece → score), best first.

    A piece has as many merges as it has splits into two pieces; among these the split with the
    better left, then right piece comes first.
    """
    found: list[tuple[float, str, str]] = []
    for piece, score in pieces.items():
        splits = []
        for cut in range(1, len(piece)):
            left, right = piece[:cut], piece[cut:]
            if left in pieces and right in pieces:
                splits.append((left, right))
        splits.sort(key=lambda pair: (pieces[pair[0]], pieces[pair[1]]), reverse=True)
        found.extend((score, left, right) for left, right in splits)
    found.sort(key=lambda merge: merge[0], reverse=True)
    return [(left, right) for _, left, right in found]


def closure(wanted: Iterable[str], pieces: dict[str, float]) -> set[str]:
    """The wanted pieces and all pieces on their merge paths.

    Wanted pieces that merging can never produce are left out.
    """
    kept: set[str] = set()
    for piece in wanted:
        parts, passed = list(piece), set(piece)
        while len(parts) > 1:
            scores = [pieces.get(left + right, float("-inf")) for left, right in pairwise(parts)]
            best = max(range(len(scores)), key=scores.__getitem__)
            if scores[best] == float("-inf"):
                break
            parts[best : best + 2] = [parts[best] + parts[best + 1]]
            passed.add(parts[best])
        if len(parts) == 1:
            kept |= {part for part in passed if part in pieces}
    return kept


def build_tokenizer(
    tokens: Sequence[str],
    scores: Sequence[float],
    types: Sequence[int],
    kept_ids: Sequence[int] | None = None,
) -> Tokenizer:
    """A `tokenizers` tokenizer over the kept tokens, numbered by their place in `kept_ids`.

    It knows no special tokens: text that looks like one is split like any other text. Its ids of
    the specials are 0 to 3 (`SPECIAL_IDS`); the caller adds them where they belong.

    Args:
        tokens: all pieces of the original, by id (likewise `scores`, `types`: the GGUF arrays).
        kept_ids: ascending original ids, beginning with `SPECIAL_IDS`; None keeps all.
    """
    from tokenizers import Tokenizer, decoders, models, normalizers

    ids = range(len(tokens)) if kept_ids is None else kept_ids
    vocabulary = {tokens[original]: new for new, original in enumerate(ids)}
    mergeable = {tokens[i]: scores[i] for i in ids if types[i] == _NORMAL}
    model = models.BPE(
        vocab=vocabulary,
        merges=merges_of(mergeable),
        unk_token=tokens[3],
        byte_fallback=True,
        fuse_unk=True,
    )
    tokenizer = Tokenizer(model)
    tokenizer.normalizer = normalizers.Replace(" ", "▁")
    tokenizer.decoder = decoders.Sequence(
        [decoders.Replace("▁", " "), decoders.ByteFallback(), decoders.Fuse()]
    )
    return tokenizer
