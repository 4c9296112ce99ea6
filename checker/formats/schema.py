"""The JSON Schema of one line of `segments.jsonl`, as shipped with the package."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["SCHEMA_FILE", "segment_schema"]

SCHEMA_FILE = "segment.schema.json"
"""Name of the schema file inside this package."""


@cache
def segment_schema() -> dict[str, Any]:
    """Returns the JSON Schema (draft 2020-12) of one line of `segments.jsonl`."""
    text = files(__package__).joinpath(SCHEMA_FILE).read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
