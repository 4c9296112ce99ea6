"""A number that decides something says beside it what it bounds and where it is from."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
ROOMS = (
    "alignment", "checks", "documents", "evaluation", "evidence", "language", "models", "numbers",
    "verdict",
)  # fmt: skip
FILES = sorted(path for room in ROOMS for path in (ROOT / "checker" / room).rglob("*.py"))


def is_number(node: ast.expr) -> bool:
    """Whether an expression is written in numbers alone: 40, -1.5, 1 << 20, (0.8, Fraction(1, 2)).

    A table of what words mean is a list, whatever its values.
    """
    match node:
        case ast.Constant(value=value):
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        case ast.UnaryOp(operand=operand):
            return is_number(operand)
        case ast.BinOp(left=left, right=right):
            return is_number(left) and is_number(right)
        case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
            return any(map(is_number, parts))
        case ast.Call(args=arguments, keywords=[]):
            return bool(arguments) and all(map(is_number, arguments))
        case ast.Dict(keys=keys, values=values):
            words = all(isinstance(k, ast.Constant) and isinstance(k.value, str) for k in keys)
            return bool(values) and not words and all(map(is_number, values))
    return False


def bare_numbers(text: str) -> list[str]:
    """The module-level constants in numbers beside which nothing stands.

    A docstring right below counts, a comment in one of the lines of the constant, and one right
    above it.
    """
    lines, body = text.split("\n"), ast.parse(text).body
    found = []
    for node, after in zip(body, [*body[1:], None], strict=True):
        if not isinstance(node, (ast.Assign, ast.AnnAssign)) or node.value is None:
            continue
        told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        own = lines[node.lineno - 1 : node.end_lineno]
        said = any("  # " in line.replace("  # fmt:", "") for line in own)
        above = node.lineno > 1 and lines[node.lineno - 2].startswith("#")
        if is_number(node.value) and not (told or said or above):
            found.append(f"line {node.lineno}: {own[0]}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_number_says_where_it_is_from(path):
    assert bare_numbers(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "text",
    ["A = 3", "A, B = 2, 0.5", "A: int = -1", "A = 1 << 20", "A = Fraction(1, 40)",
     'A = {2: 0.5}', "A = (\n    1,\n)", "B = 1  # said\nA = 2", "A = 1\n# of the next\nB = 'x'"],
)  # fmt: skip
def test_a_bare_number_is_found(text):
    assert len(bare_numbers(text)) == 1


@pytest.mark.parametrize(
    "text",
    ["A = 3  # letters; chosen", '_A = 3\n"""Letters; chosen."""', "# Letters; chosen.\nA = 3",
     'A = "3"', "A = True", 'A = {"ten": 10}', "A = B + 1", "def f():\n    x = 3"],
)  # fmt: skip
def test_what_is_said_or_no_number_is_left_alone(text):
    assert bare_numbers(text) == []
