"""The trained detector: spans from probabilities, reasons from evidence, omissions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.checks.model.decoder import decode_spans
from checker.checks.model.judge import Limits, shipped_judges
from checker.checks.model.scored_words import probability_text
from checker.checks.model.trained import left_out, suspicious_words
from checker.checks.model.word_features import log_odds, target_words, word_table
from checker.errors import IntegrityError
from checker.evidence.overlap import overlap
from checker.evidence.source import Evidence
from checker.records import (
    Finding,
    ForcedDecoding,
    QualityEstimate,
    SegmentPair,
    Severity,
    TokenQuality,
    TokenSurprisal,
    Translation,
)

SOURCE = "产业链初步形成，企业受益。"
TARGET = "The chain has taken place, and firms benefit."
LIMITS = Limits(minor=0.4, near=0.3, major=0.5, omitted=0.5)
PAIR = SegmentPair("d", 0, SOURCE, TARGET)


def estimate(chances=None, *, omitted=(), end=0.0):
    chances = chances or {}
    tokens = tuple(
        TokenQuality(w.start, w.end, *chances.get(w.text, (0.01, 0.0)))
        for w in target_words(TARGET)
    )
    return QualityEstimate(tokens, tuple(omitted), end, 0.2, 0.2, 0.3, "fake")


def forced():
    tokens = []
    for word in target_words(TARGET):
        odd = word.text == "place"
        tokens.append(
            TokenSurprisal(word.start, word.end, 9.0 if odd else 1.0, 9.0 if odd else 4.0,
                           " shape" if odd else None, 0.31 if odd else None)
        )  # fmt: skip
    return ForcedDecoding(tuple(tokens), "fake")


def findings(chances, **others):
    evidence = Evidence(estimate=estimate(chances), **others)
    table = word_table(PAIR, evidence, ())
    error = [chances.get(w.text, (0.0, 0.0))[0] for w in table.words]
    major = [chances.get(w.text, (0.0, 0.0))[1] for w in table.words]
    return suspicious_words(PAIR, evidence, table, error, major, LIMITS)


def test_a_flag_grows_over_its_suspicious_neighbours_and_says_why():
    (found,) = findings({"taken": (0.35, 0.1), "place": (0.8, 0.6)}, forced_decoding=forced())
    assert TARGET[found.start : found.end] == "taken place"
    assert found.severity is Severity.MAJOR and found.confidence == 0.8
    assert "‘taken place’" in found.reason and "80%" in found.reason
    assert "Given the Chinese, ‘place’ is unexpected here" in found.reason
    assert "expects ‘shape’ (probability 0.31)" in found.reason


def test_the_words_of_the_re_translation_stand_in_the_reason():
    pseudo = Translation("fake", "The chain has taken shape, and firms benefit.", "s")
    (found,) = findings(
        {"place": (0.5, 0.1)}, translations=(pseudo,), overlap=overlap(TARGET, (pseudo,))
    )
    assert found.severity is Severity.MINOR
    assert "The re-translation says ‘shape’ here." in found.reason


def test_unsuspicious_words_give_no_flag():
    assert findings({"place": (0.39, 0.39)}) == []


def test_a_single_mark_between_two_suspicious_words_is_bridged():
    words = target_words("one, two three")
    spans = decode_spans(words, [0.9, 0.0, 0.8, 0.1], [0.0] * 4, LIMITS)
    assert [(s.first, s.last) for s in spans] == [(0, 2)]


@given(st.lists(st.floats(0, 1), max_size=40), st.data())
def test_spans_are_neither_empty_nor_overlapping(error, data):
    signs = data.draw(st.lists(st.sampled_from("ab,."), min_size=len(error), max_size=len(error)))
    words = target_words(" ".join(signs))
    spans = decode_spans(words, error, error, LIMITS)
    taken = [i for s in spans for i in range(s.first, s.last + 1)]
    assert len(taken) == len(set(taken)) and taken == sorted(taken)
    assert all(s.first <= s.last and s.error >= LIMITS.minor for s in spans)
    assert {i for i, p in enumerate(error) if p >= LIMITS.minor} <= set(taken)


def test_left_out_source_words_are_joined_and_named():
    clause = (8, 10, 0.9), (10, 12, 0.7)
    (found,) = left_out(PAIR, Evidence(estimate=estimate(omitted=[(0, 2, 0.1), *clause])), LIMITS)
    assert found.side == "source" and SOURCE[found.start : found.end] == "企业受益"
    assert found.severity is Severity.MAJOR and "‘企业受益’" in found.reason
    assert "90%" in found.reason
    assert left_out(PAIR, Evidence(), LIMITS) == []


def test_where_the_source_was_scored_other_checks_say_what_is_left_out():
    lost = estimate(omitted=[(8, 12, 0.9)])
    tokens = tuple(TokenSurprisal(i, i + 1, 5.0, 5.0) for i in range(len(SOURCE)))
    scored = Evidence(estimate=lost, reverse=ForcedDecoding(tokens, "fake"))
    assert len(left_out(PAIR, Evidence(estimate=lost), LIMITS)) == 1
    assert left_out(PAIR, scored, LIMITS) == []


def test_missing_evidence_is_none_in_every_column():
    table = word_table(PAIR, Evidence(), ())
    for name in ("error", "surprisal", "aligned", "gain", "chrf_loss"):
        assert table.columns[name] == [None] * len(table.words)
    assert all(len(values) == len(table.words) for values in table.columns.values())
    assert word_table(SegmentPair("d", 0, "好", ""), Evidence(), ()).words == ()


def test_columns_hold_what_the_evidence_says():
    rule = Finding("x", "target", 4, 9, "fluency", Severity.MAJOR, 1.0, "")
    evidence = Evidence(estimate=estimate({"place": (0.8, 0.6)}, end=0.3), forced_decoding=forced())
    table = word_table(PAIR, evidence, [rule])
    at = [w.text for w in table.words].index("place")
    assert table.columns["error"][at] == pytest.approx(log_odds(0.8))
    assert table.columns["error_after"][-1] == pytest.approx(log_odds(0.3))
    assert table.columns["surprisal"][at] == 9.0 and table.columns["gain"][at] == 0.0
    assert [w.text for w, r in zip(table.words, table.columns["rule"], strict=True) if r] == [
        "chain"
    ]


@pytest.mark.parametrize("name", ["complete", "estimator_only"])
def test_the_shipped_judge_is_sound_and_its_settings_are_ordered(name):
    judge = getattr(shipped_judges(), name)
    strict, balanced, lenient = (judge.limits[n] for n in ("strict", "balanced", "lenient"))
    assert strict.minor < balanced.minor < lenient.minor
    assert strict.major < balanced.major < lenient.major
    error, major = judge.words(word_table(PAIR, Evidence(estimate=estimate()), ()))
    assert all(0 <= m <= e <= 1 for e, m in zip(error, major, strict=True))
    bad = {"error_mean": 0.6, "error_top": 0.9, "penalty_per_word": 0.9, "penalty": 0.9}
    good = {"error_mean": 0.02, "error_top": 0.05, "penalty_per_word": 0.1, "penalty": 0.1}
    assert 0 <= judge.score(bad) < judge.score({**good, "words": 20.0}) <= 100
    assert judge.words(word_table(SegmentPair("d", 0, "好", ""), Evidence(), ())) == ([], [])


def test_each_kind_of_run_has_the_judge_fitted_on_its_evidence():
    judges = shipped_judges()
    assert judges.of(Evidence(estimate=estimate())) is judges.estimator_only
    assert judges.of(Evidence(estimate=estimate(), forced_decoding=forced())) is judges.complete
    names = set(judges.estimator_only.error.features)
    assert "error" in names and not names & {"surprisal", "gain", "aligned"}


@pytest.mark.parametrize("text", ["", "{}", '{"error": 3}', "[]"])
def test_damaged_numbers_are_refused(tmp_path, text):
    path = tmp_path / "judge.json"
    path.write_text(text)
    with pytest.raises(IntegrityError, match="cannot be read"):
        shipped_judges(path)


def test_a_dateline_is_not_left_out():
    source = "本报北京3月3日电（记者王芳）企业受益。"
    omitted = [(i, i + 1, 0.9) for i in range(len(source))]
    evidence = Evidence(estimate=estimate(omitted=omitted))
    (found,) = left_out(SegmentPair("d", 0, source, TARGET), evidence, LIMITS)
    assert source[found.start : found.end] == "企业受益"


@pytest.mark.parametrize(
    ("nats", "text"),
    [(0.0, "1"), (1.1712, "0.31"), (4.6, "0.01"), (4.62, "1 in 100"), (13.72, "1 in 900,000"),
     (900.0, "1 in 200,000,000,000,000,000")],
)  # fmt: skip
def test_small_probabilities_are_told_as_one_in_so_many(nats, text):
    assert probability_text(nats) == text


def test_a_sentence_with_the_sign_of_telegrams_has_no_dateline():
    source = "我昨天晚上去看了一场电影，然后回家。"
    omitted = [(i, i + 1, 0.9) for i in range(len(source))]
    (found,) = left_out(
        SegmentPair("d", 0, source, TARGET), Evidence(estimate=estimate(omitted=omitted)), LIMITS
    )
    assert source[found.start : found.end] == source.strip("。")


@pytest.mark.parametrize("value", [0.0, 1.0, -0.2, float("nan")])
def test_limits_are_probabilities(value):
    with pytest.raises(ValueError):
        Limits(minor=value, near=0.3, major=0.5, omitted=0.5)


def test_accents_and_joined_signs_are_no_words_of_their_own():
    text = "cafe\u0301s 3.5, it’s 👩\u200d💻\ufe0f!"
    words = target_words(text)
    assert [w.text for w in words] == ["cafe\u0301s", "3.5", ",", "it’s", "👩\u200d💻\ufe0f", "!"]
    assert all(text[w.start : w.end] == w.text for w in words)


def test_a_span_does_not_end_in_a_mark_after_another_mark():
    words = target_words("bad , ; good")
    (span,) = decode_spans(words, [0.9, 0.1, 0.9, 0.1], [0.0] * 4, LIMITS)[:1]
    assert (span.first, span.last) == (0, 0)


def test_marks_alone_and_figures_without_words_are_not_doubted():
    def found(target, doubted):
        pair = SegmentPair("d", 0, "数。", target)
        table = word_table(pair, Evidence(), ())
        error = [0.9 if word.text in doubted else 0.0 for word in table.words]
        return suspicious_words(pair, Evidence(), table, error, error, LIMITS)

    assert found("All is well ; they say.", {";"}) == []
    assert found("123456", {"123456"}) == []
    assert [f.start for f in found("All 36 is well.", {"36"})] == [4]


def test_a_paragraph_is_priced_by_the_length_of_a_long_sentence():
    judge = shipped_judges().complete
    values = {"penalty": 0.7, "penalty_per_word": 0.4, "error_top": 0.5}
    sentence = judge.score({**values, "words": 100.0})
    assert judge.score({**values, "words": 20.0}) == sentence
    assert 100 - judge.score({**values, "words": 200.0}) == pytest.approx((100 - sentence) / 2)
