"""Text helpers shared by all stages: CJK ranges, NFKC with an offset map, full-width marks.

Ranges are integer code points and are tested character by character, since a regular expression
range such as "\\u20000-\\u2a6d6" means something else than it seems to (it holds the two-character
text "\\u2000" + "0"). All offsets are half-open code-point offsets into the original text.
"""

from __future__ import annotations

import bisect
import functools
import re
import unicodedata
from dataclasses import dataclass

from checker.records import Span

__all__ = [
    "FULLWIDTH_MARKS",
    "HAN_RANGES",
    "FoldedText",
    "fold",
    "han_count",
    "han_spans",
    "is_fullwidth",
    "is_han",
    "is_hangul",
    "is_kana",
    "latin_share",
    "spans_of",
    "to_halfwidth",
]

HAN_RANGES: tuple[tuple[int, int], ...] = (
    (0x2E80, 0x2FD5),  # radicals (NFKC turns most into ideographs)
    (0x3005, 0x3005),  # 々 iteration mark
    (0x3007, 0x3007),  # 〇 zero
    (0x3021, 0x3029),  # Suzhou numerals
    (0x3038, 0x303B),
    (0x3400, 0x4DBF),  # extension A
    (0x4E00, 0x9FFF),  # unified ideographs
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0x20000, 0x2A6DF),  # extension B
    (0x2A700, 0x2EE5D),  # extensions C to F, I
    (0x2F800, 0x2FA1F),  # compatibility supplement
    (0x30000, 0x323AF),  # extensions G, H
)
"""Inclusive code-point ranges of Chinese characters, ascending. Chinese punctuation is not here."""

# Inclusive code-point ranges of the letters in the blocks of the Unicode Standard.
_KANA_RANGES = ((0x3041, 0x3096), (0x309D, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x30FF),
                (0x31F0, 0x31FF), (0xFF66, 0xFF9D))  # fmt: skip
# Likewise.
_HANGUL_RANGES = ((0x1100, 0x11FF), (0x3131, 0x318E), (0xA960, 0xA97C), (0xAC00, 0xD7A3),
                  (0xD7B0, 0xD7FB), (0xFFA0, 0xFFDC))  # fmt: skip

_PUNCTUATION = {
    "，": ",",
    "、": ",",
    "。": ".",
    "．": ".",
    "；": ";",
    "：": ":",
    "？": "?",
    "！": "!",
    "（": "(",
    "）": ")",
    "【": "[",
    "】": "]",
    "〔": "[",
    "〕": "]",
    "〖": "[",
    "〗": "]",
    "《": "“",
    "》": "”",
    "〈": "‘",
    "〉": "’",
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "〝": "“",
    "〞": "”",
    "～": "~",
    "〜": "~",
    "・": " ",
    "￥": "¥",
    "￡": "£",
    "￠": "¢",
    "\u3000": " ",
}

FULLWIDTH_MARKS: dict[str, str] = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **_PUNCTUATION,
}
"""Full-width or Chinese-only marks, letters and digits, and what English writes instead."""


def _class_body(ranges: tuple[tuple[int, int], ...]) -> str:
    return "".join(f"{re.escape(chr(low))}-{re.escape(chr(high))}" for low, high in ranges)


_HAN_RUN = re.compile(f"[{_class_body(HAN_RANGES)}]+")


def _in_ranges(ch: str, ranges: tuple[tuple[int, int], ...]) -> bool:
    code = ord(ch)
    return any(low <= code <= high for low, high in ranges)


def is_han(ch: str) -> bool:
    """Whether one character is a Chinese ideograph (punctuation such as 。 or “ is not)."""
    return _in_ranges(ch, HAN_RANGES)


def is_kana(ch: str) -> bool:
    """Whether one character is Japanese hiragana or katakana, half-width included."""
    return _in_ranges(ch, _KANA_RANGES)


def is_hangul(ch: str) -> bool:
    """Whether one character is a Korean letter or syllable."""
    return _in_ranges(ch, _HANGUL_RANGES)


def is_fullwidth(ch: str) -> bool:
    """Whether one character is a full-width or Chinese-only mark, letter, digit or space."""
    return ch in FULLWIDTH_MARKS


