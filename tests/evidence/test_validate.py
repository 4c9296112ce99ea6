"""Which machine output may serve as evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.evidence.validate import PROBLEMS, problem_of

SOURCE = "今年前三季度，全省工业增加值同比增长百分之六，其中高技术制造业增长更快。"
GOOD = (
    "In the first three quarters, the province's industrial output rose by six per cent on the"
    " year, with high-tech manufacturing growing faster."
)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (SOURCE, GOOD),
        ("好。", "Good."),
        ("谢谢大家！", "Thank you all!"),
        ("他说：“不，不，不，不！”", "“No, no, no, no!” he said."),
        ("他来自贵州省黔东南苗族侗族自治州。", "He comes from Qiandongnan (黔东南) in Guizhou."),
        ("哈哈哈哈哈哈", "Ha ha ha ha ha ha"),
        ("GDP 3.2%", "GDP 3.2%"),
        ("2022-09-11", "2022-09-11"),
        ("……", "…"),
        ("1、2、3、4、5、6、7、8。", "1, 2, 3, 4, 5, 6, 7, 8."),
        ("目录……………………12", "Contents ...................... 12"),
        ("很" * 3 + "好", "Very, very, very good"),
    ],
)
def test_sound_translations_pass(source, text):
    assert problem_of(source, text) is None


@pytest.mark.parametrize(
    ("source", "text", "problem"),
    [
        ("  ", "Something", "empty source"),
        (SOURCE, "", "empty"),
        (SOURCE, " \n ", "empty"),
        (SOURCE, "…", "empty"),
        (SOURCE, SOURCE, "copied"),
        (SOURCE, f" {SOURCE[:10]} {SOURCE[10:]}", "copied"),
        ("目前３个", "目前3个", "copied"),
        (SOURCE, "In the first three quarters 全省工业增加值同比增长百分之六", "untranslated"),
        (SOURCE, "The the the the the the the output", "looping"),
        (SOURCE, "the end of the end of the end of the year was good", "looping"),
        (SOURCE, "of the year, of the year, of the year, of the year, rose", "looping"),
        (SOURCE, "It rose by six per cent and " * 4, "looping"),
        (
            SOURCE,
            "The province said that output rose in the province, "
            + "and output rose in the province and the province said " * 2
            + "that output rose in the province and the province said that output rose in the"
            " province, and the province said that output rose in the province.",
            "looping",
        ),
        (SOURCE, "Output rose.", "too short"),
        ("好。", GOOD, "too long"),
    ],
)
def test_unusable_output_is_named(source, text, problem):
    assert problem_of(source, text) == problem
    assert problem in PROBLEMS


@given(st.text(), st.text())
def test_any_two_texts_get_an_answer(source, text):
    assert problem_of(source, text) in {None, *PROBLEMS}
