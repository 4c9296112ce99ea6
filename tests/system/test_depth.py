"""How much is asked of the models: by depth, and at standard depth by what is in doubt."""

from __future__ import annotations

import pytest

from checker.checks.model.doubt import shipped_doubt
from checker.checks.model.judgement import judge_pair
from checker.config import Settings, load_settings
from checker.errors import IntegrityError, SettingsError
from checker.evidence.source import EvidenceSource
from checker.pipeline import Checker
from checker.records import Document, Span
from tests.system.fakes import ANSWERS, SOURCE, TARGET, FakeDecoder, FakeEstimator, FakeTranslator

ODD = ("autumn",)


class CountingDecoder(FakeDecoder):
    """Keeps the targets it was asked about."""

    def __init__(self, odd=()):
        super().__init__(odd)
        self.targets = []

    def score(self, pairs):
        self.targets += [target for _, target in pairs]
        return super().score(pairs)

    def score_given(self, pairs):
        return FakeDecoder(self.odd).score_given(pairs)


def asked_at(depth, *, document=None, **more):
    """The report, the sources re-translated and the targets that the decoder was asked about."""
    settings = Settings(use_cache=False, depth=depth, **more)
    translator, decoder = FakeTranslator(ANSWERS), CountingDecoder(ODD)
    source = EvidenceSource(
        settings, translators=[translator], decoder=decoder, estimator=FakeEstimator(ODD)
    )
    report = Checker(settings, evidence=source).check_document(
        document or Document("d", TARGET, SOURCE)
    )
    return report, translator.asked, decoder.targets


def told(report):
    return [(s.score, [(f.start, f.end, f.check_id, f.severity) for f in s.flags])
            for s in report.segments]  # fmt: skip


def test_quick_creates_neither_back_ends_nor_a_decoder():
    source = EvidenceSource(Settings(depth="quick", use_cache=False), estimator=FakeEstimator(ODD))
    assert source.translators == () and source.decoder is None and source.estimator is not None


def test_standard_that_doubts_everything_says_what_thorough_says():
    full, _, _ = asked_at("thorough")
    report, translated, targets = asked_at("standard", doubt=0.0)
    assert told(report) == told(full)
    assert translated == [line for line in SOURCE.split("\n") if line]
    assert len(targets) == 2
    assert not any("not asked" in line for s in report.segments for line in s.missing)


def test_standard_asks_only_where_there_is_doubt_and_says_so():
    doubts = sorted(doubt_of_each())
    assert doubts[0] < doubts[1], "the two segments are to differ"
    report, translated, targets = asked_at("standard", doubt=sum(doubts) / 2)
    (asked,) = [s for s in report.segments if s.translations]
    (left,) = [s for s in report.segments if not s.translations]
    assert targets == [asked.pair.target] and len(translated) == 2, "both for the alignment"
    assert any("not asked here" in line for line in left.missing)
    assert left.forced_decoding is None and left.estimate is not None
    assert not any("not asked here" in line for line in asked.missing)


def doubt_of_each():
    settings = Settings(use_cache=False, depth="quick")
    source = EvidenceSource(settings, estimator=FakeEstimator(ODD))
    own = Checker(settings, evidence=source)
    pairs = [segment.pair for segment in own.check_document(Document("d", TARGET, SOURCE)).segments]
    known = zip(pairs, source.estimate(pairs), own.text_findings(pairs), strict=True)
    return [shipped_doubt().of(p, e, f, judge_pair(p, e, f)) for p, e, f in known]


def test_a_table_is_not_translated_where_nothing_is_in_doubt():
    rows = ((Span(0, len(SOURCE), SOURCE), Span(0, len(TARGET), TARGET)),)
    document = Document("d", TARGET, SOURCE, pairs=rows)
    _, translated, targets = asked_at("standard", document=document, doubt=1.0)
    assert translated == [] and targets == []


def test_two_texts_are_translated_to_be_aligned_whatever_the_doubt():
    report, translated, targets = asked_at("standard", doubt=1.0)
    assert len(translated) == 2 and targets == []
    assert all(segment.translations == () for segment in report.segments)


def test_without_an_estimator_everything_is_in_doubt():
    settings = Settings(use_cache=False, depth="standard", quality_estimation=False, doubt=1.0)
    decoder = CountingDecoder()
    source = EvidenceSource(settings, translators=[FakeTranslator(ANSWERS)], decoder=decoder)
    Checker(settings, evidence=source).check_document(Document("d", TARGET, SOURCE))
    assert len(decoder.targets) == 2


def test_the_signature_names_depth_doubt_and_the_numbers_behind_it():
    def signature(**own):
        settings = Settings(use_cache=False, back_ends=(), forced_decoding=False, **own)
        evidence = EvidenceSource(settings, estimator=FakeEstimator(ODD))
        return Checker(settings, evidence=evidence).signature

    told = signature(depth="standard", doubt=0.25)
    assert "|depth:standard@0.25|" in told
    assert f"|doubt:{shipped_doubt().version}" in told
    assert "|depth:quick|" in signature(depth="quick")
    assert "doubt:" not in signature(depth="quick")


@pytest.mark.parametrize("wrong", [{"depth": "deep"}, {"doubt": 1.5}, {"doubt": "much"}])
def test_wrong_settings_are_refused(wrong):
    with pytest.raises(SettingsError):
        load_settings(overrides=wrong)


def test_doubt_is_read_from_a_file_and_from_the_environment(tmp_path):
    path = tmp_path / "checker.toml"
    path.write_text('[checker]\ndepth = "standard"\ndoubt = 1\n', encoding="utf-8")
    assert load_settings(path, environment={}).doubt == 1.0
    assert load_settings(environment={"CHECKER_DOUBT": "0.35"}).doubt == 0.35


def test_a_damaged_file_of_doubt_is_named(tmp_path):
    path = tmp_path / "doubt.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(IntegrityError, match="in doubt"):
        shipped_doubt(path)
