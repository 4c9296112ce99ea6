"""The words around Chinese numerals: what makes them a number, and what makes them none."""

from __future__ import annotations

import re

__all__ = [
    "APPROX_AFTER",
    "APPROX_BEFORE",
    "COUNTED_NOUN",
    "LEXICAL",
    "MARK",
    "MINUTES",
    "OPEN_END",
    "PAST_NOON",
    "RUN",
    "SCAN",
    "VAGUE_BEFORE",
]

# A full-width comma has become 、 by now; before 000 it can only group thousands.
_FIGURES = (
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:、000)+(?!\d)|\d{1,3}(?: \d{3})+(?!\d)|\d+)(?:\.\d+)?"
)
_DIGIT = "零一二两三四五六七八九"
# 千 before these is the SI prefix: 500千瓦 is 500 kW, not 500,000 W.
_UNIT = "(?:[十百万亿]|千(?!米|克(?!拉)|瓦|伏|卡|帕|赫|兆|焦|升|字节))"
_HAN = f"(?:[{_DIGIT}廿卅卌]|{_UNIT})"

RUN = (
    rf"(?:(?<![A-Za-z\d.,_@#]){_FIGURES}|{_HAN})"
    rf"(?:{_UNIT}|(?<=[{_DIGIT}十百千万亿廿卅卌])[{_DIGIT}]"
    rf"|点(?=[{_DIGIT}])|(?<=点)[{_DIGIT}]"
    rf"|(?<=[百千万亿]){_FIGURES}"
    rf"|(?:[ ][多余来几]?|[多余来几][ ]?)(?={_UNIT})|个(?=亿(?!元|美元)))*"
)
"""A numeral: figures, Han digits and units, with 多 余 来 几 allowed before a unit."""

SCAN = re.compile(rf"(?P<denominator>{RUN})分之(?P<numerator>{RUN})|(?P<run>{RUN})")
"""Matches every candidate numeral of a canonical text, X分之Y as one."""

_STOP_WORDS = """
一带一路 一些 一起 一直 一定 一切 一样 一般 一致 一旦 一再 一向 一律 一同 一体 一方面 一共 一路
一身 一边 一线 一流 一度 一种 一下 一面 一如 一番 一味 一举 一贯 一系列 一心 一概 一连 万一 唯一
统一 千万别 千万不 千万要 千万记 千万小心 千万注意 千万当心 千万莫 千万勿 千万得 百度 百姓 百货
百科 百合 百色 百事 百胜 百老汇 百余年 百年 百般 百家 百慕大 百分比 百分点 百分制 百分百 百强
百里 百灵 百忙 百川 百花 千禧 千里 千古 千秋 千岛 千代 千家 千百 千军 千年 千辛 千篇 千载 千方
千金 千叶 千层 千头 万科 万达 万州 万宁 万象 万圣 万物 万岁 万能 万里 万事 万分 万众 万般 万全
万幸 万国 万维 万豪 万博 万家 万千 万向 万历 万宝 万隆 万盛 万荣 万县 万年 万丈 万无 万恶 万华
万安 亿万 亿欧 亿利 亿航 十分 十足 十堰 十字 十全 十佳 十恶 十四五规划 十三五规划 十二五规划
十四五期间 十三五期间 十二五期间 三亚 三明 三峡 三星 三农 三军 三角 三维 三文 三菱 三井 三门峡
三江 三沙 三国 三氯 三轮 三明治 三顾 再三 四川 四平 四合院 四书 四肢 四处 四周 四面 四环素 五一
五四 五金 五官 五粮 五花 五台 五行 五指 五脏 六安 六合 六盘 七夕 七喜 七嘴 乱七 八一 八达 八卦
八宝 八仙 胡说八道 九江 九寨 九龙 九华 九三 九鼎 九州 四分之一决赛 八分之一决赛 两个一百年
一万步 911 双11 双12 双十一 双十二 两会 两岸 两学一做 两弹 两院 两江 两广 两河 二维 二胡 二手
二氧 二战 二次元 第一时间 之一 零售 零食 零部件 零件 零星 零下 零距离 一千零一夜 四万万 千千万万
成千上万 千家万户 万水千山 千山万水 一五一十 九牛
"""
LEXICAL = re.compile(
    "|".join(
        f"{word}(?!之)" if word in ("万分", "十分") else word  # 万分感谢, but 万分之三
        for word in sorted(_STOP_WORDS.split(), key=len, reverse=True)
    )
)
"""Words and names that contain numerals but state no number."""

