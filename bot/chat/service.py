"""The service: everything wired together, from the start to an orderly stop."""

import asyncio
import contextlib
import logging
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from telegram import Bot, User
from telegram.error import InvalidToken, RetryAfter, TelegramError

from bot.answering.answerer import Answerer, Turn
from bot.chat.commands import announce
from bot.chat.courier import Courier, seconds_of, shown
from bot.chat.desk import ALLOWED, Desk
from bot.chat.intake import Intake
from bot.chat.limits import Limits, Pace, Patience
from bot.chat.metrics import Metrics
from bot.chat.office import Office, Served
from bot.chat.polling import Poller, Rhythm, check_token
from bot.chat.renewing import Pulse, Renewing, told
from bot.chat.watch import TokenRejected, Watch, notify
from bot.chat.web import Servers
from bot.chat.wire import Ear, Wire, tls
from bot.errors import WenbaoError
from bot.questions.store import Store
from bot.settings import Settings

log = logging.getLogger(__name__)
_SWEEP_EVERY = 3600.0


@dataclass(frozen=True)
class Tempo:
    """Every limit and time of the service."""

    limits: Limits = field(default_factory=Limits)
    rhythm: Rhythm = field(default_factory=Rhythm)
    deaf_after: float = 300.0
    #: How long a stop waits for what is being answered.
    grace: float = 20.0
    retry: tuple[float, ...] = (0.3, 0.8, 2.0, 5.0, 10.0, 30.0)
    read_timeout: float = 30.0
    pulse: Pulse = field(default_factory=Pulse)


