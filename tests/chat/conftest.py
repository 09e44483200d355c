"""A small report, the bot served from it, and the Bot API server that it talks to."""

import asyncio
import io
import logging
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.answering.answerer import Answerer
from bot.answering.opening import open_index
from bot.chat import logs
from bot.chat.limits import Limits
from bot.chat.polling import Rhythm
from bot.chat.service import Service, Tempo
from bot.cli.explaining import explained
from bot.knowledge.folder import shipped
from bot.questions.store import open_store
from bot.settings import Settings
from tests.chat.botapi import TOKEN, BotApi

REPORT = """
id: demo-2022
title: 示范县2022年帮扶工作情况
date: "2022-12-28"
office: 示范县政府办
year: 2022
plans: 2023
place: 示范县
outline:
  - {key: head, title: 发布信息}
  - {key: "1.1", title: "一、保障情况 (一)农村低保"}
  - {key: "1.2", title: "一、保障情况 (二)光伏电站的收益分给村里办公益岗位的情况"}
"""

LEXICON = """
concepts:
  - {name: 户数, kind: metric, words: [多少户, 几户, 几家], units: [户]}
  - {name: 人数, kind: metric, words: [多少人, 几个人], units: [人]}
  - {name: 金额, kind: metric, words: [多少钱, 资金, 收益, 收入], units: [元]}
  - {name: 个数, kind: metric, words: [多少个, 几个], units: [个]}
  - {name: 农村低保, kind: subject, words: [低保, 低保金, 农村低保户]}
  - {name: 光伏电站, kind: subject, words: [光伏, 光伏板, 光伏发电]}
  - {name: 公益岗位, kind: subject, words: [公益性岗位, 光伏岗位]}
  - {name: 报修, kind: procedure, words: [找谁, 什么电话]}
  - {name: 语气, kind: colour, words: [请问, 呢, 吗, 的]}
"""

FACTS = """
entries:
  - id: low-income-households
    section: "1.1"
    topic: 低保
    question: 农村低保有多少户?
    similar: [低保户数, 吃低保的有几家, 农村低保户有多少]
    answer: 示范县农村低保有4208户,7046人。
    figures:
      - {subject: 农村低保, metric: 户数, value: 4208, unit: 户, period: "2022", population: 农村低保对象}
      - {subject: 农村低保, metric: 人数, value: 7046, unit: 人, period: "2022", population: 农村低保对象}
    related: [low-income-money, solar-income]
  - id: low-income-money
    section: "1.1"
    topic: 低保
    question: 农村低保发了多少钱?
    similar: [低保资金, 低保金一共发了多少, 农村低保金额]
    answer: 示范县累计发放农村低保金2856.3万元。
    figures:
      - {subject: 农村低保, metric: 金额, value: 2856.3, unit: 万元, period: "2022", population: 农村低保对象, qualifier: 累计}
    related: [low-income-households]
  - id: solar-income
    section: "1.2"
    topic: 光伏
    question: 光伏电站的收益是多少?
    similar: [光伏收益, 光伏电站收入了多少钱, 光伏发电赚了多少]
    answer: 示范县光伏电站收益<5>组,共331.5万元 & 全部到村。
    figures:
      - {subject: 光伏电站, metric: 金额, value: 331.5, unit: 万元, period: "2022", population: 光伏电站}
    related: [solar-posts]
  - id: solar-posts
    section: "1.2"
    topic: 光伏
    question: 光伏公益岗位有多少个?
    similar: [公益岗位数, 光伏岗位有几个, 公益性岗位多少个]
    answer: 示范县光伏公益岗位有1325个。
    figures:
      - {subject: 光伏公益岗位, metric: 个数, value: 1325, unit: 个, period: "2022", population: 公益岗位}
    related: [solar-income]
  - id: solar-phone
    section: "1.2"
    topic: 光伏
    question: 光伏电站找谁报修?
    similar: [光伏板坏了打什么电话, 光伏报修电话]
    answer: 报告没有写光伏电站的报修电话,可以问村里。
    reason: procedure
    related: [solar-income]
"""


