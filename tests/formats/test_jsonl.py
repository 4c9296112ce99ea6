"""segments.jsonl: exact both ways, on one line, as the schema says."""

import json
import re
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import FormatError, StoreError
from checker.formats.jsonl import from_json, read_jsonl, to_json
from checker.formats.rounding import rounded
from checker.formats.schema import segment_schema
from checker.records import (
    DiffOp,
    Finding,
    Flag,
    ForcedDecoding,
    Overlap,
    QualityEstimate,
    SegmentPair,
    SegmentReport,
    Severity,
    Span,
    TokenQuality,
    TokenSurprisal,
    Translation,
)

VALIDATOR = jsonschema.Draft202012Validator(segment_schema())

texts = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("中国，。\u2028\u2029\x85\x00\x1b\u202e\"\\\t\n\r</>'="),
    ),
    max_size=20,
)
names = st.text(st.sampled_from("abcdefgh-/"), min_size=1, max_size=8)
offsets = st.integers(0, 10_000)
unit = st.floats(0, 1)
percent = st.floats(0, 100)
nats = st.floats(0, 200)
spans = st.builds(Span, offsets, offsets, texts)
sides = st.sampled_from(["source", "target"])
severities = st.sampled_from(list(Severity))
findings = st.builds(
    Finding,
    names,
    sides,
    offsets,
    offsets,
    names,
    severities,
    unit,
    texts,
    st.lists(spans, max_size=2).map(tuple),
    st.none() | texts,
)
flags = st.builds(
    Flag,
    sides,
    offsets,
    offsets,
    offsets,
    offsets,
    texts,
    severities,
    names,
    names,
    unit,
    texts,
    st.lists(spans, max_size=2).map(tuple),
    st.none() | texts,
    st.lists(findings, max_size=3).map(tuple),
)
tokens = st.builds(
    TokenSurprisal, offsets, offsets, st.none() | nats, nats, st.none() | texts, st.none() | unit
)
estimates = st.builds(
    QualityEstimate,
    st.lists(st.builds(TokenQuality, offsets, offsets, unit, unit), max_size=4).map(tuple),
    st.lists(st.tuples(offsets, offsets, unit), max_size=4).map(tuple),
    unit,
    unit,
    unit,
    unit,
    texts,
)
translations = st.builds(
    Translation, names, texts, texts, st.booleans(), st.none() | texts, st.integers(1, 9)
)


@st.composite
def overlaps(draw, target, made):
    """Overlaps whose words follow from their offsets, and some whose words do not."""
    back_end = draw(names if not made else st.sampled_from([t.back_end for t in made]))
    pseudo = next((t.text for t in made if t.back_end == back_end), "")
    steps = []
    for _ in range(draw(st.integers(0, 3))):
        cuts = [
            sorted((draw(st.integers(0, len(t))), draw(st.integers(0, len(t)))))
            for t in (target, pseudo)
        ]
        pair = [Span(a, b, t[a:b]) for (a, b), t in zip(cuts, (target, pseudo), strict=True)]
        if draw(st.booleans()):
            pair = [draw(spans), draw(spans)]
        steps.append(DiffOp(draw(st.sampled_from(["equal", "replace", "delete", "insert"])), *pair))
    chrf, bleu, edits = draw(percent), draw(percent), draw(st.floats(0, 900))
    return Overlap(back_end, chrf, bleu, edits, tuple(steps), draw(texts))


def within(item, pair):
    """The same span, or record with one, cut to fit its text; a flag gets the words there."""
    text = (pair.source or "") if getattr(item, "side", "target") == "source" else pair.target
    start, end = sorted((item.start % (len(text) + 1), item.end % (len(text) + 1)))
    fitted = replace(item, start=start, end=end)
    if isinstance(item, Flag):
        own = tuple(within(finding, pair) for finding in item.findings)
        return replace(fitted, text=text[start:end], findings=own)
    return fitted


