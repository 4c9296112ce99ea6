"""A few hundred common Chinese words with one English word each, to align by without a model.

Only words whose English hardly varies: names of countries, cities and organisations, months, days,
and the vocabulary of news. One English word (lower case) stands for the whole term.
"""

from __future__ import annotations

__all__ = ["MONTHS", "NUMBER_WORDS", "TERMS"]

_PAIRS = """
中国 china 中华 chinese 美国 american 英国 british 法国 france 德国 germany 俄罗斯 russia
日本 japan 韩国 korea 朝鲜 korea 印度 india 欧洲 europe 欧盟 eu 非洲 africa 亚洲 asia
澳大利亚 australia 加拿大 canada 巴西 brazil 墨西哥 mexico 意大利 italy 西班牙 spain
乌克兰 ukraine 伊朗 iran 伊拉克 iraq 以色列 israel 叙利亚 syria 土耳其 turkey 埃及 egypt
沙特 saudi 南非 africa 越南 vietnam 泰国 thailand 新加坡 singapore 马来西亚 malaysia
印尼 indonesia 菲律宾 philippines 巴基斯坦 pakistan 阿富汗 afghanistan 瑞士 switzerland
瑞典 sweden 荷兰 netherlands 波兰 poland 希腊 greece 新西兰 zealand 爱尔兰 ireland 苏格兰 scotland
威尔士 wales 北京 beijing 上海 shanghai 广州 guangzhou 深圳 shenzhen 天津 tianjin 重庆 chongqing
香港 hong 澳门 macao 台湾 taiwan 西藏 tibet 新疆 xinjiang 广东 guangdong 浙江 zhejiang
江苏 jiangsu 四川 sichuan 湖北 hubei 武汉 wuhan 南京 nanjing 杭州 hangzhou 成都 chengdu 西安 xi'an
东京 tokyo 伦敦 london 巴黎 paris 纽约 york 华盛顿 washington 莫斯科 moscow 柏林 berlin
洛杉矶 angeles 加州 california 佛罗里达 florida 德克萨斯 texas 联合国 nations 世卫 health
安理会 council 大会 assembly 国务院 state 白宫 house 国会 congress 议会 parliament 总统 president
总理 minister 首相 minister 主席 chairman 部长 minister 市长 mayor 州长 governor 国王 king
女王 queen 教授 professor 博士 dr 医生 doctor 医院 hospital 患者 patients 学生 students
老师 teacher 学校 school 大学 university 政府 government 警方 police 警察 police 军队 army
军事 military 法院 court 法官 judge 律师 lawyer 法律 law 监狱 prison 选举 election 投票 vote
民主党 democratic 共和党 republican 特朗普 trump 拜登 biden 奥巴马 obama 克林顿 clinton 普京 putin
习近平 xi 公司 company 企业 enterprises 银行 bank 市场 market 投资 investment 经济 economic
贸易 trade 价格 price 美元 dollars 欧元 euros 英镑 pounds 人民币 rmb 亿元 yuan 万元 yuan 石油 oil
天然气 gas 能源 energy 汽车 car 飞机 plane 航空 airlines 铁路 railway 机场 airport 地铁 subway
城市 city 农村 rural 农业 agricultural 工业 industrial 科技 technology 技术 technology
科学家 scientists 研究 research 互联网 internet 网站 website 手机 phone 数据 data
人工智能 intelligence 气候 climate 环境 environment 水 water 海 sea 河 river 地震 earthquake
火灾 fire 台风 typhoon 洪水 flood 天气 weather 疫情 epidemic 病毒 virus 疫苗 vaccine 新冠 covid
肺炎 pneumonia 健康 health 食品 food 医疗 medical 死亡 death 奥运 olympic 世界杯 cup 足球 football
篮球 basketball 冠军 champion 球队 team 球员 players 教练 coach 比赛 game 联赛 league 电影 film
音乐 music 文化 culture 历史 history 艺术 art 语言 language 孩子 children 女性 women 男子 man
母亲 mother 父亲 father 家庭 family 妻子 wife 警告 warned 报告 report 记者 reporter 新闻 news
会议 meeting 合作 cooperation 协议 agreement 安全 security 恐怖 terrorist 难民 refugees
移民 immigrants 核 nuclear 导弹 missile 战争 war 和平 peace 人权 rights 宪法 constitution
委员会 committee 秘书长 secretary 决议 resolution 公约 convention 教育 education 改革 reform
发展 development 世界 world 国际 international 星期一 monday 周一 monday 星期二 tuesday
周二 tuesday 星期三 wednesday 周三 wednesday 星期四 thursday 周四 thursday 星期五 friday
周五 friday 星期六 saturday 周六 saturday 星期日 sunday 周日 sunday 今年 year 去年 last
明天 tomorrow 昨天 yesterday 春季 spring 夏季 summer 秋季 autumn 冬季 winter 小时 hours
分钟 minutes 公里 kilometers 百分之 percent 东部 eastern 西部 western 南部 southern 北部 northern
太平洋 pacific 大西洋 atlantic 黑人 black 白人 white 红 red 绿色 green 黄金 gold
"""

TERMS: dict[str, str] = dict(zip(*(iter(_PAIRS.split()),) * 2, strict=True))
"""Simplified Chinese term → one lower-case word of its usual translation."""

_MONTH_NAMES = """
january jan 1 february feb 2 march mar 3 april apr 4 may may 5 june jun 6 july jul 7 august aug 8
september sep 9 september sept 9 october oct 10 november nov 11 december dec 12
"""
MONTHS: dict[str, int] = {
    name: int(number)
    for full, short, number in zip(*(iter(_MONTH_NAMES.split()),) * 3, strict=True)
    for name in (full, short)
}
"""English month names and abbreviations → 1 to 12."""

_NUMBER_NAMES = """
zero 0 two 2 three 3 four 4 five 5 six 6 seven 7 eight 8 nine 9 ten 10 eleven 11 twelve 12
thirteen 13 fourteen 14 fifteen 15 sixteen 16 seventeen 17 eighteen 18 nineteen 19 twenty 20
thirty 30 forty 40 fifty 50 sixty 60 seventy 70 eighty 80 ninety 90
second 2 third 3 fourth 4 fifth 5 sixth 6
"""
NUMBER_WORDS: dict[str, int] = {
    word: int(value) for word, value in zip(*(iter(_NUMBER_NAMES.split()),) * 2, strict=True)
}
"""English number words → value; "one" is left out, being a pronoun as well."""
