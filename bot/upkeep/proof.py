"""A proof: what holding the knowledge against the published text brings to light, entry by entry."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from bot.errors import WenbaoError
from bot.knowledge.document import Location
from bot.knowledge.entry import Entry, Figure
from bot.knowledge.loading import Loaded, Placed, shown
from bot.knowledge.printed import Printed, arabic, comparable, names_it, plainly, times, within
from bot.knowledge.problem import Problem
from bot.knowledge.report import Report
from bot.language.periods import periods, widened
from bot.upkeep.contradiction import contradictions
from bot.upkeep.coverage import Coverage, coverage, tells
from bot.upkeep.derivation import Derivation, DerivationError, derivation, shows
from bot.upkeep.evidence import Sighting, measured, numbers, printed_in, sightings
from bot.upkeep.masthead import masthead
from bot.upkeep.outlined import Part, outlined
from bot.upkeep.published import Published
from bot.upkeep.stated import stated
from bot.upkeep.wording import Wording, bare

#: What a proof finds: the ids of such problems with what each asks for.
PROVING = {
    "source-figure": "每个数要连同单位印在原文的这一节里",
    "source-period": "figures 的 period 和回答里的时间要和原文一致",
    "source-name": "名称和引号里的话要和原文的这一节一字不差",
    "source-wording": "回答里的名称不要写错字",
    "source-section": "每条要写对在原文的哪一节",
    "source-phrasing": "问法里的数要和原文一致",
    "source-derived": "推算出来的数要算得对,回答里要写明是推算的",
    "source-report": "report.yaml 要和原文一致,目录要和原文的标题对得上",
    "source-uncovered": "原文的每个数都要有一条问答来答,或在 waived 里写明为什么不用答",
    "source-waived": "waived 里的数要印在原文里,而且没有问答在答",
    "source-contradiction": "原文里对不上的数,回答要说明",
}

_QUOTED = re.compile(r"“([^“”]+)”|《([^《》]+)》|「([^「」]+)」")
_YEAR = re.compile(r"Y\d{4}$")
# How an answer says that the report's figures do not agree.
_DISAGREES = re.compile(r"对不上|不一致|不等于|不相等|不相符|相差|矛盾|出入|没有(?:说明|解释).{0,12}算")
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}[日号]")
# A figure with fewer digits than this is met by chance.
_TELLING = 3
# A name shorter than this is one character away from ordinary words.
_NAME = 4


def _is_year(printed: Printed) -> bool:
    """True for a year that something is only compared with (跟2021年比), which is no time of the question."""
    return len(printed.spelled) == 4 and printed.spelled[:2] in ("19", "20") and printed.after.startswith("年")


class ProofError(WenbaoError):
    """A published text that belongs to no report of the folder."""


@dataclass(frozen=True)
class Proof:
    """What holding the knowledge of one report against its published text brought: the coverage, and every problem, sorted by place."""

    coverage: Coverage
    problems: tuple[Problem, ...]


def report_of(loaded: Loaded, published: Published) -> Placed[Report]:
    """The report of a folder whose title the text has most of. Raises `ProofError` where none is meant."""
    text = bare(" ".join((published.title, *(paragraph.text for paragraph in published.paragraphs))))

    def likeness(placed: Placed[Report]) -> float:
        title = bare(placed.thing.title)
        found = [title[at : at + 2] in text for at in range(max(1, len(title) - 1))]
        return (title in text) + (plainly(Decimal(placed.thing.year)) in text) + sum(found) / len(found)

    if not loaded.reports:
        raise ProofError("知识库里没有读得出来的 report.yaml,没法和原文核对")
    best = max(loaded.reports, key=likeness)
    if likeness(best) < 0.6 and len(loaded.reports) > 1:
        raise ProofError(f"看不出 {published.path} 是知识库里哪份报告的原文,请写明那份报告的文件夹,例如 bot check --source 原文.txt knowledge/名称")
    return best


def proof(loaded: Loaded, published: Published) -> Proof:
    """Hold the entries of the report that a text belongs to against that text."""
    return _Prover(loaded, published).proof()


class _Prover:
    """Gathers what is wrong with the entries of one report."""

    def __init__(self, loaded: Loaded, published: Published) -> None:
        self.placed = report_of(loaded, published)
        self.report = self.placed.thing
        self.text = outlined(published, self.report)
        self.entries = tuple(placed for placed in loaded.entries if placed.thing.report == self.report.id)
        self.figures = stated(published)
        self.titles = " ".join(bare(text) for text in (self.report.title, self.report.office, *(section.title for section in self.report.outline)))
        places = (self.report.place, *self.report.aliases, *self.report.within, *self.report.parts)
        self.places = frozenset(bare(place) for place in places)
        self._named: dict[str, frozenset[str]] = {}
        self.wording = Wording(self.text.bare, [text for placed in self.entries for text in _all_texts(placed.thing)], self._known_names)
        self._printed: dict[tuple[str, Decimal, str], bool] = {}
        self.years = times([str(self.report.year), self.report.date])
        self.span = widened(times([self.report.period]))

    def proof(self) -> Proof:
        problems = list(masthead(self.placed, self.text, self.wording))
        unproven = set()
        moved = dict(self._moved_files())
        for path, (placed, key) in moved.items():
            title = self.report.heading(key)
            message = f"这个文件里的问答多半说的是“{title}”,原文的“{self.report.heading(placed.thing.section)}”里没有:请把 section 改成 {key}"
            problems.append(placed.document.problem(("section",), message, "source-section"))
            unproven |= {other.thing.id for other in self.entries if other.document.path == path and other.thing.is_fact}
        for placed in self.entries:
            if placed.document.path in moved:
                continue
            found = list(self._entry(placed))
            problems += found
            if found and placed.thing.is_fact:
                unproven.add(placed.thing.id)
        source = shown(self.text.published.path)
        served = [placed for placed in self.entries if not placed.thing.draft]
        covered = coverage(self.report, self.text, served, self.figures, source, frozenset(unproven))
        return Proof(covered, tuple(sorted({*problems, *self._uncovered(covered), *self._contradictions(source)})))

    # ------------------------------------------------------------ the text as a whole

    def _uncovered(self, covered: Coverage) -> Iterator[Problem]:
        """Figures of the text that nothing answers, those that only drafts do once a file of them, and waivers that waive nothing."""
        drafted = self._drafted(covered.source)
        for at, count in Counter(drafted.values()).items():
            message = f"还是草稿:原文的 {count} 个数只有它来答,审好以后删掉 draft: true"
            yield Problem(*at, message, "source-uncovered")
        for section in covered.sections:
            for figure in section.figures:
                if figure.state == "open" and (figure.line, figure.column) not in drafted:
                    message = f"“{section.title}”的“{figure.shown}”没有一条问答来答,请加一条,或在 report.yaml 的 waived 里写明为什么不用答"
                    yield Problem(covered.source, figure.line, figure.column, message, "source-uncovered")
        used = {(figure.reason, section.key) for section in covered.sections for figure in section.figures if figure.state == "waived"}
        for number, waiver in enumerate(self.report.waived):
            if (waiver.reason, waiver.section) not in used:
                message = f"“{waiver.figure}”不用列在 waived 里:原文的这一节没有这个数,或已经有问答来答"
                yield self.placed.problem(("waived", number, "figure"), message, "source-waived")

    def _drafted(self, source: str) -> dict[tuple[int, int], tuple[str, int, int]]:
        """Where each figure stands that a draft answers and nothing else does, with the place of the `draft: true` that holds it back."""
        drafts = {placed.thing.id: placed for placed in self.entries if placed.thing.draft}
        if not drafts:
            return {}
        out = {}
        for section in coverage(self.report, self.text, self.entries, self.figures, source, frozenset()).sections:
            for figure in section.figures:
                if figure.entries and all(id in drafts for id in figure.entries):
                    placed = drafts[figure.entries[0]]
                    own = (*placed.location, "draft")
                    marks = placed.document.marks
                    at = marks[own] if own in marks else placed.document.at(("draft",))
                    out[figure.line, figure.column] = (placed.document.path, *at)
        return out

    def _contradictions(self, source: str) -> Iterator[Problem]:
        """Figures of the text that do not agree, unless an entry with one of them says so."""
        for found in contradictions(self.figures):
            keys = {self.text.key_of.get(figure.paragraph.line, "") for figure in found.figures}
            facts = [placed for placed in self.entries if placed.thing.is_fact and not placed.thing.draft and (placed.thing.section in keys or not self.report.outline)]
            told = [placed for figure in found.figures for placed in facts if tells(placed.thing, figure)]
            if any(_DISAGREES.search(placed.thing.answer) for placed in told):
                continue
            others = "、".join(f"“{other.shown}”(第 {other.paragraph.line} 行第 {other.start + 1} 列)" for other in found.others)
            where = f";在 {told[0].where('answer')} 的回答里说一句对不上、报告没有说明怎么算" if told else ""
            message = f"原文里的“{found.figure.shown}”和{others}对不上:按后面的数算是{found.expected}{where}"
            yield Problem(source, found.figure.paragraph.line, found.figure.start + 1, message, "source-contradiction", True)

    # ------------------------------------------------------------ sections

    def _moved_files(self) -> Iterator[tuple[str, tuple[Placed[Entry], str]]]:
        """The files whose common section is not the one that holds most of their figures and names."""
        files: dict[str, list[Placed[Entry]]] = defaultdict(list)
        for placed in self.entries:
            if ("section",) in placed.document.marks and (*placed.location, "section") not in placed.document.marks:
                files[placed.document.path].append(placed)
        for path, entries in files.items():
            votes = Counter(key for placed in entries for key in self._held_by(placed.thing))
            cited = entries[0].thing.section
            if votes and (best := max(votes, key=lambda key: (votes[key], key == cited))) != cited and votes[best] > 2 * votes[cited]:
                yield path, (entries[0], best)

    def _held_by(self, entry: Entry) -> list[str]:
        """The sections that hold every figure and name of an entry."""
        if not (entry.is_fact and (entry.figures or entry.names)):
            return []
        return [part.section.key for part in self.text.parts if part.lines and self._holds(part, entry)]

    def _holds(self, part: Part, entry: Entry) -> bool:
        return all(self._prints(part, figure) for figure in entry.figures if not figure.derived) and all(bare(name) in part.bare for name in entry.names)

    # ------------------------------------------------------------ one entry

    def _entry(self, placed: Placed[Entry]) -> Iterator[Problem]:
        entry = placed.thing
        part = self.text.by_key.get(entry.section) if self.report.outline else self.text.parts[0]
        if part is None or not part.lines:
            return
        if entry.is_fact:
            found = [*self._figures(placed, part), *self._names(placed, part)]
            if len(found) > 1 and (elsewhere := [key for key in self._held_by(entry) if key != entry.section]):
                message = f"这一条说的在“{self.report.heading(elsewhere[0])}”,不在“{self.report.heading(entry.section)}”:请把 section 改成 {elsewhere[0]}"
                yield placed.problem(("section",), message, "source-section")
            else:
                yield from found
            yield from self._times(placed, part)
            yield from self._words(placed, part)
        yield from self._quotes(placed, part)
        yield from self._wording(placed, part)
        yield from self._phrasings(placed, part)
        yield from self._own_section(placed)

    def _prints(self, part: Part, figure: Figure) -> bool:
        what = (part.section.key, figure.value, figure.unit)
        if what not in self._printed:
            self._printed[what] = printed_in(part, figure)
        return self._printed[what]

    def _figures(self, placed: Placed[Entry], part: Part) -> Iterator[Problem]:
        for number, figure in enumerate(placed.thing.figures):
            at = ("figures", number, "value")
            if figure.derived:
                yield from self._derived(placed, number, part)
                yield from self._period(placed, number, part)
            elif not self._prints(part, figure):
                yield placed.problem(at, self._not_there(figure, part), "source-figure")
            elif other := self._misplaced(placed, figure, part):
                message = f"原文第 {other.line.number} 行写“{figure.subject}”的是“{other.number.shown}”,“{figure.printed}”说的是别的事"
                yield placed.problem(at, message, "source-figure")
            else:
                yield from self._period(placed, number, part)

    def _not_there(self, figure: Figure, part: Part) -> str:
        """What to say of a figure that its section does not print: the nearest that it does print, or the section that has it."""
        here = f"{plainly(figure.value)}{figure.unit}"
        title = part.section.title
        if same := next((sighting for sighting in numbers(part) if sighting.number.arabic and sighting.number.value == figure.value), None):
            return f"原文第 {same.line.number} 行印的是“{same.number.shown}”,不是“{here}”,请改正单位"
        if near := next((sighting for sighting in measured(part, figure) if _one_slip(plainly(figure.value), sighting.number.spelled)), None):
            return f"原文的“{title}”里没有“{here}”,第 {near.line.number} 行印的是“{near.number.shown}”,请对照改正"
        for other in self.text.parts:
            if found := next(iter(sightings(other, figure)), None):
                return f"原文的“{title}”里没有“{here}”;它在“{other.section.title}”(第 {found.line.number} 行),请检查 section"
        return f"原文的“{title}”里没有“{here}”,请对照改正;是推算出来的,请加上 derived 写明算式"

    def _misplaced(self, placed: Placed[Entry], figure: Figure, part: Part) -> Sighting | None:
        """Where the text prints what the figure measures, while the figure's value is that of another thing, or None.

        A sign of it: more things are given a value than the text prints it, and another number of the same measure is nobody's. The thing
        around which that number fits best, compared with the other claimants, is the one that has been given the wrong value.
        """
        claims = self._claims[placed.thing.section if self.report.outline else ""]
        claimants = {slot: held for slot, held in claims.items() if any(other.value == figure.value and other.unit == figure.unit for other, _ in held)}
        own = sightings(part, figure)
        if not own or len(claimants) <= len(own):
            return None
        others = [other for slot, held in claims.items() if slot != _slot(figure) for other, _ in held]
        free = [sighting for sighting in measured(part, figure) if not any(sighting.number.prints(other) for other in (figure, *others))]

        def gain(sighting: Sighting, what: Figure, entry: Entry) -> float:
            return sighting.fits(what, entry) - max(printed.fits(what, entry) for printed in own)

        best = max(free, key=lambda sighting: gain(sighting, figure, placed.thing), default=None)
        if best is None:
            return None
        rivals = [gain(best, *held[0]) for slot, held in claimants.items() if slot != _slot(figure)]
        only_when = any(slot[:3] == _slot(figure)[:3] and slot != _slot(figure) for slot in claimants)
        mine = gain(best, figure, placed.thing)
        return best if mine > max(rivals) and (mine > 0 or only_when) else None

    @cached_property
    def _claims(self) -> dict[str, dict[tuple[str, ...], list[tuple[Figure, Entry]]]]:
        """By section: what its entries measure, and the figures that they give it."""
        out: dict[str, dict[tuple[str, ...], list[tuple[Figure, Entry]]]] = defaultdict(lambda: defaultdict(list))
        for placed in self.entries:
            for figure in placed.thing.figures:
                out[placed.thing.section if self.report.outline else ""][_slot(figure)].append((figure, placed.thing))
        return out

    def _derived(self, placed: Placed[Entry], number: int, part: Part) -> Iterator[Problem]:
        figure = placed.thing.figures[number]
        at = ("figures", number, "derived")
        try:
            worked: Derivation = derivation(figure.derived)
            comes_to = worked.rounded(figure)
        except DerivationError as error:
            yield placed.problem(at, str(error), "source-derived")
            return
        for term in worked.terms:
            if not printed_in(part, term):
                yield placed.problem(at, f"算式里的“{term.printed}”在原文的“{part.section.title}”里没有", "source-derived")
        for name in worked.names:
            if bare(name) not in self.text.bare:
                yield placed.problem(at, f"算式里的“{name}”在原文里没有", "source-derived")
        if comes_to != figure.value:
            yield placed.problem(at, f"照算式算出来是“{plainly(comes_to)}{figure.unit}”,不是“{figure.printed}”", "source-derived")
        if worked.terms and not shows(placed.thing.answer, worked.terms):
            yield placed.problem(("answer",), f"“{figure.printed}”是推算出来的,回答里要写“按……推算”,并写出算式里的数", "source-derived")

    # ------------------------------------------------------------ times

    def _period(self, placed: Placed[Entry], number: int, part: Part) -> Iterator[Problem]:
        figure = placed.thing.figures[number]
        own = times([figure.period]) if figure.period else frozenset()
        if not own:
            return
        named = self._named_in(part)
        around = widened(frozenset(token for sighting in sightings(part, figure) for token in times([sighting.sentence]))) or named
        if not any(token[0] in "HQMT" for token in around):
            around |= self.span  # the text says once for all what part of the year it is of
        wrong = [token for token in own if (token not in named | self.years if token[0] == "Y" else token not in around)]
        if wrong:
            message = f"period 写的是“{figure.period}”,原文的“{part.section.title}”里没有写到这个时间,请对照改正"
            yield placed.problem(("figures", number, "period"), message, "source-period")

    def _named_in(self, part: Part) -> frozenset[str]:
        if part.section.key not in self._named:
            self._named[part.section.key] = widened(times((part.section.title, *(line.text for line in part.lines))))
        return self._named[part.section.key]

    def _times(self, placed: Placed[Entry], part: Part) -> Iterator[Problem]:
        """Times of the answer that its section does not name, and years that are not those of its figures or its question."""
        entry = placed.thing
        own = times((*(figure.period for figure in entry.figures), *entry.names))
        titled = {token for token in times([part.section.title]) if token.startswith("Y")}
        allowed = widened(self._named_in(part) | (frozenset() if titled else self.years) | own | self.span)
        years = {token for token in own | times([entry.question]) if token.startswith("Y")}
        for span in periods(comparable(entry.answer)):
            for token in span.tokens:
                if token.startswith("R") or (token in allowed and not (token.startswith("Y") and years and token not in years)):
                    continue
                where = f"原文的“{part.section.title}”里没有" if token not in allowed else "和这一条的 figures 或标准问说的不是一年"
                yield placed.problem(("answer",), f"回答里的“{span.spelled}”{where},请对照改正", "source-period")
                break

    # ------------------------------------------------------------ names and words

    def _names(self, placed: Placed[Entry], part: Part) -> Iterator[Problem]:
        answer = bare(placed.thing.answer)
        for number, name in enumerate(placed.thing.names):
            plain = bare(name)
            if _is_time(name) and times([name]) <= self._named_in(part) | self.years:
                continue  # 2021年12月20日 for 2021-12-20
            if not self._is_printed(plain, part):
                where = "这一节里没有" if plain in self.text.bare else "原文里没有"
                yield placed.problem(("names", number), f"names 里的“{name}”在{where}({part.section.title}),请对照原文改正", "source-name")
            elif not names_it(answer, plain):
                yield placed.problem(("names", number), f"names 里的“{name}”和回答写的不一样:请在回答里照写,或从 names 里删掉", "source-name")

    def _quotes(self, placed: Placed[Entry], part: Part) -> Iterator[Problem]:
        """What an answer or a question puts in quotation marks stands in the text."""
        entry = placed.thing
        for at, text in ((("answer",), entry.answer), (("question",), entry.question)):
            for match in _QUOTED.finditer(text):
                quoted = bare(match[0])
                if quoted in self.text.bare if not entry.is_fact else self._is_printed(quoted, part):
                    continue
                message = f"引号里的“{match[1] or match[2] or match[3]}”在原文的“{part.section.title}”里没有,请对照改正;不是原文的话就不要加引号"
                yield placed.problem(at, message, "source-name")

    def _is_printed(self, plain: str, part: Part) -> bool:
        """True for what stands in the section, in a heading of the report, or is one of its places."""
        return not plain or plain in part.bare or plain in self.titles or plain in self.places

    def _wording(self, placed: Placed[Entry], part: Part) -> Iterator[Problem]:
        """Words that differ in one character from a name that the report has, and that nothing else in the knowledge uses."""
        entry = placed.thing
        texts: list[tuple[Location, str, tuple[str, ...]]] = [(("answer",), entry.answer, entry.names), (("question",), entry.question, ())]
        texts += [(("figures", number, "subject"), figure.subject, ()) for number, figure in enumerate(entry.figures)]
        for at, text, own in texts:
            for slip in self.wording.slips(text, own):
                message = f"“{slip.written}”像是写错了字,原文写的是“{slip.printed}”"
                yield placed.problem(at, message, "source-wording", warning=True)

    @property
    def _known_names(self) -> tuple[str, ...]:
        """The names that the text holds, as far as the knowledge or quotation marks tell them, longest first."""
        named = {bare(name) for placed in self.entries for name in placed.thing.names}
        named |= {bare(figure.subject) for placed in self.entries for figure in placed.thing.figures}
        named |= {bare(match[0]) for part in self.text.parts for line in part.lines for match in _QUOTED.finditer(line.text)}
        named |= set(self.places)
        return tuple(sorted((name for name in named if len(name) >= _NAME and name in self.text.bare), key=lambda name: (-len(name), name)))

    # ------------------------------------------------------------ numbers of questions and slots

    def _words(self, placed: Placed[Entry], part: Part) -> Iterator[Problem]:
        """Numbers in the words of a figure's slots: 全市7个县区."""
        for number, figure in enumerate(placed.thing.figures):
            for slot, text in (("subject", figure.subject), ("metric", figure.metric), ("population", figure.population)):
                for printed in arabic(comparable(text)):
                    if not any(printed.spelled == sighting.number.spelled for sighting in numbers(part)):
                        message = f"“{text}”里的“{printed.shown}”在原文的“{part.section.title}”里没有,请对照改正"
                        yield placed.problem(("figures", number, slot), message, "source-figure")

    def _phrasings(self, placed: Placed[Entry], part: Part) -> Iterator[Problem]:
        """Numbers that a question states (420户说的是什么): those of a fact are the report's, those of another entry no slips of them."""
        entry = placed.thing
        places = [(("question",), entry.question), *((("similar", number), text) for number, text in enumerate(entry.similar))]
        for at, text in places:
            if not any(char.isdigit() for char in text):
                continue
            plain = comparable(text)
            spans = periods(plain)
            for printed in arabic(plain):
                if printed.before.endswith("第") or _is_year(printed) or any(span.start <= printed.start and printed.end <= span.end for span in spans):
                    continue
                if any(printed.spelled == plainly(figure.value) for figure in entry.figures) or within(printed, (*entry.names, entry.answer)):
                    continue
                if any(printed.spelled == sighting.number.spelled and sighting.number.after[:1] == printed.after[:1] for sighting in numbers(part)):
                    continue
                if entry.is_fact or self._nearly(printed):
                    message = f"问法里的“{printed.shown}”在原文的“{part.section.title}”里没有,请对照改正"
                    yield placed.problem(at, message, "source-phrasing")

    def _nearly(self, printed: Printed) -> bool:
        """True for a number of some length one digit away from one that the text prints with the same unit."""
        digits = printed.spelled.replace(".", "")
        unit = printed.after[:1]
        return len(digits) >= _TELLING and any(
            _one_slip(printed.spelled, sighting.number.spelled) and sighting.number.after[:1] == unit
            for part in self.text.parts
            for sighting in numbers(part)
            if sighting.number.arabic
        )

    def _own_section(self, placed: Placed[Entry]) -> Iterator[Problem]:
        """An entry with a section of its own has a related entry there."""
        entry = placed.thing
        if (*placed.location, "section") not in placed.document.marks:
            return
        near = {self._section_of.get(id) for id in entry.related}
        if near and entry.section not in near:
            message = f"related 的问答都不在“{self.report.heading(entry.section)}”这一节,请检查 section"
            yield placed.problem(("section",), message, "source-section", warning=True)

    @cached_property
    def _section_of(self) -> dict[str, str]:
        return {placed.thing.id: placed.thing.section for placed in self.entries}


def _is_time(name: str) -> bool:
    """True for a name that is a time from end to end."""
    plain = comparable(name)
    return any(span.start == 0 and span.end == len(plain) and any(token[0] == "D" for token in span.tokens) for span in periods(plain)) or bool(_DAY.fullmatch(plain))


def _all_texts(entry: Entry) -> Iterable[str]:
    yield entry.answer
    yield from entry.phrasings
    yield from entry.names
    yield from (figure.subject for figure in entry.figures)


def _slot(figure: Figure) -> tuple[str, ...]:
    return (figure.subject, figure.metric, figure.measure, figure.period)


def _one_slip(one: str, other: str) -> bool:
    """True for two numbers of one length that differ in one digit."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
