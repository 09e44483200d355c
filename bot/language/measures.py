"""Measures: the units that follow a number, in Arabic or Chinese figures."""

import re

#: Measures that follow a number in Arabic figures, without scale (万, 亿).
_COMMON = (
    "元 美元 港元 欧元 块 角 "
    "人次 人 户次 户 名 位 口 岁 周岁 家次 家 "
    "个 座 处 所 间 项次 项 条 种 类 套次 套 栋 幢 台套 台次 台 辆次 辆 件次 件 份 支 只 头 羽 尾 匹 盏 根 组 对 双 部 艘 架 扇 道 面 枚 例 届 级 档 层 门 眼 颗 "
    "场次 场 批次 批 期 轮次 轮 次 回 趟 遍 班次 班 节 课时 学时 步 点位 点 "
    "笔 宗 起 册 本 篇 张 片 块 株 棵 丛 盆 卷 首 幅 段 线 人份 剂次 剂 针次 针 单 票 案 股 网格 床 席 幕 集 字 章 "
    "亩次 亩 公顷 平方公里 平方千米 平方米 平方 平米 ㎡ 立方米 立方 方 m³ m² m2 m3 公里 千米 海里 英里 米 厘米 毫米 km² km mm cm "
    "吨标准煤 吨公里 吨 公斤 千克 克 斤 担 升 毫升 毫克 kg mg "
    "千瓦时 千瓦 兆瓦时 兆瓦 瓦 度 kwh mwh mw kw 千伏安 千伏 kva kv 标准箱 标方 标准立方米 "
    "工作日 天 小时 分钟 秒 个月 年 周年 周 季 学年 学期 旬 "
    "倍 番 成 ‰ % 个百分点 百分点 个基点 基点 分贝 ℃ 摄氏度 微克 分 折 "
    "镇 乡 村 县 区 市 省 社区 组 校 院 园 企 司 站 车 馆 国 "
)
_SCALE = "万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千|百"
_PER = "人|户|亩|村|平方米|平方公里|立方米|公里|千瓦时|千瓦|吨|公斤|斤|度|月|年|天|日|次|小时|学期|生|床|个|套|学年|季度|季|头|只|万元|10万|km"
#: 里 is a length before 路, 地 or nothing more; else the inside of something (4640.3万里大病保险).
_LENGTH = "里(?=[路地长远]|[^\u4e00-\u9fff]|$)"
_ALTERNATIVES = "|".join((*sorted({re.escape(unit) for unit in _COMMON.split()}, key=len, reverse=True), _LENGTH))
_BRACKETED = r"\((?:套|家|座|件|个|项|站|处|次|辆)\)"
_UNIT = re.compile(rf" ?[余多来]?(?P<scale>{_SCALE})?(?P<loose>[余多来])? ?(?P<unit>(?:{_ALTERNATIVES})(?:{_BRACKETED})?(?:(?:/|每)(?:{_PER}))*)?")
#: A measure that starts a longer word is none: 10人民币, 3分之一, 2名称.
_NOT_BEFORE = {
    "分": ("之", "别", "类", "布", "局", "公司", "项", "批"),
    "点": ("零", "半"),
    "区": ("间", "域", "别"),
    "市": ("场", "民"),
    "组": ("织", "成", "建"),
    "成": ("立", "为", "功", "果", "本", "都", "交", "效", "长"),
    "方": ("面", "案", "式", "便"),
    "年": ("龄",),
    "家": ("庭", "长", "园"),
    "级": (),
    "面": ("积", "向", "对"),
    "部": ("门", "分"),
    "首": ("次", "批", "个", "位"),
    "线": ("上", "下"),
    "单": ("位", "价"),
    "章": (),
    "段": (),
    "米": (),
    "国": ("家", "道", "内", "际"),
    "车": ("间", "辆"),
    "站": ("点",),
    "字": (),
}
#: Measures that a number in Chinese figures up to ten counts, and no name is made of.
_COUNTED = "人次|人|户|名|位|个百分点|个月|个|座|处|所|间|项|条|套|栋|台|辆|件|份|场次|场|批次|批|期|轮次|轮|次|家|起|宗|笔|亩|公里|米|吨|年|天|小时|倍|番|成|届|幅|部|万元|亿元|大"
_CHINESE_UNIT = re.compile(rf" ?(?P<loose>[余多来])? ?(?P<unit>(?:万|亿|千|百)?(?:{_COUNTED}))")
_NO_COUNT = re.compile(
    r"次(?:产业|创业|分配|供水|污染|入户|会议|全会|党代会)|个(?:不|没有|文明|维护|确立|意识|自信|坚决|全面|带头|如何|必须|务必|面向|务)|大(?:门类|类|学|会|病|力|幅|家|部分|战略|攻坚战|班子|纪律|考|精神|民生工程)|年(?:级|义务|制)|户(?:一|联)|位一体|位数|项(?:制度|改革|规定)(?:精神)|条(?:禁令|例)|条(?:保障)?线|家(?:子)|天(?:打|晒)|期(?:工程)|场(?:硬仗)|人(?:一|小组|行)|个(?:一|百分之百|优先|责任)|台(?:合一)|所(?:一)|批(?:次)?(?:本科)"
)
#: Units that do not differ in meaning from a plainer spelling.
_PLAIN = {
    "㎡": "平方米",
    "m2": "平方米",
    "m²": "平方米",
    "m³": "立方米",
    "m3": "立方米",
    "km²": "平方公里",
    "km": "公里",
    "kwh": "千瓦时",
    "kw": "千瓦",
    "mw": "兆瓦",
    "kg": "公斤",
    "平米": "平方米",
}


def unit_after(after: str) -> tuple[str, int]:
    """The unit at the start of what follows a number in Arabic figures, and the characters that it takes with 余 and blanks.

    万余人 is 万人; a scale alone is a unit (12万); ("", 0) where none follows.
    """
    found = _UNIT.match(after)
    if not found or not (found["scale"] or found["unit"]):
        return "", 0
    scale, unit, end = found["scale"] or "", found["unit"] or "", found.end()
    if unit and after[end:].startswith(_NOT_BEFORE.get(unit, ())):
        unit, end = "", found.end("scale") if scale else 0
    if after[:1] == " " and unit and "\u4e00" <= after[end : end + 1] <= "\u9fff" and unit[0] >= "\u4e00":
        return "", 0  # 00080 组配分类: another word after a blank
    if unit.endswith(("m", "g", "w", "h", "v")) and after[end : end + 1].isascii() and after[end : end + 1].isalnum():
        return "", 0
    return (scale + unit, end) if scale + unit else ("", 0)


def chinese_unit_after(after: str) -> tuple[str, int]:
    """The same for a number in Chinese figures, where fewer measures count: 两轮, 三位, but no 两级 and 三类."""
    found = _CHINESE_UNIT.match(after)
    if not found or _NO_COUNT.match(after[found.start("unit") :].lstrip("万亿千百")):
        return "", 0
    return found["unit"], found.end()


def plain_unit(unit: str) -> str:
    """A unit as knowledge spells it (㎡ → 平方米)."""
    return _PLAIN.get(unit, unit)
