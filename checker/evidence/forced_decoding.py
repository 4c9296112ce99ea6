"""Per-token surprisal of given text under the embedded model, cached.

Forward: the English, given the Chinese and alone. Reverse: the Chinese, given the English and
alone. A word that is surprising given the source though not alone points at the translation; one
surprising both ways is merely rare.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from checker.evidence.cache import Cache
from checker.evidence.cached import score_cached
from checker.models.base import ForcedDecoder
from checker.models.lazy import ReverseForcedDecoder
from checker.records import ForcedDecoding, TokenExpectation, TokenSurprisal

__all__ = ["forced_decode", "forced_decode_given", "forced_decode_reverse"]

_Pair = TypeVar("_Pair", bound=tuple[object, str])
_Tokens = tuple[TokenSurprisal, ...]


def forced_decode(
    pairs: Sequence[tuple[str | None, str]],
    decoder: ForcedDecoder,
    cache: Cache | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[ForcedDecoding]:
    """Scores each target given its source, and alone.

    A `LazyForcedDecoder` loads no model where the cache holds everything. Equal pairs are scored
    once.

    Args:
        pairs: (source or None, target). Blank sources count as None; a blank target has no tokens.
        progress: called with (done, total) distinct pairs after every chunk.

    Returns:
        One record a pair, in order; token offsets index the target.

    Raises:
        BackEndError: the decoder failed.
    """
    cleaned = [(source if source and source.strip() else None, text) for source, text in pairs]
    return _decode(cleaned, decoder.score, f"forward|{decoder.signature}", cache, progress)


def forced_decode_reverse(
    pairs: Sequence[tuple[str, str]],
    decoder: ReverseForcedDecoder,
    cache: Cache | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> list[ForcedDecoding]:
    """Scores each source given its target, and alone: what the English leaves unexplained.

    Args:
        pairs: (source, target).
        progress: called with (done, total) distinct pairs after every chunk.

    Returns:
        One record a pair, in order; token offsets index the *source*, and `given_source` is the
        surprisal given the English (None where the target is blank).

    Raises:
        BackEndError: the decoder failed.
    """
    return _decode(
        list(pairs), decoder.score_reverse, f"reverse|{decoder.signature}", cache, progress
    )


def forced_decode_given(
    pairs: Sequence[tuple[str, str]],
    decoder: ReverseForcedDecoder,
    cache: Cache | None = None,
) -> list[tuple[TokenExpectation, ...] | None]:
    """Scores each target given its source only: for variants of a target that has been scored.

    Args:
        pairs: (source, target).

    Returns:
        One tuple a pair, in order; None where the target cannot be scored given the source.

    Raises:
        BackEndError: the decoder failed.
    """
    return score_cached(
        pairs,
        decoder.score_given,
        f"given|{decoder.signature}",
        cache,
        pack=_pack_given,
        unpack=_unpack_given,
    )


def _decode(
    pairs: Sequence[_Pair],
    score: Callable[[Sequence[_Pair]], list[_Tokens]],
    signature: str,
    cache: Cache | None,
    progress: Callable[[int, int], None] | None,
) -> list[ForcedDecoding]:
    scored = score_cached(
        pairs, score, signature, cache, pack=_pack, unpack=_unpack, progress=progress
    )
    return [ForcedDecoding(tokens, signature) for tokens in scored]


def _pack(tokens: _Tokens) -> list[list[Any]]:
    return [
        [t.start, t.end, t.given_source, t.alone, t.expected, t.expected_probability]
        for t in tokens
    ]


def _unpack(rows: Any) -> _Tokens:
    return tuple(TokenSurprisal(*row) for row in rows)


def _pack_given(tokens: tuple[TokenExpectation, ...] | None) -> list[list[Any]] | None:
    if tokens is None:
        return None
    return [[t.start, t.end, t.surprisal, t.expected, t.expected_probability] for t in tokens]


def _unpack_given(rows: Any) -> tuple[TokenExpectation, ...] | None:
    return None if rows is None else tuple(TokenExpectation(*row) for row in rows)
