"""Examples from system outputs with human references: labels without an expert.

A word is probably wrong where it stands neither in the reference nor in what good systems say of
the same source. The witnesses are Mozilla's Firefox models (outputs under MPL-2.0).
"""

from __future__ import annotations

import lzma
import re
from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from training.detector.examples import Example, Mark

__all__ = ["Output", "consensus_example", "kept_places", "read_outputs"]

_WITNESSES = ("ff:bergamot-base-memory", "ff:bergamot-base")
_LEFT_OUT = ("flores-dev",)
_WORD = re.compile(r"\w+(?:['’.,]\w+)*|[^\w\s]")
_IN_REFERENCE, _ELSEWHERE, _NOWHERE = 0.02, 0.25, 0.85


@dataclass(frozen=True, slots=True)
class Output:
    """A system's translation with what it is held against."""

    source: str
    target: str
    reference: str
    witnesses: tuple[str, ...]


def read_outputs(path: Path, held_out: Container[str]) -> list[Output]:
    """All outputs whose source is not held out."""
    groups: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            origin, _, system, source, output, reference = line.rstrip("\n").split("\t")
            if origin not in _LEFT_OUT and output.strip():
                groups[origin, source].append((system, output, reference))
    outputs = []
    for (_, source), rows in groups.items():
        if source in held_out:
            continue
        witness = {system: text for system, text, _ in rows if system in _WITNESSES}
        for system, output, reference in rows:
            others = tuple(text for name, text in witness.items() if name != system)
            outputs.append(Output(source, output, reference, others))
    return outputs


def consensus_example(output: Output) -> Example:
    """Labels of one output: edits against the reference and the witnesses, chrF for the segment."""
    from sacrebleu.metrics import CHRF

    places = [match.span() for match in _WORD.finditer(output.target)]
    words = [output.target[start:end].lower() for start, end in places]
    in_reference, at_end = _found(words, output.reference)
    elsewhere = [_found(words, text)[0] for text in output.witnesses]
    marks = []
    for i, (start, end) in enumerate(places):
        if in_reference[i]:
            error = _IN_REFERENCE
        else:
            share = sum(found[i] for found in elsewhere) / len(elsewhere) if elsewhere else 0.5
            error = _NOWHERE + (_ELSEWHERE - _NOWHERE) * share
        marks.append(Mark(start, end, error, error * 0.5 if error > _ELSEWHERE else 0.0))
    chrf = CHRF().sentence_score(output.target, [output.reference]).score / 100.0
    missing = 0.6 if at_end else 0.05
    return Example(
        output.source, output.target, tuple(marks), None, missing, (None, None, 1.0 - chrf)
    )


def kept_places(text: str, edited: str) -> list[tuple[int, int]]:
    """Offsets into `text` of the words that its edited form has too, in the same order."""
    places = [match.span() for match in _WORD.finditer(text)]
    found, _ = _found([text[start:end].lower() for start, end in places], edited)
    return [place for place, kept in zip(places, found, strict=True) if kept]


def _found(words: Sequence[str], other: str) -> tuple[list[bool], bool]:
    """Which words align with equal ones of another text, and whether it goes on after the last."""
    there = [match.group().lower() for match in _WORD.finditer(other)]
    found = [False] * len(words)
    matcher = SequenceMatcher(None, words, there, autojunk=False)
    last = 0
    for block in matcher.get_matching_blocks():
        found[block.a : block.a + block.size] = [True] * block.size
        if block.size:
            last = block.b + block.size
    return found, len(there) - last >= 4 and bool(words) and found[-1]
