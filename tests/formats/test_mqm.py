"""mqm.tsv: the ten columns of Marot, one error a row."""

import html
import json
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import FormatError
from checker.formats.mqm import (
    MQM_COLUMNS,
    MqmWriter,
    decode_text,
    encode_text,
    google_mqm_score,
    marked,
)
from checker.formats.mqm_reading import read_mqm_rows
from checker.records import Severity

AWKWARD = st.text(st.one_of(st.characters(), st.sampled_from("<>&;#v/\t\n\r\x00\u2028amplgt10")))


def rows_of(*segments, system="translation"):
    stream = StringIO(newline="")
    writer = MqmWriter(stream, system=system)
    for segment in segments:
        writer.write(segment)
    # Marot splits lines at line feeds and cells at tabs, without regard to quotes.
    header, *lines = stream.getvalue().rstrip("\n").split("\n")
    assert header.split("\t") == list(MQM_COLUMNS)
    assert "system\tdoc\t" in header
    return [dict(zip(MQM_COLUMNS, line.split("\t"), strict=True)) for line in lines]


@settings(deadline=None, derandomize=True)
@given(AWKWARD)
def test_a_text_comes_back_and_is_inert(text):
    cell = encode_text(text)
    assert decode_text(cell) == text
    assert not set("<>\t\n\r") & set(cell)
    assert len(cell.splitlines()) <= 1


@settings(deadline=None, derandomize=True)
@given(AWKWARD, st.data())
def test_marks_stand_around_the_words(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    before, _, rest = marked(text, start, end).partition("<v>")
    words, _, after = rest.partition("</v>")
    assert [decode_text(part) for part in (before, words, after)] == [
        text[:start],
        text[start:end],
        text[end:],
    ]


def test_a_row_for_each_flag_and_one_for_a_clean_segment(article):
    rows = rows_of(*article.segments)
    assert len(rows) == sum(max(1, len(segment.flags)) for segment in article.segments)
    assert [row["docSegId"] for row in rows][:4] == ["1", "2", "3", "3"]
    clean = rows[0]
    assert (clean["category"], clean["severity"]) == ("No-error", "No-error")
    assert "<v>" not in clean["source"] + clean["target"]
    assert json.loads(clean["metadata"])["marked_text"] == ""


def test_the_marks_and_names(article):
    power, country, fused, *_ = rows_of(*article.segments)[1:]
    assert "reached <v>16.4 million tons</v> in the" in power["target"]
    assert (power["category"], power["severity"]) == ("Accuracy/Mistranslation", "Critical")
    assert "<v>my country's</v>" in country["target"]
    assert fused["severity"] == "Major"
    (omitted, _) = rows_of(article.segments[4])
    assert omitted["category"] == "Accuracy/Omission"
    assert "<v>夜间噪声投诉明显减少" in omitted["source"]
    assert "<v>" not in omitted["target"]


def test_ids_count_on_over_documents(article, make_article):
    rows = rows_of(*article.segments, *make_article("other").segments, system="MT <1>")
    assert [row["globalSegId"] for row in rows][-1] == str(2 * len(article.segments))
    assert {row["doc"] for row in rows} == {"linhai-port", "other"}
    assert {row["system"] for row in rows} == {"MT &lt;1&gt;"}
    assert {row["rater"] for row in rows} == {"checker"}


def test_literal_markers_and_markup_stay_literal(article):
    segment = article.segments[0]
    target = "a <v>b</v> <script>alert(1)</script>\tc"
    (row,) = rows_of(replace(segment, pair=replace(segment.pair, target=target)))
    assert "<" not in row["target"]
    assert decode_text(row["target"]) == target
    assert html.unescape(row["target"]) == target


def test_metadata(article):
    first, second = rows_of(article.segments[4])
    data = json.loads(first["metadata"])
    assert data["segment"] == {"metrics": {"checker-score": 44.8}}
    assert "segment" not in json.loads(second["metadata"])
    assert data["check_id"] == "omitted-clause"
    assert data["note"].startswith("No English words")
    unseen = replace(article.segments[0], pair=replace(article.segments[0].pair, source=None))
    (row,) = rows_of(unseen)
    assert json.loads(row["metadata"])["source_not_seen"] is True
    assert row["source"] == ""
    flag = replace(article.segments[1].flags[0], reason="<img src=x onerror=alert(1)>")
    (row,) = rows_of(replace(article.segments[1], flags=(flag,)))
    assert "<img" not in row["metadata"]


def test_google_s_weights():
    errors = [
        ("Accuracy/Mistranslation", Severity.MAJOR),
        ("Fluency/Punctuation", Severity.MINOR),
        ("Fluency/Grammar", Severity.MINOR),
        ("Non-translation!", Severity.MAJOR),
        ("Other", Severity.NEUTRAL),
        ("Other", Severity.CRITICAL),
    ]
    assert google_mqm_score(errors) == -36.1
    assert google_mqm_score([]) == 0.0


# Reading.

HEAD = "\t".join(MQM_COLUMNS)


def read(*lines):
    return list(read_mqm_rows([f"{line}\r\n" for line in lines], name="x.tsv"))


def test_what_is_written_is_read(article):
    stream = StringIO(newline="")
    writer = MqmWriter(stream, system="MT <1>")
    for segment in article.segments:
        writer.write(segment)
    rows = list(read_mqm_rows(stream.getvalue().split("\n"), name="mqm.tsv"))
    told = [
        (segment.pair.target, flag and (flag.severity, flag.check_id, flag.reason, flag.suggestion))
        for segment in article.segments
        for flag in segment.flags or (None,)
    ]
    names = ("check_id", "note", "suggestion")
    assert told == [
        (row.target, row.severity and (row.severity, *map(row.metadata.get, names))) for row in rows
    ]
    assert {row.system for row in rows} == {"MT <1>"}
    assert rows[1].metadata["marked_text"] == rows[1].target[slice(*rows[1].target_marks[0])]


def test_tables_without_header_repeated_headers_and_other_columns():
    row = "A\td\t1\t7\tr\ts\t<v>a</v> b <v>c</v>\tStyle\tMinor\t{}"
    for lines in ([row], [HEAD, row], [HEAD, row, "", HEAD, row]):
        found = read(*lines)
        assert {(r.segment, r.target, r.target_marks) for r in found} == {
            ("1", "a b c", ((0, 1), (4, 5)))
        }
        assert [r.line for r in found] == [n for n, line in enumerate(lines, 1) if line == row]
    (plain,) = read("Severity\tTarget\tSource\tCategory\tseg_id", "minor\ta &lt; b\ts\tStyle\t5")
    assert (plain.target, plain.segment, plain.severity) == ("a &lt; b", "5", Severity.MINOR)


@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        ("", {}),
        ("a bare note &amp; more", {"note": "a bare note & more"}),
        ("17", {"note": "17"}),
        ("[" * 100_000, {"note": "[" * 100_000}),
        ('{"rule": "numbers", "note": "&lt;v&gt;"}', {"check_id": "numbers", "note": "<v>"}),
        ('{"rule": "old", "check_id": "new"}', {"check_id": "new"}),
        ('{"a": [{"b": "&#9;&#9999999;"}]}', {"a": [{"b": "\t&#9999999;"}]}),
    ],
)
def test_the_last_column(metadata, expected):
    (row,) = read(HEAD, f"A\td\t1\t1\tr\ts\tt\tStyle\tMajor\t{metadata}")
    assert row.metadata == expected


