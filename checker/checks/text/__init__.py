"""Checks of the two texts alone, one a file; no model, and nothing of figures (see `numbers`)."""
