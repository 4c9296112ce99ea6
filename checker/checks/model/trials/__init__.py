"""Minimal pairs: the target with one thing changed, scored against the target itself.

Contrastive conditioning (Vamvas and Sennrich 2021, 2022) without a second model: where the source
explains the English far better after two names have changed places, or after a verb was put in,
the English is probably wrong there, and the variant says what it could say instead. Where the
English is as probable without a clause of the source, nothing in it translates that clause.
"""

from checker.checks.model.trials.compare import with_variants
from checker.checks.model.trials.removals import with_removals

__all__ = ["with_removals", "with_variants"]
