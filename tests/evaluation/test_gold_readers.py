"""Gold comes in as it was written, several raters together, and mistakes are named."""

import lzma

import pytest

from checker.errors import EncodingError, FormatError, InputError, LimitError
from checker.evaluation.gold import (
    GoldSegment,
    GoldSpan,
    Rating,
    gold_marks,
    gold_score,
    rater_share,
)
from checker.evaluation.gold_files import clean_segments, read_gold, read_pairs, sample
from checker.evaluation.spans import MarkedSpan
from checker.evaluation.tags import gold_bad, token_places
from checker.records import Severity

TEXT = "The old bridge fell."


def mark(start, end, severity="major", **more):
    return {"start": start, "end": end, "category": "Style", "severity": severity, **more}


def row(**more):
    return {"src": "旧桥塌了。", "mt": TEXT, "dataset": "own", "seg_id": "1", "spans": [], **more}


def test_raters_of_one_segment_come_together(write_jsonl):
    path = write_jsonl(
        [
            row(rater="a", score=-5, spans=[mark(4, 7)], src_spans=[mark(0, 1)]),
            row(rater="b", score=-1, spans=[mark(4, 14, "minor")]),
            row(rater="a", seg_id="2", score=0),
        ]
    )
    first, second = read_gold(path)
    assert [r.rater for r in first.ratings] == ["a", "b"]
    assert gold_score(first) == -3.0
    assert [s.side for s in first.ratings[0].spans] == ["target", "source"]
    assert (second.number, second.segment_id, gold_score(second)) == (1, "2", 0.0)


def test_a_rater_who_appears_twice_opens_a_new_segment(write_jsonl):
    path = write_jsonl([row(rater="a"), row(rater="a"), row(rater="b")])
    assert [[r.rater for r in s.ratings] for s in read_gold(path)] == [["a", "b"], ["a"]]


def test_texts_that_differ_are_different_segments(write_jsonl):
    path = write_jsonl([row(rater="a"), row(rater="b", mt=TEXT + "!")])
    assert len(read_gold(path)) == 2


def test_records_with_doubtful_alignment_are_left_out(write_jsonl):
    path = write_jsonl([row(suspect_alignment=True), row(mt="Kept.")])
    assert [s.target for s in read_gold(path)] == ["Kept."]


def test_words_and_tags(write_jsonl):
    tokens = ["The", "old", "bridge", "fell", ".", "<EOS>"]
    tags = ["OK", "BAD", "OK", "OK", "OK", "BAD"]
    path = write_jsonl([row(spans=None, mt_tok=tokens, word_tags=tags, z_score=0.5, score=None)])
    (segment,) = read_gold(path, score_field="z_score")
    assert gold_score(segment) == 0.5
    assert gold_marks(segment) is None
    assert gold_bad(segment).tolist() == [False, True, False, False, False, True]
    assert token_places(segment)[-1] == (len(TEXT), len(TEXT))


def test_compressed_files_are_read(write_jsonl, tmp_path):
    plain = write_jsonl([row(), row(seg_id="2")])
    packed = tmp_path / "gold.jsonl.xz"
    packed.write_bytes(lzma.compress(plain.read_bytes()))
    assert read_gold(packed) == read_gold(plain)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({"src": "桥"}, "line 1: has no text 'mt'"),
        (row(score="good"), "score is 'good'"),
        (row(score=float("nan")), "score is nan"),
        (row(score=True), "score is True"),
        (row(spans=[mark(4, 99)]), "is no span of the target text"),
        (row(spans=[mark(7, 4)]), "is no span of the target text"),
        (row(spans=[mark(True, 4)]), "is no span of the target text"),
        (row(spans=[mark(0, 3, "awful")]), "is no span of the target text"),
        (row(spans=["x"]), "is no span"),
        (row(spans={}), "spans is no list"),
        (row(src_spans=[mark(0, 9)]), "is no span of the source text"),
        (row(word_tags=["OK"]), "word_tags without mt_tok"),
        (row(mt_tok=["The", 1]), "mt_tok is no list of texts"),
        (row(mt_tok=["The"], word_tags=["OK", "OK"]), "does not give OK or BAD"),
        (row(mt_tok=["The"], word_tags=["FINE"]), "does not give OK or BAD"),
        ([], "is not a JSON object"),
    ],
)
def test_mistakes_in_records_are_named(write_jsonl, record, message):
    with pytest.raises(FormatError, match=message):
        read_gold(write_jsonl([record]))


