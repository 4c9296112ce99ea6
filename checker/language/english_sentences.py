"""English sentences: where a full stop, question mark, exclamation mark or ellipsis ends one.

The text is taken as it stands: «formed At present,» has no stop and stays one sentence, since such
damage is what a checker looks for. Three cases of damage do have a stop, and end there: a stop with
the next word glued to it («end.Next»), a stop before a word that should have had a capital («…
power. my country»), and a Chinese stop left in the English («end。Next»).
"""

from __future__ import annotations

import re

from checker.language.abbreviations import (
    BEFORE_NAME,
    BEFORE_NUMBER,
    MAY_END,
    MONTHS,
    NEVER_END,
)
from checker.language.enclosures import CLOSING, Enclosures, find_enclosures
from checker.language.grammar_words import SENTENCE_STARTERS
from checker.language.paragraphs import Paragraph, segments_between, split_paragraphs
from checker.records import Segment

__all__ = ["split_english"]

_STOP = re.compile(r"[.!?…。！？｡]+")
_CHINESE_STOPS = frozenset("。！？｡")
_TOKEN_BEFORE = re.compile(r"[^\s“”\"(（\[—]*$")
_NEXT_WORD = re.compile(r"[\s“‘\"'(（\[«—–-]*([^\W_]+(?:['’][^\W_]+)*)?")
_LEADING_NUMBER = re.compile(r"(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})$")
_GLUED_BEFORE = re.compile(r"(?:^|[\s“\"(,;:’'—-])[A-Za-z]?[a-z]{2,}$")
_GLUED_AFTER = re.compile(r"(?:[A-Z][a-z]*|I['’][a-z]+)(?=[\s,;:’'\"”-]|[.!?](?:\s|$)|$)")
_MAX_TOKEN = 80
_MAX_WHOLE_BRACKET = 200


def split_english(text: str) -> tuple[Segment, ...]:
    """Splits English text into sentences.

    Returns:
        Segments in order; every character that is not white space lies in exactly one.
    """
    segments: list[Segment] = []
    for paragraph in split_paragraphs(text):
        segments += segments_between(text, paragraph, _ends(text, paragraph))
    return tuple(segments)


def _ends(text: str, paragraph: Paragraph) -> list[int]:
    enclosures = find_enclosures(text, paragraph.start, paragraph.end)
    ends: list[int] = []
    start = paragraph.start
    for match in _STOP.finditer(text, paragraph.start, paragraph.end):
        end = _with_closing(text, match.end(), paragraph.end, enclosures)
        around = enclosures.innermost(end)
        in_bracket = (
            around is not None
            and not around.is_quotation
            and around.start > start
            and around.inner_length <= _MAX_WHOLE_BRACKET
        )
        if not in_bracket and _is_boundary(text, start, match, end, paragraph.end):
            ends.append(end)
            start = end
    return ends


def _with_closing(text: str, end: int, limit: int, enclosures: Enclosures) -> int:
    """Takes in the marks that close after the stop; straight ones only where they close a pair."""
    while end < limit and (text[end] in CLOSING or text[end] == "'"):
        if text[end] == '"' and enclosures.ending_at(end + 1) is None:
            break
        if text[end] == "'" and text[end + 1 : end + 2].isalnum():
            break
        end += 1
    return end


def _is_boundary(text: str, start: int, match: re.Match[str], end: int, limit: int) -> bool:
    if set(match.group()) & _CHINESE_STOPS:
        return True
    if end < limit and not text[end].isspace():
        return _is_glued(text, start, match, end, limit)
    word = _next_word(text, end, limit)
    if match.group() != ".":
        # «“Why?” he asked», «wait ... for it»: a small letter goes on with the sentence.
        return not word[:1].islower()
    before = _token_before(text, start, match.start())
    lead = text[start : match.start() - len(before)][:8]
    return _stop_ends(before, word, at_start=not lead.strip(" \t\u3000(（"))


def _token_before(text: str, start: int, place: int) -> str:
    found = _TOKEN_BEFORE.search(text[max(start, place - _MAX_TOKEN) : place])
    return found.group() if found else ""


def _next_word(text: str, end: int, limit: int) -> str:
    found = _NEXT_WORD.match(text, end, limit)
    return (found.group(1) or "") if found else ""


def _stop_ends(before: str, word: str, *, at_start: bool) -> bool:
    """Whether a single full stop after `before`, with white space and `word` behind, ends it."""
    token = before.lower().rstrip(".")
    starter = word[:1].isupper() and word.lower() in SENTENCE_STARTERS
    if token in NEVER_END or (at_start and _LEADING_NUMBER.match(before)):
        return False
    if token in BEFORE_NUMBER and word[:1].isdigit():
        return False
    if token in MONTHS and before[:1].isupper():
        return starter
    if token in BEFORE_NAME or token in MAY_END or _is_initials(before):
        return starter
    if word[:1].islower():
        # Only an ordinary word before it makes the stop surer than the small letter.
        return len(before) >= 4 and before.isalpha() and before[1:].islower()
    return True


def _is_initials(before: str) -> bool:
    """Whether the token is "J", "J.K", "U.S" and the like, its last stop left out."""
    letters = before.split(".")
    return all(len(part) == 1 and part.isalpha() and part.isupper() for part in letters)


def _is_glued(text: str, start: int, match: re.Match[str], end: int, limit: int) -> bool:
    """Whether the stop ends a sentence although the next word follows without a space.

    Only between an ordinary lower-case word and a capitalised one, both outside an address or a
    dotted name such as System.Text.Json.
    """
    if match.group() not in {".", "!", "?"}:
        return False
    if end > match.end():  # «… he said.”The next»
        return text[end].isupper() or text[end] in "“‘"
    head = text[max(start, match.start() - _MAX_TOKEN) : match.start()]
    return bool(_GLUED_BEFORE.search(head) and _GLUED_AFTER.match(text, end, limit))
