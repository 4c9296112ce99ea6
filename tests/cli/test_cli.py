"""The command line: exit codes, results on disk, resuming, bad inputs, one sentence each."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from checker.cli import main
from checker.cli.exit_codes import parse_gate
from checker.errors import SettingsError

ROOT = Path(__file__).resolve().parents[2]
FAST = ["--back-end", "none", "--no-forced-decoding", "--no-quality-estimation"]
GOOD = ("全县投资7900万元到位。\n", "The county has invested 79 million yuan.\n")
BAD = ("全县投资7900万元到位。\n", "The county has invested 7.9 million yuan.\n")


@pytest.fixture
def pair(tmp_path):
    def write(texts, name="news"):
        source, target = tmp_path / f"{name}.zh.txt", tmp_path / f"{name}.en.txt"
        source.write_text(texts[0], encoding="utf-8")
        target.write_text(texts[1], encoding="utf-8")
        return [str(source), str(target)]

    return write


def test_check_prints_the_passage_and_what_the_chinese_says(pair, capsys):
    assert main(["check", *pair(BAD), *FAST]) == 0
    out = capsys.readouterr().out
    assert "7.9 million" in out and "7900万" in out and "79,000,000" in out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("texts", "gate", "code"),
    [
        (GOOD, "major", 0),
        (BAD, "major", 1),
        (BAD, "critical", 1),
        (BAD, "score<99", 1),
        (BAD, "score<1", 0),
    ],
)
def test_the_gate_decides_the_exit_code(pair, tmp_path, capsys, texts, gate, code):
    assert main(["check", *pair(texts), *FAST, "--fail-on", gate]) == code
    out = ["--out", str(tmp_path / "run")]
    assert main(["score", *pair(texts), *FAST, "--fail-on", gate, *out]) == code
    assert ("broken by news, segment 1" in capsys.readouterr().err) == (code == 1)


def test_an_unknown_gate_is_refused():
    with pytest.raises(SettingsError, match="'loud'"):
        parse_gate("loud")


def test_out_holds_every_result_and_the_report_s_path_comes_last(pair, tmp_path, capsys):
    folder = tmp_path / "run"
    assert main(["check", *pair(BAD), *FAST, "--out", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == str(folder / "report.html")
    names = {path.name for path in folder.iterdir()}
    assert {"segments.jsonl", "flags.tsv", "mqm.tsv", "report.html", "run.json"} <= names
    (line,) = (folder / "segments.jsonl").read_text(encoding="utf-8").splitlines()
    (flag,) = json.loads(line)["flags"]
    target = Path(pair(BAD)[1]).read_text(encoding="utf-8")
    assert target[flag["document_start"] : flag["document_end"]] == flag["text"] == "7.9 million"


def test_an_existing_run_is_kept_unless_told_otherwise(pair, tmp_path, capsys):
    command = ["check", *pair(BAD), *FAST, "--out", str(tmp_path / "run")]
    assert main(command) == 0
    assert main(command) == 2
    assert "run" in capsys.readouterr().err
    assert main([*command, "--overwrite"]) == 0
    (tmp_path / "run" / "mine.txt").write_text("keep", encoding="utf-8")
    assert main([*command, "--overwrite"]) == 2
    assert (tmp_path / "run" / "mine.txt").exists()
    assert (tmp_path / "run" / "report.html").exists()


def test_a_folder_goes_on_past_a_bad_document(pair, tmp_path, capsys):
    pair(BAD, "a")
    pair(GOOD, "b")
    (tmp_path / "c.zh.txt").write_text("没有译文。\n", encoding="utf-8")
    code = main(["score", str(tmp_path), *FAST, "--out", str(tmp_path / "run")])
    assert code == 3
    assert "c.zh.txt" in capsys.readouterr().err
    lines = (tmp_path / "run" / "segments.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["document"] for line in lines] == ["a", "b"]


def test_jsonl_from_standard_input(tmp_path):
    rows = [{"source": BAD[0].strip(), "target": BAD[1].strip(), "id": "x1"}]
    done = subprocess.run(
        [sys.executable, "-m", "checker", "check", "-", *FAST, "--out", str(tmp_path / "run")],
        input="".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows),
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    assert "7.9 million" in done.stdout
    line = json.loads((tmp_path / "run" / "segments.jsonl").read_text(encoding="utf-8"))
    assert line["row_id"] == "x1"


@pytest.mark.parametrize(
    ("source", "target", "says"),
    [
        (b"", b"English.", "empty"),
        ("中文。".encode(), b"", "empty"),
        (b"This is plainly an English text, not Chinese.", b"English text.", "Chinese"),
        (b"An English text of some length.", "这是一个中文的文本。".encode(), "swap"),
        (b"\xff\xfe\xfa\x00\x01\x02\x81", b"English.", "UTF-16"),
        ("中文\x00文本。".encode(), b"English.", "line 1"),
    ],
)
def test_bad_files_are_one_sentence_each(tmp_path, capsys, source, target, says):
    paths = [tmp_path / "s.zh.txt", tmp_path / "t.en.txt"]
    paths[0].write_bytes(source)
    paths[1].write_bytes(target)
    assert main(["check", *map(str, paths), *FAST]) == 2
    error = capsys.readouterr().err
    assert says in error.lower() or says in error
    assert "Traceback" not in error and ".txt" in error


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["check", "nowhere.zh.txt", "nowhere.en.txt"], "nowhere"),
        (["check", "README.md", "--back-end", "babel"], "babel"),
        (["check", "README.md", "--disable", "no-such-rule"], "no-such-rule"),
        (["check", "README.md", "--config", "none.toml"], "none.toml"),
        (["check", "README.md", "--glossary", "none.tsv"], "none.tsv"),
        (["models", "prepare", "hf:x"], "hf:x"),
    ],
)
def test_bad_arguments_are_one_sentence_each(monkeypatch, capsys, arguments, says):
    monkeypatch.chdir(ROOT)
    extra = FAST if arguments[0] == "check" and "--back-end" not in arguments else []
    assert main([*arguments, *extra]) == 2
    assert says in capsys.readouterr().err


KILLED = """
import os, signal, sys
from checker.cli import main
from checker.pipeline import Checker

