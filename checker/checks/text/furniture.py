"""page-furniture: «original title:», «Source:», share buttons and other text of the web page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.checks.base import Check, Context, finding
from checker.language.views import shorten
from checker.records import Finding, SegmentPair, Severity

__all__ = ["CHECK"]

# English pattern, and the Chinese words that would justify it. Anchored at the start of a line or
# after a date, since inside a sentence the same words are ordinary text.
_ITEMS: tuple[tuple[str, str], ...] = (
    (r"(?:date|time):? ?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?: \d{1,2}:\d\d(?::\d\d)?)?", r"日期|时间"),
    (r"source of (?:the |this )?(?:article|news|report):?", r"来源|来自"),
    (r"(?:the )?editor in charge:?", r"编辑|责编"),
    (r"print (?:this )?(?:page|article):?", r"打印"),
    (r"(?:share|forward) to:", r"分享|转发"),
    (r"(?:the )?original (?:title|headline):?", r"原标题|原题"),
    (r"(?:data |news |article |information )?sources?: ?[^.\n]{0,60}$", r"来源|来自|源"),
    (r"(?:responsible |duty |managing |executive |web )?editor(?:-in-chief)?: ?[^.\n]{0,60}$",
     r"编辑|责编|主编|编校"),
    (r"(?:edited|photo(?:graph)?ed|photos?|pictures?|proofread) by:? [^.\n]{0,60}$",
     r"编辑|责编|摄|图|照片|校对"),
    (r"(?:author|reporter|correspondent|proofreader|photographer): ?[^.\n]{0,60}$",
     r"作者|记者|校对|摄影|通讯员"),
    (r"(?:release|publication|published|posted|update|updated)(?: time| date| on| at)?:? ?"
     r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[^.\n]{0,20}", r"发布|时间|日期|更新|发表"),
    (r"(?:click|tap) (?:here|to|on|the)\b[^.\n\]】]{0,60}", r"点击|点此|单击|戳"),
    (r"(?:share|forward) (?:to|on|this|via)\b[^.\n]{0,60}$", r"分享|转发"),
    (r"scan (?:the|this) (?:QR|code)[^.\n]{0,60}", r"扫描|扫码|二维码"),
    (r"(?:follow|subscribe to|add) (?:us|our)\b[^.\n]{0,60}$", r"关注|订阅|公众号"),
    (r"(?:read|learn|view|see) (?:more|full text|the full text)\b[^.\n]{0,10}$", r"更多|全文|阅读"),
    (r"(?:related|recommended|extended|further) (?:reading|articles?|news|links?|stories)\b:?"
     r"[^.\n]{0,10}$", r"相关|推荐|延伸|拓展"),
    (r"(?:previous|next) (?:article|page|post|story):?[^.\n]{0,60}$", r"上一|下一"),
    (r"(?:back to|return to) (?:the )?(?:top|home(?:page)?|list)\b[^.\n]{0,10}$", r"返回|回到"),
    (r"(?:copyright|©)[^.\n]{0,80}(?:all rights reserved|\d{4})", r"版权|©|Copyright"),
    (r"all rights reserved", r"版权|保留"),
    (r"(?:keywords?|tags?|column|category|views?|hits|font size|print|comments?) ?: ?[^.\n]{0,60}$",
     r"关键词|关键字|标签|栏目|分类|阅读|浏览|点击|字号|字体|打印|评论"),
    (r"(?:your current location|you are here|home(?:page)? ?[>»])[^.\n]{0,60}", r"位置|首页"),
)  # fmt: skip

_LINE = re.compile(r"^[ \t\u3000\[【(]*|[\[【]", re.MULTILINE)
_DATE = r"\d{4}-\d{1,2}-\d{1,2}(?: \d{1,2}:\d\d(?::\d\d)?)? +"
_GROUPS = "|".join(f"(?P<f{i}>{english})" for i, (english, _) in enumerate(_ITEMS))
_FURNITURE = re.compile(rf"(?:{_DATE})?(?:{_GROUPS})", re.IGNORECASE | re.MULTILINE)
_NEXT = re.compile(rf"[ \t|]*(?:{_GROUPS})", re.IGNORECASE | re.MULTILINE)


def _source_has(pair: SegmentPair, match: re.Match[str]) -> bool:
    if not pair.source:
        return False
    chinese = _ITEMS[int((match.lastgroup or "f0")[1:])][1]
    return re.search(chinese, pair.source) is not None


def _check(pair: SegmentPair, ctx: Context) -> Iterator[Finding]:
    text = pair.target
    end = -1
    for line in _LINE.finditer(text):
        match = _FURNITURE.match(text, line.end()) if line.end() >= end else None
        if match is None or _source_has(pair, match):
            continue
        start, end = match.span()
        more = _NEXT.match(text, end)
        while more and more.end() > end and not _source_has(pair, more):
            end = more.end()
            more = _NEXT.match(text, end)
        end = start + len(text[start:end].rstrip())
        if start and text[start - 1] in "[【" and text[end : end + 1] in {"]", "】"}:
            start, end = start - 1, end + 1
        known = "the source says nothing of the kind" if pair.source else "not part of the text"
        yield finding(
            CHECK,
            (start, end),
            f"«{shorten(text[start:end])}» looks like a part of the web page: {known}",
            confidence=0.85 if pair.source is not None else 0.6,
            suggestion="",
        )


CHECK = Check(
    id="page-furniture",
    title="Text of the web page",
    description=(
        "A line or a square bracket that starts with what web pages put around an article"
        " («original title:», «Source:», «Editor:», «Click to …», share buttons, copyright) while"
        " the source of the segment has no such words."
    ),
    category="accuracy/addition",
    severity=Severity.MINOR,
    run=_check,
)
