"""Chinese personal names in the source, and how they are read in pinyin.

A name is believed in only where a cue stands beside it: an office before («书记王小明») or a
verb of saying after («王小明表示»). Readings come from pypinyin; of a character with several, all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from checker.language.characters import is_han
from checker.language.tables import rows, several
from checker.records import Span

__all__ = [
    "PersonName",
    "name_index",
    "person_names",
    "plain",
    "readings",
    "surname_readings",
    "usual_reading",
]

_READINGS = {
    surname: several(cell) for surname, cell in rows("language/surnames", "surname", "readings")
}
_DOUBLE = "|".join(name for name in _READINGS if len(name) > 1)
_SURNAME = rf"(?:{_DOUBLE}|[{''.join(sorted(name for name in _READINGS if len(name) == 1))}])"


def _cues(wanted: str) -> str:
    table = rows("language/name_cues", "cue", "roles")
    return "|".join(cue for cue, cell in table if wanted in several(cell))


_DEEDS, _OFFICES = _cues("deed"), _cues("office")
_GIVEN = r"[\u4e00-\u9fff]{1,2}"
_NAME = re.compile(
    rf"(?:(?<=^)|(?<=[，。、；：！？“”（）()\s])|(?:{_OFFICES})[\s：:（(]{{0,2}})"
    rf"(?P<surname>{_SURNAME})(?P<given>{_GIVEN}?)(?:{_DEEDS})"
    rf"|(?:{_OFFICES})[\s：:（(]{{0,2}}(?P<surname2>{_SURNAME})(?P<given2>{_GIVEN})"
    r"(?=[，。、；：）)\s]|$)"
)
_ANY_SURNAME = re.compile(_SURNAME)
_NO_NAMES = re.compile(
    "|".join(
        begins if follows == "-" else f"{begins}[{follows}]"
        for begins, follows in rows("language/no_names", "begins", "follows")
    )
)


class PersonName(NamedTuple):
    """A name in the source: `source[start:end] == surname + given`.

    Attributes:
        sure: the cue leaves little doubt (an office stands before it, or both parts of the given
            name are there and the whole is no ordinary word).
    """

    start: int
    end: int
    surname: str
    given: str
    sure: bool


def person_names(source: str) -> Iterator[PersonName]:
    """Yield names that have a cue beside them, left to right."""
    for match in _NAME.finditer(source):
        group = "surname" if match["surname"] else "surname2"
        given = match["given"] if match["surname"] else match["given2"]
        start = match.start(group)
        if not given or _NO_NAMES.match(source, start):
            continue
        sure = start > match.start() or len(given) == 2
        yield PersonName(start, start + len(match[group] + given), match[group], given, sure)


@lru_cache(maxsize=4)
def name_index(source: str) -> dict[tuple[str, str], Span]:
    """Return every reading (surname, given name) that some characters of a source could have.

    Any character that can be a surname counts, cue or not, with the one or two after it. The value
    is the first place.
    """
    index: dict[tuple[str, str], Span] = {}
    for match in _ANY_SURNAME.finditer(source):
        surnames = readings(match.group(), surname=True)
        for size in (1, 2):
            given = source[match.end() : match.end() + size]
            if len(given) < size or not all(map(is_han, given)):
                break
            span = Span(match.start(), match.end() + size, match.group() + given)
            for surname in surnames:
                for reading in readings(given):
                    index.setdefault((surname, reading), span)
    return index


@lru_cache(maxsize=1)
def surname_readings() -> frozenset[str]:
    """Return how all known surnames read."""
    return frozenset(reading for name in _READINGS for reading in readings(name, surname=True))


_SYLLABLE = (
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai"
    "|an|ao|ei|en|er|ou|ia|ie|in|iu|ua|ue|ui|un|uo|a|e|o|i|u|v))"
)
_PINYIN = re.compile(f"{_SYLLABLE}{{1,2}}")


def is_pinyin(word: str) -> bool:
    """Whether a small-letter word could be one or two syllables of pinyin."""
    return _PINYIN.fullmatch(word) is not None


def plain(text: str) -> str:
    """Return a romanised name in small letters without accents, hyphens and apostrophes."""
    bare = unicodedata.normalize("NFKD", text.replace("ü", "v").replace("Ü", "v"))
    return "".join(ch for ch in bare if ch.isalpha() and not unicodedata.combining(ch)).lower()


@lru_cache(maxsize=16384)
def readings(text: str, *, surname: bool = False) -> frozenset[str]:
    """Return all toneless pinyin readings of a short text, joined («xiaoming»)."""
    if surname and _READINGS.get(text):
        return frozenset(_READINGS[text])
    table = _table(text, heteronym=True)
    found: set[str] = set()
    for syllables in product(*table):
        joined = "".join(syllables)
        found.add(joined)
        if "v" in joined:
            found.update((joined.replace("v", "u"), joined.replace("v", "yu")))
    return frozenset(found)


def usual_reading(text: str, *, surname: bool = False) -> str:
    """Return the most usual toneless pinyin of a short text, joined («xiaoming»)."""
    if surname and _READINGS.get(text):
        return _READINGS[text][0]
    return "".join(syllables[0] for syllables in _table(text, heteronym=False))


def _table(text: str, *, heteronym: bool) -> list[list[str]]:
    # Imported here: reading the dictionary takes a third of a second.
    from pypinyin import Style, pinyin

    return pinyin(text, style=Style.NORMAL, heteronym=heteronym, v_to_u=False)
