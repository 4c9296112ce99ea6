import pytest

from checker.checks.registry import all_checks, get_check
from checker.records import Finding, SegmentPair, SegmentReport, Severity
from checker.verdict.flags import merge_findings
from checker.verdict.scores import document_score, segment_score

TARGET = " ".join(["word"] * 20)


def flags(severity, check_id="rule", confidence=1.0):
    pair = SegmentPair("d", 0, "源", TARGET)
    return merge_findings(
        pair, [Finding(check_id, "target", 0, 4, "fluency", severity, confidence, "why")]
    )


@pytest.mark.parametrize(
    ("severity", "score"),
    [(Severity.NEUTRAL, 100), (Severity.MINOR, 95), (Severity.MAJOR, 75), (Severity.CRITICAL, 50)],
)
def test_each_severity_costs_its_weight_per_hundred_words(severity, score):
    assert segment_score(TARGET, flags(severity)) == pytest.approx(score)


def test_no_flag_leaves_the_base():
    assert segment_score(TARGET, (), base=83.0) == 83.0


def test_a_doubtful_flag_costs_less():
    assert segment_score(TARGET, flags(Severity.MAJOR, confidence=0.5)) == pytest.approx(87.5)


def test_a_short_segment_is_counted_as_ten_words():
    assert segment_score("word", flags(Severity.MAJOR)) == pytest.approx(50)


@pytest.mark.parametrize("rule", [check.id for check in all_checks() if check.ceiling is not None])
def test_nothing_lifts_a_ceiling(rule):
    found = flags(Severity.MINOR, check_id=rule, confidence=0.1)
    assert segment_score(TARGET, found) == get_check(rule).ceiling


def report(target, score):
    return SegmentReport(SegmentPair("d", 0, None, target), score, ())


def test_document_score_is_weighted_by_length_and_skips_the_unscored():
    reports = [report("x" * 30, 90.0), report("x" * 10, 50.0), report("x" * 99, None)]
    assert document_score(reports) == pytest.approx(80)
    assert document_score([report("x", None)]) is None


def test_what_the_base_counts_already_costs_nothing_more():
    trained = flags(Severity.MAJOR, check_id="trained-detector")
    assert segment_score(TARGET, trained, base=80.0) == 80.0
    rule = flags(Severity.MAJOR)
    assert segment_score(TARGET, rule, base=80.0) == pytest.approx(60)
