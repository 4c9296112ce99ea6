"""Ordinals, fractions, parts of the year, scores, times of day, multiples and SI prefixes."""

from __future__ import annotations

import pytest

ROWS = [
    # rule, source, target, flagged words
    # fail
    ("ordinal-differs", "第三届茶叶节开幕。", "The fourth tea festival opened.", ["fourth"]),
    ("ordinal-differs", "第3届茶叶节开幕。", "The 13th tea festival opened.", ["13th"]),
    ("ordinal-differs", "建于上世纪80年代。", "It was built in the 1990s.", ["1990s"]),
    ("ordinal-differs", "建于上世纪80年代。", "It was built in the 1880s.", ["1880s"]),
    ("ordinal-differs", "19世纪的灯塔", "a lighthouse of the 20th century", ["20th"]),
    ("fraction-differs", "三分之二的渔船", "three quarters of the boats", ["three quarters"]),
    ("fraction-differs", "五分之三的渔船", "one third of the boats", ["one third"]),
    ("period-differs", "上半年产量增长。", "Output grew in the second half.", ["second half"]),
    (
        "period-differs",
        "一季度，产量增长。",
        "Output grew in the second quarter.",
        ["second quarter"],
    ),
    ("period-differs", "前三季度增长5%。", "Up 5 percent in the third quarter.", ["third quarter"]),
    ("score-differs", "主队3比1获胜。", "The hosts won 3-2.", ["3-2"]),
    ("score-differs", "主队以4比1战胜客队。", "The hosts beat the guests 1-4.", ["1-4"]),
    ("score-differs", "主队以4比1战胜客队。", "The hosts beat the guests, 1-4.", ["1-4"]),
    ("score-differs", "主队以4比1战胜客队。", "The hosts claimed a 1-4 victory.", ["1-4"]),
    ("time-of-day", "渡轮17点开。", "The ferry leaves at 6 p.m.", ["6 p.m"]),
    ("half-day", "下午3时开船。", "The ferry leaves at 3 a.m.", ["3 a.m"]),
    ("time-of-day", "渡轮21时开。", "The ferry leaves at 10 p.m.", ["10 p.m"]),
    ("time-of-day", "渡轮21时开。", "The ferry leaves at 9 a.m.", ["9 a.m"]),
    ("time-of-day", "渡轮晚上9点半开。", "The ferry leaves at 9 p.m.", ["9 p.m"]),
    ("time-of-day", "渡轮6:30开。", "The ferry leaves at 7:30.", ["7:30"]),
    ("time-of-day", "渡轮零时开。", "The ferry leaves at 12:00 p.m.", ["12:00 p.m"]),
    ("time-of-day", "渡轮中午1点开。", "The ferry leaves at 1 a.m.", ["1 a.m"]),
    ("time-of-day", "下午3时开，5时到。", "It leaves at 3 p.m. and lands at 6 p.m.", ["6 p.m"]),
    ("half-day", "渡轮晚上九点半开。", "The ferry leaves at 9:30 a.m.", ["9:30 a.m"]),
    ("half-day", "渡轮今早7点开。", "The ferry leaves at 7 P.M.", ["7 P.M"]),
    ("time-of-day", "渡轮九点钟开。", "The ferry leaves at 8 o’clock.", ["8 o’clock"]),
    ("half-day", "凌晨4时开船。", "The ferry leaves at 4:00 p.m.", ["4:00 p.m"]),
    ("multiple", "产量是去年的3倍。", "Output was four times last year's.", ["four times"]),
    ("multiple", "产量是去年的3倍。", "Output doubled.", ["doubled"]),
    ("multiple", "产量增长了3倍。", "Output doubled.", ["doubled"]),
    ("number-power-shift", "全长3千米。", "It is 3,000 kilometers long.", ["3,000"]),
    ("number-power-shift", "功率500千瓦。", "an output of 500,000 kilowatts", ["500,000"]),
    ("percentage-point", "下调25个基点。", "It was cut by 25 percent.", ["25 percent"]),
    (
        "percentage-point",
        "下调25个基点。",
        "It was cut by 25 percentage points.",
        ["25 percentage points"],
    ),
    # pass
    ("ordinal-differs", "第三届茶叶节开幕。", "The third tea festival opened.", []),
    ("ordinal-differs", "建于上世纪80年代。", "It was built in the 1980s.", []),
    ("ordinal-differs", "建于上世纪80年代。", "It was built in the 80s.", []),
    ("fraction-differs", "三分之二的渔船", "two-thirds of the boats", []),
    ("fraction-differs", "万分之一的机会", "a chance of one in ten thousand", []),
    ("period-differs", "上半年产量增长。", "Output grew in the first half.", []),
    ("period-differs", "前三季度增长5%。", "Up 5 percent in the first three quarters.", []),
    ("score-differs", "主队3比1获胜。", "The guests lost 1-3.", []),
    ("score-differs", "主队以4比1战胜客队。", "The guests were beaten 1-4.", []),
    ("score-differs", "主队1比4负于客队。", "The guests beat the hosts 4-1.", []),
    ("score-differs", "主队4比1获胜。", "The hosts won after trailing 1-4.", []),
    ("score-differs", "中国3比1战胜日本。", "Japan were soundly defeated 1-3 by China.", []),
    ("score-differs", "日本2比0战胜中国。", "China, defeated 0-2 by Japan, must win now.", []),
    ("score-differs", "日本2比0战胜中国。", "China's defeat was 0-2 against Japan.", []),
    ("score-differs", "客队3比1战胜主队。", "A side that needed a win lost 1-3.", []),
    ("score-differs", "比赛将于晚上19:35开始。", "It starts at 7:35 p.m. with a 3-5 mix.", []),
    (
        "score-differs",
        "主队3比1获胜，休息三到五天。",
        "They won three goals to one and rest 3-5 days.",
        [],
    ),
    ("half-day", "下午3时开船。", "The ferry leaves at 3 p.m.", []),
    ("time-of-day", "渡轮21时开。", "The ferry leaves at 9 p.m.", []),
    ("time-of-day", "渡轮6:30开。", "The ferry leaves at 6:30 p.m.", []),
    ("time-of-day", "渡轮六点三刻开。", "The ferry leaves at 6:45.", []),
    ("time-of-day", "上午9时至21时。", "From 9 a.m. to 9 p.m.", []),
    ("half-day", "上午9时营业至21时。", "It is open from 9 a.m. to 9 p.m.", []),
    ("multiple", "产量是去年的3倍。", "Output tripled.", []),
    ("multiple", "产量是去年的3倍。", "Output was two times higher.", []),
    ("multiple", "产量增长了3倍。", "Output quadrupled.", []),
    ("multiple", "产量增长了3倍。", "Output rose threefold.", []),
    ("number-power-shift", "全长3千米。", "It is 3 kilometers long.", []),
    ("number-power-shift", "全长3千米。", "It is 3,000 meters long.", []),
    ("percentage-point", "下调25个基点。", "It was cut by 0.25 percentage points.", []),
    # empty
    *[
        (check_id, "第三届，三分之二，上半年，3比1，下午3时。", "", [])
        for check_id in (
            "ordinal-differs",
            "fraction-differs",
            "period-differs",
            "score-differs",
            "half-day",
            "time-of-day",
        )
    ],
    # ignored: words, several candidates, months, ratios that are no scores, twelve o'clock
    ("ordinal-differs", "第三产业增长。", "The tertiary, not the second, sector grew.", []),
    ("ordinal-differs", "第三届茶叶节", "The fourth and fifth tea festivals", []),
    ("ordinal-differs", "第三届茶叶节", "First, the tea festival", []),
    ("fraction-differs", "三分之二的渔船", "half of the boats", []),
    ("period-differs", "上半年产量增长。", "From July on, the second half, output grew.", []),
    ("period-differs", "上半年和下半年", "In the second half", []),
    ("score-differs", "男女比例为3比1。", "The ratio is 3-2.", []),
    ("time-of-day", "伊朗发生六点一级地震。", "A quake struck at 6 a.m.", []),
    ("time-of-day", "下午2点至4点营业。", "It is open from 2 to 4 p.m.", []),
    ("time-of-day", "请早一点来，21点钟关门。", "Come earlier: it shuts at 9 p.m.", []),
    ("time-of-day", "他一时没找到钥匙，21时才到。", "He lost his keys and came at 9 p.m.", []),
    ("time-of-day", "在这一时刻，钟声响起。", "At 9 o'clock the bells rang.", []),
    ("time-of-day", "晚上9点，他读三章十六节。", "At nine he read John 3:16.", []),
    ("time-of-day", "晚上9点，比例为1比10。", "It was 1:10 that night.", []),
    ("time-of-day", "差五分九点整开船。", "The ferry leaves at 8:55 a.m.", []),
    ("time-of-day", "北京时间21时开。", "It leaves at 1 p.m. GMT.", []),
    ("time-of-day", "北京时间20:00开。", "It leaves at 8 a.m. Eastern Time.", []),
    ("half-day", "北京时间晚上8点开。", "It leaves at 8 a.m. EDT.", []),
    ("time-of-day", "渡轮周二零时20分开。", "It leaves at 12:20 a.m. on Tuesday.", []),
    ("half-day", "渡轮晚上1点开。", "The ferry leaves at 1 a.m.", []),
    ("time-of-day", "他提出三点建议。", "He made suggestions at 5 p.m.", []),
    ("time-of-day", "渡轮21时开。", "The ferry leaves at nine o'clock, not 10 p.m.", []),
    ("time-of-day", "渡轮21时开。", "The ferry leaves at 1 p.m. GMT.", []),
    ("time-of-day", "渡轮下午3时开。", "The ferry leaves at 3 a.m.", []),
    ("half-day", "中午12时开船。", "The ferry leaves at 12 a.m.", []),
    ("half-day", "北京时间下午3时开船。", "The ferry leaves at 9 a.m.", []),
]


@pytest.mark.parametrize(("check_id", "source", "target", "expected"), ROWS)
def test_table(flagged, check_id, source, target, expected):
    assert flagged(check_id, source, target) == expected


@pytest.mark.parametrize(("check_id", "source", "target"), [row[:3] for row in ROWS if row[3]])
def test_reasons_name_both_sides(findings, check_id, source, target):
    (found,) = findings(check_id, source, target)
    said = target[found.start : found.end]
    assert said in found.reason
    assert any(span.text in found.reason for span in found.source_spans)


def test_suggested_times_are_written_like_the_wrong_ones(findings):
    suggestions = [
        findings("time-of-day", source, target)[0].suggestion
        for source, target in (
            ("渡轮21时30分开。", "The ferry leaves at 9:00 p.m. tonight."),
            ("渡轮21时开。", "The ferry leaves at 10 pm."),
            ("渡轮6:30开。", "The ferry leaves at 07:30."),
        )
    ]
    assert suggestions == ["9:30 p.m", "9 pm", "06:30"]
    (turned,) = findings("half-day", "下午3时30分开船。", "The ferry leaves at 3:30 a.m.")
    assert turned.suggestion == "3:30 p.m"
