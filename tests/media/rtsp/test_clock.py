from __future__ import annotations

from math import isnan

import pytest

from media.rtsp.clock import CameraClock
from media.rtsp.rtcp import SenderReport

UNIX, NOW = 1_700_000_000.0, 500.0


def test_without_a_report_nothing_is_known() -> None:
    assert isnan(CameraClock(90000).captured_at(1, NOW))


def test_a_picture_is_placed_by_the_report_across_the_edge_of_the_counter() -> None:
    clock = CameraClock(90000)
    clock.report(SenderReport(1, UNIX - 0.030, 2**32 - 900, 0), UNIX, NOW)
    assert clock.captured_at(900, NOW) == pytest.approx(NOW - 0.030 + 0.020)


@pytest.mark.parametrize("wrong_s", [3600.0, -3600.0, 0.2])
def test_a_camera_whose_clock_is_wrong_tells_nothing(wrong_s: float) -> None:
    clock = CameraClock(90000)
    clock.report(SenderReport(1, UNIX + wrong_s, 0, 0), UNIX, NOW)
    assert isnan(clock.captured_at(0, NOW))
