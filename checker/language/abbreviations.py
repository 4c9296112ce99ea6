"""English abbreviations by what a full stop after them means, and words that start sentences.

All in lower case, without the final stop. Add a word to the set whose description fits.
"""

from __future__ import annotations

__all__ = [
    "BEFORE_NAME",
    "BEFORE_NUMBER",
    "MAY_END",
    "MONTHS",
    "NEVER_END",
    "SENTENCE_STARTERS",
]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


BEFORE_NAME = _words(
    "mr mrs ms messrs mx dr prof rev fr hon pres gov sen rep amb supt det insp "
    "gen lt col maj capt cmdr adm sgt cpl pvt brig comdr st mt ft"
)
"""Titles: a name follows; the stop ends no sentence unless a typical first word follows."""

MONTHS = _words("jan feb mar apr jun jul aug sep sept oct nov dec")
"""Written with a capital, the stop ends no sentence unless a typical first word follows."""

BEFORE_NUMBER = MONTHS | _words(
    "no nos vol vols p pp fig figs sec secs art arts ch chap chaps eq tab para paras cl "
    "ca c approx op ed"
)
"""The stop ends no sentence where a figure follows."""

MAY_END = _words(
    "etc inc ltd co corp bros plc jr sr esq ave blvd rd hwy dept univ assn est "
    "a.m p.m b.c a.d u.s u.k u.n e.u u.s.a u.s.s.r d.c p.r.c r.o.c l.a n.y ph.d m.d b.a m.a d.phil "
    "al ibid cont"
)
"""The stop may end the sentence as well: it does where a typical first word follows."""

NEVER_END = _words("e.g i.e eg ie vs v cf viz aka resp incl excl esp")
"""Something always follows."""

SENTENCE_STARTERS = _words(
    "a an the this that these those it its he his she her they their we our you your i my there "
    "here in on at by for from with without of to as if when while where who what why how which "
    "after before since during between among although though because so but and or yet nor both "
    "however meanwhile moreover furthermore therefore thus also besides still then later now "
    "today yesterday tomorrow earlier recently currently according such some many most more all "
    "each every no not nearly about over under until unless once only even "
    "nevertheless instead overall finally first second third last next another other several"
)
"""Words that, capitalised, rarely follow an abbreviation within its sentence."""
