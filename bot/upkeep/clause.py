"""A clause of a report up to a figure: what it does, what of, and how the figure is measured, in the set words of public reports."""

import re
from dataclasses import dataclass


def _words(text: str) -> list[str]:
    """The words of a text, which blanks divide."""
    return text.split()


_TIME = (
    r"(?:19|20)\d\d年?(?:至|-|—)(?:19|20)\d\d年?(?:期间)?|(?:19|20)\d\d年(?:度|底|末|初|来|以来)?|\d{1,2}-\d{1,2}月"
    r"|\d{1,2}月(?:份|底|末|\d{1,2}日)?|上半年|下半年|[前一二三四第]+季度(?:末)?|年末|年底|年初"
    r"|期末|全年|今年(?:以来)?|去年|上年|明年|当年|年内|年度|本年度?|本期|近年来|春季?学期|秋季?学期|20\d\d年[春秋]季?学期"
)
#: What stands before the matter itself; a short word of it does not count where it starts a longer one (及时, 到户, 现代).
_OPENERS = _words(
    "超额 尚有 仍有 十八大以来 十九大以来 二十大以来 "
    "截至 截止 到目前 目前为止 目前 其中 同时 并且 以及 另外 另有 还有 此外 为此 共有 共计 总共 合计 总计 累计 先后 已经 全部 拥有 现有 现已 年度 首批 首次 "
    "率先 积极 大力度 大力 扎实 深入 持续 着力 认真 严格 不断 切实 有效 有序 稳步 加快 及时 足额 按时 成功 顺利 坚持 努力 多渠道 高质量 高效 主动 精准 进一步 常态化 "
    "充分 优先 同步 定期 分批 依法 直接 间接 陆续 圆满 逐步 共同 就地 就近 免费 统一 短短 在短短 每年 暂居 稳居 "
    "位居 位列 市下达 省下达 上级下达 力争 预计 拟 突出 围绕 聚焦 结合 密切关注 确保 "
    "计划 发展 据统计 经统计 初步核算 经初步核算 区财政 县财政 市财政 各级财政 中央财政 省级财政 按可比价计算 按可比价格计算 按不变价格计算 按可比口径 按常住地分 在全国 "
    "在全省 在全市 在全县 在全区 "
)
_SHORT = (
    "至|到(?!户|位|期)|高标准(?!农田)|现(?!代|场|金|役|行|价)|并(?!网)|和|及(?!时)|与|另|还|也|又|再(?!就业|生)|为(?!民)|对(?!口|接)|向|给|在(?!建|册|校|岗|职|园|读|库|地)|将(?!军)|把|由|从(?!业)|用(?!水|电|地|工|户|煤|气|能|药|材)|以(?!工|奖|上|下)|让|使|共(?!产|建(?!成)|同|青|享)|已|均(?!衡)|都|有(?!机|效|线|关|色|序|意|劳)|"
    "仅|只|约|近(?!视|亲)|达(?!产|标|到|成)|集中(?!连片|供养|居住|式)|重点(?!人群|群体|户|项目|工程|村|镇|企业|产业|对象|人员|优抚|监测|管理|领域|区域|行业|高校|人口|帮扶|劳动|青|学|监管|水)|全面(?!小康)|稳定(?!就业|增长|性|脱贫|器|运行)|规范(?!化|管理)|创新(?!创业|平台|型|驱动|能力|人才|中心)|组织(?!振兴|建设|者)|统筹(?!城乡|区域)"
)
_BEFORE = re.compile(
    "^(?:" + _TIME + "|" + "|".join(sorted(_OPENERS, key=lambda word: -len(word))) + r"|分[\u4e00-\u9fff]{1,4}看|据[\u4e00-\u9fff]{0,6}统计|第[一二三四](?:、第?[一二三四])*季度|"
    r"(?:增长|增加|提高|上升|下降|减少|降低|扩大|提升)(?:到|至|为)|全[国省市县区镇乡村](?:上下|共有|共|累计|已|现有|范围内|各级|各地)?|[我本][省市县区镇乡村局委院校](?:共|累计|已)?|各(?:级|地|乡镇|镇街|部门)|"
    + _SHORT
    + ")"
)
#: Set verbs, which say that something was done and not what it is; the longest first.
_SET_VERBS = _words(
    "下设 解决 优化调整 规划建设 开发建设 建设完成 新建改建 新建续建 新改扩建 改建扩建 新改建 改扩建 扩建 改建 续建 新建 在建 建成投用 建成 建设 建立 建起 组建 成立 设立 "
    "设置 开设 开办 创办 创建 创成 打造 培育 培养 评选 选树 选派 派出 选聘 聘请 配备 配置 购置 购买 采购 引进 引入 招引 新引进 落实 完成 实现 达到 达成 取得 "
    "获得 荣获 争取到位 争取 到位 筹集 筹措 募集 整合 统筹 安排 下达 拨付 支付 支出 投入 投资 总投资 兑现 兑付 发放 打卡发放 累计发放 新增发放 增发 补发 给予 "
    "补助 补贴 奖补 奖励 减免 减征 退税 代缴 收缴 征收 清缴 缴纳 使用 用于 开展 举办 承办 举行 召开 组织开展 实施 推进 推动 推广 启动 开工 开建 竣工 投产 "
    "签约 落户 提出 推出 出台 印发 制定 制订 修订 发布 公布 公开 报送 办理 受理 办结 审批 核发 颁发 登记 接待 收到 处理 批复 入库 处置 化解 调处 调解 查处 立案 "
    "排查 检查 抽查 整改 新增 增加 净增 扩大 提供 开发 安置 吸纳 带动 帮助 惠及 覆盖 涉及 服务 保障 纳入 认定 确定 核定 识别 新识别 监测 消除 清退 清理 拆除 "
    "动态整改 流转 种植 播种 栽植 养殖 出栏 存栏 销售 实际利用 加强 加大 抓实 做实 做好 抓好 强化 提升 守牢 健全 完善 支持 鼓励 引导 依托 利用 通过 达产 参加 "
    "签订 储备 收集 征集 录入 更新 维修 修缮 维护 管护 铺设 架设 安装 清运 清淤 疏浚 绿化 接种 接诊 筛查 体检 救助 资助 慰问 走访 看望 培训 轮训 招聘 招录 "
    "修复 优化 整治 促成 新完成 录用 输送 转移 救治 报销 理赔 赔付 贷款 放贷 担保 退出 上报 配套 启用 帮扶 申报 获批 评定 命名 授予 表彰 "
)
#: Verbs that belong to the matter: 救助 120 people is a fact of its own beside 培训 120 people.
CONTENT = frozenset(
    _words(
        "改造 扩建 改建 续建 在建 维修 修缮 管护 拆除 清理 清运 清淤 疏浚 绿化 接种 接诊 筛查 体检 救助 资助 慰问 走访 看望 培训 轮训 招聘 招录 录用 输送 转移 "
        "救治 报销 理赔 赔付 查处 立案 排查 检查 抽查 化解 调处 调解 整治 办结 受理 流转 种植 播种 栽植 养殖 出栏 存栏 销售 减免 退税 奖补 奖励 补贴 补助 监测 安置 "
        "带动 吸纳 帮扶 入库 批复 服务 保障 贷款 担保 引进 招引 开工 竣工 投产 签约 整改 动态整改 实际利用 储备 消除 认定 命名 表彰 登记 代缴 接待 退出 识别 "
        "新识别 获批 创建 选派 惠及 覆盖 开发 提供 纳入 "
    )
)
#: Verbs that an event follows, told whole: 开展 3 rounds of 监测集中排查.
_EVENT = frozenset(_words("开展 举办 承办 举行 召开 组织开展 实施 推进 完成 组织 "))
_VERB = re.compile(
    "^(?P<verb>" + "|".join(sorted(map(re.escape, set(_SET_VERBS)), key=lambda word: -len(word))) + ")(?!率|量|额|度|数|值|对象|人员|证|机构|中心|站|所)(?:[了和并及、])?"
)
_VERB_AT_END = re.compile("(?:" + "|".join(sorted(map(re.escape, set(_SET_VERBS)), key=lambda word: -len(word))) + ")(?:了|各类|各级各类|全[县市区]|近|约|共|省级|市级)?$")
_LINK = re.compile(
    r"(?:共计|总计|合计|累计|分别|达到|达至|共有|达|为|是|(?<![签节预合公制])约|接近|(?<!附)近|不超过|超过|超|突破|逾|不低于|不少于|不高于|高于|低于|完成|实现|占到|到位|提高到|提高至|增加到|增加至|上升到|上升至|下降到|下降至|降低到|降低至|扩大到|扩大至|增至|减至|升至|降至|降到|增到|达成|保持在|保持|稳定在|控制在|均|各|共|已|仅|只|有|计|至|到|的|高达|多达|每月至少|每年至少|每周至少|至少|占(?<!侵占)|提高为|下降为|上升为|调整为|增加为|减少为|变为|拥有|位居|位列|排名|全部|连续|同比|人民币)$"
)
_CHANGE = re.compile(
    r"(?P<base>按?可比(?:价|口径)(?:计?算)?|同口径|(?:比|较|与)(?:上年|去年|年初|上一年|上年度|上年同期|去年同期|年度目标|全[国省市][\u4e00-\u9fff]{0,6}|上年末|上月|往年|20\d\d年|[\u4e00-\u9fff]{2,8})(?:末|底|相比|同期)?|同比|环比)?(?:分别|均|年均|平均|名义|实际|累计|可|将|共|净|又|再|继续|小幅|大幅|略有?|明显|持续|稳步|快速|平稳|逐步)*"
    r"(?P<verb>增长|增加|增幅|增速|涨幅|提高|提升|上升|上涨|多增|快于|高于|高出|加快|下降|减少|降低|降幅|减幅|回落|收窄|压减|压缩|缩减|缩短|微跌|微降|略降|下跌|低于|(?:(?<=[同环分][比别])|^)(?:增收|减收|增支|减支)|少|多|增|降)(?P<more>了|达到?|超过?|约|近|幅度|(?<=[幅速度])为)*$"
)
#: A change told before what changed: 增加水稻种植面积26万亩.
_CHANGED = re.compile(
    r"(?:(?:其中|全年|累计|共|年内|一年|分别|计划|有效|合计)*)(?P<verb>增加|减少|调减|调增|压减|压缩|削减|缩减)(?:了)?(?P<what>(?![值量额到至])[\u4e00-\u9fff“”]{2,16}(?<![到至为]))$"
)
_DOWN = ("下降", "减少", "调减", "削减", "降低", "降幅", "减幅", "回落", "收窄", "压减", "压缩", "缩减", "缩短", "微跌", "微降", "略降", "下跌", "低于", "减收", "减支", "少", "降")
#: 高于国家不低于 55% 的要求: the same thing elsewhere.
_BEYOND = re.compile(
    r"(?:远|均|都|分别)?(?:高于|低于|优于|超过|高出|快于|好于)(?:(?:全?[国省市县区](?:家|级)?|上级)(?:平均水平|平均|要求)?的?|年度目标)?(?:不低于|不高于|不少于|不超过)?"
)
_PER = re.compile(
    r"(?:每人每月|每人每年|每生每年|每户每年|每月每人|每年每人|每人|每户|每亩|每平方米|每公斤|每斤|每吨|每生|每村|每个|每月|每年|月人均|年人均|每次|每天|每件|每场|每立方米|每升)(?:补助|补贴|发放|奖励|资助|救助)?$"
)
_SHARE = re.compile(r"(?:占比|占|比重|比例)")
_TASK = re.compile(r"(?:^|完成|占|为)(?:了)?(?:全?年初?|年度|省|市|县|区|上级|全年|调整|序时|本年)*[\u4e00-\u9fff]{0,6}?(?:预算|任务|目标|计划|序时进度)(?:数|任务|目标|的)*$")
#: The money put into projects.
_FUNDS = "(?:(?:计划|概算|估算|协议|合同)总投资|(?:当年|年度|今年|计划|协议|合同|完成|新增)投资额?|(?:签约|协议|合同|到位|引资)(?:资金|金额|总额)|签约额|合同额)"
#: How much, said in words at the end: what the lexicon calls a metric, or what public statistics do.
_METRIC = re.compile(
    r"(?P<per>(?:月人均|年人均|人均|户均|村均|亩均|日均|年均|车均|生均|平均每户|平均每人|平均)[\u4e00-\u9fff]{0,8})$"
    rf"|(?P<name>{_FUNDS}|"
    r"总产值|增加值|产值|总产量|总产|产量|单产|亩产|总面积|播种面积|种植面积|建筑面积|占地面积|面积|余额|结余|总里程|里程|总长度|长度|总投资|投资额|总金额|金额|总量|总人数|人数|总户数|户数|数量|总数|占比|比重|比例|标准|收购价|价格|装机容量|装机规模|满意度|得分|支付进度|支出进度|进度|指数|系数|总动力|净利润|利润|净收入|销售额|零售额|销售收入|营业收入|成交额|补助水平|床位数|平均分|准确度|(?:日|年|月)?均?值?浓度|覆盖面|增速|增幅|降幅|年龄|平均年龄|期望寿命|预期寿命|死亡数|出生数|使用量|用电量|发电量|供水量|库容|蓄水量|吞吐量|货运量|客运量|周转量|收入比|[\u4e00-\u9fff]{1,4}率)$"
)
#: A clause that names only the money put into what was counted before it: 累计完成投资.
_FUNDED = re.compile(rf"(?:[,、]|并|累计|已|共|总共|合计|拟定|预计|现已)*(?P<funds>{_FUNDS}|总投资额?|投资总额|投资规模)(?:共计|合计|超过|超|约|近|达到?|为|是)*")
_GENERIC = frozenset(
    _words(
        "资金 专项资金 补助资金 补贴资金 各类资金 项目资金 财政资金 总资金 经费 金额 款项 人 人数 总人数 户 户数 数量 总数 面积 总面积 投资 总投资 计划投资 估算总投资 "
        "概算总投资 完成投资 投入 支出 收入 比例 占比 比重 标准 总额 总量 个 户均 人均 受益群众 惠及群众 群众 受益人口 人口 涉及 涉及资金 涉及人口 补助 补贴 保险金 "
        "任务 目标 项目 其他 以上 以下 全部 平均 规模 进度 比上年 奖补资金 奖补 增速 增幅 年度 总 覆盖 惠及 发放 本金 产值 次数 场次 数 受益 对象 人员 总计 合计 "
        "该 整体 总体 综合 增长 增加 "
    )
)


