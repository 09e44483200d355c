"""The answerer: the whole way of a question, top-down.

text → Query → Candidates → Matches → Decision → Reply
"""

from dataclasses import dataclass, replace

from bot.answering import dialogue
from bot.answering.dialogue import Conversation
from bot.answering.reply import Composer, Reply
from bot.answering.several import questions_in, together, told_once
from bot.answering.smalltalk import smalltalk
from bot.answering.unreadable import unreadable
from bot.knowledge.entry import Entry
from bot.language.text import key, normalise
from bot.matching.decision import HALF_NAMED, Answer, Choices, Decision, Match, Unknown, decide, weigh
from bot.matching.figures import by_figures, by_stated_figure, left_open
from bot.matching.index import Index
from bot.matching.query import TERM, Query
from bot.matching.ranking import FEATURES, evidence
from bot.matching.reports import Catalogue, Choice
from bot.matching.scope import OFTEN, STRAY, Veto
from bot.matching.weights import Weights, weights

_CARRIED, _NEAR = FEATURES.index("carried"), FEATURES.index("near")
#: The share of what the conversation carries over that an entry of the same subject speaks of at least.
_SAME_SUBJECT = 0.15
#: An answer this sure stands beside a refusal of another part of the message.
_BEYOND_DOUBT = 0.7
# A fact that speaks of all parts of a message is its answer where it is this likely.
_LIKELY = 0.5
# A word of a follow-up that weighs this much names something.
_TELLING = 2.0
#: So many points that are left of a list are told, more are offered.
_TOLD_AT_ONCE = 2
#: A message with a part that is refused for one of these reasons is one request.
_OWN_BUSINESS = ("personal", "procedure", "opinion")


@dataclass(frozen=True)
class Explanation:
    """Why a reply is what it is: what was understood, what was weighed, what was decided, and by which step."""

    step: str
    query: Query | None = None
    matches: tuple[Match, ...] = ()
    decision: Decision | None = None
    parts: tuple["Explanation", ...] = ()
    chosen: Choice | None = None


@dataclass(frozen=True)
class Turn:
    """One turn of a dialogue: the reply, what to remember for the next, and why."""

    reply: Reply
    conversation: Conversation
    explanation: Explanation


