"""The board of what is shared into the conference: the hub reads it, and nothing else of the wall.

Each process that may have to write it has a channel of its own, so none ever waits for another.
"""

from __future__ import annotations

from media.board import FrameBoard
from media.parent import Message

CHANNELS = 66  # untouched memory costs nothing
SCREEN_CHANNEL = CHANNELS - 1  # of this window's screen
OWN_CAMERA_CHANNEL = CHANNELS - 2  # of this workstation's camera
WORKERS = 31  # the first channels are a camera worker's each, for what the chair shares,
ROOM_FIRST = WORKERS  # and as many behind them, for the picture of the room itself
CARD_CHANNEL = CHANNELS - 3  # of the card of a case
WINDOW_CHANNEL = CHANNELS - 4  # of one window
WIDTH, HEIGHT = 1920, 1080  # at most: writing on the picture stays sharp
ROOM_WIDTH, ROOM_HEIGHT = 1280, 720  # at most, of the room itself
RATE = 15  # pictures a second, as many as the program has
_BEHIND = 4096  # bytes: what scales a picture writes a little further


def share_board() -> FrameBoard:
    """A new one, empty."""
    return FrameBoard.create(CHANNELS, WIDTH * HEIGHT * 4 + _BEHIND)


def show_order(camera: str, channel: int, epoch: int, of_room: bool = False) -> Message:
    """What a camera worker is told."""
    width, height = (ROOM_WIDTH, ROOM_HEIGHT) if of_room else (WIDTH, HEIGHT)
    return {
        "do": "show", "camera": camera, "channel": channel, "epoch": epoch,
        "width": width, "height": height, "rate": RATE,
    }  # fmt: skip
