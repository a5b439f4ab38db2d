"""What a tile knows of its source: the newest picture, its state, and some figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from media.board import Picture
from media.source import Source, SourceState


@dataclass(frozen=True, slots=True)
class Figures:
    """What is measured of a source; zeros where nothing is known yet."""

    stream: str = ""  # main | sub | program
    codec: str = ""
    width: int = 0
    height: int = 0
    fps: float = 0.0
    kbps: float = 0.0
    dropped: int = 0  # pictures that came too late, broken, or built on such
    errors: int = 0  # pictures that could not be decoded, or came out spoilt
    lost_packets: int = 0  # on the way
    reconnects: int = 0
    skipped: int = 0
    effort: str = ""  # full | seldom | references | keys: what is done while the wall keeps up
    interval_s: float = 0.0  # usual time between two pictures that the source sends
    delay_ms: int | None = None  # from the camera's own clock to our reception
    held_back: int = 0  # pictures that are kept to put B frames in order
    key_interval_s: float = 0.0  # usual time between two key pictures
    transport: str = ""  # by which it is read: tcp, udp, multicast, rtsps, any
    instead_of: str = ""  # the transport of the camera list, where another one is taken
    device: str = ""  # that decodes it: cuda, vaapi, ...; empty: software
    newest_at: float | None = None  # monotonic seconds: when the reader got its newest picture
    findings: tuple[str, ...] = ()  # what is wrong with the picture, as codes


class Turns(Protocol):
    """What pictures lie on, by channels: a ``FrameBoard``."""

    def turns(self) -> list[int]:
        """The newest picture's number of each channel."""


class Feed(Protocol):
    """One source on its way to one tile. Only the Qt thread touches it.

    ``turn`` is cheap and asked at every tick, unless ``place`` says where it can be seen together
    with others; ``picture`` is fetched while painting, may be None.
    The picture has the size wished for by ``wish`` or the source's own, whichever is smaller.
    """

    @property
    def source(self) -> Source: ...

    def turn(self) -> int: ...

    def place(self) -> tuple[Turns, int] | None:
        """Board and channel whose turn is this feed's; None where it has to be asked itself."""

    def picture(self) -> Picture | None: ...

    def state(self, now: float) -> SourceState: ...

    def figures(self) -> Figures: ...

    def wish(self, width: int, height: int) -> None:
        """The size in device pixels the tile can show."""

    def close(self) -> None:
        """The tile shows something else now."""


def same_camera(one: Feed | None, other: Feed | None) -> bool:
    """Also when one of them is live and the other a replay: what is looked at closely goes on."""
    return one is not None and other is not None and one.source.name == other.source.name
