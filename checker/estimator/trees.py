"""Gradient-boosted regression trees from plain JSON, evaluated with numpy.

They are fitted with scikit-learn (see `training/detector`), which is not needed here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["BoostedTrees"]

_FLOATS, _INTEGERS = ("threshold", "value"), ("feature", "missing_left", "left", "right")
_ROWS = 4096
"""Rows walked through all trees at once: bounds the memory."""


@dataclass(frozen=True, slots=True)
class BoostedTrees:
    """A sum of trees over named features.

    Attributes:
        features: names of the columns, in order.
        base: what is predicted before any tree.
        nodes: arrays over the nodes of all trees, one tree behind the other. A leaf is its own left
            and right child. A row goes left where its value is at most the threshold, and where
            `missing_left` says so if it has none (NaN).
        roots: place of each tree's first node.
        depth: steps after which every walk has come to a leaf.
    """

    features: tuple[str, ...]
    base: float
    nodes: Mapping[str, NDArray[Any]]
    roots: NDArray[np.intp]
    depth: int

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> BoostedTrees:
        """Reads plain JSON values: a mapping a tree of equally long lists, leaves with `left` −1.

        Raises:
            KeyError, TypeError, ValueError: damaged, or a node points outside its tree.
        """
        features = tuple(str(name) for name in data["features"])
        trees = [_arrays(tree, len(features)) for tree in data["trees"]]
        sizes = np.array([len(tree["value"]) for tree in trees], dtype=np.intp)
        roots = np.cumsum(sizes) - sizes
        for tree, root in zip(trees, roots, strict=True):
            own = np.arange(len(tree["value"]))
            for side in ("left", "right"):
                tree[side] = root + np.where(tree["leaf"], own, tree[side])
        nodes = {
            key: np.concatenate([tree[key] for tree in trees]) if trees else np.zeros(0)
            for key in (*_FLOATS, *_INTEGERS)
        }
        depth = max((int(tree["depth"]) for tree in trees), default=0)
        base = float(data["base"])
        if not np.isfinite(base):
            raise ValueError("the trees begin with a number that is not finite")
        return cls(features, base, nodes, roots, depth)

    def predict(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The sum over all trees.

        Args:
            rows: (n, features), NaN where a value is missing.

        Returns:
            (n,).
        """
        if rows.ndim != 2 or rows.shape[1] != len(self.features):
            raise ValueError(f"{rows.shape}, not {len(self.features)} columns")
        parts = [self._walk(rows[i : i + _ROWS]) for i in range(0, len(rows), _ROWS)]
        return np.concatenate(parts) if parts else np.zeros(0)

    def _walk(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        if not len(self.roots):
            return np.full(len(rows), self.base)
        nodes = self.nodes
        here = np.tile(self.roots, (len(rows), 1))
        line = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            value = rows[line, nodes["feature"][here]]
            left = np.where(
                np.isnan(value), nodes["missing_left"][here] > 0, value <= nodes["threshold"][here]
            )
            here = np.where(left, nodes["left"][here], nodes["right"][here])
        total: NDArray[np.float64] = self.base + nodes["value"][here].sum(axis=1)
        return total

    def columns(self, named: Mapping[str, Sequence[float | None]]) -> NDArray[np.float64]:
        """A matrix for `predict` from columns by name; None and absent columns become NaN."""
        size = max((len(values) for values in named.values()), default=0)
        rows = np.full((size, len(self.features)), np.nan)
        for place, name in enumerate(self.features):
            if name in named:
                rows[:, place] = [np.nan if v is None else v for v in named[name]]
        return rows


def _arrays(tree: Mapping[str, Any], features: int) -> dict[str, Any]:
    """One tree's lists as arrays, checked, with its depth."""
    arrays: dict[str, Any] = {key: np.asarray(tree[key], dtype=float) for key in _FLOATS}
    arrays |= {key: np.asarray(tree[key], dtype=np.intp) for key in _INTEGERS}
    size = len(arrays["value"])
    if not size or any(len(array) != size for array in arrays.values()):
        raise ValueError("a tree's arrays differ in length")
    if not all(np.isfinite(arrays[key]).all() for key in _FLOATS):
        raise ValueError("a tree holds numbers that are not finite")
    leaf = arrays["left"] < 0
    depth = np.zeros(size, dtype=np.intp)
    for node in np.flatnonzero(~leaf):
        for child in (arrays["left"][node], arrays["right"][node]):
            # Children come after their parent, so that every walk ends.
            if not node < child < size:
                raise ValueError("a tree's node points outside it")
            depth[child] = depth[node] + 1
    if ((arrays["feature"] < 0) | (arrays["feature"] >= features)).any():
        raise ValueError("a tree asks for a feature that there is not")
    return {**arrays, "leaf": leaf, "depth": depth.max()}
