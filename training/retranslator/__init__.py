"""Trains the adapter of the embedded re-translator; see `training/README.md`."""
