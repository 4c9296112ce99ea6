"""Chinese texts that training must not see, nor any text that shares a long stretch with one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from training.annotations import normalised

__all__ = ["HeldOut"]

STRETCH = 16
"""Characters in common that make two texts one, as the data's own collectors have it."""


class HeldOut:
    """Answers `text in held_out`: equal (NFKC, white space aside) or alike in 16 characters."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = {normalised(text) for text in texts}
        self._stretches = {part for text in self._texts for part in _stretches(text)}

    def __len__(self) -> int:
        return len(self._texts)

    def __contains__(self, text: object) -> bool:
        plain = normalised(str(text))
        return plain in self._texts or any(part in self._stretches for part in _stretches(plain))


def _stretches(text: str) -> Iterator[str]:
    return (text[at : at + STRETCH] for at in range(len(text) - STRETCH + 1))
