"""Benchmarks: the engine beside plain retrieval methods, and its speed.

Each ranker names the entry that it holds for the likeliest and a score that says how surely the question can be answered. All of them
get the same normalised text and the same stored questions.
"""

import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.answering.answerer import Answerer
from bot.answering.opening import open_index
from bot.knowledge.entry import Entry
from bot.language.text import key, normalise
from bot.language.words import Dictionary
from bot.matching.index import Index
from bot.upkeep.bare_faq import bare_faq
from bot.upkeep.exam import Question, bare, holds

#: A threshold may answer this share of the unanswerable questions.
_TOLERATED = 0.1
#: Okapi BM25 with the usual settings (Robertson and Zaragoza 2009).
_K1, _B = 1.2, 0.75
#: How often a process is started, and how many questions are timed.
_STARTS, _TIMED = 3, 600

Ranker = Callable[[str], tuple[int, float]]
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Ranking:
    """How one method did: the right entry first, answerable told from unanswerable, and right answers left under a bar for traps.

    `right` and `kept` are shares of the answerable questions, `auc` the chance that an answerable one scores above an unanswerable one.
    """

    name: str
    right: float
    auc: float
    kept: float


@dataclass(frozen=True)
class Comparison:
    """Several methods on the same questions."""

    answerable: int
    unanswerable: int
    stored: int
    rankings: tuple[Ranking, ...]


@dataclass(frozen=True)
class Speed:
    """Seconds: a process that answers one question, the index built and loaded, and questions in a running process; megabytes of that process."""

    start: float
    build: float
    load: float
    median: float
    slowest: float
    memory: float
    entries: int
    phrasings: int


# -- plain methods ------------------------------------------------------------------------------------------------------


class _Inverted:
    """Weighted terms of stored texts; scores of a question are sums over the terms that it shares."""

    def __init__(self, owners: Sequence[int], holders: dict[str, list[tuple[int, float]]]) -> None:
        self.owners, self.holders = owners, holders

    def best(self, terms: Iterable[tuple[str, float]]) -> tuple[int, float]:
        """The owner and the score of the best text; the first of equals."""
        totals: dict[int, float] = {}
        for term, weight in terms:
            for number, share in self.holders.get(term, ()):
                totals[number] = totals.get(number, 0.0) + weight * share
        if not totals:
            return 0, 0.0
        number = max(totals, key=lambda number: (totals[number], -number))
        return self.owners[number], totals[number]


def bm25(texts: Sequence[str], owners: Sequence[int], words: Dictionary) -> Ranker:
    """Okapi BM25 over jieba's words."""
    counts = [Counter(words.cut(text)) for text in texts]
    lengths = [sum(count.values()) for count in counts]
    mean = sum(lengths) / len(lengths)
    documents = Counter(term for count in counts for term in count)
    idf = {term: math.log(1 + (len(texts) - found + 0.5) / (found + 0.5)) for term, found in documents.items()}
    holders: dict[str, list[tuple[int, float]]] = {}
    for number, count in enumerate(counts):
        for term, often in count.items():
            share = idf[term] * often * (_K1 + 1) / (often + _K1 * (1 - _B + _B * lengths[number] / mean))
            holders.setdefault(term, []).append((number, share))
    inverted = _Inverted(owners, holders)
    return lambda question: inverted.best((word, 1.0) for word in words.cut(question))


def tfidf(texts: Sequence[str], owners: Sequence[int]) -> Ranker:
    """Cosine of TF-IDF vectors over characters, pairs and triples of characters."""
    counts = [Counter(_ngrams(text)) for text in texts]
    documents = Counter(term for count in counts for term in count)
    idf = {term: math.log((1 + len(texts)) / (1 + found)) + 1 for term, found in documents.items()}

    def unit(count: Counter[str]) -> list[tuple[str, float]]:
        vector = [(term, often * idf[term]) for term, often in count.items() if term in idf]
        norm = math.sqrt(math.fsum(value * value for _, value in vector)) or 1.0
        return [(term, value / norm) for term, value in vector]

    holders: dict[str, list[tuple[int, float]]] = {}
    for number, count in enumerate(counts):
        for term, value in unit(count):
            holders.setdefault(term, []).append((number, value))
    inverted = _Inverted(owners, holders)
    return lambda question: inverted.best(unit(Counter(_ngrams(question))))


