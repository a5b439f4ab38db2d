"""How a line does, from counters that only grow."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from media.hub.line_figures import LineFigures, Meter


def reports(got: int, lost: int, sent: int, rtt: float | None = 0.03, gone: int = 0) -> list[Any]:
    return [
        SimpleNamespace(type="inbound-rtp", packetsReceived=got, packetsLost=lost),
        SimpleNamespace(type="outbound-rtp", bytesSent=sent),
        SimpleNamespace(type="remote-inbound-rtp", roundTripTime=rtt, fractionLost=gone),
        SimpleNamespace(type="transport"),
    ]


def test_figures_are_of_the_last_second() -> None:
    meter = Meter()
    meter.read(reports(100, 0, 5000), 10_000, 30, 100.0)
    found = meter.read(reports(190, 10, 130_000, gone=64), 72_500, 45, 101.0)
    assert found == LineFigures(
        up_kbps=500.0, up_fps=15.0, up_loss=0.1, down_kbps=1000.0, down_loss=0.25, rtt_ms=30.0
    )


def test_the_first_reading_and_an_unknown_round_trip_are_no_figures() -> None:
    meter = Meter()
    first = meter.read(reports(100, 0, 5000, rtt=None), 10_000, 30, 100.0)
    assert (first.up_kbps, first.up_fps, first.rtt_ms) == (0.0, 0.0, None)
    assert meter.read([], 10_000, 30, 101.0).rtt_ms is None
