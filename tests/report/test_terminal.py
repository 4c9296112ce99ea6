"""The terminal: plain when piped, literal always."""

from dataclasses import replace
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from rich.console import Console

from checker.report.summary import DocumentSummary
from checker.report.terminal import make_console, print_report, print_summary, terminal_text


def coloured(report, **options):
    stream = StringIO()
    console = Console(
        file=stream,
        force_terminal=True,
        width=100,
        highlight=False,
        markup=False,
        emoji=False,
        color_system="256",
        legacy_windows=False,
    )
    print_report(report, console=console, **options)
    return stream.getvalue()


def test_piped_text_has_no_control_codes_and_keeps_its_width(article):
    text = terminal_text(article)
    assert "\x1b" not in text
    assert "\u202e" not in text
    for line in text.splitlines():
        assert len(line) <= 100
        assert line == line.rstrip()


def test_what_is_said(article):
    text = terminal_text(article)
    assert "6 passages look seriously wrong. 3 of 9 segments without a flag." in text
    assert "Note: The Chinese file was read as GB18030." in text
    assert ">>16.4" in text
    assert "◆ CRITICAL  Number power  accuracy/mistranslation, segment 2, confidence 0.99" in text
    assert "instead 164 million tonnes" in text
    assert (
        text.index("Number power")
        < text.index("Two sentences fused")
        < text.index("repeated in a loop")
    )


def test_colours_on_a_terminal(article):
    text = coloured(article)
    assert "\x1b[" in text
    assert ">>" not in text
    assert "\u202e" not in text


def test_the_limit_keeps_the_severest_in_document_order(article):
    text = terminal_text(article, limit=3)
    assert text.count("confidence") == 3
    assert (
        text.index("Number power")
        < text.index("Untranslated han")
        < text.index("repeated in a loop")
    )
    assert "8 passages of lower severity not shown." in text
    assert "not shown" not in terminal_text(article, limit=99)


@pytest.mark.parametrize("render", [terminal_text, coloured])
def test_markup_and_controls_are_shown_literally(article, render):
    segment = article.segments[1]
    nasty = "[bold red]x[/bold red] :smile: \x1b[2J\x07 \u202e [link=file:///]"
    flag = replace(
        segment.flags[0],
        reason=nasty,
        suggestion=nasty,
        check_id="[i]",
        category="[u]a",
        start=0,
        end=len(nasty),
        source_spans=(),
    )
    pair = replace(segment.pair, target=nasty, source=nasty)
    document = replace(article.document, document_id=nasty, notes=(nasty,))
    report = replace(
        article, document=document, segments=(replace(segment, flags=(flag,), pair=pair),)
    )
    text = render(report)
    assert text.count("[bold red]") >= 5
    assert ":smile:" in text
    assert "\x1b[2J" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert "␛[2J␇" in text


def test_long_texts_are_cut_around_the_words(article):
    segment = article.segments[6]
    target = "word " * 500 + "wrong " + "word " * 500
    flag = replace(article.segments[1].flags[0], start=2500, end=2505, text="wrong")
    flag = replace(flag, source_spans=())
    report = replace(
        article,
        segments=(replace(segment, pair=replace(segment.pair, target=target), flags=(flag,)),),
    )
    text = terminal_text(report)
    assert ">>wrong<<" in text
    assert len(text) < 1500
    assert "English … word" in text


def test_flags_of_no_length_and_of_the_source(article):
    text = terminal_text(replace(article, segments=(article.segments[4],)))
    assert "steadily.>><<" in text
    assert "，>>夜间噪声投诉明显减少" in text.replace("\n          ", "")


def test_a_clean_document(article):
    clean = replace(article, segments=(article.segments[0],))
    assert "No passage was flagged. 1 of 1 segment without a flag." in terminal_text(clean)


def test_a_summary_of_many(make_article):
    stream = StringIO()
    console = make_console(stream)
    summaries = [DocumentSummary.of(make_article(name)) for name in ("one", "[two]")]
    print_summary(summaries, console=console, title="Run")
    lines = stream.getvalue().splitlines()
    assert [line.split()[:2] for line in lines[-2:]] == [["one", "58.3"], ["[two]", "58.3"]]


def test_the_width_of_a_pipe(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    assert make_console(StringIO()).width == 100
    assert make_console(StringIO(), width=60).width == 60
    monkeypatch.setenv("COLUMNS", "72")
    assert make_console(StringIO()).width == 72


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp936"])
def test_a_legacy_code_page_shows_escapes_instead_of_failing(article, encoding):
    raw = BytesIO()
    stream = TextIOWrapper(raw, encoding=encoding)
    print_report(article, console=make_console(stream))
    stream.flush()
    text = raw.getvalue().decode(encoding)
    assert "CRITICAL  Number power" in text
    assert ("1.64亿" in text) == (encoding == "cp936")
