"""Which places of a text an edit touched."""

from __future__ import annotations

from difflib import SequenceMatcher

from checker.language.tokens import PIECE

__all__ = ["changed_spans", "touches"]

_MAX_TOKENS = 1_500


def changed_spans(before: str, after: str) -> list[tuple[int, int]]:
    """Stretches of `before` that `after` replaces, deletes or (empty stretch) inserts at.

    Words are compared; a stretch longer than 1,500 words and marks on either side counts as one.
    """
    prefix = 0
    limit = min(len(before), len(after))
    while prefix < limit and before[prefix] == after[prefix]:
        prefix += 1
    while prefix and before[prefix - 1].isalnum():  # back to the start of a word
        prefix -= 1
    suffix = 0
    while suffix < limit - prefix and before[-1 - suffix] == after[-1 - suffix]:
        suffix += 1
    while suffix and before[len(before) - suffix].isalnum():
        suffix -= 1
    old = PIECE.findall(before[prefix : len(before) - suffix])
    new = PIECE.findall(after[prefix : len(after) - suffix])
    if len(old) > _MAX_TOKENS or len(new) > _MAX_TOKENS:
        return [(prefix, len(before) - suffix)]
    offsets = [prefix]
    for token in old:
        offsets.append(offsets[-1] + len(token))
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [
        (offsets[i1], offsets[i2])
        for kind, i1, i2, _, _ in matcher.get_opcodes()
        if kind != "equal"
    ]


def touches(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    """True where an edit changed something inside `[start, end)` or inserted at its edges."""
    return any(
        start <= first <= end if first == last else start < last and first < end
        for first, last in spans
    )
