"""Chinese personal names in the source, and how they are read in pinyin.

A name is believed in only where a cue stands beside it: an office before («书记王小明») or a
verb of saying after («王小明表示»). Readings come from pypinyin; of a character with several, all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from checker.language.characters import is_han
from checker.records import Span

__all__ = [
    "PersonName",
    "name_index",
    "person_names",
    "plain",
    "readings",
    "surname_readings",
    "usual_reading",
]

_SINGLE = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜"
    "詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋甘景薄单包司柏宁柯阮桂闵解强丘华车冉房边辜吉饶"
    "瞿戚古池柴晏冷仲梅邬全佟肖刁臧储简娄连匡宫匙仇卓楼明植候巩匡栾申付习栗闫佘逯於励邸"
)
_DOUBLE = (
    "欧阳",
    "司马",
    "诸葛",
    "上官",
    "皇甫",
    "尉迟",
    "司徒",
    "令狐",
    "慕容",
    "夏侯",
    "东方",
    "端木",
)
_SURNAME = rf"(?:{'|'.join(_DOUBLE)}|[{''.join(sorted(set(_SINGLE)))}])"
_SAYS = (
    "说|表示|介绍|指出|认为|称|告诉|强调|坦言|透露|解释|回忆|主持|出席|会见|补充|感叹|分析|建议|宣布|呼吁|带领"
    "|率队|接受|在接受|在会上|在致辞|在讲话|在发言|代表|谈到|直言|以\\d|夺得|获得|摘得|率先|凭借|当选|出任|担任|抵达|前往|致辞|发言|发表|签署|指挥|走访|考察|调研|笑着|道出|讲述"
)
_OFFICES = (
    "记者|主席|书记|总理|部长|副部长|省长|市长|县长|区长|镇长|村长|局长|厅长|处长|科长|院长|校长|所长|董事长|总经理"
    "|总裁|主任|司长|教授|博士|院士|委员|发言人|队长|会长|理事长|秘书长|负责人|研究员|医生|医师|导演|演员|选手"
    "|名将|小将|村民|居民|巡视员|教练|组长|站长|厂长|经理|老师|工程师|民警|律师|法官|检察官|班长|连长|团长|师傅"
    "|创始人|科学家|首席专家|设计师|航天员|飞行员|船长|机长|运动员|球员|队员|冠军|亚军|学者|总监|馆长|大使|总领事|作家|歌手|摄影|通讯员|编辑|电"
)
_GIVEN = r"[\u4e00-\u9fff]{1,2}"
_NAME = re.compile(
    rf"(?:(?<=^)|(?<=[，。、；：！？“”（）()\s])|(?:{_OFFICES})[\s：:（(]{{0,2}})"
    rf"(?P<surname>{_SURNAME})(?P<given>{_GIVEN}?)(?:{_SAYS})"
    rf"|(?:{_OFFICES})[\s：:（(]{{0,2}}(?P<surname2>{_SURNAME})(?P<given2>{_GIVEN})"
    r"(?=[，。、；：）)\s]|$)"
)
_ANY_SURNAME = re.compile(_SURNAME)
# Readings that only surnames have, where a dictionary's list of readings may lack them.
_SURNAME_READINGS = {
    "单": ("shan",), "解": ("xie",), "仇": ("qiu",), "任": ("ren",), "曾": ("zeng",),
    "查": ("zha",), "盖": ("ge",), "区": ("ou",), "覃": ("qin", "tan"), "翟": ("zhai", "di"),
    "朴": ("piao",), "尉迟": ("yuchi",), "万": ("wan",), "柏": ("bai", "bo"), "薄": ("bo",),
    "吕": ("lv", "lu", "lyu"), "肖": ("xiao",), "萧": ("xiao",), "阎": ("yan",), "纪": ("ji",),
    "华": ("hua",), "牟": ("mou", "mu"),
}  # fmt: skip


# Ordinary words that begin like a name.
_NO_NAMES = re.compile(
    "周[一二三四五六日末边围年期]|强[调化大烈势]|方[面便法式案针向]|曾[经在说指表任]|查[询看明处]|白皮书"
    "|单[方位独]|万[元人名家一]|高[度峰级层]|马[上克]|任[务何期]|安全|平[均台时]|时[间任常]|成[为立功果]|全[国面市省"
    "县球部]|向[媒社各大]|和[平谐]|关[于注系]|时任|路透|相关|有关|管[理委]|项目|路[透边]|华[为人侨]|古[代都]|金[融"
    "额]|石[油化]|水|江[苏西]|海|陕|韩国|秦[岭皇]|武[汉警林]|程[度序]|毛[利衣]|余[年名额]|石[家油]|申[请报]|宁[波夏]"
)


class PersonName(NamedTuple):
    """A name in the source: `source[start:end] == surname + given`.

    Attributes:
        sure: the cue leaves little doubt (an office stands before it, or both parts of the given
            name are there and the whole is no ordinary word).
    """

    start: int
    end: int
    surname: str
    given: str
    sure: bool


def person_names(source: str) -> Iterator[PersonName]:
    """Yield names that have a cue beside them, left to right."""
    for match in _NAME.finditer(source):
        group = "surname" if match["surname"] else "surname2"
        given = match["given"] if match["surname"] else match["given2"]
        start = match.start(group)
        if not given or _NO_NAMES.match(source, start):
            continue
        sure = start > match.start() or len(given) == 2
        yield PersonName(start, start + len(match[group] + given), match[group], given, sure)


@lru_cache(maxsize=4)
def name_index(source: str) -> dict[tuple[str, str], Span]:
    """Return every reading (surname, given name) that some characters of a source could have.

    Any character that can be a surname counts, cue or not, with the one or two after it. The value
    is the first place.
    """
    index: dict[tuple[str, str], Span] = {}
    for match in _ANY_SURNAME.finditer(source):
        surnames = readings(match.group(), surname=True)
        for size in (1, 2):
            given = source[match.end() : match.end() + size]
            if len(given) < size or not all(map(is_han, given)):
                break
            span = Span(match.start(), match.end() + size, match.group() + given)
            for surname in surnames:
                for reading in readings(given):
                    index.setdefault((surname, reading), span)
    return index


@lru_cache(maxsize=1)
def surname_readings() -> frozenset[str]:
    """Return how all known surnames read."""
    names = (*_SINGLE, *_DOUBLE)
    return frozenset(reading for name in names for reading in readings(name, surname=True))


_SYLLABLE = (
    "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai"
    "|an|ao|ei|en|er|ou|ia|ie|in|iu|ua|ue|ui|un|uo|a|e|o|i|u|v))"
)
_PINYIN = re.compile(f"{_SYLLABLE}{{1,2}}")


def is_pinyin(word: str) -> bool:
    """Whether a small-letter word could be one or two syllables of pinyin."""
    return _PINYIN.fullmatch(word) is not None


def plain(text: str) -> str:
    """Return a romanised name in small letters without accents, hyphens and apostrophes."""
    bare = unicodedata.normalize("NFKD", text.replace("ü", "v").replace("Ü", "v"))
    return "".join(ch for ch in bare if ch.isalpha() and not unicodedata.combining(ch)).lower()


@lru_cache(maxsize=16384)
def readings(text: str, *, surname: bool = False) -> frozenset[str]:
    """Return all toneless pinyin readings of a short text, joined («xiaoming»)."""
    if surname and text in _SURNAME_READINGS:
        return frozenset(_SURNAME_READINGS[text])
    table = _table(text, heteronym=True)
    found: set[str] = set()
    for syllables in product(*table):
        joined = "".join(syllables)
        found.add(joined)
        if "v" in joined:
            found.update((joined.replace("v", "u"), joined.replace("v", "yu")))
    return frozenset(found)


def usual_reading(text: str, *, surname: bool = False) -> str:
    """Return the most usual toneless pinyin of a short text, joined («xiaoming»)."""
    if surname and text in _SURNAME_READINGS:
        return _SURNAME_READINGS[text][0]
    return "".join(syllables[0] for syllables in _table(text, heteronym=False))


def _table(text: str, *, heteronym: bool) -> list[list[str]]:
    # Imported here: reading the dictionary takes a third of a second.
    from pypinyin import Style, pinyin

    return pinyin(text, style=Style.NORMAL, heteronym=heteronym, v_to_u=False)
