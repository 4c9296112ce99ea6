"""The loader of the word lists refuses whatever is not a plain table, and says where."""

import pytest

from checker.errors import FormatError
from checker.language import tables
from checker.language.tables import by_role, rows, several, words


@pytest.fixture
def table(tmp_path, monkeypatch):
    """Writes a table «room/list» into a folder that stands for the package."""
    (tmp_path / "room" / "data").mkdir(parents=True)
    monkeypatch.setattr(tables, "files", lambda package: tmp_path)

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


def test_a_word_may_not_stand_there_twice(table):
    table("word\troles\nbut\tconjunction\nbut\tstarter\n")
    with pytest.raises(FormatError, match="line 3: «but» stands there twice"):
        by_role("room/list")
