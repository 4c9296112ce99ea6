"""Shared fixtures. Tests are offline and seeded; the real model is prepared once per machine."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def gold_tools():
    """The module that compares flags with gold passages."""
    spec = importlib.util.spec_from_file_location(
        "gold", Path(__file__).parent / "system" / "gold.py"
    )
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["gold"] = module
    spec.loader.exec_module(module)
    return module
