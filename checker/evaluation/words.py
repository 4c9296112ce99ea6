"""Word level: tokens with their places, OK/BAD tags, MCC and F1 (as in the WMT QE tasks)."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from checker.errors import FormatError

__all__ = [
    "END_TOKEN",
    "WordScores",
    "bad_words",
    "locate_tokens",
    "whitespace_tokens",
    "word_counts",
    "word_scores",
]

END_TOKEN = "<EOS>"
"""The token WMT puts after the last word; BAD where something is missing at the end."""

_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"\S+")
_MAX_LOST, _LONG, _AHEAD = 3, 3, 24
"""Tokens that may be missing from the text (or a tenth of all), letters of one that may be looked
for further on, and how many characters on; chosen, not measured."""
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class WordScores:
    """Agreement of predicted with gold tags over all tokens.

    Attributes:
        mcc: Matthews correlation in [-1, 1]; None where a row or column of the table is empty.
        f1_bad: F1 of the BAD tags, [0, 1]; None where neither side has one (likewise `f1_ok`).
    """

    tokens: int
    mcc: float | None
    f1_bad: float | None
    f1_ok: float | None


def whitespace_tokens(text: str) -> tuple[Place, ...]:
    """Offsets of the words between white space."""
    return tuple(match.span() for match in _WORD.finditer(text))


def locate_tokens(text: str, tokens: Sequence[str], *, where: str | None = None) -> list[Place]:
    """Offsets of given tokens in the text they were cut from.

    A token may differ from the text in inner white space and may be written with HTML references
    (`&quot;`), as the Moses tokeniser does. A final `<EOS>` stands at the end of the text. The odd
    token that escaping has spoilt (`&amp;` cut into `&`, `amp`, `;`) gets an empty place.

    Raises:
        FormatError: more than a tenth of the tokens (and more than three) are not in the text.
    """
    places: list[Place] = []
    at = lost = 0
    for number, token in enumerate(tokens):
        if token == END_TOKEN and number == len(tokens) - 1 and END_TOKEN not in text[at:]:
            places.append((len(text), len(text)))
            continue
        found = _find_near(text, token, at)
        lost += found is None
        places.append(found or (at, at))
        at = places[-1][1]
    if lost > max(_MAX_LOST, len(tokens) // 10):
        raise FormatError(
            f"{lost} of {len(tokens)} tokens are not in the translation",
            where=where,
            remedy="mt_tok has to be the tokens of mt, in order",
        )
    return places


def _find_near(text: str, token: str, at: int) -> Place | None:
    """The token next after `at` or, if it is long enough to be told apart, a little further on."""
    found = _find(text, token, at)
    if found is None and len(token) >= _LONG:
        ahead = (_find(text, token, place) for place in range(at + 1, at + _AHEAD))
        found = next(filter(None, ahead), None)
    return found


def _find(text: str, token: str, at: int) -> Place | None:
    """The token next after `at`, white space skipped; in the text's own or the unescaped form."""
    for form in dict.fromkeys((token, html.unescape(token), token.replace("@-@", "-"))):
        start = end = _skip_space(text, at)
        for ch in _SPACE.sub("", form):
            end = _skip_space(text, end)
            if not text.startswith(ch, end):
                break
            end += 1
        else:
            return start, end
    return None


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def bad_words(places: Sequence[Place], marks: Iterable[Place]) -> NDArray[np.bool_]:
    """Which tokens an error touches.

    Args:
        places: offsets of the tokens, ascending.
        marks: offsets of the errors. An empty mark is a gap, where something is missing: it makes
            the token BAD inside which it stands or, between two, the one on its right (for want of
            one, the last), as WMT tags omissions.

    Returns:
        Shape (tokens,).
    """
    bad = np.zeros(len(places), dtype=bool)
    starts = np.array([place[0] for place in places], dtype=int)
    ends = np.array([place[1] for place in places], dtype=int)
    for start, end in marks:
        if not places:
            break
        if start < end:
            bad |= (starts < end) & (ends > start)
        else:
            right = np.flatnonzero((ends > start) | (starts >= start))
            bad[right[0] if len(right) else -1] = True
    return bad


def word_counts(gold_bad: NDArray[np.bool_], bad: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Counts of one segment: (OK rightly, BAD rightly, OK wrongly, BAD wrongly)."""
    if len(gold_bad) != len(bad):
        raise ValueError(f"{len(gold_bad)} gold tags, {len(bad)} predicted ones")
    pairs = ((~gold_bad & ~bad), (gold_bad & bad), (gold_bad & ~bad), (~gold_bad & bad))
    return np.array([pair.sum() for pair in pairs], dtype=float)


def word_scores(counts: NDArray[np.float64]) -> WordScores:
    """Scores of summed `word_counts`, shape (4,)."""
    ok, bad, ok_wrong, bad_wrong = (float(value) for value in counts)
    product = (ok + ok_wrong) * (ok + bad_wrong) * (bad + ok_wrong) * (bad + bad_wrong)
    wrong = ok_wrong + bad_wrong
    return WordScores(
        tokens=int(sum(counts)),
        mcc=(ok * bad - ok_wrong * bad_wrong) / math.sqrt(product) if product else None,
        f1_bad=2 * bad / (2 * bad + wrong) if bad or wrong else None,
        f1_ok=2 * ok / (2 * ok + wrong) if ok or wrong else None,
    )
