"""A change to a target that is worth trying."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.records import Replacement, VariantKind

__all__ = ["Proposal", "replaced"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing to change.

    Attributes:
        kind: see `checker.records.Variant`.
        edits: in order, disjoint.
    """

    kind: VariantKind
    edits: tuple[Replacement, ...]


def replaced(text: str, edits: Sequence[Replacement]) -> str:
    """The text with every edit made; they are in order and disjoint."""
    parts, place = [], 0
    for edit in edits:
        parts += [text[place : edit.start], edit.text]
        place = edit.end
    return "".join((*parts, text[place:]))
