"""Runs the trained estimator over pairs. The model is loaded when it first has something to do."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from checker.errors import BackEndError, InputError
from checker.models.estimator.artefact import (
    LOST,
    SHIPPED_ESTIMATOR,
    TOKENIZER,
    WEIGHTS,
    Artefact,
    read_artefact,
)
from checker.models.estimator.windows import sentence_ends, windows
from checker.models.installed import require
from checker.records import QualityEstimate, TokenQuality

if TYPE_CHECKING:
    import torch

    from checker.models.estimator.network import QualityNetwork
    from checker.models.estimator.tokens import EncodedPair

__all__ = ["QualityEstimator"]

_WINDOWS = 2
"""Raised when long pairs are cut or put together in another way."""
_SCALE = math.log1p(LOST)
_DIGITS = 5
# Kept of every number, so that a result read back from the cache is the very same.


@dataclass
class _Merged:
    """What the windows of one pair say, put together."""

    tokens: list[TokenQuality] = field(default_factory=list)
    omitted: dict[tuple[int, int], float] = field(default_factory=dict)
    end: float = 0.0
    outputs: list[tuple[int, list[float]]] = field(default_factory=list)


class QualityEstimator:
    """The estimator of a folder.

    Args:
        folder: with `estimator.json`, `estimator.safetensors` and `tokenizer.json`.
        threads: of the processor; 0 = all cores.
        batch_tokens: tokens (padding included) in one batch; changes no result beyond
            floating-point noise.

    Raises:
        MissingDependencyError: its packages are not installed.
        IntegrityError: the folder holds no sound estimator.
    """

    def __init__(
        self, folder: Path = SHIPPED_ESTIMATOR, *, threads: int = 0, batch_tokens: int = 2048
    ) -> None:
        require("the trained estimator", ("torch", "safetensors", "tokenizers"))
        self._artefact: Artefact = read_artefact(folder)
        self._threads, self._batch_tokens = threads, batch_tokens
        self._lock = threading.Lock()
        self._loaded: tuple[QualityNetwork, Any] | None = None

    @property
    def signature(self) -> str:
        """Names weights and tokenizer; a cache key. No model is loaded for it."""
        return f"estimator:{self._artefact.version}|windows:{_WINDOWS}"

    @property
    def loaded(self) -> bool:
        """Whether the model is in memory."""
        return self._loaded is not None

    def estimate(self, pairs: Sequence[tuple[str, str]]) -> list[QualityEstimate]:
        """Estimates the quality of each (source, target) pair; same length and order.

        Pairs longer than the network are judged window by window; nothing is cut off.

        Raises:
            IntegrityError: the weights do not fit the network.
            BackEndError: the network gave no finite numbers.
        """
        if not pairs:
            return []
        with self._lock:
            if self._loaded is None:
                self._loaded = self._load()
        network, tokenizer = self._loaded
        parts = [
            (number, part)
            for number, (source, target) in enumerate(pairs)
            for part in _parts(tokenizer, source, target, self._artefact.longest)
        ]
        merged = [_Merged() for _ in pairs]
        order = sorted(range(len(parts)), key=lambda i: -len(parts[i][1].ids))
        results = dict(self._run(network, [parts[i][1] for i in order], order))
        for i, (number, part) in enumerate(parts):
            _add(merged[number], part, *results[i])
        return [self._estimate(item) for item in merged]

    def _load(self) -> tuple[QualityNetwork, Any]:
        import safetensors.torch
        import torch
        from tokenizers import Tokenizer

        from checker.errors import IntegrityError
        from checker.models.estimator.network import NetworkShape, QualityNetwork
        from checker.models.estimator.weights import unpack

        folder = self._artefact.folder
        try:
            network = QualityNetwork(NetworkShape.from_dict(self._artefact.facts["shape"]))
            packed = safetensors.torch.load_file(str(folder / WEIGHTS))
            network.load_state_dict(unpack(packed))
            tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        except Exception as error:  # each library has its own; none may reach the user bare
            raise IntegrityError(
                f"the estimator cannot be loaded ({error})",
                where=str(folder),
                remedy="Reinstall the package",
            ) from error
        if self._threads:
            torch.set_num_threads(self._threads)
        return network.eval(), tokenizer

    def _run(
        self, network: QualityNetwork, parts: Sequence[EncodedPair], names: Sequence[int]
    ) -> Iterator[tuple[int, tuple[list[list[float]], list[float]]]]:
        """Yields (name, (token probabilities, segment outputs)) of parts sorted by length."""
        import torch

        start = 0
        while start < len(parts):
            width = len(parts[start].ids)
            stop = start + max(1, self._batch_tokens // width)
            batch = parts[start:stop]
            with torch.inference_mode():
                tokens, segments = network(*_tensors(batch, width))
                chances = torch.sigmoid(tokens)
            if not bool(torch.isfinite(chances).all() and torch.isfinite(segments).all()):
                raise BackEndError("the estimator gave numbers that are not finite")
            for row, part in enumerate(batch):
                yield (
                    names[start + row],
                    (chances[row, : len(part.ids)].tolist(), segments[row].tolist()),
                )
            start = stop

    def _estimate(self, merged: _Merged) -> QualityEstimate:
        weight = sum(size for size, _ in merged.outputs) or 1
        means = [
            sum(size * values[place] for size, values in merged.outputs) / weight
            for place in range(3)
        ]
        return QualityEstimate(
            tokens=tuple(merged.tokens),
            omitted=tuple((*place, value) for place, value in sorted(merged.omitted.items())),
            end=merged.end,
            penalty_per_word=round(means[0], _DIGITS),
            penalty=round(_summed([values[1] for _, values in merged.outputs]), _DIGITS),
            chrf_loss=round(means[2], _DIGITS),
            signature=self.signature,
        )


def _summed(penalties: Sequence[float]) -> float:
    """The penalty of several windows: points add up, and `penalty` is their logarithm."""
    if len(penalties) == 1:
        return penalties[0]
    points = sum(math.expm1(max(0.0, value) * _SCALE) for value in penalties)
    return math.log1p(points) / _SCALE


def _parts(tokenizer: Any, source: str, target: str, longest: int) -> list[EncodedPair]:
    """The pair, or its windows where it is longer than the network."""
    from checker.models.estimator.tokens import join

    try:
        left = tokenizer.encode(source, add_special_tokens=False)
        right = tokenizer.encode(target, add_special_tokens=False)
    except TypeError as error:  # what tokenizers says of half a surrogate pair
        raise InputError("the text holds half of a surrogate pair") from error
    parts = []
    ends = {
        "source_ends": sentence_ends(source, left.offsets),
        "target_ends": sentence_ends(target, right.offsets),
    }
    for window in windows(len(left.ids), len(right.ids), longest, **ends):
        a, b = slice(*window.source), slice(*window.target)
        parts.append(join(left.ids[a], left.offsets[a], right.ids[b], right.offsets[b]))
    return parts


def _tensors(batch: Sequence[EncodedPair], width: int) -> tuple[torch.Tensor, torch.Tensor]:
    import torch

    from checker.models.estimator.network import PAD

    ids = torch.full((len(batch), width), PAD, dtype=torch.long)
    sides = torch.zeros((len(batch), width), dtype=torch.long)
    for row, part in enumerate(batch):
        ids[row, : len(part.ids)] = torch.tensor(part.ids)
        sides[row, : len(part.ids)] = torch.tensor(part.sides)
    return ids, sides


def _add(
    merged: _Merged, part: EncodedPair, chances: list[list[float]], outputs: list[float]
) -> None:
    """Adds one window; a source token that any window finds translated is translated."""
    for i, (start, end) in enumerate(part.target_places):
        error, major, _ = (round(value, _DIGITS) for value in chances[part.target_at + i])
        merged.tokens.append(TokenQuality(start, end, error, min(error, major)))
    for i, place in enumerate(part.source_places):
        value = round(chances[part.source_at + i][2], _DIGITS)
        merged.omitted[place] = min(value, merged.omitted.get(place, 1.0))
    merged.end = round(chances[-1][0], _DIGITS)
    merged.outputs.append((max(1, len(part.target_places)), outputs))
