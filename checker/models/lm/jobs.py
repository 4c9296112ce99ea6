"""What the embedded model has to score: texts behind prompts, long ones in pieces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from checker.models.lm.subwords import OneLine, Unit

if TYPE_CHECKING:
    from checker.models.lm.gemma.surprisal import Row, Scored

__all__ = ["MAX_ANSWER", "OVERLAP", "Job", "Text", "rows_of"]

MAX_ANSWER = 768
"""Tokens of a text scored in one piece."""

OVERLAP = 128
"""Tokens of the piece before that a piece sees."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to score, encoded."""

    line: OneLine
    ids: tuple[int, ...]
    units: list[Unit]


@dataclass(slots=True)
class Job:
    """One way to score one text: its tokens behind one prompt."""

    prompt: tuple[int, ...]
    text: Text
    parts: list[Scored]


def rows_of(job: Job, skip: int) -> list[Row]:
    """A job's pieces, each behind the prompt (but its first `skip` tokens) and the end of the piece
    before."""
    from checker.models.lm.gemma.surprisal import Row

    prompt, ids = job.prompt[skip:], job.text.ids
    return [
        Row((*prompt, *ids[max(0, start - OVERLAP) : start]), ids[start : start + MAX_ANSWER])
        for start in range(0, len(ids), MAX_ANSWER)
    ]
