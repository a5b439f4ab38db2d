"""The program: the one picture every site sees, composed and encoded once for all.

A thread of its own composes at an even rate while somebody looks, encodes once for each codec in
use, and hands the packets to the loop. While nobody looks it waits and costs nothing.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import av

from media.hub.canvas import HEIGHT, WIDTH, Canvas, Frameless, Large, Shot
from media.hub.encoding import CLOCK_HZ, Encoder, VideoPacket

RATE = 15  # pictures a second

log = logging.getLogger(__name__)


def nothing_shared() -> Large | None:
    return None


@dataclass(frozen=True, slots=True)
class Direction:
    """What the program is to show and in which codecs. Replaced as a whole, from the loop."""

    shots: Callable[[], tuple[Shot, ...]]
    around: Frameless
    codecs: frozenset[str] = frozenset()
    shown: bool = False  # on a tile of the command room
    large: Callable[[], Large | None] = nothing_shared
    layout: str = "grid"  # of the sites' pictures, where nothing lies large

    @property
    def watched(self) -> bool:
        return bool(self.codecs) or self.shown


@dataclass
class Program:
    """``deliver`` and ``paint`` are called in the program's thread."""

    deliver: Callable[[str, VideoPacket, bool], None]  # codec, packet, whether it is a key picture
    paint: Callable[[av.VideoFrame, float], None]
    pictures: int = field(default=0, init=False)
    sent_bytes: int = field(default=0, init=False)
    late: int = field(default=0, init=False)  # pictures let go because the machine was busy
    _direction: Direction | None = field(default=None, init=False)
    _encoders: dict[str, Encoder] = field(default_factory=dict, init=False)
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

    def wish_key(self, codec: str) -> None:
        """A site cannot go on without a key picture."""
        if encoder := self._encoders.get(codec):
            encoder.wish_key()

    def _run(self) -> None:
        while not self._ending:
            self._wake.wait()
            canvas, due = Canvas(), time.monotonic()
            while self._wake.is_set() and not self._ending:
                try:
                    self._compose(canvas, due)
                except Exception:  # top of the thread: one bad picture must not end the program
                    log.exception("the program picture cannot be made")
                    canvas = Canvas()
                due = self._wait(due + 1 / RATE)
            self._encoders = {}

    def _wait(self, due: float) -> float:
        now = time.monotonic()
        if now > due + 1 / RATE:
            missed = int((now - due) * RATE)
            self.late += missed
            due += missed / RATE
        if due > now:
            time.sleep(due - now)
        return due

    def _compose(self, canvas: Canvas, due: float) -> None:
        direction = self._direction
        if direction is None:
            return
        canvas.draw(direction.shots(), direction.around, direction.large(), direction.layout)
        frame = canvas.frame(round(due * CLOCK_HZ))
        self.pictures += 1
        self._encode(direction.codecs, frame, due)
        if direction.shown:
            self.paint(frame, time.monotonic())

    def _encode(self, codecs: frozenset[str], frame: av.VideoFrame, now: float) -> None:
        for gone in self._encoders.keys() - codecs:
            del self._encoders[gone]
        for codec in codecs:
            if codec not in self._encoders:
                self._encoders[codec] = Encoder(codec, WIDTH, HEIGHT, RATE)
            for packet, key in self._encoders[codec].encode(frame, now):
                self.sent_bytes += packet.size
                self.deliver(codec, packet, key)