def test_raters_with_different_tokens_are_refused(write_jsonl):
    records = [row(rater="a", mt_tok=TEXT.split()), row(rater="b", mt_tok=["The", "old"])]
    with pytest.raises(FormatError, match="line 2: mt_tok differs from that of line 1"):
        read_gold(write_jsonl(records))


def test_files_that_cannot_be_read_are_named(tmp_path):
    with pytest.raises(FormatError, match="neither"):
        read_gold(tmp_path / "gold.csv")
    with pytest.raises(InputError, match="cannot be read"):
        read_gold(tmp_path / "none.jsonl")
    (tmp_path / "x.jsonl").write_text("{\n", encoding="utf-8")
    with pytest.raises(FormatError, match=r"x\.jsonl, line 1: is not JSON"):
        read_gold(tmp_path / "x.jsonl")
    (tmp_path / "x.jsonl").write_text('{"src": "a", "mt": "\\ud800"}\n', encoding="utf-8")
    with pytest.raises(FormatError, match="half a surrogate pair"):
        read_gold(tmp_path / "x.jsonl")
    (tmp_path / "x.jsonl").write_bytes(b'{"src": "\xff"}\n')
    with pytest.raises(EncodingError, match="line 1: is not UTF-8"):
        read_gold(tmp_path / "x.jsonl")
    (tmp_path / "x.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds no segments"):
        read_gold(tmp_path / "x.jsonl")
    (tmp_path / "x.jsonl.xz").write_bytes(b"not xz")
    with pytest.raises(InputError, match="cannot be read"):
        read_gold(tmp_path / "x.jsonl.xz")
    (tmp_path / "x.jsonl").write_bytes(b" " * ((1 << 20) + 2))
    with pytest.raises(LimitError, match="longer than 1,048,576 bytes"):
        read_gold(tmp_path / "x.jsonl")


# The MQM tables.

OLD = [
    "system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity",
    "A\td\t1\t1\tr1\t旧桥塌了。\tThe <v>old</v> bridge & all fell.\tStyle/Awkward\tMinor",
    "A\td\t1\t1\tr1\t旧<v>桥</v>塌了。\tThe old bridge & all fell.\tAccuracy/Omission\tMajor",
    "A\td\t1\t1\tr2\t旧桥塌了。\tThe old bridge & all fell.\tNo-error\tno-error",
    "ref-A\td\t1\t1\tr2\t旧桥塌了。\tThe bridge fell.\tNo-error\tNo-error",
]


def write_table(tmp_path, lines):
    path = tmp_path / "table.tsv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_an_mqm_table(tmp_path):
    machine, person = read_gold(write_table(tmp_path, OLD))
    assert machine.target == "The old bridge & all fell."
    assert (machine.dataset, machine.system, machine.document_id) == ("table", "A", "d")
    assert not machine.human
    assert person.human
    assert person.clean
    first, second = machine.ratings
    assert first.spans == (
        GoldSpan(4, 7, "Style/Awkward", Severity.MINOR),
        GoldSpan(1, 2, "Accuracy/Omission", Severity.MAJOR, "source"),
    )
    assert (first.score, second.score, second.spans) == (-6.0, 0.0, ())


@pytest.mark.parametrize(
    ("system", "human"),
    [("refA", True), ("ref.B", True), ("Human-A.0", True), ("human", True), ("Refine", False),
     ("", False), ("Online-ref", False)],
)  # fmt: skip
def test_which_systems_are_people(tmp_path, system, human):
    (segment,) = read_gold(write_table(tmp_path, [OLD[0], OLD[3].replace("A\td", f"{system}\td")]))
    assert segment.human == human


def test_marot_s_references_are_undone(tmp_path):
    head = "system\tdoc\tdocSegId\tglobalSegId\trater\tsource\ttarget\tcategory\tseverity\tmetadata"
    line = "A\td\t1\t1\tr\t桥\ta &lt;b&gt; <v>&amp; c</v> d\tOther\tcritical\t{}"
    (segment,) = read_gold(write_table(tmp_path, [head, line]))
    assert segment.target == "a <b> & c d"
    (span,) = segment.ratings[0].spans
    assert segment.target[span.start : span.end] == "& c"