@dataclass(frozen=True)
class Clause:
    """What a clause says before its figure.

    `verb` is the set verb that it starts with (发放), `matter` what it is about (高龄津贴), without either `metric`, named at its end (参保率), `change` 增长
    or 下降, `part` for 其中, `per` for 每人每月, `task` for a share of a plan; `ends_in_verb` when the matter follows the figure (新建 36 间教室); `among` for …中;
    `ahead` where the change is told before what changed (增加水稻种植面积); `funded` where it names only the money put into something (总投资).
    """

    text: str
    verb: str = ""
    matter: str = ""
    metric: str = ""
    change: str = ""
    base: str = ""
    per: str = ""
    part: bool = False
    task: bool = False
    share: bool = False
    ends_in_verb: bool = False
    among: bool = False
    start: bool = False
    compared: bool = False
    who: str = ""
    ahead: bool = False
    funded: bool = False

    @property
    def empty(self) -> bool:
        """True when the clause names no matter of its own."""
        return self.matter in _GENERIC or len(self.matter) < 2


_PEOPLE = (
    r"(?:脱贫|困难|受益|一般|其他|普通|贫困|低收入|城乡|农村|城镇|广大|全体|各类|重点|参保|受灾)?"
    r"(?:主体|群众|户|农户|人口|学生|老人|老年人|居民|职工|干部|党员|企业|村|对象|家庭|劳动力|人员|儿童|重点户|脱贫户|监测户|单位|农民)"
)
#: Plain people: what is done for them says more.
PLAIN_PEOPLE = re.compile(_PEOPLE)
_WHO_DID = re.compile(r"(?P<who>[\u4e00-\u9fff]{2,12}?)(?:累计)?(?:兑现|发放|代缴|减免)(?:各类)?(?P<what>[\u4e00-\u9fff“”]{3,})$")


