"""A Bot API server on loopback, as strict as the real one, that a test drives as the people who write to the bot."""

import asyncio
import contextlib
import json
import re
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

import httpx
import tornado.web
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

TOKEN = "7700112233:AAH0-test_TokenForLoopbackOnly_0123456"
ME = {"id": 7700112233, "is_bot": True, "first_name": "问报", "username": "wenbao_test_bot", "supports_inline_queries": True}
_TAGS = {"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "a", "code", "pre", "blockquote", "tg-spoiler", "span"}


class ApiError(Exception):
    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


class _Html(HTMLParser):
    """Telegram's HTML: known tags only, every tag closed, no nested quotes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.text: list[str] = []
        self.open: list[tuple[str, int]] = []
        self.entities: list[dict[str, Any]] = []

    def _at(self) -> int:
        return sum(len(part.encode("utf-16-le")) // 2 for part in self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            raise ApiError(400, f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}"')
        if tag == "blockquote" and any(name == "blockquote" for name, _ in self.open):
            raise ApiError(400, "Bad Request: can't parse entities: nested blockquote")
        if any(name != "expandable" for name, _ in attrs) and tag not in ("a", "span"):
            raise ApiError(400, "Bad Request: can't parse entities: unexpected attribute")
        self.entities.append({"type": tag, "attrs": [name for name, _ in attrs], "offset": self._at(), "length": -1})
        self.open.append((tag, len(self.entities) - 1))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            raise ApiError(400, "Bad Request: can't parse entities: Unexpected end tag")
        entity = self.entities[self.open.pop()[1]]
        entity["length"] = self._at() - entity["offset"]

    def handle_data(self, data: str) -> None:
        if "<" in data:
            raise ApiError(400, "Bad Request: can't parse entities: Unsupported start tag")
        self.text.append(data)

    def handle_entityref(self, name: str) -> None:
        self.text.append({"lt": "<", "gt": ">", "amp": "&", "quot": '"'}.get(name, f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.text.append(chr(int(name[1:], 16) if name[0] in "xX" else int(name)))


def parsed(text: str, mode: str | None) -> tuple[str, list[dict[str, Any]]]:
    """Text and entities as Telegram makes them of what a bot sends."""
    if len(text.encode()) > 32768:
        raise ApiError(400, "Bad Request: text is too long")
    entities: list[dict[str, Any]] = []
    if mode:
        if mode != "HTML":
            raise ApiError(400, "Bad Request: unsupported parse_mode")
        if re.search(r"<(?![a-z/])", text):
            raise ApiError(400, "Bad Request: can't parse entities: Unsupported start tag")
        html = _Html()
        html.feed(text)
        html.close()
        if html.open:
            raise ApiError(400, "Bad Request: can't parse entities: Can't find end tag")
        text, entities = "".join(html.text), html.entities
    text = "".join(char if char == "\n" or ord(char) >= 32 else " " for char in text).strip()
    if not re.sub(r"[\u200b-\u200f\u2060\ufeff\s]", "", text):
        raise ApiError(400, "Bad Request: message text is empty")
    return text, entities


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@dataclass
class Call:
    method: str
    params: dict[str, Any]
    at: float
    code: int = 0
    result: Any = None
    files: dict[str, bytes] = field(default_factory=dict)


@dataclass
class Fault:
    """What goes wrong with one call. `kind`: 429, 500, 502, 401, before (dropped unheard), after (done and dropped), slow, broken, empty, nested."""

    kind: str
    seconds: float = 1.0


class BotApi:
    """The server. Every public method may be called from the test's thread."""

    def __init__(self) -> None:
        self.calls: list[Call] = []
        self.chats: dict[int, dict[str, Any]] = {}
        self.messages: dict[tuple[int, int], dict[str, Any]] = {}
        self.blocked: set[int] = set()
        self.gone_threads: set[int] = set()
        self.queries: set[str] = set()
        self.updates: list[dict[str, Any]] = []
        self.webhook: dict[str, Any] = {"url": ""}
        self.fault: Callable[[str, dict[str, Any]], Fault | None] = lambda method, params: None
        self.token = TOKEN
        #: Seconds between two messages of one chat, and messages a minute in a group, below which the server answers 429.
        self.strict_rates = False
        self.too_fast: list[tuple[int, float]] = []
        self.files: dict[str, bytes] = {}
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.polls: Counter[str] = Counter()
        self._texts = {"description": "", "short_description": ""}
        self._sent: dict[int, list[float]] = defaultdict(list)
        self._ids, self._update = 100, 50_000
        #: The last update that the bot confirmed.
        self.confirmed = 0
        self._changed = threading.Condition()
        self._poller: asyncio.Future[None] | None = None
        self._wake: asyncio.Event | None = None
        self._started = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._main()), daemon=True)
        self._thread.start()
        assert self._started.wait(10)

    # -- life ---------------------------------------------------------------------------------------------------------

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._wake = asyncio.Event()
        self._stop = asyncio.Event()
        app = tornado.web.Application([(r"/bot([^/]+)/(\w+)", _Method, {"api": self})], log_function=lambda _: None)
        server = HTTPServer(app)
        sockets = bind_sockets(0, "127.0.0.1")
        server.add_sockets(sockets)
        self.url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
        self._orders: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._started.set()
        await self._stop.wait()
        server.stop()
        await server.close_all_connections()

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(5)

    # -- people -------------------------------------------------------------------------------------------------------

    def private(self, user: int) -> dict[str, Any]:
        return self.chats.setdefault(user, {"id": user, "type": "private", "first_name": f"人{user}"})

    def group(self, id: int, **more: Any) -> dict[str, Any]:
        return self.chats.setdefault(id, {"id": id, "type": "supergroup", "title": "群", **more})

    def _message(self, user: int, chat: dict[str, Any], **content: Any) -> dict[str, Any]:
        self._ids += 1
        person = {"id": user, "is_bot": False, "first_name": f"人{user}", "language_code": "zh-hans"}
        message = {"message_id": self._ids, "date": int(time.time()), "chat": chat, "from": person, **content}
        text = content.get("text") or content.get("caption") or ""
        entities = []
        for match in re.finditer(r"(?:^/\w+(?:@\w+)?)|@\w+", text):
            kind = "bot_command" if match[0].startswith("/") else "mention"
            entities.append({"type": kind, "offset": utf16(text[: match.start()]), "length": utf16(match[0])})
        if entities:
            message["entities" if "text" in content else "caption_entities"] = entities
        with self._changed:
            self.messages[chat["id"], self._ids] = message
        return message

    def say(self, user: int, text: str | None = None, group: int | None = None, **content: Any) -> int:
        """A person writes; gives the message's id."""
        chat = self.group(group) if group else self.private(user)
        if text is not None:
            content["text"] = text
        message = self._message(user, chat, **content)
        self.push({"message": message})
        return int(message["message_id"])

    def edit(self, user: int, message: int, text: str, group: int | None = None) -> None:
        old = self.messages[group or user, message]
        new = {**old, "text": text, "edit_date": int(time.time())}
        new.pop("entities", None)
        self.messages[group or user, message] = new
        self.push({"edited_message": new})

    def press(self, user: int, chat: int, message: int, data: str) -> str:
        """A person presses a button; gives the id of the press."""
        self._ids += 1
        query = f"press{self._ids}"
        self.queries.add(query)
        held = self.messages[chat, message]
        known = [button["callback_data"] for row in held["reply_markup"]["inline_keyboard"] for button in row] if "reply_markup" in held else []
        assert data in known or data.startswith("!"), (data, known)
        person = {"id": user, "is_bot": False, "first_name": f"人{user}"}
        self.push({"callback_query": {"id": query, "from": person, "message": held, "chat_instance": "1", "data": data.lstrip("!")}})
        return query

    def inline(self, user: int, text: str) -> str:
        self._ids += 1
        query = f"inline{self._ids}"
        self.queries.add(query)
        self.push({"inline_query": {"id": query, "from": {"id": user, "is_bot": False, "first_name": "人"}, "query": text, "offset": ""}})
        return query

    def push(self, update: dict[str, Any]) -> int:
        """Any update."""
        with self._changed:
            self._update += 1
            update = {"update_id": self._update, **update}
        if self.webhook["url"]:
            asyncio.run_coroutine_threadsafe(self._deliver(update), self._loop)
        else:
            self.requeue(update)
        return int(update["update_id"])

    def requeue(self, update: dict[str, Any]) -> None:
        """An update as it is, also one that was there before."""

        def put() -> None:
            self.updates.append(update)
            assert self._wake
            self._wake.set()

        self._loop.call_soon_threadsafe(put)

    async def _deliver(self, update: dict[str, Any]) -> None:
        """Bring an update to the webhook, again and again until it is taken."""
        address = urlsplit(self.webhook["url"])
        content = update.get("message") or update.get("edited_message") or update.get("callback_query") or {}
        chat = content.get("chat") or content.get("message", {}).get("chat") or {}
        async with self._orders[chat.get("id", 0)], httpx.AsyncClient(verify=False) as client:
            for _ in range(60):
                with contextlib.suppress(httpx.HTTPError):
                    headers = {"X-Telegram-Bot-Api-Secret-Token": self.webhook["secret_token"], "Content-Type": "application/json"}
                    answer = await client.post(f"http://{address.netloc}{address.path}", content=json.dumps(update), headers=headers)
                    if answer.status_code < 300:
                        return
                await asyncio.sleep(0.1)

    # -- looking ------------------------------------------------------------------------------------------------------

    def wait(self, met: Callable[[], Any], seconds: float = 15.0) -> Any:
        """Wait until something is so; gives it."""
        until = time.monotonic() + seconds
        with self._changed:
            while not (found := met()):
                left = until - time.monotonic()
                assert left > 0, f"nothing came; the last calls: {[(call.method, call.code, str(call.params)[:160]) for call in self.calls[-6:]]}"
                self._changed.wait(min(left, 0.5))
            return found

    def of(self, method: str, chat: int | None = None, code: int | None = 200) -> list[Call]:
        return [
            call for call in list(self.calls) if call.method == method and (code is None or call.code == code) and (chat is None or str(call.params.get("chat_id")) == str(chat))
        ]

    def sent(self, chat: int) -> list[dict[str, Any]]:
        """The messages that the bot sent to a chat and that arrived."""
        return [call.result for call in self.of("sendMessage", chat) + self.of("sendPhoto", chat) if call.result]

    def reply(self, chat: int, after: int = 0, seconds: float = 15.0) -> dict[str, Any]:
        """The message that follows so many others in a chat."""
        return self.wait(lambda: self.sent(chat)[after] if len(self.sent(chat)) > after else None, seconds)  # type: ignore[no-any-return]

    def answered(self, query: str, seconds: float = 15.0) -> Call:
        """The answer to a press or an inline query."""

        def found() -> Call | None:
            for call in self.of("answerCallbackQuery") + self.of("answerInlineQuery"):
                if query in (call.params.get("callback_query_id"), call.params.get("inline_query_id")):
                    return call
            return None

        return self.wait(found, seconds)  # type: ignore[no-any-return]

    def quiet(self, seconds: float = 0.4) -> None:
        """Nothing more is sent for a while."""
        before = len(self.of("sendMessage", code=None))
        time.sleep(seconds)
        assert len(self.of("sendMessage", code=None)) == before

    # -- methods ------------------------------------------------------------------------------------------------------

    async def run(self, token: str, call: Call) -> Any:
        if token != self.token:
            raise ApiError(401, "Unauthorized")
        method = getattr(self, f"_do_{call.method}", None)
        if method is None:
            raise ApiError(404, "Not Found: method not found")
        result = method(call)
        return await result if asyncio.iscoroutine(result) else result

    def _do_getMe(self, call: Call) -> Any:
        return ME

    async def _do_getUpdates(self, call: Call) -> Any:
        if self.webhook["url"]:
            raise ApiError(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
        if self._poller and not self._poller.done():
            self._poller.set_exception(ApiError(409, "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"))
        mine = self._poller = asyncio.get_running_loop().create_future()
        offset, timeout = int(call.params.get("offset", 0)), min(float(call.params.get("timeout", 0)), 50)
        self.polls["all"] += 1
        self.confirmed = max(self.confirmed, offset - 1)
        self.updates = [update for update in self.updates if update["update_id"] >= offset]
        until = time.monotonic() + timeout
        assert self._wake
        while not self.updates and (left := until - time.monotonic()) > 0:
            self._wake.clear()
            waiting = asyncio.ensure_future(self._wake.wait())
            await asyncio.wait([waiting, mine], timeout=left, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if mine.done():
                mine.result()
        if not mine.done():
            mine.set_result(None)
        return self.updates[: int(call.params.get("limit", 100))]

    def _do_setWebhook(self, call: Call) -> Any:
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", call.params.get("secret_token", "x")):
            raise ApiError(400, "Bad Request: secret token contains unallowed characters")
        if not call.params["url"].startswith(("https://", "http://127.0.0.1")):
            raise ApiError(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
        self.webhook = {"url": call.params["url"], "secret_token": call.params.get("secret_token", "")}
        return True

    def _do_deleteWebhook(self, call: Call) -> Any:
        assert call.params.get("drop_pending_updates") not in ("true", "True", True), "what residents asked during a restart is not thrown away"
        self.webhook = {"url": ""}
        return True

    def _chat(self, call: Call) -> dict[str, Any]:
        chat = self.chats.get(int(call.params["chat_id"]))
        if chat is None:
            raise ApiError(400, "Bad Request: chat not found")
        if "migrated" in chat:
            raise ApiError(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat["migrated"])
        if chat["id"] in self.blocked:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        return chat

    def _keyboard(self, call: Call) -> dict[str, Any] | None:
        if "reply_markup" not in call.params:
            return None
        markup = json.loads(call.params["reply_markup"])
        rows = markup["inline_keyboard"]
        if sum(map(len, rows)) > 100:
            raise ApiError(400, "Bad Request: reply markup is too long")
        for button in (button for row in rows for button in row):
            if not button.get("text"):
                raise ApiError(400, "Bad Request: inline keyboard button text is empty")
            if not 1 <= len(button.get("callback_data", "").encode()) <= 64:
                raise ApiError(400, "Bad Request: BUTTON_DATA_INVALID")
        return markup  # type: ignore[no-any-return]

    def _rates(self, chat: int) -> None:
        now, sent = time.monotonic(), self._sent[chat]
        everyone = sum(1 for times in self._sent.values() for at in times if at > now - 1)
        fast = (sent and now - sent[-1] < 1.0) or (chat < 0 and sum(at > now - 60 for at in sent) >= 20) or everyone >= 30
        if fast:
            self.too_fast.append((chat, now))
            if self.strict_rates:
                raise ApiError(429, "Too Many Requests: retry after 1", retry_after=1)
        sent.append(now)

    def _do_sendMessage(self, call: Call) -> Any:
        chat = self._chat(call)
        text, entities = parsed(call.params.get("text", ""), call.params.get("parse_mode"))
        if utf16(text) > 4096:
            raise ApiError(400, "Bad Request: message is too long")
        markup = self._keyboard(call)
        reply = json.loads(call.params.get("reply_parameters", "{}"))
        if reply and (chat["id"], reply["message_id"]) not in self.messages and not reply.get("allow_sending_without_reply"):
            raise ApiError(400, "Bad Request: message to be replied not found")
        self._rates(chat["id"])
        self._ids += 1
        message: dict[str, Any] = {"message_id": self._ids, "date": int(time.time()), "chat": chat, "from": ME, "text": text}
        if markup:
            message["reply_markup"] = markup
        if "message_thread_id" in call.params:
            if not chat.get("is_forum") or int(call.params["message_thread_id"]) in self.gone_threads:
                raise ApiError(400, "Bad Request: message thread not found")
            message["message_thread_id"] = int(call.params["message_thread_id"])
        self.messages[chat["id"], self._ids] = message
        return {**message, "reply_to": reply.get("message_id"), "styles": entities}

    def _do_editMessageText(self, call: Call) -> Any:
        chat = self._chat(call)
        message = self.messages.get((chat["id"], int(call.params["message_id"])))
        if message is None:
            raise ApiError(400, "Bad Request: message to edit not found")
        if message["from"]["id"] != ME["id"]:
            raise ApiError(400, "Bad Request: message can't be edited")
        text, entities = parsed(call.params.get("text", ""), call.params.get("parse_mode"))
        if utf16(text) > 4096:
            raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
        markup = self._keyboard(call)
        if message["text"] == text and message.get("reply_markup") == markup:
            raise ApiError(400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same")
        message["text"] = text
        message.pop("reply_markup", None)
        if markup:
            message["reply_markup"] = markup
        return {**message, "styles": entities}

    def _do_sendPhoto(self, call: Call) -> Any:
        chat = self._chat(call)
        if utf16(call.params.get("caption", "")) > 1024:
            raise ApiError(400, "Bad Request: message caption is too long")
        if call.files:
            file = next(iter(call.files.values()))
            assert file.startswith(b"\x89PNG")
            assert len(file) < 10 * 2**20
            id = f"photo{len(self.files)}"
            self.files[id] = file
        else:
            id = call.params["photo"]
            if id not in self.files:
                raise ApiError(400, "Bad Request: wrong file identifier/HTTP URL specified")
        markup = self._keyboard(call)
        self._ids += 1
        photo = [{"file_id": id, "file_unique_id": id, "width": 1080, "height": 1500}]
        message = {"message_id": self._ids, "date": int(time.time()), "chat": chat, "from": ME, "photo": photo, "caption": call.params.get("caption", "")}
        if markup:
            message["reply_markup"] = markup
        self.messages[chat["id"], self._ids] = message
        return message

    def _do_sendChatAction(self, call: Call) -> Any:
        self._chat(call)
        return True

    def _do_answerCallbackQuery(self, call: Call) -> Any:
        if len(call.params.get("text", "")) > 200:
            raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
        if call.params["callback_query_id"] not in self.queries:
            raise ApiError(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
        self.queries.discard(call.params["callback_query_id"])
        return True

    def _do_answerInlineQuery(self, call: Call) -> Any:
        results = json.loads(call.params["results"])
        ids = [result["id"] for result in results]
        if len(results) > 50 or len(set(ids)) != len(ids) or any(not 1 <= len(id.encode()) <= 64 for id in ids):
            raise ApiError(400, "Bad Request: RESULT_ID_INVALID")
        for result in results:
            content = result["input_message_content"]
            text, _ = parsed(content["message_text"], content.get("parse_mode"))
            if utf16(text) > 4096 or not result["title"]:
                raise ApiError(400, "Bad Request: MESSAGE_TOO_LONG")
            result["shown"] = text
        call.params["shown"] = results
        self.queries.discard(call.params["inline_query_id"])
        return True

    def _do_setMyCommands(self, call: Call) -> Any:
        commands = json.loads(call.params["commands"])
        scope = json.loads(call.params.get("scope", '{"type": "default"}'))
        language = call.params.get("language_code", "")
        if scope["type"] == "chat" and int(scope["chat_id"]) not in self.chats:
            raise ApiError(400, "Bad Request: chat not found")
        if language and not re.fullmatch("[a-z]{2}", language):
            raise ApiError(400, "Bad Request: invalid language code specified")
        for command in commands:
            if not re.fullmatch("[a-z0-9_]{1,32}", command["command"]) or not 1 <= len(command["description"]) <= 256:
                raise ApiError(400, "Bad Request: BOT_COMMAND_INVALID")
        self.commands[f"{scope['type']}{scope.get('chat_id', '')}{language}"] = commands
        return True

    def _do_setChatMenuButton(self, call: Call) -> Any:
        return True

    def _do_getMyDescription(self, call: Call) -> Any:
        return {"description": self._texts["description"]}

    def _do_getMyShortDescription(self, call: Call) -> Any:
        return {"short_description": self._texts["short_description"]}

    def _do_setMyDescription(self, call: Call) -> Any:
        if len(call.params["description"]) > 512:
            raise ApiError(400, "Bad Request: description is too long")
        self._texts["description"] = call.params["description"]
        return True

    def _do_setMyShortDescription(self, call: Call) -> Any:
        if len(call.params["short_description"]) > 120:
            raise ApiError(400, "Bad Request: short description is too long")
        self._texts["short_description"] = call.params["short_description"]
        return True


class _Method(tornado.web.RequestHandler):
    def initialize(self, api: BotApi) -> None:
        self.api = api

    async def post(self, token: str, method: str) -> None:
        params = {name: self.get_body_argument(name, strip=False) for name in self.request.body_arguments}
        files = {name: parts[0]["body"] for name, parts in self.request.files.items()}
        call = Call(method, params, time.monotonic(), files=files)
        fault = self.api.fault(method, params)
        try:
            if fault and fault.kind in ("before", "429", "500", "502", "401"):
                await self._fail(call, fault)
                return
            if fault and fault.kind == "slow":
                await asyncio.sleep(fault.seconds)
            call.result = await self.api.run(token, call)
            call.code = 200
            if fault and fault.kind == "after":
                self._drop()
            elif fault and fault.kind == "broken":
                self.finish('{"ok": true, "resu')
            elif fault and fault.kind == "empty":
                self.finish('{"ok": true}')
            elif fault and fault.kind == "nested":
                self.finish("[" * 100_000)
            else:
                self.finish({"ok": True, "result": call.result})
        except ApiError as error:
            call.code = error.code
            self.set_status(error.code)
            body: dict[str, Any] = {"ok": False, "error_code": error.code, "description": error.description}
            if error.parameters:
                body["parameters"] = error.parameters
            with contextlib.suppress(tornado.web.HTTPError, RuntimeError):
                self.finish(body)
        except Exception as error:  # noqa: BLE001 - a mistake of this server is looked at by the test
            call.code = -1
            call.result = repr(error)
            self.set_status(500)
            self.finish(repr(error))
        finally:
            with self.api._changed:
                self.api.calls.append(call)
                self.api._changed.notify_all()

    async def _fail(self, call: Call, fault: Fault) -> None:
        if fault.kind == "before":
            call.code = 0
            self._drop()
            return
        call.code = int(fault.kind)
        self.set_status(call.code)
        if fault.kind == "502":
            self.finish("<html><body>502 Bad Gateway</body></html>")
        elif fault.kind == "429":
            self.finish({"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": int(fault.seconds)}})
        else:
            said = "Unauthorized" if fault.kind == "401" else "Internal Server Error"
            self.finish({"ok": False, "error_code": call.code, "description": said})

    def _drop(self) -> None:
        stream = self.request.connection.detach() if hasattr(self.request.connection, "detach") else None
        if stream:
            stream.close()
        self._finished = True