class Answerer:
    """Answers questions from one index; holds no state, so that the same question with the same conversation gets the same reply."""

    def __init__(self, index: Index, calibrated: Weights | None = None, catalogue: Catalogue | None = None) -> None:
        self.index = index
        self.weights = calibrated or weights().deciding(index.mean_bareness)
        self.composer = Composer(index.knowledge, catalogue)

    def ask(self, question: str, conversation: Conversation = Conversation()) -> Turn:  # noqa: B008 - frozen
        """The whole river, for one message."""
        text = normalise(question)
        if key(text) not in self.index.talk and (reply := unreadable(text, self.composer)):
            return Turn(reply, conversation, Explanation("unreadable"))
        query = self.index.reader.read(text)
        if conversation and (turn := self._in_dialogue(query, conversation)):
            return turn
        if not (conversation and dialogue.asks_of_it(query)) and (reply := smalltalk(text, query, self.index, self.composer)):
            return Turn(reply, conversation, Explanation("smalltalk", query))
        if turn := self._word_for_word(query):
            return turn
        if not conversation and len(points := dialogue.points_of_any_list(query, self.index)) > 1:
            return self._offer(query, [self.index.knowledge.by_id[id] for id in points], "numbered point")
        if conversation and dialogue.changes_subject(query):
            conversation = Conversation()
        if len(parts := questions_in(query)) > 1 and (several := self._one_by_one(query, parts, conversation)):
            return several
        return self._weighed(query, conversation)

    # -- precise first ------------------------------------------------------------------------------------------------

    def _word_for_word(self, query: Query) -> Turn | None:
        """A stored question, word for word."""
        number = self.index.by_key.get(query.key)
        if number is None:
            return None
        return self._serve(query, (self.index.knowledge.entries[number],), 1.0, "word for word")

    def _in_dialogue(self, query: Query, conversation: Conversation) -> Turn | None:
        """What only a dialogue can mean: a taken choice, a numbered point, a wish for more."""
        if taken := dialogue.picked(query, conversation, self.index):
            return self._taken(self._serve(query, taken, 1.0, "choice taken"), conversation)
        if (number := dialogue.beyond(query, conversation)) is not None:
            text = self.composer.say["no_point"].format(number=number, count=len(conversation.offered))
            return Turn(Reply("no_answer", text, reason="unknown"), conversation, Explanation("choice taken", query))
        if asked := dialogue.point(query, conversation, self.index):
            number, points = asked
            if 1 <= number <= len(points):
                return self._serve(query, (self.index.knowledge.by_id[points[number - 1]],), 0.95, "numbered point")
            text = self.composer.say["no_point"].format(number=number, count=len(points))
            return Turn(Reply("no_answer", text, reason="unknown"), conversation, Explanation("numbered point", query))
        about = [self.index.knowledge.by_id[id] for id in conversation.about if id in self.index.knowledge.by_id]
        if about and dialogue.asks_more(query):
            rest = tuple(self.index.knowledge.by_id[id] for id in dialogue.following(conversation, self.index))
            if 0 < len(rest) <= _TOLD_AT_ONCE:
                return self._serve(query, rest, 0.9, "more of the same")
            left = [entry.id for entry in rest] or (*about[0].points, *about[0].related)
            more = [self.index.knowledge.by_id[id] for id in left if id in self.index.knowledge.by_id]
            if more:
                reply = self.composer.choices(more, 0.5, "more")
                offered = tuple(option.entry for option in reply.options)
                return Turn(reply, replace(conversation, offered=offered), Explanation("more of the same", query))
            return Turn(Reply("no_answer", self.composer.say["no_more"], reason="unknown"), conversation, Explanation("more of the same", query))
        if len(conversation.offered) > 1 and not conversation.chosen and len(query.key) <= 14 and (entry := dialogue.chosen_by_word(query, conversation, self.index)):
            return self._taken(self._serve(query, (entry,), 0.9, "choice taken by a word"), conversation)
        return None

    def _taken(self, turn: Turn, conversation: Conversation) -> Turn:
        """A turn that took one of the offered entries: the others stay on offer."""
        return replace(turn, conversation=replace(turn.conversation, offered=conversation.offered))

    # -- then by evidence -----------------------------------------------------------------------------------------------

    def _matches(self, query: Query, also: tuple[int, ...] = (), near: frozenset[int] = frozenset()) -> list[Match]:
        return weigh(query, self.index, evidence(query, self.index, also, near), self.weights)

    def _weighed(self, query: Query, conversation: Conversation, *, part: bool = False) -> Turn:
        """The decision over all evidence; in a dialogue, with what a leaning question leaves out.

        A question that leaves open which fact is meant leans too, unless it is a `part` of a message, whose other parts are no conversation.
        """
        fitting = left_open(query, self.index)
        alone = self._matches(query, fitting)
        decision = decide(query, alone, self.weights, fitting) if dialogue.means_something(query, self.index) else Unknown("unknown", "", 1.0)
        whole = isinstance(decision, Answer) and not decision.matches[0].candidate.missed
        if not conversation and isinstance(decision, Answer) and dialogue.dangles(query, self.index):
            decision = Unknown("unknown", "", 1.0)  # a follow-up to nothing
        elif not whole and not _plainly_unknown(decision) and (several := together(query, alone, self._matches, self.weights)):
            decision = several
        if not conversation and not isinstance(decision, Answer) and (turn := self._by_figures(query, decision)):
            return turn
        if not conversation or not dialogue.leans(query, self.index, isinstance(decision, Choices), part=part):
            return self._turn(query, alone, decision, conversation, "evidence")
        full = dialogue.carried(query, conversation, self.index)
        near = dialogue.neighbours(conversation, self.index)
        matches = self._matches(full, near, frozenset(near))
        if not dialogue.stands(query, self.index):
            matches = [_kept_to_the_subject(match) for match in matches]
        if conversation.about:
            matches = _of_its_own_subject(query, matches, self.index)
        merged = decide(full, matches, self.weights)
        if (
            isinstance(merged, Unknown)
            and isinstance(decision, Answer)
            and whole
            and decision.confidence >= _BEYOND_DOUBT
            and decision.matches[0].candidate.named >= HALF_NAMED
            and not dialogue.leans_in_form(query)
        ):
            return self._turn(query, alone, decision, conversation, "evidence")
        if isinstance(decision, Choices) and isinstance(merged, Answer) and any(unit.kind in ("subject", "population") for unit in merged.matches[0].candidate.missed):
            return self._turn(query, alone, decision, conversation, "evidence")  # a new subject, not a word on the old one
        return self._turn(full, matches, merged, conversation, "evidence with the conversation")

    def _by_figures(self, query: Query, decision: Decision) -> Turn | None:
        """The facts as data, for a question that states a figure exactly, or is not understood and names a measure and hardly a subject."""
        if stated := by_stated_figure(query, self.index):
            return self._serve(query, (self.index.knowledge.entries[stated[0]],), 0.85, "figures")
        if isinstance(decision, Choices) or dialogue.stands(query, self.index):
            return None
        entries = [self.index.knowledge.entries[number] for number in by_figures(query, self.index)]
        if len(entries) < 2:
            return None
        return self._offer(query, entries, "figures")

    def _offer(self, query: Query, entries: list[Entry], step: str) -> Turn:
        """A choice between entries that the question means alike."""
        reply = self.composer.choices(entries, 0.6)
        return Turn(reply, Conversation((), tuple(option.entry for option in reply.options), _asked(query)), Explanation(step, query))

    def _one_by_one(self, query: Query, parts: tuple[str, ...], conversation: Conversation) -> Turn | None:
        """Two or more questions in one message, each answered as a turn of a dialogue; None where the whole is better answered at once.

        One likely fact that speaks of all that is asked is better, unless each of the questions has an answer beyond doubt.
        """
        decision = decide(query, self._matches(query), self.weights)
        likely = isinstance(decision, Answer) and decision.matches[0].probability >= _LIKELY and decision.matches[0].candidate.covers(query)
        whole = decision.matches[0].candidate.entry if isinstance(decision, Answer) and likely else None
        turns: list[Turn] = []
        held = conversation
        for part in parts:
            asked = self.index.reader.read(part)
            if turns and turns[-1].reply.status == "no_answer" and not dialogue.stands(asked, self.index):
                continue  # it leans on what the report does not have
            turn = self._weighed(asked, held, part=True)
            if turns and turns[-1].reply.status == "answered":
                turn = self._confirmed(asked, held, turn)
            held = turn.conversation
            turns.append(turn)
        if whole:
            sure = all(turn.reply.status == "answered" and turn.reply.confidence >= _BEYOND_DOUBT for turn in turns)
            told = {figure.printed for figure in whole.figures}
            own = [self.index.knowledge.by_id[id].figures[:1] for turn in turns for id in turn.reply.entries]
            if not sure or all(figures and figures[0].printed in told for figures in own):
                return None
        return self._joined(query, turns)

    def _confirmed(self, query: Query, before: Conversation, turn: Turn) -> Turn:
        """The turn of a part of a message that is not sure of what it means, with what was told before it; where that only makes the likeliest fact
        sure, or one of those offered, it is the answer. One that is barred, or that a known unknown speaks of, stays as it is."""
        match turn.explanation.decision:
            case Choices(offered, _):
                likely = {match.candidate.number for match in offered}
            case Unknown(entry=None) if turn.explanation.matches and turn.explanation.matches[0].veto is None:
                likely = {turn.explanation.matches[0].candidate.number}
            case _:
                return turn
        full, near = dialogue.carried(query, before, self.index), dialogue.neighbours(before, self.index)
        held = self._matches(full, near, frozenset(near))
        sure = decide(full, held, self.weights)
        same = isinstance(sure, Answer) and likely.issuperset(match.candidate.number for match in sure.matches)
        return self._turn(full, held, sure, before, "evidence with the conversation") if same else turn

    def _joined(self, query: Query, turns: list[Turn]) -> Turn | None:
        """The replies of several parts in one: the answers, each once, then what the report does not say.

        None where a part asks for a choice, and where beside a refused part no other is answered beyond doubt: a complaint is no list of
        questions.
        """
        answered = [turn for turn in turns if turn.reply.status == "answered"]
        refused = [turn for turn in turns if turn.reply.status == "no_answer"]
        if not answered or any(turn.reply.status == "clarify" for turn in turns):
            return None
        if refused and (any(turn.reply.reason in _OWN_BUSINESS for turn in refused) or any(turn.reply.confidence < _BEYOND_DOUBT for turn in answered)):
            return None
        entries = told_once([self.index.knowledge.by_id[id] for id in dict.fromkeys(id for turn in answered for id in turn.reply.entries)])
        refusals = tuple(dict.fromkeys(turn.reply.text for turn in refused))
        confidence = min(turn.reply.confidence for turn in answered)
        served = self.composer.answered(query, entries, confidence)
        text = "\n".join((served.text, *refusals))
        explanation = Explanation("several questions", query, parts=tuple(turn.explanation for turn in turns))
        return Turn(replace(served, text=text), turns[-1].conversation, explanation)

    # -- the reply --------------------------------------------------------------------------------------------------------

    def _serve(self, query: Query, entries: tuple[Entry, ...], confidence: float, step: str) -> Turn:
        reply = self.composer.known_unknown(entries[0], confidence) if len(entries) == 1 and not entries[0].is_fact else self.composer.answered(query, list(entries), confidence)
        return Turn(reply, self._remember(query, reply, None), Explanation(step, query))

    def _turn(self, query: Query, matches: list[Match], decision: Decision, conversation: Conversation, step: str) -> Turn:
        reply = self.composer.compose(query, decision)
        return Turn(reply, self._remember(query, reply, decision) or conversation, Explanation(step, query, tuple(matches[:8]), decision))

    def _remember(self, query: Query, reply: Reply, decision: Decision | None) -> Conversation:
        units = _asked(query)
        match decision:
            case Choices():
                return Conversation((), tuple(option.entry for option in reply.options), units)
            case Unknown(nearest=nearest, entry=entry):
                served = [entry] if entry else list(nearest[:1])
                return Conversation(tuple(match.candidate.entry.id for match in served), (), ())
            case _:
                return Conversation(reply.entries, (), units)