#: 由上年同期的, 从: what follows is where it came from.
_START = re.compile(r"(?:由|从)(?:上年|去年|年初|原来|此前|过去|20\d\d年)?(?:末|底|同期|初)?的?$")
#: A topic that a page's layout left at the start of a sentence: 人口年末常住人口.
_RUN_ON = re.compile("^(?![比较与由从截])[\u4e00-\u9fff]{2,5}?(?=全年(?!龄)|(?<!上)年末)")


#: 投资对经济增长的贡献率: whose share in what.
_GIVES = re.compile("(?<=[\u4e00-\u9fff])对(?P<what>[\u4e00-\u9fffA-Z]{2,12}?)的?贡献率(?:分别)?(?:为|是|达到?|超过?)?$")
#: By way of what something is done: 通过网站、公报等平台; one channel alone stays part of the matter.
_BY_WAY = re.compile("^通过(?:[^,。;]{2,40}?等(?:平台|网站|渠道|方式|系统|途径|形式|手段|媒体|措施|办法)|(?=[^,。;]{2,30}(?:平台|网站|渠道|方式|系统|途径|形式|热线|公众号|手段)))")
#: What only helped: 制造业在龙头企业带动下.
_HELPED = re.compile("在[\u4e00-\u9fff“”]{2,12}(?:带动|拉动|推动|支持|支撑|指导|帮助|影响|作用|努力)下$")


