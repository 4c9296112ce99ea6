"""The panel beside the texts: why a flag is there, and everything one can do about it."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from checker.records import Flag
from checker.report.words import check_title
from checker.store import Accept, Dismiss, FlagView, Reopen, Scope, SegmentView, State
from checker.ui import actions, forms
from checker.ui.plain import as_html, as_label, category_title, flag_label, moment

__all__ = ["show_panel"]


def show_panel() -> None:
    """Draw the panel for what is selected."""
    _conflict()
    found = actions.current()
    if found is None:
        st.html(
            '<div class="ck-hint"><b>Nothing selected</b><p>Click a marked passage, or press '
            "<kbd>N</kbd> for the next open flag.</p></div>"
        )
        return
    segment, flag = found
    st.session_state["seen"] = {
        segment.key: segment.event,
        **{item.key: item.event for item in segment.flags},
    }
    if flag is not None:
        _flag(segment, flag)
    else:
        _segment(segment)
    forms.added_words(segment, flag)
    forms.wording(segment, flag)
    if flag is not None and (more := _facts(_others(flag.flag))):
        st.html(more)
    forms.history(segment)


def _flag(segment: SegmentView, view: FlagView) -> None:
    flag = view.flag
    st.html(
        f'<div class="ck-head ck-s-{flag.severity.value}"><span class="ck-sev">'
        f"{as_html(flag_label(flag.severity))}</span> {as_html(category_title(flag.category))}"
        f'<span class="ck-state">{as_html(_state(view))}</span></div>'
        f'<div class="ck-quote">{as_html(flag.text or "(nothing stands here)")}</div>'
        f'<div class="ck-why">{as_html(flag.reason)}</div>{_facts(_evidence(flag))}'
    )
    if view.note:
        st.warning(as_label(view.note), icon=":material/history:")
    _decisions(view)
    with st.container(horizontal=True, gap="xsmall"):
        forms.dismissal(view)
        forms.change(segment, view)
        forms.comment(segment, view)


def _decisions(view: FlagView) -> None:
    with st.container(horizontal=True, gap="small"):
        st.button(
            "Accept",
            key="accept",
            type="primary",
            icon=":material/check:",
            shortcut="A",
            disabled=view.state is State.ACCEPTED,
            on_click=actions.decide,
            args=(Accept(),),
            kwargs={"advance": True},
        )
        st.button(
            "Dismiss",
            key="dismiss",
            icon=":material/close:",
            shortcut="X",
            help="Dismiss here, without a reason; «Dismiss as …» gives a reason and a scope.",
            disabled=view.state is State.DISMISSED,
            on_click=actions.decide,
            args=(Dismiss(),),
            kwargs={"advance": True},
        )
        if not view.state.is_open:
            st.button(
                "Reopen",
                key="reopen",
                icon=":material/restart_alt:",
                on_click=actions.decide,
                args=(Reopen(),),
            )


def _segment(segment: SegmentView) -> None:
    current = [flag for flag in segment.flags if flag.current]
    told = f"{len(current)} flag{'s' if len(current) != 1 else ''}" if current else "No flags"
    st.html(
        f'<div class="ck-head"><b>Segment {segment.position + 1}</b>'
        f'<span class="ck-state">{as_html(told)}</span></div>'
        '<div class="ck-why">Mark words with the mouse to add a flag the machine missed.</div>'
    )
    report = segment.report or segment.original
    for sentence in report.missing:
        st.caption(as_label(sentence))
    forms.comment(segment, None)


def _state(view: FlagView) -> str:
    if view.state.is_open or not view.who:
        return view.state.value.capitalize()
    scope = {
        Scope.TEXT: ", these words in the document",
        Scope.RULE: ", this rule in the document",
    }.get(view.scope or Scope.HERE, "")
    told = f" — {view.reason}" if view.reason else ""
    return f"{view.state.value.capitalize()} by {view.who}{scope}{told}"


def _evidence(flag: Flag) -> Iterable[tuple[str, str]]:
    yield "Found by", check_title(flag.check_id)
    if flag.check_id != "reviewer":
        yield "Confidence", f"{flag.confidence:.0%}"
    if flag.source_spans:
        yield "Chinese", " … ".join(span.text for span in flag.source_spans)
    if flag.suggestion:
        yield "Suggestion", flag.suggestion


def _facts(rows: Iterable[tuple[str, str]]) -> str:
    """Names and texts in two columns; "" where there are none."""
    cells = "".join(
        f"<span>{as_html(name)}</span><div>{as_html(text)}</div>" for name, text in rows
    )
    return f'<div class="ck-facts">{cells}</div>' if cells else ""


def _others(flag: Flag) -> Iterable[tuple[str, str]]:
    """What else was found on these words; it may be long, so it stands last."""
    for finding in flag.findings:
        if finding.reason.rstrip(".") not in flag.reason:
            yield f"Also: {check_title(finding.check_id)}", finding.reason


def _conflict() -> None:
    kept = st.session_state.get("conflict")
    if kept is None:
        return
    _, conflict = kept
    theirs, mine = conflict.theirs[-1], conflict.mine
    reason = theirs.after.get("reason")
    told = f" («{reason}»)" if reason else ""
    with st.container(border=True, key="conflict"):
        st.warning(
            as_label(
                f"{theirs.who} was first: {theirs.kind.value}{told}, {moment(theirs.at)}. "
                f"Your «{mine.kind.value}» is in the log but was not applied."
            ),
            icon=":material/group:",
        )
        with st.container(horizontal=True):
            st.button("Keep theirs", key="keep_theirs", on_click=actions.keep_theirs)
            st.button("Apply mine", key="apply_mine", on_click=actions.apply_mine)
