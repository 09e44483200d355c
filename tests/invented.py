"""A county that does not exist, another year and other subjects than the shipped report's: what the engine is tried on beside it.

It brings a lexicon of its own subjects and takes the rest (metrics, people, courtesy) from the lexicon that ships, as a clerk who starts a
new folder would.
"""

from pathlib import Path

REPORT = """
id: bailu-2021
title: 白鹭县2021年民生工作情况
date: "2021-12-20"
office: 白鹭县政府办
year: 2021
plans: 2022
place: 白鹭县
aliases: [白鹭]
within: [澜江市]
parts: [双桥镇]
outline:
  - {key: "1", title: "一、学校和图书"}
  - {key: "2", title: "二、老人和出行"}
  - {key: "3", title: "三、百合园"}
  - {key: "4", title: "四、明年"}
"""

LEXICON = """
concepts:
  - {name: 营养午餐, kind: subject, words: [晌午加餐, 校园热饭]}
  - {name: 图书分馆, kind: subject, words: [镇上小书馆, 家门口书馆]}
  - {name: 银龄学堂, kind: subject, words: [老人学堂, 银发课堂]}
  - {name: 林间便道, kind: subject, words: [山间小道, 林道]}
  - {name: 赶集专车, kind: subject, words: [赶场车, 赶圩车], broader: [专车]}
  - {name: 就医专车, kind: subject, words: [看病专车], broader: [专车]}
  - {name: 专车, kind: word, words: []}
  - {name: 百合园, kind: subject, words: [百合地, 百合田]}
  - {name: 鲜百合, kind: subject, words: [刚挖的百合]}
  - {name: 分拣机, kind: subject, words: [挑拣机器]}
"""

SCHOOLS = """
section: "1"
entries:
  - id: lunch-pupils
    topic: 营养午餐
    question: 有多少学生吃上营养午餐?
    similar: [营养午餐惠及多少学生, 营养午餐人数, 吃营养午餐的学生有几个, 多少娃在吃营养午餐, 享受营养午餐的学生数]
    answer: 白鹭县2021年有3184名学生吃上营养午餐。
    figures:
      - {subject: 营养午餐, metric: 人数, value: 3184, unit: 名, period: "2021", population: 学生}
    related: [lunch-money]
  - id: lunch-money
    topic: 营养午餐
    question: 营养午餐花了多少钱?
    similar: [营养午餐资金, 营养午餐支出多少万元, 办营养午餐用掉多少钱, 营养午餐一年开销多大, 营养午餐金额]
    answer: 白鹭县2021年用于营养午餐的资金是612.4万元。
    figures:
      - {subject: 营养午餐, metric: 金额, value: 612.4, unit: 万元, period: "2021"}
    related: [lunch-pupils]
  - id: branches
    topic: 图书分馆
    question: 建成了多少个图书分馆?
    similar: [图书分馆个数, 图书分馆有几个, 全县建了几个图书分馆, 图书分馆建成数, 图书分馆总共几处]
    answer: 白鹭县2021年建成图书分馆17个。
    figures:
      - {subject: 图书分馆, metric: 个数, value: 17, unit: 个, period: "2021"}
    related: [branch-books]
  - id: branch-books
    topic: 图书分馆
    question: 图书分馆添了多少册书?
    similar: [图书分馆新书册数, 图书分馆新增图书多少本, 给图书分馆买了几本书, 图书分馆增加多少图书, 图书分馆的新书有多少]
    answer: 白鹭县2021年给图书分馆新添图书2.6万册。
    figures:
      - {subject: 图书分馆, metric: 册数, value: 2.6, unit: 万册, period: "2021", qualifier: 新增}
    related: [branches]
  - id: lunch-standard
    reason: metric
    topic: 营养午餐
    question: 营养午餐每餐的标准是多少?
    similar: [营养午餐一顿几块钱, 营养午餐餐费标准, 一份营养午餐多少钱]
    answer: 报告没有写营养午餐每餐的标准,只写了一共用了多少钱。
    related: [lunch-money]
  - id: branch-hours
    reason: unknown
    topic: 图书分馆
    question: 图书分馆几点开门?
    similar: [图书分馆开放时间, 图书分馆周末开吗, 图书分馆什么时候关门]
    answer: 报告没有写图书分馆的开放时间。
    related: [branches]
"""

