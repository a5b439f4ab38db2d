"""Packets of a picture put together in their order, each picture as soon as its last packet is
there. Pure.

aiortc waits for the first packet of the next picture, 67 ms at 15 pictures a second, and looks
through all that waits at every packet. Here the mark of a picture's last packet counts, unless the
sender sets it elsewhere: then it is the next picture's stamp again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

MOST = 512  # packets that wait for a lost one
_RESTART = 1000  # packets behind: another stream


@dataclass
class PictureBuffer:
    """``give`` gets payload type and data of each whole picture, in order; it must not fail."""

    give: Callable[[int, bytes], None]
    _next: int | None = field(default=None, init=False)
    _held: dict[int, Any] = field(default_factory=dict, init=False)
    _parts: list[bytes] = field(default_factory=list, init=False)
    _stamp: int | None = field(default=None, init=False)  # of the parts, or of what was given last
    _type: int = field(default=0, init=False)
    _marked: bool = field(default=True, init=False)  # the sender's marks can be relied on

    def add(self, packet: Any) -> tuple[bool, None]:
        """One packet as aiortc parsed it. Whether a key picture is to be asked for; the rest is
        for aiortc's form."""
        number = packet.sequence_number
        if self._next is None:
            self._next = number
        ahead = ((number - self._next + 0x8000) & 0xFFFF) - 0x8000
        lost = ahead >= MOST
        if lost or ahead < -_RESTART:
            self.start_over()
            self._next, ahead = number, 0
        if ahead < 0:
            return False, None
        self._held[number] = packet
        while (found := self._held.pop(self._next, None)) is not None:
            self._next = (self._next + 1) & 0xFFFF
            self._append(found)
        return lost, None

    def start_over(self) -> None:
        """Give up what is missing; the next packet begins anew."""
        self._held.clear()
        self._parts = []
        self._next = self._stamp = None

    def _append(self, packet: Any) -> None:
        if packet.timestamp != self._stamp:
            self._flush()
        elif not self._parts and self._stamp is not None:
            self._marked = False  # its mark stood in the middle of this picture
        self._stamp, self._type = packet.timestamp, packet.payload_type
        self._parts.append(packet._data)  # noqa: SLF001 - where aiortc lays what it unpacked
        if packet.marker and self._marked:
            self._flush()

    def _flush(self) -> None:
        if self._parts:
            data, self._parts = b"".join(self._parts), []
            self.give(self._type, data)