def to_halfwidth(ch: str) -> str:
    """Return what English writes for a full-width character; any other character unchanged."""
    return FULLWIDTH_MARKS.get(ch, ch)


def spans_of(pattern: re.Pattern[str], text: str) -> list[Span]:
    """Return every match of a pattern in `text` as a span."""
    return [Span(m.start(), m.end(), m.group()) for m in pattern.finditer(text)]


def han_spans(text: str) -> list[Span]:
    """Return the maximal runs of Chinese characters, left to right."""
    return spans_of(_HAN_RUN, text)


def han_count(text: str) -> int:
    """Return how many Chinese characters a text has."""
    return sum(m.end() - m.start() for m in _HAN_RUN.finditer(text))


def _is_latin(ch: str) -> bool:
    return ch.isascii() or unicodedata.name(ch, "").startswith(("LATIN ", "FULLWIDTH LATIN "))


def latin_share(text: str) -> float | None:
    """Return the share of a text's letters that are Latin, in [0, 1]; None if it has no letter."""
    letters = [ch for ch in text if ch.isalpha()]
    if not letters:
        return None
    return sum(map(_is_latin, letters)) / len(letters)


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A text in NFKC form, with the way back to the text it came from.

    Attributes:
        original: the text as it was.
        text: its NFKC form.
        starts: for each character of `text`, where the original characters it stands for start.
        ends: likewise, where they end. Non-decreasing, as `starts` is.
    """

    original: str
    text: str
    starts: tuple[int, ...] | range
    ends: tuple[int, ...] | range

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original half-open span that `text[start:end]` stands for.

        A span that cuts through what was one original character takes in that whole character. An
        empty span becomes an empty span at the corresponding place.
        """
        if start >= end:
            place = self.starts[start] if start < len(self.text) else len(self.original)
            return place, place
        return self.starts[start], self.ends[end - 1]

    def span(self, start: int, end: int) -> Span:
        """Return `original_span(start, end)` as a span of the original text."""
        first, last = self.original_span(start, end)
        return Span(first, last, self.original[first:last])

    def folded_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of `text` that stands for the original span `[start, end)`."""
        return bisect.bisect_right(self.ends, start), bisect.bisect_left(self.starts, end)


def _is_inert(ch: str) -> bool:
    """Whether a character never combines with the one before it (the common cases, cheaply)."""
    code = ord(ch)
    return code < 0x300 or 0x4E00 <= code <= 0x9FFF or 0xFF01 <= code <= 0xFF60


def _clusters(text: str) -> list[tuple[int, int]]:
    """Split into the shortest stretches that NFKC treats independently."""
    cuts = [0]
    for place in range(1, len(text)):
        ch = text[place]
        if not _is_inert(ch):
            if unicodedata.combining(unicodedata.normalize("NFKD", ch)[0]):
                continue
            before = text[cuts[-1] : place]
            joined = unicodedata.normalize("NFKC", before + ch)
            apart = unicodedata.normalize("NFKC", before) + unicodedata.normalize("NFKC", ch)
            if joined != apart:
                continue
        cuts.append(place)
    return list(zip(cuts, [*cuts[1:], len(text)], strict=True)) if text else []


@functools.lru_cache(maxsize=512)
def fold(text: str) -> FoldedText:
    """Return the NFKC form of a text with the map back to its own offsets.

    `fold(text).text == unicodedata.normalize("NFKC", text)` for every text. Characters that are
    more than a change of width (①, ½, ㎡) are folded too: whoever must tell them apart looks at
    the original through `original_span`.
    """
    normal = unicodedata.normalize("NFKC", text)
    if normal == text:
        return FoldedText(text, text, range(len(text)), range(1, len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        piece = unicodedata.normalize("NFKC", text[start:end])
        if len(piece) == end - start and end - start == 1:
            starts.append(start)
            ends.append(end)
        else:
            starts.extend([start] * len(piece))
            ends.extend([end] * len(piece))
        pieces.append(piece)
    return FoldedText(text, "".join(pieces), tuple(starts), tuple(ends))
