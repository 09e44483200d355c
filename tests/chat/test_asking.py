"""Residents ask, in private chats and groups, by polling and by webhook."""

import pytest

from bot.answering.answerer import Answerer
from tests.chat.botapi import ME, BotApi


@pytest.fixture(params=["polling", "webhook"])
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def buttons(message: dict) -> dict[str, str]:
    """The buttons under a message: text and data."""
    return {button["text"]: button["callback_data"] for row in message.get("reply_markup", {"inline_keyboard": []})["inline_keyboard"] for button in row}


def test_a_question_gets_the_reply_of_ask_with_its_figure_in_bold_and_its_source(api: BotApi, serve, answerer: Answerer) -> None:
    serve()
    api.say(1, "农村低保有多少户?")
    reply = api.reply(1)
    said = answerer.ask("农村低保有多少户?").reply
    assert reply["text"].split("\n\n")[0] == said.text
    assert "示范县2022年帮扶工作情况" in reply["text"].split("\n\n")[1]
    text = reply["text"].encode("utf-16-le")
    bold = [text[style["offset"] * 2 : (style["offset"] + style["length"]) * 2].decode("utf-16-le") for style in reply["styles"] if style["type"] == "b"]
    assert bold == ["4208户", "7046人"]
    assert [style["type"] for style in reply["styles"]][-1] == "blockquote"
    assert reply["reply_to"] is None
    assert list(buttons(reply)) == ["农村低保发了多少钱?", "光伏电站的收益是多少?", "👍", "👎"]


def test_text_that_looks_like_markup_arrives_as_it_is(api: BotApi, serve) -> None:
    serve()
    api.say(1, "光伏电站的收益是多少?")
    assert "<5>组,共331.5万元 & 全部到村" in api.reply(1)["text"]
    api.say(1, "<b>火星</b>&lt;基地</i>有多少户?")
    assert api.reply(1, 1)["text"]
    assert not [call for call in api.calls if call.code == 400 and call.method != "setMyCommands"]


def test_a_choice_is_taken_in_place_by_its_button(api: BotApi, serve, answerer: Answerer) -> None:
    serve()
    api.say(1, "光伏电站找谁报修?")
    reply = api.reply(1)
    offered = buttons(reply)
    assert "光伏电站的收益是多少?" in offered
    press = api.press(1, 1, reply["message_id"], offered["光伏电站的收益是多少?"])
    api.answered(press)
    edited = api.wait(lambda: api.of("editMessageText", 1))[0].result
    assert edited["message_id"] == reply["message_id"]
    assert edited["text"].split("\n\n")[0] == answerer.ask("光伏电站的收益是多少?").reply.text
    assert "👍" in buttons(edited)
    assert len(api.sent(1)) == 1


def test_a_related_question_is_answered_beside_the_answer(api: BotApi, serve, answerer: Answerer) -> None:
    serve()
    api.say(1, "农村低保有多少户?")
    reply = api.reply(1)
    api.press(1, 1, reply["message_id"], buttons(reply)["农村低保发了多少钱?"])
    assert api.reply(1, 1)["text"].split("\n\n")[0] == answerer.ask("农村低保发了多少钱?").reply.text
    assert not api.of("editMessageText")


def test_a_button_whose_entry_is_gone_says_so(api: BotApi, serve) -> None:
    serve()
    api.say(1, "农村低保有多少户?")
    reply = api.reply(1)
    for data in ("!a:no-such-entry", "!q:no-such-entry", "!zzz", "!o:123456", "!p:123456", "!u:99999999", "!a:" + "x" * 60):
        call = api.answered(api.press(1, 1, reply["message_id"], data))
        assert call.params["text"]


def test_thumbs_go_to_the_log(api: BotApi, serve) -> None:
    running = serve()
    api.say(1, "农村低保有多少户?")
    reply = api.reply(1)
    assert "谢谢" in api.answered(api.press(1, 1, reply["message_id"], buttons(reply)["👍"])).params["text"]
    assert running.service.store.stats(0).up == 1
    api.answered(api.press(1, 1, reply["message_id"], buttons(reply)["👎"]))
    assert running.service.store.stats(0).down == 1