def read_clause(text: str, places: tuple[str, ...] = ()) -> Clause:
    """Take apart the words between the last comma or figure and a figure."""
    whole = text.strip(" -—\t:\"'")
    whole = _BY_WAY.sub("", whole)
    if found := _GIVES.search(whole):
        given = read_clause(whole[: found.start()], places).matter or whole[: found.start()]
        return Clause(whole, matter=_tidy(given), metric=f"对{found['what']}的贡献率")
    if found := _FUNDED.fullmatch(whole):
        return Clause(whole, metric=found["funds"], funded=True)
    part = whole.startswith("其中")
    rest, per = _cut(_PER, whole)
    rest, start = _cut(_START, rest)
    rest, verbs = _opened(_RUN_ON.sub("", rest), places)
    task = bool(_TASK.search(whole))
    if task:
        rest = _TASK.sub("", rest)
    change = base = ""
    ahead = False
    if (found := _CHANGE.search(rest)) and (len(found["verb"]) > 1 or found["base"]):
        change = "下降" if found["verb"] in _DOWN else "增长"
        base, rest = found["base"] or "", rest[: found.start()]
    elif ahead := (found := _CHANGED.match(whole)) is not None and not read_clause(found["what"]).empty:
        assert found is not None
        change, rest, verbs = "下降" if found["verb"] in _DOWN else "增长", found["what"], []
    if found := _BEYOND.match(rest):
        compared, rest = True, rest[found.end() :]
    else:
        compared = False
    among = rest.endswith(("中", "里")) and len(rest) > 2 and not rest.endswith(("初中", "高中", "集中", "其中"))
    rest = rest[:-1] if among else rest
    rest = _linked(rest)
    rest, more = _cut(_PER, rest)
    share = bool(re.match(r"占", rest) or rest.endswith(("占", "占比", "比重", "比例")) or "占" in whole[-6:])
    ends = _VERB_AT_END.search(rest)
    ends_in_verb = bool(ends) and ends.start() > 0 if ends else False
    metric = ""
    if found := _METRIC.search(rest):
        metric = found.group()
        rest = rest[: found.start()]
        if found["name"] and found["name"].endswith("率"):
            metric, rest = _rate(metric, rest)
        if 0 < len(rest) <= 2 and re.search("率$|比例$|占比$|比重$|^金额$", found["name"] or ""):
            metric, rest = rest + metric, ""  # 报销比例, 签约率
    rest = _linked(rest).rstrip("的、 ")
    who = ""
    if found := _WHO_DID.match(rest):
        who, rest = found["who"], found["what"]
    return Clause(whole, verbs[0] if verbs else "", _tidy(rest), metric, change, base, per or more, part, task, share, ends_in_verb, among, bool(start), compared, who, ahead)


