"""Calibration: the same knowledge and questions give the same bytes, and better weights than none."""

import json
from pathlib import Path

import pytest

from bot.answering.answerer import Answerer
from bot.matching.decision import Answer, Choices, Unknown, decide, weigh
from bot.matching.ranking import FEATURES, evidence
from bot.matching.weights import SILENT, Weights
from bot.upkeep.calibration import calibrate, verdict, write
from bot.upkeep.exam import Question
from tests.opened import county, county_folder, data

__all__ = ["county", "county_folder", "data"]


def question(text: str, expect: str, *must: str, options: tuple[str, ...] = ()) -> Question:
    return Question(text, text, expect, "formal", True, (must,) if must else (), options=tuple(((option,),) for option in options))


LABELLED = [
    question("晌午加餐一年用掉多少钱", "answer", "612.4"),
    question("镇上小书馆建成几个", "answer", "17个"),
    question("老人学堂里多少个老人", "answer", "5230"),
    question("山间小道养护多少里程", "answer", "942"),
    question("2020年百合园多大", "refuse"),
    question("舒城县有几个图书分馆", "refuse"),
    question("分拣机花了多少钱", "refuse"),
    question("银龄学堂的电话", "refuse"),
    question("赶集专车买了几辆", "clarify", options=("24辆", "31辆")),
]


def silent(what: str, done: int, of: int) -> None:
    assert 0 <= done <= of


@pytest.fixture(scope="module")
def found(county: Answerer) -> dict[str, object]:
    return calibrate(county.index, LABELLED, silent)


def test_it_regenerates_byte_for_byte(county: Answerer, found: dict[str, object], tmp_path: Path) -> None:
    write(found, tmp_path / "once.json")
    write(calibrate(county.index, LABELLED, silent), tmp_path / "again.json")
    assert (tmp_path / "once.json").read_bytes() == (tmp_path / "again.json").read_bytes()


def test_it_finds_a_weight_for_every_part_of_the_evidence(found: dict[str, dict[str, float]], tmp_path: Path) -> None:
    write(found, tmp_path / "weights.json")  # type: ignore[arg-type]
    read = json.loads((tmp_path / "weights.json").read_text())
    assert read == found
    for part in (read, read["bare"]):
        assert list(part["candidate"]) == list(FEATURES)
        assert list(part["silent"]) == list(SILENT)
        assert all(0 < bar < 1 for bar in part["thresholds"].values())


def test_the_weights_that_it_finds_answer_the_questions_it_learned_from(county: Answerer, found: dict[str, dict[str, float]]) -> None:
    learned = Weights.of(found)
    flat = Weights((0.0,) * len(FEATURES), (0.0,) * len(SILENT), 0.5, 0.5, 0.5)

    def right(weights: Weights) -> int:
        count = 0
        for one in LABELLED:
            query = county.index.reader.read(one.text)
            count += verdict(one, decide(query, weigh(query, county.index, evidence(query, county.index), weights), weights)) == "right"
        return count

    assert right(learned) >= len(LABELLED) - 1
    assert right(flat) < right(learned)


def test_a_decision_is_judged_by_the_answers_it_serves(county: Answerer) -> None:
    index = county.index
    query = index.reader.read("新购赶集专车多少辆")
    matches = {match.candidate.entry.id: match for match in weigh(query, index, evidence(query, index), county.weights)}
    third, fourth, area = matches["coaches-third"], matches["coaches-fourth"], next(match for id, match in matches.items() if not id.startswith("coach"))
    answer, clarify, refuse = question("a", "answer", "24辆"), question("c", "clarify", options=("24辆", "31辆")), question("r", "refuse")
    assert [
        verdict(answer, decision) for decision in (Answer((third,), 1), Answer((fourth,), 1), Choices((third, fourth), 1), Choices((fourth, area), 1), Unknown("year", "", 1))
    ] == [
        "right",
        "wrong",
        "offered",
        "wrong",
        "silent",
    ]
    assert [
        verdict(clarify, decision) for decision in (Choices((third, fourth), 1), Choices((third, area), 1), Answer((third, fourth), 1), Answer((third,), 1), Unknown("year", "", 1))
    ] == [
        "right",
        "wrong",
        "right",
        "wrong",
        "silent",
    ]
    assert [verdict(refuse, decision) for decision in (Unknown("year", "", 1), Answer((third,), 1), Choices((third, fourth), 1))] == ["right", "wrong", "wrong"]
