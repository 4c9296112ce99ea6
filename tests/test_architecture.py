"""Imports run one way; functions, modules and heavy libraries keep to their bounds."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "checker"
MODULES = sorted(PACKAGE.rglob("*.py"))

# Lower layers first. A module may import its own layer's package and anything below it.
LAYERS: list[set[str]] = [
    {"version", "evidence_records", "records", "errors"},
    {"config", "text", "clauses", "garbling"},
    {"embedded", "estimator"},
    {"backends", "rules", "documents", "segmentation", "alignment", "translations", "scorers"},
    {"flags", "scoring", "suggestions"},
    {"evidence"},
    {"detectors"},
    {"contrast"},
    {"pairing"},
    {"pipeline"},
    {"output", "store", "evaluation"},
    {"batch"},
    {"cli", "ui"},
    {"__init__", "__main__"},
]
RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

# library -> the parts of the package that may import it
HEAVY = {
    "streamlit": {"ui"},
    "torch": {"embedded", "backends", "estimator"},
    "transformers": {"embedded", "backends"},
    "ctranslate2": {"embedded", "backends"},
    "gguf": {"embedded"},
    "sacrebleu": {"scorers", "alignment", "translations"},
    "sqlalchemy": {"store"},
    "psycopg": {"store"},
    "rich": {"output", "cli"},
}
MAX_FUNCTION, MAX_MODULE = 40, 250


def part(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    return relative.parts[0] if len(relative.parts) > 1 else relative.stem


def imports(path: Path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(name: str) -> str | None:
    head, _, rest = name.partition(".")
    part = rest.partition(".")[0]
    return part if head == "checker" and part in RANK else None


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_run_downhill(path):
    here = part(path)
    assert here in RANK, f"give {here} a layer"
    for name in imports(path):
        there = own(name)
        if there is not None and there != here and here != "__init__":
            assert RANK[there] < RANK[here] or {here, there} <= LAYERS[RANK[here]], (
                f"{path} imports {name}"
            )


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_heavy_libraries_stay_in_their_place(path):
    for name in imports(path):
        allowed = HEAVY.get(name.partition(".")[0])
        assert allowed is None or part(path) in allowed, f"{path} imports {name}"


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
