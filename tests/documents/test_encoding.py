"""Bytes to text: the right text or one clear refusal, never a wrong text."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.documents.encoding import decode, detect_encoding, encoding_note
from checker.errors import EncodingError

SIMPLIFIED = (
    "今年以来，全县新修水渠三百多公里，解决了两万多亩农田的灌溉问题。"
    "\r\n村民们说，这是多年来最好的一次。"
)
TRADITIONAL = (
    "今年以來，全縣新修水渠三百多公里，解決了兩萬多畝農田的灌溉問題。"
    "\n村民們說，這是多年來最好的一次。"
)
ENGLISH = "The county has dug 300 km of canals.\nIt is the best year so far, people say.\n"


@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL, ENGLISH, "", "短", "😀 𠀀\n"])
@pytest.mark.parametrize(
    ("encoding", "mark", "found"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16-le"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16-be"),
        ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32-le"),
        ("utf-32-be", codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_utf_with_and_without_a_mark(text, encoding, mark, found):
    decoded = decode(mark + text.encode(encoding), where="a.txt")
    assert (decoded.text, decoded.encoding) == (text, found)


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "cp950"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
    ],
)
def test_encodings_without_a_mark_are_recognised(text, encoding, found):
    decoded = decode(text.encode(encoding), where="a.txt")
    assert (decoded.text, decoded.encoding) == (text, found)


def test_english_with_chinese_quotation_marks_in_gbk():
    text = "“We dug it ourselves,” he said. “It’s ours… and it’s good.” " * 3
    assert decode(text.encode("gbk"), where="a.txt").text == text


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ("It’s the mayor’s — “new” — canal, from São João.".encode("cp1252"), "cp1252"),
        ("水".encode("gb18030"), "GB18030"),  # valid UTF-8 as well
        ("蓄洪".encode("gb18030"), "it may be"),  # too little to go by
        ("한국어로 쓴 글은 중국어가 아니다. 그러나 바이트는 비슷하다.".encode("euc_kr"), "cp949"),
        (bytes(range(128, 256)) * 3, ""),
    ],
)
def test_doubtful_bytes_are_refused_with_a_remedy(data, named):
    with pytest.raises(EncodingError, match="UTF-8") as caught:
        decode(data, where="a.txt")
    assert named in caught.value.what
    assert caught.value.where == "a.txt"
    assert "--encoding" in caught.value.remedy


def test_naming_the_encoding_settles_it():
    assert decode("水利".encode("gb18030"), where="a.txt", encoding="GBK").text == "水利"
    text = "It’s the mayor’s — “new” — canal."
    assert decode(text.encode("cp1252"), where="a.txt", encoding="cp1252").text == text
    assert decode(codecs.BOM_UTF8 + b"x", where="a.txt", encoding="utf-8-sig").text == "x"
    assert (
        decode(codecs.BOM_UTF16_BE + "水".encode("utf-16-be"), where="a", encoding="utf-16").text
        == "水"
    )


@pytest.mark.parametrize("name", ["no-such-code", "base64", "rot13"])
def test_an_unknown_encoding_is_refused(name):
    with pytest.raises(EncodingError, match="unknown encoding"):
        decode(b"x", where="a.txt", encoding=name)


def test_a_wrongly_named_encoding_is_refused_with_the_line():
    with pytest.raises(EncodingError, match=r"a.txt, line 2: byte 0xc0 is not valid UTF-8"):
        decode(b"one\n" + "水利".encode("gb18030"), where="a.txt", encoding="utf-8")


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_file_cut_inside_a_character(mark):
    with pytest.raises(EncodingError, match="ends in the middle of a UTF-8 character") as caught:
        decode(mark + SIMPLIFIED.encode()[:-1], where="a.txt")
    assert caught.value.where == "a.txt, line 2"


def test_utf16_cut_inside_a_character():
    data = codecs.BOM_UTF16_LE + SIMPLIFIED.encode("utf-16-le")
    with pytest.raises(EncodingError, match="line 2: the file ends in the middle"):
        decode(data[:-1], where="a.txt")


def test_a_bad_byte_in_utf8_is_not_taken_for_another_encoding():
    data = SIMPLIFIED.encode().replace("村".encode(), b"\xb4\xe5")
    with pytest.raises(EncodingError, match=r"a.txt, line 2: byte 0xb4 .* rest of the file is"):
        decode(data, where="a.txt")


def test_a_stray_nul_does_not_make_utf16():
    assert decode(b"one\x00two three four five six", where="a.txt").encoding == "utf-8"


def test_the_beginning_of_a_file_may_stop_inside_a_character():
    for encoding, found in (("utf-8", "utf-8"), ("gb18030", "gb18030"), ("utf-16-le", "utf-16-le")):
        data = SIMPLIFIED.encode(encoding)[:41]
        assert detect_encoding(data, where="a.txt", complete=False) == found


def test_note_only_where_it_is_not_utf8():
    assert encoding_note("utf-8", where="a.txt") is None
    assert encoding_note("cp950", where="a.txt") == "a.txt was read as Big5."


@given(text=st.text(st.sampled_from("水利工程的是在了，。年大国小山村abc \n"), max_size=80))
@settings(max_examples=150, deadline=None)
def test_gb18030_and_big5_are_never_misread(text):
    for encoding in ("gb18030", "cp950"):
        try:
            data = text.encode(encoding)
            decoded = decode(data, where="a.txt").text
        except (EncodingError, UnicodeEncodeError):
            continue
        assert decoded == text


@given(data=st.binary(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_text_or_an_encoding_error(data):
    try:
        decoded = decode(data, where="a.txt")
    except EncodingError as error:
        assert error.where.startswith("a.txt")
    else:
        assert isinstance(decoded.text, str)
