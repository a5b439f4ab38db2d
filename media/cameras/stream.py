"""One stream of a camera, main or sub: its line, its memory and, while shown, its decoder."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from media.board import Mark
from media.cameras.canvas import Outlet
from media.cameras.decoder import Decoder, Tally
from media.cameras.effort import Effort
from media.cameras.figures import Standing
from media.cameras.glimpse import Glimpse
from media.cameras.gop import GopMemory
from media.cameras.line import Line
from media.cameras.means import Means
from media.cameras.opening import Opener
from media.cameras.pages import Pages
from media.cameras.rhythm import Rhythm
from media.cameras.scale import Size
from media.cameras.shape import Shaping
from media.rtsp.codecs import parse_parameter_set
from media.source import Live, SourceState
from media.unit import AccessUnit, Arrival, SoundFormat, SoundUnit, Tap, VideoFormat
from media.view import View


class Stream:
    """What one address brings between ``start`` and ``stop``, and who is given it. Lives in the
    loop."""

    def __init__(
        self, name: str, openers: Mapping[str, Opener], means: Means, mark: Mark, view: View,
        changed: Callable[[], None], shows_damage: bool = False,
    ) -> None:  # fmt: skip
        self.units = 0
        self.received = 0  # bytes of pictures
        self.broken = 0  # pictures with something missing
        self.codec = ""
        self.shaping = Shaping(view)
        self.delay_s: float | None = None  # from the camera's clock to our reception
        self.line = Line(name, openers, means, self, lambda: self.hot, changed)
        self._rhythm = Rhythm()
        self._keys = Rhythm()
        self._means = means
        self._mark = mark
        self._changed = changed
        self._gop = GopMemory()
        self._pages = Pages()  # of what is kept
        self._taps: list[Tap] = []
        self._waiting: list[Tap] = []  # those of them that want everything at once
        self._formats: tuple[VideoFormat, SoundFormat | None] | None = None
        self._decoder: Decoder | None = None
        self._past = Tally()  # of decoders that are closed
        self._pictures = 0  # at the last check
        self._sps: bytes | None = None
        self._shows_damage = shows_damage

    # -- orders of the camera

    @property
    def state(self) -> SourceState:
        return self.line.state

    @property
    def running(self) -> bool:
        return self.line.running

    @property
    def hot(self) -> bool:
        return self._decoder is not None

    def start(self) -> None:
        self.line.start()

    def stop(self) -> None:
        self.line.stop()
        self.cool()
        self._gop.clear()
        self._formats = None

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
        decoder.catch_up(arrivals, goes_on and self.line.session is not None)
        self.line.hurry()

    def cool(self) -> None:
        if self._decoder is not None:
            self._decoder.close()
            self._past = self.tally
            self._decoder = None
        self._pages.turn()

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
            self.line.hurry()

    def untap(self, tap: Tap) -> None:
        self._taps.remove(tap)
        if tap in self._waiting:
            self._waiting.remove(tap)

    def standing(self, name: str, now: float) -> Standing:
        """Where the counters stand, for figures a second."""
        interval_s = self._rhythm.interval_s()  # with Effort.KEYS too: less shown is less true
        if self.line.health is not None and self._decoder is None:
            now = self.line.health.unit_at  # what lies in the socket has not been counted
        return Standing(
            name, now, self.tally, self.units, self.received, self.broken, interval_s,
            self.line.lost_packets, self.line.newest_at,
        )  # fmt: skip

    @property
    def by_device(self) -> bool:
        """Whether it is decoded, and that by a device."""
        return self._decoder is not None and self._decoder.by_device

    @property
    def held_back(self) -> int | None:
        """Pictures, to put B frames in order; None while none is decoded."""
        return None if self._decoder is None else self._decoder.held_back

    @property
    def key_interval_s(self) -> float | None:
        """The usual time between two key pictures; None before it is known, and where all are."""
        return None if self.codec == "mjpeg" else self._keys.interval_s()

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

    def sip(self) -> None:
        """Some times a second: what nobody waits for is read now, and then not until the next."""
        if self._decoder is None and not self._waiting:
            self.line.sip()

    def check(self, now: float) -> None:
        """Each second or so: is the connection worth keeping?"""
        if self.line.health is None:
            return
        pictures = self.tally.pictures
        if pictures != self._pictures:
            self._pictures = pictures
            self.line.health.decoded()
            self._measure()
        self.line.judge(now, self._rhythm.interval_s())

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

    # -- the line's sink

    def described(self, video: VideoFormat, sound: SoundFormat | None) -> None:
        self._gop.clear()
        self._rhythm.rest()
        self._keys.rest()
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
        if unit.key:
            self._keys.beat(received_at)
        self.received += len(unit.data)
        decoder = self._decoder
        if health := self.line.health:
            health.came(unit.key, decoder is not None, received_at)
        if captured_at == captured_at:  # not NaN: the camera tells
            self.delay_s = received_at - captured_at
        arrival = Arrival(unit, received_at, captured_at)
        self._keep(arrival)
        if unit.broken and not (self._shows_damage and decoder is not None):
            self.broken += 1
            if decoder is not None:
                decoder.lose()
            return
        if unit.key and unit.sps is not None and unit.sps != self._sps:
            self._learn(unit.sps)
        if decoder is not None:
            decoder.put(arrival)
        elif unit.key:
            self.line.lives()

    def sound(self, unit: SoundUnit, received_at: float) -> None:
        for tap in self._taps:
            tap.sound(unit, received_at)

    def _keep(self, arrival: Arrival) -> None:
        """For as long as memories and taps want it. What is decoded is kept on pages: new decoders'
        blocks would come to lie in the holes it leaves. For a warm stream they cost a quarter more
        of the processor, and nothing comes to lie there."""
        if self._decoder is not None:
            unit = arrival.unit
            if unit.key:
                self._pages.turn()
            laid = self._pages.lay(unit.data)
            arrival = Arrival(AccessUnit(laid, *unit[1:]), *arrival[1:])
        self._gop.put(arrival)
        for tap in self._taps:
            tap.unit(arrival)

    def _expect(self, decoder: Decoder) -> None:
        loop = asyncio.get_running_loop()

        def decoded() -> None:
            with contextlib.suppress(RuntimeError):  # the loop is closed: the worker ends
                loop.call_soon_threadsafe(self._decoded, decoder)

        decoder.expect(decoded)

    def _decoded(self, decoder: Decoder) -> None:
        if decoder is not self._decoder:
            return
        if health := self.line.health:
            health.decoded()
        self._measure()
        self.line.lives()

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
