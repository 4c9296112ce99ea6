"""Per-token surprisal of given text under the embedded model, cached.

Forward: the English, given the Chinese and alone. Reverse: the Chinese, given the English and
alone. A word that is surprising given the source though not alone points at the translation; one
surprising both ways is merely rare.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import TypeVar

from checker.backends.base import ForcedDecoder
from checker.backends.lazy import ReverseForcedDecoder
from checker.errors import BackEndError
from checker.records import ForcedDecoding, TokenSurprisal
from checker.translations.cache import Cache

__all__ = ["CHUNK", "forced_decode", "forced_decode_reverse"]

CHUNK = 128
"""Pairs scored between two progress reports; what is done is in the cache by then."""

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


def _decode(
    pairs: Sequence[_Pair],
    score: Callable[[Sequence[_Pair]], list[_Tokens]],
    signature: str,
    cache: Cache | None,
    progress: Callable[[int, int], None] | None,
) -> list[ForcedDecoding]:
    keys = {pair: json.dumps(pair, ensure_ascii=False) for pair in dict.fromkeys(pairs)}
    known = _stored(keys, signature, cache)
    missing = sorted(
        (pair for pair in keys if pair not in known), key=lambda p: (len(keys[p]), keys[p])
    )
    for start in range(0, len(missing), CHUNK):
        if progress is not None:
            progress(len(known), len(keys))
        part = missing[start : start + CHUNK]
        fresh = score(part)
        if len(fresh) != len(part):
            raise BackEndError(f"forced decoding gave {len(fresh)} results for {len(part)} pairs")
        known.update(zip(part, fresh, strict=True))
        if cache is not None:
            payloads = {keys[p]: _pack(tokens) for p, tokens in zip(part, fresh, strict=True)}
            cache.put_many(signature, payloads)
    if progress is not None and keys:
        progress(len(known), len(keys))
    return [ForcedDecoding(known[pair], signature) for pair in pairs]


def _stored(keys: dict[_Pair, str], signature: str, cache: Cache | None) -> dict[_Pair, _Tokens]:
    found = cache.get_many(signature, keys.values()) if cache is not None else {}
    known: dict[_Pair, _Tokens] = {}
    for pair, key in keys.items():
        payload = found.get(key)
        if payload is None:
            continue
        try:
            known[pair] = tuple(TokenSurprisal(*row) for row in json.loads(payload))
        except (ValueError, TypeError):
            continue  # not ours or damaged: score again
    return known


def _pack(tokens: _Tokens) -> str:
    rows = [
        [t.start, t.end, t.given_source, t.alone, t.expected, t.expected_probability]
        for t in tokens
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
