"""mt-artefact: things only a machine leaves in a text (special tokens, prompt echo, entities)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

_ARTEFACT = re.compile(
    r"(?P<token></?(?:unk|s|pad|eos|bos|mask|extra_id_\d+|start_of_turn|end_of_turn)>"
    r"|<\|[a-z_]{2,30}\|>|\[/?(?:INST|UNK|PAD|CLS|SEP|MASK)\]|\u2581|@@(?= |$)|⁇)"
    r"|(?P<music>[♪♫♬]+)"
    r"|(?P<entity>&(?:amp|quot|lt|gt|nbsp|apos|mdash|ldquo|rdquo|#\d{2,6}|#x[0-9a-f]{2,6});)"
    r"|(?P<tag></?(?:br|p|div|span|strong|font|table|td|tr|ul|li)(?: [^<>\n]{0,80})?/?>)"
    r"|(?P<caption>\[(?:music|applause|laughter|inaudible|blank_audio)\]|\( {1,3}\))"
    r"|(?P<fence>^[ \t]*```\w*)"
    r"|(?P<prompt>^\W{0,3}(?:here(?: is|['’]s) (?:the|your|an?) (?:english )?translation\b"
    r"[^\n:]{0,40}:?|(?:english )?translation ?:|translated text ?:|sure[,!] here\b[^\n]{0,60}"
    r"|as an ai (?:language )?model\b[^\n]{0,60}|i['’]m sorry, (?:but )?i can(?:['’]t|not)"
    r"[^\n]{0,60}|(?:source text|target text|chinese|english|input|output) ?: ?(?=\S)))",
    re.IGNORECASE | re.MULTILINE,
)
_REASONS = {
    "token": "is a special token of a translation model",
    "music": "is a mark that subtitle data leaves behind",
    "entity": "is a character code of HTML that was not decoded",
    "tag": "is a mark-up tag left in the text",
    "caption": "is a caption of a recording, or brackets with nothing in them",
    "fence": "is a code fence, as chat models write them",
    "prompt": "is what a model says about its translation, not part of it",
}


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
