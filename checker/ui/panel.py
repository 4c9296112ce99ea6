"""The panel beside the texts: why a flag is there, and everything one can do about it."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from checker.records import Flag
from checker.report.words import check_title, count
from checker.store import Accept, Dismiss, FlagView, Reopen, Scope, SegmentView, State
from checker.ui import actions, forms, marking
from checker.ui.boundary import safe
from checker.ui.elsewhere import elsewhere
from checker.ui.plain import as_html, as_label, category_title, flag_label, moment
from checker.ui.repair import suggestion_of
from checker.ui.wording import wording

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
    if flag is not None:
        _flag(segment, flag)
    else:
        _segment(segment)
    marking.added_words(segment)
    wording(segment)
    if flag is not None and (more := _facts(_others(flag.flag))):
        st.html(more)
    elsewhere(segment, flag)
    forms.history(segment)


def _flag(segment: SegmentView, view: FlagView) -> None:
    """What is wrong, then what can be done: the buttons stand above whatever may be long."""
    flag = view.flag
    sign, _, severity = flag_label(flag.severity).partition(" ")
    category = category_title(flag.category)
    st.html(
        f'<div class="ck-head ck-s-{flag.severity.value}"><span class="ck-sev">'
        f"<i>{as_html(sign)}</i> {as_html(severity)}</span> {as_html(category)}"
        f'<span class="ck-state">{as_html(_state(view))}</span></div>'
        f'<div class="ck-quote">{as_html(flag.text or "(nothing stands here)")}</div>'
        f"{_suggested(segment, view)}"
    )
    _decisions(segment, view)
    st.html(f'<div class="ck-why">{as_html(flag.reason)}</div>{_facts(_evidence(flag))}')
    if view.note:
        st.warning(as_label(view.note), icon=":material/history:")
    with st.container(horizontal=True, key="further"):
        forms.dismissal(segment, view)
        forms.change(segment, view)
        forms.comment(segment, view)


def _suggested(segment: SegmentView, view: FlagView) -> str:
    words = suggestion_of(segment, view)
    if words is None:
        return ""
    shown = words or "(take these words out)"
    return f'<div class="ck-fix"><small>Suggestion</small>{as_html(shown)}</div>'


def _decisions(segment: SegmentView, view: FlagView) -> None:
    """The buttons; their keys name the flag, so that a late click cannot mean the next one."""
    about = actions.shown(segment, view)
    own = f"{view.key}_{view.event}"
    fixable = suggestion_of(segment, view) is not None
    with st.container(horizontal=True, key="decisions"):
        if fixable:
            st.button(
                "Fix & accept",
                key=f"fix_{own}",
                type="primary",
                shortcut="S",
                help="Puts the suggestion in place of the flagged words and checks it.",
                on_click=safe(actions.fix),
                args=(about,),
            )
        st.button(
            "Accept",
            key=f"accept_{own}",
            type="secondary" if fixable else "primary",
            shortcut="A",
            help="This is an error. The translation stays as it is.",
            disabled=view.state is State.ACCEPTED,
            on_click=safe(actions.decide),
            args=(Accept(), about),
            kwargs={"advance": True},
        )
        st.button(
            "Dismiss",
            key=f"dismiss_{own}",
            shortcut="X",
            help="Dismiss here, without a reason; «Dismiss as …» gives a reason and a scope.",
            disabled=view.state is State.DISMISSED,
            on_click=safe(actions.decide),
            args=(Dismiss(), about),
            kwargs={"advance": True},
        )
        if not view.state.is_open:
            st.button(
                "Reopen", key=f"reopen_{own}", on_click=safe(actions.decide), args=(Reopen(), about)
            )


def _segment(segment: SegmentView) -> None:
    current = [flag for flag in segment.flags if flag.current]
    told = count(len(current), "flag") if current else "No flags"
    st.html(
        f'<div class="ck-head"><b>Segment {segment.position + 1}</b>'
        f'<span class="ck-state">{as_html(told)}</span></div>'
        '<div class="ck-why">To add a flag the machine missed, mark words with the mouse or with '
        "<kbd>W</kbd>.</div>"
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
            st.button("Keep theirs", key="keep_theirs", on_click=safe(actions.keep_theirs))
            st.button("Apply mine", key="apply_mine", on_click=safe(actions.apply_mine))
