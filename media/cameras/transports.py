"""The ways to read a camera, and which of them its line takes next. Pure: told the time.

What a camera speaks is seldom known, and firewalls eat UDP. So a way by which nothing comes gives
way to the next one. No other fault does that: another way cures no wrong password.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from media.rtsp.outcome import RtspError
from media.source import Trouble

WISH_AGAIN_S = 600.0  # so long after it was given up, the wish is tried before other ways again
_GIVES_WAY = {
    "tcp": ("tcp", "udp"),
    "udp": ("udp", "tcp"),
    "multicast": ("multicast", "udp", "tcp"),
}


def ways_of(transport: str) -> tuple[str, ...]:
    """The wish of the camera list, and what it gives way to. What is encrypted, and what FFmpeg
    reads by its address alone, has no other way."""
    return _GIVES_WAY.get(transport, (transport,))


class Ways:
    """Of one line, as long as it lives: what worked stays. All are tried once, at once, before any
    is tried again after a pause.

    ``again_s``: a connection that begins so long after the wish was given up begins with it.
    """

    def __init__(self, ways: Iterable[str], again_s: float = WISH_AGAIN_S) -> None:
        self._ways = tuple(ways)
        self._again_s = again_s
        self._at = 0
        self._given_up_at = 0.0  # the wish
        self._failed: list[tuple[str, RtspError]] = []  # since the last pause

    @property
    def way(self) -> str:
        """The one that is taken."""
        return self._ways[self._at]

    @property
    def instead_of(self) -> str | None:
        """The wish, where another way is taken."""
        return self._ways[0] if self._at else None

    def begin(self, now: float) -> str:
        """The way of a connection that is opened now."""
        if not self._failed and now - self._given_up_at >= self._again_s:
            self._at = 0
        return self.way

    def ended(self, error: RtspError, now: float) -> RtspError | None:
        """Why a connection ended, or was not opened. None: the next way is to be tried at once;
        else what to tell before the pause."""
        if error.trouble is not Trouble.TRANSPORT:
            self._failed = []
            return error
        if self._at == 0:
            self._given_up_at = now
        self._failed.append((self.way, error))
        if len(self._failed) < len(self._ways):
            self._at = (self._at + 1) % len(self._ways)
            return None
        failed, self._failed, self._at = self._failed, [], 0
        return _together(failed)


def _together(failed: Sequence[tuple[str, RtspError]]) -> RtspError:
    """Of a round in which no way worked."""
    if len(failed) == 1:
        return failed[0][1]
    detail = "; ".join(f"{way}: {error.detail}" for way, error in failed)
    return RtspError(Trouble.TRANSPORT, detail, patient=all(error.patient for _, error in failed))
