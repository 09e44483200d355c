"""The bot's own web servers: the webhook that Telegram calls, and the health page."""

import hmac
import json
import logging

import tornado.web
from sqlalchemy.exc import SQLAlchemyError
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from bot.chat.intake import Intake
from bot.chat.metrics import Metrics
from bot.chat.watch import Watch
from bot.errors import WenbaoError

log = logging.getLogger(__name__)
_LARGEST = 2 * 1024 * 1024


class ListenError(WenbaoError):
    """An address that cannot be listened on."""


class _Page(tornado.web.RequestHandler):
    def write_error(self, status_code: int, **_: object) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code}\n")

    def set_default_headers(self) -> None:
        self.clear_header("Server")


class _Hook(_Page):
    def initialize(self, intake: Intake, secret: str, watch: Watch) -> None:
        self.intake, self.secret, self.watch = intake, secret, watch

    async def post(self) -> None:
        """An update: 200 once it is kept; anything else makes Telegram bring it again."""
        given = self.request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode("utf-8", "replace"), self.secret.encode()):
            log.warning("webhook 收到一个暗号不对的请求,没有理会")
            raise tornado.web.HTTPError(403)
        try:
            update = json.loads(self.request.body)
        except (ValueError, RecursionError):
            raise tornado.web.HTTPError(400) from None
        if not isinstance(update, dict):
            raise tornado.web.HTTPError(400)
        try:
            await self.intake.take([update])
        except SQLAlchemyError as error:
            log.error("存储出错(%s),请 Telegram 稍后再送", type(error).__name__)
            raise tornado.web.HTTPError(503) from None
        self.watch.hear()
        self.finish()


class _Health(_Page):
    def initialize(self, watch: Watch) -> None:
        self.watch = watch

    def get(self) -> None:
        """200 while the bot hears Telegram."""
        self._tell(self.watch.alive)

    def _tell(self, well: bool) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.set_status(200 if well else 503)
        self.finish("ok\n" if well else "not ok\n")


class _Ready(_Health):
    def get(self) -> None:
        """200 once the knowledge is loaded and Telegram has answered."""
        self._tell(self.watch.ready and self.watch.alive)


class _Metrics(_Page):
    def initialize(self, metrics: Metrics) -> None:
        self.metrics = metrics

    def get(self) -> None:
        """All counters."""
        self.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.finish(self.metrics.text())


_Route = tuple[str, type[_Page], dict[str, object]]


class Servers:
    """The web servers that are running."""

    def __init__(self) -> None:
        self._running: list[HTTPServer] = []
        self.ports: list[int] = []

    def webhook(self, address: tuple[str, int], intake: Intake, secret: str, watch: Watch) -> None:
        """Listen for Telegram, on every path: the secret tells it from others. Raises `ListenError`."""
        self._listen("WEBHOOK_LISTEN", address, [(r"/.*", _Hook, {"intake": intake, "secret": secret, "watch": watch})])

    def health(self, address: tuple[str, int], watch: Watch, metrics: Metrics) -> None:
        """Serve /healthz, /readyz and /metrics. Raises `ListenError`."""
        pages: list[_Route] = [(r"/healthz", _Health, {"watch": watch}), (r"/readyz", _Ready, {"watch": watch}), (r"/metrics", _Metrics, {"metrics": metrics})]
        self._listen("HEALTH_LISTEN", address, pages)

    async def stop(self) -> None:
        """Close them all."""
        for server in self._running:
            server.stop()
        for server in self._running:
            await server.close_all_connections()

    def _listen(self, name: str, address: tuple[str, int], pages: list[_Route]) -> None:
        app = tornado.web.Application(pages, log_function=lambda _: None)
        server = HTTPServer(app, max_buffer_size=_LARGEST, max_body_size=_LARGEST, idle_connection_timeout=120)
        host, port = address
        try:
            sockets = bind_sockets(port, host)
        except OSError as error:
            raise ListenError(f"{name} 的 {host}:{port} 用不了({error.strerror}),换一个端口,或停掉占着它的程序") from error
        server.add_sockets(sockets)
        self._running.append(server)
        self.ports.append(sockets[0].getsockname()[1])
