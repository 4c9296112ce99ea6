"""Toneless pinyin: what it looks like, how characters read, which words English has taken over."""

from __future__ import annotations

import re
from functools import lru_cache

from checker.language.grammar_words import words

__all__ = ["BORROWED", "ENGLISH", "SYLLABLES", "syllables"]

# An initial and the finals that follow it; rare ones (eng, dia, nun) would let English words in.
_FINALS = """
b a o ai ei ao an en ang eng i ie iao ian in ing u
p a o ai ei ao ou an en ang eng i ie iao ian in ing u
m a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u
f a o ei ou an en ang eng u
d a e ai ao ou an ang eng i ie iao iu ian ing ong u uo ui uan un
t a e ai ao ou an ang eng i ie iao ian ing ong u uo ui uan un
n a e ai ei ao an en ang eng i ie iao iu ian in iang ing ong u uo uan v ve ü üe
l a e ai ei ao ou an ang eng i ie iao iu ian in iang ing ong u uo uan un v ve ü üe
g a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang
k a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang
h a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang
j i ia ie iao iu ian in iang ing iong u ue uan un
q i ia ie iao iu ian in iang ing iong u ue uan un
x i ia ie iao iu ian in iang ing iong u ue uan un
zh a e ai ao ou an en ang eng i ong u ua uo uai ui uan un uang
ch a e ai ao ou an en ang eng i ong u uo uai ui uan un uang
sh a e ai ei ao ou an en ang eng i u ua uo uai ui uan un uang
r e ao ou an en ang eng i ong u uo ui uan un
z a e ai ao ou an en ang eng i ong u uo ui uan un
c a e ai ao ou an en ang eng i ong u uo ui uan un
s a e ai ao ou an en ang eng i ong u uo ui uan un
y a e ao ou an ang i in ing ong u ue uan un
w a o ai ei an en ang eng u
"""


def _syllables() -> list[str]:
    rows = [row.split() for row in _FINALS.split("\n") if row]
    found = [initial + final for initial, *finals in rows for final in finals]
    return sorted(words("a ai an ang ao e en er o ou") | set(found), key=len, reverse=True)


SYLLABLES = re.compile(f"(?:{'|'.join(_syllables())}){{1,6}}")
"""One to six syllables of pinyin without tones, in small letters."""


@lru_cache(maxsize=64)
def syllables(text: str) -> tuple[str, ...]:
    """Return the usual reading of each character, ü as v; empty where a character has none."""
    # Imported here: reading the dictionary takes a third of a second.
    from pypinyin import Style, pinyin

    table = pinyin(text, style=Style.NORMAL, heteronym=False, v_to_u=False, errors="ignore")
    return tuple(item[0] for item in table) if len(table) == len(text) else ()


ENGLISH = words(
    """
    a abuse academician adequate agenda aide aiming alike along alongside amaze an angle anime
    anti area aren arena arise aside awake aware balance banana banning base beige biding bike
    bore boxing buying came can candidate cane capita care career case cease chance change chase
    cheating cheese chile china citizen cuisine cure damage dance danger dangling dare data
    database date dating dealing debate decade decide deepen defence defending defense delegate
    delete demanding desire dice die dime dine dioxide dire disease ease easier eating eliminate
    elite engage enhance ensure entire era face facilitate fade fake fame fan fatigue fence
    footage fuse future game gang gate generate genie guarantee guidance guide guiding gun ha
    hailing hake hang hate he heading here heritage hesitate house huge human jingle kanban keen
    keeping la lading lake landing lane language late laying leading league lean lease leisure
    license lie like liken line liner linger long longer lumen lunge ma machine made make male
    malice man manage mane mango manning marine mature maze me mean meaning meantime measure
    media medicine meeting men mending menu mere mice mile mine mingle minute mobile mode module
    more mote mouse name nature needing nice niche nine nuance o ocean open orange outage outing
    pa pace page palace pan panda pane patience paying pen piano pie piece pile piling pin pine
    ping pinning pioneer police policeman policemen polite pose pouting pure quarantine queen
    quota quote ran rang range ranger reading realize rebate recede reduce refuge refugee refuse
    regulate relate relating release reliance remaining remote rending renting reside residue
    resume retire retiree rice ride riding rise risen route routine rule ruling run running sale
    saline salute same sane sang saying secure seeding seen semi senate sending sense sequence
    serene sewage shake shaken shale shame shane shaping share she shine shining shouting shun
    side siege silver siren site situate size song suicide sun sunshine sure sushi take taken
    tale tan tangle taxi tea teaming tenure tide tiding tie tiling time timing tingle toucan
    tuna tune tuning wage waiting wake wan waning wanting warehouse wen wenge woken woman women
    wore you
    """
)
"""Frequent English words that look like pinyin; a sentence holds them by chance."""

BORROWED = words(
    """
    baijiu baozi bencao biangbiang bianzhong biluochun bingtanghulu caishen changquan changshan
    chaozhou cheongsam chuanqi congee cun daigou dama dan danmu danwei dao daoyin dazibao dianxin
    dizi doubanjiang douchi doufu douhua doujiang douyin doumiao erguotou erhu feicui fen fengshui
    fenghuang ganbei ganqing gaokao gongan gongbao gongfu goji gouqi guandan guanxi guasha guohua
    guoyu guqin guzheng haipai hanfu hanyu hanzi hongbao hongmen hotan huadan huajiao huaju
    huangjiu huangmeixi huabiao huaqiao huashan hukou huqin hutong huoguo huntun jiangnan jianbing
    jianghu jianzhi jiaozi jiao jin jinghu jingju kang kaoliang kongzhu kungfu kunqu kuaiban
    kuaishou lamian laobaixing laogai laojiao laowai laoban laoshi liang lingzhi liangpi lingqi
    lixia longjing lushi luobo luosifen luohan mahjong majiang mala malatang mantou mapo maotai
    meihua mianzi mijiu minban minjian mudan mu nanguan nanxi nianhua nianfo niangao oolong paifang
    pailou paozhou pinyin pipa pipixia pixiu puerh putonghua qi qigong qilin qingming qingtuan
    qipao qiyi quyi qin renminbi renshen ruyi sanda sanlei sanshou shaolin shaomai shengxiao sheng
    shengjian shifu shuilu shuochang sichuan siheyuan siwei suona taiji taijiquan taichi taoli
    tangyuan tanghulu taolu taotie tianshi tiangan tieguanyin tofu tongbao tuanfan tuina tuhao
    tulou wanghong wawa weibo weiqi weixin wenyan wenyanwen wonton wushu wuxia wuwei wuxing xianxia
    xiangqi xiangsheng xianbei xiaolongbao xiaokang xiaolong xinyi xiqu xuan xuanxue xuanzhi xun
    yangge yangko yangqin yaodong yijing yin yang yinyang youtiao yuanbao yuanxiao yuan yueqin
    yueju zhajiangmian zhajiang zhongguo zhongyi zhongkao zhengming zhuangyuan zisha ziran zongzi
    taobao baidu zhihu alipay xiaohongshu bilibili wechat huawei
    """
)
"""Chinese words that English texts use as they are: dishes, drinks, instruments, arts, money."""
