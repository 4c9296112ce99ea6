"""Uploads: good ones become documents or reports, bad ones one clear sentence."""

from __future__ import annotations

import io
import json

import pytest

from checker.errors import CheckerError, EncodingError, FormatError, InputError, LimitError
from checker.formats.jsonl import to_json
from checker.formats.mqm import MQM_COLUMNS, MqmWriter
from checker.records import Severity
from checker.ui import intake
from checker.ui.intake import (
    clean_name,
    document_from_texts,
    documents_from_table,
    file_name,
    name_of,
    name_of_pair,
    reports_from_run,
)
from checker.ui.mqm_intake import reports_from_mqm
from checker.ui.recognition import doubts_about, is_run
from tests.store.store_samples import LINES, report

CHINESE = "工业互联网已经成为推动经济发展的重要力量。今年上半年，全国的产量增长了百分之五。"
ENGLISH = "The industrial Internet has become a force for growth. Output rose by five percent."


@pytest.mark.parametrize(
    ("filename", "name"),
    [
        ("article.en.txt", "article"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\report_en.txt", "report_en"),
        ("only-zh.txt", "only-zh"),
        ("speech v1.2", "speech v1.2"),
        ("No. 7-en route.EN.md", "No. 7-en route"),
        ("2026.11.30.tsv", "2026.11.30"),
        ("新闻.zh.txt", "新闻"),
        ("a\nb\0.txt", "a b"),
        (".txt", "document"),
        ("", "document"),
        ("x" * 500 + ".txt", "x" * 200),
    ],
)
def test_names_keep_no_folders(filename: str, name: str) -> None:
    assert name_of(filename) == name


def test_names_keep_what_stands_behind_a_dot_or_hyphen() -> None:
    for name in ("only-zh", "v1.2", "a.en", "x-en", "Nr. 5"):
        assert clean_name(name) == name
        assert file_name(name) == name
    assert name_of_pair("report_zh.txt", "report_en.txt") == "report"
    assert name_of_pair("original.txt", "report_en.txt") == "report_en"
    assert name_of_pair(None, "report_en.txt") == "report_en"
    assert file_name("..a/b\\c:d") == "a_b_c_d"


def test_two_texts_become_a_document() -> None:
    document = document_from_texts(
        ENGLISH.encode("utf-8-sig"), CHINESE.encode("gb18030"), name="both"
    )
    assert (document.document_id, document.source, document.target) == ("both", CHINESE, ENGLISH)
    assert document.source_path is None
    assert any("GB18030" in note for note in document.notes)
    assert not any("checker-" in note for note in document.notes), "no folder of ours is shown"


@pytest.mark.parametrize("reader", [documents_from_table, reports_from_run])
def test_advice_is_for_the_page_and_not_for_the_command_line(reader) -> None:
    binary = bytes(range(256)) * 40
    with pytest.raises(EncodingError) as table:
        reader(binary, "x.tsv")
    with pytest.raises(EncodingError) as text:
        document_from_texts(binary, None, name="x")
    for error in (table.value, text.value):
        assert "--" not in str(error) and "Save the file as UTF-8" in str(error)


def test_a_text_alone_becomes_a_document() -> None:
    assert document_from_texts(ENGLISH.encode(), None, name="alone").source is None


@pytest.mark.parametrize(
    ("target", "source", "words"),
    [
        (b"", CHINESE.encode(), "empty"),
        (CHINESE.encode(), ENGLISH.encode(), "English|Chinese|swapped"),
        (b"\x00\x01\x02\xff\xfe\x80" * 20, CHINESE.encode(), "Text with"),
        (b"x" * (intake.MAX_BYTES + 1), None, "At most 20 MB"),
    ],
)
def test_unusable_texts_are_named(target: bytes, source: bytes | None, words: str) -> None:
    with pytest.raises(CheckerError) as caught:
        document_from_texts(target, source, name="x", shown=("Source file", "Text with"))
    import re

    assert re.search(words, str(caught.value)), str(caught.value)
    assert "/tmp" not in str(caught.value) and "checker-" not in str(caught.value)


FLAGS = "document\tsegment\trow_id\tseverity\tcategory\tcheck_id\tsource\ttarget\nd\t1\t\tmajor\n"


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (FLAGS.encode(), "flags.tsv", "list of flags of an earlier check"),
        (b"\xef\xbb\xbf" + FLAGS.encode(), "renamed.tsv", "segments.jsonl of the same folder"),
        (b"PK\x03\x04rest", "speech.docx", "is a Word document"),
        (b"PK\x03\x04rest", "all.zip", "is a ZIP archive"),
        (b"%PDF-1.7 \n", "speech.pdf", "is a PDF file"),
        (b"<!DOCTYPE html><html>", "report.html", "is a web page"),
        (b'{"record":"document"}\n', "a.store.jsonl", "checker store import"),
    ],
)
def test_other_kinds_of_files_are_named(data: bytes, name: str, words: str) -> None:
    for read in (
        lambda: document_from_texts(data, None, name="x", shown=("Chinese", name)),
        lambda: documents_from_table(data, name),
        lambda: reports_from_run(data, name),
    ):
        with pytest.raises(FormatError, match=words) as caught:
            read()
        assert name in str(caught.value)


