"""Minimal pairs: the target with one thing changed, scored against the target itself.

Contrastive conditioning (Vamvas and Sennrich 2021, 2022) without a second model: where the source
explains the English far better after two names have changed places, or after a verb was put in,
the English is probably wrong there, and the variant says what it could say instead.
"""

from checker.contrast.compare import with_variants

__all__ = ["with_variants"]
