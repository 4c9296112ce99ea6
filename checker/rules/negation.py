"""negation-flip: the source denies, the English has no negative word (or the reverse)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.records import Finding, SegmentPair, Severity, Span
from checker.rules.base import Rule, RuleContext
from checker.rules.view import finding

__all__ = ["RULE"]

# Words with 不, 没, 未, 无 … that deny nothing, or that English turns into a positive word.
_LEXICAL = re.compile(
    "不断|不仅|不但|不只|不光|不单|不少|不得不|不久|不同|不过|不管|不论|不一|不如|不止|不禁|不凡|不已|不时"
    "|不妨|不愧|不惜|不乏|不料|不然|不再|不足|不等|不低于|不少于|不超过|不高于|不大于|不小于|不晚于|不容"
    "|不可|不良|不法|不利|不满|不幸|不安|不平|不锈|不动产|不倒|不约而同|不可或缺|不可避免|不得|不要|不必"
    "|不用|不便|不明|不当|不适|不快|不错|不好|不易|不忘|不懈|不朽|不屈|不停|不住|不起|不了|毫不|不让|不许"
    "|没收|沉没|淹没|出没|埋没|没落|未来|未婚|未必|未免|无论|无比|无疑|无锡|无线|无人|无限|无偿|无私|无数"
    "|无非|无不|无奈|无缘|无愧|无障碍|无缝|无轨|无故|无忧|无为|无形|无辜|无效|无力|无法|无畏|无穷|非常"
    "|非洲|非法|非凡|非遗|除非|并非|莫非|是非|北非|南非|西非|东非|中非|非公|非农|非金融|能不能|是不是"
    "|会不会|要不要|有没有|好不好|行不行|可不可|对不起|差不多|禁止|禁毒|免费|免税|避免|难免|以免|免疫|勿"
)
_DENIAL = re.compile(
    "并不|从不|决不|绝不|也不|都不|就不|还不|又不|却不|将不|不会|不能|不是|不愿|不想|不敢|不肯|不应|不该"
    "|不需|不准|不曾|不予|没有|没能|从未|尚未|未能|未曾|并未|仍未|还未|均未"
)
_ENGLISH = re.compile(
    r"n['’]t\b|\b(?:no|not|never|none|nor|neither|nothing|nobody|nowhere|cannot|without|unless|un\w+"
    r"|in(?:ab|cap|adeq|suff|eff|disp|evit|exp|comp|sep|vis)\w+|im(?:poss|perf|prop|mat)\w+"
    r"|ir\w+|il(?:leg|lic|log)\w*|dis\w+|non\w*|fail\w*|lack\w*|refus\w*|den[yi]\w*|ban\w*"
    r"|prevent\w*|avoid\w*|prohibit\w*|forbid\w*|reject\w*|hardly|rarely|seldom|scarcely|barely"
    r"|few|little|less|zero|absen\w+|miss\w*|free|stop\w*|yet|instead|rather|only|far from|beyond"
    r"|too|exempt\w*|void|end\w*|against|out of|away|ceas\w*|loss|los[te]\w*|exclud\w*|oppos\w*"
    r"|\w+less|reluctan\w+|doubt\w*|short|until|before|but|than|otherwise|abstain\w*|remain\w*)\b",
    re.IGNORECASE,
)


def _check(pair: SegmentPair, ctx: RuleContext) -> Iterator[Finding]:
    if not pair.source or not pair.target.strip():
        return
    plain = _LEXICAL.sub(lambda m: "\0" * len(m.group()), pair.source)
    match = _DENIAL.search(plain)
    if match is None or "?" in pair.target or _ENGLISH.search(pair.target):
        return
    start = len(pair.target) - len(pair.target.lstrip())
    yield finding(
        RULE,
        (start, len(pair.target.rstrip())),
        f"The source denies («{match.group()}»), the English has no negative word",
        confidence=0.4,
        source_spans=(Span(match.start(), match.end(), match.group()),),
    )


RULE = Rule(
    rule_id="negation-flip",
    title="Negation lost",
    description=(
        "The source has a plain denial (没有, 不会, 尚未 …) and the English no word of a broad list"
        " of negative words. Off by default: English often says the same thing positively."
    ),
    category="accuracy/mistranslation",
    severity=Severity.NEUTRAL,
    check=_check,
    needs_source=True,
    default=False,
)
