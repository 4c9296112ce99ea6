"""Words of denial in Chinese and in English, and Chinese words that only look like denials."""

from __future__ import annotations

import re

from checker.language.grammar_words import words

__all__ = [
    "ANY_DENIAL",
    "DENIAL",
    "ENGLISH_NEGATIVE",
    "ENGLISH_NOT",
    "ENGLISH_NOT_WORDS",
    "ENGLISH_WEAK",
    "MAY_DENY",
    "NO_DENIAL",
    "blank_lexical",
    "only_if",
]

# Words with 不, 没, 未, 无 … that deny nothing, or that English turns into a positive word.
_LEXICAL_TEXT = """
    不一 不久 不乏 不了 不亚于 不仅 不仅没有 不会让 不但 不低于 不住 不便 不信任
    不倒 不停 不光 不准确 不减 不凡 不出去 不出意外 不出所料 不利 不到 不动产 不单
    不厌 不只 不可开交 不可思议 不可或缺 不可避免 不同 不吝 不在意 不在话下 不外
    不大于 不失 不好 不如 不妨 不孤 不安 不容 不小于 不少 不少于 不屈 不屑 不已
    不平 不幸 不当 不得不 不得已 不必要 不忘 不快 不惜 不愁 不愧 不愿公开 不愿具名
    不愿透露 不懈 不拘 不敢相信 不料 不断 不日 不时 不明 不易 不晚于 不朽 不止 不法
    不渝 不满 不然 不用说 不由 不确定 不禁 不移 不等 不管 不约而同 不绝 不胜
    不能超过 不良 不苟 不要脸 不言 不计其数 不论 不谋 不负 不起 不超过 不足 不辱
    不过 不远 不适 不逞 不遗余力 不锈 不错 不限 不高于 东非 中非 以免 会不会 免疫
    不拖泥带水 免税 免费 出没 勿 北非 千万不要 南非 可不可 埋没 好不好 对不起 差不多 巴不得
    并非 必不可少 无不 无为 无偿 无奈 无形 无忧 无愧 无故 无效 无数 无比 无畏 无疑
    无私 无穷 无线 无缘 无缝 无论 无轨 无辜 无锡 无限 无障碍 无非 是不是 是非
    有没有
    未免 未婚 未来 毫不 毫无意义 沉没 没事 没收 没落 淹没 禁止 禁毒 简直不敢
    能不能 莫非 行不行 西非 要不 要不要 避免 除非 难免 非公 非农 非凡 非常 非法
    非洲 非遗 非金融
"""
_NO_PLAIN_DENIAL = re.compile(
    r"没有(?:哪|谁|什么|任何|人|一)[^，。；！？\n]{0,8}?(?:不|没有?|未)"
    r"|(?:不是|并非|绝非|不可能|不能|不会|不得|不应|不该|未尝|谁也)(?:没有?|不|未)"
    r"|不无(?!法)|没有(?:人|谁|什么)[^，。；！？\n]{0,4}比|(?:若|要|如果)不是|若非"
    r"|(?:不要|别|勿|不)忘|不堪设想|运气不好"
    r"|没有?(?:白费|白白|枉费|辜负)|没有(?:年龄|身高|性别|地域|人数|时间)?限制"
)
"""What denies twice (没有一个学生不喜欢他, 不可能不知道), compares (没有人比他更清楚), supposes
(若不是), or has a plain English word without a denial (没有白费)."""

_LEXICAL = re.compile(
    "|".join((_NO_PLAIN_DENIAL.pattern, *sorted(_LEXICAL_TEXT.split(), key=len, reverse=True)))
)
# 未经同意不得转让: «may assign only with consent».
_UNLESS = re.compile(r"未经|未满|未得|(?:之?前|以前)[，,]?[^。；！？\n]*?(?:不|未)")
_ONLY = re.compile(
    r"\b(?:only|once|restricted to|limited to|reserved for|(?:and|or) (?:over|older|above))\b",
    re.IGNORECASE,
)

DENIAL = re.compile(
    "并不|从不|决不|绝不|也不|都不|就不|还不|又不|却不|将不|不会|不能|不是|不愿|不想|不敢|不肯|不应|不该"
    "|不需|不准|不曾|不予|没有|没能|从未|尚未|未能|未曾|并未|仍未|还未|均未"
    "|没(?:想|被|看|听|见|找|做|收|得到|说|人|钱|注意|意识|理由|赢|输|来|去|事)"
    "|未(?:经|获|见|收|找|提|回应|作|出现|使|受|被|必|达|发|给|公|透|通|实现|完成)"
    "|无(?:法|力|意|权|需|须|任何)"
    "|不(?:知道|认为|相信|打算|希望|允许|支持|接受|同意|存在|属于|具|符合|涉及|清楚|太|够|行|代表"
    "|意味|影响|考虑|排除|喜欢|记得|理解|承认|参加|参与|含|包括|适合|确定|再|在乎|对|构成|到位|成立"
    "|出|得|许|要|用|必|利于|如(?:人意|预期))"
)
"""A plain denial, in a text whose look-alikes are blanked."""

