"""flags.tsv: a flag a row, no formulas, exactly reversible."""

import csv
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.formats.tsv import FLAG_COLUMNS, FlagsWriter, decode_cell, encode_cell, read_flags

AWKWARD = st.text(
    st.one_of(st.characters(), st.sampled_from("=+-@＝'\\tnrxu0123\t\n\r\"\u2028\x85\x00"))
)


def written(*segments):
    stream = StringIO(newline="")
    writer = FlagsWriter(stream)
    for segment in segments:
        writer.write(segment)
    return stream.getvalue()


@settings(deadline=None, derandomize=True)
@given(AWKWARD)
def test_a_cell_comes_back(text):
    cell = encode_cell(text)
    assert decode_cell(cell) == text
    assert len(cell.splitlines()) <= 1
    assert "\t" not in cell
    assert not cell.startswith(tuple("=+-@＝＋－＠\t\r"))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+86 10", "'+86 10"),
        ("-", "'-"),
        ("@here", "'@here"),
        ("＝总计", "'＝总计"),
        ("'quoted'", "''quoted'"),
        ("a\tb\nc\rd\\e", r"a\tb\nc\rd\\e"),
        ("\tx", r"\tx"),
        ("a\u2028b\x00", r"a\u2028b\x00"),
        ("它说“3-4”", "它说“3-4”"),
        ("", ""),
    ],
)
def test_cells(text, cell):
    assert encode_cell(text) == cell
    assert decode_cell(cell) == text


def test_rows(article):
    rows = list(read_flags(StringIO(written(*article.segments))))
    flags = [(segment, flag) for segment in article.segments for flag in segment.flags]
    assert [row["text"] for row in rows] == [flag.text for _, flag in flags]
    for row, (segment, flag) in zip(rows, flags, strict=True):
        assert row["segment"] == str(segment.pair.segment_id + 1)
        assert row[row["side"]][int(row["start"]) : int(row["end"])] == flag.text
        assert row["source"] == segment.pair.source
        assert float(row["confidence"]) == flag.confidence
    assert rows[0]["source_words"] == "1.64亿吨"
    assert rows[0]["suggestion"] == "164 million tonnes"


def test_a_clean_run_has_only_the_header(article):
    text = written(article.segments[0])
    assert text == "\t".join(FLAG_COLUMNS) + "\n"


def test_quotes_and_line_ends_do_not_break_rows(article):
    segment = article.segments[5]
    flags = tuple(
        replace(flag, reason='=HYPERLINK("http://x")\n\t"', suggestion="-2")
        for flag in segment.flags
    )
    text = written(replace(segment, flags=flags))
    assert text.count("\n") == 1 + len(flags)
    for row in csv.reader(StringIO(text), delimiter="\t"):
        assert len(row) == len(FLAG_COLUMNS)
        assert not any(cell.startswith(tuple("=+-@")) for cell in row)
    assert [row["suggestion"] for row in read_flags(StringIO(text))] == ["-2"] * 3


def test_no_score_and_no_source_are_empty_cells(article):
    segment = article.segments[1]
    bare = replace(segment, score=None, pair=replace(segment.pair, source=None, row_id="r-1"))
    (row,) = read_flags(StringIO(written(bare)))
    assert (row["segment_score"], row["source"], row["row_id"]) == ("", "", "r-1")


def test_a_short_row_is_refused():
    with pytest.raises(ValueError, match="shorter"):
        list(read_flags(["document\tsegment\n", "a\n"]))
