"""The signature names everything that decides a result."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.checks import registry_hash as hashing
from checker.checks.model.judge import shipped_judges
from checker.checks.registry import all_checks
from checker.checks.registry_hash import registry_hash
from checker.config import Settings
from checker.pipeline import Checker
from checker.version import __version__


@pytest.fixture(autouse=True)
def fresh():
    registry_hash.cache_clear()
    yield
    registry_hash.cache_clear()


def hashed(monkeypatch, checks, files, **options):
    registry_hash.cache_clear()
    monkeypatch.setattr(hashing, "all_checks", lambda: checks)
    monkeypatch.setattr(hashing, "_data_files", lambda: iter(files))
    return registry_hash(**options)


def test_the_data_files_of_all_rooms_that_know_something_are_read():
    names = [name for name, _ in hashing._data_files()]
    assert names == sorted(names, key=lambda name: (name.split("/")[0], name))
    assert "language/data/anchor_words.tsv" in names and "checks/alarms.json" in names


def test_a_change_of_a_list_or_of_a_check_changes_the_hash(monkeypatch):
    checks, files = all_checks(), list(hashing._data_files())
    base = hashed(monkeypatch, checks, files)
    assert base == hashed(monkeypatch, checks, files)
    (name, data), *rest = files
    assert base != hashed(monkeypatch, checks, [(name, data + b" "), *rest])
    assert base != hashed(monkeypatch, checks, rest)
    for change in ({"ceiling": 99.0}, {"holds_back": not checks[0].holds_back}, {"default": False}):
        assert base != hashed(monkeypatch, (replace(checks[0], **change), *checks[1:]), files)


def test_what_a_check_says_of_itself_changes_nothing(monkeypatch):
    checks, files = all_checks(), list(hashing._data_files())
    told = (replace(checks[0], title="Other", description="Other words."), *checks[1:])
    assert hashed(monkeypatch, checks, files) == hashed(monkeypatch, told, files)


def test_the_judge_was_fitted_on_the_checks_of_today():
    """Fit it anew, or, where the findings of the texts' checks are the same, say how that was seen.

    `python -m training.detector.judge` writes `fitted_on`; `equivalent` in `judge.json` takes the
    new hash with the comparison that showed it (`python -m benchmarks.results compare`).
    """
    judges = shipped_judges()
    assert judges.knows(registry_hash(judged=True)), registry_hash(judged=True)
    assert not judges.knows("000000000000")
    assert all(len(reason) > 20 for reason in judges.equivalent.values())


def checker(**settings):
    return Checker(
        Settings(
            back_ends=(),
            forced_decoding=False,
            use_cache=False,
            quality_estimation=False,
            **settings,
        )
    )


def test_the_signature_names_checks_and_glossary_by_content(tmp_path):
    path = tmp_path / "terms.tsv"
    path.write_text("码头\tquay\n", encoding="utf-8")
    first = checker(glossary=str(path)).signature
    path.write_text("码头\twharf\n", encoding="utf-8")
    second = checker(glossary=str(path)).signature
    assert first != second and "|glossary:terms.tsv@" in first
    assert first.startswith(f"checker:{__version__}|checks:{registry_hash()}|")
    assert "glossary" not in checker().signature
