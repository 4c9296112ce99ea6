# mypy: disallow-untyped-decorators=False
"""Work going on in the background, as the page shows it."""

from __future__ import annotations

import streamlit as st

from checker.report.words import count
from checker.store import RunSummary
from checker.ui import services, state
from checker.ui.boundary import guarded, safe
from checker.ui.job import Job
from checker.ui.plain import as_label, seconds
from checker.ui.ticker import tick

__all__ = ["fuller_check_banner", "job_line", "job_list", "running_banner"]

_SHOWN = 3


@st.fragment
@guarded
def running_banner(run: RunSummary) -> None:
    """Progress of the run on the desk; new segments come in until the first page is full."""
    job = services.desk().of_run(run.run_id)
    if job is None:
        st.warning(
            "This check was interrupted (the app was closed). What had been scored is here; "
            "check the document again for the rest.",
            icon=":material/pause_circle:",
        )
        return
    shown = st.session_state.get("shown_segments", 0)
    if not job.active or (job.segments > shown and shown < state.filters().page_size):
        st.session_state["shown_segments"] = job.segments
        st.rerun(scope="app")
    job_line(job)
    tick("run_tick")
    if job.segments > shown:
        st.button(
            f"Show {count(job.segments - shown, 'new segment')}",
            key="show_new",
            icon=":material/refresh:",
            on_click=safe(_show_new),
            args=(job,),
        )


@st.fragment
@guarded
def fuller_check_banner(job: Job) -> None:
    """Progress of a check that will take the place of the run on the desk."""
    if not job.active:
        st.rerun(scope="app")
    job_line(job)
    tick("fuller_tick")
    st.caption("You can begin: the fuller check takes this one's place and keeps your decisions.")


@st.fragment
@guarded
def job_list() -> None:
    """The checks going on, and what became of the last ones."""
    if st.session_state.get("leave_for"):
        st.rerun(scope="app")
    active_before = st.session_state.get("active_jobs", 0)
    jobs = services.desk().jobs()
    active = sum(job.active for job in jobs)
    st.session_state["active_jobs"] = active
    if active < active_before:
        st.rerun(scope="app")
    for job in _worth_a_line(jobs):
        with st.container(border=True, key=f"job_{job.job_id}"):
            _job(job)
    if active:
        tick("jobs_tick")
    if active > 1:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"{count(active, 'document')} to check")
            st.button("Cancel all", key="cancel_all", on_click=safe(_cancel_all))


def _worth_a_line(jobs: list[Job]) -> list[Job]:
    """The first few in the queue, those that went wrong, the last that is done."""
    queue = [job for job in jobs[::-1] if job.active]
    failed = [job for job in jobs if job.state == "failed"]
    over = [job for job in jobs if job.state in ("done", "cancelled")]
    return queue[:_SHOWN] + failed[:_SHOWN] + over[:1]


def _cancel_all() -> None:
    for job in services.desk().jobs():
        services.desk().cancel(job)


def job_line(job: Job) -> None:
    """A progress bar, the time left or, too early to say, spent, and a button to cancel."""
    name = as_label(job.document.document_id)
    left = job.seconds_left
    wait = f"{job.seconds_spent:.0f} s so far" if left is None else f"{seconds(left)} left"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.progress(job.share, text=f"**{name}**: {as_label(f'{job.stage}, {wait}')}")
        st.button(
            "Cancel",
            key=f"cancel_{job.job_id}",
            icon=":material/stop:",
            on_click=safe(services.desk().cancel),
            args=(job,),
        )


def _job(job: Job) -> None:
    if job.active:
        job_line(job)
        if job.readable:
            first = f"See the first {count(job.segments, 'segment')}"
            _open_button(job, "See what the rules found" if job.first_run else first)
        return
    name = as_label(job.document.document_id)
    with st.container(horizontal=True, vertical_alignment="center"):
        if job.state == "done":
            st.success(f"**{name}** is checked.", icon=":material/check_circle:")
            _open_button(job, "Review")
        elif job.state == "cancelled":
            kept = "what the rules found" if job.first_run else count(job.segments, "segment")
            st.info(f"**{name}** was cancelled; {kept} kept.")
        else:
            st.error(f"**{name}** could not be checked: {as_label(job.error)}")
        st.button(
            "Close",
            key=f"close_{job.job_id}",
            on_click=safe(services.desk().dismiss),
            args=(job.job_id,),
        )


def _open_button(job: Job, label: str) -> None:
    st.button(
        label, key=f"open_{job.job_id}", type="primary", on_click=safe(_leave_for), args=(job,)
    )


def _leave_for(job: Job) -> None:
    """A page is left from its own run, not from inside a fragment that may be gone by then."""
    st.session_state["leave_for"] = job.readable


def _show_new(job: Job) -> None:
    st.session_state["shown_segments"] = job.segments
