"""Examples with words replaced by others of their kind: English that reads well and says other
things than the Chinese. They teach which words the source supports."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable

from checker.evaluation.defects import CleanPair
from training.detector.examples import Example, Mark

__all__ = ["Replacer"]

_CONTENT = re.compile(r"[A-Za-z]{4,}")
_MOST = 4


class Replacer:
    """Replaces content words by words with the same ending, which mostly are of the same kind.

    Args:
        targets: English texts the words are taken from.
    """

    def __init__(self, targets: Iterable[str]) -> None:
        groups: dict[tuple[str, bool], list[str]] = defaultdict(list)
        for text in targets:
            for word in _CONTENT.findall(text):
                groups[_kind(word)].append(word)
        self._groups = dict(groups)

    def example(self, pair: CleanPair, chooser: random.Random) -> Example:
        """One to four words of the target replaced; the rest is taken for right."""
        found = list(_CONTENT.finditer(pair.target))
        chosen = sorted(
            chooser.sample(range(len(found)), min(len(found), chooser.randint(1, _MOST)))
        )
        pieces: list[str] = []
        marks: list[Mark] = []
        place = length = 0
        for index in chosen:
            old = found[index]
            new = chooser.choice(self._groups.get(_kind(old.group()), [old.group()]))
            pieces += [pair.target[place : old.start()], new]
            start = length + old.start() - place
            length = start + len(new)
            place = old.end()
            if new.lower() != old.group().lower():
                marks.append(Mark(start, length, 1.0, 1.0))
        target = "".join([*pieces, pair.target[place:]])
        return Example(pair.source, target, tuple(marks), None, 0.0)


def _kind(word: str) -> tuple[str, bool]:
    return word[-2:].lower(), word[0].isupper()