def test_a_follow_up_leans_on_what_the_same_person_asked_in_the_same_chat(api: BotApi, serve, answerer: Answerer) -> None:
    serve()
    first = answerer.ask("农村低保有多少户?")
    second = answerer.ask("还有吗", first.conversation)
    alone, third = answerer.ask("第一个").reply, answerer.ask("第一个", second.conversation).reply
    assert alone.text != third.text
    for number, text in enumerate(("农村低保有多少户?", "还有吗", "第一个")):
        api.say(1, text)
        reply = api.reply(1, number)
    assert reply["text"].split("\n\n")[0] == third.text
    api.say(2, "第一个")
    assert api.reply(2)["text"].split("\n\n")[0] == alone.text
    api.say(1, "@wenbao_test_bot 第一个", group=-100)
    assert api.reply(-100)["text"].split("\n\n")[0] == alone.text


def test_an_edited_question_edits_its_reply(api: BotApi, serve, answerer: Answerer) -> None:
    running = serve()
    message = api.say(1, "农村低保有多少户?")
    reply = api.reply(1)
    api.edit(1, message, "农村低保发了多少钱?")
    edited = api.wait(lambda: api.of("editMessageText", 1))[0].result
    assert edited["message_id"] == reply["message_id"]
    assert edited["text"].split("\n\n")[0] == answerer.ask("农村低保发了多少钱?").reply.text
    api.edit(1, message, "农村低保发了多少钱?")
    api.say(1, "光伏收益")
    api.reply(1, 1)
    assert len(api.sent(1)) == 2
    assert running.service.store.stats(0).questions == 2


def test_an_edit_of_a_question_whose_reply_was_deleted_is_answered_anew(api: BotApi, serve) -> None:
    serve()
    message = api.say(1, "农村低保有多少户?")
    reply = api.reply(1)
    del api.messages[1, reply["message_id"]]
    api.edit(1, message, "农村低保发了多少钱?")
    assert "2856.3万元" in api.reply(1, 1)["text"]


def test_in_a_group_the_bot_speaks_only_when_meant_and_replies_to_the_question(api: BotApi, serve) -> None:
    serve()
    api.say(1, "农村低保有多少户?", group=-100)
    api.say(1, "/why", group=-100)
    api.say(1, "/start@other_bot", group=-100)
    api.say(1, group=-100, new_chat_members=[{"id": 5, "is_bot": False, "first_name": "新"}])
    asked = api.say(1, "@Wenbao_Test_Bot 农村低保有多少户?", group=-100)
    reply = api.reply(-100)
    assert "4208户" in reply["text"]
    assert reply["reply_to"] == asked
    held = api.messages[-100, reply["message_id"]]
    again = api.say(2, "农村低保发了多少钱?", group=-100, reply_to_message=held)
    assert api.reply(-100, 1)["reply_to"] == again
    commanded = api.say(2, "/ask 光伏收益", group=-100)
    assert api.reply(-100, 2)["reply_to"] == commanded
    api.quiet()
    assert len(api.sent(-100)) == 3


def test_a_deleted_question_in_a_group_is_still_answered(api: BotApi, serve) -> None:
    serve()
    message = api._message(1, api.group(-100), text="@wenbao_test_bot 农村低保有多少户?")
    del api.messages[-100, message["message_id"]]
    api.push({"message": message})
    assert "4208户" in api.reply(-100)["text"]


def test_in_a_forum_the_reply_stays_in_its_thread(api: BotApi, serve) -> None:
    serve()
    api.group(-200, is_forum=True)
    api.say(1, "/ask 光伏收益", group=-200, message_thread_id=7, is_topic_message=True)
    assert api.reply(-200)["message_thread_id"] == 7


def test_a_thread_that_is_gone_costs_the_reply_nothing_but_its_place(api: BotApi, serve) -> None:
    serve()
    api.gone_threads.add(8)
    api.group(-200, is_forum=True)
    api.say(1, "/ask 光伏收益", group=-200, message_thread_id=8, is_topic_message=True)
    reply = api.reply(-200)
    assert reply.get("message_thread_id") is None
    assert "b" in [style["type"] for style in reply["styles"]]


