"""Stored translations."""

import pytest

from checker.errors import BackEndError, FormatError, InputError, LimitError
from checker.models.base import Translator
from checker.models.registry import create_translator

TMX = """<?xml version="1.0"?><tmx version="1.4"><body>
<tu><tuv xml:lang="zh-CN"><seg>你好。</seg></tuv>
<tuv xml:lang="en"><seg>Hello <b>you</b>.</seg></tuv></tu>
<tu><tuv lang="ZH"><seg>再见</seg></tuv><tuv lang="EN-US"><seg>Goodbye</seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Tag</seg></tuv><tuv xml:lang="en"><seg>Day</seg></tuv></tu>
</body></tmx>"""
GOOD = {
    "a.tsv": "id\tsource\ttranslation\n1\t你好。\tHello you.\n\n2\t再见\tGoodbye\n",
    "a.jsonl": '{"source": "你好。", "translation": "Hello you."}\n\n'
    '{"source": "再见", "translation": "Goodbye", "x": 1}\n',
    "a.tmx": TMX,
}


def store(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


@pytest.mark.parametrize("name", GOOD)
def test_each_format_is_read(tmp_path, name):
    back_end = create_translator(f"recorded:{store(tmp_path, name, GOOD[name])}")
    assert isinstance(back_end, Translator)
    assert back_end.translate([" 再见 ", "你好。"]) == ["Goodbye", "Hello you."]
    assert back_end.translate(["再见"], attempt=2) == ["Goodbye"]
    assert back_end.translate([]) == []


def test_the_signature_follows_the_content(tmp_path):
    one = create_translator(f"recorded:{store(tmp_path, 'a.tsv', GOOD['a.tsv'])}").signature
    same = create_translator(f"recorded:{tmp_path / 'a.tsv'}").signature
    changed = store(tmp_path, "a.tsv", GOOD["a.tsv"].replace("Hello", "Hi"))
    other = create_translator(f"recorded:{changed}").signature
    assert one == same != other


def test_a_missing_translation_is_an_error(tmp_path):
    back_end = create_translator(f"recorded:{store(tmp_path, 'a.tsv', GOOD['a.tsv'])}")
    with pytest.raises(BackEndError, match="«早上好»"):
        back_end.translate(["再见", "早上好"])


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.tsv", "source\ttarget\n你\tyou\n", "line 1"),
        ("a.tsv", "", "line 1"),
        ("a.tsv", "source\ttranslation\n你\n", "line 2"),
        ("a.tsv", "source\ttranslation\n你\tyou\n你\tthee\n", "line 3: a second, different"),
        ("a.jsonl", "{]\n", "line 1"),
        ("a.jsonl", '{"source": "你"}\n', "line 1"),
        ("a.jsonl", '\n{"source": 1, "translation": "x"}\n', "line 2"),
        ("a.tmx", "<tmx><tu>", "not well-formed"),
        ("a.tmx", '<!DOCTYPE t [<!ENTITY a "b">]><tmx>&a;</tmx>', "not well-formed"),
        ("a.txt", "x", "unknown kind"),
        ("a.tsv", b"\xff\xfe\x00", "UTF-8"),
    ],
)
def test_malformed_files_are_named(tmp_path, name, content, message):
    with pytest.raises(FormatError, match=message):
        create_translator(f"recorded:{store(tmp_path, name, content)}")


def test_files_too_large_or_missing_are_refused(tmp_path, monkeypatch):
    path = store(tmp_path, "a.tsv", GOOD["a.tsv"])
    monkeypatch.setattr("checker.models.translators.recorded_rows.MAX_BYTES", 10)
    with pytest.raises(LimitError):
        create_translator(f"recorded:{path}")
    with pytest.raises(InputError, match="cannot be read"):
        create_translator(f"recorded:{tmp_path / 'none.tsv'}")
