"""Records as JSON text, the way the store keeps them."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from checker.errors import StoreError
from checker.formats import codec
from checker.formats.codec import SPARSE, json_text

__all__ = ["decode", "dumps", "encode", "loads"]

T = TypeVar("T")


def encode(value: Any) -> Any:
    """A record as plain JSON values, without the fields that hold their default."""
    return codec.encode(value, SPARSE)


def decode(kind: type[T], data: Any) -> T:
    """Turns `encode`'s result back into a record of `kind`.

    Raises:
        StoreError: a field is unknown or of the wrong shape (a newer version wrote it).
    """
    try:
        return codec.decode(kind, data, SPARSE)
    except ValueError as error:
        raise StoreError(
            f"a stored {kind.__name__} cannot be read ({error})",
            remedy="It was written by another version of the checker, or damaged.",
        ) from error


def dumps(value: Any) -> str:
    """JSON text of a record."""
    return json_text(encode(value))


def loads(kind: type[T], text: str) -> T:
    """Reads `dumps`' result as a record of `kind`.

    Raises:
        StoreError: see `decode`.
    """
    return decode(kind, json.loads(text))
