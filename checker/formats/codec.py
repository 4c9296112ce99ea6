"""Records to plain JSON values and back, without loss, by the fields of their dataclasses.

`segments.jsonl`, the review store and `predictions.jsonl` all use it; a `Layout` says in what they
differ. A field that is unknown or of another kind is an error, never dropped or converted.
"""

from __future__ import annotations

import dataclasses
import json
import re
import types
from collections.abc import Callable, Hashable, Iterator, Mapping
from enum import Enum
from functools import lru_cache
from types import EllipsisType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

__all__ = ["SPARSE", "WHOLE", "Layout", "decode", "encode", "json_text"]

T = TypeVar("T")
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_FORMER = {
    "Finding": {"detector": "check_id"},
    "Flag": {"rule": "check_id"},
    "PredictedFlag": {"rule": "check_id", "detectors": "checks"},
}
"""Names that fields had until version 0.2, by record."""
_NEVER = object()
_Decoder = Callable[[Any], Any]


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """How records look as JSON; what was written in one layout is read in the same.

    Attributes:
        sparse: fields that hold their default are left out, which keeps rows small.
        rows: records written as the list of their values, in the order of their fields.
        keys: the order of a record's keys, where it is not that of its fields; `...` stands for
            those that are not named.
    """

    sparse: bool = False
    rows: frozenset[type] = frozenset()
    keys: Mapping[type, tuple[str | EllipsisType, ...]] = dataclasses.field(default_factory=dict)


SPARSE, WHOLE = Layout(sparse=True), Layout()


def json_text(data: object) -> str:
    """JSON on one line, in the order of the keys, that every tool ends at the same place.

    Line separators other than the line feed, C1 controls and lone surrogates are written as
    `\\uXXXX`.

    Raises:
        ValueError: a figure is infinite or not a number.
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _UNSAFE.sub(lambda match: f"\\u{ord(match.group()):04x}", text)


def encode(value: Any, layout: Layout = WHOLE) -> Any:
    """Turns a record (or tuple, enum, plain value) into what `json` can write."""
    kind = type(value)
    if value is None or kind in (str, int, float, bool):
        return value
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(kind):
        items = ((name, left_out, getattr(value, name)) for name, left_out in _keys(kind, layout))
        if kind in layout.rows:
            return [encode(item, layout) for _, _, item in items]
        return {name: encode(item, layout) for name, left_out, item in items if item != left_out}
    if isinstance(value, Mapping):
        return {key: encode(item, layout) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [encode(item, layout) for item in value]
    return value


@lru_cache(maxsize=256)
def _keys(kind: type, layout: Layout) -> tuple[tuple[str, Any], ...]:
    """The names of a record's fields in their written order, with the value that is left out."""
    fields = {item.name: item for item in dataclasses.fields(cast(Any, kind))}
    order = layout.keys.get(kind, (...,))
    others = [name for name in fields if name not in order]
    names = [name for key in order for name in (others if isinstance(key, EllipsisType) else [key])]
    return tuple((name, _default(fields[name]) if layout.sparse else _NEVER) for name in names)


def _default(item: dataclasses.Field[Any]) -> Any:
    if item.default_factory is not dataclasses.MISSING:
        return item.default_factory()
    return None if item.default is dataclasses.MISSING else item.default


def decode(kind: type[T], data: Any, layout: Layout = WHOLE) -> T:
    """Turns `encode`'s result back into a record of `kind`; fields left out get their default.

    Raises:
        ValueError: a field is unknown, missing or of the wrong kind; the message names it.
    """
    record: T = _decoder(cast(Hashable, kind), layout)(data)
    return record


@lru_cache(maxsize=256)
def _decoder(kind: Any, layout: Layout) -> _Decoder:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        (inner,) = [item for item in get_args(kind) if item is not type(None)]
        decoder = _decoder(inner, layout)
        return lambda value: None if value is None else decoder(value)
    if origin is tuple:
        return _tuple(get_args(kind), layout)
    if origin is Literal:
        return _one_of(get_args(kind))
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _record(kind, layout)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _PLAIN.get(kind, lambda value: value)


def _tuple(kinds: tuple[Any, ...], layout: Layout) -> _Decoder:
    decoders = [_decoder(kind, layout) for kind in kinds if kind is not Ellipsis]
    endless = len(decoders) < len(kinds)

    def build(value: Any) -> Any:
        if not isinstance(value, (list, tuple)):
            raise ValueError(f"{value!r} is no list")
        own = decoders * len(value) if endless else decoders
        return tuple(one(item) for one, item in zip(own, value, strict=True))

    return build


def _one_of(values: tuple[Any, ...]) -> _Decoder:
    def check(value: Any) -> Any:
        if value not in values:
            raise ValueError(f"{value!r} is not one of {values}")
        return value

    return check


def _plain(kind: type, what: str) -> _Decoder:
    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(f"{value!r} is no {what}")
        return value

    return check


def _figure(value: Any) -> float:
    if type(value) is not float and type(value) is not int:
        raise ValueError(f"{value!r} is no number")
    return float(value)


_PLAIN: dict[Any, _Decoder] = {
    str: _plain(str, "text"),
    int: _plain(int, "whole number"),
    bool: _plain(bool, "true or false"),
    float: _figure,
}


def _record(kind: type, layout: Layout) -> _Decoder:
    hints = get_type_hints(kind)
    decoders = {name: _decoder(hints[name], layout) for name, _ in _keys(kind, layout)}
    former = _FORMER.get(kind.__name__, {})
    # `None` is left out too where it is no default.
    absent = [name for name in _required(kind) if type(None) in get_args(hints[name])]

    def build(value: Any) -> Any:
        if kind in layout.rows and isinstance(value, (list, tuple)):
            value = dict(zip(decoders, value, strict=True))
        elif not isinstance(value, Mapping):
            raise ValueError(f"{value!r} is no {kind.__name__}")
        values = dict.fromkeys(absent) if layout.sparse else {}
        place = ""
        try:
            for name, item in value.items():
                place = former.get(name, name)
                values[place] = decoders[place](item)
            return kind(**values)
        except KeyError as error:
            raise ValueError(f"{kind.__name__} has no field {error}") from error
        except TypeError as error:  # a field is missing
            raise ValueError(str(error)) from error
        except (OverflowError, ValueError) as error:
            raise ValueError(f"{kind.__name__}.{place}: {error}") from error

    return build


def _required(kind: type) -> Iterator[str]:
    for item in dataclasses.fields(cast(Any, kind)):
        if item.default is item.default_factory is dataclasses.MISSING:
            yield item.name
