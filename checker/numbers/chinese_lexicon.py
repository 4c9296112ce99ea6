"""The words around Chinese numerals: what makes them a number, and what makes them none."""

from __future__ import annotations

import re

from checker.language.tables import rows, words
from checker.numbers.chinese_numerals import DIGITS

__all__ = [
    "APPROX_AFTER",
    "APPROX_BEFORE",
    "COUNTED_NOUN",
    "LEXICAL",
    "MARK",
    "MINUTES",
    "NO_MARKS",
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
_DIGIT = "".join(DIGITS)
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

LEXICAL = re.compile(
    "|".join(
        f"{word}(?!之)" if word in ("万分", "十分") else word  # 万分感谢, but 万分之三
        for word in sorted(words("numbers/no_numbers"), key=lambda word: (-len(word), word))
    )
)
"""Words and names that contain numerals but state no number."""

NO_MARKS = {
    (kind, sign): f"(?!{follows})"
    for sign, kind, follows in rows("numbers/no_marks", "sign", "kind", "follows")
}
"""Kind and sign → what must not follow the sign, as a part of a pattern."""


MARK = re.compile(
    r"\s?(?:多|余|左右|来)?\s?(?:"
    r"(?P<percent>%|个百分比)"
    r"|(?P<permille>‰)"
    r"|(?P<point>个?多?百分点)"
    r"|(?P<basis>个?基点)"
    r"|(?P<decade>年代)"
    r"|(?P<century>个?世纪)"
    rf"|(?P<month>月份?{NO_MARKS['month', '月']})"
    rf"|(?P<year>年{NO_MARKS['year', '年']})"
    rf"|(?P<day>[日号]{NO_MARKS['day', '日']})"
    rf"|(?P<clock>[时点]{NO_MARKS['clock', '时']})"
    r"|(?P<multiple>倍)"
    rf"|(?P<discount>折{NO_MARKS['discount', '折']})"
    r"|(?P<tenth>成(?P<extra>[一二三四五六七八九半](?![一-九十百千万亿个名年月]))?"
    rf"{NO_MARKS['tenth', '成']})"
    rf"|(?P<doubling>番{NO_MARKS['doubling', '番']})"
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
