"""A query: what a question says, taken apart into units of meaning, times, places and numbers."""

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from bot.knowledge.lexicon import Concept, Lexicon
from bot.knowledge.report import Report
from bot.language.measures import unit_after
from bot.language.numerals import Numeral, numerals
from bot.language.periods import Period, periods
from bot.language.pinyin import Sounds, blur, latin_runs
from bot.language.text import all_han, is_han, key, normalise
from bot.language.words import Dictionary

#: Kinds of units that an entry must explain before it may answer.
SCOPED = frozenset(("subject", "metric", "population", "procedure", "personal", "opinion", "request"))
#: Kinds that say what is asked for.
ASKING = frozenset(("metric", "procedure"))
#: A plain word that stands in no lexicon.
TERM = "term"

_CLAUSE_END = re.compile(r"[,。!?;:\n、…~]+|(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
_INTERROGATIVE = re.compile(
    r"多少|好[多些][人户家个元块钱亩次万项]{1,2}(?=[,。;?啊呀呢 ]|$)|几|谁|哪|什么|啥|怎|咋|为何|吗|么|是不是|有没有|能不能|会不会|如何|何[时地处]|多大|多长|多久|多高|第几|\?"
)
_DIVISION = re.compile(r"[\u4e00-\u9fff]{1,4}?(?:自治县|自治州|街道|社区|省|市|县|区|镇|乡|村)")
# A character that occurs this often in jieba's 60 million words (的 是 了 有 说) makes sense anywhere.
_HOW_MANY = re.compile(r"(?:多少|好多|几多|好些|好几|几)(?:[十百千]|来)*")
#: Measures of daily speech with those that a report may count the same things in; the general 个 tells nothing.
_ALSO = {"钱": "元", "块": "元", "人家": "户", "家": "家户", "名": "名人", "位": "位人", "口": "人", "个": ""}
_EVERYWHERE = 40_000
#: Measures after a number that are typed in pinyin (2023 nian).
_COUNTED = {"nian": "年", "yue": "月", "hu": "户", "ren": "人", "wan": "万", "yi": "亿", "yuan": "元", "mu": "亩", "kuai": "块", "ge": "个"}
# What stands before 县, 镇, 村 … without naming one.
# 全市, 我区, 市里: a level without a name; which of them is the covered place, the report tells. 隔壁县, 外地: another one without a name.
_WIDE = re.compile(
    r"(?:全|我|咱|本|咱们|我们)(?:国|省|市|县|区|镇|乡|村)(?!里|长|委|组|级|下|干部|主任|会计|[\u4e00-\u9fff]?书记)|[国省市县区](?:里|内)(?!面|头)|[国省市县区]里[面头]"
    r"|(?:隔壁|邻近?|临近|旁边|周边|周围|别的?|其[他它]|兄弟|(?<![对海国室以之除另])外)(?:那?个|的)?(?:省|市|县|区|镇|乡|村)(?!场|民|委|长|组|域)|外地(?![人来回打务上做读赶])"
)
_NO_PLACE = re.compile(
    r".*(?:示范|安置|中心|自然|行政|美丽|经济|攻坚|试验|开发|工业|贫困|脱贫|景|功能|服务|居民|住宅|乡|农|出列|重点|样板|展览|产业|园|辖|超|门|夜|菜|房|股|书记|党建|集体|多少|几个|哪个|哪些|每个|一个|所有|其他|别的|隔壁)$"
)
_NO_NAME = re.compile(r".*[各每哪几全本我咱贵该某那这两个多少一二三四五六七八九十的是在有到和与及或对农乡新老山城林牧园社小大地街郊市县区省于为从把被由们你他强外邻整]$")
_WHERE_FROM = re.compile(
    r"(?:人|我|俺|咱|咱们|我们|现|家|老家|住|老公|老婆|儿子|女儿|闺女|孩子|家人|嫁|跑|一直|长年|常年|本人)(?:都|也|就|还)?(?:在|到|是|来自|从)$|(?:住|家住|老家|来自|嫁到|人在)$"
)
_WHAT_THERE = re.compile(r"(?:那边|这边)?(?:打工|务工|上班|干活|做工|读书|上学|念书|做生意|工作|回来|过来|的人$|人,|来的|来学习|口)")
_NEVER_NAMED = frozenset("的她他它你我俺咱们说讲戏听问叫有是在和与了着过把被给让请去来上下进出回到从这那哪几每各某多少什么怎吗呢吧啊都也还就只不没很最")
# Where in a long message the question starts.
_FRAME = re.compile(
    r"(?:想|就想|只想|我想|就|请|来|再|顺便|麻烦|烦|好奇)(?:请教|咨询|问问|问一问|问一下|问下|问一声|问个|问|知道|晓得|弄明白|搞清楚|弄清楚|了解|打听打听|打听一下|打听|核实|确认|听听|看看)(?:一下|下|你|您)?|(?:告诉|问|请问|求问|敢问)(?:我|你|您|一下|俺)(?:这个|一声|下)?|请问|求告知|给我(?:说|讲|查|报)(?:说|讲|查|一?下|个数)?|想问|我问"
)
# Whom the message speaks to (老师您好), and who speaks (我是网格员): no part of the question.
_ADDRESS = re.compile(r"^(?:[\u4e00-\u9fff]{1,8}?[,、 ]?)?(?:您们?|你们?|大家|各位)好[啊呀哇]?")
_SPEAKER = re.compile(r"^(?:我|俺|本人|在下|咱)(?:是|就是|乃|系|也是)(?!不是|否)|^(?:本人|作为|身为)")
# A clause that only tells how one came to ask: 我家老头子常念叨, 听村里人讲.
_HEARSAY = re.compile(r"[^,。!?;]*(?:念叨|唠叨|听|说|讲|聊|争|吵|打赌|抬杠|好奇|新闻|广播|电视)[^,。!?;]{0,6}[,。!?;]+")
# What makes a group an example.
_LIKE = re.compile(r"(?:像|好比|比如说?|例如|譬如)(?:我们?|俺们?|咱们?|她们?|他们?)?(?:这样的?|这种|这些)?$")
_AND_SUCH = re.compile(r"(?:患者|病人|的)?(?:、[\u4e00-\u9fff]{1,6})?(?:[这那][种类号]|[这那]样的|之类|等等|等(?![级到待于]))")
# What is narrowed to a part: after 中, 里面, 其中, 单 up to what is asked; or what stands before 的有多少.
_PART = re.compile(
    r"(?:其中|当中|里头|里面|里边|之中|中|里|内|单|光|只算|那批|那些)[,的]?([^,。!?;]{2,14}?)(?:的)?[,]?(?:一共|总共|共|大概|大约|拢共)?(?:有|是|占)?(?:多少|几|好多|人数|户数|数量|金额|$)|([^,。!?;]{2,8})的有(?:多少|几)"
)
# How much of a property: 多高 of 收益率有多高 is no height.
_DEGREE = re.compile(r"[多好](?:高|大|长|少|深|重|快)")
# 金额为何? asks what it is, not why.
_WHAT_AT_LAST = re.compile(r"(?:为何|(?<=[述称名定])为什么)(?=[?。!,]*$)")
_BEFORE_MEASURE = frozenset("哪这那几每各两一")
# A turn of speech (想工作的, 搬下来的) is nothing that a slip is read as.
_SPOKEN = frozenset("的了我你他她们有是")
# A part that is plainly taken out of its whole.
_PLAIN_PART = re.compile(r"(?:其中|当中|之中|单单?(?!位|独|纯|项|是|子)|光是|只算|只看)由?[,的]?([^,。!?;]{2,10})|([^,。!?;的]{2,8})(?:单项|这?一项|单独一项| ?only)")
#: What is known already and not asked for: 除了《韦素园传》还…, 除X以外另有….
_BESIDES = re.compile(r"(?:除了?|一个[是叫])([^,。!?;]{1,16}?)(?:以外|之外|外)?,?(?:还|另外|另有|另一个|其[他它]|别的|又)")
#: The inside of a thing (公益岗里), up to what is counted there.
_WITHIN = re.compile(r"(?:里[面头边]?|(?<!其)中(?!间))[,的]?([^,。!?;]{2,10})")
_LINKS = frozenset("的有是了在和与由被把也都共个")
# A number left open (几个亿): its characters are no slip of anything.
_SOME = re.compile(r"(?:多少|好多|好几|几)个?[十百千万亿]+")
_COUNTING = re.compile(r"(?:多少|几|好多|好些)[个名位只家]?$")
# What points back to a time or a place told before.
_POINTING = {"time": re.compile(r"那一?年|当年|那时候?|当时|那会儿?|那阵子"), "place": re.compile(r"(?:他们|人家|她们|俺们?|我)?(?:那边|那里|那儿|那头|那地方|那块)|他们那|当地")}
# A clause up to this many characters is read as a whole question; in a longer text only the asking clauses bind.
SHORT = 26


@dataclass(frozen=True)
class Unit:
    """One meaning that a question names.

    `name` is a concept of the lexicon or a plain word; `kind` the concept's kind or `term`. `role` is `asked` where it binds the answer,
    `told` in the story around the question, `carried` from the conversation. `loose` marks a property that many others
    answer (多少, 什么). `slip` is what was really typed where it was read as a slip.
    """

    name: str
    kind: str
    start: int
    end: int
    role: str = "asked"
    slip: str = ""
    loose: bool = False


@dataclass(frozen=True)
class PlaceName:
    """A place that a text names; `name` without 省 市 县 … where it has one of its own; `level` its last character or ""."""

    name: str
    level: str
    start: int
    end: int
    role: str = "asked"


@dataclass(frozen=True)
class Query:
    """A question, understood. Stored phrasings are read into the same form."""

    text: str
    units: tuple[Unit, ...]
    periods: tuple[Period, ...]
    places: tuple[PlaceName, ...]
    numerals: tuple[Numeral, ...]
    focus: tuple[tuple[int, int], ...]
    syllables: tuple[str, ...] = field(repr=False)

    @cached_property
    def measures(self) -> frozenset[str]:
        """The measure words that are asked for: 轮 in 几轮, 公里 in 多少公里, 户 in 多少人家; the general 个 left out."""
        found = set()
        for match in _HOW_MANY.finditer(self.text):
            after = self.text[match.end() :]
            unit = next((spoken for spoken in ("钱", "人家") if after.startswith(spoken)), "") or unit_after(after)[0].lstrip("十百千万亿")
            found |= set(_ALSO[unit]) if unit in _ALSO else {unit}
        return frozenset(found - {""})

    @cached_property
    def how_many(self) -> bool:
        """True when a number is asked for (多少, 几个, 几轮)."""
        return bool(_HOW_MANY.search(self.text))

    @cached_property
    def key(self) -> str:
        """The text without punctuation: equal keys are the same question word for word."""
        return key(self.text)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of all units."""
        return frozenset(unit.name for unit in self.units)

    @cached_property
    def plain(self) -> str:
        """The text with courtesy and fillers taken out and synonyms made one: what similarity is measured on."""
        return "".join(unit.name for unit in self.units if unit.role != "carried")

    @cached_property
    def grams(self) -> frozenset[str]:
        """Characters and pairs of characters of the meaningful text."""
        return grams(self.bare)

    @cached_property
    def bare(self) -> str:
        """The letters and characters of the text, colour left out."""
        return "".join(self.text[start:end] for start, end in self.kept)

    @cached_property
    def kept(self) -> tuple[tuple[int, int], ...]:
        """The stretches of the text that carry meaning."""
        spans = sorted({(unit.start, unit.end) for unit in self.units if unit.end > unit.start and unit.role != "carried"} | {(p.start, p.end) for p in self.periods})
        merged: list[tuple[int, int]] = []
        for start, end in spans:
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return tuple(merged)

    @cached_property
    def sounds(self) -> frozenset[str]:
        """Pairs of neighbouring syllables, confusable sounds merged."""
        return pairs(self.syllables)

    @cached_property
    def parts(self) -> tuple[Unit, ...]:
        """The things and groups that the question plainly takes out of a larger whole (其中电商平台, 单由电商平台, 高中助学金一项, 产业奖补里养殖类)."""
        spans = [match.span(1) if match[1] else match.span(2) for match in _PLAIN_PART.finditer(self.text)]
        if self.how_many:
            wholes = {unit.end for unit in self.of_kind("subject", "population")}
            spans += [match.span(1) for match in _WITHIN.finditer(self.text) if match.start() in wholes]
        return tuple(unit for unit in self.of_kind("subject", "population") if any(start <= unit.start and unit.end <= end for start, end in spans))

    @cached_property
    def narrowing(self) -> frozenset[Unit]:
        """The units that narrow what is counted to a part: those between 中 or 里面 and what is asked (107个项目中验收了的有几个), else
        those before 的有."""
        asked = [unit for unit in self.units if unit.role == "asked"]
        for match in _PART.finditer(self.text):
            if any(place.start <= match.start() < place.end for place in self.places):
                continue  # 省里 is where, no whole
            return frozenset(
                unit
                for unit in asked
                if (match.start(1) <= unit.start and unit.end <= match.end(1) if match[1] else match.start(2) <= unit.start and unit.end <= match.end(2))
                and unit.kind not in ASKING
                and unit.name not in _LINKS
            )
        return frozenset()

    def counted(self, nouns: frozenset[str]) -> str:
        """The name of the noun that is counted, right after 几个 or 多少 (签约医生里有几个主任医师); "" where there is none."""
        for unit, after in itertools.pairwise(unit for unit in self.units if unit.role == "asked"):
            if (
                unit.kind == "metric"
                and _COUNTING.search(self.text[unit.start : unit.end])
                and after.start - unit.end <= 1
                and (after.kind in ("subject", "population") or after.name in nouns)
            ):
                return after.name
        return ""

    @cached_property
    def asked_of(self) -> Unit | None:
        """The unit right before what is asked, whose property it is (发现问题多少条, 总价值是几多); links (的, 有, 是) left out, None where
        there is none."""
        asked = [unit for unit in self.units if unit.role == "asked" and unit.name not in _LINKS]
        return next((before for before, unit in itertools.pairwise(asked) if unit.kind in ASKING and before.kind not in ASKING), None)

    def points_back(self, to: str) -> bool:
        """True when the part that asks points at a time (那一年) or a place (他们那边) of the story before it."""
        return any(_POINTING[to].search(self.text[start:end]) for start, end in self.focus)

    def of_kind(self, *kinds: str) -> tuple[Unit, ...]:
        """The asked units of some kinds."""
        return tuple(unit for unit in self.units if unit.kind in kinds and unit.role == "asked")

    def with_units(self, units: Iterable[Unit]) -> "Query":
        """The same question with other units."""
        return replace(self, units=tuple(units))


def grams(text: str) -> frozenset[str]:
    """The characters of a text and its pairs of neighbouring characters."""
    return frozenset(text) | {text[start : start + 2] for start in range(len(text) - 1)}


def pairs(syllables: tuple[str, ...]) -> frozenset[str]:
    """Pairs of neighbouring syllables."""
    return frozenset(f"{first} {second}" for first, second in itertools.pairwise(syllables))


class Reader:
    """Reads texts into queries, with the lexicon, a dictionary, the sounds of characters and the words that the knowledge uses.

    `vocabulary` are the words (two characters or more) that the knowledge uses, with how often: what a slip may have been meant for.
    """

    def __init__(self, lexicon: Lexicon, dictionary: Dictionary, sounds: Sounds, reports: tuple[Report, ...], vocabulary: Mapping[str, int] | None = None) -> None:
        self.lexicon = lexicon
        self.dictionary = dictionary
        self.sounds = sounds
        self.vocabulary = vocabulary or {}
        self._words: dict[str, Concept] = lexicon.by_word
        self._longest = max(map(len, self._words), default=1)
        self._here = {name for report in reports for name in (report.place, *report.aliases)}
        self._parts = {name for report in reports for name in report.parts}
        self._named = {name for report in reports for name in (*report.within, *report.parts)} | self._here
        self._by_sound = self._sounding(self.vocabulary)
        # Without a vocabulary only texts without slips are read.
        spoken = {word: self.vocabulary.get(word, 0) for word, concept in self._words.items() if concept.kind not in ("colour", "place")} if vocabulary is not None else {}
        self._by_typed_sound = self._sounding(spoken | dict(self.vocabulary))
        self._by_gap = {
            (gap, word[:gap] + word[gap + 1 :]): word
            for word in sorted(self.vocabulary, key=lambda word: (self.vocabulary[word], word))
            if len(word) >= 4 and all_han(word) and _SPOKEN.isdisjoint(word)
            for gap in range(len(word))
        }

    def changed(self, before: "Reader") -> frozenset[str]:
        """The words that this reader reads otherwise than the one `before`: a text that holds none of them is read the same by both,
        slips apart."""
        old, new = before._words, self._words
        words = {word for word in old.keys() | new.keys() if _meaning(old.get(word)) != _meaning(new.get(word))}
        return frozenset(words | (before._named ^ self._named))

    def _sounding(self, words: Mapping[str, int]) -> dict[tuple[str, ...], str]:
        """Each sound's most used word of two characters or more."""
        ranked = sorted((count, word) for word, count in words.items() if len(word) >= 2 and all_han(word) and _SPOKEN.isdisjoint(word))
        return {self.sounds.key(word): word for _, word in ranked}

    def read(self, text: str, *, forgiving: bool = True) -> Query:
        """Take a text apart. With `forgiving`, slips of the pen and of the input method are read as what they were meant for."""
        text = _WHAT_AT_LAST.sub("是什么", normalise(text))
        if forgiving:
            text = self._spelled_out(text)
        times = periods(text)
        numbers = tuple(number for number in numerals(text) if _counts(text, number) and not any(time.start <= number.start < time.end for time in times))
        places = self._places(text)
        blocked = [(time.start, time.end) for time in times] + [(place.start, place.end) for place in places]
        mentions = self._mentions(text, blocked)
        if forgiving:
            slips = self._slips(text, mentions, blocked + [(number.start, number.end) for number in numbers if number.end - number.start > 1])
            mentions = [unit for unit in mentions if not any(slip.start <= unit.start and unit.end <= slip.end for slip in slips)] + slips
        units = self._units(text, mentions, blocked, tuple(number for number in numbers if number.value > 3), places)
        focus = _focus(text, units)
        known = tuple(match.span(1) for match in _BESIDES.finditer(text))
        roles = [replace(unit, role="asked" if _inside(unit.start, focus) and not _inside(unit.start, known) and not _exemplary(text, unit) else "told") for unit in units]
        placed = tuple(replace(place, role="asked" if _inside(place.start, focus) and not _only_told(text, place) else "told") for place in places)
        syllables = tuple(self.sounds.blurred(char) for char in key(text))
        return Query(text, tuple(roles), times, placed, numbers, focus, syllables)

    # -- typed pinyin ---------------------------------------------------------------------------------------------

    def _spelled_out(self, text: str) -> str:
        """Replace typed pinyin by the words that it spells, where the knowledge or the lexicon has them; a word may be half typed (qing松)."""
        out, last = [], 0
        for start, end in latin_runs(text):
            run = text[start:end]
            if start < last or run in self._words or any(word in self._words for word in run.split()):
                continue
            syllables = self.sounds.split(run)
            if not syllables:
                continue
            before, after = text[last:start].rstrip(" "), text[end:].lstrip(" ")
            if len(syllables) > 1:
                spelled = self._decode(syllables)
            elif before[-1:].isdigit() and run in _COUNTED:
                spelled = _COUNTED[run]
            else:
                spelled = self._half_typed(before, blur(run), after)
                if not spelled:
                    continue
            out += [before if is_han(spelled[0]) else text[last:start], spelled]
            last = len(text) - len(after) if is_han(spelled[-1]) else end
        return "".join([*out, text[last:]])

    def _half_typed(self, before: str, syllable: str, after: str) -> str:
        """The character of a known word that a syllable stands for, the longest such word with its neighbours (学tang, qing松); "" if none."""
        sizes = [(left, right) for left in range(4) for right in range(4) if left + right]
        for left, right in sorted(sizes, key=lambda size: (-sum(size), size)):
            head, tail = before[len(before) - left :] if left <= len(before) else "", after[:right]
            word = self._by_typed_sound.get((*self.sounds.key(head), syllable, *self.sounds.key(tail))) if len(head + tail) == left + right else None
            if word and word.startswith(head) and word.endswith(tail) and not self._asks(word):
                return word[left]
        return ""

    def _decode(self, syllables: list[str]) -> str:
        blurred = [blur(syllable) for syllable in syllables]
        # Fewest pieces, and of those the fewest syllables left without a word.
        best: list[tuple[int, str]] = [(0, "")] + [(10**6, "")] * len(blurred)
        for end in range(1, len(blurred) + 1):
            best[end] = (best[end - 1][0] + 3, best[end - 1][1] + " " + syllables[end - 1] + " ")
            for start in range(max(0, end - 8), end - 1):
                word = self._by_typed_sound.get(tuple(blurred[start:end]))
                if word and best[start][0] + 1 < best[end][0]:
                    best[end] = (best[start][0] + 1, best[start][1] + word)
        return re.sub(" +", " ", best[-1][1])

    # -- places ---------------------------------------------------------------------------------------------------

    def _places(self, text: str) -> tuple[PlaceName, ...]:
        found: list[PlaceName] = []
        taken: list[tuple[int, int]] = []

        def add(start: int, end: int) -> None:
            if all(end <= a or start >= b for a, b in taken):
                name = text[start:end]
                level = name[-1] if len(name) >= 3 and name[-1] in "省市县区镇乡村" else ""
                found.append(PlaceName(name, level, start, end))
                taken.append((start, end))

        things = [(start, end) for start, end, concept in self._matches(text) if concept.kind != "place"]
        for name in sorted(self._named, key=lambda name: (-len(name), name)):
            start = text.find(name)
            while start >= 0:
                end = start + len(name)
                if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in things):
                    add(start, end)  # 平岗 is a place, but not in 平岗鲜桃
                start = text.find(name, end)
        for match in _WIDE.finditer(text):
            add(*match.span())
        for start, end, concept in self._matches(text):
            if concept.kind == "place":
                while text[end : end + 1] and text[end] in "省市县区" and text[end : end + 2] not in ("市场", "区别", "区域", "省级", "市级", "县级", "区级"):
                    end += 1
                    break
                add(start, end)
        for match in re.finditer(r"(?:镇|乡|村|县|街道|社区|区|市|省)", text):
            for size in (3, 2):
                start = match.start() - size
                stem = text[max(start, 0) : match.start()]
                if start >= 0 and len(stem) == size and all(map(is_han, stem)) and self._is_division(stem, match.group()):
                    add(start, match.end())
                    break
        return tuple(sorted(found, key=lambda place: place.start))

    def _is_division(self, stem: str, level: str) -> bool:
        if stem + level in self.dictionary.divisions:
            return stem + level not in self._words and not _NO_PLACE.match(stem) and self.dictionary.frequency(stem) < 500
        if level not in ("镇", "村", "街道", "社区") or any(char in _NEVER_NAMED for char in stem) or _NO_NAME.match(stem) or _NO_PLACE.match(stem):
            return False
        words = self.dictionary.cut(stem)
        # A name of a town that no dictionary knows falls apart into single characters or is one rare word.
        return (len(words) == len(stem) and not any(word in self._words and self._words[word].kind != "place" for word in words)) or (
            len(words) == 1 and self.dictionary.frequency(stem) < 500 and stem not in self._words
        )

    # -- units ----------------------------------------------------------------------------------------------------

    def _matches(self, text: str) -> list[tuple[int, int, Concept]]:
        """All words of the lexicon in the text that lie in no longer one."""
        spans: list[tuple[int, int, Concept]] = []
        furthest = 0
        for start in range(len(text)):
            for end in range(min(len(text), start + self._longest), start, -1):
                concept = self._words.get(text[start:end])
                if concept:
                    if end > furthest:
                        spans.append((start, end, concept))
                        furthest = end
                    break
        return spans

    def _mentions(self, text: str, blocked: list[tuple[int, int]]) -> list[Unit]:
        edges = {0}
        for word in self.dictionary.cut(text):
            edges.add(max(edges) + len(word))
        out: list[Unit] = []
        for start, end, concept in self._matches(text):
            if concept.kind == "place" or any(start < b and end > a for a, b in blocked):
                continue
            shared = any(unit.start < start < unit.end < end and unit.kind in ("subject", "population") for unit in out[-1:])  # 户数 in 低保户数
            asking = concept.kind in ASKING and (shared or _INTERROGATIVE.match(text[start:end]))
            if (start not in edges or end not in edges) and end - start <= 2 and not asking:
                continue  # 有的 in 现有的, 点去 in 安置点去的; but 哪天 in 哪天下来
            if text[start:end].isascii() and (
                (text[start - 1 : start].isalnum() and text[start - 1 : start].isascii()) or (text[end : end + 1].isascii() and text[end : end + 1].isalnum())
            ):
                continue
            out.append(Unit(concept.name, concept.kind, start, end, loose=concept.loose and not concept.units))
        return out

    def _slips(self, text: str, mentions: list[Unit], blocked: list[tuple[int, int]]) -> list[Unit]:
        """Windows of the text that sound like a known word or differ from one in a character, where what stands there makes no sense.

        A window may swallow shorter mentions whole (语录计划 holds 计划); it must have a character that no mention explains.
        """
        covered = _covered(text, [(unit.start, unit.end) for unit in mentions] + blocked)
        if all(covered[at] or not is_han(char) for at, char in enumerate(text)):
            return []
        odd = [False] * len(text)  # stands there as no word of its own
        position = 0
        for piece in self.dictionary.cut(text):
            for at in range(position, position + len(piece)):
                odd[at] = len(piece) == 1 or piece not in self.dictionary
            position += len(piece)
        # A character alone (牛) may be a slip of another one in a longer word (家庭医牛).
        bare = _covered(text, [(unit.start, unit.end) for unit in mentions if unit.end - unit.start > 1] + blocked)
        strange = [not bare[at] and is_han(char) and self.dictionary.frequency(char) < _EVERYWHERE for at, char in enumerate(text)]
        for at in range(1, len(text)):
            strange[at] = strange[at] and not (text[at - 1] in _BEFORE_MEASURE and unit_after(text[at])[0])  # 哪项, 这笔
        odd = [odd[at] and strange[at] for at in range(len(text))]
        cuts = _covered(text, blocked + [match.span() for match in _SOME.finditer(text)])
        inner = [(unit.start, unit.end) for unit in mentions]
        syllables = [self.sounds.blurred(char) for char in text]
        out: list[Unit] = []
        for size in range(min(8, len(text)), 1, -1):
            for start in range(len(text) - size + 1):
                end = start + size
                if any(cuts[start:end]) or not any(strange[start:end]):
                    continue
                if any(a < end and b > start and not (size > 2 and start <= a and b <= end and b - a < size - 1) for a, b in inner):
                    continue
                word = self._meant(text[start:end], syllables[start:end], odd[start:end])
                if word:
                    concept = self._words.get(word)
                    out.append(Unit(concept.name if concept else word, concept.kind if concept else TERM, start, end, slip=text[start:end]))
                    cuts[start:end] = [True] * size
        return out

    def _meant(self, window: str, syllables: list[str], odd: list[bool]) -> str | None:
        """The known word that a window was meant for, or None: one of the same sound, or one that differs in a single odd character.

        Two characters are only doubted where neither makes sense; no slip is read as what is asked for.
        """
        if window in self._words or window in self.vocabulary or window in self.dictionary:
            return None
        word = self._by_sound.get(tuple(syllables))
        if word and not self._asks(word) and (len(window) > 2 or all(odd)):
            return word
        if len(window) < 4:
            return None
        for gap in range(len(window)):
            word = self._by_gap.get((gap, window[:gap] + window[gap + 1 :])) if odd[gap] else None
            if word and not self._asks(word):
                return word
        return None

    def _asks(self, word: str) -> bool:
        concept = self._words.get(word)
        return bool(concept and concept.kind in ("metric", "procedure", "personal", "opinion", "request"))

    def _units(self, text: str, mentions: list[Unit], blocked: list[tuple[int, int]], numbers: tuple[Numeral, ...], places: tuple[PlaceName, ...]) -> list[Unit]:
        covered = _covered(text, [(unit.start, unit.end) for unit in mentions] + blocked)
        units = [unit for unit in mentions if unit.kind != "colour"]
        start = 0
        while start < len(text):
            if covered[start] or not text[start].isalnum():
                start += 1
                continue
            end = start
            while end < len(text) and not covered[end] and text[end].isalnum():
                end += 1
            position = start
            for word in self.dictionary.cut(text[start:end]):
                if not word.isdigit() and not any(said.start <= position and position + len(word) <= said.end for said in numbers):
                    units.append(Unit(word, TERM, position, position + len(word)))
                position += len(word)
            start = end
        units += [Unit(place.name, "word", place.start, place.end) for place in places if place.name in self._parts]
        return self._asked_for(text, sorted(units, key=lambda unit: (unit.start, unit.end)))

    def _asked_for(self, text: str, units: list[Unit]) -> list[Unit]:
        """The units with a property that only describes another noun (成果 in 成果专项督导开展了几轮) turned into a plain word, and without
        the word of degree that only asks for the property before it (多高 in 收益率有多高).

        A property describes only where something else is asked for in so many words (几轮, 多少钱), and its own word asks nothing.
        """
        units = [unit for at, unit in enumerate(units) if not (at and _DEGREE.fullmatch(text[unit.start : unit.end]) and _quantified(units[at - 2 : at] or units[:at], unit))]
        units = self._measured_apart(text, units)
        asking = [unit for unit in units if unit.kind in ASKING and _INTERROGATIVE.search(text[unit.start : unit.end])]
        if not asking:
            return units
        out = []
        for unit, after in itertools.zip_longest(units, units[1:]):
            describes = (
                unit.kind == "metric"
                and unit not in asking
                and after is not None
                and after.start == unit.end
                and (after.kind in ("subject", "population") or (after.kind == TERM and after.name in self.dictionary.nouns and len(after.name) > 1))
            )
            out.append(replace(unit, kind="word") if describes else unit)
        return out

    def _measured_apart(self, text: str, units: list[Unit]) -> list[Unit]:
        """The units with 钱 … 多少 and 钱呢 read as 多少钱: where only a loose property is asked for, the last plain noun before it that asks for one
        of its own right after 多少. Measures (份, 里) are no such nouns, unless nothing else is said (户呢)."""
        asked = [at for at, unit in enumerate(units) if unit.kind in ASKING]
        if not asked and not text.endswith("呢"):
            return units
        if not all(units[at].loose for at in asked):
            return units
        for at in reversed(range(asked[-1] if asked else len(units))):
            typed = text[units[at].start : units[at].end]
            plain = units[at].kind in ("word", TERM) and (not unit_after(typed)[0] or typed + "呢" == text)
            concept = self._words.get("多少" + typed) if plain else None
            if concept and concept.kind == "metric" and not (concept.loose and not concept.units):
                return [*units[:at], replace(units[at], name=concept.name, kind="metric", loose=False), *units[at + 1 :]]
        return units