def test_the_result_of_a_check_is_no_text() -> None:
    for data in (b"system\tdoc\tdocSegId\n", b'{"schema_version": 1}\n'):
        with pytest.raises(FormatError, match=r"result of an earlier check.*Table or run"):
            document_from_texts(data, None, name="x")


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (CHINESE, "Both texts are Chinese"),
        ("Hm.", "very short"),
        (ENGLISH * 20, "very long"),
        (ENGLISH, None),
    ],
)
def test_what_looks_wrong_is_asked_about(target: str, words: str | None) -> None:
    document = document_from_texts(target.encode(), CHINESE.encode(), name="x")
    doubts = doubts_about(document)
    assert [words in told for told in doubts] == [True] if words else doubts == []


def test_a_table_becomes_documents() -> None:
    rows = "document\tsource\ttarget\n" + "".join(
        f"d{n % 2}\t{zh}\t{en}\n" for n, (zh, en) in enumerate(sorted(LINES))
    )
    documents = documents_from_table(rows.encode(), "mine.tsv")
    assert sum(len(document.pairs or ()) for document in documents) == len(LINES)
    plain = "source,target\n" + "".join(f'"{zh}","{en}"\n' for zh, en in LINES)
    (document,) = documents_from_table(plain.encode(), "My table.csv")
    assert document.document_id == "My table" and len(document.pairs or ()) == len(LINES)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"source\ttarget\n", "empty.tsv"),
        (b"left\tright\na\tb\n", "columns.tsv"),
        (b"not json\n", "bad.jsonl"),
    ],
)
def test_unusable_tables_name_the_file(data: bytes, name: str) -> None:
    with pytest.raises(InputError) as caught:
        documents_from_table(data, name)
    assert "checker-" not in str(caught.value)


def test_segments_of_an_earlier_run_come_back() -> None:
    whole = report()
    data = "".join(to_json(segment) + "\n" for segment in whole.segments).encode()
    assert is_run(data, "segments.jsonl")
    (read,) = reports_from_run(data, "segments.jsonl")
    assert read.segments == whole.segments
    for segment in read.segments:
        pair = segment.pair
        assert read.document.target[pair.target_start : pair.target_end] == pair.target
        assert read.document.source is not None
        assert read.document.source[pair.source_start : pair.source_end] == pair.source


def test_a_table_of_pairs_is_no_run() -> None:
    line = json.dumps({"source": "一", "target": "One"}).encode()
    assert not is_run(line, "pairs.jsonl") and not is_run(b"source\ttarget\n", "pairs.tsv")


def test_our_own_mqm_table_comes_back() -> None:
    whole = report()
    stream = io.StringIO()
    writer = MqmWriter(stream)
    for segment in whole.segments:
        writer.write(segment)
    assert is_run(stream.getvalue().encode(), "mqm.tsv")
    (read,) = reports_from_run(stream.getvalue().encode(), "mqm.tsv")
    told = [(f.check_id, f.start, f.end, f.severity, f.category) for f in read.flags]
    assert told == [(f.check_id, f.start, f.end, f.severity, f.category) for f in whole.flags]
    assert [s.score for s in read.segments] == [s.score for s in whole.segments]
    assert [s.pair.target for s in read.segments] == [line[1] for line in LINES]


def test_anothers_mqm_table_is_read() -> None:
    rows = [
        "system\tdoc\tdocSegId\tglobalSegId\trater\tsource\ttarget\tcategory\tseverity\tmetadata",
        "A\td\t1\t7\tr1\t源文\tThe <v>a &lt; b</v> c\tAccuracy/Addition\tMajor\t{}",
        "A\td\t1\t7\tr2\t<v>源</v>文\tThe a &lt; b c\tAccuracy/Omission\tminor\tbare note",
        "A\td\t2\t8\tr1\t二\tTwo\tNo-error\tNo-error\t",
        "B\td\t1\t7\tr1\t源文\tOther\tNon-translation!\tMajor\t{}",
    ]
    first, second = reports_from_mqm("\r\n".join(rows), where="x.tsv")
    assert (first.document.document_id, second.document.document_id) == ("d · A", "d · B")
    addition, omission = first.segments[0].flags
    assert (addition.text, addition.severity, addition.check_id) == (
        "a < b",
        Severity.MAJOR,
        "mqm-r1",
    )
    assert (omission.side, omission.text, omission.reason) == ("source", "源", "bare note")
    assert first.segments[1].flags == () and second.segments[0].flags[0].text == "Other"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("A\td\t1", "3 columns"),
        ("A\td\t1\t1\tr\ts\tt\tStyle\tAwful\t{}", "severity is 'Awful'"),
        ('A\td\t1\t1\tr\ts\tt\tStyle\tMajor\t{"confidence": NaN}', "a figure is nan"),
        ("A\td\t1\t1\tr\ts\tan <v>open span\tStyle\tMajor\t{}", "do not match"),
    ],
)
def test_damaged_mqm_rows_are_named(row: str, words: str) -> None:
    with pytest.raises(FormatError, match=words) as caught:
        reports_from_mqm("\t".join(MQM_COLUMNS) + f"\n{row}\n", where="x.tsv")
    assert "line 2" in str(caught.value)


def test_a_run_that_is_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "MAX_SEGMENTS", 3)
    data = "".join(to_json(segment) + "\n" for segment in report().segments).encode()
    with pytest.raises(LimitError, match="4 segments"):
        reports_from_run(data, "segments.jsonl")
