"""The models and how each is asked: language model, estimator, translators; nothing is judged here.

A new translator is a module in `translators`, a line in `registry.py` and a test.
"""
