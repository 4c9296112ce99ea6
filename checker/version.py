"""The package's version, moved by hand with `CHANGELOG.md`; part of every signature."""

__version__ = "0.2.0"
