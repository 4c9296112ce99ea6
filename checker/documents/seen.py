"""Which keys were met before, in 16 bytes a key.

A table may have millions of rows, whose ids as Python texts would need hundreds of megabytes. Here
a key is its 64-bit BLAKE2 hash in a plain array: two different keys pass for the same with a
probability below 10⁻⁷ for a million keys.
"""

from __future__ import annotations

import hashlib
from array import array

__all__ = ["SeenKeys"]


class SeenKeys:
    """A small map from texts to positive numbers that only grows (open addressing)."""

    def __init__(self) -> None:
        self._keys = array("Q", bytes(8 * 1024))
        self._values = array("Q", bytes(8 * 1024))
        self._count = 0

    def __len__(self) -> int:
        """The number of keys."""
        return self._count

    def get(self, key: str) -> int:
        """The number stored for a key, 0 if there is none."""
        return self._values[self._slot(_hash(key))]

    def put(self, key: str, value: int) -> None:
        """Stores a positive number for a key, in place of an earlier one."""
        if 2 * self._count >= len(self._keys):
            self._grow()
        code = _hash(key)
        slot = self._slot(code)
        self._count += self._keys[slot] == 0
        self._keys[slot], self._values[slot] = code, value

    def _slot(self, code: int) -> int:
        mask = len(self._keys) - 1
        slot = code & mask
        while self._keys[slot] not in (0, code):
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        old = zip(self._keys, self._values, strict=True)
        size = 2 * len(self._keys)
        self._keys, self._values = array("Q", bytes(8 * size)), array("Q", bytes(8 * size))
        for code, value in old:
            if code:
                slot = self._slot(code)
                self._keys[slot], self._values[slot] = code, value


def _hash(key: str) -> int:
    data = key.encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big") or 1