_TENTH_VERBS = "为立功果本员都长品分熟交人绩就群型家套片双对活效因见语像真亲名才形龙了过风就败衣婚"
MARK = re.compile(
    r"\s?(?:多|余|左右|来)?\s?(?:"
    r"(?P<percent>%|个百分比)"
    r"|(?P<permille>‰)"
    r"|(?P<point>个?多?百分点)"
    r"|(?P<basis>个?基点)"
    r"|(?P<decade>年代)"
    r"|(?P<century>个?世纪)"
    r"|(?P<month>月份?(?!球|亮|光|饼|薪|均|嫂|台|租|季))"
    r"|(?P<year>年(?!级|轻|纪|货|薪|会|龄|华|夜|画|糕|多|来|间))"
    r"|(?P<day>[日号](?!元|圆|币|本|语|均|志|报|线|楼|机|车|馆|店|台|井|院|文|令|选|种|位|码|公|门|坑|墓|矿|桌|仓|球))"
    r"|(?P<clock>[时点](?!代|期|装|尚|段|机|隔|速|任|而|候|评|赞|名|击|燃|子|心|滴))"
    r"|(?P<multiple>倍)"
    r"|(?P<discount>折(?!合|算|射|旧|叠|磨|腾|服|返|断|回|桂|损|中|冲|戟|子))"
    rf"|(?P<tenth>成(?P<extra>[一二三四五六七八九半](?![一-九十百千万亿个名年月]))?(?![{_TENTH_VERBS}]))"
    r"|(?P<doubling>番(?!茄|薯|禺|号|外|组|红|石|泻|话|努|折|调|讨|较|交|介))"
    r")"
)
"""The mark after a numeral that gives it its kind; the group name says which."""

VAGUE_BEFORE = re.compile("(?:[几数上成多若]|好几|上下|成千|数以)$")
"""Before a bare unit: 几百, 数万, 上千 state no figure."""

COUNTED_NOUN = re.compile(
    "[多余]?(?:[元美欧日英港亩吨人名户辆次家件台套个张份只头条座间所位种册米斤克瓦平公立粉观网用居游"
    "村农群职员市民市级韩卢卫]|台币|桶|株|颗|枚|部|架|艘|箱|场|届|岁|年|天|小时|千瓦|台套|规模|大关|级)"
)
"""What a bare 百万 or 万亿 must count to be a number."""

MINUTES = re.compile(r"\s?分(?!钟|之|成|别|布)")
APPROX_BEFORE = re.compile(
    "(?:近|约|逾|超|过|不足|不到|未满|至少|最多|最少|突破|大概|大致|估计|多达|高达|上|破|达|满|几乎|快)"
    "(?:为|了|有|达|到|出)?$"
)
OPEN_END = re.compile(
    r"\s?(?:多(?![云媒功元数党达])|余(?![额下生温波震留地光热量粮款力味])"
    "|几(?=[个名人位岁年天户家条种台辆斤亩里米元块分所件间座]))"
)
"""After a numeral: it counts that many and some more."""

APPROX_AFTER = re.compile("[多余来]|.{0,4}?(?:左右|上下|以上|以下|以内|之多|开外|不到|许)")
PAST_NOON = re.compile(
    "(?:下午|晚上?|傍晚|夜里?|深夜|午后|中午|当晚|今晚|昨晚|明晚|午夜|入夜|夜间)[^，。；]{0,3}$"
)
"""Before a clock time: the hour may be meant as afternoon or night."""
