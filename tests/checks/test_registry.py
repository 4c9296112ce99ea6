"""The table of checks, running them, and their documentation."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

import pytest

from checker.checks.alarms import (
    DEFAULT_AT_MOST,
    INFO_ABOVE,
    false_alarms,
    measured_alarms,
    read_alarms,
)
from checker.checks.base import Phenomenon
from checker.checks.documentation import checks_markdown
from checker.checks.registry import (
    CHECK_IDS,
    RETIRED,
    all_checks,
    chosen_checks,
    get_check,
    known_check,
    retired_notes,
)
from checker.checks.running import run_checks
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
sentence-structure names-exchanged figures-exchanged missing-verb wrong-form wrong-word lost-denial
added-denial negation omitted-item coverage forced-decoding trained-detector
"""
)
TEXT_IDS = [rule.id for rule in all_checks() if rule.default and not rule.asks_models]
SEGMENTS = 14_811
RETIRED_IDS = ["list-items", "negation"]
LIVE = [check_id for check_id in FROZEN if check_id not in RETIRED_IDS]
OFF = {"double-space", "quote-balance", "modality", "number-missing-small", "number-added"}


def test_ids_are_frozen():
    assert list(CHECK_IDS) == LIVE
    assert list(RETIRED) == RETIRED_IDS
    assert set(RETIRED.values()) <= set(LIVE)


def test_every_rule_describes_itself():
    rules = all_checks()
    assert [rule.id for rule in rules] == LIVE
    assert {rule.id for rule in rules if not rule.default} == OFF
    for rule in rules:
        assert rule.title and not rule.title[0].islower()
        assert len(rule.title) <= 50
        assert rule.description.endswith(".") and len(rule.description) > 40
        assert "/" in rule.category or rule.category == "terminology"
        assert isinstance(rule.severity, Severity)
    assert len({rule.title for rule in rules}) == len(rules)


def test_every_number_rule_is_in_the_table():
    from checker.checks.numbers import NUMBER_CHECKS

    assert {rule.id for rule in NUMBER_CHECKS} <= set(CHECK_IDS)


def test_documentation_covers_every_rule():
    text = checks_markdown()
    for rule in all_checks():
        assert f"\n## {rule.id}\n" in text
        assert f"| [{rule.id}](#{rule.id}) | {rule.title} |" in text
    assert "<unk>" not in text  # escaped


def test_measured_alarms_set_the_default():
    for rule in all_checks():
        alarms = measured_alarms(rule.id)
        if rule.id in ("glossary", "forced-decoding"):  # the second speaks without the estimator
            assert alarms is None
            continue
        assert alarms is not None, f"run benchmarks/rule_alarms.py or witnesses.py for {rule.id}"
        assert alarms.references >= 0 and alarms.outputs >= 0
        if alarms.references > INFO_ABOVE and not rule.asks_models:
            assert not rule.default and rule.severity is Severity.NEUTRAL
        assert f"| {alarms.references:.1f} | {alarms.outputs:.1f} |" in checks_markdown()


@pytest.mark.parametrize("check_id", TEXT_IDS)
def test_rules_that_run_unasked_keep_to_the_bar(check_id):
    alarms, read = measured_alarms(check_id), read_alarms(check_id)
    if alarms is None or alarms.references <= DEFAULT_AT_MOST:
        return
    assert read is not None, f"{check_id}: {alarms.references} per 1,000, and nobody read them"
    assert read.errors and read.alarms
    # what was read is what was measured
    assert alarms.references == pytest.approx(1000 * read.read / SEGMENTS, abs=0.01)
    assert read.false_per_1000 <= DEFAULT_AT_MOST


def test_only_rules_over_the_bar_need_reading():
    for rule in all_checks():
        read = read_alarms(rule.id)
        if read is None:
            continue
        alarms = measured_alarms(rule.id)
        assert alarms is not None and alarms.references > DEFAULT_AT_MOST
        assert f"Of its {read.read} findings" in checks_markdown()


def test_unknown_ids_are_refused():
    with pytest.raises(SettingsError, match="no check «fused»"):
        get_check("fused")
    for option in ("enable", "disable", "only"):
        wrong: dict[str, Any] = {option: ("fused",)}
        with pytest.raises(SettingsError, match="no check «fused»"):
            run_checks((), **wrong)


