"""Commands: their names and descriptions, and how Telegram is told of them at the start."""

import logging

from telegram import BotCommand, BotCommandScopeChat, BotCommandScopeDefault, MenuButtonCommands
from telegram.error import BadRequest

from bot.chat.office import Office

log = logging.getLogger(__name__)

#: What everyone may use, with its description in Chinese and as others see it.
PUBLIC = {
    "start": ("开始", "开始 · Start"),
    "topics": ("按目录找:一步步点到问题,每个主题有一张图", "按目录找 · Browse by topic"),
    "ask": ("问一句,例如 /ask 农村低保有多少户(群里用)", "问一句 · Ask a question"),
    "help": ("怎么问,举例", "怎么问 · How to ask"),
    "about": ("我是谁,回答从哪里来", "我是谁 · About"),
    "forget": ("删掉我问过的所有记录", "删掉我的记录 · Forget me"),
}
#: What only staff may use; for everyone else these do not exist.
STAFF = {
    "why": "上一次为什么这样答",
    "stats": "问了多少、答了多少",
    "misses": "没答上的和被点👎的问题",
    "reload": "重新读知识库",
}


async def announce(office: Office) -> None:
    """Set commands, menu and descriptions. Nothing here stops the bot from serving."""
    bot, call = office.bot, office.courier.call
    chinese = [BotCommand(name, told) for name, (told, _) in PUBLIC.items()]
    default = [BotCommand(name, told) for name, (_, told) in PUBLIC.items()]
    await call("setMyCommands", lambda: bot.set_my_commands(default, BotCommandScopeDefault()))
    await call("setMyCommands", lambda: bot.set_my_commands(chinese, BotCommandScopeDefault(), language_code="zh"))
    for id in sorted(office.staff):
        own = [*chinese, *(BotCommand(name, told) for name, told in STAFF.items())]
        scope = BotCommandScopeChat(id)
        for language in (None, "zh"):
            await call("setMyCommands", lambda own=own, scope=scope, language=language: _quietly(office, own, scope, language))  # type: ignore[misc]
    await call("setChatMenuButton", lambda: bot.set_chat_menu_button(menu_button=MenuButtonCommands()))
    # Telegram limits how often these may be set; they are set only when they change.
    told = await call("getMyDescription", bot.get_my_description)
    wanted = office.tell("telegram_description")[:512]
    if told and told.description != wanted:
        await call("setMyDescription", lambda: bot.set_my_description(wanted))
    short = await call("getMyShortDescription", bot.get_my_short_description)
    brief = office.tell("telegram_short_description")[:120]
    if short and short.short_description != brief:
        await call("setMyShortDescription", lambda: bot.set_my_short_description(brief))


async def _quietly(office: Office, own: list[BotCommand], scope: BotCommandScopeChat, language: str | None) -> bool:
    """Staff who never wrote to the bot have no chat with it yet; they get their menu at the next start."""
    try:
        return await office.bot.set_my_commands(own, scope, language_code=language)
    except BadRequest as error:
        if "chat not found" in str(error).lower():
            return False
        raise
