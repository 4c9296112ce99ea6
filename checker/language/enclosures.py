"""Quotation marks and brackets: which belong together, inside one paragraph.

A mark without a partner encloses nothing, so that one forgotten bracket cannot keep the rest of a
paragraph in one piece.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["CLOSING", "Enclosure", "Enclosures", "find_enclosures"]

_QUOTES = {"“": "”", "「": "」", "『": "』", "‘": "’", '"': '"'}
_BRACKETS = {"（": "）", "(": ")", "《": "》", "〈": "〉", "【": "】", "[": "]", "〔": "〕"}
_OPENING = {**_QUOTES, **_BRACKETS}
CLOSING = frozenset('”」』’"）)》〉】]〕»')
"""Marks that may close a quotation or bracket after a sentence's stop."""


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A matched pair of marks at `text[start]` and `text[end - 1]`."""

    start: int
    end: int
    is_quotation: bool

    @property
    def inner_length(self) -> int:
        """Characters between the two marks."""
        return self.end - self.start - 2


class Enclosures:
    """The matched pairs of one paragraph, asked for in ascending places."""

    def __init__(self, found: list[Enclosure]) -> None:
        self._found = sorted(found, key=lambda e: e.start)
        self._by_end = {e.end: e for e in found}
        self._next = 0
        self._open: list[Enclosure] = []

    def ending_at(self, end: int) -> Enclosure | None:
        """The pair whose closing mark ends at `end`."""
        return self._by_end.get(end)

    def innermost(self, place: int) -> Enclosure | None:
        """The innermost pair open between `place - 1` and `place`; places must not descend."""
        while self._next < len(self._found) and self._found[self._next].start < place:
            self._open.append(self._found[self._next])
            self._next += 1
        while self._open and self._open[-1].end <= place:
            self._open.pop()
        return self._open[-1] if self._open else None


def find_enclosures(text: str, start: int, end: int) -> Enclosures:
    """Matches quotation marks and brackets in `text[start:end]`.

    Pairs are properly nested: a closing mark closes the nearest open mark of its kind, and what was
    opened since stays without a partner. `"` opens and closes in turn. `’` between letters is an
    apostrophe.
    """
    found: list[Enclosure] = []
    stack: list[tuple[str, int]] = []
    waiting: dict[str, int] = {}  # expected closing mark -> how often it stands in the stack
    for place in range(start, end):
        ch = text[place]
        if waiting.get(ch) and not _is_apostrophe(text, place):
            while True:
                mark, opened = stack.pop()
                waiting[_OPENING[mark]] -= 1
                if _OPENING[mark] == ch:
                    break
            found.append(Enclosure(opened, place + 1, mark in _QUOTES))
        elif ch in _OPENING:
            stack.append((ch, place))
            waiting[_OPENING[ch]] = waiting.get(_OPENING[ch], 0) + 1
    return Enclosures(found)


def _is_apostrophe(text: str, place: int) -> bool:
    return (
        text[place] == "’"
        and place > 0
        and text[place - 1].isascii()
        and text[place - 1].isalpha()
        and text[place + 1 : place + 2].isascii()
        and text[place + 1 : place + 2].isalpha()
    )
