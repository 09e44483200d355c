"""Addressing: whether a message is meant for the bot, and what of it is the question."""

from telegram import Message, MessageEntity, User


def concerns(message: Message, me: User) -> bool:
    """True for what the bot is to react to: everything of a person in private; in groups what mentions it, replies to it or commands it."""
    if message.via_bot and message.via_bot.id == me.id:
        return False
    # Who writes in the name of a group or channel has its sender_chat, and a bot of Telegram's own, or nobody, as its sender.
    if message.sender_chat is None and (message.from_user is None or message.from_user.is_bot):
        return False
    if message.chat.type == "private":
        return not _service(message)
    if message.chat.type not in ("group", "supergroup") or _service(message):
        return False
    replied = message.reply_to_message
    if replied and replied.from_user and replied.from_user.id == me.id:
        return True
    name, command_to = command(message, me)
    if name:
        return command_to is not False
    return any(_names(entity, text, me) for entity, text in _entities(message).items())


def command(message: Message, me: User) -> tuple[str, bool | None]:
    """The command that a message starts with and whether it names this bot (None: it names none); ("", None) for no command."""
    text = message.text or ""
    first = next((entity for entity in message.entities if entity.type == MessageEntity.BOT_COMMAND and entity.offset == 0), None)
    if not first or not text:
        return "", None
    name, _, bot = message.parse_entity(first)[1:].partition("@")
    return name.lower(), None if not bot else bot.lower() == (me.username or "").lower()


def asked(message: Message, me: User) -> str:
    """The text or caption of a message without the bot's @name."""
    text = message.text or message.caption or ""
    data = text.encode("utf-16-le", "surrogatepass")
    for entity in sorted(_entities(message), key=lambda one: -one.offset):
        if _names(entity, _entities(message)[entity], me):
            data = data[: entity.offset * 2] + data[(entity.offset + entity.length) * 2 :]
    return data.decode("utf-16-le", "replace").strip()


def person(message: Message) -> int:
    """Who asks: a person, or the group or channel in whose name a message is written."""
    if message.sender_chat:
        return message.sender_chat.id
    return message.from_user.id if message.from_user else message.chat.id


def _entities(message: Message) -> dict[MessageEntity, str]:
    return dict(message.parse_entities()) if message.text else dict(message.parse_caption_entities()) if message.caption else {}


def _names(entity: MessageEntity, text: str, me: User) -> bool:
    if entity.type == MessageEntity.MENTION:
        return text.lower() == f"@{me.username or ''}".lower()
    return entity.type == MessageEntity.TEXT_MENTION and entity.user is not None and entity.user.id == me.id


def _service(message: Message) -> bool:
    """True for what nobody wrote: someone joined, a title changed, a message was pinned. What the library does not know is taken for someone's words."""
    content = (
        message.text, message.caption, message.photo, message.voice, message.audio, message.sticker, message.document, message.location, message.venue,
        message.contact, message.video, message.video_note, message.animation, message.poll, message.dice, message.game, message.story, message.paid_media,
        message.checklist, message.api_kwargs,
    )  # fmt: skip
    return not any(content)
