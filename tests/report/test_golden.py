"""What the renderers write for the article, byte for byte.

After an intended change, run with UPDATE_GOLDEN=1 and read the difference before committing it.
"""

import os
import re
from io import StringIO
from pathlib import Path

import pytest

from checker.formats.jsonl import to_json
from checker.formats.mqm import MqmWriter
from checker.formats.tsv import FlagsWriter
from checker.report.html_report import render_report
from checker.report.terminal import terminal_text

GOLDEN = Path(__file__).with_name("golden")


def jsonl(article):
    return "".join(to_json(segment) + "\n" for segment in article.segments)


def table(article, writer):
    stream = StringIO(newline="")
    made = writer(stream)
    for segment in article.segments:
        made.write(segment)
    return stream.getvalue()


def page(article):
    """The page without its style and script, a line for each block element."""
    text = render_report([article])
    text = re.sub(r"<(style|script)>.*?</\1>", r"<\1>…</\1>", text, flags=re.DOTALL)
    text = re.sub(r"'sha256-[^']+'", "'sha256-…'", text)
    return re.sub(r"(?=<(?:div|p|li|tr|article|section|details|label)\b)", "\n", text)


RENDERED = {
    "segments.jsonl": jsonl,
    "flags.tsv": lambda article: table(article, FlagsWriter),
    "mqm.tsv": lambda article: table(article, MqmWriter),
    "report.html": page,
    "terminal.txt": lambda article: terminal_text(article),
}


@pytest.mark.parametrize("name", RENDERED)
def test_golden(article, name):
    text = RENDERED[name](article)
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()
