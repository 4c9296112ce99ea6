"""The number rules: what each flags, what it leaves alone, and what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.checks.base import Context
from checker.checks.numbers import NUMBER_CHECKS
from checker.records import Finding, SegmentPair, Severity

CHECKS = {rule.id: rule for rule in NUMBER_CHECKS}
DEFAULT = [rule for rule in NUMBER_CHECKS if rule.default]
ARTICLE = Path(__file__).parents[4] / "shared" / "acceptance" / "industrial-internet"


def pairs_of(*rows: tuple[str, str]) -> tuple[SegmentPair, ...]:
    return tuple(SegmentPair("d", n, source, target) for n, (source, target) in enumerate(rows))


def found(
    source: str | None, target: str, check_id: str, around: tuple[tuple[str, str], ...] = ()
) -> list[Finding]:
    pairs = (SegmentPair("d", 0, source, target), *pairs_of(*around))
    return list(CHECKS[check_id].run(pairs[0], Context(pairs, 0)))


def all_found(source: str, target: str) -> set[str]:
    pair = SegmentPair("d", 0, source, target)
    context = Context((pair,), 0)
    return {f.check_id for rule in DEFAULT for f in rule.run(pair, context)}


def words(finding: Finding, source: str, target: str) -> str:
    return (target if finding.side == "target" else source)[finding.start : finding.end]


FAIL = [
    # rule, source, bad target, flagged words, suggestion
    (
        "number-power-shift",
        "全市拨付6400万元。",
        "The city paid 6.4 million yuan.",
        "6.4 million",
        "64 million",
    ),
    (
        "number-power-shift",
        "总投资2.7亿元。",
        "Investment came to 2.7 billion yuan.",
        "2.7 billion",
        "270 million",
    ),
    (
        "number-power-shift",
        "营收38.2亿元。",
        "Revenue was 382 million yuan.",
        "382 million",
        "3.82 billion",
    ),
    (
        "number-power-shift",
        "募集2亿4000万元。",
        "They raised 24 million yuan.",
        "24 million",
        "240 million",
    ),
    (
        "number-power-shift",
        "规模达3.2万亿元。",
        "Its size is 3.2 billion yuan.",
        "3.2 billion",
        "3.2 trillion",
    ),
    ("number-power-shift", "安置15万人。", "It resettled 15,000 people.", "15,000", "150,000"),
    (
        "number-power-shift",
        "种植4.7万亩。",
        "They planted 4.7 million mu.",
        "4.7 million",
        "47,000",
    ),
    (
        "number-power-shift",
        "减少0.83万吨。",
        "It fell by 0.83 million tonnes.",
        "0.83 million",
        "8,300",
    ),
    (
        "number-power-shift",
        "疏散300多万人。",
        "More than 300 people were moved.",
        "300",
        "3 million",
    ),
    (
        "number-power-shift",
        "出口超过5亿美元。",
        "Exports passed 50 million dollars.",
        "50 million",
        "500 million",
    ),
    ("number-power-shift", "生产4000辆。", "It built 4 million cars.", "4 million", "4,000"),
    ("number-differs", "学员共有6万3千名。", "There are 60,000 trainees.", "60,000", "63,000"),
    ("number-differs", "发出证书3万5702份。", "It issued 5,702 certificates.", "5,702", "35,702"),
    ("number-differs", "同比增长４．７％。", "It rose 47 percent year on year.", "47", "4.7"),
    ("number-differs", "六十三岁的村民说", "the villager, 36, said", "36", "63"),
    ("number-differs", "井深684.3米。", "The well is 648.3 metres deep.", "648.3", "684.3"),
    ("number-missing", "全年投入92.6亿元用于治水。", "Much was spent on water.", "92.6亿", None),
    ("number-missing", "占比达到37.5%。", "The share is high.", "37.5%", None),
    ("number-missing-small", "共有28个村参加。", "Many villages took part.", "28", None),
    (
        "number-missing-small",
        "会议于9月12日举行。",
        "The meeting was held in September.",
        "12日",
        None,
    ),
    ("number-added", "村民们都来了。", "All 350 villagers came.", "350", None),
    (
        "percentage-point",
        "比重提高4个百分点。",
        "The share rose by 4 percent.",
        "4 percent",
        "4 percentage points",
    ),
    (
        "percentage-point",
        "利润下降6%。",
        "Profit fell 6 percentage points.",
        "6 percentage points",
        "6 percent",
    ),
    (
        "percentage-point",
        "上升2.3个百分点。",
        "It rose 2.3 percentage.",
        "2.3 percentage",
        "2.3 percentage points",
    ),
    ("date-mismatch", "5月17日开幕。", "It opened on May 27.", "May 27", "May 17"),
    ("date-mismatch", "会议在6月举行。", "The meeting was held in July.", "July", "June"),
    ("date-mismatch", "大桥1987年建成。", "The bridge was finished in 1978.", "1978", "1987"),
    ("date-mismatch", "比赛定于星期三。", "The match is on Thursday.", "Thursday", "Wednesday"),
    ("date-mismatch", "3月4日抵达。", "They arrived on 4 April.", "4 April", "March 4"),
    (
        "yoy-mom",
        "销量环比增长6%。",
        "Sales rose 6 percent year on year.",
        "year on year",
        "month on month",
    ),
    (
        "yoy-mom",
        "产量同比下降3%。",
        "Output fell 3% month on month.",
        "month on month",
        "year on year",
    ),
    ("discount", "全场八折。", "Everything is 80% off.", "80% off", "20% off"),
    (
        "discount",
        "书籍七五折。",
        "Books at a 75 percent discount.",
        "75 percent discount",
        "25% off",
    ),
    ("tenth", "六成居民赞成。", "Six residents agreed.", "Six", "60 percent"),
    (
        "tenth",
        "近四成企业盈利。",
        "Nearly 4 percent of firms made a profit.",
        "4 percent",
        "40 percent",
    ),
    (
        "tenth",
        "三成五的农户参保。",
        "Thirty percent of farmers joined.",
        "Thirty percent",
        "35 percent",
    ),
    ("tenth", "八成店铺已开门。", "60% of the shops are open.", "60%", "80 percent"),
    ("tenth", "八成店铺已开门。", "Three fifths of shops are open.", "Three fifths", "80 percent"),
    ("doubling", "库存减半。", "Stocks fell by one third.", "one third", "halved"),
    ("doubling", "库存减半。", "Stocks doubled.", "doubled", "halved"),
    ("doubling", "客流翻番。", "Passenger numbers tripled.", "tripled", "doubled"),
    ("doubling", "客流翻倍。", "Passenger numbers rose by 30 percent.", "30 percent", "doubled"),
    ("doubling", "十年间产值翻两番。", "Output doubled in ten years.", "doubled", "quadrupled"),
    ("doubling", "产量翻了一番。", "Output tripled.", "tripled", "doubled"),
    (
        "multiple",
        "价格是去年的三倍。",
        "The price is five times last year's.",
        "five times",
        "3 times",
    ),
    (
        "multiple",
        "客流是去年的十多倍。",
        "Numbers were 25 times last year's.",
        "25 times",
        "10 times",
    ),
    ("currency-swap", "罚款2万元。", "The fine is $20,000.", "$20,000", "20,000 yuan"),
    (
        "currency-swap",
        "出口额3亿美元。",
        "Exports reached 300 million yuan.",
        "300 million yuan",
        "300 million U.S. dollars",
    ),
    ("currency-swap", "售价45欧元。", "It costs 45 pounds.", "45 pounds", "45 euros"),
    ("unit-swap", "全长120公里。", "It is 120 miles long.", "120 miles", "120 kilometers"),
    ("unit-swap", "种了70亩。", "They planted 70 hectares.", "70 hectares", "70 mu"),
    ("unit-swap", "湖面90平方公里。", "The lake covers 90 km.", "90 km", "90 square kilometers"),
    ("unit-swap", "展厅600平方米。", "a 600-meter hall", "600-meter", "600 square meters"),
    (
        "unit-swap",
        "蓄水700万立方米。",
        "It holds 7 million meters of water.",
        "7 million meters",
        "7 million cubic meters",
    ),
    (
        "unit-swap",
        "堤长12公里。",
        "The dyke is 12 square kilometers long.",
        "12 square kilometers",
        "12 kilometers",
    ),
    ("number-format", "", "worth 3. 6 trillion dollars", "3. 6", "3.6"),
    ("number-format", "", "a total of 1,46460 cases", "1,46460", None),
    ("number-format", "", "it reached 5.17,000", "5.17,000", None),
    ("number-format", "", "some 4, 000 soldiers", "4, 000", "4,000"),
    ("number-format", "", "about 4178,027 cases", "4178,027", None),
]


@pytest.mark.parametrize(("check_id", "source", "target", "flagged", "suggestion"), FAIL)
def test_flags(
    check_id: str, source: str, target: str, flagged: str, suggestion: str | None
) -> None:
    findings = found(source, target, check_id)
    assert [words(f, source, target) for f in findings] == [flagged]
    assert findings[0].suggestion == suggestion
    assert findings[0].check_id == check_id
    assert 0 < findings[0].confidence <= 1
    for span in findings[0].source_spans:
        assert source[span.start : span.end] == span.text
    if source and check_id != "number-added":
        assert findings[0].source_spans


PASS = [
    ("全市拨付6400万元。", "The city paid 64 million yuan."),
    ("总投资2.7亿元。", "Investment came to RMB 270m."),
    ("出口超过5亿美元。", "Exports passed half a billion dollars."),
    ("疏散300多万人。", "More than three million people were moved."),
    ("学员共有6万3千名。", "There are 63,000 trainees."),
    ("减少0.83万吨。", "It fell by 8,300 tonnes."),
    ("招收4万至6万人。", "It will take on 40,000 to 60,000 people."),
    ("产能1200万至1400万吨。", "A capacity of 12 to 14 million tonnes."),
    ("投资138亿至143亿元。", "An investment of 13.8-14.3 billion yuan"),
    ("收购粮食3.6亿斤。", "It bought 180 million kg of grain."),
    ("装机600千瓦。", "A capacity of 600 kW."),
    ("装机500万千瓦。", "A capacity of 5 GW."),
    ("全长42千米。", "It is 26 miles long."),
    ("面积1500亩。", "An area of 100 hectares."),
    ("湖面90平方公里。", "The lake covers 90 square km."),
    ("湖面90平方公里。", "The lake covers 90 sq. km."),
    ("湖面90平方公里。", "The lake covers 90 kilometers squared."),
    ("湖面90平方公里。", "The lake covers 90 km²."),
    ("湖面90平方公里。", "The lake covers 35 square miles."),
    ("湖面90平方公里，岸线长90公里。", "The shore of the lake is 90 kilometers long."),
    ("最高气温35摄氏度。", "A high of 95 degrees Fahrenheit."),
    ("约有1.68万辆车。", "Nearly 17,000 vehicles."),
    ("占三分之一。", "It makes up 33 percent."),
    ("六成居民赞成。", "Six in ten residents agreed."),
    ("六成居民赞成。", "60% of residents agreed."),
    ("占百分之五十。", "It makes up half."),
    ("提高3个百分点，增长3%。", "Up 3 percentage points, a growth of 3 percent."),
    ("八折优惠。", "20 percent off."),
    ("八折优惠。", "At 80 percent of the price."),
    ("产值翻两番。", "Output rose by 300 percent."),
    ("产值翻两番。", "Output has doubled twice."),
    ("三成五的农户参保。", "35 percent of farmers joined."),
    ("三成五的农户参保。", "More than a third of farmers joined."),
    ("近八成店铺已开门。", "78 percent of the shops are open."),
    ("八成店铺已开门。", "Four fifths of the shops are open."),
    ("八成店铺已开门。", "Eight tenths of the shops are open."),
    ("八成店铺已开门。", "Of the shops, 20 percent are still shut."),
    ("价格上浮两成。", "The price is 120 percent of what it was."),
    ("八成店铺降价30%。", "80 percent of the shops cut prices by 30 percent."),
    ("库存减半。", "Stocks were halved."),
    ("库存减半。", "Stocks fell by half."),
    ("库存减少了近一半。", "Stocks fell by nearly 50 percent."),
    ("客流翻倍。", "Passenger numbers doubled."),
    ("客流翻番。", "Passenger numbers rose 100 percent."),
    ("客流翻番。", "Passenger numbers were 200 percent of last year's."),
    ("产值翻两番。", "Output rose fourfold."),
    ("客流是去年的十多倍。", "Passenger numbers were more than ten times last year's."),
    ("客流是去年的十多倍。", "Passenger numbers were 15 times last year's."),
    ("价格是去年的三倍。", "The price has tripled."),
    ("价格上涨了两倍。", "The price tripled."),
    ("价格上涨了两倍。", "The price rose by 200 percent."),
    ("增长一倍。", "It doubled."),
    ("9月12日至15日举行。", "It runs from 12 to 15 September."),
    ("本报9月27日电，26日发布。", "It was issued on September 26."),
    ("农历三月初三。", "On April 10 this year."),
    ("1987年建成。", "Built in '87."),
    ("20世纪80年代。", "In the 1980s."),
    ("下午3时。", "At 15:00."),
    ("下午3时20分。", "At 3.20 p.m."),
    ("等了72小时。", "They waited three days."),
    ("历时30年。", "It took three decades."),
    ("罚款2万元。", "A fine of ¥20,000."),
    ("罚款80万港元。", "A fine of $800,000."),
    ("从美国买入，售价300元。", "Bought in America, sold for 300 yuan."),
    ("同比增长5%，环比增长2%。", "Up 5% year on year and 2% month on month."),
    ("比上月增长2%，同比增长5%。", "Up 2% on the previous month, 5% from a year earlier."),
    ("规模突破万亿元。", "It passed one trillion yuan."),
    ("累计14亿人次。", "A total of 1.4 billion."),
    ("销售额12亿3000万元。", "Sales of 1 billion 230 million yuan."),
    ("共建一带一路。", "Building the Belt and Road."),
    ("1名警察受伤。", "A policeman was hurt."),
    ("使用5G的C919。", "The C919 with 5G."),
]


@pytest.mark.parametrize(("source", "target"), PASS)
def test_leaves_good_translations_alone(source: str, target: str) -> None:
    assert all_found(source, target) == set()


@pytest.mark.parametrize("rule", NUMBER_CHECKS, ids=lambda rule: rule.id)
@pytest.mark.parametrize(
    ("source", "target"),
    [("", ""), ("", "No source here."), ("没有译文的3万元。", ""), (None, "Sold for 30,000 yuan.")],
)
def test_empty_sides_raise_nothing(rule, source: str | None, target: str) -> None:
    pair = SegmentPair("d", 0, source, target)
    findings = list(rule.run(pair, Context((pair,), 0)))
    assert all(f.side == "source" and f.category == "accuracy/omission" for f in findings)


def test_the_exact_set_over_a_batch() -> None:
    source = "全县投资1.6亿元，提高3个百分点，销量环比增长4%，面积50亩。"
    target = "It invested 1.6 billion yuan, rose 3 percent, up 4% year on year, on 50 acres."
    assert all_found(source, target) == {
        "number-power-shift",
        "percentage-point",
        "yoy-mom",
        "unit-swap",
    }


def test_numbers_moved_to_a_neighbour_are_not_missing() -> None:
    source, target = "投入92.6亿元治水。", "Much was spent on water."
    assert found(source, target, "number-missing")
    near = (("效果很好。", "The 9.26 billion yuan were well spent."),)
    assert not found(source, target, "number-missing", near)


def test_a_neighbours_own_number_does_not_hide_a_wrong_one() -> None:
    source, target = "增长18.4%。", "It grew 14.8 percent."
    near = (("去年也增长18.4%。", "Last year, too, it grew 18.4 percent."),)
    assert found(source, target, "number-differs", near)


def test_a_figure_of_a_neighbour_is_no_shift() -> None:
    source, target = "投资1.6亿元。", "A sum of 1.6 billion yuan."
    near = (("总规模16亿元。", "The whole is large."),)
    assert not found(source, target, "number-power-shift", near)


def test_crossed_comparisons_are_both_flagged() -> None:
    source = "价格环比上涨1.4%，同比下降3.2%。"
    target = "Prices were up 1.4% year-on-year and down 3.2% month-on-month."
    findings = found(source, target, "yoy-mom")
    assert [words(f, source, target) for f in findings] == ["year-on-year", "month-on-month"]


def test_dollar_named_in_the_sentence_excuses_yuan() -> None:
    assert not found("每股由10美元涨至12元。", "From $10 to $12 a share.", "currency-swap")
    assert found("由10美元涨至12元人民币。", "From $10 to $12.", "currency-swap")


REASONS = [
    (
        "number-power-shift",
        "投资2.7亿元。",
        "They invested 2.7 billion yuan.",
        "source 2.7亿 = 270,000,000; English says “2.7 billion” = 2,700,000,000 (×10)",
    ),
    (
        "number-power-shift",
        "规模3.2万亿元。",
        "A size of 3.2 billion yuan.",
        "source 3.2万亿 = 3,200,000,000,000; English says “3.2 billion” = 3,200,000,000 (×0.001)",
    ),
    (
        "number-differs",
        "增长4.7%。",
        "It rose 47%.",
        "source 4.7%; English says “47” percent (×10)",
    ),
    (
        "number-missing",
        "投入92.6亿元。",
        "Much was spent.",
        "source 92.6亿 = 9,260,000,000; no English number here or in the sentences around it has "
        "this value",
    ),
    (
        "percentage-point",
        "提高4个百分点。",
        "Up 4 percent.",
        "source 4个百分点 = 4 percentage points; English says “4 percent”, which is percent",
    ),
    (
        "date-mismatch",
        "5月17日开幕。",
        "It opened on May 27.",
        "source 5月17日 = May 17; English says “May 27”",
    ),
    (
        "yoy-mom",
        "环比增长6%。",
        "Up 6% year on year.",
        "source 环比 compares with the period before; English says “year on year”",
    ),
    (
        "discount",
        "全场八折。",
        "All 80% off.",
        "source 八折 = 80% of the price, 20% off; English says “80% off”",
    ),
    ("tenth", "六成赞成。", "Six agreed.", "source 六成 = 60 percent; English says “Six”"),
    (
        "doubling",
        "产值翻两番。",
        "Output doubled.",
        "source 翻两番 = 4 times as much; English says “doubled”",
    ),
    (
        "currency-swap",
        "罚款2万元。",
        "A fine of $20,000.",
        "source 2万 = 20,000 元 (yuan); English says “$20,000”",
    ),
    (
        "unit-swap",
        "全长120公里。",
        "It is 120 miles long.",
        "source 120 公里 (kilometers); English says “120 miles”",
    ),
]


@pytest.mark.parametrize(("check_id", "source", "target", "reason"), REASONS)
def test_reasons_name_words_and_figures(
    check_id: str, source: str, target: str, reason: str
) -> None:
    assert [f.reason for f in found(source, target, check_id)] == [reason]


def test_severities() -> None:
    shift = found("投资2.7亿元。", "They invested 2.7 billion yuan.", "number-power-shift")[0]
    assert (shift.severity, shift.category) == (Severity.CRITICAL, "accuracy/number")
    missing = found("投入92.6亿元。", "Much was spent.", "number-missing")[0]
    assert (missing.side, missing.category) == ("source", "accuracy/omission")
    assert found("提高4个百分点。", "Up 4 percentage.", "percentage-point")[0].severity == "minor"


def test_ids_are_stable_and_described() -> None:
    assert list(CHECKS) == [
        "number-power-shift",
        "number-differs",
        "number-missing",
        "number-missing-small",
        "number-added",
        "magnitude-differs",
        "percentage-point",
        "date-mismatch",
        "half-day",
        "time-of-day",
        "yoy-mom",
        "discount",
        "tenth",
        "doubling",
        "multiple",
        "ordinal-differs",
        "fraction-differs",
        "period-differs",
        "score-differs",
        "currency-swap",
        "unit-swap",
        "number-format",
    ]
    assert {rule.id for rule in NUMBER_CHECKS if not rule.default} == {
        "number-missing-small",
        "number-added",
    }
    assert all(len(rule.description) > 40 and rule.title for rule in NUMBER_CHECKS)


CHINESE = st.lists(
    st.sampled_from(["1.6亿", "三万", "元", "5%", "个百分点", "翻两番", "八折", "六成", "3倍",
                     "环比", "同比", "3月4日", "2019年", "周三", "，", "增长", "亩",
                     "12", "百分之"])
).map("".join)  # fmt: skip
ENGLISH = st.lists(
    st.sampled_from(["1.6", "billion", "yuan", "$", "5%", "percent", "points", "doubled", "March",
                     "4", "2018", "Thursday", "year on year", "three", "times", "acres", "80% off",
                     "2. 4 trillion", ",", "and"])
).map(" ".join)  # fmt: skip


@given(CHINESE | st.text(max_size=40), ENGLISH | st.text(max_size=40))
def test_rules_never_raise_and_spans_fit(source: str, target: str) -> None:
    pair = SegmentPair("d", 0, source, target)
    context = Context((pair,), 0)
    for rule in NUMBER_CHECKS:
        for finding in rule.run(pair, context):
            text = target if finding.side == "target" else source
            assert 0 <= finding.start < finding.end <= len(text)
            assert finding.check_id == rule.id
            assert all(source[s.start : s.end] == s.text for s in finding.source_spans)


@pytest.mark.skipif(not ARTICLE.is_dir(), reason="the shared acceptance article is not here")
def test_acceptance_article_has_no_number_finding() -> None:
    names = ("source.zh.txt", "target.en.txt")
    texts = [(ARTICLE / name).read_text(encoding="utf-8") for name in names]
    chinese, english = ([line for line in text.split("\n") if line.strip()] for text in texts)
    assert len(chinese) == len(english)
    pairs = pairs_of(*zip(chinese, english, strict=True))
    findings = [
        finding.reason
        for index, pair in enumerate(pairs)
        for rule in DEFAULT
        for finding in rule.run(pair, Context(pairs, index))
    ]
    assert findings == []
