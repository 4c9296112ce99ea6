"""mt-artefact: things only a machine leaves in a text (special tokens, prompt echo, entities)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.tables import rows
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_KINDS = rows("language/machine_leftovers", "kind", "reason", "pattern")
_ARTEFACT = re.compile(
    "|".join(f"(?P<{kind}>{pattern})" for kind, _, pattern in _KINDS), re.IGNORECASE | re.MULTILINE
)
_REASONS = {kind: reason for kind, reason, _ in _KINDS}


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    for match in _ARTEFACT.finditer(pair.target):
        kind = match.lastgroup or "token"
        shown = match.group().strip()
        if pair.source and shown in pair.source:
            continue
        if kind == "caption" and pair.source and re.search(r"[（(【\[]", pair.source):
            continue
        start = match.start() + len(match.group()) - len(match.group().lstrip())
        yield finding(
            CHECK,
            (start, match.start() + len(match.group().rstrip())),
            f"«{shorten(shown)}» {_REASONS[kind]}",
            confidence=0.9,
        )


CHECK = Check(
    id="mt-artefact",
    title="Leftover of a machine",
    description=(
        "Special tokens (<unk>, ▁, @@), undecoded HTML, subtitle marks, code fences and prompt echo"
        " («Here is the translation:»). Text that stands so in the source is left alone."
    ),
    category="accuracy/addition",
    severity=Severity.MAJOR,
    run=_check,
)