def _asked(query: Query) -> tuple[tuple[str, str], ...]:
    """The names and kinds of the asked units, as a conversation remembers them."""
    return tuple((unit.name, unit.kind) for unit in query.units if unit.role == "asked")


def _plainly_unknown(decision: Decision) -> bool:
    """True when a known unknown is likelier than all facts together: 两样都领的有多少 asks for neither of the two."""
    return isinstance(decision, Unknown) and decision.entry is not None and decision.entry.probability > 1 - decision.confidence


def _of_its_own_subject(query: Query, matches: list[Match], index: Index) -> list[Match]:
    """The matches of a question with what the conversation carries over: no fact is meant that merely mentions what the question itself names (its
    things and groups, its telling words: 护理的呢 after 生活补贴). Where another fact is about all of it, and has what is asked for, what
    was left to the others falls to it; else it is left to the silence (高中呢)."""
    own = {unit.name for unit in query.units if unit.role == "asked" and unit.kind in ("subject", "population")}
    said = own | {unit.name for unit in query.units if unit.role == "asked" and unit.kind in ("word", TERM) and index.weight(unit.name) >= _TELLING}
    if not said:
        return matches
    nouns = index.reader.dictionary.nouns
    facts = [match for match in matches if match.veto is None and match.candidate.entry.is_fact]
    about = {match.candidate.number for match in facts if own <= match.candidate.scope.core.keys() and all(match.candidate.scope.said.get(name, 0.0) >= OFTEN for name in said)}
    most = max((match.candidate.asked for match in facts), default=0.0)
    if not any(match.candidate.number in about and match.candidate.asked >= most - 0.01 for match in facts):
        return [_barred(match) if match in facts and any(match.candidate.scope.said.get(name, 0.0) <= STRAY for name in own | (said & nouns)) else match for match in matches]
    out = {match.candidate.number for match in facts} - about
    left = 1 - sum(match.probability for match in facts if match.candidate.number in out)
    return [replace(match, probability=min(1.0, match.probability / left)) for match in matches if match.candidate.number not in out]


def _barred(match: Match) -> Match:
    return replace(match, veto=match.veto or Veto("metric", ""))


def _kept_to_the_subject(match: Match) -> Match:
    """A match of a question without a subject, barred unless it speaks of what the conversation is about."""
    apart = match.candidate.features[_CARRIED] < _SAME_SUBJECT and not match.candidate.features[_NEAR]
    return _barred(match) if apart else match
