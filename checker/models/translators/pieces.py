"""Splits a source too long for a model, and joins the translations of its pieces."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker.models.translators.generated import Generated

__all__ = ["MAX_PIECE", "answer_limit", "joined", "pieces_of"]

MAX_PIECE = 240
"""Characters of a source translated at once: training has few longer ones, and clauses get lost."""

_SENTENCE = re.compile(r"[^。！？；!?;\n]*(?:[。！？；!?;\n]+[”’」』）)》]*|$)")
_CLAUSE = re.compile(r"[^，、：,:]*(?:[，、：,:]+|$)")


def answer_limit(tokens: int) -> int:
    """Tokens an answer may have, from those of its source; the mean is 1.2 times as many.

    In steps of 64 source tokens, so that rows of one batch can share it and yet get what they would
    get alone.
    """
    return 32 + 3 * 64 * -(-tokens // 64)


def pieces_of(source: str, *, longest: int = MAX_PIECE) -> list[str]:
    """Splits a long source at sentence ends, then at commas, then anywhere; loses no character.

    Args:
        source: not empty.
        longest: characters a piece may have.
    """
    if len(source) <= longest:
        return [source]
    return _packed(source, longest, (_SENTENCE, _CLAUSE))


def _packed(text: str, longest: int, patterns: Sequence[re.Pattern[str]]) -> list[str]:
    if not patterns:
        return [text[i : i + longest] for i in range(0, len(text), longest)]
    pieces: list[str] = []
    for match in patterns[0].finditer(text):
        part = match.group()
        if len(part) > longest:
            pieces += _packed(part, longest, patterns[1:])
        elif pieces and len(pieces[-1]) + len(part) <= longest:
            pieces[-1] += part
        elif part:
            pieces.append(part)
    return [piece for piece in pieces if piece.strip()]


def joined(parts: Sequence[Generated]) -> Generated:
    """The translation of a source from those of its pieces; it has the first problem of any."""
    problem = next((part.problem for part in parts if part.problem), None)
    return Generated(" ".join(part.text for part in parts if part.text), problem)
