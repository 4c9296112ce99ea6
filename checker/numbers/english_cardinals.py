"""Joins English number tokens into numbers: two hundred and five, half a million, 1.6 billion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from checker.numbers.english_forms import (
    ARTICLE,
    SCALE_WORDS,
    Cardinal,
    glued,
    ordinal,
    part_of,
    parts_of,
)
from checker.numbers.english_words import Token, tokenise
from checker.numbers.quantities import Kind

__all__ = ["Cardinal", "find_cardinals"]

_JOIN = re.compile(r"\+?[\s\-\u2010\u2011]{1,2}(?:and[\s\-])?")
_AND_A_HALF = re.compile(
    r"[\s-]and[\s-]a[\s-](?P<part>half|quarter)"
    r"(?:[\s-](?P<scale>thousand|million|billion|trillion)\b)?",
    re.IGNORECASE,
)
_NAMED_KINDS: dict[str, Kind] = {"multiple": "multiple", "month": "month"}


def find_cardinals(text: str) -> list[Cardinal]:
    """Return the numbers of an English text, left to right, words and figures joined."""
    tokens = tokenise(text)
    cardinals = []
    place = 0
    while place < len(tokens):
        cardinal, place = _join(text, tokens, place)
        cardinals.append(cardinal)
        while place < len(tokens) and tokens[place].start < cardinal.end:
            place += 1
    return cardinals


def _gap_joins(text: str, before: Token, after: Token) -> bool:
    gap = text[before.end : after.start]
    if _JOIN.fullmatch(gap) is None:
        return False
    return "and" not in gap.lower() or before.kind in ("hundred", "scale")


def _join(text: str, tokens: Sequence[Token], place: int) -> tuple[Cardinal, int]:
    """Read the number that begins at a token; return it and the next token's place."""
    first = tokens[place]
    if first.kind == "figures":
        named = glued(text, first)
        if named is not None:
            return named, place + 1
    if first.kind in ("multiple", "month", "weak"):
        kind = _NAMED_KINDS.get(first.kind, "plain")
        return Cardinal(first.start, first.end, first.values, kind, written=False), place + 1
    if first.kind == "part":
        return part_of(text, first), place + 1
    if first.kind == "ordinal":
        return ordinal(text, first), place + 1
    return _count(text, tokens, place)


def _count(text: str, tokens: Sequence[Token], place: int) -> tuple[Cardinal, int]:
    first = tokens[place]
    total, current = Fraction(0), Fraction(0)
    begun = False
    last_scale = 10**18
    at = place
    while at < len(tokens):
        token = tokens[at]
        if at > place and not _gap_joins(text, tokens[at - 1], token):
            break
        previous = tokens[at - 1].kind if at > place else None
        if token.kind in ("figures", "unit", "tens"):
            if begun and not _adds(previous, current, token):
                break
            if not begun and total and not _continues(text, tokens, at):
                break
            current, begun = current + token.value, True
        elif token.kind in ("hundred", "dozen"):
            if begun and not 0 < current < 100:
                break
            current, begun = (current if begun else Fraction(1)) * token.value, True
        elif token.kind == "scale":
            if token.value >= last_scale or (total and not begun):
                break
            total += (current if begun else Fraction(1)) * token.value
            current, begun, last_scale = Fraction(0), False, int(token.value)
        else:
            break
        at += 1
    return _finish(text, tokens, place, at, total + current, last_scale if total else 1, first)


def _adds(previous: str | None, current: Fraction, token: Token) -> bool:
    """Whether a token continues a number: twenty + three, two hundred + five."""
    if token.kind == "figures":
        return False
    if previous == "tens":
        return token.kind == "unit" and 0 < token.value < 10
    return previous == "hundred" and token.value < 100 and current % 100 == 0


def _continues(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Whether a number word after a scale word belongs to the same number.

    It does in "two thousand five hundred" and "one million and five", not in "a million four years
    ago" and "between one million and five million".
    """
    token = tokens[at]
    if token.kind == "figures":
        return False
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    near = following is not None and _gap_joins(text, token, following)
    if "and" in text[tokens[at - 1].end : token.start].lower():
        return not (near and following is not None and following.kind == "scale")
    return near and following is not None and following.kind in ("hundred", "scale")


def _finish(
    text: str,
    tokens: Sequence[Token],
    place: int,
    at: int,
    value: Fraction,
    scale: int,
    first: Token,
) -> tuple[Cardinal, int]:
    """Attach what may follow a count: a fraction, an ordinal, "and a half"."""
    start, end = first.start, tokens[at - 1].end
    follower = tokens[at] if at < len(tokens) else None
    near = follower is not None and text[end : follower.start] in (" ", "-", "\u2010", "\u2011")
    if follower is not None and near and follower.kind == "part" and value >= 1:
        return parts_of(text, start, follower, value), at + 1
    if follower is not None and near and follower.kind == "ordinal":
        if tokens[at - 1].kind == "tens" and follower.value < 10:
            return Cardinal(start, follower.end, (value + follower.value,), "ordinal"), at + 1
        if value == 1 and follower.value > 2:
            readings = (1 / follower.value, value, follower.value)
            return Cardinal(start, follower.end, readings, "fraction"), at + 1
    values: tuple[Fraction, ...] = (value,)
    if first.kind == "figures" and value == first.value * scale:
        values = tuple(reading * scale for reading in first.values)
    half = _AND_A_HALF.match(text, end)
    if half:
        part = Fraction(1, 2 if half["part"].lower() == "half" else 4)
        step = SCALE_WORDS[half["scale"].lower()] if half["scale"] else 1
        scale = max(scale, step)
        whole = (value + part) * step if step > 1 else value + part * scale
        values = (whole, value) if scale == 1 else (whole,)
        end = half.end()
    return _counted(text, tokens[place:at], start, end, values, scale), at


def _counted(
    text: str,
    used: Sequence[Token],
    start: int,
    end: int,
    values: tuple[Fraction, ...],
    scale: int,
) -> Cardinal:
    """Judge how firmly a count is stated: "millions" and "thousands of" are no figure."""
    vague = used[0].kind in ("hundred", "scale", "dozen") and not ARTICLE.search(
        text, max(0, start - 6), start
    )
    plural = text[end - 1].lower() == "s" and used[-1].kind in ("hundred", "scale")
    lone = len(used) == 1 and used[0].kind == "unit" and values[0] <= 1
    figure = text[start:end]
    year_like = len(used) == 1 and figure.isdigit() and len(figure) == 4
    return Cardinal(
        start,
        end,
        values,
        scale=scale,
        # Figures with several readings are firm only before a scale word ("7,02.29 million").
        written=not (vague or plural or lone or (len(values) > 2 and scale == 1)),
        year_like=year_like,
    )
