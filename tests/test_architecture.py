"""Imports run one way; functions, modules and heavy libraries keep to their bounds."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "checker"
MODULES = sorted(PACKAGE.rglob("*.py"))

# The rooms from the ground up: a file may import its own room and what stands below it.
FLOORS: list[set[str]] = [
    {"version", "errors", "evidence_records"},
    {"records"},
    {"config"},
    {"language"},
    {"numbers", "documents"},
    {"models"},
    {"evidence"},
    {"alignment"},
    {"checks"},
    {"verdict"},
    {"pipeline"},
    {"formats"},
    {"report"},
    {"runs"},
    {"store", "evaluation"},
    {"cli", "ui"},
    {"__init__", "__main__"},
]
FLOOR = {name: floor for floor, names in enumerate(FLOORS) for name in names}
MOST_ROOMS = 27

# library -> the rooms that may import it
HEAVY = {
    "streamlit": {"ui"},
    "torch": {"models"},
    "transformers": {"models"},
    "ctranslate2": {"models"},
    "gguf": {"models"},
    "sacrebleu": {"evidence", "alignment"},
    "sqlalchemy": {"store"},
    "psycopg": {"store"},
    "rich": {"report", "cli"},
}
MAX_FUNCTION, MAX_MODULE = 40, 250


def room(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


FILES = {module(path): path for path in MODULES}


def own(name: str) -> str | None:
    """The room of one of our modules (what stands in `checker/__init__` has none)."""
    path = FILES.get(name)
    return room(path) if path is not None and name != "checker" else None


def circle(arrows: dict[str, set[str]]) -> list[str] | None:
    """One circle of a graph, as the names along it; None where there is none."""
    done: set[str] = set()

    def walk(name: str, way: list[str]) -> list[str] | None:
        if name in way:
            return [*way[way.index(name) :], name]
        if name in done:
            return None
        for other in sorted(arrows.get(name, ())):
            found = walk(other, [*way, name])
            if found:
                return found
        done.add(name)
        return None

    return next((found for name in sorted(arrows) if (found := walk(name, []))), None)


def file_arrows() -> dict[str, set[str]]:
    return {
        name: {other for other in imports(path) if other in FILES and other != name}
        for name, path in FILES.items()
    }


def test_a_circle_is_found():
    assert circle({"a": {"b"}, "b": {"c"}, "c": {"a"}}) == ["a", "b", "c", "a"]
    assert circle({"a": {"b", "c"}, "b": {"c"}, "c": set()}) is None


def test_files_import_in_no_circle():
    # A package and its parts: `from package import part` names both, but only the part is meant.
    arrows = {
        name: {o for o in others if not name.startswith(f"{o}.")}
        for name, others in file_arrows().items()
    }
    assert circle(arrows) is None


def test_rooms_and_the_folders_in_them_import_in_no_circle():
    for depth in (2, 3, 4):
        arrows: dict[str, set[str]] = {}
        for name, others in file_arrows().items():
            here = folder(name, depth)
            arrows.setdefault(here, set()).update(folder(other, depth) for other in others)
        for name, others in arrows.items():
            # A folder's `__init__` offers what its parts hold.
            others -= {o for o in others if o == name or name.startswith(f"{o}.")}
        inside = {n: {o for o in os if not o.startswith(f"{n}.")} for n, os in arrows.items()}
        inside.pop("checker", None)
        assert circle(inside) is None, depth


def folder(name: str, depth: int) -> str:
    path = FILES[name]
    parts = path.relative_to(ROOT).parts
    return ".".join(parts[:depth] if len(parts) > depth else parts[:-1]) or "checker"


def test_the_house_has_no_more_rooms_than_agreed():
    rooms = {room(path) for path in MODULES} | {"training", "benchmarks", "corpora", "app"}
    assert len(rooms) <= MOST_ROOMS, sorted(rooms)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_downhill(path):
    here = room(path)
    assert here in FLOOR, f"give {here} a floor"
    for name in imports(path):
        there = own(name)
        if there is not None and there != here and here != "__init__":
            assert FLOOR[there] < FLOOR[here], f"{path} imports {name}"


@pytest.mark.parametrize("name", sorted({folder(m, 9) for m in FILES}))
def test_every_room_says_what_is_in_it(name):
    doc = ast.get_docstring(
        ast.parse((ROOT.joinpath(*name.split(".")) / "__init__.py").read_text())
    )
    assert doc and doc.partition("\n")[0].endswith((".", ":"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_heavy_libraries_stay_in_their_place(path):
    for name in imports(path):
        allowed = HEAVY.get(name.partition(".")[0])
        assert allowed is None or room(path) in allowed, f"{path} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_functions_and_modules_are_short(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MAX_MODULE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            body = node.end_lineno - node.lineno + 1
            if ast.get_docstring(node):  # what a function says of itself is not its length
                doc = node.body[0]
                body -= doc.end_lineno - doc.lineno + 1
            assert body <= MAX_FUNCTION, f"{path}:{node.lineno} {node.name} has {body} lines"


def test_everything_public_is_documented():
    missing = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.name != "__main__.py" and not ast.get_docstring(tree):
            missing.append(str(path))
        for node in tree.body:
            if not isinstance(node, (ast.FunctionDef, ast.ClassDef)):
                continue
            if not node.name.startswith("_") and not ast.get_docstring(node):
                missing.append(f"{path}: {node.name}")
    assert not missing


def test_importing_the_package_loads_no_model_library():
    code = (
        "import sys, checker, checker.pipeline\n"
        "from checker.cli.main import build_parser\n"
        "build_parser()\n"
        "print([n for n in ('torch', 'transformers', 'ctranslate2', 'streamlit', 'sacrebleu',"
        " 'sqlalchemy')"
        " if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_pickles_are_shipped_or_loaded():
    for path in MODULES:
        for name in imports(path):
            assert name.partition(".")[0] not in {"pickle", "dill", "joblib", "shelve", "marshal"}
        assert "torch.load(" not in path.read_text(encoding="utf-8")
    shipped = {p.suffix for p in PACKAGE.rglob("*") if p.is_file()}
    assert not shipped & {".pkl", ".pickle", ".pt", ".pth", ".joblib", ".ckpt"}
