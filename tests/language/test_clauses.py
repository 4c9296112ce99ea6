from hypothesis import given
from hypothesis import strategies as st

from checker.language.clauses import clause_near, split_clauses


def test_clauses_end_at_commas_and_stops():
    source = "近日，该省公布了数据，产值达1,600万元。“增长很快。”他说。"
    assert [c.text for c in split_clauses(source)] == [
        "近日，该省公布了数据，",
        "产值达1,600万元。",
        "“增长很快。”他说。",  # two characters are no clause of their own
    ]


@given(st.text(alphabet="中文字，。；1,a “”\n", max_size=60))
def test_clauses_cover_the_text_in_order(source):
    clauses = split_clauses(source)
    if source.strip():
        assert "".join(c.text for c in clauses) == source
    assert all(source[c.start : c.end] == c.text and c.text for c in clauses)


def test_clause_near_follows_the_proportion():
    source = "第一分句在此，第二分句在此。"
    target = "a" * 100
    assert clause_near(source, target, 10).text == "第一分句在此，"
    assert clause_near(source, target, 99).text == "第二分句在此。"
    assert clause_near("", target, 1) is None
