"""When a picture was taken, on our monotonic clock, from a camera's sender reports. Pure."""

from __future__ import annotations

from math import nan

from media.rtsp.rtcp import SenderReport
from media.rtsp.rtp import Wrapped

EARLIEST_S = 10.0  # a picture said to be older was taken by a camera whose clock is wrong
LATEST_S = 0.05  # the same for one from the future; less is the inexactness of two clocks


class CameraClock:
    """Maps RTP times to monotonic seconds once a report has come, and if the camera keeps time."""

    def __init__(self, clock_hz: int) -> None:
        self._clock_hz = clock_hz
        self._ticks = Wrapped(32)
        self._at: float | None = None
        self._origin = 0

    def report(self, report: SenderReport, unix_now: float, monotonic_now: float) -> None:
        """Take a sender report that arrived now."""
        self._origin = self._ticks.unroll(report.timestamp)
        self._at = monotonic_now - (unix_now - report.unix_s)

    def captured_at(self, timestamp: int, now: float) -> float:
        """Monotonic seconds; NaN where the camera does not tell, or tells nonsense."""
        ticks = self._ticks.unroll(timestamp)
        if self._at is None:
            return nan
        at = self._at + (ticks - self._origin) / self._clock_hz
        return at if -LATEST_S <= now - at <= EARLIEST_S else nan
