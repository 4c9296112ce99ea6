"""Names of China's provinces and larger cities, to tell one from another in pinyin.

A name in the English is looked up by its sound, so that «Fuzhou» for 富锦 stands out: the source
has no characters that read so.
"""

from __future__ import annotations

from functools import lru_cache

from checker.language.person_names import readings
from checker.language.tables import rows

__all__ = ["HINTS", "PROVINCES", "city_readings"]

_HINTS = rows("language/place_hints", "place", "kind", "hints")

HINTS = {place: hints for place, _, hints in _HINTS}
"""Characters of the source that may stand for a place, besides its full name."""

PROVINCES = frozenset(place for place, kind, _ in _HINTS if kind == "province")


@lru_cache(maxsize=1)
def city_readings() -> dict[str, tuple[str, ...]]:
    """Return the toneless pinyin of each name, joined, with all names that read so."""
    found: dict[str, tuple[str, ...]] = {}
    for (name,) in rows("language/chinese_cities", "name"):
        for reading in readings(name):
            found[reading] = (*found.get(reading, ()), name)
    return found
