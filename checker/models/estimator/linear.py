"""Weighted sums over named columns, from plain JSON: what each column adds can be read off.

They are fitted with scikit-learn (see `training/detector`), which is not needed here.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from checker.errors import IntegrityError

__all__ = ["FARTHEST", "LinearModel", "read_fitted"]

FARTHEST = 5.0
"""Deviations from the mean beyond which a value counts no more."""
_LISTS = ("means", "scales", "weights")
_LARGEST = 1 << 20  # bytes; chosen, a bound on what is read: files that ship have under 8,000
_Fitted = TypeVar("_Fitted")


@dataclass(frozen=True, slots=True)
class LinearModel:
    """`base` + the sum of weight × (value − mean) / scale; a missing value adds nothing.

    Attributes:
        features: names of the columns.
        base: what is predicted of a row whose values are all missing.
        means, scales, weights: (features,).
    """

    features: tuple[str, ...]
    base: float
    means: NDArray[np.float64]
    scales: NDArray[np.float64]
    weights: NDArray[np.float64]

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> LinearModel:
        """Reads plain JSON values.

        Raises:
            KeyError, TypeError, ValueError: damaged.
        """
        features = tuple(str(name) for name in data["features"])
        arrays = {name: np.asarray(data[name], dtype=float) for name in _LISTS}
        base = float(data["base"])
        if any(array.shape != (len(features),) for array in arrays.values()):
            raise ValueError("the lists of a weighted sum differ in length")
        if not np.isfinite([base, *np.concatenate(list(arrays.values()))]).all():
            raise ValueError("a weighted sum holds numbers that are not finite")
        if (arrays["scales"] <= 0).any():
            raise ValueError("a weighted sum has a scale that is not positive")
        return cls(features, base, **arrays)

    def predict(self, columns: Mapping[str, Sequence[float | None]]) -> NDArray[np.float64]:
        """The sum of each row.

        Args:
            columns: by name, all equally long; None where a value is missing. Columns that the
                model does not have are ignored, those that are absent are missing.

        Returns:
            (rows,).
        """
        size = max((len(values) for values in columns.values()), default=0)
        total = np.full(size, self.base)
        for place, name in enumerate(self.features):
            if name not in columns:
                continue
            values = np.array([np.nan if v is None else v for v in columns[name]], dtype=float)
            far = (values - self.means[place]) / self.scales[place]
            total += self.weights[place] * np.nan_to_num(np.clip(far, -FARTHEST, FARTHEST))
        return total


def read_fitted(path: Path, build: Callable[[Mapping[str, Any]], _Fitted], what: str) -> _Fitted:
    """Reads a JSON file of fitted numbers.

    Args:
        build: makes of its values what is wanted; KeyError, TypeError or ValueError if damaged.
        what: names the numbers in the message: "the detector's numbers".

    Raises:
        IntegrityError: the file is missing, too large or damaged.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise IntegrityError("the file is too large", where=str(path))
        return build(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise IntegrityError(
            f"{what} cannot be read ({type(error).__name__})",
            where=str(path),
            remedy="Reinstall the package",
        ) from error