@pytest.fixture(scope="session")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small knowledge folder."""
    folder = tmp_path_factory.mktemp("knowledge")
    (folder / "demo").mkdir()
    (folder / "demo" / "report.yaml").write_text(REPORT, "utf-8")
    (folder / "demo" / "1.yaml").write_text(FACTS, "utf-8")
    # A lexicon of its own: the one that ships takes seconds to read.
    (folder / "lexicon").mkdir()
    (folder / "lexicon" / "words.yaml").write_text(LEXICON, "utf-8")
    for name in ("sentences.yaml", "smalltalk.yaml"):
        shutil.copy(shipped() / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def answerer(knowledge: Path, tmp_path_factory: pytest.TempPathFactory) -> Answerer:
    return Answerer(open_index(knowledge, tmp_path_factory.mktemp("cache")))


@pytest.fixture
def api() -> Iterator[BotApi]:
    server = BotApi()
    yield server
    server.close()


QUICK = Limits(overall=1000, chat_pause=0.0, group=1000, person=1000)


def tempo(limits: Limits = QUICK, **more: Any) -> Tempo:
    """Times that a test can wait for."""
    rhythm = more.pop("rhythm", Rhythm(timeout=2, margin=3.0, pauses=(0.05, 0.1), conflict=more.pop("conflict", 2.0)))
    return Tempo(**{"limits": limits, "rhythm": rhythm, "retry": (0.05, 0.1), "grace": 5.0, "read_timeout": 5.0, **more})


TEMPO = tempo()


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def way() -> str:
    """How updates come: a test module that shows both overrides this."""
    return "polling"


class Running:
    """The service in a thread of its own."""

    def __init__(self, service: Callable[[], Service]) -> None:
        self.error: BaseException | None = None
        self._made = threading.Event()
        self._thread = threading.Thread(target=self._main, args=(service,), daemon=True)
        self._thread.start()
        assert self._made.wait(10)

    def _main(self, make: Callable[[], Service]) -> None:
        async def run() -> None:
            self.loop = asyncio.get_running_loop()
            self.service = make()
            self._made.set()
            await self.service.run()

        try:
            asyncio.run(run())
        except BaseException as error:  # noqa: BLE001 - looked at by the test
            self.error = error

    def stop(self, seconds: float = 15) -> None:
        if self._thread.is_alive():
            self.loop.call_soon_threadsafe(self.service.stop)
        self.join(seconds)

    def join(self, seconds: float = 15) -> None:
        self._thread.join(seconds)
        assert not self._thread.is_alive()


@pytest.fixture
def log() -> io.StringIO:
    """What the bot logs."""
    return io.StringIO()


@pytest.fixture
def serve(api: BotApi, answerer: Answerer, tmp_path: Path, log: io.StringIO, way: str) -> Iterator[Callable[..., Running]]:
    """Starts the bot: `serve(limits..., webhook_url=...)`; keyword arguments are settings, `tempo` the times, `look` what watches the knowledge."""
    running: list[Running] = []
    logs.set_up("json", TOKEN, stream=log)

    def start(open: Callable[[], Answerer] | None = None, tempo: Tempo = TEMPO, look: Callable[[], str] | None = None, **settings: Any) -> Running:
        if way == "webhook":
            port = free_port()
            settings = {"webhook_url": f"http://127.0.0.1:{port}/hook", "webhook_listen": f"127.0.0.1:{port}", **settings}
        values = {"telegram_bot_token": TOKEN, "telegram_api_url": api.url, "wenbao_data": tmp_path / "var", "health_listen": "", "staff_ids": "900", **settings}
        chosen = Settings(_env_file=None, **values)  # type: ignore[call-arg]
        store = open_store(chosen.wenbao_data, chosen.database_url.get_secret_value() if chosen.database_url else None)
        one = Running(lambda: Service(chosen, store, open or (lambda: answerer), explained, tempo, look))
        running.append(one)
        if way == "webhook":
            api.wait(lambda: api.webhook["url"])
        return one

    yield start
    for one in running:
        one.stop()
    logging.getLogger().handlers.clear()
