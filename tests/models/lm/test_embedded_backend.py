"""The embedded translator and forced decoder on a tiny random model."""

import pytest

from checker.models.base import ForcedDecoder, Translator
from checker.models.lazy import ReverseForcedDecoder
from checker.models.lm import jobs as embedded_jobs
from checker.models.lm import scorer as embedded_scorer
from checker.models.lm.prompts import EXAMPLES
from checker.models.lm.scorer import EmbeddedForcedDecoder
from checker.models.translators.embedded import EmbeddedTranslator

SOURCES = ["今年工业发展很快。", "目前覆盖45个大类。", "今年", "互联网" * 9]
PAIRS = [
    ("今年工业发展很快。", "Industry has grown fast this year."),
    (None, "It covers 45 classes."),
    ("目前覆盖45个大类。", "  the  éclair\n𠀀 in the \tart "),
    ("今年", ""),
    ("   ", "this year"),
]
TOLERANCE = 2e-3  # nats; results are rounded to 0.001, sums are float32


@pytest.fixture(scope="module")
def translator(embedded_model):
    return EmbeddedTranslator(embedded_model, "test|translate", batch_tokens=512)


@pytest.fixture(scope="module")
def decoder(embedded_model):
    return EmbeddedForcedDecoder(embedded_model, "test|score", batch_tokens=512)


def test_they_are_what_the_pipeline_asks_for(translator, decoder):
    assert isinstance(translator, Translator)
    assert isinstance(decoder, ForcedDecoder)
    assert isinstance(decoder, ReverseForcedDecoder)


def test_translations_keep_number_and_order_whatever_the_batch(translator):
    together = translator.generate(SOURCES)
    assert len(together) == len(SOURCES)
    assert together == [translator.generate([source])[0] for source in SOURCES]
    assert together[::-1] == translator.generate(SOURCES[::-1])
    assert translator.translate(SOURCES) == [item.text for item in together]
    assert translator.generate([]) == []


def test_a_model_that_does_not_stop_is_told_truncated_or_looping(translator):
    assert {item.problem for item in translator.generate(SOURCES)} <= {"truncated", "looping"}


@pytest.mark.parametrize("attempt", [1, 2])
def test_another_attempt_is_another_decoding_and_repeatable(translator, attempt):
    other = translator.translate(SOURCES[:2], attempt=attempt)
    assert other != translator.translate(SOURCES[:2])
    assert other == translator.translate(SOURCES[:2], attempt=attempt)


def test_a_long_source_is_translated_in_pieces(translator):
    sentence = "今年工业互联网发展很快。" * 4
    whole = translator.translate([sentence * 6])[0]
    assert whole == " ".join(translator.translate([piece])[0] for piece in [sentence * 5, sentence])


def test_an_answer_copied_from_the_examples_is_told():
    from checker.models.translators.embedded import _generated

    assert _generated(f" {EXAMPLES[0][1]}", "end").problem == "copied example"
    assert _generated(" Something else.", "end").problem is None
    assert _generated(" Something else.", "limit").problem == "truncated"


def test_scores_keep_number_order_and_offsets(decoder):
    scored = decoder.score(PAIRS)
    assert len(scored) == len(PAIRS)
    for (source, target), tokens in zip(PAIRS, scored, strict=True):
        words = "".join(target[t.start : t.end] for t in tokens)
        assert "".join(words.split()) == "".join(target.split())
        for token in tokens:
            assert token.alone >= 0.0
            has_source = bool(source and source.strip())
            assert (token.given_source is not None) is has_source
            assert has_source or token.expected is None
            assert (token.expected is None) == (token.expected_probability is None)
            if token.expected_probability is not None:
                assert 0.0 <= token.expected_probability <= 1.0
    assert scored[3] == ()


def test_batches_change_no_score(decoder):
    together = decoder.score(PAIRS)
    for pair, tokens in zip(PAIRS, together, strict=True):
        (alone,) = decoder.score([pair])
        assert [(t.start, t.end) for t in tokens] == [(t.start, t.end) for t in alone]
        for a, b in zip(tokens, alone, strict=True):
            assert a.alone == pytest.approx(b.alone, abs=TOLERANCE)
            if a.given_source is not None:
                assert a.given_source == pytest.approx(b.given_source, abs=TOLERANCE)


def test_the_source_makes_a_difference(decoder):
    (one,) = decoder.score([("今年工业发展很快。", "Industry has grown.")])
    (other,) = decoder.score([("目前覆盖45个大类。", "Industry has grown.")])
    assert [t.alone for t in one] == [t.alone for t in other]
    assert [t.given_source for t in one] != [t.given_source for t in other]


def test_scores_given_the_source_only_are_those_of_both(decoder):
    pairs = [(source, target) for source, target in PAIRS if source is not None]
    for both, given in zip(decoder.score(pairs), decoder.score_given(pairs), strict=True):
        if not both or both[0].given_source is None:
            assert given is None
            continue
        assert [(t.start, t.end, t.expected) for t in given] == [
            (t.start, t.end, t.expected) for t in both
        ]
        assert [t.surprisal for t in given] == pytest.approx(
            [t.given_source for t in both], abs=TOLERANCE
        )


def test_reverse_scores_the_source(decoder):
    pairs = [("今年工业发展很快。", "Industry has grown fast this year."), ("今年", " ")]
    first, second = decoder.score_reverse(pairs)
    assert "".join(pairs[0][0][t.start : t.end] for t in first) == pairs[0][0]
    assert all(t.given_source is not None for t in first)
    assert [t.given_source for t in second] == [None] * len(second) != []


def test_a_long_target_is_scored_to_its_end(decoder, monkeypatch):
    target = "The industrial Internet has grown fast this year. " * 3
    (whole,) = decoder.score([("今年工业发展很快。", target)])
    monkeypatch.setattr(embedded_jobs, "MAX_ANSWER", 20)
    monkeypatch.setattr(embedded_jobs, "OVERLAP", 8)
    (pieces,) = decoder.score([("今年工业发展很快。", target)])
    assert [(t.start, t.end) for t in pieces] == [(t.start, t.end) for t in whole]
    assert [t.alone for t in pieces[:8]] == pytest.approx(
        [t.alone for t in whole[:8]], abs=TOLERANCE
    )
    assert [t.alone for t in pieces] != [t.alone for t in whole]


def test_a_source_too_long_to_read_is_missing_not_cut(decoder, monkeypatch):
    monkeypatch.setattr(embedded_scorer, "MAX_PROMPT", 300)
    long, short = decoder.score([("今年" * 400, "this year"), (None, "this year")])
    assert [t.given_source for t in long] == [None] * len(long) != []
    assert long == short
