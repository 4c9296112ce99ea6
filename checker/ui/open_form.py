"""Ways to bring a document in: a sample, files, pasted text, a table, an earlier run."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from checker.ui import intake, services
from checker.ui.recognition import is_run
from checker.ui.starting import ask_about_doubts, start, take

__all__ = ["open_form"]

_MB = intake.MAX_BYTES // 1_000_000


def open_form(*, expanded: bool) -> None:
    """Draw the form."""
    with st.container(border=True, key="open_form"):
        st.subheader("Open")
        ask_about_doubts()
        ways: dict[str, Callable[[], None]] = {
            "Sample": _sample,
            "Two files": _files,
            "Paste": _paste,
            "Table or run": _table,
        }
        if not services.samples():
            del ways["Sample"]
        way = st.segmented_control(
            "How",
            list(ways),
            default=next(iter(ways)),
            key="way",
            required=True,
            label_visibility="collapsed",
        )
        _mode()
        ways[way]()


def _mode() -> None:
    st.radio(
        "What to check",
        list(services.MODES),
        format_func=services.MODES.__getitem__,
        key="mode",
        horizontal=False,
        label_visibility="collapsed",
    )


def _sample() -> None:
    samples = services.samples()
    title = st.selectbox("Article", list(samples), key="sample")
    garbled = st.radio(
        "Translation",
        ["garbled", "good"],
        key="sample_kind",
        horizontal=True,
        help="Each sample article has a good translation and one with known flaws.",
    )
    if st.button("Check the sample", type="primary", key="open_sample"):
        folder = samples[title]
        name = f"{folder.name} ({garbled})"
        source = (folder / "source.zh.txt").read_bytes()
        target = (folder / f"{garbled}.en.txt").read_bytes()
        start(lambda: [intake.document_from_texts(target, source, name=name)])


def _files() -> None:
    source = st.file_uploader(
        "Chinese source",
        key="source_file",
        max_upload_size=_MB,
        help="May be left out: then only what needs no source is checked.",
    )
    target = st.file_uploader("English translation", key="target_file", max_upload_size=_MB)
    if st.button("Check", type="primary", key="open_files", disabled=target is None):
        assert target is not None
        name = intake.name_of_pair(source.name if source else None, target.name)
        shown = (source.name if source else "Chinese", target.name)
        data = source.getvalue() if source else None
        start(
            lambda: [
                intake.document_from_texts(target.getvalue(), data, name=name, shown=_plain(shown))
            ]
        )


def _paste() -> None:
    with st.form("paste_form", border=False):
        name = st.text_input("Name", key="paste_name", max_chars=200, placeholder="My article")
        source = st.text_area("Chinese", key="paste_source", height=140)
        target = st.text_area("English", key="paste_target", height=140)
        if st.form_submit_button("Check", type="primary"):
            if not target.strip():
                st.error("The English field is empty: paste the translation there.")
                return
            data = source.encode("utf-8", "surrogatepass") if source.strip() else None
            english = target.encode("utf-8", "surrogatepass")
            start(
                lambda: [
                    intake.document_from_texts(
                        english, data, name=intake.clean_name(name or "Pasted text")
                    )
                ]
            )


def _table() -> None:
    upload = st.file_uploader(
        "Table with the columns source and target, or the result of an earlier check",
        key="table_file",
        max_upload_size=_MB,
        help="TSV, CSV or JSONL; segments.jsonl; an MQM table in Marot's ten columns.",
    )
    if st.button("Open", type="primary", key="open_table", disabled=upload is None):
        assert upload is not None
        data, name = upload.getvalue(), upload.name
        if is_run(data, name):
            take(lambda: intake.reports_from_run(data, name))
        else:
            start(lambda: intake.documents_from_table(data, name))


def _plain(names: tuple[str, str]) -> tuple[str, str]:
    source, target = (intake.name_of(name) for name in names)
    return (source, target) if source != target else (f"{source}, Chinese", f"{target}, English")
