"""The program: the one picture every site sees, composed and encoded once for all.

A thread of its own composes at an even rate while somebody looks, scales for the rungs that
somebody needs, encodes each once for each codec in use, and hands the packets to the loop. While
nobody looks it waits and costs nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

import av
from av.video.reformatter import Interpolation, VideoReformatter

from media.hub.canvas import WIDTH, Canvas, Frameless, Large, Shot
from media.hub.encoding import CLOCK_HZ, Encoder, VideoPacket
from media.hub.rungs import SHAPES, Rung
from media.hub.scene import Cell
from media.hub.tempo import FULL, LESS, Tempo

Feed: TypeAlias = "tuple[str, Rung]"  # the codec

log = logging.getLogger(__name__)


def nothing_shared() -> Large | None:
    return None


@dataclass(frozen=True, slots=True)
class Direction:
    """What the program is to show and in which codecs: ``codecs`` in the middle rung, ``feeds`` in
    the one they name. Replaced as a whole, from the loop."""

    shots: Callable[[], tuple[Shot, ...]]
    around: Frameless
    codecs: frozenset[str] = frozenset()
    shown: bool = False  # on a tile of the command room
    large: Callable[[], Large | None] = nothing_shared
    layout: str = "grid"  # of the sites' pictures, where nothing lies large
    feeds: frozenset[Feed] = frozenset()

    @property
    def watched(self) -> bool:
        return bool(self.encoded) or self.shown

    @property
    def encoded(self) -> frozenset[Feed]:
        return self.feeds | {(codec, Rung.MIDDLE) for codec in self.codecs}


@dataclass
class Program:
    """``deliver`` and ``paint`` are called in the program's thread."""

    # codec, packet, whether it is a key picture, rung
    deliver: Callable[[str, VideoPacket, bool, Rung], None]
    paint: Callable[[av.VideoFrame, float], None]
    places: Mapping[str, Cell] = field(default_factory=dict, init=False)  # of the sites on it
    pictures: int = field(default=0, init=False)
    sent_bytes: int = field(default=0, init=False)
    late: int = field(default=0, init=False)  # pictures let go because the machine was busy
    _direction: Direction | None = field(default=None, init=False)
    _encoders: dict[Feed, Encoder] = field(default_factory=dict, init=False)
    _scalers: dict[Rung, VideoReformatter] = field(default_factory=dict, init=False)
    _large: bool = field(default=False, init=False)  # more pixels, fewer pictures
    _tempo: Tempo = field(default_factory=Tempo, init=False)
    _wake: threading.Event = field(default_factory=threading.Event, init=False)
    _ending: bool = field(default=False, init=False)
    _thread: threading.Thread | None = field(default=None, init=False)

    def start(self) -> None:
        self._thread = threading.Thread(target=self._run, name="program")
        self._thread.start()

    def stop(self) -> None:
        self._ending = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def direct(self, direction: Direction) -> None:
        """Show this from now on."""
        self._direction = direction
        if direction.watched:
            self._wake.set()
        else:
            self._wake.clear()

    def wish_key(self, codec: str, rung: Rung = Rung.MIDDLE) -> None:
        """A site cannot go on without a key picture."""
        if encoder := self._encoders.get((codec, rung)):
            encoder.wish_key()

    def _run(self) -> None:
        while not self._ending:
            self._wake.wait()
            canvas, due = Canvas(), time.monotonic()
            while self._wake.is_set() and not self._ending:
                try:
                    canvas = self._compose(canvas, due)
                except Exception:  # top of the thread: one bad picture must not end the program
                    log.exception("the program picture cannot be made")
                    canvas = Canvas()
                due = self._wait(due)
            self._encoders, self._scalers, self.places = {}, {}, {}

    def _wait(self, due: float) -> float:
        """Until the next picture is due: when that is."""
        rate = min(self._tempo.rate, LESS) if self._large else self._tempo.rate
        every_s, now = 1 / rate, time.monotonic()
        due += every_s
        missed = int((now - due) / every_s) if now > due + every_s else 0
        self.late += missed
        due += missed * every_s
        self._tempo.note(missed, now)
        if due > now:
            time.sleep(due - now)
        return due

    def _compose(self, canvas: Canvas, due: float) -> Canvas:
        direction = self._direction
        if direction is None:
            return canvas
        canvas = self._sized(canvas, direction)
        canvas.draw(direction.shots(), direction.around, direction.large(), direction.layout)
        self.places = canvas.places
        frame = canvas.frame(round(due * CLOCK_HZ))
        self.pictures += 1
        self._encode(direction.encoded, frame, due)
        if direction.shown:
            self.paint(frame, time.monotonic())
        return canvas

    def _sized(self, canvas: Canvas, direction: Direction) -> Canvas:
        """The canvas for the largest rung that somebody needs."""
        self._large = any(rung is Rung.LARGE for _, rung in direction.encoded)
        scale = SHAPES[Rung.LARGE].width / WIDTH if self._large else 1.0
        return canvas if canvas.scale == scale else Canvas(scale)

    def _encode(self, feeds: frozenset[Feed], frame: av.VideoFrame, now: float) -> None:
        for gone in self._encoders.keys() - feeds:
            del self._encoders[gone]
        scaled: dict[Rung, av.VideoFrame] = {}
        for codec, rung in sorted(feeds, reverse=True):
            if rung not in scaled:
                scaled[rung] = self._scaled(rung, frame)
            encoder = self._encoder(codec, rung)
            for packet, key in encoder.encode(scaled[rung], now):
                self.sent_bytes += packet.size
                self.deliver(codec, packet, key, rung)

    def _encoder(self, codec: str, rung: Rung) -> Encoder:
        if (codec, rung) not in self._encoders:
            shape = SHAPES[rung]
            self._encoders[codec, rung] = Encoder(
                codec, shape.width, shape.height, FULL, shape.kbps
            )
        return self._encoders[codec, rung]

    def _scaled(self, rung: Rung, frame: av.VideoFrame) -> av.VideoFrame:
        shape = SHAPES[rung]
        if (frame.width, frame.height) == (shape.width, shape.height):
            return frame
        scaler = self._scalers.setdefault(rung, VideoReformatter())
        made = scaler.reformat(
            frame, shape.width, shape.height, "yuv420p",
            interpolation=Interpolation.BILINEAR, threads=1,
        )  # fmt: skip
        made.pts = frame.pts
        return made
