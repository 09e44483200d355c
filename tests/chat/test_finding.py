"""Start, help, about, the walk through the outline, pictures, and the commands of staff."""

import io
import json
import shutil
from pathlib import Path

import pytest
from PIL import Image

from bot.answering.answerer import Answerer
from bot.answering.opening import open_index
from bot.chat.commands import PUBLIC, STAFF
from tests.chat.botapi import BotApi
from tests.chat.test_asking import buttons


@pytest.fixture(params=["polling", "webhook"])
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_start_says_what_this_is_in_three_lines_with_first_questions(api: BotApi, serve, answerer: Answerer) -> None:
    serve()
    api.say(1, "/start")
    reply = api.reply(1)
    assert len(reply["text"].split("\n")) == 3
    assert "示范县2022年帮扶工作情况" in reply["text"]
    assert len(buttons(reply)) == 4
    text, data = next(iter(buttons(reply).items()))
    api.press(1, 1, reply["message_id"], data)
    assert api.reply(1, 1)["text"].split("\n\n")[0] == answerer.ask(text).reply.text


def test_start_with_an_entry_answers_it_at_once(api: BotApi, serve) -> None:
    serve()
    api.say(1, "/start solar-income")
    assert "331.5万元" in api.reply(1)["text"]
    api.say(1, "/start nonsense")
    assert "问报" in api.reply(1, 1)["text"]


def test_about_and_help_tell_edition_office_date_and_examples(api: BotApi, serve) -> None:
    serve()
    api.say(1, "/about")
    about = api.reply(1)["text"]
    for word in ("示范县2022年帮扶工作情况", "示范县政府办", "2022-12-28", "只"):
        assert word in about
    api.say(1, "/help")
    assert "农村低保有多少户?" in api.reply(1, 1)["text"]
    api.say(1, "/nonsense")
    assert "没有这个命令" in api.reply(1, 2)["text"]
    api.say(1, "/ask")
    assert "/ask" in api.reply(1, 3)["text"]


def test_topics_walks_the_outline_in_one_message_down_to_an_answer(api: BotApi, serve) -> None:
    serve()
    api.say(1, "/topics", group=-100)
    menu = api.reply(-100)
    edits = 0

    def press(text: str) -> dict:
        nonlocal edits
        data = next(data for title, data in buttons(api.messages[-100, menu["message_id"]]).items() if text in title)
        api.answered(api.press(1, -100, menu["message_id"], data))
        edits += 1
        return api.wait(lambda: api.of("editMessageText", -100)[edits - 1] if len(api.of("editMessageText", -100)) >= edits else None).result

    low = press("农村低保")
    assert {"农村低保有多少户?", "农村低保发了多少钱?"} <= set(buttons(low))
    back = press("返回")
    assert any("光伏电站" in title for title in buttons(back))
    solar = press("光伏")
    assert "光伏电站找谁报修?" not in buttons(solar)
    api.press(1, -100, menu["message_id"], buttons(solar)["光伏电站的收益是多少?"])
    assert "331.5万元" in api.reply(-100, 1)["text"]


def test_long_lists_have_pages(api: BotApi, serve, tmp_path: Path, knowledge: Path) -> None:
    folder = tmp_path / "long"
    shutil.copytree(knowledge, folder)
    more = [
        f'  - {{id: more-{number}, section: "1.1", topic: 低保, question: "低保的第{number}件事是什么?", similar: [低保事{number}], answer: "是第{number}件。"}}'
        for number in range(20)
    ]
    (folder / "demo" / "2.yaml").write_text("entries:\n" + "\n".join(more), "utf-8")
    index = open_index(folder, None)
    serve(lambda: Answerer(index))
    api.say(1, "/topics")
    menu = api.reply(1)
    seen: set[str] = set()
    step = next(data for title, data in buttons(menu).items() if "农村低保" in title)
    for number in range(4):
        api.press(1, 1, menu["message_id"], step)
        page = api.wait(lambda number=number: api.of("editMessageText", 1)[number] if len(api.of("editMessageText", 1)) > number else None).result
        seen |= {data for data in buttons(page).values() if data.startswith("q:")}
        step = buttons(page).get("下一页 ›", "")
    assert len(seen) == 22
    assert not step