def test_admins_who_write_in_the_groups_name_are_answered_and_bots_are_not(api: BotApi, serve) -> None:
    serve()
    chat = api.group(-100)
    anonymous = api._message(1, chat, text="/ask 光伏收益", sender_chat=chat)
    anonymous["from"] = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    channel = api._message(1, chat, text="/ask 光伏收益", sender_chat={"id": -300, "type": "channel", "title": "频道"})
    channel["from"] = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
    nobody = api._message(1, chat, text="/ask 光伏收益", sender_chat={"id": -300, "type": "channel", "title": "频道"})
    del nobody["from"]
    other = api._message(1, chat, text="/ask 光伏收益")
    other["from"] = {"id": 77, "is_bot": True, "first_name": "别的机器人"}
    mine = api._message(1, api.private(1), text="示范县……", via_bot=ME)
    for message in (other, mine, anonymous, channel, nobody):
        api.push({"message": message})
    api.reply(-100, 2)
    api.quiet()
    assert [message["reply_to"] for message in api.sent(-100)] == [message["message_id"] for message in (anonymous, channel, nobody)]
    assert not api.sent(1)


def test_a_photos_caption_is_a_question_and_other_things_get_a_kind_word(api: BotApi, serve) -> None:
    serve()
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 10, "height": 10}]
    file = {"file_id": "a", "file_unique_id": "b"}
    api.say(1, photo=photo, caption="农村低保有多少户?")
    assert "4208户" in api.reply(1)["text"]
    things = {
        "voice": {**file, "duration": 3}, "sticker": {**file, "width": 1, "height": 1, "is_animated": False, "is_video": False, "type": "regular"},
        "document": file, "location": {"latitude": 31.8, "longitude": 115.9}, "contact": {"phone_number": "13800138000", "first_name": "王"}, "photo": photo,
        "video": {**file, "width": 1, "height": 1, "duration": 2}, "checklist": {"title": "清单", "tasks": []},
        # Of another age of the Bot API than the library: a poll without what it asks for, and something that it never heard of.
        "poll": {"id": "1", "question": "吃了吗", "options": [], "total_voter_count": 0, "is_closed": False, "is_anonymous": True, "type": "regular"},
        "hologram": {"file_id": "a"},
    }  # fmt: skip
    for number, (name, content) in enumerate(things.items(), 1):
        api.say(1, **{name: content})
        assert "我只看得懂文字" in api.reply(1, number)["text"]
    for number in range(3):
        api.say(2, photo=photo, media_group_id="album", **({"caption": "光伏收益"} if number == 0 else {}))
    assert "331.5万元" in api.reply(2)["text"]
    for _ in range(3):
        api.say(3, photo=photo, media_group_id="other")
    api.reply(3)
    api.quiet()
    assert len(api.sent(3)) == 1


def test_inline_mode_offers_up_to_five_entries(api: BotApi, serve, answerer: Answerer) -> None:
    serve()
    shown = api.answered(api.inline(1, "农村低保有多少户?")).params["shown"]
    assert shown[0]["title"] == "农村低保有多少户?"
    assert shown[0]["shown"].split("\n\n")[0] == answerer.ask("农村低保有多少户?").reply.text
    assert 1 < len(shown) <= 5
    assert len(api.answered(api.inline(1, "")).params["shown"]) == 4
    api.answered(api.inline(1, "火星基地<b>"))
    api.answered(api.inline(1, "光伏电站找谁报修?"))


def test_whatever_is_written_gets_one_reply_equal_to_ask(api: BotApi, serve, answerer: Answerer) -> None:
    serve()
    asked = ["你好", "低保", "2019年低保有多少户", "北京的低保有多少户", "？？？", "x" * 4000, "低保" * 1500, "👍", "​​a", "a\u202eb", "第一个", "谢谢"]
    for user, text in enumerate(asked, 10):
        api.say(user, text)
    for user, text in enumerate(asked, 10):
        assert api.reply(user)["text"].split("\n\n")[0] == answerer.ask(text).reply.text.strip().split("\n\n")[0]
    assert not [call for call in api.calls if call.code == 400 and call.method != "setMyCommands"]
