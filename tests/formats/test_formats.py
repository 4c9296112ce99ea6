"""FORMATS.md names every file, column and field there is."""

import json
from importlib.resources import files

import pytest

from checker.formats.mqm import MQM_COLUMNS
from checker.formats.schema import SCHEMA_FILE, segment_schema
from checker.formats.tsv import FLAG_COLUMNS
from checker.runs.run_directory import RunDirectory

TEXT = (files("checker.formats") / "FORMATS.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def folder(make_article, tmp_path_factory):
    path = tmp_path_factory.mktemp("run")
    with RunDirectory.open(path, signature="s") as run:
        run.write(make_article())
        run.finish()
    return path


def test_every_file_is_described(folder):
    names = {path.name for path in folder.iterdir()} - {".lock"}
    assert names == {name for name in names if f"| `{name}` |" in TEXT}
    assert len(names) == 7


@pytest.mark.parametrize("name", [*FLAG_COLUMNS, *MQM_COLUMNS])
def test_every_column_is_described(name):
    assert f"`{name}`" in TEXT


def test_every_field_of_the_journal_and_the_run_is_described(folder):
    (line,) = (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    entry = json.loads(line)
    run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    names = [*entry, *entry["summary"], *run]
    assert [name for name in names if f"`{name}`" not in TEXT] == []


def test_every_field_of_a_flag_is_described():
    names = segment_schema()["$defs"]["flag"]["properties"]
    assert [name for name in names if f"`{name}`" not in TEXT] == []


def test_the_schema_is_named_with_its_version():
    version = segment_schema()["properties"]["schema_version"]["const"]
    assert f"schema version {version}" in TEXT
    assert f"({SCHEMA_FILE})" in TEXT
