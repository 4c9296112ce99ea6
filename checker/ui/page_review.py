# mypy: disallow-untyped-decorators=False
"""The desk: both texts with their flags, the panel beside them, the keys."""

from __future__ import annotations

import streamlit as st

from checker.report.words import count, score_text
from checker.store import Page, RunStatus, RunSummary, SegmentQuery
from checker.ui import actions, services, state
from checker.ui.bulk import bulk_menu
from checker.ui.filters import show_filters
from checker.ui.help_panel import show_help
from checker.ui.panel import show_panel
from checker.ui.payload import reader_data
from checker.ui.plain import as_html, as_label
from checker.ui.progress import fuller_check_banner, running_banner
from checker.ui.reader import reading

__all__ = ["show"]

_VIEWS = {"segments": "Segments", "document": "Running text"}


def show() -> None:
    """Draw the page."""
    run_id = state.chosen_run()
    if run_id is None:
        st.header("Nothing on the desk")
        st.write("Open a document first.")
        st.page_link(st.session_state["pages"]["documents"], label="Go to Documents")
        return
    run = _latest(services.store().run(run_id))
    with st.sidebar:
        show_filters(run.run_id)
    job = services.desk().going_on(run.document_id)
    if run.status is RunStatus.RUNNING:
        running_banner(run)
    elif job is not None:
        fuller_check_banner(job)
    _desk(run)


def _latest(run: RunSummary) -> RunSummary:
    """Put on the desk the run itself or, once it is over and another took its place, that one."""
    current = services.store().current_run(run.document_id)
    if run.status is RunStatus.RUNNING or current is None or current.run_id == run.run_id:
        state.choose_run(run.run_id)
        return run
    place = state.selected()
    state.choose_run(current.run_id)
    if place is not None:
        st.session_state["selected"] = (place[0], None)
        st.session_state["wanted"] = place[0]
    st.session_state["notice"] = "This is the latest check of the document; decisions are kept."
    return current


@st.fragment
def _desk(run: RunSummary) -> None:
    """Everything that a decision changes; drawn again without the rest of the page."""
    state.remember()
    _land(run)
    page = services.store().segments(state.filters())
    if page.page >= page.pages:
        state.set_filters(page=page.pages - 1)
        page = services.store().segments(state.filters())
    _head(run)
    _bar(run, page)
    _messages()
    text, panel = st.columns([2, 1], gap="medium")
    with text:
        reading(
            reader_data(
                page.items,
                document=run.document,
                selected=state.selected(),
                move=st.session_state["move"],
                view=st.session_state.get("view", "segments"),
            ),
            on_selection=actions.on_selection,
            on_words=actions.on_words,
            on_step=actions.on_step,
        )
        _pages(page)
    with panel, st.container(key="panel"):
        show_panel()


def _land(run: RunSummary) -> None:
    """Turn to the page of the segment that the address or a link names."""
    wanted = st.session_state.pop("wanted", None)
    if wanted is None:
        return
    page = services.store().locate(state.filters(), wanted)
    if page is not None and page != state.filters().page:
        state.set_filters(page=page)
    if page is not None:
        state.select(wanted, (state.selected() or (wanted, None))[1], scroll=True)


def _head(run: RunSummary) -> None:
    summary = services.store().document(run.document_id)
    total = summary.open_flags + summary.decided_flags
    st.html(
        f'<div class="ck-title"><h1>{as_html(run.document_id)}</h1>'
        f"<span><b>{score_text(run.score)}</b> score</span>"
        f"<span><b>{summary.segments:,}</b> segments</span>"
        f"<span><b>{summary.open_flags:,}</b> open of {count(total, 'flag')}</span>"
        f'<span class="ck-chip">{as_html(summary.state.value)}</span></div>'
    )
    if total:
        st.progress(summary.decided_flags / total)
    if summary.removed:
        st.info("This document was removed from the list.", icon=":material/delete:")


def _bar(run: RunSummary, page: Page) -> None:
    """The tool bar: moving about, undo, view, bulk, help."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key="bar"):
        st.button(
            "Next open",
            key="next",
            icon=":material/arrow_downward:",
            shortcut="N",
            on_click=actions.go_next,
        )
        st.button(
            "Back",
            key="previous",
            help="The open flag before",
            icon=":material/arrow_upward:",
            shortcut="P",
            on_click=actions.go_next,
            kwargs={"back": True},
        )
        _reversal(run)
        _view()
        bulk_menu(run, page)
        if st.button("", key="help", icon=":material/keyboard:", shortcut="H", help="All keys"):
            show_help()


def _reversal(run: RunSummary) -> None:
    can_undo, can_redo = (False, False)
    if state.reviewer():
        can_undo, can_redo = services.store().can_reverse(run.document_id, who=state.reviewer())
    st.button(
        "",
        key="undo",
        help="Undo your last decision",
        icon=":material/undo:",
        shortcut="U",
        disabled=not can_undo,
        on_click=actions.undo,
    )
    st.button(
        "",
        key="redo",
        help="Redo",
        icon=":material/redo:",
        shortcut="Y",
        disabled=not can_redo,
        on_click=actions.redo,
    )


def _view() -> None:
    st.segmented_control(
        "View",
        list(_VIEWS),
        default="segments",
        key="view",
        required=True,
        format_func=_VIEWS.__getitem__,
        label_visibility="collapsed",
    )


def _messages() -> None:
    notice, error = st.session_state["notice"], st.session_state["error"]
    if notice:
        st.toast(as_label(notice))
        st.session_state["notice"] = ""
    if error:
        st.error(as_label(error))
        st.session_state["error"] = ""
    if not state.reviewer():
        st.info("Enter your name at the side: decisions are signed.", icon=":material/person:")


def _pages(page: Page) -> None:
    query = state.filters()
    with st.container(horizontal=True, horizontal_alignment="center", key="pages"):
        st.button(
            "Earlier",
            key="page_back",
            icon=":material/chevron_left:",
            disabled=page.page == 0,
            on_click=_turn,
            args=(query, -1),
        )
        st.caption(_range(page), text_alignment="center")
        st.button(
            "Later",
            key="page_on",
            icon=":material/chevron_right:",
            icon_position="right",
            disabled=page.page >= page.pages - 1,
            on_click=_turn,
            args=(query, 1),
        )


def _range(page: Page) -> str:
    first = page.page * page.page_size + 1
    last = min(page.total, first + page.page_size - 1)
    if not page.total:
        return "No segments"
    return f"{first:,} to {last:,} of {count(page.total, 'segment')}"


def _turn(query: SegmentQuery, way: int) -> None:
    state.set_filters(page=max(0, query.page + way))
    items = services.store().segments(state.filters()).items
    if items:
        state.select(items[0].position, None, scroll=True)