real, left = Checker.check_document, [150]

def check_document(self, document, *, on_segment, **more):
    def counted(segment):
        on_segment(segment)
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
    return real(self, document, on_segment=counted, **more)

Checker.check_document = check_document
main(sys.argv[1:])
"""


def test_a_killed_run_continues_and_ends_byte_for_byte_the_same(tmp_path):
    table = tmp_path / "pairs.jsonl"
    with table.open("w", encoding="utf-8") as file:
        for number in range(400):
            row = {
                "source": f"第{number}批投资{number + 11}万元到位，我国经济向好。",
                "target": f"Batch {number}: {number + 11} million yuan came, my country is well.",
                "document": f"d{number // 100}",
                "id": str(number),
            }
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
    whole, killed = tmp_path / "whole", tmp_path / "killed"
    arguments = ["score", str(table), *FAST, "--out"]
    command = [sys.executable, "-m", "checker", *arguments]
    subprocess.run([*command, str(whole)], cwd=ROOT, check=True, capture_output=True)
    process = subprocess.run(
        [sys.executable, "-c", KILLED, *arguments, str(killed)], cwd=ROOT, capture_output=True
    )
    assert process.returncode == -signal.SIGKILL, process.stderr
    left = (killed / "segments.jsonl").stat().st_size
    assert 0 < left < (whole / "segments.jsonl").stat().st_size / 2
    subprocess.run([*command, str(killed), "--resume"], cwd=ROOT, check=True, capture_output=True)
    for name in ("segments.jsonl", "flags.tsv", "mqm.tsv", "report.html", "run.json"):
        assert (killed / name).read_bytes() == (whole / name).read_bytes(), name


def test_a_resumed_run_counts_a_changed_document_as_failed(tmp_path, capsys):
    for name, target in (("a", "One came."), ("b", "Two came.")):
        (tmp_path / f"{name}.zh.txt").write_text("来了。\n", encoding="utf-8")
        (tmp_path / f"{name}.en.txt").write_text(target + "\n", encoding="utf-8")
    command = ["score", str(tmp_path), *FAST, "--out", str(tmp_path / "run")]
    main(command)
    assert "2 of 2 documents checked;" in capsys.readouterr().out
    (tmp_path / "b.en.txt").write_text("Three came.\n", encoding="utf-8")
    assert main([*command, "--resume"]) == 3
    out, err = capsys.readouterr()
    assert "1 of 2 documents checked (1 of them complete before); the folder holds 1 more" in out
    assert "already holds a document of this name" in err


@pytest.mark.parametrize("depth", ["quick", "standard", "thorough"])
def test_translate_keeps_lines_whatever_the_depth_of_checks(tmp_path, monkeypatch, depth):
    monkeypatch.setenv("CHECKER_DEPTH", depth)
    recorded = tmp_path / "known.tsv"
    recorded.write_text("source\ttranslation\n一。\tOne.\n二。\tTwo.\n", encoding="utf-8")
    source = tmp_path / "in.txt"
    source.write_text("一。\n\n二。一。\n", encoding="utf-8")
    out = tmp_path / "out.txt"
    command = ["translate", str(source), "--back-end", f"recorded:{recorded}", "--no-cache"]
    assert main([*command, "--out", str(out)]) in {0, 3}
    assert out.read_text(encoding="utf-8") == "One.\n\nTwo. One.\n"


def test_translate_never_overwrites_its_source(tmp_path, capsys):
    source = tmp_path / "in.txt"
    source.write_text("一。\n", encoding="utf-8")
    assert main(["translate", str(source), "--out", str(source)]) == 2
    assert source.read_text(encoding="utf-8") == "一。\n"
    assert "--out is the input itself" in capsys.readouterr().err


def test_an_empty_gate_or_table_never_passes(pair, tmp_path, capsys):
    assert main(["check", *pair(BAD), *FAST, "--fail-on", ""]) == 2
    table = tmp_path / "none.tsv"
    table.write_text("source\ttarget\n", encoding="utf-8")
    assert main(["check", str(table), *FAST, "--fail-on", "minor"]) == 2
    assert "no documents" in capsys.readouterr().err


def test_closed_standard_input_is_one_sentence(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", None)
    assert main(["check", "-", *FAST]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_retired_id_is_told_and_hinders_nothing(pair, capsys):
    retired = ["--enable", "negation", "--disable", "list-items"]
    assert main(["check", *pair(BAD), *FAST, *retired]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "«negation» was replaced by «lost-denial», which runs in its place where" in out
    assert "«list-items» was replaced by «coverage» and no longer runs" in out


def test_models_and_rules_are_listed(capsys):
    assert main(["models"]) == 0
    assert "Gemma" in capsys.readouterr().out
    assert main(["rules"]) == 0
    listed = capsys.readouterr().out
    assert "fused-sentence" in listed
    assert "negation                     retired: replaced by lost-denial" in listed
    assert main(["rules", "--markdown"]) == 0
    assert "fluency/grammar" in capsys.readouterr().out


def test_every_command_has_help(capsys):
    for command in ("check", "score", "translate", "models", "rules", "evaluate", "store"):
        with pytest.raises(SystemExit) as caught:
            main([command, "--help"])
        assert caught.value.code == 0
        assert len(capsys.readouterr().out) > 100
