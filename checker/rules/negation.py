"""negation-flip: the source denies, the English has no negative word (or the reverse)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.records import Finding, SegmentPair, Severity, Span
from checker.rules.base import Rule, RuleContext
from checker.rules.lexicon import words
from checker.rules.view import finding, view

__all__ = ["RULE"]

# Words with 不, 没, 未, 无 … that deny nothing, or that English turns into a positive word.
_LEXICAL = re.compile(
    "|".join(
        sorted(
            words("""
    不一 不久 不乏 不了 不亚于 不仅 不但 不低于 不住 不便 不倒 不停 不光 不再
    不准确 不减 不凡 不利 不动产 不单 不厌 不只 不可 不可或缺 不可避免 不同 不吝
    不在意 不外 不大于 不失 不好 不如 不妨 不孤 不安 不容 不小于 不少 不少于
    不屈 不屑 不已 不平 不幸 不当 不得 不得不 不必 不忘 不快 不惜 不愁 不愧
    不愿公开 不愿具名 不愿透露 不懈 不拘 不料 不断 不日 不时 不明 不易 不晚于
    不朽 不止 不法 不渝 不满 不然 不用 不由 不禁 不移 不等 不管 不约而同 不绝
    不胜 不良 不苟 不要 不言 不计其数 不让 不许 不论 不谋 不负 不起 不超过 不足
    不辱 不过 不适 不逞 不遗余力 不锈 不错 不限 不高于 东非 中非 以免 会不会
    免疫 免税 免费 出没 勿 北非 南非 可不可 埋没 好不好 对不起 差不多 并非 无不
    无为 无人 无偿 无力 无奈 无形 无忧 无愧 无故 无效 无数 无比 无法 无畏 无疑
    无私 无穷 无线 无缘 无缝 无论 无轨 无辜 无锡 无限 无障碍 无非 是不是 是非
    有没有 未免 未婚 未必 未来 毫不 沉没 没收 没落 淹没 禁止 禁毒 能不能 莫非
    行不行 西非 要不要 避免 除非 难免 非公 非农 非凡 非常 非法 非洲 非遗 非金融
    """),
            key=len,
            reverse=True,
        )
    )
)
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?”’」』）]*")
_DENIAL = re.compile(
    "并不|从不|决不|绝不|也不|都不|就不|还不|又不|却不|将不|不会|不能|不是|不愿|不想|不敢|不肯|不应|不该"
    "|不需|不准|不曾|不予|没有|没能|从未|尚未|未能|未曾|并未|仍未|还未|均未"
)
_ENGLISH = re.compile(
    r"n['’]t\b|\b(?:no|not|never|none|nor|neither|nothing|nobody|nowhere|cannot|without|unless|un\w+"
    r"|in(?:ab|acc|cap|adeq|diff|suff|eff|disp|evit|exp|comp|sep|vis)\w+|im(?:poss|perf|prop|mat)\w+"
    r"|ir\w+|il(?:leg|lic|log)\w*|dis\w+|non\w*|fail\w*|lack\w*|refus\w*|den[yi]\w*|ban\w*"
    r"|prevent\w*|avoid\w*|prohibit\w*|forbid\w*|reject\w*|hardly|rarely|seldom|scarcely|barely"
    r"|few|little|less|zero|absen\w+|miss\w*|free|stop\w*|yet|instead|rather|only|far from|beyond"
    r"|anonym\w*|instead|won|too|exempt\w*|void|end\w*|against|out of|away|ceas\w*|loss|los[te]\w*"
    r"|exclud\w*|oppos\w*"
    r"|\w+less|reluctan\w+|doubt\w*|short|until|before|but|than|otherwise|abstain\w*|remain\w*)\b",
    re.IGNORECASE,
)


def _parts(pair: SegmentPair) -> list[tuple[int, str, int, int]]:
    """Return (start in the source, source sentence, start and end in the target), side by side.

    Sentence by sentence where both sides have as many, else the whole segment.
    """
    source, seen = pair.source or "", view(pair.target)
    sentences = [m for m in _SENTENCE.finditer(source) if m.group().strip()]
    if len(sentences) == len(seen.sentences):
        return [
            (match.start(), match.group(), sentence.start, sentence.end)
            for match, sentence in zip(sentences, seen.sentences, strict=True)
        ]
    start = len(pair.target) - len(pair.target.lstrip())
    return [(0, source, start, len(pair.target.rstrip()))]


def _check(pair: SegmentPair, ctx: RuleContext) -> Iterator[Finding]:
    if not pair.source or not pair.target.strip():
        return
    if not _DENIAL.search(pair.source):
        return
    for source_start, source, start, end in _parts(pair):
        plain = _LEXICAL.sub(lambda m: "\0" * len(m.group()), source)
        match = _DENIAL.search(plain)
        english = pair.target[start:end]
        if match is None or "?" in english or _ENGLISH.search(english):
            continue
        place = source_start + match.start()
        yield finding(
            RULE,
            (start, end),
            f"The source denies («{match.group()}»), the English has no negative word",
            confidence=0.5,
            source_spans=(Span(place, place + len(match.group()), match.group()),),
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
