"""Whether a connection is worth keeping, judged by what it brings. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from media.rtsp.outcome import RtspError
from media.source import Trouble

SILENT_S = 8.0  # playing, and no picture in all this time
KEYLESS_S = 60.0  # pictures, but none to begin with
UNDECODED_S = 8.0  # key frames, and no picture comes out of them


@dataclass
class Health:
    """The times of one connection, monotonic seconds; ``judge`` is asked each second or so.

    ``patience``: a factor on all limits.
    """

    playing_at: float
    patience: float = 1.0
    unit_at: float = 0.0
    key_at: float = 0.0
    undecoded_at: float | None = None  # the first key frame that no picture came of so far

    def came(self, key: bool, decoding: bool, at: float) -> None:
        self.unit_at = at
        if key:
            self.key_at = at
            if decoding and self.undecoded_at is None:
                self.undecoded_at = at

    @property
    def newest_at(self) -> float:
        """From when there has been no newer picture."""
        return max(self.unit_at, self.playing_at)

    def decoded(self) -> None:
        self.undecoded_at = None

    def judge(self, now: float, interval_s: float | None = None) -> RtspError | None:
        """Why to end the connection, None while it is well. ``interval_s``: the usual time between
        two pictures, where it is known; a camera that sends one in ten seconds is no silent one."""
        silent_s = now - self.newest_at
        if silent_s >= max(SILENT_S * self.patience, 3 * (interval_s or 0.0)):
            return RtspError(Trouble.SILENT, f"connected, but no picture for {silent_s:.0f} s")
        keyless_s = now - max(self.key_at, self.playing_at)
        if keyless_s >= KEYLESS_S * self.patience:
            return RtspError(Trouble.SILENT, f"no key frame for {keyless_s:.0f} s")
        undecoded_s = 0.0 if self.undecoded_at is None else now - self.undecoded_at
        if self.undecoded_at is not None and undecoded_s >= UNDECODED_S * self.patience:
            return RtspError(Trouble.PROTOCOL, "what arrives cannot be decoded")
        return None
