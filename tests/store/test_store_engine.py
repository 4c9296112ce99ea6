"""Migrations, the append-only log, one plain file, concurrent writers, clear refusals."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text

from checker.errors import StoreError
from checker.store import Comment, Request, SegmentQuery, open_store
from checker.store.sql.engine import default_location, make_engine, reading, writing
from checker.store.sql.migrations import MIGRATIONS, Migration, migrate, version
from checker.store.sql.tables import metadata
from tests.store.store_samples import report


def test_migrations_are_numbered_and_make_the_tables_of_today(location: str) -> None:
    assert [step.number for step in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))
    engine = make_engine(location)
    assert version(engine) == 0
    assert migrate(engine) == len(MIGRATIONS) == version(engine)
    found = inspect(engine)
    assert set(found.get_table_names()) == set(metadata.tables)
    for name, table in metadata.tables.items():
        columns = {c["name"]: c for c in found.get_columns(name)}
        assert columns.keys() == {c.name for c in table.columns}, name
        for column in table.columns:
            made = columns[column.name]
            assert made["nullable"] == column.nullable, (name, column.name)
            assert isinstance(made["type"], type(column.type)), (name, column.name)
        indexes = {i["name"] for i in found.get_indexes(name)}
        assert indexes == {i.name for i in table.indexes}, name
        assert found.get_pk_constraint(name)["constrained_columns"] == [
            c.name for c in table.primary_key.columns
        ]
    engine.dispose()


def test_a_store_made_step_by_step_migrates(location: str) -> None:
    engine = make_engine(location)
    migrate(engine, MIGRATIONS[:1])
    assert version(engine) == 1
    engine.dispose()
    with open_store(location) as store:
        store.add_run(report(), who="Ana")
        assert len(store.documents()) == 1


def test_a_failing_step_leaves_nothing_of_itself(location: str) -> None:
    def broken(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE half_done (x INTEGER)")
        connection.exec_driver_sql("INSERT INTO no_such_table VALUES (1)")

    engine = make_engine(location)
    with pytest.raises(StoreError, match="the database refused"):
        migrate(engine, (*MIGRATIONS, Migration(len(MIGRATIONS) + 1, "broken", broken)))
    assert version(engine) == len(MIGRATIONS)
    assert "half_done" not in inspect(engine).get_table_names()
    engine.dispose()


def test_a_newer_store_is_refused(location: str) -> None:
    with open_store(location):
        pass
    engine = make_engine(location)
    with writing(engine) as connection:
        connection.execute(text("INSERT INTO schema_version VALUES (99, 'future', 'x')"))
    engine.dispose()
    with pytest.raises(StoreError, match="schema 99"):
        open_store(location)


@pytest.mark.parametrize("statement", ["UPDATE events SET who = 'Eve'", "DELETE FROM events"])
def test_the_database_itself_keeps_the_log(location: str, statement: str) -> None:
    with open_store(location) as store:
        run_id = store.add_run(report(), who="Ana")
        store.decide(run_id, Request(0, Comment("first")), who="Ana")
        with pytest.raises(StoreError, match="append-only"), writing(store._engine) as connection:
            connection.execute(text(statement))
        assert [event.who for event in store.history("article")] == ["Ana"]


def test_many_writers_queue_and_number_without_gaps(location: str) -> None:
    failures: list[BaseException] = []
    with open_store(location) as store:
        run_id = store.add_run(report(), who="Ana")

        def work(name: str) -> None:
            try:
                with open_store(location) as own:
                    for number in range(10):
                        own.decide(run_id, Request(0, Comment(f"{name} {number}")), who=name)
            except BaseException as error:
                failures.append(error)

        threads = [threading.Thread(target=work, args=(f"Writer {n}",)) for n in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert not failures
        assert [event.number for event in store.history("article")] == list(range(1, 41))
        assert store.segment(run_id, 0).comments == 40


def test_a_sqlite_store_is_one_file_to_copy(tmp_path: Path) -> None:
    with open_store(tmp_path / "a" / "review.sqlite") as store:
        run_id = store.add_run(report(), who="Ana")
        store.decide(run_id, Request(0, Comment("kept")), who="Ana")
        with reading(store._engine) as connection:
            assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["review.sqlite"]
    shutil.copy(tmp_path / "a" / "review.sqlite", tmp_path / "copy.sqlite")
    with open_store(tmp_path / "copy.sqlite") as store:
        assert store.segments(SegmentQuery(run_id)).total == 4
        assert store.history("article")[0].after == {"text": "kept"}


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("mysql://root@localhost/x", "not supported"),
        ("sqlite://", "not supported"),
        ("sqlite:///:memory:", "not supported"),
        ("nonsense://", "not"),
        ("postgresql://ana:secret@127.0.0.1:1/none", "refused"),
    ],
)
def test_unusable_locations_are_named_without_the_password(location: str, words: str) -> None:
    with pytest.raises(StoreError, match=words) as caught:
        open_store(location)
    assert "secret" not in str(caught.value)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "notes.sqlite"
    path.write_text("These are notes, not a database. " * 50, encoding="utf-8")
    with pytest.raises(StoreError, match="not a database"):
        open_store(path)
    assert path.read_text(encoding="utf-8").startswith("These are notes")


def test_the_default_location_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHECKER_STORE", "postgresql://db/reviews")
    assert default_location() == "postgresql://db/reviews"
    monkeypatch.delenv("CHECKER_STORE")
    assert default_location().endswith("review.sqlite")
