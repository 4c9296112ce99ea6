"""Sentence alignment: which source sentences belong to which target sentences.

`align` finds the pairs, m to n; `pairs_from_rows` takes pairs that were given;
`pairs_without_source` serves documents whose source is not at hand. New evidence for the alignment
goes into `evidence`, what it is worth into `weights`.
"""

from checker.alignment.aligner import align
from checker.alignment.rows import pairs_from_rows, pairs_without_source

__all__ = ["align", "pairs_from_rows", "pairs_without_source"]
