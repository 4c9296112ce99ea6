import pytest

from checker.records import Finding, SegmentPair, Severity, Span
from checker.verdict.flags import merge_findings, worst_severity

SOURCE = "产业体系逐步形成，目前已覆盖九省。"
TARGET = "The industry has gradually formed At present, it covers nine provinces."
PAIR = SegmentPair("d", 0, SOURCE, TARGET, source_start=100, target_start=1000)


def finding(
    text, severity=Severity.MAJOR, *, check_id="rule", confidence=0.5, side="target", **more
):
    whole = TARGET if side == "target" else SOURCE
    start = whole.index(text)
    category = more.pop("category", "fluency/grammar")
    reason = more.pop("reason", f"{check_id} says {text}.")
    return Finding(
        check_id, side, start, start + len(text), category, severity, confidence, reason, **more
    )


def test_overlapping_findings_become_one_flag_headed_by_the_worst():
    flags = merge_findings(
        PAIR,
        [
            finding("At", Severity.MINOR, check_id="mid-capital", confidence=0.9),
            finding("formed At present,", Severity.MAJOR, check_id="fused", confidence=0.8),
            finding("gradually formed", Severity.MAJOR, check_id="dangling", confidence=0.5),
        ],
    )
    (flag,) = flags
    assert flag.text == "gradually formed At present,"
    assert TARGET[flag.start : flag.end] == flag.text
    assert (flag.check_id, flag.severity) == ("fused", Severity.MAJOR)
    assert flag.document_start == 1000 + flag.start
    assert [f.check_id for f in flag.findings] == ["fused", "dangling", "mid-capital"]
    assert abs(flag.confidence - (1 - 0.2 * 0.5 * 0.1)) < 1e-9


@pytest.mark.parametrize(
    ("ids", "confidence"),
    [
        (("negation-flip", "lost-denial"), 0.8),  # one phenomenon: the surest
        (("fused-sentence", "sentence-structure"), 0.8),
        (("fused-sentence", "lost-denial"), 1 - 0.5 * 0.2),  # two
        (("my-country", "place-name"), 1 - 0.5 * 0.2),  # each of its own
        (("negation-flip", "negation"), 0.8),  # a retired id is what its successor is
    ],
)
def test_witnesses_of_one_phenomenon_are_not_independent(ids, confidence):
    rows = zip(ids, (0.5, 0.8), strict=True)
    (flag,) = merge_findings(
        PAIR, [finding("formed", check_id=check_id, confidence=sure) for check_id, sure in rows]
    )
    assert abs(flag.confidence - confidence) < 1e-9
    assert {f.check_id for f in flag.findings} == set(ids)


def test_an_omission_is_one_phenomenon_whoever_sees_it():
    rows = [("trained-detector", 0.5), ("clause-missing", 0.8), ("someone-else", 0.6)]
    found = [
        finding("九省", check_id=who, confidence=sure, side="source", category="accuracy/omission")
        for who, sure in rows
    ]
    (flag,) = merge_findings(PAIR, found)
    assert flag.confidence == 0.8


def test_a_lesser_finding_does_not_widen_the_flag():
    flags = merge_findings(
        PAIR,
        [
            finding("formed At", Severity.MAJOR, check_id="a"),
            finding("At present, it covers nine provinces.", Severity.MINOR, check_id="b"),
        ],
    )
    assert [flag.text for flag in flags] == ["formed At"]


def test_a_rule_decides_where_a_model_only_finds_it_odd():
    (flag,) = merge_findings(
        PAIR,
        [
            finding("formed At", Severity.MINOR, check_id="mid-capital", reason="a capital"),
            finding("At", Severity.MAJOR, check_id="forced-decoding", reason="unexpected"),
        ],
    )
    assert (flag.check_id, flag.severity) == ("mid-capital", Severity.MINOR)
    assert flag.reason == "a capital. unexpected."


def test_touching_is_not_overlapping_and_sides_stay_apart():
    flags = merge_findings(
        PAIR,
        [
            finding("nine", check_id="a"),
            finding(" provinces", check_id="b"),
            finding("九", check_id="c", side="source"),
        ],
    )
    assert [(flag.side, flag.text) for flag in flags] == [
        ("target", "nine"),
        ("target", " provinces"),
        ("source", "九"),
    ]
    assert flags[2].document_start == 100 + SOURCE.index("九")


