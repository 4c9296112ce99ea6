"""Reads gold in JSONL, one rater's judgement of one segment a line.

Fields: `src`, `mt`; where there are: `dataset`, `system`, `doc_id`, `seg_id`, `rater`, `score`,
`score_type`, `spans` [{start, end, category, severity}] (offsets into `mt`; null = not annotated),
`src_spans` (into `src`), `unlocated`, `word_tags` with `mt_tok`, `is_human_ref`. Records with a
true `suspect_alignment` are left out and counted.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeGuard

from checker.errors import FormatError
from checker.evaluation.gold import GoldSegment, GoldSpan, Rating
from checker.evaluation.grouping import Judgement
from checker.evaluation.words import locate_tokens
from checker.records import Severity, Side

__all__ = ["read_jsonl_gold"]

_SEVERITIES = frozenset(level.value for level in Severity)


def read_jsonl_gold(
    lines: Iterable[str], *, name: str, score_field: str = "score"
) -> Iterator[Judgement]:
    """Yields each record's judgement.

    Args:
        name: the file's name, for messages.
        score_field: the field that holds the score.

    Raises:
        FormatError: a line is not JSON, or a field is missing or of the wrong type.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{name}, line {number}"
        try:
            record = json.loads(line)
            json.dumps(record, ensure_ascii=False).encode()
        except UnicodeEncodeError as error:
            raise FormatError("holds half a surrogate pair, not a text", where=where) from error
        except (ValueError, RecursionError) as error:
            raise FormatError("is not JSON", where=where) from error
        if not isinstance(record, dict):
            raise FormatError("is not a JSON object", where=where)
        if record.get("suspect_alignment"):
            continue
        yield _judgement(record, number, where, score_field)


def _judgement(record: Mapping[str, Any], number: int, where: str, score_field: str) -> Judgement:
    source, target = _text(record, "src", where), _text(record, "mt", where)
    tokens, tags = _words(record, target, where)
    segment = GoldSegment(
        number=0,
        dataset=_label(record, "dataset") or "gold",
        system=_label(record, "system"),
        document_id=_label(record, "doc_id"),
        segment_id=_label(record, "seg_id") or "",
        source=source,
        target=target,
        ratings=(),
        tokens=tokens,
        token_texts=tuple(record["mt_tok"]) if tokens is not None else None,
        human=bool(record.get("is_human_ref")),
    )
    unlocated = record.get("unlocated") or []
    rating = Rating(
        rater=_label(record, "rater") or "",
        score=_score(record, score_field, where),
        score_type=_label(record, "score_type"),
        spans=_spans(record, source, target, where),
        unlocated=len(unlocated) if isinstance(unlocated, list) else 1,
        tags=tags,
    )
    return Judgement(segment, rating, number)


def _text(record: Mapping[str, Any], key: str, where: str) -> str:
    value = record.get(key)
    if not isinstance(value, str):
        raise FormatError(
            f"has no text {key!r}", where=where, remedy="Each record needs src and mt"
        )
    return value


def _label(record: Mapping[str, Any], key: str) -> str | None:
    value = record.get(key)
    return None if value is None else str(value)


def _score(record: Mapping[str, Any], key: str, where: str) -> float | None:
    value = record.get(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise FormatError(f"{key} is {value!r}", where=where, remedy="Give a number or null")
    return float(value)


def _spans(
    record: Mapping[str, Any], source: str, target: str, where: str
) -> tuple[GoldSpan, ...] | None:
    if record.get("spans") is None:
        return None
    found = [_span(span, target, "target", where) for span in _list(record, "spans", where)]
    if record.get("src_spans"):
        marks = _list(record, "src_spans", where)
        found += [_span(span, source, "source", where) for span in marks]
    return tuple(found)


def _list(record: Mapping[str, Any], key: str, where: str) -> list[Any]:
    value = record[key]
    if not isinstance(value, list):
        raise FormatError(f"{key} is no list", where=where)
    return value


def _span(span: object, text: str, side: Side, where: str) -> GoldSpan:
    if isinstance(span, dict):
        start, end, severity = span.get("start"), span.get("end"), span.get("severity")
        category = str(span.get("category") or "Other")
        if (
            _is_offset(start, text)
            and _is_offset(end, text)
            and start <= end
            and severity in _SEVERITIES
        ):
            return GoldSpan(start, end, category, Severity(severity), side)
    raise FormatError(
        f"{json.dumps(span, ensure_ascii=False)} is no span of the {side} text",
        where=where,
        remedy="Give start, end (code points, half-open) and severity neutral, minor, major or"
        " critical",
    )


def _is_offset(value: object, text: str) -> TypeGuard[int]:
    return type(value) is int and 0 <= value <= len(text)


def _words(
    record: Mapping[str, Any], target: str, where: str
) -> tuple[tuple[tuple[int, int], ...] | None, tuple[bool, ...] | None]:
    tags, tokens = record.get("word_tags"), record.get("mt_tok")
    if tokens is None:
        if tags is not None:
            raise FormatError("has word_tags without mt_tok", where=where)
        return None, None
    if not isinstance(tokens, list) or not all(isinstance(token, str) for token in tokens):
        raise FormatError("mt_tok is no list of texts", where=where)
    places = tuple(locate_tokens(target, tokens, where=where))
    if tags is None:
        return places, None
    if not isinstance(tags, list) or len(tags) != len(tokens) or set(tags) - {"OK", "BAD"}:
        raise FormatError("word_tags does not give OK or BAD for each token of mt_tok", where=where)
    return places, tuple(tag == "BAD" for tag in tags)
