"""organisation-name: offices and institutions given the name of another one."""

from __future__ import annotations

from checker.checks.base import Check
from checker.checks.text.confusions import confusion_check, parse_rows
from checker.records import Severity

__all__ = ["CHECK"]

# Chinese | right names | wrong names | Chinese that explains a wrong name
_TABLE = """
国务院|State Council;State Department;Department of State|Council of State;House of State;
    State House;State Academy|
全国人大|National People's Congress;National People’s Congress;NPC|National Assembly;
    General Assembly;National Congress of;Chinese Parliament|全国代表大会;大会;十九大;二十大;
    十八大;国会
全国政协|CPPCC;Political Consultative|National Assembly;National People's Congress;NPC;
    Political Association|人大;国会;国民议会
中国人民银行|People's Bank of China;People’s Bank of China;PBOC;PBoC;PBC;central bank|
    Chinese People's Bank;Chinese People’s Bank;China People's Bank;China People’s Bank;
    Bank of China;People's Bank|中国银行
中国银行|Bank of China;BOC;Chinese banks;China's banks;banks|People's Bank of China;China Bank;
    PBOC|人民银行;央行
最高人民法院|Supreme People's Court;Supreme People’s Court;SPC;Supreme Court|
    Highest People's Court;Supreme People's Procuratorate;High People's Court;
    Supreme People’s Procuratorate|检察院;最高检;高级人民法院
最高人民检察院|Supreme People's Procuratorate;Supreme People’s Procuratorate;SPP|
    Supreme People's Court;Supreme People’s Court;Supreme Court|法院;最高法
国家发展改革委|NDRC;Development and Reform|National Reform Commission;State Planning Commission|
国家发改委|NDRC;Development and Reform|National Reform Commission;State Planning Commission|
工业和信息化部|Industry and Information Technology;MIIT|Information Industry;
    Industry and Informatization;Industry and Informationization|
工信部|Industry and Information Technology;MIIT|Information Industry;
    Industry and Informatization;Industry and Informationization;Ministry of Labor|
商务部|Commerce;MOFCOM;MOC|Ministry of Business;Business Department;Ministry of Trade;
    Business Ministry|
农业农村部|Agriculture and Rural Affairs;MARA|Ministry of Agriculture and Rural;
    Ministry of Rural|
生态环境部|Ecology and Environment;MEE|Ministry of Ecological Environment;
    Ministry of Environmental Protection;Ministry of Environment|环境保护部;环保部
自然资源部|Natural Resources;MNR|Ministry of Nature;Ministry of Natural Resource|
国家卫健委|National Health Commission;NHC|National Health and Family Planning;
    State Health Commission;Ministry of Health;National Health Committee|计生
证监会|Securities Regulatory Commission;CSRC;SEC;Securities and Exchange Commission|
    Securities Supervision;Securities Commission|
银保监会|Banking and Insurance Regulatory Commission;CBIRC|Banking Supervision;
    Insurance Supervision|
国家统计局|National Bureau of Statistics;NBS|State Statistics Bureau;National Statistics Bureau;
    State Statistical Bureau;National Statistical Office|
国家税务总局|State Taxation Administration;STA;State Administration of Taxation|
    National Revenue Authority;National Tax Bureau;General Tax Bureau;State Revenue|
国家外汇管理局|State Administration of Foreign Exchange;SAFE|National Foreign Exchange;
    Foreign Exchange Bureau|
中纪委|Central Commission for Discipline Inspection;CCDI|Central Disciplinary;
    Central Discipline Committee|
清华大学|Tsinghua;THU|Qinghua;Tsing Hua;Qing Hua|新竹;台湾
北京大学|Peking University;PKU|Beijing University;University of Beijing;Peiking University|
    北京大学生
复旦大学|Fudan|Futan;Fu Dan|
中山大学|Sun Yat-sen;Sun Yat-Sen;SYSU|Zhongshan University;Chungshan University|
新华社|Xinhua|New China News;Sinhua;New China Agency|
人民日报|People's Daily;People’s Daily|Renmin Ribao;People's Newspaper;Daily People|
中新社|China News Service;CNS;Chinanews|New China News;Xinhua|新华
中新网|China News Service;chinanews;Chinanews;China News;CNS;ECNS|Sino-New;Xinhua;Zhongxin|新华
中国科学院|Chinese Academy of Sciences;CAS|Chinese Academy of Science;China Academy of Science;
    Academia Sinica|社会科学院;社科院
中国工程院|Chinese Academy of Engineering;CAE|Chinese Academy of Engineers;
    China Engineering Institute|
中国社会科学院|Chinese Academy of Social Sciences;CASS|Chinese Academy of Sciences;
    Chinese Academy of Social Science|中国科学院;中科院
中国社科院|Chinese Academy of Social Sciences;CASS|Chinese Academy of Sciences;
    Chinese Academy of Social Science|中国科学院;中科院
中国石油|PetroChina;CNPC;China National Petroleum;Chinese oil;China's oil;Chinese petroleum;
    China's petroleum|Sinopec;CNOOC|石化;海油
中国石化|Sinopec|PetroChina;CNPC;CNOOC|石油;海油
中国移动|China Mobile|China Unicom;China Telecom|联通;电信
中国联通|China Unicom|China Mobile;China Telecom|移动;电信
中国电信|China Telecom;Chinese telecom;China's telecom|China Mobile;China Unicom|移动;联通
世界卫生组织|World Health Organization;World Health Organisation;WHO|World Trade Organization;
    WTO|世贸;世界贸易
世贸组织|World Trade Organization;World Trade Organisation;WTO|World Health Organization;WHO|
    世卫;卫生组织
国际货币基金组织|International Monetary Fund;IMF|World Bank|世界银行;世行
世界银行|World Bank|International Monetary Fund;IMF|货币基金
上合组织|Shanghai Cooperation Organization;Shanghai Cooperation Organisation;SCO|
    Shanghai Organization;Shanghai Cooperation Council|
"""

CHECK: Check = Check(
    id="organisation-name",
    title="Wrong name of an institution",
    description=(
        "An office, court, bank, university or news agency in the source whose English is another"
        " institution's name or a known mistranslation. Fires only if no right name is there and"
        " nothing in the source explains the wrong one."
    ),
    category="accuracy/mistranslation",
    severity=Severity.MINOR,
    run=confusion_check(parse_rows(_TABLE), lambda: CHECK),
    needs=frozenset({"source"}),
)
