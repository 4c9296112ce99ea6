"""Detectors on hand-made surprisals: where they fire, where not, and what they say."""

from __future__ import annotations

import re

import pytest

from checker.checks.base import Context
from checker.checks.model.judgement import base_score, judge_pair
from checker.checks.model.omission import omitted_clauses
from checker.checks.model.scored_words import scored_words
from checker.checks.model.structure import broken_sentences
from checker.checks.model.surprisal import surprising_words
from checker.checks.registry import all_checks, chosen_checks
from checker.checks.running import run_model_checks, still_needed
from checker.evidence.missing import missing_of
from checker.evidence.source import Evidence
from checker.records import (
    Finding,
    ForcedDecoding,
    QualityEstimate,
    Removal,
    SegmentPair,
    Severity,
    TokenSurprisal,
    Translation,
)

SOURCE = "产业格局逐步形成，目前已覆盖九省。"
TARGET = "The industry has gradually formed At present, it covers nine provinces."


def scored(text, odd=None, *, given=1.0, alone=3.0):
    """Tokens of `text`; `odd` maps a word to (given, alone, expected, probability)."""
    tokens = []
    for match in re.finditer(r"\w+|[^\w\s]", text):
        values = (odd or {}).get(match.group())
        row = values or (given, alone, None, None)
        tokens.append(TokenSurprisal(match.start(), match.end(), *row))
    return ForcedDecoding(tuple(tokens), "test")


def reversed_(source, quiet=(), *, given=1.0, alone=4.0):
    """One token a character of the source; `quiet` ones are explained by nothing."""
    tokens = []
    for place in range(len(source)):
        unexplained = any(
            source.index(part) <= place < source.index(part) + len(part) for part in quiet
        )
        tokens.append(TokenSurprisal(place, place + 1, alone if unexplained else given, alone))
    return ForcedDecoding(tuple(tokens), "test")


def pair(source=SOURCE, target=TARGET):
    return SegmentPair("d", 0, source, target)


def test_subwords_are_summed_into_words():
    text = "pillar industries"
    tokens = (
        TokenSurprisal(0, 4, 2.0, 3.0, "main", 0.5),
        TokenSurprisal(4, 6, 0.5, 1.0),
        TokenSurprisal(7, 17, None, 9.0),
    )
    (word,) = scored_words(text, tokens)
    assert (word.text, word.given_source, word.alone, word.first) == ("pillar", 2.5, 4.0, 2.0)
    assert word.gain == 1.5 and word.expected == "main"


@pytest.mark.parametrize(
    ("surprisals", "flagged"),
    [
        ((11.0, 11.5, "seven", 0.6), True),
        ((11.0, 16.0, "seven", 0.6), False),  # rare, but the source explains it
        ((4.0, 4.0, "seven", 0.6), False),  # no surprise
    ],
)
def test_a_word_is_odd_only_where_the_source_does_not_explain_it(surprisals, flagged):
    found = surprising_words(pair(), scored(TARGET, {"nine": surprisals}), sensitivity="balanced")
    assert bool(found) == flagged
    for finding in found:
        assert TARGET[finding.start : finding.end] == "nine"
        assert finding.severity is Severity.MINOR
        assert "‘seven’" in finding.reason and "0.6" in finding.reason


def test_sensitivity_orders_the_findings():
    odd = scored(TARGET, {"nine": (9.0, 9.0, "six", 0.5), "industry": (7.5, 7.5, "sector", 0.5)})
    counts = [
        len(surprising_words(pair(), odd, sensitivity=name))
        for name in ("strict", "balanced", "lenient")
    ]
    assert counts == [2, 1, 0]


def test_without_a_source_no_word_is_called_odd():
    tokens = tuple(TokenSurprisal(i, i + 1, None, 15.0) for i in range(10))
    assert surprising_words(pair(None), ForcedDecoding(tokens, "t"), sensitivity="strict") == []


def test_a_fused_sentence_is_seen_at_its_capital():
    found = list(
        broken_sentences(
            pair(), scored(TARGET, {"At": (13.0, 13.2, ".", 0.8)}), sensitivity="balanced"
        )
    )
    assert [TARGET[f.start : f.end] for f in found] == ["formed At"]
    assert found[0].severity is Severity.MAJOR and "«At»" in found[0].reason


