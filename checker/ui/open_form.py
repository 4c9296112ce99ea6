"""Ways to bring a document in: a sample, files, pasted text, a table, an earlier run."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from checker.errors import CheckerError
from checker.records import Document, DocumentReport
from checker.store import ReviewStore
from checker.ui import intake, services, state
from checker.ui.plain import as_label

__all__ = ["free_name", "open_form"]

_MB = intake.MAX_BYTES // 1_000_000


def open_form(*, expanded: bool) -> None:
    """Draw the form."""
    with st.container(border=True, key="open_form"):
        st.subheader("Open")
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


def free_name(store: ReviewStore, document: Document) -> str:
    """The document's name, with a number where another text already has it.

    A new wording of the same source, or of the same English, counts as the same document: its
    decisions are carried over.
    """
    taken = {item.document_id for item in store.documents(removed=None)}
    name, number = document.document_id, 2
    while name in taken:
        run = store.current_run(name)
        known = run.document if run else None
        if known is None or known.target == document.target:
            return name
        if document.source and known.source == document.source:
            return name
        name, number = f"{document.document_id} ({number})", number + 1
    return name


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
        _start(lambda: [intake.document_from_texts(target, source, name=name)])


def _files() -> None:
    source = st.file_uploader(
        "Chinese source",
        type=["txt", "md"],
        key="source_file",
        max_upload_size=_MB,
        help="May be left out: then only what needs no source is checked.",
    )
    target = st.file_uploader(
        "English translation", type=["txt", "md"], key="target_file", max_upload_size=_MB
    )
    if st.button("Check", type="primary", key="open_files", disabled=target is None):
        assert target is not None
        name = intake.name_of(target.name)
        shown = (source.name if source else "Chinese", target.name)
        data = source.getvalue() if source else None
        _start(
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
            data = source.encode("utf-8", "surrogatepass") if source.strip() else None
            english = target.encode("utf-8", "surrogatepass")
            _start(
                lambda: [
                    intake.document_from_texts(
                        english, data, name=intake.name_of(name or "Pasted text")
                    )
                ]
            )


def _table() -> None:
    upload = st.file_uploader(
        "Table with the columns source and target, or the result of an earlier check",
        type=["tsv", "csv", "jsonl", "ndjson"],
        key="table_file",
        max_upload_size=_MB,
        help="TSV, CSV or JSONL; segments.jsonl; an MQM table in Marot's ten columns.",
    )
    if st.button("Open", type="primary", key="open_table", disabled=upload is None):
        assert upload is not None
        data, name = upload.getvalue(), upload.name
        if intake.is_run(data, name):
            _take(lambda: intake.reports_from_run(data, name))
        else:
            _start(lambda: intake.documents_from_table(data, name))


def _start(read: Callable[[], list[Document]]) -> None:
    """Queue documents for checking."""
    if not _named():
        return
    try:
        documents = read()
    except CheckerError as error:
        st.error(as_label(str(error)))
        return
    for document in documents:
        name = free_name(services.store(), document)
        services.desk().submit(
            _renamed(document, name), mode=st.session_state["mode"], who=state.reviewer()
        )
    st.rerun()


def _take(read: Callable[[], list[DocumentReport]]) -> None:
    """Put the reports of an earlier run into the store."""
    if not _named():
        return
    store = services.store()
    try:
        for report in read():
            document = _renamed(report.document, free_name(store, report.document))
            run_id = store.add_run(
                DocumentReport(
                    document,
                    report.segments,
                    report.score,
                    report.signature,
                    report.notes,
                    report.missing,
                ),
                who=state.reviewer(),
            )
    except CheckerError as error:
        st.error(as_label(str(error)))
        return
    state.choose_run(run_id)
    st.switch_page(st.session_state["pages"]["review"])


def _named() -> bool:
    if not state.reviewer():
        st.error("Enter your name at the side first: the log says who did what.")
        return False
    return True


def _renamed(document: Document, name: str) -> Document:
    import dataclasses

    return dataclasses.replace(document, document_id=name)


def _plain(names: tuple[str, str]) -> tuple[str, str]:
    source, target = (intake.name_of(name) for name in names)
    return (source, target) if source != target else (f"{source}, Chinese", f"{target}, English")
