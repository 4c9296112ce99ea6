"""`predictions.jsonl`: appended to, keyed by content, so that a killed run goes on where it was."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from checker.errors import StoreError
from checker.evaluation.prediction import Prediction
from checker.formats.codec import decode, encode
from checker.runs.run_head import difference

__all__ = ["PredictionsFile"]


class PredictionsFile:
    """Predictions of whole documents, by content key.

    Its first line names the signature of what made it. Opening reads what earlier runs wrote; a
    last line that a kill has torn is cut off. Documents with other texts have other keys and are
    simply not asked for.

    Args:
        path: created where it does not exist.
        signature: names everything that decides a prediction.

    Raises:
        StoreError: the file cannot be opened, holds a line that is no prediction, or predictions
            of another signature.
    """

    def __init__(self, path: Path, signature: str) -> None:
        self._path = path
        self._signature = signature
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

    def __exit__(self, *error: object) -> None:
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
            data = self._parsed(line, number)
            if number == 1:
                self._check_signature(data)
                continue
            try:
                prediction = decode(Prediction, data)
            except ValueError as error:
                raise self._damaged(number, f" ({error})") from error
            self._documents.setdefault(prediction.key, {})[prediction.row] = prediction
        self._stream.truncate(end)
        self._stream.seek(end)
        if end == 0:
            self._stream.write(json.dumps({"signature": self._signature}).encode() + b"\n")

    def _parsed(self, line: bytes, number: int) -> dict[str, Any]:
        try:
            data = json.loads(line.decode("utf-8", "surrogatepass"))
        except ValueError as error:
            raise self._damaged(number) from error
        if not isinstance(data, dict):
            raise self._damaged(number)
        return data

    def _check_signature(self, head: dict[str, Any]) -> None:
        kept = head.get("signature")
        if not isinstance(kept, str):
            raise self._stale("it does not say what made them")
        if kept != self._signature:
            raise self._stale(difference(kept, self._signature))

    def _stale(self, why: str) -> StoreError:
        return StoreError(
            f"holds predictions made with other settings or versions: {why}",
            where=str(self._path),
            remedy="Remove the file to start anew, or choose another --out",
        )

    def _damaged(self, number: int, why: str = "") -> StoreError:
        return StoreError(
            f"is no prediction{why}",
            where=f"{self._path}, line {number}",
            remedy="Remove the file to start anew, or choose another --out",
        )