def test_one_detector_repeated_is_one_witness():
    (flag,) = merge_findings(
        PAIR, [finding("formed", check_id="a"), finding("formed At", check_id="a")]
    )
    assert flag.confidence == 0.5


def test_too_long_and_cut_off_are_two_phenomena():
    long = finding("nine", check_id="length-ratio", category="accuracy/addition")
    short = finding("nine", check_id="length-ratio", category="accuracy/omission")
    cut = finding("nine", check_id="truncated-end", category="accuracy/omission")
    (apart,) = merge_findings(PAIR, [long, cut])
    (one,) = merge_findings(PAIR, [short, cut])
    assert one.confidence == cut.confidence < apart.confidence


def test_a_suggestion_is_that_of_a_finding_or_none():
    spans = (Span(0, 2, "产业"),)
    own = merge_findings(PAIR, [finding("nine", suggestion="9", source_spans=spans)])
    other = merge_findings(PAIR, [finding("nine")])
    assert [own[0].suggestion, other[0].suggestion] == ["9", None]
    assert own[0].source_spans == spans


def test_a_suggestion_is_given_for_the_whole_of_a_widened_flag():
    (flag,) = merge_findings(
        PAIR,
        [
            finding("nine", suggestion="9", confidence=0.9),
            finding("covers nine provinces", check_id="other"),
        ],
    )
    assert (flag.text, flag.suggestion) == ("covers nine provinces", "covers 9 provinces")
    (narrow,) = merge_findings(
        PAIR,
        [finding("nine"), finding("covers nine", Severity.MINOR, suggestion="has 9")],
    )
    assert (narrow.text, narrow.suggestion) == ("nine", None)


def test_source_words_default_to_the_clause_at_that_place():
    (flag,) = merge_findings(PAIR, [finding("provinces")])
    assert [span.text for span in flag.source_spans] == ["目前已覆盖九省。"]
    assert SOURCE[flag.source_spans[0].start : flag.source_spans[0].end] == "目前已覆盖九省。"


def test_empty_target_gives_an_empty_span():
    pair = SegmentPair("d", 0, SOURCE, "")
    empty = Finding(
        "empty-target", "target", 0, 0, "accuracy/omission", Severity.CRITICAL, 1.0, "x"
    )
    (flag,) = merge_findings(pair, [empty, empty])
    assert (flag.start, flag.end, flag.text, len(flag.findings)) == (0, 0, "", 2)


def test_worst_severity():
    flags = merge_findings(PAIR, [finding("nine", Severity.MINOR), finding("formed")])
    assert worst_severity(flags) is Severity.MAJOR
    assert worst_severity([]) is None


def test_a_model_does_not_widen_a_rules_span():
    (flag,) = merge_findings(
        PAIR,
        [
            finding("At", Severity.MINOR, check_id="mid-capital"),
            finding("formed At present", Severity.MINOR, check_id="trained-detector"),
        ],
    )
    assert (flag.text, flag.check_id) == ("At", "mid-capital")
    assert [f.check_id for f in flag.findings] == ["mid-capital", "trained-detector"]


def test_a_clause_left_out_is_told_once_with_the_passage_that_garbles_it():
    lost = finding("目前已覆盖九省", side="source", check_id="trained-detector",
                   category="accuracy/omission")  # fmt: skip
    clause = Span(9, 16, "目前已覆盖九省")
    garbled = finding("covers nine", category="accuracy/mistranslation", source_spans=(clause,))
    (flag,) = merge_findings(PAIR, [lost, garbled])
    assert flag.side == "target" and len(flag.findings) == 2


def test_a_finding_on_a_whole_paragraph_does_not_blur_an_exact_one():
    target = "The fee is 36 million yuan. " + "Much else was said that day in town. " * 6
    pair = SegmentPair("d", 0, "费用为360万元。", target)
    start = target.index("36 million")
    rows = [("number", start, start + 10, 0.9), ("negation", 0, len(target), 0.7)]
    findings = [
        Finding(name, "target", a, b, "accuracy/x", Severity.CRITICAL, chance, f"{name}.")
        for name, a, b, chance in rows
    ]
    (flag,) = merge_findings(pair, findings)
    assert flag.text == "36 million" == target[flag.start : flag.end]
    assert flag.reason == "number. negation."
