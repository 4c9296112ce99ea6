"""The sample article of `tests.article` as fixtures."""

from tests.article import article, make_article

__all__ = ["article", "make_article"]
