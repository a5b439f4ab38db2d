"""Splits a virtual X screen into monitors, as a machine with several screens has them: RandR 1.5,
spoken over the server's own socket.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

SOCKETS = Path("/tmp/.X11-unix")  # where every X server has it
QUERY_EXTENSION, INTERN_ATOM = 98, 16
SCREEN_RESOURCES, SET_MONITOR, DELETE_MONITOR = 8, 43, 44  # of RandR
MM_PER_PX = 0.25

Area = tuple[int, int, int, int]  # x, y, width, height in pixels


class Monitors:
    """Of one display (``:99``). The first that is set takes the place of the whole screen."""

    def __init__(self, display: str) -> None:
        self._line = socket.socket(socket.AF_UNIX)
        self._line.settimeout(10)
        self._line.connect(str(SOCKETS / f"X{display.removeprefix(':')}"))
        self._line.sendall(struct.pack("<BxHHHHxx", ord("l"), 11, 0, 0, 0))
        head = self._read(8)
        self._rest = self._read(struct.unpack_from("<H", head, 6)[0] * 4)
        vendor, formats = struct.unpack_from("<H", self._rest, 16)[0], self._rest[21]
        at = 32 + (vendor + 3) // 4 * 4 + formats * 8
        self.root = struct.unpack_from("<I", self._rest, at)[0]
        self._randr = self._ask(QUERY_EXTENSION, 0, _words(b"RANDR"))[9]
        told = self._ask(self._randr, SCREEN_RESOURCES, struct.pack("<I", self.root))
        crtcs, outputs = struct.unpack_from("<HH", told, 16)
        self._outputs = list(struct.unpack_from(f"<{outputs}I", told, 32 + 4 * crtcs))

    def set(self, name: str, area: Area) -> None:
        """One more monitor."""
        outputs, self._outputs = self._outputs, []
        x, y, width, height = area
        mm = (round(width * MM_PER_PX), round(height * MM_PER_PX))
        info = struct.pack(
            "<IBBHhhHHII",
            self._atom(name),
            bool(outputs),
            0,
            len(outputs),
            x,
            y,
            width,
            height,
            *mm,
        )
        info += struct.pack(f"<{len(outputs)}I", *outputs)
        self._order(SET_MONITOR, struct.pack("<I", self.root) + info)

    def remove(self, name: str) -> None:
        self._order(DELETE_MONITOR, struct.pack("<II", self.root, self._atom(name)))

    def close(self) -> None:
        self._line.close()

    def _atom(self, name: str) -> int:
        answer = self._ask(INTERN_ATOM, 0, _words(name.encode()))
        number: int = struct.unpack_from("<I", answer, 8)[0]
        return number

    def _order(self, minor: int, body: bytes) -> None:
        self._send(self._randr, minor, body)
        self._ask(INTERN_ATOM, 0, _words(b"RANDR"))  # it is done when this is answered

    def _ask(self, major: int, minor: int, body: bytes) -> bytes:
        self._send(major, minor, body)
        answer = self._read(32)
        if answer[0] != 1:
            raise OSError(f"the X server refuses: error {answer[1]} of request {answer[10]}")
        return answer + self._read(struct.unpack_from("<I", answer, 4)[0] * 4)

    def _send(self, major: int, minor: int, body: bytes) -> None:
        self._line.sendall(struct.pack("<BBH", major, minor, 1 + len(body) // 4) + body)

    def _read(self, count: int) -> bytes:
        got = b""
        while len(got) < count:
            more = self._line.recv(count - len(got))
            if not more:
                raise OSError("the X server has closed the line")
            got += more
        return got

    def __enter__(self) -> Monitors:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()


def side_by_side(names: Sequence[str], width: int, height: int) -> dict[str, Area]:
    """The areas of monitors of equal size, from the left."""
    return {name: (n * width, 0, width, height) for n, name in enumerate(names)}


def _words(text: bytes) -> bytes:
    """Length, two bytes of nothing, and the text filled up to whole words."""
    return struct.pack("<Hxx", len(text)) + text + bytes(-len(text) % 4)