ANY_DENIAL = re.compile("[不没沒未无無别別勿]")
"""A sign of denial, in a text whose `NO_DENIAL` is taken out: enough where the English is read as
lacking a «not» (不知道, 未遵守, 从来没)."""

NO_DENIAL = re.compile(
    rf"(?:{_NO_PLAIN_DENIAL.pattern}|(?:非|无|無|莫)不|是不是|有没有|能不能|会不会|要不要"
    r"|无数(?![据字值学量额码])|無數(?![據字值學量額碼])|没有不|不要紧)"
)
"""是不是, 有没有 and the like ask; 不得不, 并非不 and other double denials affirm; 无数 is many."""

MAY_DENY = re.compile("[不没沒未无無非别別勿莫否难難拒免禁余剩缺少除停止杜绝失]")
"""A sign for which English may deny; Chinese denies by verbs as well: 结余 is what is not spent."""

ENGLISH_NEGATIVE = re.compile(
    r"n['’]t\b|\b(?:no|not|never|none|nor|neither|nothing|nobody|nowhere|cannot|without|unless"
    r"|non\w*|fail\w*|lack\w*|refus\w*|den(?:y|ies|ied|ial)\w*|ban(?:s|ned)?|hardly|rarely|seldom"
    r"|scarcely|barely|few|little|zero|absen\w+|unable|un(?!i(?:t|on|vers|q|f)|der|til|less)\w+"
    r"|in(?:ab|acc|adeq|diff|suff|eff|evit|vis|act|correct|comp|sep|sec|consis|dep)\w+"
    r"|in\w+[ai]ble|ir(?:r|m)\w+|il(?:leg|lic|log)\w*|im(?:poss|perf|prop|mat|mob)\w+"
    r"|im[mp]\w+able|dis(?:agree|app|sat|obey|clos|qual|con|reg|ab)\w*|\w{3,}less|anonym\w*"
    r"|reluctan\w+|far from|out of|instead|rather than|avoid\w*|prevent\w*|prohibit\w*|forbid\w*"
    r"|too (?:busy|late|few|little|short|tired|far)|await\w*|outstanding|overdue|violat\w*"
    r"|breach\w*|new to|reject\w*|ceas\w*|stop\w*|abstain\w*|doubt\w*|exclu\w*|against"
    r"|won['’]?t|block\w*)",
    re.IGNORECASE,
)
"""A word that denies by itself, wherever it stands in the sentence."""

ENGLISH_WEAK = re.compile(
    r"\byet to\b|\b(?:carr(?:y|ies|ied|ying)|press(?:es|ed|ing)?) on\b|\b(?:persever|persist)\w*"
    r"|\btoo\b.*?\bto\b|[- ]free\b|\b(?:than|less|remain\w*|away|before|until|ends?|ended"
    r"|loss\w*|los[te]\w*|miss(?:ed|ing)|only|beyond|still|short of|void\w*|exempt\w*|oppos\w*"
    r"|forget\w*|gone|ignor\w*|limit\w*|maximum|fine|subtle|bad|arbitrar\w*|from \w+ing|suspen\w*"
    r"|instab\w*|object\w*|hope\w*|apologi\w*|alleviat\w*|giv\w+ up|shame|quit|drop\w*|halt\w*"
    r"|for the first time"
    r"|relie[fv]\w*|out|off|hard|difficult\w*|foreign\w*|dis(?!c[uo]|tr|ea|as|pl|tan|pat|tin)\w+)\b",
    re.IGNORECASE,
)
"""A word that may stand for a denial, if it stands at about the same place."""


ENGLISH_NOT_WORDS = words("no none never neither nobody nothing without")
"""Words in whose place a reader of the Chinese may expect a denial."""

ENGLISH_NOT = re.compile(
    r"n['’]t\b|\b(?:not|no|never|none|nor|nothing|without|cannot)\b", re.IGNORECASE
)
"""The plainest denials, one of which stands for each of the Chinese."""


def blank_lexical(source: str) -> str:
    """Return a source of the same length without the words that only look like denials."""
    return _LEXICAL.sub(lambda match: "\0" * len(match.group()), source)


def only_if(source: str, english: str) -> bool:
    """Whether both sides make a condition, the Chinese by denying twice: 未经…不得, "only with"."""
    return _UNLESS.search(source) is not None and _ONLY.search(english) is not None
