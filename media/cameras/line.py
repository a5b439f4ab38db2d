"""The connection of one stream: opened, watched, and opened again when it has ended."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Mapping

from media.backoff import JITTER, BackOff
from media.cameras.gate import Rank
from media.cameras.health import Health
from media.cameras.means import Means
from media.cameras.opening import Connection, Opener
from media.cameras.transports import WISH_AGAIN_S, Ways
from media.rtsp.outcome import RtspError
from media.source import Connecting, Live, Lost, Off, SourceState, Trouble
from media.unit import Sink

PATIENCE_S = 60.0  # after a wrong password or path: cameras lock accounts
STEADY_S = 10.0  # a connection that lived so long is no failed try

log = logging.getLogger(__name__)


class Line:
    """Between ``start`` and ``stop`` one address is read again and again. Lives in the loop.

    What comes goes to ``sink``. ``shown`` says whether somebody looks, who is served first;
    ``changed`` is called when ``state`` is another one.
    """

    def __init__(
        self, name: str, openers: Mapping[str, Opener], means: Means, sink: Sink,
        shown: Callable[[], bool], changed: Callable[[], None],
    ) -> None:  # fmt: skip
        """``openers``: by the way that each of them takes, the wish first."""
        self.state: SourceState = Off()
        self.reconnects = 0
        self._lost = 0  # packets of connections that are closed
        self.session: Connection | None = None  # while it stands
        self.health: Health | None = None  # of the session
        self._name = name
        self.ways = Ways(openers, WISH_AGAIN_S * means.patience)
        self._openers = openers
        self._means = means
        self._sink = sink
        self._shown = shown
        self._changed = changed
        self._back_off = BackOff()
        self._task: asyncio.Task[None] | None = None
        self._at_once = asyncio.Event()  # the next try

    @property
    def running(self) -> bool:
        return self._task is not None

    @property
    def lost_packets(self) -> int:
        """Of all connections."""
        return self._lost + (self.session.sequence.lost if self.session else 0)

    @property
    def newest_at(self) -> float | None:
        """From when there has been no newer picture, while a connection stands."""
        return self.health.newest_at if self.health is not None else None

    def start(self) -> None:
        if self._task is None:
            self.state = Connecting()
            self._task = self._means.tasks.create_task(self._run(), name=f"read:{self._name}")

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.state = Off()

    def drop(self) -> None:
        """Close the connection once and try again at once."""
        self._at_once.set()
        self._end(RtspError(Trouble.CLOSED, "reconnecting as ordered"))

    def lives(self) -> None:
        """It has brought what can be seen."""
        if isinstance(self.state, Connecting):
            self._become(Live(0.0))

    def judge(self, now: float, interval_s: float | None) -> None:
        """Each second or so: is the connection worth keeping? ``interval_s`` as in ``Health``."""
        if self.health is not None and (error := self.health.judge(now, interval_s)):
            self._end(error)

    def hurry(self) -> None:
        """What has come is wanted now, and what comes at once."""
        if self.session is not None:
            self.session.hurry()

    def sip(self) -> None:
        """Nobody waits: once it is live, what comes from now on may be left until this is called
        again."""
        if self.session is not None and isinstance(self.state, Live):
            self.session.sip()

    async def _run(self) -> None:
        self._back_off = BackOff()
        while True:
            opener = self._openers[self.ways.begin(self._means.now())]
            ended, stood_s = await self._run_once(opener)
            if stood_s >= STEADY_S * self._means.patience:
                self._back_off.succeeded()
            before = self.ways.way
            error = self.ways.ended(ended, self._means.now())
            if error is None:
                log.warning("%s: %s, next %s: %s", self._name, before, self.ways.way, ended.detail)
                continue
            wait_s = self._back_off.failed(random.random())
            if error.patient:
                wait_s = PATIENCE_S * (1 + JITTER * random.random())
            wait_s *= self._means.patience
            if self._at_once.is_set():
                wait_s = 0.0
            self.reconnects += 1
            self._become(Lost(error.trouble, error.detail, self._means.now() + wait_s))
            await self._wait(wait_s)
            self._become(Connecting())

    async def _wait(self, wait_s: float) -> None:
        try:
            async with asyncio.timeout(wait_s):
                await self._at_once.wait()
        except TimeoutError:
            pass
        self._at_once.clear()

    async def _run_once(self, opener: Opener) -> tuple[RtspError, float]:
        """Why a connection ended, and for how many seconds it stood; 0 if it never did."""
        now = self._means.now
        session: Connection | None = None
        stood_s = 0.0
        try:
            async with self._means.gate.place(self._rank):
                session = await opener(self._sink)
            self.session = session
            stands_since = now()
            self.health = Health(stands_since, self._means.patience)
            try:
                await session.watch()
            finally:
                stood_s = now() - stands_since
        except RtspError as error:
            error.__context__ = None
            return error.with_traceback(None), stood_s  # else the dead session lives on in it
        except Exception:
            # one camera's strangeness must not end the worker that reads the others
            log.exception("reading %s broke", self._name)
            fault = "a fault of this program; its log says more"
            return RtspError(Trouble.PROTOCOL, fault), stood_s
        finally:
            if session is not None:
                if self.session is session:  # else it was started anew meanwhile
                    self.session = self.health = None
                self._lost += session.sequence.lost
                await session.close()

    def _rank(self) -> Rank:
        return Rank(not self._shown(), self._back_off.failures)

    def _end(self, error: RtspError) -> None:
        if self.session is not None:
            self.session.fail(error)

    def _become(self, state: SourceState) -> None:
        if state != self.state and self._task is not None:
            self.state = state
            self._changed()
