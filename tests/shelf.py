"""Three reports in one folder: the invented county of 2021 (`tests/invented.py`), the same one a year on, and its neighbour."""

from pathlib import Path

from tests.invented import write as write_county

BAILU_2022 = {
    "report.yaml": """
id: bailu-2022
title: 白鹭县2022年民生工作情况
date: "2022-12-22"
office: 白鹭县政府办
year: 2022
plans: 2023
place: 白鹭县
aliases: [白鹭]
within: [澜江市]
outline:
  - {key: "1", title: "一、教育"}
  - {key: "2", title: "二、生活"}
""",
    "1-教育.yaml": """
section: "1"
entries:
  - id: lunch-pupils-22
    topic: 营养午餐
    question: 有多少学生吃上营养午餐?
    similar: [营养午餐惠及多少学生, 营养午餐人数, 吃营养午餐的学生有几个, 多少娃在吃营养午餐, 享受营养午餐的学生数]
    answer: 白鹭县2022年有3502名学生吃上营养午餐。
    figures:
      - {subject: 营养午餐, metric: 人数, value: 3502, unit: 名, period: "2022", population: 学生}
    related: [lunch-money-22]
  - id: lunch-money-22
    topic: 营养午餐
    question: 营养午餐花了多少钱?
    similar: [营养午餐资金, 营养午餐支出多少万元, 办营养午餐用掉多少钱, 营养午餐一年开销多大, 营养午餐金额]
    answer: 白鹭县2022年用于营养午餐的资金是0.07亿元。
    figures:
      - {subject: 营养午餐, metric: 金额, value: 0.07, unit: 亿元, period: "2022"}
    related: [lunch-pupils-22]
  - id: branches-22
    topic: 图书分馆
    question: 建成了多少个图书分馆?
    similar: [图书分馆个数, 图书分馆有几个, 全县建了几个图书分馆, 图书分馆建成数, 图书分馆总共几处]
    answer: 白鹭县2022年建成图书分馆17个。
    figures:
      - {subject: 图书分馆, metric: 个数, value: 17, unit: 个, period: "2022"}
  - id: lunch-before
    reason: year
    topic: 营养午餐
    question: 营养午餐的人数和上年比怎么样?
    similar: [营养午餐比上年多多少人, 去年多少学生吃营养午餐]
    answer: 报告没有写上年营养午餐的人数。
    related: [lunch-pupils-22]
""",
    "2-生活.yaml": """
section: "2"
entries:
  - id: classes-22
    topic: 银龄学堂
    question: 开办了多少个银龄学堂?
    similar: [银龄学堂个数, 银龄学堂有几个, 办了几家银龄学堂, 银龄学堂开了多少, 银龄学堂数量]
    answer: 白鹭县2022年开办银龄学堂40个。
    figures:
      - {subject: 银龄学堂, metric: 个数, value: 40, unit: 个, period: "2022"}
    related: [class-pupils-22]
  - id: class-pupils-22
    topic: 银龄学堂
    question: 多少老人在银龄学堂上课?
    similar: [银龄学堂老人数, 银龄学堂有几个老人在学, 银龄学堂上课人数, 到银龄学堂上课的老人有多少, 银龄学堂教了多少老人]
    answer: 白鹭县2022年有5600多位老人在银龄学堂上课。
    figures:
      - {subject: 银龄学堂, metric: 人数, value: 5600, unit: 位, period: "2022", population: 老人, qualifier: 至少}
    related: [classes-22]
  - id: paths-mended-22
    topic: 林间便道
    question: 养护林间便道多少公里?
    similar: [林间便道养护里程, 林间便道养护了几公里, 养护了多长的林间便道, 林间便道养护多少, 做了养护的林间便道有几公里]
    answer: 白鹭县2022年养护林间便道1001公里,比上年增长6.3%。
    figures:
      - {subject: 林间便道, metric: 里程, value: 1001, unit: 公里, period: "2022"}
      - {subject: 林间便道, metric: 增幅, value: 6.3, unit: "%", period: "2022"}
  - id: lily-pests-22
    topic: 百合园
    question: 百合园统防统治覆盖率是多少?
    similar: [统防统治覆盖率, 统防统治覆盖了百分之多少的百合园, 百合园病虫统防统治比例, 统防统治比例多高, 百合园统防统治率]
    answer: 白鹭县2022年百合园统防统治覆盖率是91%。
    figures:
      - {subject: 百合园, metric: 比例, value: 91, unit: "%", period: "2022"}
  - id: stalls
    topic: 便民菜摊
    question: 设了多少个便民菜摊?
    similar: [便民菜摊个数, 便民菜摊有几个, 全县便民菜摊多少个, 便民菜摊数量, 摆了几个便民菜摊]
    answer: 白鹭县2022年设便民菜摊58个。
    figures:
      - {subject: 便民菜摊, metric: 个数, value: 58, unit: 个, period: "2022"}
""",
    "lexicon.yaml": """
concepts:
  - {name: 便民菜摊, kind: subject, words: [卖菜摊子]}
""",
}

QINGSHI_2022 = {
    "report.yaml": """
id: qingshi-2022
title: 青石县2022年民生工作情况
date: "2022-12-25"
office: 青石县政府办
year: 2022
place: 青石县
aliases: [青石]
within: [澜江市]
parts: [石桥镇]
outline:
  - {key: "1", title: "一、民生"}
""",
    "1-民生.yaml": """
section: "1"
entries:
  - id: qs-lunch-pupils
    topic: 营养午餐
    question: 有多少学生吃上营养午餐?
    similar: [营养午餐惠及多少学生, 营养午餐人数, 吃营养午餐的学生有几个, 多少娃在吃营养午餐, 享受营养午餐的学生数]
    answer: 青石县2022年有1290名学生吃上营养午餐。
    figures:
      - {subject: 营养午餐, metric: 人数, value: 1290, unit: 名, period: "2022", population: 学生}
    related: [qs-branches]
  - id: qs-branches
    topic: 图书分馆
    question: 建成了多少个图书分馆?
    similar: [图书分馆个数, 图书分馆有几个, 全县建了几个图书分馆, 图书分馆建成数, 图书分馆总共几处]
    answer: 青石县2022年建成图书分馆9个。
    figures:
      - {subject: 图书分馆, metric: 个数, value: 9, unit: 个, period: "2022"}
    related: [qs-lunch-pupils]
  - id: qs-walk
    topic: 溪边步道
    question: 溪边步道有多长?
    similar: [溪边步道里程, 溪边步道多少公里, 修了几公里溪边步道, 溪边步道长度, 溪边步道总长]
    answer: 青石县2022年建成溪边步道12公里。
    figures:
      - {subject: 溪边步道, metric: 里程, value: 12, unit: 公里, period: "2022"}
""",
    "lexicon.yaml": """
concepts:
  - {name: 溪边步道, kind: subject, words: [河边步道]}
""",
}


def write(folder: Path) -> Path:
    """Write the folder of the three reports."""
    write_county(folder)
    for name, files in (("bailu-2022", BAILU_2022), ("qingshi-2022", QINGSHI_2022)):
        (folder / name).mkdir()
        for file, text in files.items():
            (folder / name / file).write_text(text.lstrip(), "utf-8")
    return folder
