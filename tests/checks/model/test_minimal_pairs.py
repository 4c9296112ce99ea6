"""Findings from minimal pairs, and omitted items of lists, on hand-made evidence."""

import pytest

from checker.checks.model.minimal_pairs import CHECKS, IDS, LIMITS, minimal_pairs
from checker.checks.model.omitted_items import omitted_items
from checker.checks.running import run_model_checks
from checker.config import SENSITIVITIES
from checker.evidence.source import Evidence
from checker.records import (
    ForcedDecoding,
    Removal,
    Replacement,
    SegmentPair,
    Severity,
    TokenSurprisal,
    Variant,
)

TARGET = "At noon Moscow said that Berlin it lunchtime in June."


def edit(word, text):
    start = TARGET.index(word)
    return Replacement(start, start + len(word), text)


def before(word, text):
    return Replacement(TARGET.index(word), TARGET.index(word), text)


def findings(*variants, sensitivity="balanced", target=TARGET):
    evidence = Evidence(variants=variants)
    pair = SegmentPair("d", 0, "中午。", target)
    return list(minimal_pairs(pair, evidence, sensitivity=sensitivity))


def test_exchanged_names_are_flagged_both_and_each_suggests_the_other():
    names = Variant("names", (edit("Moscow", "Berlin"), edit("Berlin", "Moscow")), "…", 12.0)
    found = findings(names)
    assert [TARGET[f.start : f.end] for f in found] == ["Moscow", "Berlin"]
    assert [f.suggestion for f in found] == ["Berlin", "Moscow"]
    assert {(f.check_id, f.category, f.severity) for f in found} == {
        ("names-exchanged", "accuracy/mistranslation", Severity.MAJOR)
    }
    assert "‘Moscow’ and ‘Berlin’ seem to have changed places" in found[0].reason
    assert "160,000 times as probable" in found[0].reason


@pytest.mark.parametrize(
    ("kind", "change", "shown", "suggestion", "told"),
    [
        ("verb", before("lunchtime", "was "), "it lunchtime", "it was lunchtime", "before «lunch"),
        ("verb-form", edit("lunchtime", "lunch"), "lunchtime", "lunch", "stand behind ‘it’"),
        ("word", edit("June", "July"), "June", "July", "expects ‘July’, not ‘June’"),
        ("denial-lost", before("said", "never "), "Moscow said", "Moscow never said", "denies"),
        ("denial-added", edit("noon ", ""), "noon", "", "the Chinese does not"),
    ],
)
def test_each_kind_shows_its_words_and_says_why(kind, change, shown, suggestion, told):
    (finding,) = findings(Variant(kind, (change,), "…", 6.5))
    assert TARGET[finding.start : finding.end] == shown
    assert (finding.suggestion or "") == suggestion
    assert finding.check_id == IDS[kind] and finding.severity is Severity.MAJOR
    assert told in finding.reason and "670 times" in finding.reason


@pytest.mark.parametrize("kind", LIMITS)
def test_limits_grow_with_leniency_and_hold(kind):
    limits = LIMITS[kind]
    assert limits.strict < limits.balanced < limits.lenient and limits.balanced <= limits.major
    for name in SENSITIVITIES:
        least = getattr(limits, name)
        for gain, flagged in ((least, 1), (least - 0.01, 0)):
            edits = (edit("Moscow", "Berlin"), edit("Berlin", "Moscow"))
            variant = Variant(kind, edits if kind in ("names", "figures") else edits[:1], "…", gain)
            assert len(findings(variant, sensitivity=name)) == flagged * len(variant.edits)


def test_small_gains_are_minor_and_of_variants_that_touch_the_best_is_told():
    verb = Variant("verb", (before("lunchtime", "was "),), "…", 3.0)
    assert [f.severity for f in findings(verb)] == [Severity.MINOR]
    better = Variant("word", (edit("lunchtime", "dinnertime"),), "…", 9.0)
    assert [f.check_id for f in findings(better, verb)] == ["wrong-word"]


def test_a_verb_before_the_first_or_the_last_word_needs_no_neighbour():
    first = Variant("verb", (Replacement(0, 0, "Was "),), "…", 5.0)
    last = Variant("verb", (Replacement(len(TARGET), len(TARGET), " is"),), "…", 5.0)
    assert [TARGET[f.start : f.end] for f in findings(first, last)] == ["At", "."]


