"""`predictions.jsonl`: appended to, keyed by content, so that a killed run goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO

from checker.errors import StoreError
from checker.evaluation.prediction import Prediction
from checker.formats.codec import decode, encode

__all__ = ["PredictionsFile"]


class PredictionsFile:
    """Predictions of whole documents, by content key.

    Opening reads what earlier runs wrote; a last line that a kill has torn is cut off. Documents
    with other texts, settings or models have other keys and are simply not asked for.

    Args:
        path: created where it does not exist.

    Raises:
        StoreError: the file cannot be opened, or holds a line that is no prediction.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._documents: dict[str, dict[int, Prediction]] = {}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._stream: IO[bytes] = path.open("r+b" if path.exists() else "w+b")
        except OSError as error:
            raise self._unusable(error) from error
        try:
            self._read()
        except BaseException as error:
            self._stream.close()
            if isinstance(error, OSError):
                raise self._unusable(error) from error
            raise

    def __enter__(self) -> PredictionsFile:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stream.close()

    def get(self, key: str) -> tuple[Prediction, ...] | None:
        """The predictions of a document, in the order of its rows; None unless all are there."""
        rows = self._documents.get(key, {})
        if not rows or len(rows) < next(iter(rows.values())).rows:
            return None
        return tuple(rows[row] for row in sorted(rows))

    def append(self, predictions: Sequence[Prediction]) -> None:
        """Adds a document's predictions and hands them to the operating system.

        Raises:
            StoreError: the file cannot be written.
        """
        lines = [json.dumps(encode(p), ensure_ascii=False) + "\n" for p in predictions]
        try:
            self._stream.write("".join(lines).encode("utf-8", "surrogatepass"))
            self._stream.flush()
        except OSError as error:
            raise self._unusable(error) from error
        for prediction in predictions:
            self._documents.setdefault(prediction.key, {})[prediction.row] = prediction

    def _unusable(self, error: OSError) -> StoreError:
        return StoreError(
            f"cannot be used: {error.strerror}",
            where=str(self._path),
            remedy="Choose another --out",
        )

    def _read(self) -> None:
        end = 0
        for number, line in enumerate(self._stream, 1):
            if not line.endswith(b"\n"):
                break
            end += len(line)
            try:
                data = json.loads(line.decode("utf-8", "surrogatepass"))
                prediction = decode(Prediction, data)
            except ValueError as error:
                raise StoreError(
                    f"is no prediction ({error})",
                    where=f"{self._path}, line {number}",
                    remedy="Remove the file to start anew, or choose another --out",
                ) from error
            self._documents.setdefault(prediction.key, {})[prediction.row] = prediction
        self._stream.truncate(end)
        self._stream.seek(end)
