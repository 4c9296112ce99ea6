"""Run directories: written as results come, resumed after a kill; no rendering of its own."""
