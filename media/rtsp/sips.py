"""How much of a stream that nobody waits for may gather in its socket before it is read. Pure.

A camera that is held but not shown brings thirty packets a second, and being woken for each costs
more than what is done with it. The socket is told (SO_RCVLOWAT) to wake its reader only when so
many bytes are there; that takes no timer, and a key picture is read while it comes.
"""

from __future__ import annotations

# bytes: a fraction of what a socket takes in from the start (64 KiB), so that no camera has to
# wait; and it fits into the room of one reading
LARGEST_SIP = 12 * 1024
LOOK_S = 0.5  # the rate is not measured over less


class Sips:
    """Told of one connection how much it has brought, each second or so. Times are monotonic
    seconds."""

    def __init__(self) -> None:
        self._rates = 0.0, 0.0  # bytes a second, at the last two looks
        self._received = 0
        self._at = 0.0

    def size(self, received: int, now: float, sip_s: float) -> int:
        """Bytes that shall be there before they are read: what comes in ``sip_s`` seconds, 1 for
        reading at once.

        Of two looks the poorer counts, for one of them may have seen a key picture; where nothing
        came everything is read at once, so that silence is silence.
        """
        span = now - self._at
        if span >= LOOK_S:
            self._rates = self._rates[1], (received - self._received) / span
            self._received, self._at = received, now
        return max(1, min(int(min(self._rates) * sip_s), LARGEST_SIP))
