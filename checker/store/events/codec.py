"""Records to JSON text and back, without loss.

Fields that hold their default are left out, which keeps rows small; an unknown field is an error,
never dropped.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable, Hashable, Mapping
from enum import Enum
from functools import lru_cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from checker.errors import StoreError

__all__ = ["decode", "dumps", "encode", "json_text", "loads"]

T = TypeVar("T")
_FORMER = {"Flag": {"rule": "check_id"}, "Finding": {"detector": "check_id"}}
"""Names that fields had until version 0.2, by record."""
_Decoder = Callable[[Any], Any]


def encode(value: Any) -> Any:
    """Turn a record (or tuple, enum, plain value) into what `json` can write."""
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            name: encode(item)
            for name, default in _defaults(type(value))
            if (item := getattr(value, name)) != default
            and not (item is None and default is dataclasses.MISSING)
        }
    if isinstance(value, Mapping):
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [encode(item) for item in value]
    return value


def decode(kind: type[T], data: Any) -> T:
    """Turn `encode`'s result back into a record of `kind`.

    Raises:
        StoreError: a field is unknown or of the wrong shape (a newer version wrote it).
    """
    try:
        record: T = _decoder(cast(Hashable, kind))(data)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StoreError(
            f"a stored {kind.__name__} cannot be read ({error})",
            remedy="It was written by another version of the checker, or damaged.",
        ) from error
    return record


def dumps(value: Any) -> str:
    """JSON text of a record, with every text as it is (lone surrogates and NUL escaped)."""
    return json_text(encode(value))


def json_text(data: Any) -> str:
    """Compact JSON text; ASCII only where the data cannot be written as UTF-8."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return text


def loads(kind: type[T], text: str) -> T:
    """Read `dumps`' result as a record of `kind`.

    Raises:
        StoreError: see `decode`.
    """
    return decode(kind, json.loads(text))


@lru_cache(maxsize=64)
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    defaults = []
    for item in dataclasses.fields(kind):
        factory = item.default_factory
        made = item.default if factory is dataclasses.MISSING else factory()
        defaults.append((item.name, made))
    return tuple(defaults)


@lru_cache(maxsize=256)
def _decoder(kind: Any) -> _Decoder:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _optional(kind)
    if origin is tuple:
        return _tuple(get_args(kind))
    if origin is Literal:
        return _literal(get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _record(kind)
    if kind is float:
        return float
    return _same


def _same(value: Any) -> Any:
    return value


def _optional(kind: Any) -> _Decoder:
    (inner,) = [item for item in get_args(kind) if item is not type(None)]
    decoder = _decoder(inner)
    return lambda value: None if value is None else decoder(value)


def _tuple(kinds: tuple[Any, ...]) -> _Decoder:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        one = _decoder(kinds[0])
        return lambda value: tuple([one(item) for item in value])
    decoders = [_decoder(kind) for kind in kinds]
    return lambda value: tuple(decoder(item) for decoder, item in zip(decoders, value, strict=True))


def _literal(values: tuple[Any, ...]) -> _Decoder:
    def check(value: Any) -> Any:
        if value not in values:
            raise ValueError(f"{value!r} is not one of {values}")
        return value

    return check


def _record(kind: type) -> _Decoder:
    hints = get_type_hints(kind)
    decoders = {item.name: _decoder(hints[item.name]) for item in dataclasses.fields(kind)}
    absent = [
        item.name
        for item in dataclasses.fields(kind)
        if item.default is dataclasses.MISSING
        and item.default_factory is dataclasses.MISSING
        and _decoder_allows_none(hints[item.name])
    ]

    former = _FORMER.get(kind.__name__, {})

    def build(value: Any) -> Any:
        named = {former.get(name, name): item for name, item in value.items()}
        values = {name: decoders[name](item) for name, item in named.items()}
        for name in absent:
            values.setdefault(name, None)
        return kind(**values)

    return build


def _decoder_allows_none(kind: Any) -> bool:
    return type(None) in get_args(kind)
