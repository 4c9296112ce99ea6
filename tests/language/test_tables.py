"""The loader of the word lists refuses whatever is not a plain table, and says where."""

import re
from pathlib import Path

import pytest

from checker.errors import FormatError
from checker.language import tables
from checker.language.tables import by_role, rows, several, words


@pytest.fixture
def table(tmp_path, monkeypatch):
    """Writes a table «room/list» into a folder that stands for the package."""
    (tmp_path / "room" / "data").mkdir(parents=True)
    monkeypatch.setattr(tables, "get_data", lambda package, name: (tmp_path / name).read_bytes())

    def write(text: str) -> None:
        (tmp_path / "room" / "data" / "list.tsv").write_text(text, encoding="utf-8")
        rows.cache_clear()
        by_role.cache_clear()

    yield write
    rows.cache_clear()
    by_role.cache_clear()


def test_rows_come_in_the_order_of_the_file(table):
    table("# What it is.\n# Where from.\nname\tsigns\n北京\t京|首都\n广州\t-\n")
    found = rows("room/list", "name", "signs")
    assert found == (("北京", "京|首都"), ("广州", "-"))
    assert [several(cell) for _, cell in found] == [("京", "首都"), ()]


def test_a_table_is_read_once(table):
    table("word\na\n")
    assert rows("room/list", "word") is rows("room/list", "word")
    assert words("room/list") == {"a"}


def test_words_by_role(table):
    table("word\troles\nbut\tconjunction|starter\nthe\tarticle|starter\nrise\t-\n")
    assert by_role("room/list") == {
        "conjunction": {"but"},
        "article": {"the"},
        "starter": {"but", "the"},
    }


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("# Note\nword\tnumber\na\t1\n", 2, "columns"),
        ("# Note\n", 2, "columns"),
        ("", 1, "columns"),
        ("name\tkind\na\tb\nc\n", 3, "1 cells instead of 2"),
        ("name\tkind\na\tb\nc\td\te\n", 3, "3 cells instead of 2"),
        ("name\tkind\na\t\n", 2, "blank"),
        ("name\tkind\na\tb \n", 2, "blank"),
        ("name\tkind\n\na\tb\n", 2, "cells"),
        ("name\tkind\na\tb\nc\td\na\tb\n", 4, "twice"),
    ],
)
def test_whatever_is_no_table_is_refused_with_its_place(table, text, line, what):
    table(text)
    with pytest.raises(FormatError, match=what) as error:
        rows("room/list", "name", "kind")
    assert error.value.where == f"room/list.tsv, line {line}"


def test_a_file_that_is_missing_or_no_utf8_is_refused(table, tmp_path):
    with pytest.raises(FormatError, match="cannot be read"):
        rows("room/other", "word")
    (tmp_path / "room" / "data" / "list.tsv").write_bytes("word\n中\n".encode("gb18030"))
    with pytest.raises(FormatError, match="cannot be read"):
        rows("room/list", "word")


def test_a_word_may_not_stand_there_twice(table):
    table("word\troles\nbut\tconjunction\nbut\tstarter\n")
    with pytest.raises(FormatError, match="line 3: «but» stands there twice"):
        by_role("room/list")


PACKAGE = Path(__file__).resolve().parents[2] / "checker"
TABLES = sorted(PACKAGE.rglob("data/*.tsv"))
CODE = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
def test_every_table_says_what_it_is_and_where_from_and_is_used(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("# ")]
    columns = lines[len(head)].split("\t")
    name = f"{path.relative_to(PACKAGE).parent.parent.as_posix()}/{path.stem}"
    assert f'"{name}"' in CODE
    assert rows(name, *columns)
    assert re.search(
        r"Written for|Wording of our own|our own choice|General knowledge|Chosen for|definitions",
        " ".join(head),
    )
    if columns[-1] == "roles":
        explained = {line.split(":")[0].removeprefix("#   ") for line in head if line[:4] == "#   "}
        assert set(by_role(name, *columns)) <= explained
        assert all(f'"{role}"' in CODE or f"'{role}'" in CODE for role in by_role(name, *columns))
