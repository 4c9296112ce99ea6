"""The table of rules, running them, and their documentation."""

from __future__ import annotations

import pytest

from checker.checks.alarms import DEFAULT_AT_MOST, INFO_ABOVE, measured_alarms, read_alarms
from checker.checks.registry import RULE_IDS, all_rules, get_rule, rules_markdown, run_rules
from checker.errors import SettingsError
from checker.records import SegmentPair, Severity


# Reviewers quote these ids and stored decisions carry them: add to the list, never rename.
def words(text):
    return text.split()


FROZEN = words(
    """
fused-sentence dangling-transitive truncated-end verbless-fragment mid-capital repeat-loop
repeated-4gram doubled-word gibberish mt-artefact although-but empty-target untranslated-segment
han-left other-script-left latin-copy pinyin-residue fullwidth-left sentence-stop-missing
glued-sentence space-before-punctuation double-space bracket-balance quote-balance book-title
page-furniture my-country question-lost negation-flip modality length-ratio unrelated-text
added-sentence clause-missing list-items enumeration-items list-and-missing list-numbering
chinglish-density
number-power-shift number-differs number-missing number-missing-small number-added
magnitude-differs percentage-point date-mismatch half-day time-of-day yoy-mom
discount tenth doubling multiple
ordinal-differs fraction-differs
period-differs score-differs currency-swap unit-swap
number-format numbers-exchanged place-name place-pinyin organisation-name surname-order name-pinyin
repeated-source-inconsistent repeated-target term-inconsistent glossary
"""
)
SEGMENTS = 14_811
OFF = {"double-space", "quote-balance", "modality", "number-missing-small", "number-added"}


def test_ids_are_frozen():
    assert list(RULE_IDS) == FROZEN


def test_every_rule_describes_itself():
    rules = all_rules()
    assert [rule.rule_id for rule in rules] == FROZEN
    assert {rule.rule_id for rule in rules if not rule.default} == OFF
    for rule in rules:
        assert rule.title and not rule.title[0].islower()
        assert len(rule.title) <= 50
        assert rule.description.endswith(".") and len(rule.description) > 40
        assert "/" in rule.category or rule.category == "terminology"
        assert isinstance(rule.severity, Severity)
    assert len({rule.title for rule in rules}) == len(rules)


def test_every_number_rule_is_in_the_table():
    from checker.checks.numbers import NUMBER_RULES

    assert {rule.rule_id for rule in NUMBER_RULES} <= set(RULE_IDS)


def test_documentation_covers_every_rule():
    text = rules_markdown()
    for rule in all_rules():
        assert f"\n## {rule.rule_id}\n" in text
        assert f"| [{rule.rule_id}](#{rule.rule_id}) | {rule.title} |" in text
    assert "<unk>" not in text  # escaped


def test_measured_alarms_set_the_default():
    for rule in all_rules():
        alarms = measured_alarms(rule.rule_id)
        if rule.rule_id == "glossary":
            assert alarms is None
            continue
        assert alarms is not None, f"run benchmarks/rule_alarms.py for {rule.rule_id}"
        assert alarms.references >= 0 and alarms.outputs >= 0
        if alarms.references > INFO_ABOVE:
            assert not rule.default and rule.severity is Severity.NEUTRAL
        assert f"| {alarms.references:.1f} | {alarms.outputs:.1f} |" in rules_markdown()


@pytest.mark.parametrize("rule_id", [rule.rule_id for rule in all_rules() if rule.default])
def test_rules_that_run_unasked_keep_to_the_bar(rule_id):
    alarms, read = measured_alarms(rule_id), read_alarms(rule_id)
    if alarms is None or alarms.references <= DEFAULT_AT_MOST:
        return
    assert read is not None, f"{rule_id}: {alarms.references} per 1,000, and nobody read them"
    assert read.errors and read.alarms
    # what was read is what was measured
    assert alarms.references == pytest.approx(1000 * read.read / SEGMENTS, abs=0.01)
    assert read.false_per_1000 <= DEFAULT_AT_MOST


def test_only_rules_over_the_bar_need_reading():
    for rule in all_rules():
        read = read_alarms(rule.rule_id)
        if read is None:
            continue
        alarms = measured_alarms(rule.rule_id)
        assert alarms is not None and alarms.references > DEFAULT_AT_MOST
        assert f"Of its {read.read} findings" in rules_markdown()


def test_unknown_ids_are_refused():
    with pytest.raises(SettingsError, match="no rule «fused»"):
        get_rule("fused")
    for option in ("enable", "disable", "enabled"):
        with pytest.raises(SettingsError, match="no rule «fused»"):
            run_rules((), **{option: ("fused",)})


def pair(source, target, number=0):
    return SegmentPair("d", number, source, target)


GARBLED = pair(
    "我国港口很忙。船很多。", "My country's port is the the busy At present, ships ，come."
)


def ids(pairs, **options):
    return [[finding.detector for finding in found] for found in run_rules(pairs, **options)]


def test_exact_set_over_a_batch():
    batch = (
        GARBLED,
        pair("港口很忙。", "The port is busy.", 1),
        pair("港口很忙。", "", 2),
        pair("", "", 3),
    )
    assert ids(batch) == [
        ["my-country", "doubled-word", "fused-sentence", "fullwidth-left"],
        [],
        ["empty-target"],
        [],
    ]


def test_choice_of_rules():
    assert ids((GARBLED,), enabled=("my-country",)) == [["my-country"]]
    assert ids((GARBLED,), enabled=(), enable=("doubled-word",)) == [["doubled-word"]]
    disabled = ("fused-sentence", "my-country", "fullwidth-left")
    assert ids((GARBLED,), disable=disabled) == [["doubled-word"]]
    assert ids((pair("风", "It  blew."),)) == [[]]
    assert ids((pair("风", "It  blew."),), enable=("double-space",)) == [["double-space"]]


def test_rules_that_need_a_source_are_skipped_without_one():
    without = pair(None, GARBLED.target)
    assert ids((without,)) == [["my-country", "doubled-word", "fused-sentence", "fullwidth-left"]]
    assert ids((pair(None, ""),)) == [[]]


def test_long_documents_are_seen_through_windows(monkeypatch):
    monkeypatch.setattr("checker.checks.registry._WINDOW", 7)
    monkeypatch.setattr("checker.checks.registry._MARGIN", 2)
    batch = tuple(
        pair("港口没有关闭，很忙碌。", f"The port is not closed at the the gate {n}.", n)
        for n in range(40)
    )
    whole = ids(batch, enabled=("doubled-word",))
    assert whole == [["doubled-word"]] * 40
    assert len(run_rules(batch)) == 40


def test_order_within_a_segment():
    (found,) = run_rules((pair("C919很大，我国很忙。", "It is the the big.,My  country is busy"),))
    target = [f for f in found if f.side == "target"]
    assert found[: len(target)] == target
    assert [f.start for f in target] == sorted(f.start for f in target)
    assert found[-1].side == "source"
