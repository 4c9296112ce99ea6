"""Machine-translation back ends. A new one: a module here, a line in `registry.py`, a test."""
