"""What a camera sends, before anything is decoded: pictures and sound as units, and their formats.

Every reader gives these, whatever it speaks with the camera; decoders, memories and recorders take
them. Times are monotonic seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

Octets = bytes | memoryview  # a view cannot be written to


def ticks_between(earlier: int, later: int) -> int:
    """From one 32-bit timestamp to another, whichever way round is the shorter; below 0 where the
    other is the older one."""
    return (later - earlier + 2**31) % 2**32 - 2**31


@dataclass(frozen=True, slots=True)
class VideoFormat:
    """``codec``: ``h264``, ``hevc`` or ``mjpeg``. ``parameter_sets``: NAL units without start
    codes, as far as they are known before the first picture."""

    codec: str
    parameter_sets: tuple[bytes, ...] = ()
    clock_hz: int = 90000


@dataclass(frozen=True, slots=True)
class SoundFormat:
    """``codec``: ``pcmu``, ``pcma``, ``aac`` or ``opus``. ``config`` is an AAC stream's
    AudioSpecificConfig (ISO/IEC 14496-3), else empty."""

    codec: str
    clock_hz: int
    channels: int = 1
    config: bytes = b""


class AccessUnit(NamedTuple):
    """One coded picture; H.264 and H.265 in Annex B.

    ``key``: decoding can begin here; parameter sets are inside. ``broken``: something of it or of
    the pictures it builds on is missing. ``timestamp`` in ticks of the format's clock, 32 bits.
    ``sps`` is the sequence parameter set in force, None while there is none. ``reference``: others
    may build on it; without it the next ones can still be decoded.
    """

    data: Octets
    key: bool
    broken: bool
    timestamp: int
    sps: bytes | None
    codec: str = "h264"
    reference: bool = True


class Coded(Protocol):
    """A coded picture, from a camera or out of a recording: what a decoder asks of it. The words
    are those of ``AccessUnit``."""

    @property
    def data(self) -> Octets: ...

    @property
    def key(self) -> bool: ...

    @property
    def broken(self) -> bool: ...

    @property
    def sps(self) -> bytes | None: ...

    @property
    def codec(self) -> str: ...

    @property
    def reference(self) -> bool: ...


class SoundUnit(NamedTuple):
    """One coded piece of sound; ``timestamp`` in ticks of its format's clock, 32 bits."""

    data: bytes
    timestamp: int


class Arrival(NamedTuple):
    """A coded picture and its times; ``captured_at`` is NaN where the camera does not tell."""

    unit: AccessUnit
    received_at: float
    captured_at: float


class Sink(Protocol):
    """Takes what a reader brings, in the worker's loop. It must not block."""

    def described(self, video: VideoFormat, sound: SoundFormat | None) -> None: ...

    def unit(self, unit: AccessUnit, received_at: float, captured_at: float) -> None: ...

    def sound(self, unit: SoundUnit, received_at: float) -> None: ...


class Tap(Protocol):
    """Takes what a stream brings, undecoded, in the worker's loop. It must not block."""

    def begin(self, video: VideoFormat, sound: SoundFormat | None) -> None:
        """A connection stands; what came before has ended."""

    def unit(self, arrival: Arrival) -> None: ...

    def sound(self, unit: SoundUnit, received_at: float) -> None: ...
