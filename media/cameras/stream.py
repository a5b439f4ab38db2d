"""One stream of a camera, main or sub: its connection, its memory and, while shown, its decoder."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction

from media.backoff import JITTER, BackOff
from media.board import Mark
from media.cameras.canvas import Canvas, Outlet
from media.cameras.decoder import Decoder, Tally
from media.cameras.device import Device
from media.cameras.effort import Effort
from media.cameras.figures import Standing
from media.cameras.gate import Gate, Rank
from media.cameras.glimpse import Glimpse
from media.cameras.gop import GopMemory
from media.cameras.health import Health
from media.cameras.opening import Connection, Opener
from media.cameras.past import PastBudget
from media.cameras.pool import Pool
from media.cameras.rhythm import Rhythm
from media.cameras.scale import Size
from media.cameras.shape import Shaping
from media.rtsp.codecs import parse_parameter_set
from media.rtsp.outcome import RtspError
from media.source import Connecting, Live, Lost, Off, SourceState, Trouble
from media.unit import AccessUnit, Arrival, SoundFormat, SoundUnit, Tap, VideoFormat
from media.view import View

PATIENCE_S = 60.0  # after a wrong password or path: cameras lock accounts
STEADY_S = 10.0  # a connection that lived so long is no failed try
MOST_OPENS = 8  # at once: recorders answer many at a time slowly or not at all

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Means:
    """What the streams of a worker share."""

    pool: Pool
    canvas: Canvas
    gate: Gate  # MOST_OPENS
    tasks: asyncio.TaskGroup
    device: Device = field(default_factory=Device)
    pasts: PastBudget = field(default_factory=PastBudget)
    patience: float = 1.0  # a factor on how long a stream waits: for answers, pictures, new tries
    now: Callable[[], float] = time.monotonic


class Stream:
    """Reads one address again and again between ``start`` and ``stop``. Lives in the loop."""

    def __init__(
        self, name: str, opener: Opener, means: Means, mark: Mark, view: View,
        changed: Callable[[], None], shows_damage: bool = False,
    ) -> None:  # fmt: skip
        self.state: SourceState = Off()
        self.units = 0
        self._rhythm = Rhythm()
        self.received = 0  # bytes of pictures
        self.broken = 0  # pictures with something missing
        self.reconnects = 0
        self._lost = 0  # packets of connections that are closed
        self._name = name
        self._opener = opener
        self._means = means
        self._mark = mark
        self._changed = changed
        self.codec = ""
        self._gop = GopMemory()
        self._taps: list[Tap] = []
        self._waiting: list[Tap] = []  # those of them that want everything at once
        self._formats: tuple[VideoFormat, SoundFormat | None] | None = None
        self._decoder: Decoder | None = None
        self._past = Tally()  # of decoders that are closed
        self._pictures = 0  # at the last check
        self._sps: bytes | None = None
        self.shaping = Shaping(view)
        self._shows_damage = shows_damage
        self.delay_s: float | None = None  # from the camera's clock to our reception
        self._session: Connection | None = None
        self._health: Health | None = None
        self._back_off = BackOff()
        self._task: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()

    # -- orders of the camera

    @property
    def running(self) -> bool:
        return self._task is not None

    @property
    def hot(self) -> bool:
        return self._decoder is not None

    def start(self) -> None:
        if self._task is None:
            self.state = Connecting()
            self._task = self._means.tasks.create_task(self._run(), name=f"read:{self._name}")

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self.cool()
        self._gop.clear()
        self._formats = None
        self.state = Off()

    def heat(self) -> None:
        """Decode from now on, beginning with what is in memory."""
        if self._decoder is not None:
            return
        means = self._means
        decoder = self._decoder = Decoder(
            means.pool, means.canvas, self._mark, lambda: self.shaping.shape, means.device,
            self._shows_damage,
        )  # fmt: skip
        self._expect(decoder)
        arrivals, goes_on = self._gop.snapshot()
        if self._session is None:
            goes_on = False
        decoder.catch_up(arrivals, goes_on)
        self._want()

    def cool(self) -> None:
        if self._decoder is not None:
            self._decoder.close()
            self._past = self.tally
            self._decoder = None

    def paint_on(self, outlets: Iterable[Outlet]) -> None:
        if self._decoder is not None:
            self._decoder.paint_on(outlets)

    def tap(self, tap: Tap, waits: bool = True) -> None:
        """Give what comes to this tap too, beginning with what is in memory. One that does not wait
        may be given it a moment later."""
        if self._formats is not None:
            tap.begin(*self._formats)
            for arrival in self._gop.snapshot()[0]:
                tap.unit(arrival)
        self._taps.append(tap)
        if waits:
            self._waiting.append(tap)
            self._want()

    def untap(self, tap: Tap) -> None:
        self._taps.remove(tap)
        if tap in self._waiting:
            self._waiting.remove(tap)

    def standing(self, name: str, now: float) -> Standing:
        """Where the counters stand, for figures a second."""
        interval_s = self._rhythm.interval_s()  # with Effort.KEYS too: less shown is less true
        if self._health is not None and self._decoder is None:
            now = self._health.unit_at  # what lies in the socket has not been counted
        return Standing(
            name, now, self.tally, self.units, self.received, self.broken, interval_s,
            self.lost_packets, self._health.newest_at if self._health is not None else None,
        )  # fmt: skip

    @property
    def by_device(self) -> bool:
        """Whether it is decoded, and that by a device."""
        return self._decoder is not None and self._decoder.by_device

    @property
    def size(self) -> Size | None:
        """As shown; known from the parameter set."""
        return self.shaping.shown

    def spend(self, effort: Effort) -> None:
        if self._decoder is not None:
            self._decoder.spend(effort)

    def waits_s(self, now: float) -> float:
        """How long the oldest picture has been waiting for a decode thread, seconds."""
        return self._decoder.waits_s(now) if self._decoder is not None else 0.0

    @property
    def effort(self) -> Effort:
        return self._decoder.effort if self._decoder is not None else Effort.FULL

    @property
    def held_bytes(self) -> int:
        """What the memory of the last key picture and all after it holds."""
        return self._gop.bytes

    def glimpse(self) -> Glimpse | None:
        """Its newest picture, of what is there anyway; None while it is not live."""
        if not isinstance(self.state, Live):
            return None
        if self._decoder is not None:
            newest = self._decoder.newest()
            return None if newest is None else Glimpse(newest[0], None, newest[1])
        key = self._gop.key()
        return None if key is None else Glimpse(None, key.unit, key.received_at)

    def shrink(self) -> None:
        """Keep the newest key picture alone, until the next one."""
        self._gop.shrink()

    def drop(self) -> None:
        """Close the connection once and try again at once."""
        self._hurry.set()
        self._end(RtspError(Trouble.CLOSED, "reconnecting as ordered"))

    def sip(self) -> None:
        """Some times a second: what nobody waits for is read now, and then not until the next."""
        waited_for = self._decoder is not None or self._waiting
        if self._session is not None and not waited_for and isinstance(self.state, Live):
            self._session.sip()

    def check(self, now: float) -> None:
        """Each second or so: is the connection worth keeping?"""
        if self._health is None:
            return
        pictures = self.tally.pictures
        if pictures != self._pictures:
            self._pictures = pictures
            self._health.decoded()
            self._measure()
        if error := self._health.judge(now, self._rhythm.interval_s()):
            self._end(error)

    @property
    def tally(self) -> Tally:
        """What all decoders of this stream did so far."""
        if self._decoder is None:
            return self._past
        past, now = self._past, self._decoder.tally
        return Tally(
            past.pictures + now.pictures,
            past.dropped + now.dropped,
            past.skipped + now.skipped,
            past.errors + now.errors,
            past.busy_s + now.busy_s,
        )

    @property
    def lost_packets(self) -> int:
        return self._lost + (self._session.sequence.lost if self._session else 0)

    # -- the connection

    async def _run(self) -> None:
        self._back_off = BackOff()
        while True:
            error, stood_s = await self._run_once()
            if stood_s >= STEADY_S * self._means.patience:
                self._back_off.succeeded()
            wait_s = self._back_off.failed(random.random())
            if error.patient:
                wait_s = PATIENCE_S * (1 + JITTER * random.random())
            wait_s *= self._means.patience
            if self._hurry.is_set():
                wait_s = 0.0
            self.reconnects += 1
            self._become(Lost(error.trouble, error.detail, self._means.now() + wait_s))
            await self._wait(wait_s)
            self._become(Connecting())

    async def _wait(self, wait_s: float) -> None:
        try:
            async with asyncio.timeout(wait_s):
                await self._hurry.wait()
        except TimeoutError:
            pass
        self._hurry.clear()

    async def _run_once(self) -> tuple[RtspError, float]:
        """Why a connection ended, and for how many seconds it stood; 0 if it never did."""
        now = self._means.now
        session: Connection | None = None
        stood_s = 0.0
        try:
            async with self._means.gate.place(self._rank):
                session = await self._opener(self)
            self._session = session
            stands_since = now()
            self._health = Health(stands_since, self._means.patience)
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
                if self._session is session:  # else it was started anew meanwhile
                    self._session = self._health = None
                self._lost += session.sequence.lost
                await session.close()

    def _rank(self) -> Rank:
        return Rank(not self.hot, self._back_off.failures)

    def _end(self, error: RtspError) -> None:
        if self._session is not None:
            self._session.fail(error)

    def _want(self) -> None:
        if self._session is not None:
            self._session.hurry()

    def _become(self, state: SourceState) -> None:
        if state != self.state and self._task is not None:
            self.state = state
            self._changed()

    # -- the session's sink

    def described(self, video: VideoFormat, sound: SoundFormat | None) -> None:
        self._gop.clear()
        self._rhythm.rest()
        self.codec = video.codec
        self._formats = video, sound
        for tap in self._taps:
            tap.begin(video, sound)
        if self._decoder is not None:
            self._expect(self._decoder)
        for nal in video.parameter_sets:
            self._learn(nal)

    def unit(self, unit: AccessUnit, received_at: float, captured_at: float) -> None:
        self.units += 1
        self._rhythm.beat(received_at)
        self.received += len(unit.data)
        decoder = self._decoder
        if self._health:
            self._health.came(unit.key, decoder is not None, received_at)
        if captured_at == captured_at:  # not NaN: the camera tells
            self.delay_s = received_at - captured_at
        arrival = Arrival(unit, received_at, captured_at)
        self._gop.put(arrival)
        for tap in self._taps:
            tap.unit(arrival)
        if unit.broken and not (self._shows_damage and decoder is not None):
            self.broken += 1
            if decoder is not None:
                decoder.lose()
            return
        if unit.key and unit.sps is not None and unit.sps != self._sps:
            self._learn(unit.sps)
        if decoder is not None:
            decoder.put(arrival)
        elif unit.key and isinstance(self.state, Connecting):
            self._become(Live(0.0))

    def sound(self, unit: SoundUnit, received_at: float) -> None:
        for tap in self._taps:
            tap.sound(unit, received_at)

    def _expect(self, decoder: Decoder) -> None:
        loop = asyncio.get_running_loop()

        def decoded() -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: the worker ends
                loop.call_soon_threadsafe(self._decoded, decoder)

        decoder.expect(decoded)

    def _decoded(self, decoder: Decoder) -> None:
        if decoder is not self._decoder:
            return
        if self._health:
            self._health.decoded()
        self._measure()
        if isinstance(self.state, Connecting):
            self._become(Live(0.0))

    def _measure(self) -> None:
        """Where no parameter set tells the size, the pictures do."""
        if self._decoder is None or self._decoder.size is None:
            return
        if self.size is None or self.codec == "mjpeg":
            self._reshape(self._decoder.size, Fraction(1))

    def _learn(self, nal: bytes) -> None:
        try:
            sps = parse_parameter_set(self.codec, nal)
        except ValueError:
            return
        self._sps = nal
        self._reshape((sps.width, sps.height), sps.pixel_aspect)

    def _reshape(self, size: Size, pixel_aspect: Fraction) -> None:
        """Pictures of this size come, as coded."""
        if self.shaping.take(size, pixel_aspect):
            self._changed()
