"""Gemma 3 for CPUs in plain torch: no transformers, packed weights, one key-value head.

`weights` reads a model folder, `network` runs it, `decode` generates, `measure` scores given text.
"""