def _quantified(before: list[Unit], degree: Unit) -> bool:
    """True when a property with a name of its own stands right before a word of degree, with no more than 有 or 是 between."""
    return any(unit.kind == "metric" and not unit.loose and degree.start - unit.end <= 2 for unit in before)


def _meaning(concept: Concept | None) -> tuple[str, str] | None:
    return (concept.name, concept.kind) if concept else None


def _counts(text: str, number: Numeral) -> bool:
    """False for a single Chinese digit that no measure follows: 五保, 三农."""
    return number.percent or len(number.spelled) > 1 or number.spelled.isascii() or bool(unit_after(text[number.end :])[0])


def _only_told(text: str, place: PlaceName) -> bool:
    """True for where the asker or their people are (我在浙江打工), which is no part of the question."""
    return bool(_WHERE_FROM.search(text[: place.start]) or _WHAT_THERE.match(text[place.end :]))


def _exemplary(text: str, unit: Unit) -> bool:
    """True for a group that is only an example of those who are meant: 像我们上岁数的, 高血压这种长年吃药的, 残疾儿童等学生."""
    return unit.kind == "population" and bool(_LIKE.search(text[: unit.start]) or _AND_SUCH.match(text[unit.end :]))


def _covered(text: str, spans: list[tuple[int, int]]) -> list[bool]:
    out = [False] * len(text)
    for start, end in spans:
        out[start:end] = [True] * (end - start)
    return out


