"""Names the content of a model folder without reading all of it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from checker.errors import ModelError

__all__ = ["folder_fingerprint"]

_SAMPLES = 64
"""Places of a large file that are read, bytes of each, and hex digits of the name; chosen: two
models differ all over."""
_SAMPLE_BYTES = 64 * 1024  # see `_SAMPLES`
_DIGITS = 16  # see `_SAMPLES`


def folder_fingerprint(folder: Path) -> str:
    """A short hash over names, sizes and samples of all files in a model folder.

    Small files count whole; of a large one, its size and 64 evenly spaced samples of 64 KiB do, in
    which another training of the same model differs. Files in folders below do not count.

    Returns:
        16 hex digits.

    Raises:
        ModelError: the folder or a file cannot be read.
    """
    digest = hashlib.sha256()
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
        for path in files:
            size = path.stat().st_size
            digest.update(f"{path.name}\0{size}\0".encode())
            with path.open("rb") as handle:
                if size <= _SAMPLES * _SAMPLE_BYTES:
                    digest.update(handle.read())
                    continue
                for index in range(_SAMPLES):
                    handle.seek(index * (size - _SAMPLE_BYTES) // (_SAMPLES - 1))
                    digest.update(handle.read(_SAMPLE_BYTES))
    except OSError as error:
        raise ModelError(
            f"the model folder cannot be read: {error.strerror}",
            where=str(folder),
            remedy="Check the path and its permissions",
        ) from error
    return digest.hexdigest()[:_DIGITS]
