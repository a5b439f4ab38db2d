"""A site that only loads: what it is sent is counted and reported, and nobody deciphers it.

In truth each site is a machine of its own. Where one machine plays all of them, what they do with
the program takes the processor that the hub and their own sending need.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

_HEAD = struct.Struct("!BBHI")
_RTCP = range(192, 209)


class Head(NamedTuple):
    """What the receiver's statistics ask of a packet."""

    sequence_number: int
    timestamp: int


class Unheard:
    """Lies between a connection and its decipherer from now on. ``mark`` is called for each packet.

    What a stream's first packet tells stays as it was; there are no estimates of the line's rate.
    """

    def __init__(self, receivers: Sequence[Any], mark: Callable[[], None]) -> None:
        self._receivers, self._mark = receivers, mark
        self._counted: dict[bytes, Any] = {}
        connection = receivers[0].transport.transport._connection
        self._pass = connection.data_received
        connection.data_received = self._take

    def _take(self, data: bytes, component: int) -> None:
        if 127 < data[0] < 192 and data[1] not in _RTCP:
            counted = self._counted.get(data[8:12]) or self._known(data[8:12])
            if counted is not None:
                _, _, number, timestamp = _HEAD.unpack_from(data)
                counted.add(Head(number, timestamp))
                self._mark()
                return
        self._pass(data, component)

    def _known(self, source: bytes) -> Any:
        """The statistics of a stream that its receiver knows."""
        for receiver in self._receivers:
            streams = receiver._RTCRtpReceiver__remote_streams
            if found := streams.get(int.from_bytes(source, "big")):
                self._counted[source] = found
                return found
        return None
