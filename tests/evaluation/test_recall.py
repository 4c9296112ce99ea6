"""Recall of injected defects, with a checker that finds some of them."""

import pytest

from checker.config import Settings
from checker.errors import InputError, SettingsError
from checker.evaluation.defects import DEFECTS, CleanPair, garble
from checker.evaluation.recall import evaluate_garbled, garbled_segments


@pytest.fixture
def pairs_file(tmp_path):
    lines = [
        "他没有离开，因为【外面】下着大雨。\tHe did not leave, because heavy rain was falling.",
        "利率上升2个百分点。\tThe rate went up by 2 percentage points in the grave year.",
        "产量为3.5亿吨。\tOutput was 350 million tonnes in all.",
    ]
    path = tmp_path / "pairs.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def run(pairs_file, tmp_path, checker, **options):
    result = evaluate_garbled(
        pairs_file, tmp_path / "out", settings=Settings(), checker=checker, **options
    )
    return {figure.label: figure for figure in result.figures}, result


def test_recall_by_defect(pairs_file, tmp_path, fake_checker):
    figures, result = run(pairs_file, tmp_path, fake_checker())
    # The fake flags an empty target, and “grave”: a copied source leaves nothing for it to flag
    # on the target, though the source words in brackets are flagged on the other side.
    assert figures["recall of target-empty"].value == 1.0
    assert figures["recall of target-empty, flagged major"].value == 1.0
    assert figures["recall of target-empty"].count == 3
    assert figures["recall of number-tenth"].value == 0.0
    assert figures["recall of source-copied"].value == 0.0
    assert "recall of currency-swapped" not in figures
    assert "currency-swapped" in result.notes[0]
    assert figures["false majors per 1,000"].value == pytest.approx(2000 / 3)
    assert figures["false majors per 1,000"].count == 3
    garbled = sum(
        figures[f"recall of {name}"].count for name in DEFECTS if f"recall of {name}" in figures
    )
    structural, other = figures["recall of structural defects"], figures["recall of other defects"]
    assert structural.count + other.count == garbled
    assert 0 < structural.value < 1


def test_fewer_pairs_a_defect(pairs_file, tmp_path, fake_checker):
    figures, _ = run(pairs_file, tmp_path, fake_checker(), per_defect=1, limit=2)
    assert figures["recall of target-empty"].count == 1
    assert figures["false majors per 1,000"].count == 2


def test_a_second_run_asks_the_checker_nothing(pairs_file, tmp_path, fake_checker):
    first, _ = run(pairs_file, tmp_path, fake_checker())
    checker = fake_checker()
    again, _ = run(pairs_file, tmp_path, checker)
    assert checker.seen == []
    assert again["recall of structural defects"] == first["recall of structural defects"]


def test_pairs_that_take_no_defect_are_refused(tmp_path, fake_checker):
    path = tmp_path / "pairs.tsv"
    path.write_text("OK\t\n", encoding="utf-8")
    with pytest.raises(InputError, match="no pair that any defect applies to"):
        run(path, tmp_path, fake_checker())


@pytest.mark.parametrize("options", [{"per_defect": 0}, {"limit": -1}])
def test_impossible_numbers_are_refused(pairs_file, tmp_path, fake_checker, options):
    with pytest.raises(SettingsError, match="Use 1 or more"):
        run(pairs_file, tmp_path, fake_checker(), **options)


def test_garbled_pairs_become_gold():
    garbled = garble(CleanPair("他没有离开。", "He did not leave the room."), "negation-dropped")
    (segment,) = garbled_segments([garbled])
    (span,) = segment.ratings[0].spans
    assert segment.target[span.start : span.end] == "did leave"
    assert (segment.system, span.category) == ("negation-dropped", "accuracy/mistranslation")
    assert not segment.clean
