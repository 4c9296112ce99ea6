"""Text into HTML: escaped, visible, highlighted, overlapping spans included."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.records import Severity
from checker.report.html_text import Mark, escape, highlight, rich_text
from checker.report.visible import HIDDEN, symbol, visible

MINOR, MAJOR, CRITICAL = Severity.MINOR, Severity.MAJOR, Severity.CRITICAL


class Reader(HTMLParser):
    """Gathers the text and the marks over each stretch of it; refuses bad nesting."""

    def __init__(self):
        super().__init__()
        self.open, self.pieces, self.tags = [], [], []

    def handle_starttag(self, tag, attrs):
        self.open.append((tag, dict(attrs)))
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if not any(tag == "sup" or "point" in a.get("class", "") for tag, a in self.open):
            numbers = {n for tag, a in self.open if tag == "mark" for n in a["data-f"].split()}
            self.pieces.append((data, numbers))


def read(text):
    reader = Reader()
    reader.feed(text)
    reader.close()
    assert not reader.open
    return reader


@st.composite
def marked_texts(draw):
    text = draw(st.text(st.sampled_from("ab <>&\"'中，\u202e\x00"), max_size=12))
    cuts = st.integers(0, len(text))
    marks = []
    for number in range(1, draw(st.integers(0, 4)) + 1):
        start, end = sorted((draw(cuts), draw(cuts)))
        severity = draw(st.none() | st.sampled_from(list(Severity)))
        marks.append(Mark(start, end, number, severity))
    return text, marks


@settings(deadline=None, derandomize=True)
@given(marked_texts())
def test_every_character_keeps_its_place_and_its_marks(case):
    text, marks = case
    reader = read(highlight(text, marks))
    shown = "".join(piece for piece, _ in reader.pieces)
    assert shown == "".join(symbol(c) if HIDDEN.match(c) else c for c in text)
    place = 0
    over = [{str(m.number) for m in marks if m.start <= i < m.end} for i in range(len(text))]
    flat = [numbers for piece, numbers in reader.pieces for _ in piece]
    for character, expected in zip(text, over, strict=True):
        width = len(symbol(character)) if HIDDEN.match(character) else 1
        assert all(numbers == expected for numbers in flat[place : place + width])
        place += width
    assert set(reader.tags) <= {"mark", "sup", "span"}


@settings(deadline=None, derandomize=True)
@given(st.text())
def test_nothing_escapes(text):
    assert not re.search(r"<(?!/?span)", rich_text(text))
    assert not set("<>\"'") & set(escape(text))
    assert html.unescape(escape(text)) == visible(text)


def test_overlapping_marks_look_like_the_severest():
    text = highlight("one two three", [Mark(0, 7, 1, MINOR), Mark(4, 13, 2, CRITICAL)])
    assert '<mark class="m sev-minor" data-f="1">one </mark>' in text
    assert '<mark class="m sev-critical multi" data-f="1 2">two</mark>' in text
    assert '<mark class="m sev-critical" data-f="2"> three</mark>' in text
    assert text.index(">1</sup>") < text.index(" three")


def test_a_mark_of_no_length_is_a_caret():
    assert highlight("ab", [Mark(1, 1, 1, MAJOR)], numbered=False) == (
        'a<mark class="m sev-major point" data-f="1">‸</mark>b'
    )
    assert "‸" in highlight("", [Mark(0, 0, 1, MAJOR)])


def test_marks_beyond_the_text_are_cut_to_it():
    assert highlight("ab", [Mark(1, 99, 1, MAJOR)], numbered=False).endswith(">b</mark>")
    assert "‸" in highlight("ab", [Mark(50, 99, 1, MAJOR)])


def test_source_words_are_no_error():
    assert highlight("中文", [Mark(0, 1, 1, None)]) == (
        '<mark class="m src" data-f="1">中</mark>文'
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\nc", "a\tb\nc"),
        ("a\r\nb", "a\nb"),
        ("a\rb", "a␍b"),
        ("\x1b[31m", "␛[31m"),
        ("\x7f\x9b", "␡⟨U+009B⟩"),
        ("\u202eabc", "⟨U+202E⟩abc"),
        ("\ufeff\u200b", "⟨U+FEFF⟩⟨U+200B⟩"),
        ("\ud800", "⟨U+D800⟩"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("[bold]", "[bold]"),
    ],
)
def test_hidden_characters_become_visible(text, shown):
    assert visible(text) == shown


def test_hidden_characters_are_named():
    assert rich_text("\u202e") == (
        '<span class="ctl" title="U+202E RIGHT-TO-LEFT OVERRIDE">⟨U+202E⟩</span>'
    )
