"""Pairs of files, folders of them, and English files alone."""

import pytest

from checker.documents import open_inputs, read_folder, read_pair, read_target
from checker.documents.folder import SOURCE_SUFFIX, TARGET_SUFFIX
from checker.errors import FormatError, InputError, LimitError
from checker.records import Document

ZH = "水渠修好了。\n\n村民们很高兴。\n"
EN = "The canal is done.\n\nThe villagers are glad.\n"


@pytest.fixture
def write(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def opened(inputs, **options):
    """The documents, none of them an error."""
    for item in open_inputs(inputs, **options):
        assert isinstance(item, Document)
        yield item


def test_a_pair_is_kept_as_it_stands(write):
    source, target = (
        write("a.zh.txt", ZH.replace("\n", "\r\n")),
        write("a.en.txt", b"\xef\xbb\xbf" + EN.encode()),
    )
    document = read_pair(source, target)
    assert document.source == ZH.replace("\n", "\r\n")
    assert document.target == EN
    assert document.document_id == "a"
    assert (document.source_path, document.target_path) == (str(source), str(target))
    assert document.pairs is None and document.notes == ()


def test_the_encoding_found_is_noted(write):
    text = "今年以来，全县新修水渠三百多公里，解决了两万多亩农田的灌溉问题。"
    source = write("a.txt", text.encode("gbk"))
    document = read_pair(source, write("b.txt", EN))
    assert document.source == text
    assert document.notes == (f"{source} was read as GB18030.",)


def test_lost_characters_are_noted(write):
    document = read_pair(write("a.txt", ZH), write("b.txt", "One.\nTwo \ufffd\ufffd three."))
    assert "2 replacement marks (U+FFFD), first in line 2" in document.notes[0]


@pytest.mark.parametrize(
    ("source", "target", "kind", "message"),
    [
        (EN, ZH, InputError, "the source is English and the target Chinese. Swap them"),
        (EN, EN, InputError, "next to no Chinese"),
        ("", EN, InputError, "a.txt: is empty"),
        (ZH, " \r\n\u3000", InputError, "b.txt: is empty"),
        (ZH, "One.\nTwo\x00.", FormatError, "b.txt, line 2: has a NUL character"),
        (
            "水\r\n渠\r\n\x07",
            EN,
            FormatError,
            r"a.txt, line 3: has a control character \(U\+0007\)",
        ),
        (ZH, "x\x85", FormatError, r"U\+0085"),
    ],
)
def test_what_cannot_be_checked_is_refused_in_one_sentence(write, source, target, kind, message):
    with pytest.raises(kind, match=message):
        read_pair(write("a.txt", source), write("b.txt", target))


@pytest.mark.parametrize("target", ["水渠修好了。", EN.replace("\n", "\t\f\n")])
def test_untranslated_text_and_harmless_controls_pass(write, target):
    assert read_pair(write("a.txt", ZH), write("b.txt", target)).target == target


def test_short_source_without_chinese_passes(write):
    assert (
        read_pair(write("a.txt", "2022-09-11 GDP"), write("b.txt", "x")).source == "2022-09-11 GDP"
    )


def test_size_limit(write):
    source, target = write("a.txt", ZH), write("b.txt", EN)
    assert read_pair(source, target, max_bytes=100).target == EN
    with pytest.raises(LimitError, match=r"a.txt: is larger than 2e-05 MB"):
        read_pair(source, target, max_bytes=20)


def test_a_line_of_a_megabyte_is_read(write):
    line = "水渠修好了，" * 200_000
    assert read_pair(write("a.txt", line), write("b.txt", EN)).source == line


def test_missing_file(write, tmp_path):
    with pytest.raises(InputError, match="cannot be read"):
        read_pair(write("a.txt", ZH), tmp_path / "none.txt")


def test_declared_lines_pair(write):
    document = read_pair(
        write("a.txt", ZH + "\n"), write("b.txt", "\r\n".join(EN.split("\n"))), pre_aligned=True
    )
    assert [(a.text, b.text) for a, b in document.pairs] == [
        ("水渠修好了。", "The canal is done."),
        ("村民们很高兴。", "The villagers are glad."),
    ]
    for a, b in document.pairs:
        assert document.source[a.start : a.end] == a.text
        assert document.target[b.start : b.end] == b.text


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        (
            "一。\n二。\n三。",
            "One.\nTwo.",
            r"3 and 2 lines \(3 and 2 with text\), and line 3 is the first w",
        ),
        (
            "一。\n\n三。",
            "One.\nTwo.\nThree.",
            r"3 and 3 lines \(2 and 3 with text\), and line 2 .*a.txt",
        ),
    ],
)
def test_declared_lines_that_do_not_pair(write, source, target, message):
    with pytest.raises(FormatError, match=message):
        read_pair(write("a.txt", source), write("b.txt", target), pre_aligned=True)


def test_target_alone(write):
    document = read_target(write("report.en.txt", EN))
    assert (document.document_id, document.source, document.target) == ("report", None, EN)
    with pytest.raises(InputError, match="is Chinese"):
        read_target(write("zh.txt", ZH))


def test_folder_names_what_has_no_partner_and_goes_on(write, tmp_path):
    for name in ("b", "a"):
        write(name + SOURCE_SUFFIX, ZH)
        write(name + TARGET_SUFFIX, EN)
    write("lone.zh.txt", ZH)
    write("alone.en.txt", EN)
    write("broken.zh.txt", "水\x00")
    write("broken.en.txt", EN)
    write("notes.md", "not ours")
    items = list(read_folder(tmp_path))
    assert [item.document_id for item in items if not isinstance(item, InputError)] == ["a", "b"]
    errors = [str(item) for item in items if isinstance(item, InputError)]
    assert len(errors) == 3
    assert "alone.en.txt: has no partner alone.zh.txt" in errors[0]
    assert "broken.zh.txt, line 1: has a NUL" in errors[1]
    assert "lone.zh.txt: has no partner lone.en.txt" in errors[2]


def test_folder_without_pairs(tmp_path):
    with pytest.raises(InputError, match="has no pairs"):
        list(read_folder(tmp_path))


def test_open_inputs_decides_by_what_is_given(write, tmp_path):
    pair = [write("a.zh.txt", ZH), write("a.en.txt", EN)]
    assert [d.source for d in opened(pair)] == [ZH]
    assert [d.source for d in opened([tmp_path])] == [ZH]
    assert [d.source for d in opened(pair[1:])] == [None]
    assert len(next(opened(pair, pre_aligned=True)).pairs) == 2
    table = write("t.tsv", "source\ttarget\n水\tWater\n")
    assert [d.target for d in opened([table])] == ["Water"]
    [error] = open_inputs([pair[1], pair[0]])
    assert "Swap them" in str(error)


@pytest.mark.parametrize(
    ("paths", "message"),
    [
        ([], "no inputs"),
        (["a", "b", "c"], "3 inputs"),
        (["gone.txt"], "gone.txt: does not exist"),
        (["-"], "standard input"),
        (["-", "a.en.txt"], "standard input"),
        (["a.en.txt", "."], "is a folder"),
        (["t.tsv", "a.en.txt"], "is a table"),
    ],
)
def test_open_inputs_refuses_what_it_cannot_understand(
    write, tmp_path, monkeypatch, paths, message
):
    write("a.en.txt", EN)
    write("t.tsv", "")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=message):
        open_inputs(paths)


def test_lines_cannot_be_declared_for_a_table(write):
    with pytest.raises(InputError, match="only pairs of files"):
        open_inputs([write("t.tsv", "")], pre_aligned=True)