class Service:
    """The bot in Telegram.

    `open` opens the knowledge, again where it is renewed; `look` gives something else when it changed on disk, None: it is not watched.
    """

    def __init__(
        self,
        settings: Settings,
        store: Store,
        open: Callable[[], Answerer],
        explain: Callable[[Turn], str],
        tempo: Tempo | None = None,
        look: Callable[[], str] | None = None,
    ) -> None:
        self.settings = settings
        self.store = store
        self.open = open
        self.explain = explain
        self.tempo = tempo or Tempo()
        self.look = look
        self._seen = ""
        self.metrics = Metrics()
        self.servers = Servers()
        self.stopping = asyncio.Event()
        self.watch = Watch(self.tempo.deaf_after, polling=not settings.webhook_url)
        self.office: Office | None = None

    async def run(self) -> None:
        """Serve until asked to stop. Raises `WenbaoError` for what people can mend, `Deaf` for what a restart may."""
        self.watch.ended = asyncio.get_running_loop().create_future()
        self.metrics.set("wenbao_start_timestamp_seconds", round(time.time(), 3))
        if self.settings.health_listen:
            self.servers.health(self.settings.health_listen, self.watch, self.metrics)
        self._signals()
        answerer = asyncio.create_task(asyncio.to_thread(self._opened))
        wire = Wire(connection_pool_size=128, pool_timeout=60, connect_timeout=10, read_timeout=self.tempo.read_timeout, write_timeout=30, httpx_kwargs={"verify": tls()})
        ear = Ear(connection_pool_size=4, pool_timeout=10, connect_timeout=10, read_timeout=self.tempo.read_timeout, httpx_kwargs={"verify": tls()})
        api = self.settings.telegram_api_url
        bot = Bot(self.settings.telegram_bot_token.get_secret_value(), f"{api}/bot", f"{api}/file/bot", request=wire, get_updates_request=ear)
        await wire.initialize()
        await ear.initialize()
        try:
            served = await answerer
            log.info("知识库已读好,%d 条", len(served.knowledge.entries))
            me = await self._until_known(bot)
            if me is not None:
                await self._serve(bot, me, served, ear)
        finally:
            answerer.cancel()
            await self.servers.stop()
            await wire.shutdown()
            await ear.shutdown()
            if self.office:
                log.info("已停止")

    def _opened(self) -> Served:
        """The knowledge as it lies on disk, and how that looked before it was read."""
        self._seen = self.look() if self.look else ""
        return Served(self.open())

    async def _until_known(self, bot: Bot) -> User | None:
        """Who we are; waits while Telegram cannot be reached. None when asked to stop first."""
        rejected = failed = 0
        while not self.stopping.is_set():
            try:
                await bot.initialize()
                return bot.bot
            except InvalidToken:
                rejected += 1
                if rejected == 3:
                    raise TokenRejected("Telegram 不认 TELEGRAM_BOT_TOKEN 这个令牌,请到 @BotFather 核对或重新拿一个") from None
                pause = 1.0
            except (TelegramError, TypeError, KeyError, ValueError) as error:
                pause = seconds_of(error) if isinstance(error, RetryAfter) else self.tempo.retry[min(failed, len(self.tempo.retry) - 1)]
                failed += 1
                log.warning("连不上 Telegram(%s),%.0f 秒后再试", shown(error), pause)
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self.stopping.wait(), pause)
        return None

    async def _serve(self, bot: Bot, me: User, served: Served, ear: Ear) -> None:
        limits = self.tempo.limits
        courier = Courier(Pace(limits), self.metrics, lambda: check_token(office, self.watch), pauses=self.tempo.retry)
        folder = self.settings.wenbao_data / "pictures"
        staff = self.settings.staff_ids
        office = Office(bot, courier, self.store, self.metrics, Patience(limits), served, self.open, self.explain, staff, folder, me)
        self.office = office
        self.metrics.set("wenbao_entries", len(served.knowledge.entries))
        intake = Intake(office, Desk(office))
        tasks = [asyncio.create_task(self._sweep()), asyncio.create_task(self.watch.run()), asyncio.create_task(self._announce(office), name="announce")]
        if self.look:
            tasks.append(asyncio.create_task(Renewing(office, self.look, self._seen, self.tempo.pulse).run()))
        try:
            await intake.resume()
            self.watch.hear()
            if self.settings.webhook_url:
                await self._hook(office, intake)
            else:
                await courier.call("deleteWebhook", lambda: bot.delete_webhook(drop_pending_updates=False), give_up=30)
                tasks.append(asyncio.create_task(Poller(office, ear, intake, self.watch, self.tempo.rhythm).run()))
            log.info("@%s 开始服务,方式:%s", me.username, "webhook" if self.settings.webhook_url else "长轮询")
            notify("READY=1")
            await self._until_stopped(tasks)
        finally:
            notify("STOPPING=1")
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            # A webhook goes on taking updates in until its server stops; they stay in the store.
            left = await intake.drain(self.tempo.grace)
            if left:
                log.warning("停下时还有 %d 条没处理完,下次启动接着处理", left)

    async def _until_stopped(self, tasks: list[asyncio.Task[None]]) -> None:
        """Wait for the signal to stop, for the watch to end the service, or for a part of it to fail."""
        stop = asyncio.create_task(self.stopping.wait())
        assert self.watch.ended is not None
        waited: list[asyncio.Future[Any]] = [stop, self.watch.ended, *(task for task in tasks if task.get_name() != "announce")]
        try:
            await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
            # The watch knows best why a part of the service came to its end.
            for one in (self.watch.ended, *waited):
                if one.done():
                    one.result()
        finally:
            stop.cancel()

    async def _hook(self, office: Office, intake: Intake) -> None:
        settings = self.settings
        url = settings.webhook_url or ""
        given = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
        secret = given or await asyncio.to_thread(self.store.webhook_secret)
        self.servers.webhook(settings.webhook_listen or ("127.0.0.1", 8080), intake, secret, self.watch)
        try:
            done = await office.courier.deliver_plain(
                "setWebhook", lambda: office.bot.set_webhook(url, allowed_updates=ALLOWED, secret_token=secret, max_connections=40, drop_pending_updates=False)
            )
        except TelegramError as error:
            raise WebhookRefused(f"Telegram 不接受 WEBHOOK_URL({shown(error)}),请检查这个地址") from None
        if not done:
            raise WebhookRefused("Telegram 没有接受 WEBHOOK_URL,请检查这个地址")
        self.watch.ready = True

    async def _announce(self, office: Office) -> None:
        try:
            await announce(office)
        except TelegramError as error:
            log.info("命令菜单没有设好:%s", shown(error))

    async def _sweep(self) -> None:
        while True:
            try:
                await asyncio.to_thread(self.store.sweep)
            except Exception as error:  # noqa: BLE001 - tried again in an hour
                log.error("清理存储时出错(%s)", type(error).__name__)
            await asyncio.sleep(_SWEEP_EVERY)

    def _signals(self) -> None:
        """SIGTERM and SIGINT stop in an orderly way, also when they come twice; SIGHUP reads the knowledge anew."""
        loop = asyncio.get_running_loop()
        with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
            for one in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(one, self.stop)
            loop.add_signal_handler(signal.SIGHUP, lambda: setattr(self, "_reloading", asyncio.ensure_future(self._reload())))

    def stop(self) -> None:
        """Ask for an orderly stop."""
        if not self.stopping.is_set():
            log.info("正在停止,先把手上的答完")
        self.stopping.set()

    async def _reload(self) -> None:
        if self.office is None:
            return
        try:
            log.info("重新读了知识库,%d 条", await self.office.reload())
        except WenbaoError as error:
            log.error("知识库有问题,仍用原来的:%s", told(error).replace("\n", " | "))
        except Exception:
            log.exception("重新读知识库时出错,仍用原来的")


class WebhookRefused(WenbaoError):
    """A webhook that Telegram does not take."""
