"""How the app is served: to this computer only, telling nobody, all parts in the package."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from importlib.resources import files
from pathlib import Path

import pytest

from checker.errors import MissingDependencyError
from checker.ui import launch
from checker.ui.launch import command, main
from checker.ui.services import mode_of, samples

ROOT = Path(__file__).resolve().parents[2]


def test_the_console_script_serves_the_package_and_not_the_checkout() -> None:
    line = command(host="localhost", port=8501, open_browser=False)
    script = Path(line[line.index("run") + 1])
    assert script.is_file() and script.parent == Path(launch.__file__).parent
    assert "--server.address=localhost" in line
    assert "--browser.gatherUsageStats=false" in line
    assert "--server.headless=true" in line


def test_the_checkouts_configuration_says_the_same() -> None:
    text = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    assert 'address = "localhost"' in text and "gatherUsageStats = false" in text


def test_streamlit_missing_is_said_with_the_install_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(launch, "find_spec", lambda name: None)
    with pytest.raises(MissingDependencyError, match=r"zh-en-checker\[ui\]"):
        command(host="localhost", port=1, open_browser=True)
    with pytest.raises(SystemExit) as stopped:
        main(["--no-browser"])
    assert stopped.value.code == 2
    assert "zh-en-checker[ui]" in capsys.readouterr().err


def test_help_names_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    for option in ("--host", "--port", "--no-browser"):
        assert option in told


@pytest.mark.parametrize(
    "name", ["reader.js", "ticker.js", "reader.css", "desk.css", "icon.svg.html"]
)
def test_assets_are_part_of_the_package(name: str) -> None:
    text = files("checker.ui").joinpath("assets").joinpath(name).read_text(encoding="utf-8")
    assert len(text) > 100
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in text and "innerHTML" not in text and "eval(" not in text


def test_only_the_ui_imports_streamlit_and_jobs_do_without() -> None:
    code = (
        "import sys\n"
        "import checker.ui.jobs, checker.ui.intake, checker.ui.payload, checker.ui.plain\n"
        "assert 'streamlit' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_the_rules_ask_no_model() -> None:
    code = (
        "import sys\n"
        "from checker.pipeline import Checker\n"
        "from checker.ui.services import _settings, mode_of\n"
        "checker = Checker(_settings('rules'))\n"
        "checker.check_pair('产量增长百分之五。', 'Output grew by 50 percent.')\n"
        "assert mode_of(checker.signature) == 'rules'\n"
        "assert not {'torch', 'transformers', 'ctranslate2'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


@pytest.mark.parametrize(
    ("signature", "mode"),
    [
        ("checker:1|back_ends:none|forced_decoding:no|sensitivity:balanced|no models", "rules"),
        ("checker:1|back_ends:embedded|forced_decoding:yes", "full"),
        ("back_ends:none|forced_decoding:no|quality_estimation:no|coverage:no", "rules"),
        ("back_ends:none|forced_decoding:no|quality_estimation:yes|coverage:no", "full"),
        ("", "full"),
    ],
)
def test_a_recheck_uses_the_mode_of_the_run(signature: str, mode: str) -> None:
    assert mode_of(signature) == mode


def test_a_wheel_holds_the_desk(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    unwanted = shutil.ignore_patterns("__pycache__", "*.safetensors", "*.bin")
    shutil.copytree(ROOT / "checker", copy / "checker", ignore=unwanted)
    shutil.copytree(ROOT / "corpora", copy / "corpora")
    for name in (
        "pyproject.toml",
        "setup.py",
        "README.md",
        "LICENSE",
        "NOTICE",
    ):
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, copy)
        else:
            (copy / name).write_text(name, encoding="utf-8")
    line = [sys.executable, "-m", "pip", "wheel", ".", "--no-deps", "--no-build-isolation", "-q"]
    done = subprocess.run(
        [*line, "-w", str(tmp_path)], cwd=copy, capture_output=True, text=True, check=False
    )
    if done.returncode and ("BackendUnavailable" in done.stderr or "setuptools" in done.stderr):
        pytest.skip("left out: no setuptools of the needed version, no wheel can be built")
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in ("serve.py", "launch.py", "assets/reader.js", "assets/desk.css"):
        assert f"checker/ui/{name}" in names
    _offers_its_samples(wheel, tmp_path / "installed")


def _offers_its_samples(wheel: Path, place: Path) -> None:
    """The desk of an installed wheel finds the articles that a checkout has beside the package."""
    zipfile.ZipFile(wheel).extractall(place)
    code = (
        "import checker, json\n"
        "from checker.ui.services import samples\n"
        "texts = {t: sorted(p.name for p in f.iterdir()) for t, f in samples().items()}\n"
        "print(json.dumps([checker.__file__, texts]))"
    )
    line = [sys.executable, "-c", code]
    done = subprocess.run(line, cwd=place, capture_output=True, text=True, check=True)
    found, texts = json.loads(done.stdout.splitlines()[-1])
    assert Path(found).is_relative_to(place)
    assert len(texts) == len(samples()) >= 10
    for names in texts.values():
        assert names == ["garbled.en.txt", "good.en.txt", "source.zh.txt"]
