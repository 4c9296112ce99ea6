"""Brings the judgements of several raters about one segment together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from checker.errors import FormatError
from checker.evaluation.gold import GoldSegment, Rating

__all__ = ["Judgement", "group_judgements"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One rater's rating of a segment that carries no ratings yet.

    Attributes:
        line: 1-based line of the file.
    """

    segment: GoldSegment
    rating: Rating
    line: int


def group_judgements(judgements: Iterable[Judgement]) -> list[GoldSegment]:
    """One segment for all raters of the same text, in the order of first appearance.

    Judgements belong together when data set, system, document, segment id and both texts are the
    same. A rater who appears twice is judging a repeated segment: that opens a new one, as the
    public test sets count it.

    Raises:
        FormatError: raters of one translation were given different tokens.
    """
    groups: dict[tuple[object, ...], list[list[Judgement]]] = {}
    ordered: list[list[Judgement]] = []
    for judgement in judgements:
        own = judgement.segment
        key = (own.dataset, own.system, own.document_id, own.segment_id, own.source, own.target)
        groups_of_key = groups.setdefault(key, [])
        for group in groups_of_key:
            if all(member.rating.rater != judgement.rating.rater for member in group):
                group.append(judgement)
                break
        else:
            groups_of_key.append([judgement])
            ordered.append(groups_of_key[-1])
    return [_segment(number, group) for number, group in enumerate(ordered)]


def _segment(number: int, group: list[Judgement]) -> GoldSegment:
    first = group[0].segment
    with_tokens = next((j.segment for j in group if j.segment.tokens is not None), first)
    for judgement in group:
        if judgement.segment.token_texts not in (None, with_tokens.token_texts):
            raise FormatError(
                f"mt_tok differs from that of line {group[0].line}, the same translation",
                where=f"line {judgement.line}",
                remedy="All raters of a translation have to see the same tokens",
            )
    return replace(
        first,
        number=number,
        segment_id=first.segment_id or str(group[0].line),
        tokens=with_tokens.tokens,
        token_texts=with_tokens.token_texts,
        ratings=tuple(judgement.rating for judgement in group),
    )
