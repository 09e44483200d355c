"""Live change: a saved file is served at once and loses nothing; a broken one leaves all as it was and is told to staff only."""

import io
import re
import shutil
import time
from pathlib import Path

import pytest

from bot.knowledge.folder import shipped
from bot.upkeep.renewal import Renewal
from tests.chat.botapi import BotApi, Fault

QUESTION = "农村低保有多少户?"


@pytest.fixture
def folder(knowledge: Path, tmp_path: Path) -> Path:
    """A copy of the small knowledge that a test may change, without what `check` finds in it."""
    copy = Path(shutil.copytree(knowledge, tmp_path / "知识"))
    save(copy / "demo" / "1.yaml", "<5>组,", "")
    return copy


@pytest.fixture
def watched(api: BotApi, serve, folder: Path) -> Renewal:
    """The bot serving the folder, which it watches; staff is user 900."""
    renewal = Renewal(folder, None)
    api.private(900)
    running = serve(renewal.open, look=renewal.look)
    api.wait(lambda: running.service.office)
    return renewal


def save(path: Path, old: str, new: str) -> None:
    """Replace a text in a file at once, as most editors save."""
    text = path.read_text("utf-8")
    assert old in text
    other = path.with_name(".saving")
    other.write_text(text.replace(old, new), "utf-8")
    other.replace(path)


def logged(log: io.StringIO, words: str) -> bool:
    return words in log.getvalue()


def test_a_saved_answer_a_new_phrasing_and_a_new_word_are_served_without_a_word_from_anyone(api: BotApi, watched: Renewal, folder: Path) -> None:
    facts, words = folder / "demo" / "1.yaml", folder / "lexicon" / "words.yaml"
    api.say(1, QUESTION)
    assert "4208户" in api.reply(1)["text"]
    save(facts, "4208", "4321")
    api.wait(lambda: "4321户" in _asked(api, 1, QUESTION))
    assert "公益岗位" not in _asked(api, 2, "乡间保洁的名额")
    save(facts, "similar: [公益岗位数,", "similar: [乡间保洁的名额, 公益岗位数,")
    api.wait(lambda: "1325个" in _asked(api, 2, "乡间保洁的名额"))
    assert "4321户" not in _asked(api, 3, "吃安康粮的拢共几户人家")
    save(words, "words: [低保,", "words: [安康粮, 低保,")
    api.wait(lambda: "4321户" in _asked(api, 3, "吃安康粮的拢共几户人家"))
    assert not api.sent(900), "staff are told of faults only"


def _asked(api: BotApi, user: int, question: str) -> str:
    before = len(api.sent(user))
    api.say(user, question)
    return str(api.reply(user, before)["text"])


def test_renewed_again_and_again_under_load_it_answers_all_once_each_from_one_edition(api: BotApi, watched: Renewal, folder: Path) -> None:
    """Each edition has its number in the answer and in the line under it, which are saved together."""
    facts, sentences = folder / "demo" / "1.yaml", folder / "sentences.yaml"
    plain = sentences.read_text("utf-8")
    source = next(line for line in plain.splitlines() if "telegram_source:" in line)
    whole = facts.read_text("utf-8")
    asked = dict.fromkeys(range(1, 13), 0)
    for edition in range(5001, 5009):
        facts.write_text(whole.replace("4208", str(edition)), "utf-8")
        sentences.write_text(plain.replace(source, source[:-1] + f" 第{edition}版" + source[-1]), "utf-8")
        until = time.monotonic() + 0.8
        while time.monotonic() < until:
            for user in asked:
                api.say(user, QUESTION)
                asked[user] += 1
            time.sleep(0.08)
    api.wait(lambda: all(len(api.sent(user)) >= count for user, count in asked.items()), 60)
    api.wait(lambda: f"第{edition}版" in _asked(api, 99, QUESTION))
    api.quiet()
    texts = [message["text"] for user in asked for message in api.sent(user)]
    assert len(texts) == sum(asked.values())
    mixed = [text for text in texts if "4208户" not in text and set(re.findall(r"50\d\d", text)) != {re.findall(r"第(50\d\d)版", text)[0]}]
    assert mixed == []
    assert len({re.findall(r"第(50\d\d)版", text)[0] for text in texts if "版" in text}) > 3, "it was renewed while it answered"
    assert all(text.count("版") == ("4208户" not in text) for text in texts)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("question: 农村低保发了多少钱?", "question: 农村低保: 发了多少钱?", r"1\.yaml:16:.*冒号.*yaml-syntax"),
        ("示范县农村低保有4208户", "示范县农村低保有4288户", r"1\.yaml:8:.*4288户.*figure-mismatch"),
        ("reason: procedure", "reason: 不知道", r"1\.yaml:\d+:.*reason.*wrong-value"),
    ],
)
def test_of_a_fault_staff_are_told_file_and_line_and_residents_get_the_old_answer(
    api: BotApi, watched: Renewal, folder: Path, log: io.StringIO, old: str, new: str, told: str
) -> None:
    facts = folder / "demo" / "1.yaml"
    api.say(1, QUESTION)
    reply = api.reply(1)["text"]
    whole = facts.read_text("utf-8")
    save(facts, old, new)
    message = api.reply(900)["text"]
    assert "仍用原来的" in message
    assert re.search(told, message)
    assert re.search(told, log.getvalue())
    assert _asked(api, 1, QUESTION) == reply
    facts.write_text(whole + "\n# 还是错的\n", "utf-8")
    save(facts, old, new)
    api.quiet(1.5)
    assert len(api.sent(900)) == 1, "the same fault is told once"
    facts.write_text(whole.replace("4208", "4321"), "utf-8")
    assert "已经重新读了知识库" in api.reply(900, 1)["text"]
    assert "4321户" in _asked(api, 1, QUESTION)
    assert len(api.sent(1)) == 3


