"""Deterministic checks without a model. A new one: a module here, a line in `registry.py`, a test
table in `tests/rules/`."""