LIFE = """
section: "2"
entries:
  - id: classes
    topic: 银龄学堂
    question: 开办了多少个银龄学堂?
    similar: [银龄学堂个数, 银龄学堂有几个, 办了几家银龄学堂, 银龄学堂开了多少, 银龄学堂数量]
    answer: 白鹭县2021年开办银龄学堂46个。
    figures:
      - {subject: 银龄学堂, metric: 个数, value: 46, unit: 个, period: "2021"}
    related: [class-pupils]
  - id: class-pupils
    topic: 银龄学堂
    question: 多少老人在银龄学堂上课?
    similar: [银龄学堂老人数, 银龄学堂有几个老人在学, 银龄学堂上课人数, 到银龄学堂上课的老人有多少, 银龄学堂教了多少老人]
    answer: 白鹭县2021年有5230位老人在银龄学堂上课。
    figures:
      - {subject: 银龄学堂, metric: 人数, value: 5230, unit: 位, period: "2021", population: 老人}
    related: [classes]
  - id: paths-built
    topic: 林间便道
    question: 新建林间便道多少公里?
    similar: [新修林间便道里程, 林间便道新建了几公里, 今年新修多少公里林间便道, 新建的林间便道有多长, 林间便道新建里程]
    answer: 白鹭县2021年新建林间便道128公里。
    figures:
      - {subject: 林间便道, metric: 里程, value: 128, unit: 公里, period: "2021", qualifier: 新增}
    related: [paths-mended]
  - id: paths-mended
    topic: 林间便道
    question: 养护林间便道多少公里?
    similar: [林间便道养护里程, 林间便道养护了几公里, 养护了多长的林间便道, 林间便道养护多少, 做了养护的林间便道有几公里]
    answer: 白鹭县2021年养护林间便道942公里。
    figures:
      - {subject: 林间便道, metric: 里程, value: 942, unit: 公里, period: "2021"}
    related: [paths-built]
  - id: coaches-third
    topic: 赶集专车
    question: 第三季度新购赶集专车多少辆?
    similar: [三季度买了几辆赶集专车, 第三季度赶集专车新购数, 7到9月新添多少辆赶集专车, 第三季度添置赶集专车几辆, 三季度赶集专车新增]
    answer: 白鹭县2021年第三季度新购赶集专车24辆。
    figures:
      - {subject: 赶集专车, metric: 辆数, value: 24, unit: 辆, period: "2021第三季度"}
    related: [coaches-fourth]
  - id: coaches-fourth
    topic: 赶集专车
    question: 第四季度新购赶集专车多少辆?
    similar: [四季度买了几辆赶集专车, 第四季度赶集专车新购数, 10到12月新添多少辆赶集专车, 第四季度添置赶集专车几辆, 四季度赶集专车新增]
    answer: 白鹭县2021年第四季度新购赶集专车31辆。
    figures:
      - {subject: 赶集专车, metric: 辆数, value: 31, unit: 辆, period: "2021第四季度"}
    related: [coaches-third]
  - id: class-fee
    reason: metric
    topic: 银龄学堂
    question: 银龄学堂学费多少钱?
    similar: [银龄学堂收费标准, 银龄学堂怎么收费, 在银龄学堂上一节课几块钱]
    answer: 报告没有写银龄学堂的学费。
    related: [classes]
  - id: coach-fare
    reason: metric
    topic: 赶集专车
    question: 赶集专车票价是多少?
    similar: [坐赶集专车几块钱, 赶集专车一张票多少钱, 赶集专车收费]
    answer: 报告没有写赶集专车的票价。
    related: [coaches-third]
  - id: path-apply
    reason: procedure
    topic: 林间便道
    question: 村里想修林间便道怎么申请?
    similar: [林间便道申报找谁, 修林间便道要办什么手续, 林间便道怎么报名]
    answer: 报告没有写林间便道怎么申请,可以问镇里。
    related: [paths-built]
"""

