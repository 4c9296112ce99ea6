"""Word alignment of two English texts by least edit cost, with spans into both."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Literal

from checker.language.characters import fold
from checker.language.tokens import MIXED
from checker.records import DiffOp, Span

__all__ = ["diff_words", "words_of"]

_Kind = Literal["equal", "replace", "delete", "insert"]
_MARKS = str.maketrans("’‘“”‐‑–—", "''\"\"----")
_MAX_CELLS = 250_000  # a bound on work: beyond it, matching blocks stand in for the exact alignment


def words_of(text: str) -> list[Span]:
    """The words and marks of a text, in order; everything but white space is in one of them."""
    return [Span(m.start(), m.end(), m.group()) for m in MIXED.finditer(text)]


def diff_words(target: str, pseudo: str) -> tuple[DiffOp, ...]:
    """Aligns the words of two texts, letter case and width aside.

    Runs of the same kind are one operation, whose spans reach from its first to its last word;
    deletions next to insertions are one replacement. Levenshtein alignment (substitution 1,
    insertion and deletion 1), Python's matching blocks where the texts are very long.

    Args:
        target: the reviewed text ("delete" = only here).
        pseudo: the pseudo-reference ("insert" = only here).
    """
    left, right = words_of(target), words_of(pseudo)
    a, b = [_normal(word.text) for word in left], [_normal(word.text) for word in right]
    operations: list[DiffOp] = []
    at_left = at_right = 0
    for same, i, j in _merged(_steps(a, b)):
        kind: _Kind = "equal" if same else "insert" if not i else "delete" if not j else "replace"
        operations.append(
            DiffOp(kind, _cover(target, left, at_left, i), _cover(pseudo, right, at_right, j))
        )
        at_left, at_right = at_left + i, at_right + j
    return tuple(operations)


def _normal(word: str) -> str:
    return fold(word).text.casefold().translate(_MARKS)


def _cover(text: str, words: list[Span], first: int, count: int) -> Span:
    """The span of `count` words; an empty one lies behind the word before."""
    if count == 0:
        place = words[first - 1].end if first else 0
        return Span(place, place, "")
    start, end = words[first].start, words[first + count - 1].end
    return Span(start, end, text[start:end])


def _merged(steps: Iterator[tuple[bool, int, int]]) -> Iterator[tuple[bool, int, int]]:
    """Joins neighbouring steps that are both equal or both not."""
    same, i, j = True, 0, 0
    for step_same, step_i, step_j in steps:
        if step_same != same and (i or j):
            yield same, i, j
            i = j = 0
        same, i, j = step_same, i + step_i, j + step_j
    if i or j:
        yield same, i, j


def _steps(a: list[str], b: list[str]) -> Iterator[tuple[bool, int, int]]:
    """(equal?, words of a, words of b) from left to right; equal heads and tails are peeled off."""
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    if head:
        yield True, head, head
    left, right = a[head : len(a) - tail], b[head : len(b) - tail]
    if len(left) * len(right) <= _MAX_CELLS:
        yield from _levenshtein(left, right)
    else:
        for tag, i, i2, j, j2 in difflib.SequenceMatcher(None, left, right).get_opcodes():
            yield tag == "equal", i2 - i, j2 - j
    if tail:
        yield True, tail, tail


def _levenshtein(a: list[str], b: list[str]) -> Iterator[tuple[bool, int, int]]:
    """Optimal steps; ties prefer equality, then substitution, then deletion."""
    rows = [list(range(len(b) + 1))]
    for i, word in enumerate(a, 1):
        above, row = rows[-1], [i]
        for j, other in enumerate(b, 1):
            row.append(min(above[j - 1] + (word != other), above[j] + 1, row[-1] + 1))
        rows.append(row)
    i, j = len(a), len(b)
    steps: list[tuple[bool, int, int]] = []
    while i or j:
        same = bool(i and j) and a[i - 1] == b[j - 1]
        if i and j and rows[i][j] == rows[i - 1][j - 1] + (not same):
            steps.append((same, 1, 1))
            i, j = i - 1, j - 1
        elif i and rows[i][j] == rows[i - 1][j] + 1:
            steps.append((False, 1, 0))
            i -= 1
        else:
            steps.append((False, 0, 1))
            j -= 1
    yield from reversed(steps)
