"""What the console wants on which channel of its board, and putting it there.

Asked from the loop and from decoding threads alike. A channel has one writer at a time: whoever
paints holds the channel's lock and looks again whether its picture is still the one asked for.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import av
import numpy as np
from av.video.reformatter import Interpolation, VideoReformatter

from media.board import FrameBoard, Mark
from media.hub.scene import within

EARLY_S = 0.008  # a picture so little before its turn is in time: clocks are never quite even


@dataclass(frozen=True, slots=True)
class Showing:
    """One order ``show``."""

    source: str
    channel: int
    epoch: int
    width: int
    height: int
    rate: float

    @classmethod
    def read(cls, order: Mapping[str, Any], channels: int) -> Showing:
        """From the order's JSON; ValueError names the field that is wrong."""
        showing = cls(
            source=str(order["source"]),
            channel=int(order["channel"]),
            epoch=int(order["epoch"]),
            width=int(order["width"]),
            height=int(order["height"]),
            rate=float(order.get("rate", 15)),
        )
        if not 0 <= showing.channel < channels:
            raise ValueError(f"channel: {showing.channel} is none of {channels}")
        if not (0 < showing.width <= 4096 and 0 < showing.height <= 4096):
            raise ValueError(f"width, height: {showing.width}x{showing.height} is no size")
        if not 0 < showing.rate <= 240:
            raise ValueError(f"rate: {showing.rate} is none")
        return showing


@dataclass
class _Place:
    lock: threading.Lock = field(default_factory=threading.Lock)
    showing: Showing | None = None
    scaler: VideoReformatter = field(default_factory=VideoReformatter)
    next_at: float = 0.0
    painted_epoch: int | None = None


@dataclass
class Showings:
    """The board's channels as the hub uses them."""

    board: FrameBoard
    _places: dict[int, _Place] = field(default_factory=dict, init=False)
    _by_source: dict[str, tuple[Showing, ...]] = field(default_factory=dict, init=False)

    def show(self, showing: Showing) -> None:
        place = self._places.setdefault(showing.channel, _Place())
        with place.lock:
            if place.showing is None or place.showing.source != showing.source:
                place.next_at = 0.0
            place.showing = showing
        self._sort()

    def hide(self, channel: int) -> None:
        place = self._places.get(channel)
        if place is None:
            return
        with place.lock:
            place.showing, place.painted_epoch = None, None
            self.board.trim(channel)
        self._sort()

    def of(self, source: str) -> tuple[Showing, ...]:
        """Where a source is shown now."""
        return self._by_source.get(source, ())

    def sources(self) -> frozenset[str]:
        return frozenset(self._by_source)

    def paint(self, source: str, frame: av.VideoFrame, received_at: float) -> None:
        """Put a picture on every channel that shows its source and whose turn it is."""
        for showing in self.of(source):
            place = self._places[showing.channel]
            with place.lock:
                if place.showing == showing:
                    self._paint(place, showing, frame, received_at)

    def _paint(
        self, place: _Place, showing: Showing, frame: av.VideoFrame, received_at: float
    ) -> None:
        now = time.monotonic()
        if now < place.next_at - EARLY_S and place.painted_epoch == showing.epoch:
            return
        every_s = 1 / showing.rate
        in_step = now - place.next_at < every_s
        place.next_at = (place.next_at if in_step else now) + every_s
        place.painted_epoch = showing.epoch
        width, height = within(frame.width, frame.height, showing.width, showing.height)
        scaled = place.scaler.reformat(
            frame, width, height, "bgra", interpolation=Interpolation.FAST_BILINEAR, threads=1
        )
        plane = scaled.planes[0]
        rows = np.frombuffer(memoryview(plane), np.uint8).reshape(height, plane.line_size)
        pixels = self.board.begin(showing.channel, width, height)
        pixels.reshape(height, width * 4)[:] = rows[:, : width * 4]
        self.board.publish(
            showing.channel, showing.epoch, width, height, Mark.NONE,
            float("nan"), received_at, time.monotonic(),
        )  # fmt: skip

    def _sort(self) -> None:
        by_source: dict[str, tuple[Showing, ...]] = {}
        for place in self._places.values():
            if place.showing is not None:
                shown = by_source.get(place.showing.source, ())
                by_source[place.showing.source] = (*shown, place.showing)
        self._by_source = by_source