def test_rows_that_say_nothing():
    no_error, silent = read(
        HEAD,
        "A\td\t1\t1\tr\ts\tt\tNo-error\tNo-error\t",
        'A\td\t1\t1\t\ts\tt\t\t\t{"segment": {}}',
    )
    assert (no_error.judged, no_error.severity) == (True, None)
    assert (silent.judged, silent.severity) == (False, None)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["source\ttarget\tcategory"], "line 1: has no column severity"),
        (["A\td\t1"], "line 1: has no column source, target, category, severity"),
        ([HEAD, "A\td"], "line 2: has 2 columns"),
        ([HEAD, "\t".join("ABCDEFGHIJK")], "line 2: has 11 columns"),
        ([HEAD, "A\td\t1\t1\tr\ts\tt\tStyle\tBad\t"], "line 2: severity is 'Bad'"),
        ([HEAD, "A\td\t1\t1\tr\ts\tt\tStyle\t\t"], "line 2: severity is ''"),
        ([HEAD, "A\td\t1\t1\tr\ts\t<v>t\tStyle\tMajor\t"], "line 2: .*do not match"),
        ([HEAD, "A\td\t1\t1\tr\ts</v>\tt\tStyle\tMajor\t"], "line 2: .*do not match"),
        ([HEAD, "A\td\t1\t1\tr\ts\t<v><v>t</v></v>\tS\tMajor\t"], "line 2: .*do not match"),
    ],
)
def test_mistakes_name_file_and_line(lines, told):
    with pytest.raises(FormatError, match=f"x.tsv, {told}"):
        read(*lines)
