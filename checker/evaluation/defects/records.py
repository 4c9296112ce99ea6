"""Records of the garbling generator, and the two ways of making and unmaking a garbled text."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from checker.records import Severity, Side

__all__ = [
    "CleanPair",
    "Defect",
    "Edit",
    "GarbledPair",
    "GarbledSpan",
    "Injection",
    "apply_edits",
    "undo",
]


@dataclass(frozen=True, slots=True)
class CleanPair:
    """A Chinese source with a good English translation.

    Attributes:
        following: the pair that comes next in the same text, where there is one; needed to join
            two sentences or to put in another segment's translation.
    """

    source: str
    target: str
    following: CleanPair | None = None


@dataclass(frozen=True, slots=True)
class GarbledSpan:
    """Where a defect stands: `[start, end)` in code points of the garbled pair's text on `side`.

    For words that are gone, the target span covers the words on both sides of the gap; a whole
    clause, list item or text that is gone has besides it a span of the source, over what is missed.
    """

    side: Side
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of the target: `[start, end)` of the garbled target, and what stood there."""

    start: int
    end: int
    original: str


@dataclass(frozen=True, slots=True)
class Injection:
    """What a defect function returns: the garbled texts, the gold spans and the way back."""

    source: str
    target: str
    clean_target: str
    edits: tuple[Edit, ...]
    spans: tuple[GarbledSpan, ...]
    counterparts: tuple[GarbledSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class GarbledPair:
    """A pair with exactly one injected defect.

    Attributes:
        defect: id of the defect, a key of `checker.evaluation.defects.DEFECTS`.
        spans: where a reviewer should be shown the defect; never empty.
        category: MQM category path.
        seed: with the clean pair and the defect's id, decides every choice.
        clean_target: the target before the change (two sentences, where two pairs were joined).
        edits: the changes of the target, in order; `undo` takes them back.
        counterparts: the source words that say what the target should, where they are known and
            nothing is missing: a reviewer may as well be shown those.
    """

    source: str
    target: str
    defect: str
    spans: tuple[GarbledSpan, ...]
    severity: Severity
    category: str
    seed: int
    clean_target: str
    edits: tuple[Edit, ...]
    counterparts: tuple[GarbledSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class Defect:
    """One kind of garbling.

    Attributes:
        defect_id: stable, lower-case with hyphens.
        structural: of the kinds that need no understanding of the text (fused, cut, looped,
            untranslated, number shift), from which a higher recall is asked.
        inject: returns None where the defect does not apply to the pair.
    """

    defect_id: str
    title: str
    severity: Severity
    category: str
    structural: bool
    inject: Callable[[CleanPair, random.Random], Injection | None] = field(repr=False)


def apply_edits(text: str, edits: Sequence[tuple[int, int, str]]) -> tuple[str, tuple[Edit, ...]]:
    """Replaces stretches of a text.

    Args:
        edits: (start, end, new text) in offsets of `text`, ascending and disjoint.

    Returns:
        The new text, and for each edit its place there with what it replaced.
    """
    pieces: list[str] = []
    done: list[Edit] = []
    place = length = 0
    for start, end, new in edits:
        pieces += [text[place:start], new]
        length += start - place
        done.append(Edit(length, length + len(new), text[start:end]))
        length += len(new)
        place = end
    return "".join([*pieces, text[place:]]), tuple(done)


def undo(garbled: GarbledPair) -> str:
    """The clean target, rebuilt from the garbled one by taking every edit back."""
    changes = [(edit.start, edit.end, edit.original) for edit in garbled.edits]
    return apply_edits(garbled.target, changes)[0]
