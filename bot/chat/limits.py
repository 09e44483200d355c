"""Limits: how fast the bot may speak, and how fast one person may ask."""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Limits:
    """Telegram's limits on sending, a little under what its FAQ names (1/s a chat, 20/min a group, 30/s overall), and ours on asking."""

    #: Messages a second, evenly spread: a burst would arrive closer together than it was sent.
    overall: float = 24.0
    chat_pause: float = 1.05
    group: int = 20
    group_span: float = 61.0
    #: One person may ask this many questions at once and gets one more each `person_refill` seconds.
    person: int = 20
    person_refill: float = 3.0


@dataclass
class Pace:
    """When the next message may go out: to one chat, to one group, and over all."""

    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _next: float = 0.0
    _chats: dict[int, deque[float]] = field(default_factory=dict)
    _held: dict[int, float] = field(default_factory=dict)

    async def turn(self, chat: int) -> None:
        """Wait until a message may go to the chat, and count it."""
        while (wait := self.wait(chat)) > 0:
            await self.sleep(wait)
        now = self.clock()
        self._next = max(self._next, now) + 1 / self.limits.overall
        self._chats.setdefault(chat, deque(maxlen=self.limits.group)).append(now)
        if len(self._chats) > 10_000:
            self._tidy(now)

    def wait(self, chat: int) -> float:
        """The seconds until a message may go to the chat."""
        now, limits = self.clock(), self.limits
        until = self._held.get(chat, 0.0)
        until = max(until, self._next)
        if before := self._chats.get(chat):
            until = max(until, before[-1] + limits.chat_pause)
            # Telegram's ids of groups are below zero.
            if chat < 0 and len(before) >= limits.group:
                until = max(until, before[-limits.group] + limits.group_span)
        return until - now

    def sent(self, chat: int) -> None:
        """The message is with Telegram: the pause before the next one counts from now, not from when it was handed over."""
        if before := self._chats.get(chat):
            before[-1] = self.clock()

    def hold(self, chat: int, seconds: float) -> None:
        """Nothing goes to the chat for so long, as Telegram told; other chats go on."""
        self._held[chat] = max(self._held.get(chat, 0.0), self.clock() + seconds)

    def held(self, chat: int) -> bool:
        """True while Telegram told to wait with the chat."""
        return self._held.get(chat, 0.0) > self.clock()

    def _tidy(self, now: float) -> None:
        self._chats = {chat: sent for chat, sent in self._chats.items() if sent[-1] > now - self.limits.group_span}
        self._held = {chat: until for chat, until in self._held.items() if until > now}


@dataclass
class Patience:
    """How many more questions each person may ask now."""

    limits: Limits = field(default_factory=Limits)
    clock: Callable[[], float] = time.monotonic
    _left: dict[int, tuple[float, float]] = field(default_factory=dict)
    _told: set[int] = field(default_factory=set)

    def allows(self, person: int) -> bool:
        """Count a question; False when the person asks too fast."""
        now = self.clock()
        left, since = self._left.get(person, (float(self.limits.person), now))
        left = min(float(self.limits.person), left + (now - since) / self.limits.person_refill)
        if left >= self.limits.person / 2:
            self._told.discard(person)
        allowed = left >= 1 and person not in self._told
        self._left[person] = (left - 1 if allowed else left, now)
        if len(self._left) > 10_000:
            self._left = {one: (tokens, at) for one, (tokens, at) in self._left.items() if now - at < self.limits.person * self.limits.person_refill}
        return allowed

    def tell(self, person: int) -> bool:
        """True the first time that a person who asks too fast is to be told so."""
        first = person not in self._told
        self._told.add(person)
        return first

    def forget(self, person: int) -> None:
        """Know nothing of a person."""
        self._told.discard(person)
        self._left.pop(person, None)
