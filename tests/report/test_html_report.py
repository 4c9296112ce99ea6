"""The report page: self-contained, safe, complete, every number leading to its segments."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from checker.checks.registry import get_check
from checker.records import DiffOp, Overlap, Span, Translation
from checker.report.html_report import PageOptions, render_report

VOID = {"meta", "input", "br", "rect"}
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\" onload='x' &amp; \u202e"


class Page(HTMLParser):
    """Elements of a page with their attributes; refuses bad nesting."""

    def __init__(self, text):
        super().__init__()
        self.elements: list[Any] = []
        self.open: list[str] = []
        self.texts: list[str] = []
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"twice the same attribute in {tag}"
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()

    def handle_data(self, data):
        if not {"script", "style"} & set(self.open):
            self.texts.append(data)

    def having(self, name):
        return [attrs for _, attrs in self.elements if name in attrs]

    @property
    def text(self):
        return "".join(self.texts)


@pytest.fixture
def page(article):
    return Page(render_report([article]))


@pytest.fixture
def run_page(make_article):
    return Page(render_report([make_article("one"), make_article("two & <three>")]))


def hostile(report):
    """The same report with markup in every text a user or a model can set."""
    segments = []
    for segment in report.segments:
        pair = replace(
            segment.pair,
            document_id=HOSTILE,
            row_id=HOSTILE,
            source=HOSTILE,
            target=HOSTILE,
            alignment=HOSTILE,
        )
        spans = (Span(0, 9, HOSTILE),)
        flags = tuple(
            replace(
                flag,
                text=HOSTILE,
                reason=HOSTILE,
                check_id=HOSTILE,
                category=HOSTILE,
                suggestion=HOSTILE,
                source_spans=spans,
                findings=tuple(replace(f, reason=HOSTILE + "2") for f in flag.findings * 2),
            )
            for flag in segment.flags
        )
        diff = (DiffOp("replace", Span(0, 5, HOSTILE), Span(0, 5, HOSTILE)),)
        segments.append(
            replace(
                segment,
                pair=pair,
                flags=flags,
                translations=(
                    Translation(HOSTILE, HOSTILE, HOSTILE),
                    Translation("b", HOSTILE, "s", False, HOSTILE, 2),
                ),
                overlap=(Overlap(HOSTILE, 1.0, 1.0, 1.0, diff, HOSTILE),),
                missing=(HOSTILE,),
                signature=HOSTILE,
            )
        )
    document = replace(report.document, document_id=HOSTILE, source_path=HOSTILE, notes=(HOSTILE,))
    return replace(report, document=document, segments=tuple(segments), missing=(HOSTILE,))


def test_the_page_is_self_contained(article):
    text = render_report([article])
    assert not re.search(r"https?:|//[a-z]|@import|url\(", text)
    page = Page(text)
    assert not page.having("src")
    for attrs in page.having("href"):
        assert attrs["href"].startswith("#")


def test_the_policy_allows_only_the_page_s_own_style_and_script(article):
    text = render_report([article])
    (policy,) = (a["content"] for a in Page(text).having("http-equiv"))
    assert policy.startswith("default-src 'none';")
    for name in ("style", "script"):
        (body,) = re.findall(f"<{name}>(.*?)</{name}>", text, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    page = Page(text)
    assert not page.having("style")
    assert not [a for _, attrs in page.elements for a in attrs if a.startswith("on")]


def test_hostile_text_stays_text(article):
    options = PageOptions(title=HOSTILE)
    for documents in ([hostile(article)], [hostile(article), article]):
        text = render_report(documents, options=options)
        page = Page(text)
        assert text.count("<script>") == 1
        assert not [tag for tag, _ in page.elements if tag == "img"]
        assert not [a for _, attrs in page.elements for a in attrs if a.startswith("on")]
        assert "alert(1)" in page.text
        assert "\u202e" not in text


def test_every_link_leads_somewhere_and_ids_are_unique(page, run_page):
    for tree in (page, run_page):
        ids = [attrs["id"] for attrs in tree.having("id")]
        assert len(ids) == len(set(ids))
        targets = {attrs["href"].removeprefix("#") for attrs in tree.having("href")}
        assert targets <= set(ids)
        assert any(re.fullmatch(r"(d1-)?seg-2", target) for target in targets)


def test_every_segment_and_flag_is_there(page, article):
    articles = [attrs for tag, attrs in page.elements if tag == "article"]
    assert [attrs["id"] for attrs in articles] == [f"seg-{n}" for n in range(1, 10)]
    notes = page.having("data-rule")
    assert [attrs["data-rule"] for attrs in notes] == [flag.check_id for flag in article.flags]
    marks = [attrs for tag, attrs in page.elements if tag == "mark" and "data-f" in attrs]
    assert len(marks) >= len(article.flags)
    for flag in article.flags:
        assert flag.reason in page.text


def test_numbers_lead_to_their_segments(article):
    text = render_report([article])
    for show, number, anchor in (
        ("severity=critical", "2", "seg-2"),
        ("severity=major", "4", "seg-3"),
        ("category=accuracy/omission", "2", "seg-5"),
        ("rule=repeat-loop", "1", "seg-6"),
        ("rule=repeat-loop&amp;severity=critical", "1 critical", "seg-6"),
    ):
        assert re.search(
            rf'<a class="\w[^"]*" href="#{anchor}" data-show="{show}">{number}</a>', text
        )
    assert 'href="#seg-2" data-show="score=3"' in text
    assert 'href="#seg-9" data-show="score=none">1 segment</a> could not be scored' in text


def test_the_verdict_comes_first(page):
    assert "6 passages look seriously wrong. 3 of 9 segments without a flag." in page.text
    assert page.text.index("seriously wrong") < page.text.index("Look at these first")


def test_a_clean_document(article):
    clean = replace(
        article, segments=tuple(replace(s, flags=()) for s in article.segments), score=97.0
    )
    text = render_report([clean])
    page = Page(text)
    assert "No passage was flagged. 9 of 9 segments without a flag." in page.text
    assert "Look at these first" not in page.text
    assert "Kind of error" not in page.text


def test_small_doubts_are_called_small(article):
    segment = article.segments[7]
    page = Page(render_report([replace(article, segments=(segment,))]))
    assert "No passage looks seriously wrong; 1 smaller doubt." in page.text


def test_missing_evidence_and_notes_are_said(article):
    told = replace(article, missing=("No Chinese was given.",), notes=("Read as GBK.",))
    text = Page(render_report([told])).text
    assert "The Chinese file was read as GB18030." in text
    assert "Read as GBK." in text
    assert "Missing evidence: No Chinese was given." in text
    assert "There is no English text to score." in text


def test_english_alone(article):
    segments = tuple(
        replace(s, pair=replace(s.pair, source=None), flags=(), translations=(), overlap=())
        for s in article.segments
    )
    document = replace(article.document, source=None, source_path=None, target_path=None)
    text = Page(render_report([replace(article, document=document, segments=segments)])).text
    assert "English alone" in text
    assert text.count("no Chinese given") == len(segments)


def test_differences_are_marked(article):
    text = render_report([article])
    assert "of <del>my country&#x27;s important</del> <ins>China&#x27;s major</ins> hub" in text
    assert "not used as evidence: looping, after 3 attempts" in text


def test_words_of_the_target_alone_keep_their_distance(article):
    target, pseudo = "Well now it fell", "it fell."
    segment = article.segments[0]
    diff = (
        DiffOp("delete", Span(0, 8, "Well now"), Span(0, 0, "")),
        DiffOp("equal", Span(9, 16, "it fell"), Span(0, 7, "it fell")),
        DiffOp("insert", Span(16, 16, ""), Span(7, 8, ".")),
    )
    made = replace(
        segment,
        pair=replace(segment.pair, target=target),
        translations=(Translation("embedded", pseudo, "s"),),
        overlap=(replace(segment.overlap[0], diff=diff),),
    )
    text = render_report([replace(article, segments=(made,))])
    assert "<del>Well now</del> it fell<ins>.</ins></p>" in text


def test_a_run_has_an_index(run_page):
    assert "Run of 2 documents" in run_page.text
    assert "two & <three>, segment 6" in run_page.text
    anchors = {attrs["id"] for attrs in run_page.having("id")}
    assert {"d1", "d2", "d1-seg-9", "d2-seg-1"} <= anchors
    shows = {attrs["data-show"] for attrs in run_page.having("data-show")}
    assert {"document=0", "document=1&severity=major"} <= shows


def test_no_documents():
    assert "There was no text to check." in Page(render_report([])).text


def test_a_limit_keeps_the_worst_and_says_so(make_article):
    options = PageOptions(limit=2)
    page = Page(render_report([make_article()], options=options))
    articles = [attrs["id"] for tag, attrs in page.elements if tag == "article"]
    assert articles == ["seg-2", "seg-6"]
    assert "This page shows the 2 worst segments of 9" in page.text
    assert "6 passages look seriously wrong" in page.text  # counts are of all
    targets = {attrs["href"].removeprefix("#") for attrs in page.having("href")}
    assert targets <= {attrs["id"] for attrs in page.having("id")}


def test_titles_of_checks(article):
    text = Page(render_report([article])).text
    assert get_check("my-country").title in text
    assert get_check("fused-sentence").title in text


def test_the_same_records_give_the_same_bytes(make_article):
    assert render_report([make_article()]) == render_report([make_article()])
