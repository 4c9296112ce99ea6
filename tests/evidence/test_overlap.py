"""Agreement with pseudo-references; golden figures from sacrebleu's own command line (2.6.0)."""

import pytest

from checker.evidence.overlap import overlap, overlap_signature
from checker.records import Translation

TARGET = "The cat sat on the mat near the old door."
PSEUDO = "A cat was sitting on the mat by the door."
GOLDEN = (37.9589, 19.0817, 50.0)  # sacrebleu -m chrf bleu ter --chrf-word-order 2


def translation(text, usable=True, back_end="x"):
    return Translation(back_end, text, "sig", usable, None if usable else "looping")


def test_figures_are_those_of_sacrebleu():
    (record,) = overlap(TARGET, [translation(PSEUDO)])
    from sacrebleu import sentence_bleu, sentence_chrf, sentence_ter

    assert record.chrf == pytest.approx(
        sentence_chrf(TARGET, [PSEUDO], word_order=2).score, abs=1e-3
    )
    assert record.bleu == pytest.approx(sentence_bleu(TARGET, [PSEUDO]).score, abs=1e-3)
    assert record.ter == pytest.approx(sentence_ter(TARGET, [PSEUDO]).score, abs=1e-3)
    assert (record.chrf, record.bleu, record.ter) == pytest.approx(GOLDEN, abs=0.01)
    assert record.back_end == "x"


def test_identity_and_disjoint_texts_are_the_ends_of_the_scales():
    (same,) = overlap(PSEUDO, [translation(PSEUDO)])
    assert (same.chrf, same.bleu, same.ter) == pytest.approx((100.0, 100.0, 0.0))
    assert [op.kind for op in same.diff] == ["equal"]
    (other,) = overlap("zzz", [translation("qqq")])
    assert other.chrf == other.bleu == 0.0
    assert other.ter == pytest.approx(100.0)


def test_unusable_translations_are_left_out():
    records = overlap(
        TARGET, [translation("bad", False), translation(PSEUDO, back_end="b"), translation(PSEUDO)]
    )
    assert [record.back_end for record in records] == ["b", "x"]


@pytest.mark.parametrize("target", ["", "  \n"])
def test_a_blank_target_has_no_overlap(target):
    assert overlap(target, [translation(PSEUDO)]) == ()
    assert overlap(TARGET, []) == ()


def test_long_texts_get_an_edit_rate_without_shifts():
    words = [f"w{i}" for i in range(80)]
    changed = ["x" if i in (3, 40) else word for i, word in enumerate(words)]
    (record,) = overlap(" ".join(changed), [translation(" ".join(words))])
    assert record.ter == pytest.approx(100 * 2 / 80, abs=0.01)


def test_the_signature_names_the_settings():
    signature = overlap_signature()
    for part in ("CHRF", "nw:2", "BLEU", "eff:yes", "TER", "version:", "50 words"):
        assert part in signature
