"""What cuts text into words or Chinese sentences stands in `checker/language`, and nowhere else."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    path for path in (ROOT / "checker").rglob("*.py") if "language" not in path.parent.parts
)
WORDS = ["quick", "brown", "foxes", "jumped", "over", "them"]
MARKED = "quick, brown “foxes” jumped (over) them"
SENTENCES = ["他来了。", "她走了！", "它还在？"]
STOPS = ["。", "！", "？"]
LEFT = {  # what looks like a cutter and is none, or has a reason to be one of its own
    "checker/checks/text/gibberish.py": {"_SYMBOLS"},  # marks that are seldom in a text
    "checker/checks/text/latin_copy.py": {"_CODE"},  # codes, by what stands around them
    "checker/checks/text/pinyin_residue.py": {"_PIECE"},  # pinyin in small letters, outside names
    "checker/checks/text/question.py": {"_BORDER"},  # of a question's clause, quotations too
    "checker/models/estimator/windows.py": {"_SENTENCE_END"},  # what a model reads at a time:
    "checker/models/translators/pieces.py": {"_SENTENCE"},  # another cut is another evidence
    "checker/numbers/english_words.py": {"_TOKEN"},  # the lexer of numbers
}


def literal(node: ast.expr) -> str | None:
    """The pattern that a call like `re.compile("…")` is given, where it is written out."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return None
    called, given = node.func.value, node.args[0] if node.args else None
    if not isinstance(called, ast.Name) or called.id != "re" or not isinstance(given, ast.Constant):
        return None
    return given.value if isinstance(given.value, str) else None


def cuts(pattern: str) -> bool:
    """Whether a pattern finds, or parts, the words of English or the sentences of Chinese."""
    compiled = re.compile(pattern)
    found = {match.group() for match in compiled.finditer(MARKED)}
    parts = [part for part in compiled.split(MARKED) if part]
    chinese = [match.group() for match in compiled.finditer("".join(SENTENCES)) if match.group()]
    return set(WORDS[:4]) <= found or parts == WORDS or chinese in (SENTENCES, STOPS)


def counts_by_space(node: ast.AST) -> bool:
    """Whether this is `len(text.split())`."""
    match node:
        case ast.Call(
            func=ast.Name(id="len"),
            args=[ast.Call(func=ast.Attribute(attr="split"), args=[])],
        ):
            return True
    return False


def cutters(text: str) -> Iterator[str]:
    """The names of the patterns that cut text, and the lines that count words by white space."""
    tree = ast.parse(text)
    names = {
        id(node.value): target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.expr):
            continue
        if counts_by_space(node):
            yield f"line {node.lineno}: len(….split())"
        pattern = literal(node)
        if pattern is not None and cuts(pattern):
            yield names.get(id(node), f"line {node.lineno}: {pattern}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_cuts_text_by_a_pattern_of_its_own(path):
    left = LEFT.get(path.relative_to(ROOT).as_posix(), set())
    found = set(cutters(path.read_text(encoding="utf-8")))
    assert found == left, "take it from checker.language.tokens, or split_chinese"


@pytest.mark.parametrize(
    "text",
    [
        r're.compile(r"\w+")', r're.compile(r"[^\W_]+(?:-[^\W_]+)*")',
        r're.findall("[a-z]{2,}", x)', r're.compile(r"\w+|\W")', r're.compile(r"[\W_]+")',
        "len(target.split())",
        're.compile("[^。！？]+[。！？]+")', 're.compile("[。！？；…]+")',
    ],
)  # fmt: skip
def test_a_cutter_is_found(text):
    assert len(list(cutters(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        r're.compile(r"\d+(?:,\d{3})*")', r're.compile(r"\b(?:not|never)\b")', 're.compile("、")',
        r're.compile(r"[。！？][”」]*$")', r're.compile(r"\s+")', 'len(names.split(","))',
    ],
)  # fmt: skip
def test_a_construction_is_left_alone(text):
    assert list(cutters(text)) == []