def pair(source, target, number=0):
    return SegmentPair("d", number, source, target)


GARBLED = pair(
    "我国港口很忙。船很多。", "My country's port is the the busy At present, ships ，come."
)


def ids(pairs, **options):
    return [[finding.check_id for finding in found] for found in run_checks(pairs, **options)]


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
    assert ids((GARBLED,), only=("my-country",)) == [["my-country"]]
    assert ids((GARBLED,), only=("doubled-word",)) == [["doubled-word"]]
    disabled = ("fused-sentence", "my-country", "fullwidth-left")
    assert ids((GARBLED,), disable=disabled) == [["doubled-word"]]
    assert ids((pair("风", "It  blew."),)) == [[]]
    assert ids((pair("风", "It  blew."),), enable=("double-space",)) == [["double-space"]]


def test_rules_that_need_a_source_are_skipped_without_one():
    without = pair(None, GARBLED.target)
    assert ids((without,)) == [["my-country", "doubled-word", "fused-sentence", "fullwidth-left"]]
    assert ids((pair(None, ""),)) == [[]]


def test_long_documents_are_seen_through_windows(monkeypatch):
    monkeypatch.setattr("checker.checks.running._WINDOW", 7)
    monkeypatch.setattr("checker.checks.running._MARGIN", 2)
    batch = tuple(
        pair("港口没有关闭，很忙碌。", f"The port is not closed at the the gate {n}.", n)
        for n in range(40)
    )
    whole = ids(batch, only=("doubled-word",))
    assert whole == [["doubled-word"]] * 40
    assert len(run_checks(batch)) == 40


def test_order_within_a_segment():
    (found,) = run_checks((pair("C919很大，我国很忙。", "It is the the big.,My  country is busy"),))
    target = [f for f in found if f.side == "target"]
    assert found[: len(target)] == target
    assert [f.start for f in target] == sorted(f.start for f in target)
    assert found[-1].side == "source"


def chosen(**options):
    return {check.id for check in chosen_checks(**options)}


def test_sensitivity_chooses_checks_of_the_texts_by_their_alarms():
    balanced = chosen()
    assert balanced == {check.id for check in all_checks() if check.default}
    strict, lenient = chosen(sensitivity="strict"), chosen(sensitivity="lenient")
    assert strict - balanced == OFF - {"quote-balance"}
    assert lenient < balanced < strict
    for check_id in balanced - lenient:
        assert not get_check(check_id).asks_models
        assert false_alarms(check_id) > 0.5


def test_a_choice_by_name_wins_over_the_sensitivity():
    assert "quote-balance" in chosen(enable=("quote-balance",), sensitivity="lenient")
    assert "lost-denial" not in chosen(disable=("lost-denial",), sensitivity="strict")


@pytest.mark.parametrize(("old", "new"), RETIRED.items())
def test_a_retired_id_still_opens_and_switches_its_successor_on(old, new):
    assert get_check(old) is get_check(new) is known_check(old)
    without = chosen(disable=(new,))
    assert new not in without
    assert chosen(enable=(old,)) == chosen(enable=(new,)) == chosen(disable=(old,))
    assert retired_notes((old,)) == (
        f"The check «{old}» was replaced by «{new}», which runs in its place"
        " where the language model is asked.",
    )
    (note,) = retired_notes(disable=("my-country", old))
    assert f"«{old}» was replaced by «{new}» and no longer runs" in note
    assert retired_notes((new,), ("my-country",)) == ()
    assert f"- `{old}`: replaced by [{new}](#{new})" in checks_markdown()


def test_every_phenomenon_has_several_witnesses():
    counts = Counter(check.phenomenon for check in all_checks() if check.phenomenon)
    assert counts.keys() == set(get_args(Phenomenon))
    assert min(counts.values()) >= 2
    for check in all_checks():
        assert check.phenomenon or not check.unless or check.id == "forced-decoding"


def test_what_a_check_says_of_itself_is_consistent():
    for check in all_checks():
        assert check.ceiling is None or 0 <= check.ceiling < 100
        assert not check.needs & check.unless
        # what may hold a suggestion back is asked without models
        assert not (check.holds_back and check.asks_models)
        assert check.sees == "cause" or check.asks_models
