"""The app's logic through Streamlit's own test harness: no browser, no model."""

from __future__ import annotations

import dataclasses
import html
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest

from tests.ui.ui_samples import FIXED, HOSTILE, fill, fill_hostile

pytest.importorskip("streamlit", reason="left out: Streamlit is not installed")

import streamlit as st
from streamlit.testing.v1 import AppTest

from checker.records import Severity
from checker.store import Accept, Dismiss, Request, ReviewStore, State, Translate, open_store

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReviewStore]:
    """The store that the app opens."""
    monkeypatch.setenv("CHECKER_STORE", str(tmp_path / "review.sqlite"))
    with open_store(tmp_path / "review.sqlite") as opened:
        yield opened
    st.cache_resource.clear()  # closes the desk and the store that the app opened


def start(*, who: str = "Ana") -> AppTest:
    """The app as a browser opens it."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.session_state["who"] = who
    app.run()
    assert not app.exception
    return app


def review(run_id: str, *, position: int = 0, rule: str | None = None, who: str = "Ana") -> AppTest:
    """The review page with a segment, or its flag of a rule, selected."""
    app = AppTest.from_function(_review_page, default_timeout=120)
    app.session_state["who"] = who
    app.query_params["run"] = run_id
    from checker.ui import services

    segment = services.store().segment(run_id, position)
    key = next((f.key for f in segment.flags if f.flag.check_id == rule), None)
    app.session_state["selected"] = (position, key)
    app.run()
    assert not app.exception, app.exception
    return app


def _review_page() -> None:
    import streamlit as st

    from checker.ui import page_review, state

    state.start()
    st.session_state["pages"] = {}
    page_review.show()


def button(app: AppTest, name: str):
    """A button by the beginning of its key: decisions carry the flag they are about."""
    (found,) = [item for item in app.button if str(item.key).startswith(name)]
    return found


def flag(store: ReviewStore, run_id: str, position: int, rule: str):
    """A flag as it stands."""
    segment = store.segment(run_id, position)
    return next(f for f in segment.flags if f.flag.check_id == rule)


def test_an_empty_store_greets_and_offers_ways_in(store: ReviewStore) -> None:
    app = start()
    assert "Which passages" in app.html[-1].body or any("Which" in h.body for h in app.html)
    assert any(button.label == "Check the sample" for button in app.button)
    app.segmented_control(key="way").set_value("Paste").run()
    assert not app.exception
    assert {area.label for area in app.text_area} == {"Chinese", "English"}


def test_without_a_name_nothing_is_started(store: ReviewStore) -> None:
    app = start(who="")
    app.radio(key="mode").set_value("rules")
    app.button(key="open_sample").click().run()
    assert any("Enter your name" in error.value for error in app.error)
    assert store.documents() == []


def test_bad_input_gets_one_sentence(store: ReviewStore) -> None:
    app = start()
    app.segmented_control(key="way").set_value("Paste").run()
    app.text_area(key="paste_source").set_value("This is English.")
    app.text_area(key="paste_target").set_value("这是中文，不是英文。请看清楚。")
    next(b for b in app.button if b.label == "Check").click().run()
    assert not app.exception and len(app.error) == 1
    assert store.documents() == []


def test_documents_are_listed_with_their_state(store: ReviewStore) -> None:
    fill(store)
    app = start()
    told = " ".join(item.body for item in app.html)
    assert "article" in told and "4 open of 4 flags" in told
    assert [button.label for button in app.button].count("Review") == 1


def test_a_document_is_removed_only_by_a_named_reviewer(store: ReviewStore) -> None:
    run_id = fill(store)
    app = start(who="")
    app.button(key=f"remove_{run_id}").click().run()
    assert any("name is needed" in error.value for error in app.error)
    assert len(store.documents()) == 1
    app = start()
    app.button(key=f"remove_{run_id}").click().run()
    assert not app.exception and store.documents() == []
    assert app.button(key="open_sample"), "the way in is offered again"
    app.button(key=f"restore_{run_id}").click().run()
    assert [item.document_id for item in store.documents()] == ["article"]


def test_accept_goes_to_the_store_and_on_to_the_next_flag(store: ReviewStore) -> None:
    run_id = fill(store)
    app = review(run_id, position=0, rule="fused-sentence")
    assert "fused" in " ".join(item.body for item in app.html).lower()
    button(app, "accept_").click().run()
    assert not app.exception
    assert flag(store, run_id, 0, "fused-sentence").state is State.ACCEPTED
    assert app.session_state["selected"][0] == 1
    app.button(key="icon_undo").click().run()
    assert flag(store, run_id, 0, "fused-sentence").state is State.OPEN
    assert app.session_state["selected"][0] == 0
    app.button(key="icon_redo").click().run()
    assert flag(store, run_id, 0, "fused-sentence").state is State.ACCEPTED


def test_dismiss_change_and_comment_forms(store: ReviewStore) -> None:
    run_id = fill(store)
    app = review(run_id, position=1, rule="numbers")
    button(app, "dismiss_").click().run()
    assert flag(store, run_id, 1, "numbers").state is State.DISMISSED
    app = review(run_id, position=1, rule="numbers")
    button(app, "reopen_").click().run()
    assert flag(store, run_id, 1, "numbers").state is State.OPEN


def test_taking_a_suggestion_rewrites_and_checks_the_segment(store: ReviewStore) -> None:
    run_id = fill(store)
    app = review(run_id, position=0, rule="fused-sentence")
    button(app, "fix_").click().run(timeout=200)
    assert not app.exception
    segment = store.segment(run_id, 0)
    assert segment.target == FIXED
    assert segment.report is not None, "checked at once"
    assert segment.score is not None and segment.score > 50


def test_a_conflict_is_shown_and_can_be_settled(store: ReviewStore) -> None:
    run_id = fill(store)
    app = review(run_id, position=1, rule="numbers")
    item = flag(store, run_id, 1, "numbers")
    store.decide(run_id, Request(1, Dismiss("fine"), item.key), who="Ben")
    button(app, "accept_").click().run()
    assert flag(store, run_id, 1, "numbers").state is State.DISMISSED
    assert any("Ben was first" in warning.value for warning in app.warning)
    app.button(key="apply_mine").click().run()
    assert flag(store, run_id, 1, "numbers").state is State.ACCEPTED
    assert not app.warning


def test_marked_words_become_a_flag(store: ReviewStore) -> None:
    run_id = fill(store)
    app = review(run_id, position=2)
    app.session_state["words"] = {"position": 2, "side": "target", "start": 4, "end": 11}
    app.run()
    next(b for b in app.button if b.label == "Add flag").click().run()
    added = flag(store, run_id, 2, "reviewer")
    assert (added.flag.text, added.flag.category) == ("meeting", "accuracy/mistranslation")


def test_chinese_is_marked_as_missing_without_typing(store: ReviewStore) -> None:
    run_id = fill(store)
    app = review(run_id, position=3)
    assert not [item for item in app.button if str(item.key).startswith("missing_")]
    app.session_state["words"] = {"position": 3, "side": "source", "start": 2, "end": 4}
    app.run()
    button(app, "missing_").click().run()
    assert not app.exception
    added = next(item for item in store.segment(run_id, 3).flags if item.origin == "reviewer").flag
    assert (added.side, added.category, added.severity) == (
        "source",
        "accuracy/omission",
        Severity.MAJOR,
    )
    text = store.segment(run_id, 3).original.pair.source
    assert text[added.start : added.end] == added.text == "粮食"


def test_decisions_in_bulk_are_one_step_back(store: ReviewStore) -> None:
    run_id = fill(store, copies=3)
    app = review(run_id)
    app.text_input(key="bulk_reason").set_value("sweep").run()
    app.button(key="bulk_dismiss").click().run()
    assert not app.exception and store.document("article").open_flags == 12, "asked first"
    app.button(key="bulk_yes").click().run()
    assert store.document("article").open_flags == 0
    app.button(key="icon_undo").click().run()
    assert store.document("article").open_flags == 12


def test_a_filter_finds_and_clears(store: ReviewStore) -> None:
    run_id = fill(store)
    app = review(run_id)
    app.text_input(key="filter_0_text").set_value("beijing").run()
    assert any("1 to 1 of 1 segment" in caption.value for caption in app.caption)
    app.multiselect(key="filter_0_states").set_value([State.OPEN]).run()
    assert any("No segments" in caption.value for caption in app.caption)
    next(b for b in app.button if b.label == "Clear all filters").click().run()
    assert any("1 to 4 of 4 segments" in caption.value for caption in app.caption)


def test_a_fresh_session_finds_all_decisions(store: ReviewStore) -> None:
    run_id = fill(store)
    app = review(run_id, position=1, rule="numbers")
    button(app, "accept_").click().run()
    again = review(run_id, position=1, rule="numbers", who="Ben")
    assert any("Accepted by Ana" in item.body for item in again.html)
    assert button(again, "accept_").disabled


def test_a_failing_check_is_told(store: ReviewStore, monkeypatch: pytest.MonkeyPatch) -> None:
    from checker.errors import BackEndError
    from checker.ui.jobs import JobDesk

    def broken(*_: object, **__: object):
        raise BackEndError("the model broke", remedy="Prepare it again.")

    run_id = fill(store)
    app = review(run_id, position=0, rule="fused-sentence")
    monkeypatch.setattr(JobDesk, "recheck", broken)
    button(app, "fix_").click().run()
    assert any("the model broke" in error.value for error in app.error)
    assert store.segment(run_id, 0).target == FIXED, "the edit is kept"


def test_hostile_text_stays_text(store: ReviewStore) -> None:
    run_id = fill_hostile(store)
    app = review(run_id, position=0, rule="my-country")
    shown = " ".join(item.body for item in app.html)
    assert "<script>" not in shown and "<img" not in shown and "&lt;script&gt;" in shown
    for caption in app.caption:
        assert HOSTILE not in caption.value
    start_page = start()
    assert "<b>name</b>" not in " ".join(item.body for item in start_page.html)


def test_the_reviewer_can_come_from_a_proxys_header(
    store: ReviewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHECKER_USER_HEADER", "X-Forwarded-User")
    app = start(who="Mallory")
    assert not app.text_input, "no field to type another name into"
    assert any("read only" in caption.value for caption in app.caption)
    assert app.session_state["who"] == ""


def test_charts_and_exports_of_a_reviewed_document(store: ReviewStore) -> None:
    run_id = fill(store)
    item = flag(store, run_id, 1, "numbers")
    store.decide(run_id, Request(1, Accept(), item.key), who="Ana")
    for page in ("page_charts", "page_export"):
        app = AppTest.from_function(_page, kwargs={"name": page}, default_timeout=120)
        app.query_params["run"] = run_id
        app.run()
        assert not app.exception, (page, app.exception)


def _page(name: str) -> None:
    import importlib

    import streamlit as st

    from checker.ui import state

    state.start()
    st.session_state["pages"] = {}
    importlib.import_module(f"checker.ui.{name}").show()


def test_every_export_can_be_made(store: ReviewStore) -> None:
    from checker.ui.page_export import EXPORTS

    run_id = fill(store)
    segment = store.segment(run_id, 0)
    store.decide(run_id, Request(0, Accept(), segment.flags[0].key), who="Ana")
    run = store.run(run_id)
    made = {key: entry[-1](store, run) for key, entry in EXPORTS.items()}
    assert made["text"] == run.document.target
    assert made["report"].startswith("<!") and "My country" in made["report"]
    assert "1 accepted error" in made["summary"]
    assert made["log"].count('"record":"event"') == 1
    hostile = fill_hostile(store)
    for key, entry in EXPORTS.items():
        text = entry[-1](store, dataclasses.replace(store.run(hostile)))
        if key in ("report", "summary"):
            assert "<script>window" not in text and "<img src=x" not in text


def test_the_summary_says_who_did_what_and_what_still_stands(store: ReviewStore) -> None:
    from checker.ui.reports import summary_page

    run_id = fill(store)
    fused, number = flag(store, run_id, 0, "fused-sentence"), flag(store, run_id, 1, "numbers")
    store.decide(
        run_id, Request(0, Accept(), fused.key), Request(0, Translate(FIXED)), who="Wang Li"
    )
    store.decide(run_id, Request(1, Accept(), number.key), who="Bea")
    page = summary_page(store, store.run(run_id))
    first, second = page.split("<tr><td>1</td>")[1].split("<tr><td>2</td>")
    assert "Found by «Two sentences fused»" in first and "Rewritten by Wang Li." in first
    assert "Wang Li:" not in first and html.escape(FIXED) in first
    assert "Accepted by Bea." in second and "Still in the translation." in second


def test_a_document_read_by_rules_alone_is_checked_in_full_from_the_page(
    store: ReviewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    from checker.ui import services

    class Desk:
        asked: ClassVar[list[tuple[str, str, str]]] = []

        def going_on(self, document_id: str) -> None:
            """No check is on its way."""

        def submit(self, document, *, mode: str, who: str) -> None:
            """Note what was asked for."""
            self.asked.append((document.document_id, mode, who))

    run_id = fill(store)
    monkeypatch.setattr(services, "desk", Desk)
    app = review(run_id)
    button(app, "full_check").click().run()
    assert not app.exception
    assert Desk.asked == [("article", "full", "Ana")]
    monkeypatch.setattr(services, "mode_of", lambda signature: "full")
    assert not [item for item in review(run_id).button if item.key == "full_check"]


def test_terms_of_the_glossary_stand_beside_the_segment(
    store: ReviewStore, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from checker.ui.elsewhere import terms_of

    terms = tmp_path / "terms.tsv"
    terms.write_text("source\ttarget\tforbidden\n我国\tChina|our country\tMy country\n二\ttwo\n")
    monkeypatch.setenv("CHECKER_GLOSSARY", str(terms))
    segment = store.segment(fill(store), 0)
    assert list(terms_of(segment)) == [
        ("Term 我国", "China or our country (never: My country)"),
    ]
