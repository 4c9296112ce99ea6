"""How much a decoded text looks like Chinese or English prose rather than mis-decoded bytes.

Bytes read in the wrong encoding give rare characters; real text is mostly made of common ones.
Measured on news sentences of 12 characters and more: at least 0.3 in the right encoding (half of
them above 0.7), at most 0.2 in a wrong one.
"""

from __future__ import annotations

import re

__all__ = ["common_count", "han_share", "is_gb18030_in_disguise", "likeness"]

# The most frequent characters of modern Chinese, and those that differ in traditional writing.
_COMMON_HAN = (
    "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都"
    "然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些与高意进把法此实"
    "回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听"
    "世气信北少关并内加化由却代军产入先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期"
    "叫死常提感金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林题建南度统色"
    "字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往展该领传近留红治决周保达办运武半候"
    "七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研"
    "像找友孩站广改议形委早房音火际则首单据导影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽"
    "這個來國說們為時會過對裡後麼還發當無開從動兩長樣現將與進實點種聲話機給幾業間東氣電關並產總場師書員報馬張難數車應親務記"
    "邊戰許覺統請愛讓認論義術結資隊帶條變聯權領傳達辦運強區轉眾輕語滿極寫識錢黨設雙歷廣議際單據導網專誰讀觀爭組視濟離雖"
)
_COMMON = frozenset(
    _COMMON_HAN + "，。、；：？！“”‘’（）《》「」『』【】—…·　０１２３４５６７８９％"
)
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_HAN = re.compile("[㐀-䶿一-鿿豈-﫿\U00020000-\U000323af]")
_ABOVE_TWO_BYTES = re.compile("[^\x00-\u07ff]")
_BEYOND_LATIN = re.compile("[\u0250-\u07ff]")
_LATIN = re.compile(r"[A-Za-z]")
_SAMPLE = 200_000
"""Characters looked at; chosen, a bound on work: shares are settled long before."""


def likeness(text: str) -> float | None:
    """Returns the share of a text's non-ASCII characters that are common in Chinese text.

    Returns:
        [0, 1], higher = more like text read in the right encoding; None if all of it is ASCII.
        Only the first 200,000 characters are looked at.
    """
    foreign = len(_FOREIGN.findall(text[:_SAMPLE]))
    return common_count(text) / foreign if foreign else None


def common_count(text: str) -> int:
    """Returns how many characters are Chinese ones that are common in Chinese text.

    Only the first 200,000 characters are looked at.
    """
    return sum(ch in _COMMON for ch in _FOREIGN.findall(text[:_SAMPLE]))


def is_gb18030_in_disguise(text: str) -> bool:
    """Whether a text decoded as UTF-8 may be Chinese in GB18030 whose bytes also are valid UTF-8.

    That happens to a few short words only, each of which turns into Greek, Cyrillic and the like.
    """
    if text.isascii() or _ABOVE_TWO_BYTES.search(text) or not _BEYOND_LATIN.search(text):
        return False
    try:
        other = text.encode("utf-8").decode("gb18030")
    except UnicodeError:
        return False
    return (likeness(other) or 0.0) >= 0.5


def han_share(text: str) -> float | None:
    """Returns the share of Chinese among the Chinese and Latin letters of a text.

    Returns:
        [0, 1]; None for a text with neither. Only the first 200,000 characters are looked at.
    """
    sample = text[:_SAMPLE]
    han, latin = len(_HAN.findall(sample)), len(_LATIN.findall(sample))
    return han / (han + latin) if han + latin else None
