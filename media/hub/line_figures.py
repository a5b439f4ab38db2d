"""How a site's line does, from the counters of the WebRTC library. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class LineFigures:
    """How a site's line does, over the last second. ``rtt_ms`` None: not yet known."""

    up_kbps: float = 0.0
    up_fps: float = 0.0
    up_loss: float = 0.0  # 0 to 1
    up_late: float = 0.0  # 0 to 1, of the voice packets of some seconds: after their turn
    down_kbps: float = 0.0
    down_loss: float = 0.0
    rtt_ms: float | None = None


@dataclass
class Meter:
    """Differences between two readings of the library's counters."""

    _at: float | None = field(default=None, init=False)
    _last: dict[str, float] = field(default_factory=dict, init=False)

    def read(
        self, reports: Sequence[Any], up_bytes: int, up_pictures: int, now: float
    ) -> LineFigures:
        took = max(now - self._at, 0.001) if self._at is not None else float("inf")
        self._at = now
        inbound = [report for report in reports if report.type == "inbound-rtp"]
        got = self._since("got", sum(report.packetsReceived for report in inbound))
        lost = self._since("lost", sum(report.packetsLost for report in inbound))
        echoes = [report for report in reports if report.type == "remote-inbound-rtp"]
        sent = sum(report.bytesSent for report in reports if report.type == "outbound-rtp")
        times = [report.roundTripTime for report in echoes if report.roundTripTime is not None]
        return LineFigures(
            up_kbps=round(self._since("up", up_bytes) * 8 / 1000 / took, 1),
            up_fps=round(self._since("pictures", up_pictures) / took, 1),
            up_loss=round(max(lost, 0.0) / max(got + lost, 1.0), 3),
            down_kbps=round(self._since("sent", sent) * 8 / 1000 / took, 1),
            down_loss=round(max((r.fractionLost / 256 for r in echoes), default=0.0), 3),
            rtt_ms=round(min(times) * 1000, 1) if times else None,
        )

    def _since(self, name: str, value: float) -> float:
        before = self._last.get(name, 0.0)
        self._last[name] = value
        return value - before
