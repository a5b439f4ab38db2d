"""Tracks that come by multicast: the sockets that hear their groups. Lives in one asyncio loop."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
import struct
from collections.abc import Callable

from media.rtsp.outcome import RtspError
from media.rtsp.transport import Group
from media.source import Trouble

MOST_AT_ONCE = 64  # packets of one socket, then others have their turn
_LARGEST = 65536
_BUFFER_BYTES = 4 * 1024 * 1024  # a key picture's packets come in one burst
_ALL_GROUPS = 49  # IP_MULTICAST_ALL of Linux: whether what others have joined is heard too


class Groups:
    """The groups of one session. ``take`` gets channel and packet; RTP of a track comes on the
    channel that it was joined with, RTCP on the next one."""

    def __init__(self, card: str, take: Callable[[int, bytes], None]) -> None:
        """``card``: IPv4 address of the network card; empty: the system's way to the group."""
        self._card = card
        self._take = take
        self._lines: dict[int, socket.socket] = {}
        self._places: dict[int, tuple[str, int]] = {}
        self._loop = asyncio.get_running_loop()

    def join(self, group: Group, channel: int) -> None:
        """Raises RtspError where the machine cannot hear the group."""
        for at, port in ((channel, group.port), (channel + 1, group.rtcp_port)):
            line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)
            try:
                _hear(line, group.address, port, self._card)
            except OSError as fault:
                line.close()
                name = errno.errorcode.get(fault.errno or 0, type(fault).__name__)
                place = f"{group.address}:{port}" + (f" by {self._card}" if self._card else "")
                raise RtspError(
                    Trouble.TRANSPORT, f"the group {place} cannot be joined ({name})"
                ) from None
            self._lines[at], self._places[at] = line, (group.address, port)
            self._loop.add_reader(line, self._read, at, line)

    def send(self, channel: int, packet: bytes) -> None:
        """To the group; it may get lost."""
        if line := self._lines.get(channel):
            with contextlib.suppress(OSError):
                line.sendto(packet, self._places[channel])

    def close(self) -> None:
        """Leave them all; nothing more is taken."""
        for line in self._lines.values():
            self._loop.remove_reader(line)
            line.close()
        self._lines.clear()
        self._take = _ignore  # else they hold each other until the collector comes

    def _read(self, channel: int, line: socket.socket) -> None:
        for _ in range(MOST_AT_ONCE):
            try:
                packet = line.recv(_LARGEST)
            except OSError:  # there is no more now, or what was taken has left the group
                return
            self._take(channel, packet)


def _ignore(_channel: int, _packet: bytes) -> None:
    """What comes to groups that were left."""


def _hear(line: socket.socket, group: str, port: int, card: str) -> None:
    line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # other readers hear it too
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER_BYTES)
    line.setsockopt(socket.IPPROTO_IP, _ALL_GROUPS, 0)
    line.bind((group, port))
    own = socket.inet_aton(card or "0.0.0.0")
    joined = struct.pack("4s4s", socket.inet_aton(group), own)
    line.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, joined)
    if card:
        line.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, own)