def estimate_within(estimate, pair):
    size = len(pair.source or "") + 1
    rows = tuple((*sorted((a % size, b % size)), chance) for a, b, chance in estimate.omitted)
    own = tuple(within(token, pair) for token in estimate.tokens)
    return replace(estimate, tokens=own, omitted=rows)


@st.composite
def reports(draw):
    pair = draw(
        st.builds(
            SegmentPair,
            texts,
            offsets,
            st.none() | texts,
            texts,
            offsets,
            offsets,
            offsets,
            offsets,
            st.sampled_from(["1-1", "1-0", "0-1", "12-3"]),
            st.none() | unit,
            st.none() | texts,
        )
    )
    made = tuple(draw(st.lists(translations, max_size=2)))
    forced = draw(
        st.none() | st.builds(ForcedDecoding, st.lists(tokens, max_size=4).map(tuple), texts)
    )
    estimate = draw(st.none() | estimates)
    return SegmentReport(
        pair=pair,
        score=draw(st.none() | percent),
        flags=tuple(within(flag, pair) for flag in draw(st.lists(flags, max_size=3))),
        translations=made,
        overlap=tuple(draw(st.lists(overlaps(pair.target, made), max_size=2))),
        forced_decoding=None
        if forced is None
        else replace(forced, tokens=tuple(within(token, pair) for token in forced.tokens)),
        missing=tuple(draw(st.lists(texts, max_size=2))),
        signature=draw(texts),
        estimate=None if estimate is None else estimate_within(estimate, pair),
    )


@settings(max_examples=200, deadline=None, derandomize=True)
@given(reports())
def test_reading_gives_back_the_rounded_report(report):
    line = to_json(report)
    exact = rounded(report)
    assert from_json(line) == exact
    assert from_json(to_json(exact)) == exact
    assert to_json(from_json(line)) == line
    assert len(line.splitlines()) == 1
    line.encode("utf-8")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(reports())
def test_every_line_fits_the_schema(report):
    VALIDATOR.validate(json.loads(to_json(report)))


def test_the_schema_is_itself_valid_and_describes_every_field(article):
    jsonschema.Draft202012Validator.check_schema(segment_schema())
    undescribed = []

    def walk(node, path):
        for name, child in node.get("properties", {}).items():
            target = segment_schema()["$defs"].get(child.get("$ref", "").rpartition("/")[2], child)
            if "description" not in child and "description" not in target:
                undescribed.append(f"{path}.{name}")
        for name, child in node.get("$defs", {}).items():
            walk(child, name)

    walk(segment_schema(), "")
    assert undescribed == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("score",), 101),
        (("score",), "71"),
        (("alignment",), "1:1"),
        (("flags", 0, "severity"), "grave"),
        (("flags", 0, "start"), -1),
        (("flags", 0, "reason"), None),
        (("evidence", "overlap", 0, "diff", 0), ["equal", 0, 1]),
        (("evidence", "forced_decoding", "tokens", 0), [0, 1, 2.0, 3.0, None]),
        (("evidence", "estimate", "tokens", 0), [0, 3, 0.5]),
        (("evidence", "estimate", "omitted", 0), [0, 1, 1.5]),
        (("surplus",), 1),
    ],
)
def test_the_schema_refuses_what_is_wrong(article, path, value):
    data = json.loads(to_json(article.segments[1]))
    VALIDATOR.validate(data)
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not VALIDATOR.is_valid(data)


def test_the_article_survives(article):
    lines = [to_json(segment) for segment in article.segments]
    assert tuple(read_jsonl([*lines, "", "\n"])) == article.segments


def test_offsets_and_words_agree(article):
    for segment in article.segments:
        data = json.loads(to_json(segment))
        for flag in data["flags"]:
            assert data[flag["side"]][flag["start"] : flag["end"]] == flag["text"]
            whole = article.document.source if flag["side"] == "source" else article.document.target
            assert whole[flag["document_start"] : flag["document_end"]] == flag["text"]
            decider = data["evidence"]["findings"][flag["findings"][0]]
            assert decider["check_id"] == flag["check_id"]


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_figures_that_are_none_are_refused(article, value):
    with pytest.raises(StoreError, match="document linhai-port, segment 2"):
        to_json(replace(article.segments[1], score=value))


