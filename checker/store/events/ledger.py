"""What has been decided about each item: the events of a document, folded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.store.events.book import Standing

__all__ = ["Ledger"]

_EMPTY = Standing()


class Ledger:
    """Folded events: what has been decided about each item."""

    def __init__(self, items: Mapping[str, Standing]) -> None:
        self._items = items
        self._decided: dict[str, list[tuple[str, Standing]]] = {}
        for item, standing in items.items():
            if item.startswith("flag:") and standing.decision and standing.decision.segment:
                group = self._decided.setdefault(standing.decision.segment, [])
                group.append((item, standing))

    def standing(self, item: str) -> Standing:
        """Standing of an item; an empty one where nothing happened."""
        return self._items.get(item, _EMPTY)

    @property
    def segment_keys(self) -> frozenset[str]:
        """Keys of the segments that have decided flags."""
        return frozenset(self._decided)

    def decided(self, segment_keys: Iterable[str]) -> list[tuple[str, Standing]]:
        """The decided flags of some segments: (flag key, standing)."""
        return [pair for key in segment_keys for pair in self._decided.get(key, ())]
