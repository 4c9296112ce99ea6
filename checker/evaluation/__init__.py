"""Measures the product as the field measures: `python -m checker evaluate`.

Gold goes in through `gold_files`, the product runs in `runner`, each kind of figure has a module
(`correlation`, `words`, `spans`, `calibration`, `alarms`), `summary` puts them together, and
`evaluate` and `recall` are the two whole evaluations.
"""
