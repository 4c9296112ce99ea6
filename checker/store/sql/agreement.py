"""Machine against reviewers, and reviewers against each other.

A reviewer's verdict on a flag is their last decision on it that they did not take back; a decision
that came in conflict is still a verdict. Edited flags count as accepted.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from checker.store.events.actions import EventKind, State
from checker.store.sql.tables import events, flag_now

__all__ = ["Agreement", "RulePrecision", "agreements", "cohen_kappa", "rule_precision"]

_VERDICTS = {
    EventKind.ACCEPT.value: True,
    EventKind.EDIT.value: True,
    EventKind.DISMISS.value: False,
}


@dataclass(frozen=True, slots=True)
class RulePrecision:
    """How often reviewers agreed with a rule.

    Attributes:
        precision: accepted / decided, in [0, 1]; None where nothing is decided.
    """

    check_id: str
    accepted: int
    dismissed: int
    open: int

    @property
    def precision(self) -> float | None:
        """Share of decided flags that were accepted."""
        decided = self.accepted + self.dismissed
        return self.accepted / decided if decided else None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers on the flags both decided.

    Attributes:
        kappa: Cohen's κ in [-1, 1]; None where chance agreement is total (one verdict only).
    """

    first: str
    second: str
    both: int
    same: int
    kappa: float | None


def rule_precision(connection: Connection, run_ids: Sequence[str]) -> list[RulePrecision]:
    """Accepted, dismissed and open flags of each rule over some runs, most flags first."""
    query = (
        select(flag_now.c.check_id, flag_now.c.state, func.count())
        .where(flag_now.c.run_id.in_(run_ids), flag_now.c.origin != "reviewer")
        .where(flag_now.c.is_current | ~flag_now.c.state.in_(("open", "reopened")))
        .group_by(flag_now.c.check_id, flag_now.c.state)
    )
    counts: dict[str, Counter[State]] = {}
    for rule, state, number in connection.execute(query):
        counts.setdefault(rule, Counter())[State(state)] += number
    found = [
        RulePrecision(
            rule,
            states[State.ACCEPTED],
            states[State.DISMISSED],
            states[State.OPEN] + states[State.REOPENED],
        )
        for rule, states in counts.items()
    ]
    return sorted(
        found, key=lambda item: (-(item.accepted + item.dismissed + item.open), item.check_id)
    )


def agreements(connection: Connection, document_ids: Sequence[str]) -> list[Agreement]:
    """Agreement of every two reviewers who decided on the same flags."""
    verdicts = _verdicts(connection, document_ids)
    found = []
    for first, second in itertools.combinations(sorted(verdicts), 2):
        shared = verdicts[first].keys() & verdicts[second].keys()
        if shared:
            pairs = [(verdicts[first][key], verdicts[second][key]) for key in shared]
            same = sum(one == other for one, other in pairs)
            found.append(Agreement(first, second, len(pairs), same, cohen_kappa(pairs)))
    return found


def cohen_kappa(pairs: Iterable[tuple[bool, bool]]) -> float | None:
    """Cohen's κ (1960): agreement beyond chance, 1 = full, 0 = as by chance."""
    counts = Counter(pairs)
    total = sum(counts.values())
    observed = (counts[True, True] + counts[False, False]) / total
    first = (counts[True, True] + counts[True, False]) / total
    second = (counts[True, True] + counts[False, True]) / total
    chance = first * second + (1 - first) * (1 - second)
    return None if chance == 1 else (observed - chance) / (1 - chance)


def _verdicts(
    connection: Connection, document_ids: Sequence[str]
) -> dict[str, dict[tuple[str, str], bool]]:
    """Reviewer → (document, flag) → verdict."""
    names = ("document_id", "number", "who", "kind", "item", "reverts")
    query = (
        select(*(events.c[name] for name in names))
        .where(events.c.document_id.in_(document_ids), events.c.item.like("flag:%"))
        .order_by(events.c.document_id, events.c.number)
    )
    rows = connection.execute(query).all()
    undone: set[tuple[str, int]] = set()
    for row in rows:
        if row.kind == EventKind.UNDO.value:
            undone.add((row.document_id, row.reverts))
        elif row.kind == EventKind.REDO.value:
            undone.discard((row.document_id, row.reverts))
    verdicts: dict[str, dict[tuple[str, str], bool]] = {}
    for row in rows:
        if row.kind in _VERDICTS and (row.document_id, row.number) not in undone:
            own = verdicts.setdefault(row.who, {})
            own[row.document_id, row.item] = _VERDICTS[row.kind]
    return verdicts
