"""Replays stored translations: a fake back end for tests, and other systems' output.

TSV with a header naming `source` and `translation`, JSONL of objects with these two keys, or TMX
with Chinese and English variants. A source is found by its text, white space aside.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from checker.config import Settings
from checker.errors import BackEndError, FormatError
from checker.models.base import Translator
from checker.models.translators.recorded_rows import read_bytes, read_rows

__all__ = ["RecordedTranslator", "create"]


class RecordedTranslator:
    """Stored translations, looked up by source text.

    Args:
        path: a `.tsv`, `.jsonl` or `.tmx` file, UTF-8.

    Raises:
        InputError: the file is missing, too large, malformed, or contradicts itself.
    """

    def __init__(self, path: Path) -> None:
        data = read_bytes(path)
        self.back_end = f"recorded:{path}"
        self.signature = f"recorded|{path.name}|sha256:{hashlib.sha256(data).hexdigest()[:16]}"
        self._path = path
        self._known: dict[str, str] = {}
        for where, source, translation in read_rows(path, data):
            key = _key(source)
            if self._known.setdefault(key, translation) != translation:
                raise FormatError(
                    "a second, different translation of a source above it",
                    where=f"{path}, {where}",
                    remedy="Keep one of them",
                )

    def translate(self, sources: Sequence[str], *, attempt: int = 0) -> list[str]:
        """Looks each source up; there is but one stored answer, whatever the attempt.

        Raises:
            BackEndError: a source is not in the file.
        """
        texts = []
        for source in sources:
            text = self._known.get(_key(source))
            if text is None:
                shown = source if len(source) <= 60 else source[:59] + "…"
                raise BackEndError(
                    f"no stored translation of «{shown}»",
                    where=str(self._path),
                    remedy="Add it to the file or choose another back end",
                )
            texts.append(text)
        return texts


def create(argument: str, settings: Settings) -> Translator:
    """The `recorded:FILE` back end; the file is read at once."""
    return RecordedTranslator(Path(argument))


def _key(source: str) -> str:
    return " ".join(source.split())
