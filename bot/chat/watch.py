"""The watch: knows whether the bot still hears Telegram, and what ends the service."""

import asyncio
import logging
import os
import socket
import time
from dataclasses import dataclass, field

from bot.errors import WenbaoError

log = logging.getLogger(__name__)


class TokenRejected(WenbaoError):
    """Telegram does not take the token."""


class Deaf(Exception):
    """The service no longer hears Telegram and cannot mend that itself; a restart may."""


@dataclass
class Watch:
    """What is known of the connection: the last good call for updates, and the error that ends the service."""

    deaf_after: float = 300.0
    polling: bool = True
    heard: float = field(default_factory=time.monotonic)
    ready: bool = False
    ended: "asyncio.Future[None] | None" = None

    def hear(self) -> None:
        """Telegram answered a call for updates."""
        self.heard = time.monotonic()

    def end(self, error: Exception) -> None:
        """The service cannot go on."""
        if self.ended and not self.ended.done():
            self.ended.set_exception(error)

    @property
    def alive(self) -> bool:
        """True while the bot hears Telegram."""
        return not self.polling or time.monotonic() - self.heard < self.deaf_after

    async def run(self, every: float = 5.0) -> None:
        """Look again and again; feed systemd's watchdog; end the service when it has gone deaf."""
        while True:
            await asyncio.sleep(every)
            if self.alive:
                notify("WATCHDOG=1")
            else:
                self.end(Deaf(f"{int(self.deaf_after)} 秒没有从 Telegram 收到任何回音"))
                return


def notify(state: str) -> None:
    """Tell systemd, where it started us."""
    address = os.environ.get("NOTIFY_SOCKET")
    if not address:
        return
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as out:
            out.connect("\0" + address[1:] if address.startswith("@") else address)
            out.send(state.encode())
    except OSError as error:
        log.debug("systemd 没有收到 %s:%s", state, error)
