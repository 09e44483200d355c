"""The county of `tests/invented.py` with the published text of its report, and a fifth section of people, papers, days and names."""

import shutil
from pathlib import Path

from bot.knowledge.folder import shipped
from tests import invented

TEXT = """\
您当前的位置:首页 > 白鹭县政府办 > 新闻发布
发布机构:白鹭县政府办    发文日期:2021-12-20

白鹭县2021年民生工作情况

一、学校和图书

今年全县有3184名学生吃上营养午餐,用于营养午餐的资金612.4万元。建成图书分馆17个,新添图书2.6万册。

二、老人和出行

开办银龄学堂46个,5230位老人在那里上课。新建林间便道128公里,养护林间便道942公里。第三季度新购赶集专车24辆,第四季度新购31辆。

三、百合园

百合园面积3.2万亩,鲜百合产量1460吨。百合园提质做了三件事:更新老百合园4100亩,统防统治覆盖率87.5%,推广分拣机260台。

四、明年

2022年计划新建林间便道150公里。

五、人物和文件

(一)夜读灯行动。双桥镇石门村的教师周远山发起“夜读灯”行动,5月18日在县图书馆会议室授牌。出台《白鹭县乡村书屋管理办法》,实施两年。

(二)合作社分红。沅水合作社为420户花农兑现分红126万元,户均分红2800元。新办花房6处、冷库6处。
"""

REPORT = invented.REPORT.replace("parts: [双桥镇]", "parts: [双桥镇, 石门村]").rstrip() + (
    '\n  - {key: "5.1", title: "五、人物和文件 (一)夜读灯行动"}'
    '\n  - {key: "5.2", title: "分红和花房", opens: [(二)合作社分红]}'
    '\nwaived:\n  - {figure: 两年, section: "5.1", reason: 只是办法的期限}\n'
)

PEOPLE = """
section: "5.1"
topic: 夜读灯
entries:
  - id: lamp-founder
    question: “夜读灯”行动是谁发起的?
    similar: [夜读灯谁办起来的, 周远山是谁, 哪个老师弄的夜读灯, 夜读灯发起人, 夜里读书那个事是谁带的头]
    answer: “夜读灯”行动由双桥镇石门村的教师周远山发起。
    names: [“夜读灯”, 双桥镇石门村, 周远山]
    related: [lamp-day]
  - id: lamp-day
    question: “夜读灯”行动是哪天授牌的?
    similar: [夜读灯授牌日期, 夜读灯几月几号挂的牌, 5月18日是什么日子, 夜读灯啥时候授牌, 哪天给夜读灯发的牌子]
    answer: “夜读灯”行动2021年5月18日在县图书馆会议室授牌。
    names: [5月18日, 县图书馆会议室]
    related: [lamp-founder]
  - id: lamp-paper
    question: 乡村书屋出台了什么办法?
    similar: [乡村书屋的文件, 书屋管理有啥规定, 管书屋的办法叫什么, 乡村书屋管理文件名, 出了哪个管书屋的文件]
    answer: 白鹭县出台了《白鹭县乡村书屋管理办法》。
    related: [lamp-founder]
  - id: lamp-pay
    reason: metric
    question: “夜读灯”行动给老师多少补助?
    similar: [夜读灯老师有钱拿吗, 夜读灯补助标准, 办夜读灯一个月几块钱]
    answer: 报告没有写“夜读灯”行动的补助,只写了是谁发起的。
    related: [lamp-founder]
"""

DIVIDENDS = """
section: "5.2"
topic: 花农分红
entries:
  - id: dividend-households
    question: 沅水合作社给多少户花农分红?
    similar: [沅水合作社分红户数, 多少家花农拿到分红, 420户说的是什么, 分红的花农有几户, 种花的有多少家分了钱]
    answer: 白鹭县2021年沅水合作社给420户花农分红126万元。
    figures:
      - {subject: 花农分红, metric: 户数, value: 420, unit: 户, period: "2021", population: 花农}
      - {subject: 花农分红, metric: 金额, value: 126, unit: 万元, period: "2021", population: 花农}
    names: [沅水合作社]
    related: [dividend-each]
  - id: dividend-each
    question: 花农户均分红多少元?
    similar: [一户花农分多少钱, 户均分红, 种花的每家拿到几块钱, 2800元是啥钱, 花农分红平均一家多少]
    answer: 报告写花农户均分红2800元,和126万元、420户对不上,报告没有说明怎么算。
    figures:
      - {subject: 花农分红, metric: 户均分红, value: 2800, unit: 元, period: "2021", population: 花农}
      - {subject: 花农分红, metric: 金额, value: 126, unit: 万元, period: "2021", population: 花农}
      - {subject: 花农分红, metric: 户数, value: 420, unit: 户, period: "2021", population: 420户花农}
    related: [dividend-households]
  - id: greenhouses
    question: 新办花房多少处?
    similar: [花房新办了几处, 花房处数, 今年添了几个花房, 新花房有多少, 盖了几处花房]
    answer: 白鹭县2021年新办花房6处。
    figures:
      - {subject: 花房, metric: 处数, value: 6, unit: 处, period: "2021", qualifier: 新增}
    related: [cold-stores]
  - id: cold-stores
    question: 新办冷库多少处?
    similar: [冷库新办了几处, 冷库处数, 今年添了几个冷库, 新冷库有多少, 盖了几处冷库]
    answer: 白鹭县2021年新办冷库6处。
    figures:
      - {subject: 冷库, metric: 处数, value: 6, unit: 处, period: "2021", qualifier: 新增}
    related: [greenhouses]
"""

TOGETHER = """
  - id: paths-together
    topic: 林间便道
    question: 新建和养护的林间便道一共多少公里?
    similar: [林间便道总里程, 新建加养护的便道有多长, 便道新修的和养护的合起来几公里, 林间便道合计, 便道拢共多少公里]
    answer: 报告没有写合计;按新建128公里、养护942公里推算,一共1070公里。
    figures:
      - {subject: 林间便道, metric: 总里程, value: 1070, unit: 公里, period: "2021", derived: 128公里 + 942公里}
      - {subject: 林间便道, metric: 里程, value: 128, unit: 公里, period: "2021", qualifier: 新增}
      - {subject: 林间便道, metric: 里程, value: 942, unit: 公里, period: "2021"}
    related: [paths-built]
"""

LEXICON = """
concepts:
  - {name: 人数, kind: metric, words: [多少人, 几个人], units: [人, 名, 位]}
"""


def write(folder: Path) -> tuple[Path, Path]:
    """Write the county's knowledge into `folder/knowledge` and its published text beside it: both paths."""
    knowledge = folder / "knowledge"
    files = {**invented.FILES, "2-生活.yaml": invented.LIFE.rstrip() + TOGETHER, "5-夜读灯.yaml": PEOPLE, "6-分红.yaml": DIVIDENDS}
    invented.write(knowledge, files)
    (knowledge / "bailu-2021" / "report.yaml").write_text(REPORT.lstrip(), "utf-8")
    # A lexicon of its own keeps each check short; the sentences are those that ship.
    (knowledge / "lexicon").mkdir()
    (knowledge / "lexicon" / "metrics.yaml").write_text(LEXICON.lstrip(), "utf-8")
    for name in ("sentences.yaml", "smalltalk.yaml"):
        shutil.copy(shipped() / name, knowledge / name)
    text = folder / "白鹭县2021年民生工作情况.txt"
    text.write_text(TEXT, "utf-8")
    return knowledge, text