@pytest.mark.parametrize(
    ("target", "word", "row"),
    [
        (
            "The firm has opened a Robotaxi line in nine cities.",
            "Robotaxi",
            (16.0, 16.0, "taxi", 0.2),
        ),
        ("The shares of the insurer PICC rose by nine percent.", "PICC", (15.0, 15.0, "the", 0.2)),
        (
            "It has berths for Elderly passengers on nine trains.",
            "Elderly",
            (15.0, 15.0, "elderly", 0.5),
        ),
        ("Nine Trains Now Run From The Capital", "Now", (15.0, 15.0, "the", 0.5)),
    ],
)
def test_names_slips_and_headlines_are_not_fused(target, word, row):
    forced = scored(target, {word: row})
    assert list(broken_sentences(pair(SOURCE, target), forced, sensitivity="balanced")) == []


def test_a_stop_where_a_word_is_due_cuts_the_sentence():
    target = "It guarantees the energy. Supply during the summer is safe."
    tokens = list(scored(target, {"Supply": (3.0, 9.0, None, None)}).tokens)
    stop = next(i for i, t in enumerate(tokens) if target[t.start : t.end] == ".")
    tokens[stop] = TokenSurprisal(tokens[stop].start, tokens[stop].end, 11.0, 6.0, "supply", 0.9)
    (finding,) = broken_sentences(
        pair(SOURCE, target), ForcedDecoding(tuple(tokens), "t"), sensitivity="balanced"
    )
    assert target[finding.start : finding.end] == "energy. Supply"
    assert "‘supply’" in finding.reason


def test_an_unexplained_clause_is_an_omission_on_the_source():
    (finding,) = omitted_clauses(
        pair(), reversed_(SOURCE, ["目前已覆盖九省。"]), sensitivity="balanced"
    )
    assert finding.side == "source"
    assert SOURCE[finding.start : finding.end] == "目前已覆盖九省"
    assert "‘目前已覆盖九省’ is not explained by any English word" in finding.reason


def test_a_sentence_explained_throughout_or_short_clauses_give_nothing():
    assert omitted_clauses(pair(), reversed_(SOURCE), sensitivity="strict") == []
    source = "他说，目前已覆盖九省。"
    assert omitted_clauses(pair(source), reversed_(source, ["他说，"]), sensitivity="strict") == []


def test_a_whole_sentence_that_is_not_explained_is_flagged_too():
    found = omitted_clauses(pair(), reversed_(SOURCE, [SOURCE]), sensitivity="balanced")
    assert [f.source_spans[0].text for f in found] == ["产业格局逐步形成", "目前已覆盖九省"]


LOST = "目前已覆盖九省。"


def estimate(chance):
    start = SOURCE.index(LOST)
    return QualityEstimate((), ((start, start + 4, chance),), 0.0, 0.2, 0.2, 0.3, "test")


@pytest.mark.parametrize(
    ("gain", "chance", "severities"),
    [
        (-1.5, 0.9, []),  # the English needs the clause
        (0.5, 0.9, [Severity.MAJOR]),  # both witnesses
        (0.5, 0.05, [Severity.MINOR]),  # one, unsure
        (4.0, 0.05, [Severity.MAJOR]),  # one, sure
        (None, 0.05, [Severity.MINOR]),  # not tried
        (0.5, None, [Severity.MINOR]),
        (4.0, None, [Severity.MAJOR]),
    ],
)
def test_the_trial_decides_and_two_witnesses_make_a_major(gain, chance, severities):
    start = SOURCE.index(LOST)
    trials = () if gain is None else (Removal(start, start + len(LOST), gain),)
    found = omitted_clauses(
        pair(),
        reversed_(SOURCE, [LOST]),
        trials,
        None if chance is None else estimate(chance),
        sensitivity="balanced",
    )
    assert [f.severity for f in found] == severities
    assert all(("without it the English" in f.reason) is (gain is not None) for f in found)


@pytest.mark.parametrize(
    ("target", "severity"),
    [("It was postponed.", Severity.MAJOR), ("It was postponed. So it was.", Severity.MINOR)],
)
def test_a_sentence_that_the_english_has_not_got_is_a_second_witness(target, severity):
    source = "周末的比赛被推迟到下周。观众因此非常失望。"
    lost = "观众因此非常失望。"
    found = omitted_clauses(
        pair(source, target),
        reversed_(source, [lost], alone=1.4),
        [Removal(source.index(lost), len(source), 0.2)],
        QualityEstimate((), ((12, 14, 0.01),), 0.0, 0.2, 0.2, 0.3, "test"),
        sensitivity="balanced",
    )
    assert [f.severity for f in found] == [severity]


