# mypy: disallow-untyped-decorators=False
"""The desk: both texts with their flags, the panel beside them, the keys."""

from __future__ import annotations

import streamlit as st

from checker.report.words import count, score_text
from checker.store import DocumentState, Page, RunStatus, RunSummary
from checker.ui import actions, reversal, services, state, walk
from checker.ui.acts import on_acts
from checker.ui.boundary import guarded, safe
from checker.ui.bulk import bulk_menu
from checker.ui.filters import show_filters
from checker.ui.help_panel import show_help
from checker.ui.jobs import QUICK
from checker.ui.panel import show_panel
from checker.ui.payload import reader_data
from checker.ui.plain import as_html, as_label
from checker.ui.progress import fuller_check_banner, running_banner
from checker.ui.reader import reading

__all__ = ["show"]


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
        guarded(show_filters)(run.run_id)
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
@guarded
def _desk(run: RunSummary) -> None:
    """Everything that a decision changes; drawn again without the rest of the page."""
    _land()
    page = walk.page(state.filters())
    if page.page != state.filters().page:
        state.set_filters(page=page.page)
    _let_go(page)
    state.remember()
    _head(run)
    _bar(run)
    _messages()
    text, panel = st.columns([2, 1], gap="medium")
    with text:
        reading(
            reader_data(
                page.items,
                run=run,
                query=state.filters(),
                selected=state.selected(),
                desk=st.session_state,
            ),
            on_acts=on_acts,
        )
        _pages(page)
    with panel, st.container(key="panel"):
        show_panel()


def _let_go(page: Page) -> None:
    """What is not on the page is not selected: nothing is decided that is not in view."""
    place = state.selected()
    if place is not None and all(item.position != place[0] for item in page.items):
        st.session_state["selected"] = None


def _land() -> None:
    """Turn to the page of the segment that the address or a link names."""
    wanted = st.session_state.pop("wanted", None)
    if wanted is not None:
        walk.go_to(wanted, (state.selected() or (wanted, None))[1])


def _head(run: RunSummary) -> None:
    summary = services.store().document(run.document_id)
    total = summary.open_flags + summary.decided_flags
    share = 100 * summary.decided_flags / total if total else 0
    left = services.unrepaired(run.run_id) if summary.state is DocumentState.DONE else 0
    told = f"{summary.state.value}, {count(left, 'accepted error')} not repaired"
    st.html(
        f'<div class="ck-title"><h1>{as_html(run.document_id)}</h1>'
        f"<span><b>{score_text(run.score)}</b> score</span>"
        f"<span><b>{count(summary.segments, 'segment')}</b></span>"
        f"<span><b>{summary.open_flags:,}</b> open of {count(total, 'flag')}</span>"
        f'<span class="ck-chip">{as_html(told if left else summary.state.value)}</span>'
        f'<i style="--done:{share:.0f}"></i></div>'
    )
    if summary.removed:
        st.info("This document was removed from the list.", icon=":material/delete:")


def _bar(run: RunSummary) -> None:
    """The tool bar: moving about, undo, view, bulk, help."""
    with st.container(horizontal=True, vertical_alignment="center", key="bar"):
        st.button("Next open", key="next", shortcut="N", on_click=safe(actions.go_next))
        st.button(
            "Back",
            key="previous",
            help="The open flag before",
            shortcut="P",
            on_click=safe(actions.go_next),
            kwargs={"back": True},
        )
        _reversal(run)
        _view()
        bulk_menu(run)
        _full_check(run)
        if st.button(
            "Keys",
            key="icon_help",
            icon=":material/keyboard:",
            shortcut="H",
            help="All keys",
        ):
            show_help()


def _full_check(run: RunSummary) -> None:
    """A button where only the rules have read the document, and nothing is on its way."""
    if services.mode_of(run.signature) != QUICK or services.desk().going_on(run.document_id):
        return
    if st.button(
        "Check in full",
        key="full_check",
        help="With the models too; your decisions are kept.",
        disabled=not state.reviewer(),
        on_click=safe(services.desk().submit),
        args=(run.document,),
        kwargs={"mode": "full", "who": state.reviewer()},
    ):
        st.rerun(scope="app")  # its progress stands above the desk


def _reversal(run: RunSummary) -> None:
    can_undo, can_redo = (False, False)
    if state.reviewer():
        can_undo, can_redo = services.store().can_reverse(run.document_id, who=state.reviewer())
    st.button(
        "Undo",
        key="icon_undo",
        help="Undo your last decision",
        icon=":material/undo:",
        shortcut="U",
        disabled=not can_undo,
        on_click=safe(reversal.undo),
    )
    st.button(
        "Redo",
        key="icon_redo",
        help="Redo",
        icon=":material/redo:",
        shortcut="Y",
        disabled=not can_redo,
        on_click=safe(reversal.redo),
    )


def _view() -> None:
    st.session_state.setdefault("view_choice", st.session_state["view"])
    st.segmented_control(
        "View",
        list(state.VIEWS),
        key="view_choice",
        required=True,
        format_func=state.VIEWS.__getitem__,
        label_visibility="collapsed",
        on_change=safe(_choose_view),
    )


def _choose_view() -> None:
    st.session_state["view"] = st.session_state["view_choice"]


def _messages() -> None:
    notice, error = st.session_state["notice"], st.session_state["error"]
    if notice:
        st.toast(as_label(notice))
        st.session_state["notice"] = ""
    if error:
        st.error(as_label(error), icon=":material/report:")
        st.session_state["error"] = ""
    if not state.reviewer():
        st.info("Enter your name at the side: decisions are signed.", icon=":material/person:")


def _pages(page: Page) -> None:
    if page.pages == 1:
        st.caption(_range(page), text_alignment="center")
        return
    with st.container(horizontal=True, horizontal_alignment="center", key="pages"):
        st.button(
            "Earlier",
            key="page_back",
            disabled=page.page == 0,
            on_click=safe(walk.turn),
            args=(-1,),
        )
        st.caption(_range(page), text_alignment="center")
        st.button(
            "Later",
            key="page_on",
            disabled=page.page >= page.pages - 1,
            on_click=safe(walk.turn),
            args=(1,),
        )


def _range(page: Page) -> str:
    first = page.page * page.page_size + 1
    last = min(page.total, first + page.page_size - 1)
    if not page.total:
        return "No segments"
    return f"{first:,} to {last:,} of {count(page.total, 'segment')}"
