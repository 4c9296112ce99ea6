"""The sentences of a pair's source, each beside its own English."""

from __future__ import annotations

from checker.language.chinese_sentences import split_chinese
from checker.language.english_sentences import split_english
from checker.records import Segment, SegmentPair

__all__ = ["sentences_side_by_side"]


def sentences_side_by_side(pair: SegmentPair) -> tuple[tuple[Segment, Segment], ...]:
    """Chinese and English sentences in order where both sides have as many.

    Returns:
        Else the pair as a whole, its English without white space around it; () without English.
    """
    source, target = pair.source or "", pair.target
    chinese, english = split_chinese(source), split_english(target)
    if len(chinese) == len(english) or not english:
        return tuple(zip(chinese, english, strict=bool(english)))
    start, end = english[0].start, english[-1].end
    whole = Segment(source, 0, len(source), 0), Segment(target[start:end], start, end, 0)
    return (whole,)