def test_variants_count_variants_only_with_forced_decoding():
    names = Variant("names", (edit("Moscow", "Berlin"), edit("Berlin", "Moscow")), "…", 12.0)
    pair = SegmentPair("d", 0, "中午。", TARGET)
    forced = ForcedDecoding((TokenSurprisal(0, 2, 1.0, 2.0),), "test")
    evidence = Evidence(forced_decoding=forced, variants=(names,))
    found = run_model_checks(pair, evidence, None, CHECKS)
    assert [f.check_id for f in found] == ["names-exchanged"] * 2
    assert run_model_checks(pair, Evidence(variants=(names,)), None, CHECKS) == []


def test_a_check_that_does_not_run_leaves_its_place_to_the_next_best():
    word = Variant("word", (edit("Moscow", "Rome"),), "…", 5.0)
    names = Variant("names", (edit("Moscow", "Berlin"), edit("Berlin", "Moscow")), "…", 12.0)
    pair = SegmentPair("d", 0, "中午。", TARGET)
    forced = ForcedDecoding((TokenSurprisal(0, 2, 1.0, 2.0),), "test")
    evidence = Evidence(forced_decoding=forced, variants=(names, word))
    rest = [check for check in CHECKS if check.id != "names-exchanged"]
    assert [f.check_id for f in run_model_checks(pair, evidence, None, rest)] == ["wrong-word"]


LIST = "商店出售苹果、香蕉、葡萄和西瓜，价格便宜。"


def explained(source, *, but=""):
    lost = range(source.index(but), source.index(but) + len(but)) if but else range(0)
    return ForcedDecoding(
        tuple(TokenSurprisal(i, i + 1, 4.0 if i in lost else 1.0, 4.0) for i in range(len(source))),
        "test",
    )


@pytest.mark.parametrize(
    ("target", "lost", "confidence"),
    [
        ("The shop sells apples, grapes and melons cheaply.", "香蕉", 0.5),
        ("The shop sells apples, plantains, grapes and melons cheaply.", "香蕉", 0.25),
        ("The shop sells apples, bananas, grapes and melons cheaply.", "", None),
        ("The shop sells bananas, grapes and melons cheaply.", "价格", None),
    ],
)
def test_an_unexplained_item_is_surer_where_the_english_list_is_shorter(target, lost, confidence):
    pair = SegmentPair("d", 0, LIST, target)
    found = list(omitted_items(pair, explained(LIST, but=lost), sensitivity="balanced"))
    assert [f.confidence for f in found] == ([confidence] if confidence else [])
    for finding in found:
        assert LIST[finding.start : finding.end] == lost and finding.side == "source"
        assert f"‘{lost}’ in this list is not explained" in finding.reason
        assert ("shorter" in finding.reason) is (confidence == 0.5)


@pytest.mark.parametrize(
    ("gain", "found"),
    [(-4.0, []), (0.5, [Severity.MINOR]), (3.0, [Severity.MAJOR])],
)
def test_an_item_that_was_tried_is_judged_by_its_trial(gain, found):
    pair = SegmentPair("d", 0, LIST, "The shop sells apples, grapes and melons cheaply.")
    start = LIST.index("香蕉")
    items = list(
        omitted_items(
            pair,
            explained(LIST, but="香蕉"),
            [Removal(start, start + 2, gain)],
            sensitivity="balanced",
        )
    )
    assert [f.severity for f in items] == found
    assert all("without it the English is no less probable" in f.reason for f in items)


def test_lists_of_two_and_sources_without_lists_have_no_omitted_items():
    for source in (
        "著有《甲》、《乙》、《丙》和《丁》。",
        "苹果、香蕉便宜。",
        "价格便宜。",
        "",
        "、、、",
        "苹果、",
    ):
        pair = SegmentPair("d", 0, source, "Cheap.")
        assert list(omitted_items(pair, explained(source), sensitivity="strict")) == []


def test_titles_in_a_list_are_not_judged_by_their_words():
    source = "著有《甲集》、《乙集》和《丙集》。"
    plain = source.replace("《", "").replace("》", "")
    for text, lost, count in ((source, "《乙集》", 0), (plain, "乙集", 1)):
        pair = SegmentPair("d", 0, text, "Author of A, C.")
        found = omitted_items(pair, explained(text, but=lost), sensitivity="balanced")
        assert len(list(found)) == count
