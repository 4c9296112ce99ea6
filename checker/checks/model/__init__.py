"""Checks that read what the models say, one a file; they ask no model, `evidence` has done so."""
