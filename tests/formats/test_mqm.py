"""mqm.tsv: the ten columns of Marot, one error a row."""

import html
import json
from dataclasses import replace
from io import StringIO

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.formats.mqm import MQM_COLUMNS, MqmWriter, decode_text, encode_text, marked

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