LILIES = """
section: "3"
topic: 百合园
entries:
  - id: lily-area
    question: 百合园面积有多大?
    similar: [百合园有多少亩, 全县百合园面积, 种了几亩百合园, 百合园一共多少万亩, 百合园亩数]
    answer: 白鹭县2021年百合园面积3.2万亩。
    figures:
      - {subject: 百合园, metric: 面积, value: 3.2, unit: 万亩, period: "2021"}
    related: [lily-crop]
  - id: lily-crop
    question: 鲜百合产量是多少?
    similar: [鲜百合收了多少吨, 鲜百合产了几吨, 鲜百合的产量, 全县鲜百合多少吨, 挖出多少吨鲜百合]
    answer: 白鹭县2021年鲜百合产量1460吨。
    figures:
      - {subject: 鲜百合, metric: 产量, value: 1460, unit: 吨, period: "2021"}
    related: [lily-area]
  - id: lily-measures
    question: 百合园提质做了哪几件事?
    similar: [百合园提质的三件事, 百合园提质怎么做的, 怎样让百合园提质, 百合园提质的做法, 百合园提质有哪些举措]
    answer: 三件事:一是更新老百合园,二是统防统治,三是推广分拣机。
    points: [lily-old, lily-pests, lily-machines]
    related: [lily-area]
  - id: lily-old
    question: 更新老百合园多少亩?
    similar: [老百合园更新面积, 老百合园更新了几亩, 更新了多少老百合园, 老百合园更新亩数, 翻种老百合园几亩]
    answer: 白鹭县2021年更新老百合园4100亩。
    figures:
      - {subject: 老百合园, metric: 面积, value: 4100, unit: 亩, period: "2021"}
    related: [lily-measures]
  - id: lily-pests
    question: 百合园统防统治覆盖率是多少?
    similar: [统防统治覆盖率, 统防统治覆盖了百分之多少的百合园, 百合园病虫统防统治比例, 统防统治比例多高, 百合园统防统治率]
    answer: 白鹭县2021年百合园统防统治覆盖率是87.5%。
    figures:
      - {subject: 百合园, metric: 比例, value: 87.5, unit: "%", period: "2021"}
    related: [lily-measures]
  - id: lily-machines
    question: 推广了多少台分拣机?
    similar: [分拣机台数, 分拣机有几台, 添了多少台分拣机, 分拣机推广数, 发下去几台分拣机]
    answer: 白鹭县2021年推广分拣机260台。
    figures:
      - {subject: 分拣机, metric: 台数, value: 260, unit: 台, period: "2021"}
    related: [lily-measures]
  - id: lily-subsidy
    reason: metric
    question: 百合园每亩补贴多少钱?
    similar: [百合园补贴标准, 一亩百合园补几块钱, 种百合园有没有补贴]
    answer: 报告没有写百合园的补贴标准。
    related: [lily-area]
"""

PLANS = """
section: "4"
entries:
  - id: paths-planned
    topic: 林间便道
    question: 2022年打算新建林间便道多少公里?
    similar: [2022年林间便道新建计划, 明年要新修几公里林间便道, 明年计划新建多少公里林间便道, 2022年准备修多长的林间便道, 2022年林间便道的目标里程]
    answer: 白鹭县2022年打算新建林间便道150公里。
    figures:
      - {subject: 林间便道, metric: 里程, value: 150, unit: 公里, period: "2022"}
    related: [paths-built]
"""

FILES = {"1-学校.yaml": SCHOOLS, "2-生活.yaml": LIFE, "3-百合园.yaml": LILIES, "4-明年.yaml": PLANS}


def write(folder: Path, files: dict[str, str] | None = None) -> Path:
    """Write the county's knowledge folder; `files` instead of its own files of entries."""
    report = folder / "bailu-2021"
    report.mkdir(parents=True)
    for name, text in {"report.yaml": REPORT, "lexicon.yaml": LEXICON, **(files or FILES)}.items():
        (report / name).write_text(text.lstrip(), "utf-8")
    return folder
