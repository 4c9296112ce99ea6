"""The order of stages, on evidence that needs no model."""

from __future__ import annotations

import pytest

import checker
from checker.errors import InputError
from checker.evidence.source import EvidenceSource
from checker.pipeline import WINDOW, Cancelled, Checker, Progress
from checker.records import (
    Document,
    SegmentReport,
    Severity,
    Span,
)
from tests.system.fakes import ANSWERS, SOURCE, TARGET, FakeDecoder, FakeEstimator, FakeTranslator


def make(settings=None, *, answers=ANSWERS, odd=()):
    settings = settings or checker.Settings(use_cache=False, quality_estimation=False)
    source = EvidenceSource(
        settings, translators=[FakeTranslator(answers)], decoder=FakeDecoder(odd)
    )
    return Checker(settings, evidence=source)


def check(checker_, source=SOURCE, target=TARGET, **more):
    return checker_.check_document(Document("d", target, source), **more)


def test_the_flags_are_spans_with_evidence():
    report = check(make())
    by_rule = {flag.check_id: flag for flag in report.flags}
    power = by_rule["number-power-shift"]
    assert power.severity is Severity.CRITICAL
    assert TARGET[power.document_start : power.document_end] == power.text
    assert "79,000,000" in power.reason
    assert [span.text for span in power.source_spans] and "7900万" in power.source_spans[0].text
    assert TARGET[by_rule["my-country"].document_start :].startswith("My country's")
    assert report.segments[0].overlap[0].back_end == "fake"
    assert 0 <= report.score < 100


def test_an_odd_word_is_a_flag_with_the_expected_word():
    report = check(make(odd=("autumn",)))
    (flag,) = [f for f in report.flags if f.check_id == "forced-decoding"]
    assert flag.text == "autumn"
    assert "‘other’" in flag.reason
    assert flag.suggestion is None, "a re-translation is no correction"


def test_the_trained_detector_flags_words_and_prices_the_segment():
    def score(odd):
        evidence = EvidenceSource(
            checker.Settings(use_cache=False),
            translators=[FakeTranslator(ANSWERS)],
            decoder=FakeDecoder(odd),
            estimator=FakeEstimator(odd),
        )
        return check(Checker(checker.Settings(use_cache=False), evidence=evidence))

    odd, even = score(("autumn",)), score(())
    flags = [f for f in odd.flags if f.check_id == "trained-detector" and "autumn" in f.text]
    assert flags and "‘other’" in flags[0].reason
    assert flags[0].suggestion is None
    assert odd.segments[1].score < even.segments[1].score
    assert "fake-estimator" in odd.signature and "|judge:" in odd.signature
    assert not any(f.check_id == "forced-decoding" for f in odd.flags)


def test_every_segment_is_reported_as_it_is_known_and_progress_ends_at_the_total():
    seen: list[SegmentReport] = []
    steps: list[Progress] = []
    report = check(make(), on_segment=seen.append, progress=steps.append)
    assert tuple(seen) == report.segments
    assert steps[-1] == Progress("scoring", len(seen), len(seen))


def test_cancelling_stops_the_check():
    with pytest.raises(Cancelled):
        check(make(), cancelled=lambda: True)


def test_cancelling_is_asked_about_between_the_models_of_a_window():
    asked: list[None] = []

    def cancelled():
        asked.append(None)
        return False

    report = check(make(), cancelled=cancelled)
    assert len(report.segments) < WINDOW, "one window"
    translating = 2  # before and after
    assert len(asked) == translating + 1 + 2 + 1


def test_an_unusable_translation_is_named_and_serves_as_no_evidence():
    report = check(make(answers={}))
    for segment in report.segments:
        assert segment.overlap == ()
        assert not segment.translations[0].usable
        assert any("not used" in text for text in segment.missing)
        assert all(f.suggestion != "" or f.side == "target" for f in segment.flags)


