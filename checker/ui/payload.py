"""What the reading component gets: segments with their marks, as plain JSON values.

Offsets are code points; the component counts code points too. Texts are handed over as they are and
only ever become text nodes there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from checker.records import Document, Overlap, SegmentReport, Translation
from checker.report.words import check_title, score_text
from checker.store import FlagView, RunSummary, SegmentQuery, SegmentView
from checker.ui.plain import category_title, flag_label
from checker.ui.repair import suggestion_of

__all__ = ["diff_pieces", "problems_of", "reader_data", "segment_data"]

_DOUBTED = (
    "The re-translation by {name} has an error of its own: ",
    "The re-translation by {name} is not offered as a suggestion: ",
)
"""How a report's `missing` says what is wrong with a re-translation (`verdict.retranslations`), now
and before 0.2."""


def reader_data(
    segments: Sequence[SegmentView],
    *,
    run: RunSummary,
    query: SegmentQuery,
    selected: tuple[int, str | None] | None,
    desk: Mapping[str, Any],
) -> dict[str, Any]:
    """Data of the component.

    Args:
        query: flags that do not meet its filters are drawn, but J and K pass over them.
        selected: (position, flag key) to show as selected.
        desk: of the session: `move` grows each time Python moves the selection, and the component
            then scrolls there; `acked` names the last act that was taken over (`acts`); `said` is
            (number, text) for a screen reader; `view` is "segments" or "document".
    """
    position, key = selected or (None, None)
    return {
        "run": run.run_id,
        "segments": [segment_data(segment, run.document, query) for segment in segments],
        "selected": {"position": position, "key": key},
        "move": desk["move"],
        "acked": desk["acked"],
        "said": list(desk["said"]),
        "view": desk["view"],
        "find": query.text.strip(),
        "hasSource": run.document.source is not None,
    }


def segment_data(segment: SegmentView, document: Document, query: SegmentQuery) -> dict[str, Any]:
    """One segment for the component."""
    pair = segment.original.pair
    flags = [flag for flag in segment.flags if flag.current]
    return {
        "position": segment.position,
        "number": segment.position + 1,
        "source": pair.source or "",
        "target": segment.target,
        "edited": segment.edited,
        "checked": segment.report is not None,
        "score": score_text(segment.score),
        "comments": segment.comments + sum(flag.comments for flag in segment.flags),
        "breakBefore": {
            "source": _break_before(document.source or "", pair.source_start),
            "target": _break_before(document.target, pair.target_start),
        },
        "marks": [_mark(segment, flag, query) for flag in flags],
        "translations": list(_translations(segment)),
    }


def diff_pieces(target: str, pseudo: str, overlap: Overlap) -> list[tuple[str, str]]:
    """The re-translation with what it has more and less than the target.

    Returns:
        ("same" | "added" | "gone", text) in reading order; "gone" stands only in the target.
    """
    pieces: list[tuple[str, str]] = []
    place = 0
    for step in overlap.diff:
        between = pseudo[place : step.pseudo.start]
        if between:
            _push(pieces, "same", between)
        if step.kind == "equal":
            _push(pieces, "same", pseudo[step.pseudo.start : step.pseudo.end])
        else:
            gone = target[step.target.start : step.target.end]
            added = pseudo[step.pseudo.start : step.pseudo.end]
            if gone:
                if pieces and not pieces[-1][1][-1].isspace():
                    _push(pieces, "same", " ")
                _push(pieces, "gone", gone)
                if not added or not added[0].isspace():
                    _push(pieces, "same", " ")
            if added:
                _push(pieces, "added", added)
        place = step.pseudo.end
    if pseudo[place:]:
        _push(pieces, "same", pseudo[place:])
    return pieces


def _push(pieces: list[tuple[str, str]], kind: str, text: str) -> None:
    if pieces and pieces[-1][0] == kind:
        pieces[-1] = (kind, pieces[-1][1] + text)
    else:
        pieces.append((kind, text))


def _mark(segment: SegmentView, view: FlagView, query: SegmentQuery) -> dict[str, Any]:
    flag = view.flag
    return {
        "key": view.key,
        "event": view.event,
        "side": flag.side,
        "start": flag.start,
        "end": flag.end,
        "words": flag.text,
        "severity": flag.severity.value,
        "rank": flag.severity.rank,
        "state": view.state.value,
        "shown": query.meets(view),
        "fix": suggestion_of(segment, view) is not None,
        "label": f"{flag_label(flag.severity)} · {category_title(flag.category)} · "
        f"{check_title(flag.check_id)} · {view.state.value}",
        "links": [[span.start, span.end] for span in flag.source_spans],
    }


def _translations(segment: SegmentView) -> Iterable[dict[str, Any]]:
    report = segment.report or segment.original
    overlaps = {item.back_end: item for item in report.overlap}
    for translation in report.translations:
        yield {
            "name": translation.back_end,
            "problems": problems_of(report, translation),
            "pieces": _pieces(segment, translation, overlaps.get(translation.back_end)),
        }


def problems_of(report: SegmentReport, translation: Translation) -> list[str]:
    """What speaks against a re-translation, each as a sentence: «Not used: …»."""
    found = [translation.problem] if translation.problem else []
    for begin in (start.format(name=translation.back_end) for start in _DOUBTED):
        found += [said.removeprefix(begin) for said in report.missing if said.startswith(begin)]
    return [f"Not used: {said.rstrip('.')}." for said in dict.fromkeys(found)]


def _pieces(
    segment: SegmentView, translation: Translation, overlap: Overlap | None
) -> list[tuple[str, str]]:
    if overlap is None or segment.report is None:
        return [("same", translation.text)]
    return diff_pieces(segment.report.pair.target, translation.text, overlap)


def _break_before(text: str, start: int) -> bool:
    """True where a new line begins between the text before and `start`."""
    place = start
    while place > 0 and text[place - 1].isspace():
        place -= 1
        if text[place] in "\r\n":
            return True
    return place == 0