def _ngrams(text: str) -> Iterable[str]:
    return (text[start : start + size] for size in (1, 2, 3) for start in range(len(text) - size + 1))


def fuzzy(texts: Sequence[str], owners: Sequence[int], scorer: Callable[..., float], words: Dictionary | None = None) -> Ranker:
    """The best text by one of RapidFuzz's scorers; with `words`, of texts cut into words, which its token scorers need."""

    def cut(text: str) -> str:
        return " ".join(words.cut(text)) if words else text

    stored = list(map(cut, texts))

    def best(question: str) -> tuple[int, float]:
        found = process.extractOne(cut(question), stored, scorer=scorer)
        return (owners[found[2]], float(found[1])) if found else (0, 0.0)

    return best


def engine(index: Index) -> Ranker:
    """Our own, whole: the entry that is served, or else the first that is offered; and how sure it is that the question can be answered.

    What it answers stands above what it does not; within both its own confidence counts.
    """
    bot = Answerer(index)

    def best(question: str) -> tuple[int, float]:
        reply = bot.ask(question).reply
        first = reply.entry or next((option.entry for option in reply.options), None)
        number = index.number_of[first] if first else 0
        match reply.status:
            case "answered":
                return number, 1 + reply.confidence
            case "clarify":
                return number, reply.confidence
        return number, 1 - reply.confidence

    return best


def rankers(index: Index) -> dict[str, Ranker]:
    """Each method over the stored questions of an index, by its name in the tables."""
    texts = [key(normalise(phrasing.text)) for phrasing in index.phrasings]
    owners, words = list(index.owner), index.reader.dictionary
    plain = {
        "BM25(jieba 分词)": bm25(texts, owners, words),
        "TF-IDF 余弦(1~3 字)": tfidf(texts, owners),
        "RapidFuzz ratio": fuzzy(texts, owners, fuzz.ratio),
        "RapidFuzz token_set_ratio": fuzzy(texts, owners, fuzz.token_set_ratio, words),
        "RapidFuzz WRatio": fuzzy(texts, owners, fuzz.WRatio),
    }
    return {"问报": engine(index)} | {name: _silent_on_unknowns(ranker, index.knowledge.entries) for name, ranker in plain.items()}


def _silent_on_unknowns(ranker: Ranker, entries: Sequence[Entry]) -> Ranker:
    """A plain method that uses the known unknowns too: the surer one of them is first, the less the question can be answered."""

    def best(question: str) -> tuple[int, float]:
        number, score = ranker(key(normalise(question)))
        return number, score if entries[number].is_fact else -score

    return best


# -- measures -----------------------------------------------------------------------------------------------------------


def area(good: Sequence[float], bad: Sequence[float]) -> float:
    """The chance that one of `good` is above one of `bad`, equal ones counting half (the area under the ROC curve)."""
    if not good or not bad:
        return math.nan
    ranked = sorted([(score, 1) for score in good] + [(score, 0) for score in bad])
    rank_sum, at = 0.0, 0
    while at < len(ranked):
        end = at
        while end < len(ranked) and ranked[end][0] == ranked[at][0]:
            end += 1
        rank_sum += (at + 1 + end) / 2 * sum(is_good for _, is_good in ranked[at:end])
        at = end
    return (rank_sum - len(good) * (len(good) + 1) / 2) / (len(good) * len(bad))


def kept(answers: Sequence[tuple[bool, float]], bad: Sequence[float]) -> float:
    """The share of answers that are right and stand above the lowest bar that lets no more than a tenth of `bad` through."""
    allowed = int(len(bad) * _TOLERATED)
    bar = sorted(bad, reverse=True)[allowed] if allowed < len(bad) else -math.inf
    return sum(right and score > bar for right, score in answers) / len(answers) if answers else math.nan