def test_figures_are_rounded_and_zero_has_no_sign(article):
    data = json.loads(to_json(replace(article.segments[0], score=12.34567)))
    assert data["score"] == 12.35
    assert to_json(replace(article.segments[0], score=-1e-9)).count('"score":0.0') == 1


@pytest.mark.parametrize(
    "line", ["", "{", "[]", "null", "{}", '{"schema_version": 1}', '{"schema_version": 1, "x": 2}']
)
def test_other_lines_are_refused_with_their_place(line):
    with pytest.raises(FormatError, match=r"results\.jsonl, line 3"):
        from_json(line, where="results.jsonl, line 3")


def test_an_unknown_version_is_refused(article):
    line = to_json(article.segments[0]).replace('"schema_version":3', '"schema_version":4')
    with pytest.raises(FormatError, match=r"line 1: schema version 4 is unknown"):
        list(read_jsonl([line]))


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (("score",), 100.5, "the score is 100.5, not between 0 and 100"),
        (("score",), -1, "the score is -1"),
        (("target_start",), -1, "the segment's target_start is -1"),
        (("alignment_score",), 7, "the alignment's score is 7"),
        (("flags", 0, "document_start"), -5, "a flag's document_start is -5"),
        (("evidence", "forced_decoding", "tokens", 0, 2), -1.0, "given the source is -1.0"),
        (("evidence", "forced_decoding", "tokens", 0, 3), float("nan"), "a surprisal is nan"),
        (("flags", 0, "confidence"), 1.01, "a flag's confidence is 1.01"),
        (("flags", 0, "end"), 5000, "a flag stands at"),
        (("flags", 0, "start"), -2, "a flag stands at -2"),
        (("flags", 0, "text"), "other words", "the text has others there"),
        (("evidence", "findings", 0, "confidence"), True, "Finding.confidence: True is no number"),
        (("evidence", "findings", 0, "end"), 5000, "a finding stands at"),
        (("evidence", "overlap", 0, "chrf"), 300.0, "chrF is 300.0"),
        (("evidence", "forced_decoding", "tokens", 0, 5), 7.0, "a probability is 7.0"),
        (("evidence", "forced_decoding", "tokens", 0, 1), 9000, "a surprisal stands at"),
        (("evidence", "estimate", "tokens", 0, 2), 1.5, "a word's chance of error is 1.5"),
        (("evidence", "estimate", "omitted", 0, 2), -0.5, "a chance of omission is -0.5"),
        (("evidence", "estimate", "omitted", 0, 1), 9000, "a chance of omission stands at"),
    ],
)
def test_figures_and_offsets_out_of_range_are_refused(article, path, value, told):
    *way, last = path
    for segment in article.segments:
        data = json.loads(to_json(segment))
        place = data
        try:
            for step in way:
                place = place[step]
            place[last]
        except (LookupError, TypeError):
            continue  # this segment has no such part
        place[last] = value
        with pytest.raises(FormatError, match=f"line 4.*{re.escape(told)}"):
            from_json(json.dumps(data), where="line 4")
        return
    pytest.fail(f"no segment has {path}")


def test_version_1_is_read_and_has_no_estimate(article):
    data = json.loads(to_json(article.segments[1]))
    del data["evidence"]["estimate"]
    old = from_json(json.dumps({**data, "schema_version": 1}))
    assert old == replace(article.segments[1], estimate=None)


def test_lone_surrogates_are_written_as_escapes(article):
    report = replace(article.segments[0], missing=("a\ud800b",))
    line = to_json(report)
    line.encode("utf-8")
    assert from_json(line) == report
