"""The board of what is shared into the conference: the hub reads it, and nothing else of the wall.

Each process that may have to write it has a channel of its own, so none ever waits for another.
"""

from __future__ import annotations

from media.board import FrameBoard
from media.parent import Message

CHANNELS = 64  # untouched memory costs nothing
SCREEN_CHANNEL = CHANNELS - 1  # of this window's screen
CARD_CHANNEL = CHANNELS - 2  # of the card of a case; the others are a camera worker's each
WIDTH, HEIGHT = 1920, 1080  # at most: writing on the picture stays sharp
RATE = 15  # pictures a second, as many as the program has
_BEHIND = 4096  # bytes: what scales a picture writes a little further


def share_board() -> FrameBoard:
    """A new one, empty."""
    return FrameBoard.create(CHANNELS, WIDTH * HEIGHT * 4 + _BEHIND)


def show_order(camera: str, channel: int, epoch: int) -> Message:
    """What a camera worker is told."""
    return {
        "do": "show", "camera": camera, "channel": channel, "epoch": epoch,
        "width": WIDTH, "height": HEIGHT, "rate": RATE,
    }  # fmt: skip
