"""From subwords back to the reviewed text: offsets, characters made of several byte tokens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["OneLine", "Unit", "one_line", "units_of"]


@dataclass(frozen=True, slots=True)
class OneLine:
    """A text with every run of white space turned into one space, and the way back.

    Attributes:
        places: for each character of `text`, where it stands in the original.
    """

    text: str
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """One or more tokens that cover the same characters.

    Attributes:
        start: offset into the original text, leading space excluded (likewise `end`).
        first: place of its first token (likewise `stop`, half-open).
        lead: place of the first token that is not a mere space: where a preferred token competes.
    """

    start: int
    end: int
    first: int
    stop: int
    lead: int


def one_line(text: str) -> OneLine:
    """Collapses white space as `checker.models.lm.prompts` does, keeping offsets.

    Halves of surrogate pairs, which no tokenizer takes, become U+FFFD.
    """
    characters: list[str] = []
    places: list[int] = []
    waiting: int | None = None
    for place, character in enumerate(text):
        if character.isspace():
            waiting = place if characters and waiting is None else waiting
            continue
        if waiting is not None:
            characters.append(" ")
            places.append(waiting)
            waiting = None
        lone = "\ud800" <= character <= "\udfff"
        characters.append("\ufffd" if lone else character)
        places.append(place)
    return OneLine("".join(characters), tuple(places))


def units_of(line: OneLine, offsets: Sequence[tuple[int, int]], *, lead: int = 1) -> list[Unit]:
    """Groups the tokens of an answer by the characters they cover.

    Args:
        line: the answer's text.
        offsets: each token's span in `" " * lead + line.text`; tokens may begin with a space.
        lead: characters of the answer in front of the text.

    Returns:
        Units in order. Byte tokens of one character share a unit; a token that is only white space
        joins the unit behind it.
    """
    units: list[Unit] = []
    pending: int | None = None
    for token, (start, end) in enumerate(offsets):
        start, end = max(start - lead, 0), end - lead
        while start < end and line.text[start] == " ":
            start += 1
        if start >= end:
            pending = token if pending is None else pending
            continue
        where = line.places[start], line.places[end - 1] + 1
        first, pending = (token if pending is None else pending), None
        last = units[-1] if units else None
        if last is not None and where[0] < last.end:
            units[-1] = Unit(last.start, max(last.end, where[1]), last.first, token + 1, last.lead)
        else:
            units.append(Unit(*where, first, token + 1, token))
    return units
