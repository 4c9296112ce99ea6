"""Words and sentences of a text, found once and shared by all rules; findings built from them.

The sentences here are a light split *inside* a segment (an aligned segment may hold several). A
fused sentence is left as one: finding it is the rules' job.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from checker.language.characters import han_count
from checker.language.chinese_sentences import split_chinese
from checker.language.english_sentences import split_english
from checker.language.tokens import COMPOUND
from checker.records import SegmentPair

__all__ = ["Sentence", "View", "Word", "in_quotes", "shorten", "source_sentences", "view"]

_STOPPED = re.compile(r"[.!?…。！？｡][\"'”’)\]]*$")
_LARGE = 20_000  # characters; chosen, a bound on memory, see below
_QUOTED_AT_MOST = 3000  # characters looked back for a quotation mark; a bound on work
_PLAIN_GAP = re.compile(r"[%)]? +")


class Word(NamedTuple):
    """A word or number of a text; `text[start:end]` is the word."""

    start: int
    end: int
    text: str
    lower: str

    @property
    def capitalised(self) -> bool:
        """A capital first and a small letter after it (so not «5G», «GDP» or «A»)."""
        return self.text[0].isupper() and self.text[1:2].islower()


class Sentence(NamedTuple):
    """A sentence within a segment, as a span of it and as a range of its words.

    Attributes:
        first: index of its first word in the view's `words`; `last` is one past its final word.
        stopped: whether it ends in a stop (. ! ? …).
    """

    start: int
    end: int
    first: int
    last: int
    stopped: bool


@dataclass(frozen=True, slots=True)
class View:
    """A text with its words and sentences.

    Attributes:
        title_case: most longer words have a capital, as in a headline.
        inner_capitals: index and sentence of each capitalised word (or «A») inside a sentence that
            nothing but spaces, % or ) separates from the word before it.
    """

    text: str
    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]
    title_case: bool
    inner_capitals: tuple[tuple[int, Sentence], ...]

    def words_of(self, sentence: Sentence) -> tuple[Word, ...]:
        """Return the words of one of its sentences."""
        return self.words[sentence.first : sentence.last]

    def gap(self, index: int) -> str:
        """Return the characters between word `index` and the word before it ("" for the first)."""
        if index == 0:
            return ""
        return self.text[self.words[index - 1].end : self.words[index].start]


def view(text: str) -> View:
    """Return the view of a text (kept for the last few texts only: every rule asks in turn)."""
    return _kept_small(text) if len(text) <= _LARGE else _kept_large(text)


def _view(text: str) -> View:
    words = tuple(
        Word(m.start(), m.end(), m.group(), m.group().lower().replace("’", "'"))
        for m in COMPOUND.finditer(text)
    )
    sentences = tuple(_sentences(text, words))
    body = [w for s in sentences for w in words[s.first + 1 : s.last] if len(w.text) > 3]
    capitals = sum(1 for word in body if word.text[0].isupper())
    title_case = len(body) >= 3 and capitals >= 0.6 * len(body)
    return View(text, words, sentences, title_case, tuple(_inner_capitals(text, words, sentences)))


_kept_small = lru_cache(maxsize=16)(_view)
_kept_large = lru_cache(maxsize=1)(_view)  # the words of a line of 1 MB fill 50 MB


def _inner_capitals(
    text: str, words: tuple[Word, ...], sentences: tuple[Sentence, ...]
) -> Iterator[tuple[int, Sentence]]:
    for sentence in sentences:
        for index in range(sentence.first + 1, sentence.last):
            word, before = words[index], words[index - 1]
            if not word.text[0].isupper() or not (word.capitalised or word.text == "A"):
                continue
            gap = text[before.end : word.start]
            if gap == " " or _PLAIN_GAP.fullmatch(gap):
                yield index, sentence


def _sentences(text: str, words: tuple[Word, ...]) -> Iterator[Sentence]:
    first = 0
    for segment in split_english(text):
        last = first
        while last < len(words) and words[last].end <= segment.end:
            last += 1
        if last > first:
            stopped = _STOPPED.search(segment.text) is not None
            yield Sentence(segment.start, segment.end, first, last, stopped)
        first = last


def shorten(text: str, limit: int = 80) -> str:
    """Return a text fit for a reason: one line, cut in the middle with … when long."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    half = (limit - 3) // 2
    return f"{line[:half]} … {line[-half:]}"


def in_quotes(text: str, place: int) -> bool:
    """Whether a place lies between quotation marks, as far as the text before it can tell."""
    before = text[max(0, place - _QUOTED_AT_MOST) : place]
    if before.count("“") > before.count("”"):
        return True
    return before.count('"') % 2 == 1


def source_sentences(pair: SegmentPair) -> int | None:
    """Return how many sentences the source has; None without a source or Chinese text."""
    if pair.source is None or not han_count(pair.source):
        return None
    return len(split_chinese(pair.source))
