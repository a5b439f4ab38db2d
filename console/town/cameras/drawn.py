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
    """One stream's pictures from a key picture on. ``sets``: SPS and PPS of its reel, which are its
    own as well. ``broken``: there will be none any more."""

    def __init__(
        self, panorama: Painting, shot: Shot, sets: tuple[bytes, bytes], thread: Executor
    ) -> None:
        self._shot, self._sets, self._thread = shot, sets, thread
        self._tools = thread.submit(_opened, panorama, shot)
        self._count = 0
        self._work: Future[Dated | None] | None = None
        self.broken = False  # what failed once would fail 25 times a second

    @property
    def ready(self) -> bool:
        return self._tools.done() and not self.broken

    def order(self, place: Place, turn: int) -> bool:
        """Have a picture of what is seen at a place, as of a turn; not while the one before is not
        ready or not taken."""
        if self._work is not None or self.broken:
            return False
        self._work = self._thread.submit(self._picture, place, turn)
        return True

    def take(self) -> Dated | None:
        """The picture that was ordered, once, when it is ready."""
        if self._work is None or not self._work.done():
            return None
        work, self._work = self._work, None
        try:
            return work.result()
        except (OSError, ValueError, av.FFmpegError, cv2.error) as error:
            self.broken = True
            log.error("camera %d is not drawn: %s", self._shot.number + 1, error)
            return None

    def _picture(self, place: Place, turn: int) -> Dated | None:
        """In the thread: nothing else touches the outlook and the encoder."""
        outlook, encoder = self._tools.result()
        frame = frame_of(outlook.picture(place, turn % FRAMES))
        frame.pts = self._count
        self._count += 1
        packets: list[av.Packet[Any]] = encoder.encode(frame)
        units = [unit for packet in packets for unit in split_units(bytes(packet))]
        slices = tuple(u for u in units if u[0] & 31 not in (SPS, PPS, SEI, DELIMITER))
        return (turn, ready_picture(slices, self._sets)) if slices else None


def _opened(panorama: Painting, shot: Shot) -> tuple[Outlook, av.VideoCodecContext]:
    cv2.setNumThreads(1)  # a picture is drawn by the one thread that there is for all
    return Outlook(panorama, shot), encoder_of(shot, hurried=True)
