"""A store with a reviewed-looking document, made without any model."""

from __future__ import annotations

import dataclasses

from checker.evidence.overlap import overlap
from checker.records import DocumentReport, Translation
from checker.store import ReviewStore
from tests.store.store_samples import LINES, MARKS, report

WITNESS = "China's industrial Internet has taken shape."
"""What the re-translation says, of every segment: right at most once."""

SUGGESTIONS = {
    "my-country": "China's",
    "fused-sentence": "formed. At present,",
    "numbers": "5 percent",
}
"""Check → what its flags offer for the flagged words."""

FIXED = "My country's industrial Internet has gradually formed. At present,"

HOSTILE = (
    "<script>window.hacked=1</script></div> **bold** $x^2$ :smile: <img src=x onerror=hacked()>"
)


def fill(store: ReviewStore, name: str = "article", *, copies: int = 1) -> str:
    """Add the sample, repeated, each segment with a re-translation; returns the run's id."""
    lines = tuple(
        (f"{zh}{n or ''}", f"{en} {n}" if n else en) for n in range(copies) for zh, en in LINES
    )
    whole = report(name, lines=lines, marks=MARKS * copies)
    translation = Translation("embedded", WITNESS, "t1")
    segments = list(whole.segments)
    for number, segment in enumerate(segments):
        suggested = tuple(
            dataclasses.replace(flag, suggestion=SUGGESTIONS[flag.check_id])
            for flag in segment.flags
        )
        segments[number] = dataclasses.replace(
            segment,
            flags=suggested,
            translations=(translation,),
            overlap=tuple(overlap(segment.pair.target, (translation,))),
        )
    return store.add_run(
        DocumentReport(
            whole.document,
            tuple(segments),
            whole.score,
            "checker|back_ends:none|forced_decoding:no",
            whole.notes,
        ),
        who="Ana",
    )


def fill_hostile(store: ReviewStore) -> str:
    """A document whose every text tries to be markup; returns the run's id."""
    text = f"{HOSTILE} My country's"
    whole = report("hostile <b>name</b> $y$", lines=((HOSTILE, text),), marks=(MARKS[3],))
    flag = dataclasses.replace(whole.segments[0].flags[0], reason=HOSTILE, suggestion=HOSTILE)
    segment = dataclasses.replace(whole.segments[0], flags=(flag,), missing=(HOSTILE,))
    return store.add_run(dataclasses.replace(whole, segments=(segment,)), who="Ana")
