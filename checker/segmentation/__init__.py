"""Sentence splitting with offsets: Chinese and English, paragraph by paragraph.

Both splitters return segments in document order with `text == document[start:end]`, free of white
space at both ends, such that every character that is not white space lies in exactly one segment.
A new language gets a module of its own with one `split_…` function, built on `paragraphs`.
"""

from checker.segmentation.chinese import split_chinese
from checker.segmentation.english import split_english
from checker.segmentation.paragraphs import Paragraph, split_paragraphs

__all__ = ["Paragraph", "split_chinese", "split_english", "split_paragraphs"]
