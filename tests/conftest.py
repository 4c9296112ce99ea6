"""Shared fixtures. Tests are offline and seeded; the real model is prepared once per machine."""

from __future__ import annotations

import functools
import importlib.util
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from checker.models.threads import spin_briefly

# The same examples in every run: a failure is then a change of ours, never of the dice.
settings.register_profile("seeded", derandomize=True, deadline=None)
settings.load_profile("seeded")

# Before anything loads torch: two workers on two busy cores wait for each other's threads otherwise
# (measured: the tests of the tiny networks took ten times as long beside other work).
spin_briefly()
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

# On an interpreter without torch, what builds, runs or replays a network is left out; the head says
# so.
_NO_TORCH = importlib.util.find_spec("torch") is None
collect_ignore_glob = (
    [
        "models/estimator",
        "models/lm",
        "models/test_registry.py",
        "models/translators/test_transformers_mt.py",
        "models/translators/test_ctranslate2_mt.py",
        "training",
        "system/test_corpora_recall.py",
        "system/test_recorded_evidence.py",
    ]
    if _NO_TORCH
    else []
)


def pytest_report_header() -> str | None:
    """Names what is left out before the first test."""
    if not _NO_TORCH:
        return None
    return f"left out, torch is not installed: {', '.join(collect_ignore_glob)}"


# Kinds of tests that start something dear; the first is the longest.
_DEAR = ("model", "browser", "server")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With workers (`-n 2`): a file stays in one of them, and so does all that is dear of a kind.

    Then a language model, the browser and the database each start once a session.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return _scope(nodeid)

    config.option.loadscopereorder = False  # in the order of pytest_collection_modifyitems
    return Together(config, log)


@functools.cache
def _scope(nodeid: str) -> str:
    """The kind that a file names in a mark, else the file. The controller sees no marks."""
    if "[postgresql" in nodeid:
        return "server"
    path = nodeid.partition("::")[0]
    return _kind_of_file(path) or path


@functools.cache
def _kind_of_file(path: str) -> str | None:
    text = (Path(__file__).parents[1] / path).read_text(encoding="utf-8")
    return next((kind for kind in _DEAR if f"mark.{kind}" in text), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is dear comes first, so that no worker is left with it in the end."""
    order = {kind: place for place, kind in enumerate(_DEAR)}
    items.sort(key=lambda item: order.get(_scope(item.nodeid), len(_DEAR)))
