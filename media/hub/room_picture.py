"""The command room's own picture as a place on the program beside the sites.

It comes over the board of what is shared, from a camera worker or from the console's own camera. A
picture that is not the present one is not shown: the cell has the room's name and nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import av
from av.video.reformatter import Interpolation, VideoReformatter

from media.board import FrameBoard
from media.hub import happening as h
from media.hub.canvas import Shot
from media.hub.orders import LONGEST_NAME, Lie
from media.hub.pictures import Picture
from media.hub.scene import within
from media.hub.shared import Newest, SharedPictures

MOST_WIDTH, MOST_HEIGHT = 1280, 720  # as large as the program


@dataclass
class RoomPicture:
    """``look`` in the loop, ``shot`` in the program's thread, ``state`` in both."""

    board: FrameBoard | None
    _pictures: SharedPictures = field(init=False)
    _scaler: VideoReformatter = field(default_factory=VideoReformatter, init=False)
    _taken: tuple[tuple[int, int], Picture] | None = field(default=None, init=False)
    _count: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._pictures = SharedPictures(self.board)

    def look(self, lie: Lie) -> None:
        """Where it lies from now on. ValueError: there is no such place."""
        self._pictures.look(lie)

    def state(self) -> str:
        """``connecting``, ``live`` or ``stale``."""
        return self._pictures.state(h.ROOM)

    def shot(self, name: str, speaking: bool = False) -> Shot:
        """As the program shows it now."""
        newest = self._pictures.newest(h.ROOM)
        if newest is None or self.state() != "live":
            self._taken = None
        elif self._taken is None or self._taken[0] != newest.number:
            self._take(newest)
        return Shot(h.ROOM, name, self._taken[1] if self._taken else None, speaking)

    def _take(self, newest: Newest) -> None:
        """A copy of its own, if it was whole until it was made: what lies on the board goes."""
        size = within(newest.frame.width, newest.frame.height, MOST_WIDTH, MOST_HEIGHT)
        frame = self._scaled(newest.frame, *size)
        if newest.valid():
            self._count += 1
            self._taken = newest.number, Picture(frame, 0.0, self._count)

    def _scaled(self, frame: av.VideoFrame, width: int, height: int) -> av.VideoFrame:
        width, height = width // 2 * 2, height // 2 * 2
        return self._scaler.reformat(
            frame, width, height, "yuv420p", interpolation=Interpolation.BILINEAR
        )


def place(order: Mapping[str, Any]) -> tuple[h.RoomPlace, Lie | None]:
    """The order ``place``: the room takes a place on the program, or none (``name`` null)."""
    name = order.get("name")
    if name is None:
        return h.RoomPlace(None), None
    if not isinstance(name, str) or not 0 < len(name) <= LONGEST_NAME:
        raise ValueError(f"name: a text of 1 to {LONGEST_NAME} characters, or null")
    return h.RoomPlace(name), Lie(h.ROOM, int(order["channel"]), int(order["epoch"]))
