"""The content-addressed cache."""

import multiprocessing
import os
import sqlite3
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.config import cache_folder
from checker.errors import StoreError
from checker.evidence.cache import Cache


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "cache.sqlite"


def test_what_was_put_is_found_by_signature_and_text(path):
    with Cache(path) as cache:
        cache.put_many("a", {"一": "1", "二": "2"})
        cache.put_many("b", {"一": "other"})
        assert cache.get_many("a", ["二", "一", "三", "一"]) == {"一": "1", "二": "2"}
        assert cache.get_many("b", ["一"]) == {"一": "other"}
        assert cache.get_many("c", ["一"]) == {}
        cache.put_many("a", {"一": "new"})
        cache.put_many("a", {})
    with Cache(path) as cache:
        assert cache.get_many("a", ["一"]) == {"一": "new"}
        assert cache.notes == ()


def test_signature_and_text_do_not_run_together(path):
    with Cache(path) as cache:
        cache.put_many("ab", {"c": "1"})
        assert cache.get_many("a", ["bc"]) == {}


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(), st.text(st.characters(exclude_categories=["Cs"])), max_size=20))
def test_any_text_comes_back(tmp_path_factory, payloads):
    with Cache(tmp_path_factory.mktemp("c") / "c.sqlite") as cache:
        cache.put_many("s", payloads)
        assert cache.get_many("s", payloads) == payloads


def test_many_texts_at_once(path):
    payloads = {str(i): str(-i) for i in range(2500)}
    with Cache(path) as cache:
        cache.put_many("s", payloads)
        assert cache.get_many("s", payloads) == payloads


@pytest.mark.parametrize("content", [b"not a database" * 100, b"SQLite format 3\0" + b"x" * 5000])
def test_a_damaged_file_is_put_aside_with_a_note(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with Cache(path) as cache:
        assert len(cache.notes) == 1
        assert "damaged" in cache.notes[0]
        cache.put_many("s", {"a": "1"})
        assert cache.get_many("s", ["a"]) == {"a": "1"}
    aside = [p for p in path.parent.iterdir() if "damaged" in p.name]
    assert [p.read_bytes() for p in aside if not p.name.endswith(("-wal", "-shm"))] == [content]


def test_damage_while_open_is_a_miss(path):
    with Cache(path) as cache:
        cache.put_many("s", {str(i): "x" * 500 for i in range(400)})
        cache._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = path.stat().st_size
        with path.open("r+b") as handle:
            handle.seek(4096)
            handle.write(b"\xff" * (size - 4096))
        cache._connection.execute("PRAGMA shrink_memory")
        other = Cache(path)
        found = other.get_many("s", [str(i) for i in range(400)])
        assert len(found) < 400
        other.put_many("s", {"a": "1"})
        assert other.get_many("s", ["a"]) == {"a": "1"}
        assert other.notes
        other.close()


def test_a_damaged_entry_is_a_miss(path):
    with Cache(path) as cache:
        cache.put_many("s", {"a": "1", "b": "2"})
        with cache._connection:
            cache._connection.execute("UPDATE entry SET payload = x'00ff'")
        assert cache.get_many("s", ["a", "b"]) == {}


def test_the_file_stays_within_its_bound_and_drops_the_oldest(path, monkeypatch):
    clock = [1_000_000.0]
    monkeypatch.setattr(time, "time", lambda: clock[0])
    with Cache(path, max_bytes=300_000) as cache:
        for i in range(60):
            clock[0] += 100_000
            cache.put_many("s", {f"{i}.{k}": os.urandom(300).hex() for k in range(20)})
            assert cache.get_many("s", ["0.0"])  # in use, so never the oldest
            assert cache.used_bytes <= 300_000
        assert cache.get_many("s", ["1.0"]) == {}
        assert cache.get_many("s", ["59.0"])


def work(path, name, ready):
    ready.wait(120)
    with Cache(path) as cache:  # the file is new to both
        for i in range(30):
            cache.put_many("s", {f"{name}.{i}": name, "shared": "same"})
            assert cache.get_many("s", [f"{name}.{i}"]) == {f"{name}.{i}": name}


def test_two_processes_share_it(path):
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(2)
    workers = [context.Process(target=work, args=(path, name, ready)) for name in "ab"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(120)
    assert [worker.exitcode for worker in workers] == [0, 0]
    with Cache(path) as cache:
        wanted = [f"{name}.{i}" for name in "ab" for i in range(30)]
        assert len(cache.get_many("s", [*wanted, "shared"])) == 61
        assert cache.notes == ()


def test_threads_share_it(path):
    failures: list[Exception] = []

    def go(name):
        try:
            for i in range(50):
                cache.put_many("s", {f"{name}.{i}": name})
                assert cache.get_many("s", [f"{name}.{i}"])
        except Exception as error:
            failures.append(error)

    with Cache(path) as cache:
        threads = [threading.Thread(target=go, args=(name,)) for name in "abc"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert failures == []


def test_a_place_that_cannot_be_used_is_named(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="CHECKER_CACHE"):
        Cache(tmp_path / "file" / "cache.sqlite")
    (tmp_path / "folder.sqlite").mkdir()
    with pytest.raises(StoreError, match="cannot be opened"):
        Cache(tmp_path / "folder.sqlite")


def test_a_locked_database_is_told(path, monkeypatch):
    monkeypatch.setattr("checker.evidence.cache._BUSY_S", 0.05)
    with Cache(path) as cache:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="locked"):
            cache.put_many("s", {"a": "1"})
        other.close()


def test_the_folder_can_be_chosen(monkeypatch, tmp_path):
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path / "here"))
    assert cache_folder() == tmp_path / "here"
    with Cache() as cache:
        assert cache.path == tmp_path / "here" / "evidence.sqlite"
    monkeypatch.delenv("CHECKER_CACHE")
    assert cache_folder().name == "checker"