#: What makes another name of a place's: its harbour, river or third village.
_FEATURE = re.compile(r"[港河湖江湾岛山路街桥站口村镇乡](?!区县)|[一二三四五六七八九十]村")
#: Work that goes with the one named before it: 新建、扩建变电站, 新引进、认定各类人才.
_ALIKE = re.compile(r"(?:扩建|改建|续建|改造|维修|修缮|认定|引进|开工)(?=[\u4e00-\u9fff]{2})")


def _opened(text: str, places: tuple[str, ...]) -> tuple[str, list[str]]:
    """The text without times, adverbs and set verbs at its start, and the verbs."""
    verbs: list[str] = []
    while True:
        before = text
        for place in places:
            if text.startswith(place) and len(text) > len(place) and not _FEATURE.match(text, len(place)):
                text = text[len(place) :]
        if (found := _BEFORE.match(text)) and found.end() <= len(text):
            text = text[found.end() :].lstrip(" ,、")
        elif found := _VERB.match(text):
            verb = found["verb"]
            alike = _ALIKE.match(text) if verbs and verbs[-1].startswith("新") else None
            if verb in CONTENT and not alike and (len(text) > found.end() or verbs):
                return text, verbs or [verb]
            verbs.append(verb)
            text = text[found.end() :].lstrip(" ")
        if text == before:
            return text, verbs


