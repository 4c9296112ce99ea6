"""What the witnesses of two texts say together: unrelated texts, and a clause that is left out."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from checker.language.anchors import Witness, english_witnesses, length_log, source_witnesses
from checker.language.characters import han_count
from checker.language.clauses import split_clauses
from checker.language.tokens import length_units
from checker.records import Span

__all__ = ["MissingClause", "Verdict", "judge", "measurable"]

_MIN_UNITS, _LONGEST = 8.0, 6000
"""Units of source that can be judged: chosen, findings at 4/8/16 on references 25/25/23, outputs
23/23/23, garbled pairs 113/113/112 (`benchmarks.sensitivity`). The second, characters: chosen, a
bound on work."""
_MAX_HAN = 0.3
"""Share of Han characters of the target, beyond which it is untranslated; chosen. At half and
double no finding comes or goes (`benchmarks.sensitivity`)."""
_REVERSE_SHARE = 0.7
"""Weight of the English words as witnesses, since the words of one text are not independent;
chosen. Findings at .35/.7/1: references 24/25/26, outputs 24/23/24, garbled pairs 109/113/113
(`benchmarks.sensitivity`)."""
_ALIGNED, _LOOSE, _ANY, _LOOSE_SHARE = 0.23, 0.6, 0.62, 0.03
"""Spread of the log ratio of lengths: of aligned segments (with a share of loose ones), and of any
two. The first is measured as `length_ratio` says (.21) and chosen a little wider, the others are
chosen. Findings on references, outputs, garbled pairs: 25, 23, 113; with _ALIGNED halved 37, 27,
129, doubled 22, 23, 105; with _ANY halved 26, 22, 109, doubled 22, 24, 106; with _LOOSE halved 25,
25, 114, doubled as before (`benchmarks.sensitivity`)."""
_CLAUSE, _LENGTH_SHARE, _SPREAD = 5.9, 0.7, 0.22
"""Log likelihood ratio from which a clause counts as left out, the weight of the length in it, and
the spread of the log ratio there; chosen. Findings on references, outputs, garbled pairs: 25, 23,
113; with _CLAUSE halved 68, 62, 152, doubled 17, 10, 97; with _LENGTH_SHARE halved 23, 20, 106,
doubled 35, 29, 126; with _SPREAD halved 45, 36, 134, doubled 21, 18, 103
(`benchmarks.sensitivity`)."""
_MIN_MISSING = 2
"""Words of a clause that must be missing; chosen. Findings at 1/2/4: references 28/25/19, outputs
26/23/15, garbled 120/113/97 (`benchmarks.sensitivity`)."""
_WHOLE = 0.9
"""Share of the source from which a clause is a matter of other rules; chosen. Findings at .45/.9/1:
references 24/25/25, outputs 21/23/23, garbled pairs 105/113/113 (`benchmarks.sensitivity`)."""


class MissingClause(NamedTuple):
    """A clause of the source that the target seems to leave out.

    Attributes:
        score: log likelihood ratio of «left out» to «translated».
        missing: its words that have no counterpart.
        rest: what the witnesses of the other clauses sum up to; negative where these are there.
    """

    score: float
    clause: Span
    missing: tuple[Witness, ...]
    rest: float


class Verdict(NamedTuple):
    """What is known about a source and a target.

    Attributes:
        score: log likelihood ratio of «unrelated» to «aligned».
        missing: words of the source that have no counterpart in the target.
        extra: words of the target that have none in the source.
        clause: the clause most likely left out, if any.
    """

    score: float
    missing: tuple[Witness, ...]
    extra: tuple[Witness, ...]
    clause: MissingClause | None


def measurable(source: str, target: str) -> bool:
    """Whether the texts are long enough to judge, short enough to bother, and not untranslated."""
    if not target.strip() or max(len(source), len(target)) > _LONGEST:
        return False
    return length_units(source) >= _MIN_UNITS and han_count(target) <= _MAX_HAN * len(target)


@lru_cache(maxsize=64)
def judge(source: str, target: str) -> Verdict:
    """Weigh the words, figures and lengths of a source and a target against each other."""
    forward, reverse = source_witnesses(source, target), english_witnesses(source, target)
    total = sum(w.weight for w in forward) + _REVERSE_SHARE * sum(w.weight for w in reverse)
    units = length_units(source)
    return Verdict(
        total + _length_evidence(units, target),
        tuple(w for w in forward if not w.found),
        tuple(w for w in reverse if not w.found),
        _missing_clause(source, length_log(units, target), units, forward),
    )


def _density(z: float, spread: float) -> float:
    return math.exp(-z * z / (2 * spread * spread)) / spread


def _length_evidence(units: float, target: str) -> float:
    z = length_log(units, target)
    aligned = (1 - _LOOSE_SHARE) * _density(z, _ALIGNED) + _LOOSE_SHARE * _density(z, _LOOSE)
    return math.log(max(_density(z, _ANY), 1e-9)) - math.log(max(aligned, 1e-9))


def _missing_clause(
    source: str, z: float, units: float, witnesses: tuple[Witness, ...]
) -> MissingClause | None:
    best: MissingClause | None = None
    clauses = split_clauses(source)
    total = sum(w.weight for w in witnesses)
    for clause in clauses if len(clauses) > 1 else ():
        inside = [w for w in witnesses if clause.start <= w.start < clause.end]
        missing = tuple(w for w in inside if not w.found)
        share = length_units(clause.text) / units
        if len(missing) < _MIN_MISSING or share >= _WHOLE:
            continue
        own = sum(w.weight for w in inside)
        # how much better the length fits a text without this clause
        without = math.log(1 - share)
        fits = _LENGTH_SHARE * (z * z - (z - without) ** 2) / (2 * _SPREAD * _SPREAD)
        if own + fits >= _CLAUSE and (best is None or own + fits > best.score):
            best = MissingClause(own + fits, clause, missing, total - own)
    return best