def _inside(at: int, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= at < end for start, end in spans)


def clauses(text: str) -> tuple[tuple[int, int], ...]:
    """Offsets of the clauses of a normalised text, empty ones left out."""
    out, last = [], 0
    for match in _CLAUSE_END.finditer(text):
        if match.start() > last:
            out.append((last, match.end()))
        last = match.end()
    if last < len(text):
        out.append((last, len(text)))
    return tuple(out)


def asks(text: str) -> bool:
    """True when a clause holds a question word."""
    return bool(_INTERROGATIVE.search(text))


def _focus(text: str, units: list[Unit]) -> tuple[tuple[int, int], ...]:
    """The part that asks. In a short text all of it; in a long one what follows 想问一下, 麻烦告诉我 …, else the clauses with a question word;
    and where these name no subject, the nearest clause before them that does."""
    parts = clauses(text)
    if len(key(text)) <= SHORT:
        address = _ADDRESS.match(text)
        start = address.end() if address and address.end() < len(text) else 0
        first = next((end for begin, end in parts if end > start and _SPEAKER.match(text[max(begin, start) : end]) and not asks(text[begin:end])), start)
        told = _HEARSAY.match(text, first)
        if told and not asks(told.group()) and any(told.end() <= unit.start and unit.kind == "subject" for unit in units):
            first = told.end()
        return ((first if asks(text[first:]) else start, len(text)),)
    frames = [match.end() for match in _FRAME.finditer(text) if asks(text[match.end() :]) and len(key(text[match.end() :])) >= 6]
    asking = [number for number, (start, end) in enumerate(parts) if asks(text[start:end])]
    if frames:
        chosen = {number for number, (_, end) in enumerate(parts) if end > frames[-1]}
        spans = [(max(parts[number][0], frames[-1]), parts[number][1]) for number in sorted(chosen)]
    elif asking:
        spans = [parts[number] for number in asking]
    else:
        return ((0, len(text)),)

    def substance(start: int, end: int) -> bool:
        return any(start <= unit.start < end and unit.kind in ("subject", "population") for unit in units)

    if not any(substance(start, end) for start, end in spans):
        before = [(start, min(end, spans[0][0])) for start, end in parts if start < spans[0][0]]
        spans = [span for span in reversed(before) if substance(*span)][:1] + spans
    return tuple(spans)