def _linked(text: str) -> str:
    while found := _LINK.search(text):
        if found.start() == 0 and len(text) > 4:
            break
        text = text[: found.start()].rstrip()
    return text


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    found = pattern.search(text)
    return (text[: found.start()], found.group()) if found else (text, "")


def _rate(metric: str, before: str) -> tuple[str, str]:
    """A rate's name is one word before 率: 水质合格率 is the 合格率 of 水质."""
    whole = before + metric
    for length in (7, 6, 5, 4, 3):
        word = whole[-length:]
        if len(word) == length and word in _RATES:
            return word, whole[:-length]
    for length in (3, 4, 2, 5):
        if len(whole) - length >= 2:
            return whole[-length:], whole[:-length]
    return metric, before


_RATES = frozenset(
    _words(
        "资金支付率 支付率 支出率 覆盖率 参保率 合格率 报销比例 完成率 达标率 普及率 入学率 毛入学率 净入学率 入园率 毛入园率 巩固率 升学率 辍学率 就业率 失业率 增长率 "
        "出生率 死亡率 自然增长率 城镇化率 绿化率 森林覆盖率 绿化覆盖率 综合机械化率 机械化率 签约率 办结率 满意率 群众满意率 化解率 整改率 开工率 竣工率 利用率 综合利用率 "
        "收益率 利润率 产销率 返贫率 发生率 贫困发生率 处理率 无害化处理率 收集率 收运率 治理率 优良率 空气质量优良率 响应率 接通率 按时办结率 规范管理率 管理率 接种率 "
        "检测率 检出率 建档率 建设率 通车率 通达率 通畅率 硬化率 入户率 供水保证率 落实率 执行率 执结率 破案率 调解率 调解成功率 成功率 履约率 兑现率 发放率 社会化发放率 "
        "贡献率 转化率 落地率 资金到位率 到位率 投产率 复工率 使用率 上线率 本科上线率 录取率 占有率 知晓率 参与率 惠普率 普惠率 公办率 规范化率 达产率 转移就业率 "
    )
)


#: Rates that say by themselves what they are of, whatever was told before.
OWN_RATES = ("森林覆盖率", "绿化覆盖率", "城镇化率", "空气质量优良率", "贫困发生率", "自然增长率", "登记失业率", "调查失业率")


#: What praises a figure and names nothing: 首次突破百亿大关, 多项指标创历史新高.
_MILESTONE = re.compile(
    r"(?:均|再|首次|成功)*(?:突破|跨越|迈上|站上|跃上)[^,。]{1,8}(?:大关|台阶|关口)$|(?:多|各|[\u4e00-\u9fff]{0,2}主要)项?[\u4e00-\u9fff]{0,4}指标(?:再|均)?创[\u4e00-\u9fff]{0,4}新高$|(?:再|均)?创(?:历史|近年来?)?新高$"
)


