"""A case source that has to be asked again and again: the rhythm of it, and how it is reached.

Runs in the io thread. What is asked is a ``Reader``'s; here is when, how long to wait after a
failure, and when the cases have to be shown as old.
"""

from __future__ import annotations

import asyncio
import logging
import random
import ssl
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from console.cases.case import Case, CaseEvent, LinkState, Unreadable
from console.cases.client import PATIENCE_S
from console.cases.exchange import Deadlines, Exchange, PlatformError
from console.cases.fields import WireError
from console.cases.sources.mapping import From, Mapped, read_cases
from console.cases.sources.settings import SourceSettings
from console.cases.sources.source import Tell
from media.backoff import BackOff

LADDER_S = (2.0, 5.0, 10.0, 30.0, 60.0)
TURN = 250  # cases that are read in one go, about 10 ms

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Polled:
    """What one poll brought. ``note`` says in English what is lacking on the other side."""

    events: tuple[CaseEvent, ...] = ()
    cursor: str = ""
    note: str = ""


class Reader(Protocol):
    """Asks one kind of source."""

    async def poll(self, exchange: Exchange, now: float) -> Polled:
        """What has changed, or all; ``now`` is monotonic. Raises PlatformError and WireError.

        After a failure the next poll must bring what this one would have brought.
        """


class PolledSource:
    """Polls until its ``run`` is cancelled. ValueError when the settings cannot be used at all.

    ``live`` while the last success is younger than ``stale_s``, ``stale`` after that, ``offline``
    while there was none.
    """

    def __init__(
        self,
        settings: SourceSettings,
        reader: Reader,
        tell: Tell,
        *,
        deadlines: Deadlines | None = None,
        back_off: BackOff | None = None,
        dice: Callable[[], float] = random.random,
    ) -> None:
        self._settings = settings
        self._reader = reader
        self._tell = tell
        self._back_off = back_off or BackOff(LADDER_S)
        self._dice = dice
        self._exchange = Exchange(settings.url, settings.token, deadlines, tls_of(settings))
        self._link = LinkState(
            "offline", detail="connecting", since=time.monotonic(), feed=settings.id
        )
        self._noted = ""
        self._hurried = asyncio.Event()

    @property
    def id(self) -> str:
        return self._settings.id

    async def run(self) -> None:
        self._tell([self._link])
        async with self._exchange as exchange:
            while True:
                await self._pause(await self._poll(exchange))

    def hurry(self) -> None:
        self._hurried.set()

    async def _poll(self, exchange: Exchange) -> float:
        """Ask once, tell what came of it, and the seconds until the next time."""
        try:
            polled = await self._reader.poll(exchange, time.monotonic())
        except WireError as fault:
            return self._failed(PlatformError("protocol", str(fault)))
        except PlatformError as fault:
            return self._failed(fault)
        self._back_off.succeeded()
        if polled.note != self._noted:
            self._noted = polled.note
            if polled.note:
                log.warning("%s: %s", self.id, polled.note)
        now = time.monotonic()
        since = self._link.since if self._link.state == "live" else now
        self._link = LinkState(
            "live", cursor=polled.cursor, since=since, explain=polled.note, heard_at=now,
            feed=self.id,
        )  # fmt: skip
        self._tell([*polled.events, self._link])
        return self._settings.poll_s

    def _failed(self, fault: PlatformError) -> float:
        wait_s = max(
            self._back_off.failed(self._dice()),
            fault.retry_after_s,
            PATIENCE_S.get(fault.code, 0.0),
        )
        log.info("%s: %s; again in %.1f s", self.id, fault, wait_s)
        now = time.monotonic()
        self._link = replace(
            self._link, detail=fault.code, explain=fault.explain, retry_at=now + wait_s
        )
        self._aged(now)
        self._tell([self._link])
        return wait_s

    async def _pause(self, wait_s: float) -> None:
        """Until the next poll, and say on the way that the cases have become old."""
        self._hurried.clear()
        until = time.monotonic() + wait_s
        while (now := time.monotonic()) < until:
            if self._aged(now):
                self._tell([self._link])
            old_at = self._old_at()
            end = until if old_at is None or old_at <= now else min(until, old_at)
            try:
                async with asyncio.timeout(end - now):
                    await self._hurried.wait()
                return
            except TimeoutError:
                continue

    def _old_at(self) -> float | None:
        """When the cases become old; None when nothing becomes of waiting."""
        if self._link.state != "live" or self._link.heard_at is None or not self._settings.stale_s:
            return None
        return self._link.heard_at + self._settings.stale_s

    def _aged(self, now: float) -> bool:
        """Whether the link has just become stale."""
        old_at = self._old_at()
        if old_at is None or now < old_at:
            return False
        self._link = replace(
            self._link, state="stale", since=now, detail=self._link.detail or "silent"
        )
        return True


async def read_in_turns(
    messages: Sequence[object], mapped: Mapped, origin: From
) -> tuple[list[Case], list[Unreadable]]:
    """As ``read_cases``, bit by bit: whoever else lives in this loop has its turn in between."""
    cases: list[Case] = []
    unreadable: list[Unreadable] = []
    for first in range(0, len(messages), TURN):
        good, bad = read_cases(messages[first : first + TURN], mapped, origin)
        cases += good
        unreadable += bad
        await asyncio.sleep(0)
    return cases, unreadable


def tls_of(settings: SourceSettings) -> ssl.SSLContext | None:
    """Who may have signed the other side's certificate; None: the machine's own authorities.

    ValueError when the file is no certificate.
    """
    if settings.ca is None:
        return None
    try:
        return ssl.create_default_context(cafile=str(settings.ca))
    except (OSError, ssl.SSLError) as fault:
        raise ValueError(f"ca: {settings.ca} cannot be used: {fault}") from None
