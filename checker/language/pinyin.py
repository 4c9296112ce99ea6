"""Toneless pinyin: what it looks like, how characters read, which words English has taken over."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.language.tables import rows, several, words

__all__ = ["BORROWED", "ENGLISH", "SYLLABLES", "syllables"]


def _syllables() -> list[str]:
    """All syllables, the longer ones first."""
    found = [
        initial.strip("-") + final
        for initial, finals in rows("language/pinyin_syllables", "initial", "finals")
        for final in several(finals)
    ]
    return sorted(found, key=len, reverse=True)


SYLLABLES = re.compile(f"(?:{'|'.join(_syllables())}){{1,6}}")
"""One to six syllables of pinyin without tones, in small letters."""


@lru_cache(maxsize=64)
def syllables(text: str) -> tuple[str, ...]:
    """Return the usual reading of each character, ü as v; empty where a character has none."""
    # Imported here: reading the dictionary takes a third of a second.
    from pypinyin import Style, pinyin

    table = pinyin(text, style=Style.NORMAL, heteronym=False, v_to_u=False, errors="ignore")
    return tuple(item[0] for item in table) if len(table) == len(text) else ()


ENGLISH = words("language/english_like_pinyin")
"""Frequent English words that look like pinyin; a sentence holds them by chance."""

BORROWED = words("language/borrowed_words")
"""Chinese words that English texts use as they are: dishes, drinks, instruments, arts, money."""
