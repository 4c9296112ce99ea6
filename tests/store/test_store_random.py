"""Random sessions of two reviewers: the grown state always equals the one derived afresh."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from checker.errors import InputError
from checker.records import Severity
from checker.store import (
    Accept,
    Action,
    AddFlag,
    Comment,
    Dismiss,
    EditFlag,
    Reopen,
    Request,
    ReviewStore,
    Scope,
    Translate,
    open_store,
)
from tests.store.store_samples import LINES, MARKS, report

TWINS = (*LINES, LINES[3], LINES[0])
TWIN_MARKS = (*MARKS, MARKS[3], MARKS[0])


def step(store: ReviewStore, run_id: str, chance: random.Random) -> None:
    """One move of one reviewer, sometimes based on an old view."""
    who = chance.choice(["Ana", "Ben"])
    segment = store.segment(run_id, chance.randrange(len(TWINS)))
    assert segment is not None
    move = chance.randrange(10)
    if move == 0:
        store.undo("article", who=who)
    elif move == 1:
        store.redo("article", who=who)
    elif move == 2:
        text = chance.choice([segment.original.pair.target, "China did well.", "My country's x."])
        if text != segment.target:
            store.decide(
                run_id, Request(segment.position, Translate(text), None, segment.event), who=who
            )
    elif move == 3:
        add = AddFlag(0, chance.randrange(1, 5), Severity.MINOR, "style")
        store.decide(run_id, Request(segment.position, add), who=who)
    elif segment.flags:
        flag = chance.choice(segment.flags)
        actions: list[Action] = [
            Accept(),
            Dismiss("r", chance.choice(list(Scope))),
            Reopen(),
            Comment("c"),
            EditFlag(severity=chance.choice(list(Severity)), start=0, end=3),
        ]
        action = chance.choice(actions)
        based_on = chance.choice([flag.event, flag.event, 0])
        store.decide(run_id, Request(segment.position, action, flag.key, based_on), who=who)


@pytest.mark.parametrize("seed", range(6))
def test_grown_state_equals_derived_state(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    with open_store(tmp_path / "review.sqlite") as store:
        run_id = store.add_run(report(lines=TWINS, marks=TWIN_MARKS), who="Ana")
        for number in range(60):
            try:
                step(store, run_id, chance)
            except InputError as error:
                assert "changes nothing" in str(error)
            if number % 20 == 19:
                grown = list(store.all_segments(run_id)), store.documents()
                store.rebuild("article")
                assert (list(store.all_segments(run_id)), store.documents()) == grown
        changed = (("新句。", "New."), *TWINS[1:], ("又一句。", "More."))
        later = store.add_run(report(lines=changed, marks=((), *TWIN_MARKS[1:], ())), who="Ben")
        grown = list(store.all_segments(later)), store.documents()
        store.rebuild("article")
        assert (list(store.all_segments(later)), store.documents()) == grown