def test_a_clause_that_says_again_what_was_said_proves_nothing():
    source = "北京合唱团发布消息，北京合唱团创始人去世。"
    lost = "北京合唱团发布消息，"
    found = omitted_clauses(
        pair(source),
        reversed_(source, [lost]),
        [Removal(0, len(lost), 9.0)],
        QualityEstimate((), ((0, 4, 0.01),), 0.0, 0.2, 0.2, 0.3, "test"),
        sensitivity="balanced",
    )
    assert [f.severity for f in found] == [Severity.MINOR]


def test_missing_evidence_is_said_and_costs_nothing():
    bad = Translation("fake", "", "s", usable=False, problem="empty")
    evidence = Evidence((bad,))
    assert run_model_checks(pair(), evidence, None, all_checks()) == []
    assert judge_pair(pair(), evidence, ()) is None
    assert base_score(evidence, None) == 100.0
    assert missing_of(pair(), evidence) == ("The re-translation by fake is not used: empty.",)
    assert "No source sentence is aligned" in missing_of(pair("", TARGET), Evidence())[0]


def test_a_check_that_is_not_chosen_says_nothing_and_takes_no_place():
    evidence = Evidence(forced_decoding=scored(TARGET, {"At": (13.0, 13.0, ".", 0.8)}))
    found = run_model_checks(pair(), evidence, None, chosen_checks())
    assert "sentence-structure" in {f.check_id for f in found}
    left = chosen_checks(disable=("sentence-structure",))
    assert "sentence-structure" not in {
        f.check_id for f in run_model_checks(pair(), evidence, None, left)
    }


def test_checks_of_the_texts_give_way_to_those_that_read_evidence_of_the_same():
    rows = ("clause-missing", "negation-flip", "length-ratio", "my-country")
    found = [Finding(i, "target", 0, 3, "c", Severity.MAJOR, 0.5, "") for i in rows]

    def left(disable=(), **evidence):
        checks = chosen_checks(disable=disable)
        kept = still_needed(pair(), Evidence(**evidence), None, found, checks)
        return [f.check_id for f in kept]

    assert left() == list(rows)
    assert left(forced_decoding=scored(TARGET)) == list(rows)
    both = {"forced_decoding": scored(TARGET), "reverse": reversed_(SOURCE)}
    assert left(**both) == list(rows[1:])
    assert left(("coverage",), **both) == list(rows), "nobody else looks for a clause left out"


def test_evidence_that_a_check_does_not_name_is_refused():
    with pytest.raises(LookupError, match="needs"):
        _ = Context((pair(),), 0).forced_decoding


def test_a_name_that_comes_again_and_an_acronym_in_the_genitive_open_no_sentence():
    target = "The lake of Qinghai is wide and the wet Qinghai honey is sweet."
    tokens = list(scored(target).tokens)
    at = [i for i, t in enumerate(tokens) if target[t.start : t.end] == "Qinghai"]
    for i in (at[1], at[1] + 1):
        tokens[i] = TokenSurprisal(tokens[i].start, tokens[i].end, 13.0, 13.0, "the", 0.2)
    forced = ForcedDecoding(tuple(tokens), "t")
    assert list(broken_sentences(pair(SOURCE, target), forced, sensitivity="balanced")) == []
    once = target.replace("Qinghai is", "Hunan is")
    tokens = [
        TokenSurprisal(t.start - 2 * (t.start > 12), t.end - 2 * (t.end > 12), *row)
        for t in tokens
        for row in [(t.given_source, t.alone, t.expected, t.expected_probability)]
    ]
    found = list(
        broken_sentences(
            pair(SOURCE, once), ForcedDecoding(tuple(tokens), "t"), sensitivity="balanced"
        )
    )
    assert [once[f.start : f.end] for f in found] == ["wet Qinghai"]


def test_a_sentence_that_runs_on_without_a_capital_is_seen_where_a_stop_is_due():
    source, target = (
        "他昨天到了北京。今天又去了上海。",
        "He came to the capital yesterday he left it today.",
    )
    forced = scored(target, {"he": (9.0, 6.0, ".", 0.8)})
    (finding,) = broken_sentences(pair(source, target), forced, sensitivity="balanced")
    assert target[finding.start : finding.end] == "yesterday he"
    assert "fewer sentences" in finding.reason and "after «yesterday»" in finding.reason
    one = pair("他昨天到了北京，今天又去了上海。", target)  # no sentence is lost
    assert list(broken_sentences(one, forced, sensitivity="balanced")) == []
    unsure = scored(target, {"he": (9.0, 6.0, ".", 0.4)})
    assert list(broken_sentences(pair(source, target), unsure, sensitivity="balanced")) == []
