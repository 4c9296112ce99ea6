"""`checker evaluate` on the command line."""

import argparse

import pytest

from checker.cli import evaluate as command
from checker.errors import InputError
from checker.evaluation import evaluate as evaluation
from checker.evaluation import recall
from checker.evaluation.evaluate import HALVES
from checker.evaluation.gold import SPAN_GOLD


@pytest.fixture
def run(monkeypatch, fake_checker):
    asked = []

    def make(settings):
        asked.append(settings)
        return fake_checker()

    monkeypatch.setattr(evaluation, "default_checker", make)
    monkeypatch.setattr(recall, "default_checker", make)

    def call(*words):
        parser = argparse.ArgumentParser()
        command.add_arguments(parser)
        code = command.run(parser.parse_args([str(word) for word in words]))
        return code, asked[-1]

    return call


def test_choices_and_defaults_are_those_of_the_library():
    assert command._HALVES == HALVES
    assert command._SPAN_GOLD == SPAN_GOLD
    assert recall.PER_DEFECT == command._PER_DEFECT
    assert recall.CLEAN == command._CLEAN


def test_figures_are_printed_one_a_line(run, write_jsonl, gold_records, tmp_path, capsys):
    gold = write_jsonl(gold_records)
    code, settings = run(gold, "--out", tmp_path / "out", "--sensitivity", "strict", "--limit", 8)
    lines = capsys.readouterr().out.splitlines()
    assert code == 0
    assert settings.sensitivity == "strict"
    assert lines == (tmp_path / "out" / "figures.txt").read_text("utf-8").splitlines()
    assert lines[0].startswith("segment Spearman ")
    assert any(line.startswith("span F1 0.") for line in lines)


def test_notes_go_to_standard_error(run, write_jsonl, gold_records, tmp_path, capsys):
    other = [{**row, "dataset": "b", "score_type": "percent"} for row in gold_records]
    run(write_jsonl([*gold_records, *other]), "--out", tmp_path / "out")
    assert "different scales" in capsys.readouterr().err


def test_garbled_pairs(run, tmp_path, capsys):
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("他没有离开。\tHe did not leave the room.\n", encoding="utf-8")
    run("--garbled", pairs, "--out", tmp_path / "out", "--per-defect", 5)
    out = capsys.readouterr().out
    assert "recall of negation-dropped 0.000" in out
    assert "recall of target-empty 1.000" in out


@pytest.mark.parametrize("words", [[], ["gold.jsonl", "--garbled", "pairs.tsv"]])
def test_gold_or_garbled_but_not_both(run, words):
    with pytest.raises(InputError, match="either GOLD or --garbled"):
        run(*words, "--out", "out")


def test_help_has_a_first_line():
    assert command.__doc__.splitlines()[0].endswith(".")
