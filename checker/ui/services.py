# mypy: disallow-untyped-decorators=False
"""What all sessions share: the store, the workers with their models, the sample articles."""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable
from pathlib import Path

import streamlit as st

from checker.config import Settings, load_settings
from checker.documents.term_list import Glossary, load_glossary
from checker.store import ReviewStore, State, default_location, open_store
from checker.ui.jobs import CheckerLike, JobDesk

__all__ = ["MODES", "desk", "glossary", "mode_of", "samples", "store", "unrepaired"]

MODES = {
    "full": "Everything: rules, re-translation, the trained detector",
    "rules": "Rules only: seconds, no model",
}
"""How thoroughly to check."""


def store() -> ReviewStore:
    """The review store that `CHECKER_STORE` names, or the user's own."""
    return _store(default_location())


def desk() -> JobDesk:
    """The background worker of the store."""
    return _desk(default_location())


def mode_of(signature: str) -> str:
    """The mode a run was made in, told by its signature."""
    bare = "back_ends:none|forced_decoding:no" in signature
    return "rules" if bare and "quality_estimation:yes" not in signature else "full"


def unrepaired(run_id: str) -> int:
    """How many accepted flags still stand in the present wording of a run's document."""
    counts = store().statistics.flag_counts(run_id)
    return sum(item.count for item in counts if item.state is State.ACCEPTED)


def glossary() -> Glossary | None:
    """The term list that the settings name, None where they name none."""
    path = _settings("full").glossary
    return None if path is None else _glossary(str(path))


@st.cache_resource(show_spinner=False, max_entries=4)
def _glossary(path: str) -> Glossary:
    return load_glossary(path)


@st.cache_resource(show_spinner=False, max_entries=4, on_release=ReviewStore.close)
def _store(location: str) -> ReviewStore:
    return open_store(location)


@st.cache_resource(show_spinner=False, max_entries=4, on_release=JobDesk.close)
def _desk(location: str) -> JobDesk:
    return JobDesk(_store(location), _shelf())


def _shelf() -> Callable[[str], CheckerLike]:
    """Mode → checker, made on first use and kept; each mode is asked for on one thread only."""
    made: dict[str, CheckerLike] = {}

    def get(mode: str) -> CheckerLike:
        if mode not in made:
            from checker.pipeline import Checker

            made[mode] = Checker(_settings(mode))
        return made[mode]

    return get


def _settings(mode: str) -> Settings:
    ours = ("CHECKER_STORE", "CHECKER_CORPORA", "CHECKER_USER_HEADER")
    environment = {name: text for name, text in os.environ.items() if name not in ours}
    settings = load_settings(environment=environment)
    if mode == "rules":
        return dataclasses.replace(
            settings, back_ends=(), forced_decoding=False, quality_estimation=False
        )
    return settings


def samples() -> dict[str, Path]:
    """Sample articles by title: the folders that `corpora/MANIFEST.json` lists, if it is there."""
    for root in _corpora():
        manifest = root / "MANIFEST.json"
        if not manifest.is_file():
            continue
        data = json.loads(manifest.read_text(encoding="utf-8"))
        titles = {entry["file"].partition("/")[0]: entry.get("title") for entry in data["files"]}
        return {titles.get(name) or name: root / name for name in data["articles"]}
    return {}


def _corpora() -> list[Path]:
    named = os.environ.get("CHECKER_CORPORA")
    package = Path(__file__).resolve().parents[1]
    found = [package / "corpora", package.parent / "corpora"]
    return [Path(named), *found] if named else found
