"""place-name: names of places that get mixed up (陕西 Shaanxi, 山西 Shanxi)."""

from __future__ import annotations

from checker.checks.base import Check
from checker.checks.text.confusions import confusion_check, parse_rows
from checker.records import Severity

__all__ = ["CHECK"]

# Chinese | right names | wrong names | Chinese that explains a wrong name
_TABLE = """
陕西|Shaanxi;Shensi;Shaan|Shanxi;Shangxi;Sanxi|山西;晋
山西|Shanxi;Shansi|Shaanxi;Shangxi|陕西;陕
河南|Henan;Honan|Hunan;Hainan;Hebei|湖南;海南;河北;湘;琼;冀
湖南|Hunan|Henan;Hainan;Hubei|河南;海南;湖北;豫;琼;鄂
海南|Hainan|Henan;Hunan;Hunnan|河南;湖南;豫;湘
河北|Hebei;Hopei|Hubei;Habei|湖北;鄂
湖北|Hubei;Hupei|Hebei;Hubai|河北;冀
江西|Jiangxi|Guangxi;Jiangsu|广西;江苏;桂;苏
广西|Guangxi|Jiangxi;Guangdong|江西;广东;赣;粤
广东|Guangdong;Canton;Cantonese|Guangxi|广西;桂
江苏|Jiangsu|Jiangxi|江西;赣
云南|Yunnan|Hunan;Henan;Hainan|湖南;河南;海南
贵州|Guizhou|Guangzhou;Gansu|广州;甘肃
甘肃|Gansu|Guizhou;Jiangsu|贵州;江苏
广州|Guangzhou;Canton|Guizhou;Ganzhou|贵州;赣州
赣州|Ganzhou|Guangzhou;Guizhou|广州;贵州
苏州|Suzhou|Xuzhou;Fuzhou|徐州;福州;抚州
徐州|Xuzhou|Suzhou|苏州;宿州
福州|Fuzhou|Suzhou;Hangzhou|苏州;宿州;杭州
杭州|Hangzhou|Huangzhou;Guangzhou;Fuzhou|黄州;广州;福州;抚州
南宁|Nanning|Nanjing;Nanking|南京
南京|Nanjing;Nanking|Nanning;Nanchang|南宁;南昌
南昌|Nanchang|Nanchong;Nanjing|南充;南京
成都|Chengdu|Chengde|承德
承德|Chengde|Chengdu|成都
重庆|Chongqing;Chungking|Zhongqing;Chengdu|成都
长沙|Changsha|Zhangsha;Changchun|长春
长春|Changchun|Zhangchun;Changsha|长沙
大连|Dalian|Dalien;Dailian|
厦门|Xiamen;Amoy|Shamen;Shaumen;Shuamen;Xiamei|
哈尔滨|Harbin|Haerbin;Ha'erbin|
乌鲁木齐|Urumqi;Ürümqi|Wulumuqi|
呼和浩特|Hohhot|Huhehaote;Huhehot|
呼伦贝尔|Hulunbuir;Hulun Buir;Hulunbeier|Hulunbel;Huron|
鄂尔多斯|Ordos|Eerduosi;E'erduosi|
拉萨|Lhasa|Lasa|
喀什|Kashgar;Kashi|Kashmir|克什米尔
克什米尔|Kashmir|Kashgar|喀什
澳门|Macao;Macau|Aomen|
香港|Hong Kong;HK;HKSAR|Xianggang|
西藏|Tibet;Xizang;Tibetan|Xinjiang|新疆
新疆|Xinjiang|Tibet;Xizang;Sinkiang|西藏;藏
内蒙古|Inner Mongolia;Nei Mongol;Inner Mongolian|Outer Mongolia;Inland Mongolia;Inner Mongol|
    外蒙
宁夏|Ningxia|Ninxia;Ningbo|宁波
吉林|Jilin;Kirin|Julin;Jiling|
青海|Qinghai|Qingdao|青岛
青岛|Qingdao;Tsingtao|Qinghai|青海
澳大利亚|Australia;Australian;Australians;Aussie|Austria;Austrian|奥地利;奥国
奥地利|Austria;Austrian;Austrians|Australia;Australian|澳
瑞典|Sweden;Swedish;Swede;Swedes|Switzerland;Swiss|瑞士
瑞士|Switzerland;Swiss|Sweden;Swedish|瑞典
斯洛伐克|Slovakia;Slovak|Slovenia;Slovenian|斯洛文尼亚
斯洛文尼亚|Slovenia;Slovenian;Slovene|Slovakia;Slovak|斯洛伐克
立陶宛|Lithuania;Lithuanian|Latvia;Latvian|拉脱维亚
拉脱维亚|Latvia;Latvian|Lithuania;Lithuanian|立陶宛
伊朗|Iran;Iranian;Iranians|Iraq;Iraqi|伊拉克
伊拉克|Iraq;Iraqi;Iraqis|Iran;Iranian|伊朗
韩国|South Korea;South Korean;South Koreans;ROK;Republic of Korea;Korea;Korean;Koreans|
    North Korea;North Korean;DPRK|朝;北韩;北朝
朝鲜|North Korea;North Korean;North Koreans;DPRK;Democratic People's Republic of Korea;Korea;
    Korean;Pyongyang;North|South Korea;South Korean;ROK|韩;南朝鲜;首尔
尼日尔|Niger;Nigerien|Nigeria;Nigerian|尼日利亚
尼日利亚|Nigeria;Nigerian;Nigerians|Niger|尼日尔
毛里求斯|Mauritius;Mauritian|Mauritania|毛里塔尼亚
毛里塔尼亚|Mauritania;Mauritanian|Mauritius|毛里求斯
赞比亚|Zambia;Zambian|Gambia|冈比亚
冈比亚|Gambia;Gambian|Zambia|赞比亚
巴拉圭|Paraguay;Paraguayan|Uruguay|乌拉圭
乌拉圭|Uruguay;Uruguayan|Paraguay|巴拉圭
利比亚|Libya;Libyan|Liberia;Lebanon|利比里亚;黎巴嫩
利比里亚|Liberia;Liberian|Libya|利比亚
黎巴嫩|Lebanon;Lebanese|Libya|利比亚
印度尼西亚|Indonesia;Indonesian;Indonesians|India|印度洋;印方;印度人
印度洋|Indian Ocean|Indonesia|印尼;印度尼西亚
印尼|Indonesia;Indonesian;Indonesians|India|印度
印度|India;Indian;Indians;Hindu;Hindi;Delhi|Indonesia;Indonesian|印尼;印度尼西亚
柬埔寨|Cambodia;Cambodian;Khmer|Laos;Myanmar|老挝;缅甸
老挝|Laos;Lao;Laotian|Cambodia;Myanmar|柬埔寨;缅甸
格鲁吉亚|Georgia;Georgian|Gruzia;Grugia|
佐治亚|Georgia|Zuozhiya|
马里兰|Maryland|Mali;Mariland|马里
日内瓦|Geneva;Genevan|Genoa;Zeneva|热那亚
热那亚|Genoa;Genoese|Geneva|日内瓦
布达佩斯|Budapest|Bucharest|布加勒斯特
布加勒斯特|Bucharest|Budapest|布达佩斯
圣彼得堡|St. Petersburg;St Petersburg;Saint Petersburg|Pittsburgh|匹兹堡
匹兹堡|Pittsburgh;Pittsburg|Petersburg|彼得堡
"""

CHECK: Check = Check(
    id="place-name",
    title="Wrong place",
    description=(
        "A place in the source whose English is a different place that is easily taken for it"
        " (陕西 Shaanxi / 山西 Shanxi, Austria / Australia), or a name in pinyin where English has"
        " its own (澳门 Macao). Fires only if the right name is absent and nothing in the source"
        " explains the wrong one."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MAJOR,
    run=confusion_check(parse_rows(_TABLE), lambda: CHECK),
    needs=frozenset({"source"}),
)
