"""Each list of words has one home: no two tables, and no table and no code, hold the same list."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import NamedTuple, get_args

import pytest

from checker.language.grammar_words import CLOSED_CLASS
from checker.language.tables import by_role, rows, several
from checker.numbers.quantities import Kind

PACKAGE = Path(__file__).resolve().parents[2] / "checker"
LEAST = 8  # words; a smaller set is part of the pattern it stands in
SHARED = 0.5  # of the smaller list: above it, it is the same list
WORD = r"[A-Za-z一-鿿'’.-]+"
ALTERNATIVES = re.compile(rf"(?:{WORD}(?: {WORD})*\|){{{LEAST - 1},}}{WORD}(?: {WORD})*")
KINDS = frozenset(get_args(Kind))  # of numbers: names in this package
HAN = re.compile("[一-鿿]+")

ROOMS = ("alignment", "checks", "documents", "evaluation/defects", "language", "numbers")
"""The rooms that know words of a language; the others speak of files, pages and tables."""

APART = "evaluation/defects"
"""The injector must not share its lists with the checks it measures: they are compared apart."""

ALLOWED = {
    ("language/no_names", "language/surnames"): "ordinary words that begin like a name",
    ("language/exclusive_sets", "language/place_hints"): "cities of which one is right",
    ("language/english_anchors", "language/months"): "each month has a weight there",
    ("language/english_words", "language/exclusive_sets"): "nations of which one is right",
    ("checks/text/unrelated.py", "language/anchor_words"): "heads of the names of organisations",
    ("checks/numbers/magnitudes.py", "numbers/crowds"): "names of the powers of ten in order",
    ("checks/numbers/exchanged.py", "checks/numbers/relative.py"): "earlier times, a part of each",
}
"""Pairs of files that may share a list, and why."""


LATER = (
    "checks/model/omission.py",
    "checks/model/structure.py",
    "checks/model/trials/denials.py",
    "checks/model/trials/names.py",
    "checks/model/trials/verbs.py",
)
"""Files whose lists move when the witnesses of one phenomenon are joined; none may be added."""


class WordList(NamedTuple):
    """A list: the file it stands in, its name or line, its words, whether a pattern has them."""

    file: str
    place: str
    words: frozenset[str]
    pattern: bool = False


@cache
def table_lists() -> list[WordList]:
    """Lists in tables: the words of each role, each row where a row is a set, else key columns."""
    found = []
    for path in sorted(PACKAGE.rglob("data/*.tsv")):
        name = f"{path.relative_to(PACKAGE).parent.parent.as_posix()}/{path.stem}"
        lines = path.read_text(encoding="utf-8").splitlines()
        columns = next(line for line in lines if line[:2] != "# ").split("\t")
        table = rows(name, *columns)
        if columns[-1] == "roles":
            groups = by_role(name, *columns)
        elif columns == ["words"]:
            groups = {cell: frozenset(several(cell)) for (cell,) in table}
        else:
            cells = dict(zip(columns, zip(*table, strict=True), strict=True))
            groups = {
                column: frozenset(word for cell in texts for word in several(cell))
                for column, texts in cells.items()
                if column == columns[0] or is_key(texts)
            }
        found += [WordList(name, group, lower(words)) for group, words in groups.items()]
    return found


def is_key(cells: tuple[str, ...]) -> bool:
    """Whether a column holds one plain word a cell, and none twice, as the names of the months."""
    return len({*cells}) == len(cells) and all(re.fullmatch(WORD, cell) for cell in cells)


@cache
def code_lists() -> list[WordList]:
    """Lists in code: texts in a row, words in a row, alternatives of a pattern, signs."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        file = path.relative_to(PACKAGE).as_posix()
        if file.startswith(ROOMS) and file not in LATER:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            nodes = [node for part in tree.body if not is_export(part) for node in ast.walk(part)]
            found += [item for node in nodes for item in node_lists(node, file)]
    return found


def is_export(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def node_lists(node: ast.AST, file: str) -> Iterator[WordList]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        text = node.value
        words = list(text) if HAN.fullmatch(text) else text.split()
        message = text != text.strip(" ") or is_prose(words)
        if all(re.fullmatch(WORD, word) for word in words) and not message:
            yield WordList(file, f"line {node.lineno}", lower(words))
        for match in ALTERNATIVES.findall(text):
            yield WordList(file, f"line {node.lineno}", lower(match.split("|")), pattern=True)
    elif isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
        members = node.keys if isinstance(node, ast.Dict) else node.elts
        texts = [m.value for m in members if isinstance(m, ast.Constant)]
        held = lower(text for text in texts if isinstance(text, str))
        if not held <= KINDS:
            yield WordList(file, f"line {node.lineno}", held)


def is_prose(words: list[str]) -> bool:
    """Whether words in a row are a sentence: a capital only in front, or «of» beside an article."""
    capitals = [word[0].isupper() for word in words]
    return sum(capitals) == capitals[:1].count(True) == 1 or (
        "of" in words and bool({"a", "the"} & set(words))
    )


def lower(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(map(str.lower, texts))


def is_double(one: WordList, other: WordList) -> bool:
    """Whether two lists of different files share more than half of the smaller one.

    Closed-class words in a pattern are its grammar, and do not count.
    """
    pair = tuple(sorted((one.file, other.file)))
    if one.file == other.file or (APART in one.file) != (APART in other.file) or pair in ALLOWED:
        return False
    left, right = one.words, other.words
    if one.pattern or other.pattern:
        left, right = left - CLOSED_CLASS, right - CLOSED_CLASS
    smaller = min(len(left), len(right))
    return smaller >= LEAST and len(left & right) > SHARED * smaller


def doubles(lists: list[WordList]) -> list[str]:
    """Every pair of lists that is one list, as what a reader is told."""
    return [
        f"{one.file} ({one.place}) and {other.file} ({other.place}): "
        + ", ".join(sorted(one.words & other.words)[:12])
        for one, other in combinations([item for item in lists if len(item.words) >= LEAST], 2)
        if is_double(one, other)
    ]


def test_no_list_stands_twice():
    assert doubles(table_lists() + code_lists()) == []


@pytest.mark.parametrize(
    "code",
    [
        'X = "january february march april june july august september october"',
        'X = ("January", "February", "March", "April", "June", "July", "August", "September")',
        'X = {"january": 1, "february": 2, "march": 3, "april": 4, "june": 6, "july": 7, "may": 5,'
        ' "august": 8}',
        'X = re.compile(r"(?:January|February|April|June|July|August|September|October|May)")',
    ],
)
def test_a_list_in_code_that_a_table_has_is_found(code):
    lists = [item for node in ast.walk(ast.parse(code)) for item in node_lists(node, "new.py")]
    assert any("months" in double for double in doubles([*lists, *table_lists()]))


def test_a_table_that_another_has_is_found():
    cities = next(item for item in table_lists() if item.file == "language/chinese_cities")
    copy = cities._replace(file="language/towns", words=frozenset(sorted(cities.words)[:20]))
    assert doubles([cities, copy])


@pytest.mark.parametrize(
    "code",
    [
        'X = "The columns of a table have these names, and it has no others"',
        'X = f"{n} or in the sentences around it has this value"',
        'X = ("one", "two", "three")',
    ],
)
def test_sentences_and_small_sets_are_no_lists(code):
    lists = [item for node in ast.walk(ast.parse(code)) for item in node_lists(node, "new.py")]
    assert doubles([*lists, *table_lists()]) == []
