"""What surrounds the report page: style sheet, script, content security policy, legend.

The policy allows nothing but the page's own style sheet and script, named by their hashes: no
network, no inline handlers, no style attributes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from checker.report.html_text import escape

__all__ = ["page_foot", "page_head"]


@cache
def _asset(name: str) -> str:
    return (files(__package__) / "assets" / name).read_text(encoding="utf-8").strip()


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def page_head(title: str) -> str:
    """Returns everything up to the first visible element."""
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)};"
        " base-uri 'none'; form-action 'none'"
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)} · translation check</title>\n"
        f"<style>{style}</style></head>\n<body>\n"
        '<button type="button" id="theme" hidden aria-label="switch between light and dark">◐'
        "</button>\n"
    )


def page_foot(signatures: Iterable[tuple[str, str]]) -> str:
    """Returns the legend, the (what, signature) pairs the figures rest on, and the script."""
    rows = "".join(
        f"<li><b>{escape(what)}</b> <code>{escape(text)}</code></li>" for what, text in signatures
    )
    return (
        "<footer><h2>How to read this page</h2>"
        + _asset("legend.html")
        + (f"<h2>What the figures rest on</h2><ul>{rows}</ul>" if rows else "")
        + f"</footer>\n<script>{_asset('report.js')}</script>\n</body></html>\n"
    )
