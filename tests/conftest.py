"""Shared fixtures. Tests are offline and seeded; the real model is prepared once per machine."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples in every run: a failure is then a change of ours, never of the dice.
settings.register_profile("seeded", derandomize=True, deadline=None)
settings.load_profile("seeded")

# On an interpreter without torch, what builds or runs a network is left out, and the head says so.
_NO_TORCH = importlib.util.find_spec("torch") is None
collect_ignore_glob = (
    [
        "models/estimator",
        "models/lm",
        "models/translators/test_transformers_mt.py",
        "models/translators/test_ctranslate2_mt.py",
        "training",
    ]
    if _NO_TORCH
    else []
)


def pytest_report_header() -> str | None:
    """Names what is left out before the first test."""
    if not _NO_TORCH:
        return None
    return f"left out, torch is not installed: {', '.join(collect_ignore_glob)}"


@pytest.fixture(scope="session")
def gold_tools():
    """The module that compares flags with gold passages."""
    spec = importlib.util.spec_from_file_location(
        "gold", Path(__file__).parent / "system" / "gold.py"
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["gold"] = module
    spec.loader.exec_module(module)
    return module
