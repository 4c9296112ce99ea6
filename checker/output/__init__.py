"""Renderers: records in, JSON Lines, TSV, HTML and terminal text out. Formats: `FORMATS.md`."""