def _tidy(text: str) -> str:
    """A matter without what only holds it together."""
    text = re.sub(r"^(?:的|了|着|等|、|和|及|与|,| |\)|\()+", "", text)
    text = _MILESTONE.sub("", text) or text
    text = _HELPED.sub("", text) or text
    text = re.sub(r"^[\u4e00-\u9fff、“”()]{2,}(?:等|[和与及、])[\u4e00-\u9fff]{0,4}(?:机构|单位|部门)(?:联合|共同)?(?:举办|承办)(?=..)", "", text)
    if (at := text.rfind("等")) > 0 and len(text) - at - 1 >= 2 and re.search(r"[、”》]", text[:at]):
        text = re.sub(r"^(?:各类|各项|多种|各)?", "", text[at + 1 :])
    text = re.sub(r"(?:等|的|和|及|与|、|\(|\)|,| )+$", "", text)
    if text.count("“") != text.count("”"):
        text = text.replace("“", "").replace("”", "")
    if text.count("《") != text.count("》"):
        text = text.replace("《", "").replace("》", "")
    return text.strip()


#: Verbs at which a noun after a figure ends: 15名|科技人才|提供….
_PREDICATE = re.compile(
    r"分别|全部|均(?!衡)|标为|列为|评为|高效|都|已|被|将(?!军)|正在|实现|达到|达(?!产|标)|提供|建立|建成|获得|获评|获批|获|荣获|享受|参加|参与|参保|纳入|兑现|通过|完成|入学|得到|落户|投产|开工|竣工|投入|用于|入驻|签订|创建|成功|入选|列入|接受|进行|开展|组成|分布|发放|领取|实施|新增|增长|下降|占(?!地)|为|从(?!业)|由|在(?!校|册|岗|职|建|读|园)|提高到|增加到|调整为|较好|扎实|成立|深化|下降到|上升到|(?<!结)对(?!象|口)|按|以(?!上|下|内|及)|向|"
    r"稳定就业|顺利|有序|先后|定期|累计|(?<!公)共(?!享|建)|同时|赴|提出|推出|出台|(?:建设|工作)?进展|正式|快速推进|到(?!户|位)|受益|退出|收益率|购买|建设完成|支持|鼓励|推动|促进|缓解|解决|确保|覆盖|清查|[,。;、:()?!]|\d"
)
_AFTER = re.compile("^(?:的|以上|左右|以内|以下|之内|余|多|及以上)*")
_PURPOSE = re.compile(r"^(?:资金|专项资金|经费)?(?:主要)?(?:用于|购买|鼓励|支持|新建|改建|扩建|改造|建成|建设|实施|开展|维修|补助|资助|奖补|奖励)")


def noun_after(text: str, *, whole: bool = False) -> str:
    """The noun phrase at the start of what follows a figure, "" where there is none; `whole` for an event, told to the next comma."""
    if not text or text[0] in ",。;、:()?! ":
        return ""
    text = _AFTER.sub("", text)
    noun = _until(text, re.compile(r"[,。;:()?!、\d]") if whole else _PREDICATE)
    if len(noun) > 16:
        noun = re.split("[和及与]", noun)[0]
    return _tidy(re.sub("(?:等|之首|之一)$", "", noun))[:24]


def purpose_after(text: str) -> str:
    """What money is for, where that follows it: 安置点后续管护 in 10万元用于安置点后续管护."""
    text = _AFTER.sub("", text)
    if not _PURPOSE.match(text):
        return ""
    whole = _until(text, re.compile(r"[,。;:()?!\d]"))
    whole = whole[whole.rfind("的") + 1 :] if len(whole) > 20 and "的" in whole else whole
    return _tidy(read_clause(whole).matter)[:24]


def _until(text: str, stop: re.Pattern[str]) -> str:
    """The text before the first stop that stands outside quotation marks."""
    for found in stop.finditer(text):
        if text.count("“", 0, found.start()) <= text.count("”", 0, found.start()):
            return text[: found.start()]
    return text


def object_after(text: str) -> str:
    """What is done, where a figure counts plain people: 兑现光伏收益 in 为4232户脱贫群众兑现光伏收益."""
    text = re.split("[,。;:]", text)[0]
    found = re.search(r"(?:兑现|发放|建立|提供|享受|参加|实现|纳入|购买|代缴|办理|开展|落实|领取|缴纳|获得)了?(?P<object>[\u4e00-\u9fff“”、()]{2,20})", text)
    return _tidy(found["object"]) if found else ""