def test_what_the_product_writes_can_be_read_as_gold(tmp_path):
    from checker.formats.mqm import MqmWriter
    from checker.records import Finding, Flag, SegmentPair, SegmentReport

    target = "A <v> & a\ttab"
    finding = Finding("r", "target", 2, 5, "style", Severity.MINOR, 0.5, "why")
    flag = Flag("target", 2, 5, 2, 5, "<v>", Severity.MINOR, "style", "r", 0.5, "why", (), None,
                (finding,))  # fmt: skip
    report = SegmentReport(SegmentPair("d", 0, "桥", target), 90.0, (flag,))
    path = tmp_path / "mqm.tsv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        MqmWriter(stream).write(report)
    (segment,) = read_gold(path)
    assert segment.target == target
    (span,) = segment.ratings[0].spans
    assert (span.start, span.end, span.severity) == (2, 5, Severity.MINOR)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["source\ttarget\tcategory"], "has no column severity"),
        ([OLD[0], "A\td"], "line 2: has 2 columns"),
        ([OLD[0], OLD[1].replace("Minor", "Bad")], "severity is 'Bad'"),
        ([OLD[0], OLD[1].replace("</v>", "")], "do not match"),
        ([OLD[0], OLD[1].replace("<v>", "")], "do not match"),
    ],
)
def test_mistakes_in_tables_are_named(tmp_path, lines, message):
    with pytest.raises(FormatError, match=message):
        read_gold(write_table(tmp_path, lines))


# Several raters.


def rated(*raters, human=False):
    ratings = tuple(Rating(str(number), None, None, spans) for number, spans in enumerate(raters))
    return GoldSegment(0, "own", None, None, "1", "旧桥", TEXT, ratings, human=human)


def test_union_and_majority():
    a = (GoldSpan(4, 14, "x", Severity.MAJOR), GoldSpan(0, 1, "x", Severity.MAJOR, "source"))
    b = (GoldSpan(4, 7, "x", Severity.MINOR), GoldSpan(15, 19, "x", Severity.NEUTRAL))
    segment = rated(a, b, ())
    assert gold_marks(segment) == (MarkedSpan(4, 14, True), MarkedSpan(4, 7, False))
    # Of three raters two mark “old”, one of the two as major.
    assert gold_marks(segment, method="majority") == (MarkedSpan(4, 7, True),)
    assert gold_bad(segment).tolist() == [False, True, True, False]
    assert gold_bad(segment, method="majority").tolist() == [False, True, False, False]


def test_the_share_of_raters():
    segment = rated((GoldSpan(4, 7, "x", Severity.MINOR),), (), None)
    assert rater_share(segment, 6, 10, "target") == 0.5
    assert rater_share(segment, 7, 10, "target") == 0.0
    assert rater_share(segment, 4, 7, "source") == 0.0
    assert rater_share(rated(None), 0, 1, "target") is None


def test_clean_means_a_person_s_text_without_any_mark():
    assert rated((), human=True).clean
    assert not rated(()).clean
    assert not rated((), (GoldSpan(0, 1, "x", Severity.MINOR),), human=True).clean
    assert not rated(None, human=True).clean
    assert not rated(human=True).clean


# Clean pairs and samples.


def test_clean_pairs(tmp_path):
    path = tmp_path / "pairs.tsv"
    path.write_text("桥\tA bridge.\tdoc1\n\n路\tA road.\n", encoding="utf-8")
    pairs = read_pairs(path)
    assert pairs == [("桥", "A bridge."), ("路", "A road.")]
    assert all(segment.clean for segment in clean_segments(pairs, name="pairs"))
    path.write_text("桥 A bridge.\n", encoding="utf-8")
    with pytest.raises(FormatError, match="line 1: has no second column"):
        read_pairs(path)
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds no pairs"):
        read_pairs(path)


def test_samples_keep_documents_together(write_jsonl):
    records = [row(doc_id=f"d{n // 5}", seg_id=str(n)) for n in range(40)]
    segments = read_gold(write_jsonl(records))
    drawn = sample(segments, 12, seed=4)
    assert len(drawn) == 12
    assert sorted(drawn, key=lambda s: s.number) == drawn
    sizes = sorted(sum(s.document_id == d for s in drawn) for d in {s.document_id for s in drawn})
    assert sizes == [2, 5, 5]
    assert sample(segments, 12, seed=4) == drawn
    assert sample(segments, 12, seed=5) != drawn
    assert sample(segments, None, seed=4) == segments
    assert sample(segments, 99, seed=4) == segments