def test_of_many_faults_the_first_are_told_and_how_many_more_there_are(api: BotApi, watched: Renewal, folder: Path) -> None:
    save(folder / "demo" / "1.yaml", "question: ", "frage: ")
    lines = api.reply(900)["text"].splitlines()
    assert len([line for line in lines if "1.yaml:" in line]) == 5
    assert "bot check" in lines[-1]


def test_a_file_that_is_saved_in_two_steps_is_not_read_half_written(api: BotApi, watched: Renewal, folder: Path, log: io.StringIO) -> None:
    facts = folder / "demo" / "1.yaml"
    text = facts.read_text("utf-8").replace("4208", "4321")
    for _ in range(3):
        with facts.open("w", encoding="utf-8") as file:
            file.write(text[: len(text) // 2])
            file.flush()
            time.sleep(0.1)
            file.write(text[len(text) // 2 :])
        time.sleep(0.4)
    api.wait(lambda: "4321户" in _asked(api, 1, QUESTION))
    temporary = folder / "demo" / ".1.yaml.swp"
    temporary.write_text(text.replace("4321", "4455"), "utf-8")
    facts.unlink()
    temporary.rename(facts)
    api.wait(lambda: "4455户" in _asked(api, 1, QUESTION))
    assert not api.sent(900)
    assert not logged(log, "知识库有问题")


def test_files_that_come_and_go_are_served_and_no_longer_served(api: BotApi, watched: Renewal, folder: Path) -> None:
    more = folder / "demo" / "2.yaml"
    entry = "  - {id: wells, question: 水井打了多少口?, similar: [水井口数], answer: 示范县打了水井66口。, "
    entry += 'figures: [{subject: 水井, metric: 个数, value: 66, unit: 口, period: "2022"}]}\n'
    more.write_text('section: "1.1"\ntopic: 水井\nentries:\n' + entry, "utf-8")
    api.wait(lambda: "66口" in _asked(api, 1, "水井打了多少口?"))
    more.unlink()
    api.wait(lambda: "66口" not in _asked(api, 1, "水井打了多少口?"))
    shutil.move(folder / "demo", folder.parent / "away")
    assert "report.yaml" in api.reply(900)["text"]
    assert "4208户" in _asked(api, 1, QUESTION)
    shutil.move(folder.parent / "away", folder / "demo")
    assert "已经重新读了知识库" in api.reply(900, 1)["text"]


def test_staff_who_ask_for_it_and_the_watch_do_not_get_into_each_others_way(api: BotApi, watched: Renewal, folder: Path) -> None:
    for number in range(4):
        save(folder / "demo" / "1.yaml", str(4208 + number), str(4209 + number))
        api.say(900, "/reload")
    api.wait(lambda: [message["text"][:9] for message in api.sent(900)] == ["已经重新读了知识库"] * 4)
    api.wait(lambda: "4212户" in _asked(api, 1, QUESTION))


def test_the_shipped_knowledge_keeps_the_rules_that_a_renewal_asks_for(tmp_path: Path) -> None:
    """Else a change of it would never be served."""
    from bot.upkeep.check import checked

    assert checked(shipped()).errors == 0


def test_staff_who_cannot_be_reached_hold_nothing_up(api: BotApi, serve, folder: Path) -> None:
    """User 901 never wrote to the bot, and messages to 902 hang."""
    renewal = Renewal(folder, None)
    for one in (900, 902):
        api.private(one)
    api.fault = lambda method, params: Fault("slow", 20) if params.get("chat_id") == "902" else None
    running = serve(renewal.open, look=renewal.look, staff_ids="901,902,900")
    api.wait(lambda: running.service.office)
    facts = folder / "demo" / "1.yaml"
    whole = facts.read_text("utf-8")
    facts.write_text("entries: [", "utf-8")
    assert "1.yaml:" in api.reply(900)["text"]
    facts.write_text(whole.replace("4208", "4321"), "utf-8")
    api.wait(lambda: "4321户" in _asked(api, 1, QUESTION))