def test_a_translation_with_a_wrong_figure_is_never_suggested():
    answers = {**ANSWERS, "全县投资7900万元到位。": "The county invested 790 million yuan."}
    segment = check(make(answers=answers)).segments[0]
    assert segment.translations[0].usable
    assert all(flag.suggestion != answers["全县投资7900万元到位。"] for flag in segment.flags)
    assert any("has an error of its own" in text for text in segment.missing)


def test_without_a_source_the_rest_still_runs_and_says_what_is_missing():
    report = check(
        make(), source=None, target="The plan has gradually formed At present, all is well.\n"
    )
    assert [flag.check_id for flag in report.flags if flag.severity is Severity.MAJOR] == [
        "fused-sentence"
    ]
    assert "No source was given" in report.missing[0]
    assert report.segments[0].translations == ()
    assert all(t.given_source is None for t in report.segments[0].forced_decoding.tokens)


def test_rows_stay_rows_whatever_their_length():
    target = "One.\nTwo. Three.\nFour."
    rows = ("一。", "二。三。", "四。")
    source = "\n".join(rows)
    spans, place = [], 0
    for row, text in zip(rows, target.split("\n"), strict=True):
        start = source.index(row)
        spans.append((Span(start, start + len(row), row), Span(place, place + len(text), text)))
        place += len(text) + 1
    document = Document("t", target, source, pairs=tuple(spans), ids=("a", "b", "c"))
    report = make().check_document(document)
    assert [s.pair.row_id for s in report.segments] == ["a", "b", "c"]
    assert [s.pair.target for s in report.segments] == target.split("\n")
    assert [s.pair.source for s in report.segments] == list(rows)


def test_english_that_renders_nothing_found_has_flags_but_no_score():
    target = "The plan has gradually formed At present, all is well.\nFour."
    split = target.index("\n")
    rows = (
        (Span(0, 0, ""), Span(0, split, target[:split])),
        (Span(0, 2, "四。"), Span(split + 1, len(target), "Four.")),
    )
    report = make().check_document(Document("t", target, "四。", pairs=rows))
    first, second = report.segments
    assert first.score is None and second.score is not None
    assert "fused-sentence" in {flag.check_id for flag in first.flags}
    assert any("No source sentence" in text for text in first.missing)
    assert report.score == pytest.approx(second.score)


def test_switched_off_evidence_is_named():
    settings = checker.Settings(
        back_ends=(), forced_decoding=False, quality_estimation=False, use_cache=False
    )
    report = Checker(settings).check_document(Document("d", TARGET, SOURCE))
    assert len(report.missing) == 3
    assert all(s.forced_decoding is None and s.overlap == () for s in report.segments)
    assert {f.check_id for f in report.flags} >= {"number-power-shift", "my-country"}


def test_one_pair_is_checked_by_itself():
    report = make().check_pair(
        "全县投资7900万元到位。", "The county has invested 7.9 million yuan."
    )
    assert [flag.check_id for flag in report.flags] == ["number-power-shift"]
    alone = make().check_pair(None, "The plan has gradually formed At present, all is well.")
    assert alone.pair.source is None and alone.flags


def test_copied_and_empty_text_scores_nothing_whatever_the_models_say():
    source = "秋收已基本结束，粮食产量再创新高。"
    copied = make().check_pair(source, source)
    empty = make().check_pair(source, "")
    assert (copied.score, empty.score) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("source", "target"),
    [(None, None), ("好", None), (b"x", "x"), ("", " "), ("好", "a\ud800"), ("\udc00", "a")],
)
def test_what_is_no_text_is_refused(source, target):
    with pytest.raises(InputError):
        checker.check(
            source, target, settings=checker.Settings(back_ends=(), forced_decoding=False)
        )


def test_the_signature_names_models_and_settings():
    signature = make().signature
    assert (
        checker.__version__ in signature and "fake|1" in signature and "fake-decoder" in signature
    )
    assert signature == check(make()).segments[0].signature