def _compared(index: Index, good: Sequence[tuple[str, Callable[[int], bool]]], bad: Sequence[str], progress: Progress) -> Comparison:
    out = []
    methods = rankers(index)
    for done, (name, ranker) in enumerate(methods.items()):
        progress(name, done, len(methods))
        answers = []
        for question, is_right in good:
            number, score = ranker(question)
            answers.append((is_right(number), score))
        refused = [ranker(question)[1] for question in bad]
        right = sum(right for right, _ in answers) / len(answers) if answers else math.nan
        out.append(Ranking(name, right, area([score for _, score in answers], refused), kept(answers, refused)))
    progress("", len(methods), len(methods))
    return Comparison(len(good), len(bad), len(index.phrasings), tuple(out))


# -- the benchmarks -----------------------------------------------------------------------------------------------------


def on_exam(index: Index, questions: Sequence[Question], progress: Progress) -> Comparison:
    """All methods on the stored questions of a knowledge folder and on exam questions that stand alone."""
    alone = [question for at, question in enumerate(questions) if question.opens and (at + 1 == len(questions) or questions[at + 1].opens)]

    def holder(question: Question) -> Callable[[int], bool]:
        def is_right(number: int) -> bool:
            entry = index.knowledge.entries[number]
            answer = bare(entry.answer)
            # One entry answers one of several things asked; each counts.
            return entry.is_fact and any(holds(answer, (group,)) for group in question.must) if len(question.must) > 1 else entry.is_fact and holds(answer, question.must)

        return is_right

    good = [(question.text, holder(question)) for question in alone if question.expect == "answer"]
    return _compared(index, good, [question.text for question in alone if question.expect == "refuse"], progress)


def on_bare_faq(index: Index, progress: Progress) -> Comparison:
    """All methods on standard questions alone: no answers, figures, similar questions or known unknowns; asked are the similar questions.

    Every fifth topic is left out (where there are few, every fifth entry), and its similar questions cannot be answered.
    """
    faq = bare_faq(index.knowledge)

    def own(number: int) -> Callable[[int], bool]:
        return lambda found: found == number

    good = [(text, own(number)) for text, number in faq.asked if number is not None]
    return _compared(faq.index, good, [text for text, number in faq.asked if number is None], progress)


def speed(folder: Path, texts: Sequence[str], progress: Progress) -> Speed:
    """Time and memory: processes started, the index built and loaded, questions asked one after another."""
    with tempfile.TemporaryDirectory() as scratch:
        cache = Path(scratch) / "cache"
        progress("建索引", 0, 3)
        began = time.perf_counter()
        index = open_index(folder, cache)
        built = time.perf_counter() - began
        began = time.perf_counter()
        open_index(folder, cache)
        loaded = time.perf_counter() - began
        progress("逐个提问", 1, 3)
        bot = Answerer(index)
        asked = (list(texts) or [phrasing.text for phrasing in index.phrasings])[:_TIMED]
        took = []
        for text in asked:
            began = time.perf_counter()
            bot.ask(text)
            took.append(time.perf_counter() - began)
        progress("启动进程", 2, 3)
        starts = [_started(folder, scratch) for _ in range(_STARTS)]
        progress("", 3, 3)
    took.sort()
    return Speed(
        start=statistics.median(seconds for seconds, _ in starts),
        build=built,
        load=loaded,
        median=statistics.median(took),
        slowest=took[min(len(took) - 1, math.ceil(0.99 * len(took)) - 1)],
        memory=max(size for _, size in starts),
        entries=len(index.knowledge.entries),
        phrasings=len(index.phrasings),
    )


# A process counts the memory of its parent at the moment of its start as its own, so a small one stands between.
_BETWEEN = """
import resource, subprocess, sys, time
began = time.perf_counter()
subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, check=True)
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def _started(folder: Path, scratch: str) -> tuple[float, float]:
    """Seconds and megabytes of a process that answers one question."""
    package = Path(__file__).resolve().parent.parent.parent
    environment = {**os.environ, "WENBAO_DATA": scratch, "PYTHONPATH": os.pathsep.join(filter(None, (str(package), os.environ.get("PYTHONPATH"))))}
    command = [sys.executable, "-c", _BETWEEN, sys.executable, "-m", "bot", "ask", "--knowledge", str(folder.resolve()), "有多少"]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.split()
    # Linux counts kilobytes, macOS bytes.
    return float(told[0]), float(told[1]) / (1 << 20 if sys.platform == "darwin" else 1 << 10)
