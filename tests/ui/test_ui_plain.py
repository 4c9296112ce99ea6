"""Texts on their way to the page, and what the reading component gets."""

from __future__ import annotations

import dataclasses
import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.evidence.overlap import overlap
from checker.records import DiffOp, Overlap, Severity, Span
from checker.report.words import check_title
from checker.store import Accept, Request, SegmentQuery, Translate, open_store
from checker.ui.payload import diff_pieces, reader_data
from checker.ui.plain import (
    as_html,
    as_label,
    category_title,
    flag_label,
    moment,
    seconds,
)
from tests.store.store_samples import LINES, report

HOSTILE = "<script>alert(1)</script></div> **b** $x^2$ :smile: [a](http://x) `c` =1+1 &amp; \\"


@given(st.text())
def test_html_shows_the_text_as_typed(text: str) -> None:
    shown = as_html(text)
    assert html.unescape(shown) == text or "\r" in text or "&" in text
    assert "<" not in shown and ">" not in shown and '"' not in shown


def test_labels_escape_every_sign_that_markdown_reads() -> None:
    shown = as_label(HOSTILE)
    for sign in "<>*$:[]()`=&_":
        for place in range(len(shown)):
            if shown[place] == sign:
                assert shown[place - 1] == "\\", (sign, shown)
    assert as_label("two\nlines") == "two lines"


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (3, "a few seconds"),
        (42, "about 40 seconds"),
        (100, "about 2 minutes"),
        (3000, "about 50 minutes"),
        (8000, "about 2 hours"),
    ],
)
def test_waiting_times(left: float, words: str) -> None:
    assert seconds(left) == words


def test_names_for_people() -> None:
    assert category_title("accuracy/omission") == "Accuracy · omission"
    assert flag_label(Severity.MAJOR).endswith("Major")
    assert moment("2026-01-02T03:04:05.678901+00:00") == "2026-01-02 03:04 UTC"
    assert check_title("reviewer") == "Marked by a reviewer"
    assert check_title("mqm-rater1") == "Mqm rater1"
    assert check_title("fused-sentence") not in ("", "fused-sentence")


def test_data_of_the_component(tmp_path) -> None:
    with open_store(tmp_path / "r.sqlite") as store:
        run_id = store.add_run(report(), who="Ana")
        flag = store.segment(run_id, 1).flags[0]
        store.decide(run_id, Request(1, Accept(), flag.key), who="Ana")
        store.decide(run_id, Request(2, Translate("Met.")), who="Ana")
        page = store.segments(SegmentQuery(run_id))
        data = reader_data(
            page.items,
            run=store.run(run_id),
            query=SegmentQuery(run_id, severities=(Severity.MAJOR,)),
            selected=(1, flag.key),
            desk={"move": 3, "acked": {"desk": "d", "n": 2}, "said": (1, "x"), "view": "segments"},
        )
    assert data["selected"] == {"position": 1, "key": flag.key}
    assert (data["move"], data["hasSource"]) == (3, True)
    assert (data["acked"], data["said"]) == ({"desk": "d", "n": 2}, [1, "x"])
    first, second, third, _ = data["segments"]
    marks = {mark["start"]: mark for mark in first["marks"]}
    text = LINES[0][1]
    fused = marks[text.index("formed")]
    assert text[fused["start"] : fused["end"]] == "formed At present,"
    assert (fused["severity"], fused["state"], fused["links"]) == ("major", "open", [[0, 2]])
    assert fused["shown"] and not marks[0]["shown"], "what J and K go to"
    assert second["marks"][0]["state"] == "accepted"
    assert (third["target"], third["edited"], third["checked"]) == ("Met.", True, False)
    assert third["score"] == "–"
    assert [s["breakBefore"]["target"] for s in data["segments"]] == [True] * 4


def test_differences_read_as_both_texts() -> None:
    target, pseudo = "The output grew by 50 percent.", "Output grew five percent last year."
    (item,) = overlap(target, (dataclasses.replace(_translation(), text=pseudo),))
    pieces = diff_pieces(target, pseudo, item)
    reread = "".join(text for kind, text in pieces if kind != "gone")
    assert reread.split() == pseudo.split()
    gone = [text for kind, text in pieces if kind == "gone"]
    for text in gone:
        assert text in target
    assert any("50" in text for text in gone)
    assert any("last year" in text for kind, text in pieces if kind == "added")


def test_differences_without_steps_are_the_text_itself() -> None:
    empty = Overlap("e", 0.0, 0.0, 0.0, (), "s")
    assert diff_pieces("a", "b c", empty) == [("same", "b c")]
    step = DiffOp("insert", Span(1, 1, ""), Span(2, 3, "c"))
    assert diff_pieces("a", "b c", dataclasses.replace(empty, diff=(step,)))[-1] == ("added", "c")


def _translation():
    return report().segments[0].translations[0]
