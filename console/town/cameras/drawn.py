"""Pictures of a head that moves: drawn and encoded beside the town's loop, one at a time."""

from __future__ import annotations

import logging
from concurrent.futures import Executor, Future
from typing import Any

import av
import cv2

from console.town.cameras.darkroom import Dated
from console.town.cameras.packets import ready_picture
from console.town.film.gaze import Place
from console.town.film.outlook import Outlook
from console.town.film.painting import Painting
from console.town.film.reel import (
    DELIMITER,
    PPS,
    SEI,
    SPS,
    encoder_of,
    frame_of,
    split_units,
)
from console.town.film.shot import Shot
from console.town.world.blocks.loop import FRAMES

log = logging.getLogger(__name__)


class Drawn:
    """One stream's pictures from a key picture on. ``dropped`` counts those that were ordered while
    the one before was not ready. ``sets``: SPS and PPS of its reel, which are its own as well."""

    def __init__(
        self, panorama: Painting, shot: Shot, sets: tuple[bytes, bytes], thread: Executor
    ) -> None:
        self._panorama, self._shot, self._sets, self._thread = panorama, shot, sets, thread
        self._outlook: Outlook | None = None
        self._encoder: av.VideoCodecContext | None = None
        self._count = 0
        self._broken = False  # what failed once would fail 25 times a second
        self._work: Future[Dated | None] | None = None
        self.dropped = 0

    def order(self, place: Place, turn: int) -> None:
        """Have a picture of what is seen at a place, as of a turn."""
        if self._broken:
            return
        if self._work is not None:
            self.dropped += 1
            return
        self._work = self._thread.submit(self._picture, place, turn)

    def take(self) -> Dated | None:
        """The picture that was ordered, once, when it is ready."""
        if self._work is None or not self._work.done():
            return None
        work, self._work = self._work, None
        try:
            return work.result()
        except (OSError, ValueError, cv2.error) as error:  # an FFmpeg error is one of the first two
            self._broken = True
            log.error("camera %d is not drawn: %s", self._shot.number + 1, error)
            return None

    def _picture(self, place: Place, turn: int) -> Dated | None:
        """In the thread: nothing else touches the outlook and the encoder."""
        if self._outlook is None or self._encoder is None:
            cv2.setNumThreads(1)
            self._outlook = Outlook(self._panorama, self._shot)
            self._encoder = encoder_of(self._shot, hurried=True)
        frame = frame_of(self._outlook.picture(place, turn % FRAMES))
        frame.pts = self._count
        self._count += 1
        packets: list[av.Packet[Any]] = self._encoder.encode(frame)
        units = [unit for packet in packets for unit in split_units(bytes(packet))]
        slices = tuple(u for u in units if u[0] & 31 not in (SPS, PPS, SEI, DELIMITER))
        return (turn, ready_picture(slices, self._sets)) if slices else None
