"""Scores pairs in parts, each kept in the cache as soon as it is known; equal pairs once."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from checker.errors import BackEndError
from checker.evidence.cache import Cache

__all__ = ["CHUNK", "score_cached"]

CHUNK = 128
"""Pairs scored between two progress reports; what is done is in the cache by then."""

_Pair = TypeVar("_Pair", bound=tuple[object, str])
_Result = TypeVar("_Result")


def score_cached(
    pairs: Sequence[_Pair],
    score: Callable[[Sequence[_Pair]], list[_Result]],
    signature: str,
    cache: Cache | None,
    *,
    pack: Callable[[_Result], Any],
    unpack: Callable[[Any], _Result],
    progress: Callable[[int, int], None] | None = None,
) -> list[_Result]:
    """The score of each pair, in order.

    Args:
        score: scores distinct pairs, sorted by length.
        signature: names scorer and model; results are kept under it.
        pack: a result as plain JSON values; `unpack` reads them, and raises ValueError or TypeError
            where they are damaged (such pairs are scored again).
        progress: called with (done, total) distinct pairs after every chunk.

    Raises:
        BackEndError: the scorer failed, or gave another number of results.
    """
    keys = {pair: json.dumps(pair, ensure_ascii=False) for pair in dict.fromkeys(pairs)}
    known = _stored(keys, signature, cache, unpack)
    missing = sorted(
        (pair for pair in keys if pair not in known), key=lambda p: (len(keys[p]), keys[p])
    )
    for start in range(0, len(missing), CHUNK):
        if progress is not None:
            progress(len(known), len(keys))
        part = missing[start : start + CHUNK]
        fresh = score(part)
        if len(fresh) != len(part):
            raise BackEndError(f"a scorer gave {len(fresh)} results for {len(part)} pairs")
        known.update(zip(part, fresh, strict=True))
        if cache is not None:
            cache.put_many(
                signature,
                {keys[p]: _text(pack(result)) for p, result in zip(part, fresh, strict=True)},
            )
    if progress is not None and keys:
        progress(len(known), len(keys))
    return [known[pair] for pair in pairs]


def _stored(
    keys: dict[_Pair, str],
    signature: str,
    cache: Cache | None,
    unpack: Callable[[Any], _Result],
) -> dict[_Pair, _Result]:
    found = cache.get_many(signature, keys.values()) if cache is not None else {}
    known: dict[_Pair, _Result] = {}
    for pair, key in keys.items():
        payload = found.get(key)
        if payload is None:
            continue
        try:
            known[pair] = unpack(json.loads(payload))
        except (ValueError, TypeError, IndexError, RecursionError):
            continue  # not ours or damaged: score again
    return known


def _text(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