def test_each_topic_has_one_picture_that_is_sent_by_its_id_afterwards(api: BotApi, serve) -> None:
    serve()
    api.say(1, "/topics")
    menu = api.reply(1)
    api.press(1, 1, menu["message_id"], next(data for title, data in buttons(menu).items() if "农村低保" in title))
    page = api.wait(lambda: api.of("editMessageText", 1))[0].result
    picture = next(data for title, data in buttons(page).items() if "一图读懂" in title)
    for number in range(2):
        api.answered(api.press(1, 1, menu["message_id"], picture))
        api.wait(lambda number=number: len(api.of("sendPhoto", 1)) > number)
    first, second = api.of("sendPhoto", 1)
    assert first.files
    assert not second.files
    image = Image.open(io.BytesIO(next(iter(first.files.values()))))
    assert image.width == 1080
    assert image.height < 3000
    for figure in ("4208户", "7046人", "2856.3万元"):
        assert figure in first.params["caption"]
    api.files.clear()  # Telegram forgot the file: it is brought again
    api.answered(api.press(1, 1, menu["message_id"], picture))
    assert api.wait(lambda: len(api.of("sendPhoto", 1)) > 2 and api.of("sendPhoto", 1)[2]).files


def test_a_changed_fact_changes_picture_and_answer_together(api: BotApi, serve, answerer: Answerer, tmp_path: Path, knowledge: Path) -> None:
    folder = tmp_path / "changing"
    shutil.copytree(knowledge, folder)
    opened = []

    def open() -> Answerer:
        opened.append(1)
        return answerer if len(opened) == 1 else Answerer(open_index(folder, None))

    serve(open)
    facts = folder / "demo" / "1.yaml"
    api.say(900, "/topics")
    menu = api.reply(900)
    step = next(data for title, data in buttons(menu).items() if "农村低保" in title)
    api.press(900, 900, menu["message_id"], step)
    page = api.wait(lambda: api.of("editMessageText", 900))[0].result
    picture = next(data for title, data in buttons(page).items() if "一图读懂" in title)
    api.press(900, 900, menu["message_id"], picture)
    api.wait(lambda: api.of("sendPhoto", 900))
    facts.write_text(facts.read_text("utf-8").replace("4208", "4321"), "utf-8")
    api.say(900, "/reload")
    api.wait(lambda: [message for message in api.sent(900) if "已经重新读了知识库" in message.get("text", "")])
    api.press(900, 900, menu["message_id"], picture)
    photo = api.wait(lambda: len(api.of("sendPhoto", 900)) > 1 and api.of("sendPhoto", 900)[1])
    assert photo.files
    assert "4321户" in photo.params["caption"]
    api.say(900, "农村低保有多少户?")
    api.wait(lambda: "4321户" in api.sent(900)[-1].get("text", "") or [message for message in api.sent(900) if "4321户" in message.get("text", "")])
    facts.write_text("entries: [", "utf-8")
    api.say(900, "/reload")
    api.wait(lambda: [message for message in api.sent(900) if "仍用原来的" in message.get("text", "")])
    api.say(1, "农村低保有多少户?")
    assert "4321户" in api.reply(1)["text"]


def test_commands_menu_and_descriptions_are_set_at_the_start(api: BotApi, serve) -> None:
    api.private(900)
    serve()
    api.wait(lambda: api.of("setMyShortDescription"))
    assert [command["command"] for command in api.commands["default"]] == list(PUBLIC)
    assert [command["command"] for command in api.commands["defaultzh"]] == list(PUBLIC)
    assert [command["command"] for command in api.commands["chat900zh"]] == [*PUBLIC, *STAFF]
    assert json.loads(api.of("setChatMenuButton")[0].params["menu_button"])["type"] == "commands"


@pytest.mark.parametrize("command", STAFF)
def test_staff_commands_do_not_exist_for_others(api: BotApi, serve, command: str) -> None:
    serve()
    api.say(1, f"/{command}")
    api.say(1, "/no_such_command")
    assert api.reply(1)["text"] == api.reply(1, 1)["text"]
    api.say(900, f"/{command}", group=-100)
    api.quiet(0.2)
    assert not api.sent(-100)


def test_staff_see_why_stats_and_misses(api: BotApi, serve) -> None:
    serve()
    api.say(900, "/why")
    assert "先问一句" in api.reply(900)["text"]
    api.say(900, "农村低保有多少户?")
    api.reply(900, 1)
    api.say(900, "/why")
    assert "怎么判断的" in api.reply(900, 2)["text"]
    api.say(5, "2019年农村低保有多少户?电话13800138000")
    api.reply(5)
    api.say(900, "/stats")
    assert "2人问了2次" in api.reply(900, 3)["text"]
    api.say(900, "/misses")
    missed = api.reply(900, 4)["text"]
    assert "2019年农村低保" in missed
    assert "13800138000" not in missed


def test_forget_erases_what_there_is_on_the_asker_and_nothing_else(api: BotApi, serve) -> None:
    store = serve().service.store
    for user in (1, 2):
        api.say(user, "农村低保有多少户?")
        api.reply(user)
    api.say(1, "/forget")
    assert "1条" in api.reply(1, 1)["text"]
    assert store.stats(0).questions == 1
    assert not store.conversation(store.place(1, 1))
    api.wait(lambda: store.conversation(store.place(2, 2)))
