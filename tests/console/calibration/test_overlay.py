from __future__ import annotations

from dataclasses import replace

import pytest

from console.calibration.overlay import horizon, mapped, north, rays, rings
from media.calibration import Pose, degrees, metres
from media.place_at import place_at

POSE = Pose(120.19, 30.47, 8.0, 0.0, 10.0, 70.0)


def test_the_horizon_is_where_the_ground_is_no_more() -> None:
    (line,) = horizon(POSE)
    x, y = min(line, key=lambda at: abs(at[0] - 0.5))
    assert place_at(POSE, x, y - 0.005) is None
    assert place_at(replace(POSE, height_m=8.0), x, y + 0.005) is not None
    assert horizon(replace(POSE, tilt_deg=89.0)) == ()


def test_rings_are_so_many_metres_away() -> None:
    found = rings(POSE)
    assert {20.0, 30.0, 40.0} < {each.metres for each in found}
    for ring in found:
        seen = [at for line in ring.lines for at in line if 0 < at[0] < 1 and 0 < at[1] < 1]
        if not seen:
            continue
        x, y = seen[0]
        place = place_at(POSE, x, y)
        assert place is not None
        east, ahead = metres(*place, POSE.longitude, POSE.latitude)
        assert (east**2 + ahead**2) ** 0.5 == pytest.approx(ring.metres, rel=1e-3)


def test_north_is_drawn_only_where_it_is_seen() -> None:
    (line,) = north(POSE)
    assert all(x == pytest.approx(0.5, abs=1e-6) for x, _ in line)
    assert north(replace(POSE, heading_deg=180.0)) == ()
    assert len(rays(POSE)) >= 5


def test_a_road_is_cut_at_the_lens_and_left_out_far_away() -> None:
    ends = [degrees(-5, -40, 120.19, 30.47), degrees(5, 60, 120.19, 30.47)]
    (line,) = mapped(POSE, [ends], 100.0)
    assert len(line) > 10
    assert all(-1 <= x <= 2 and -1 <= y <= 2 for x, y in line)
    far = [degrees(900, 900, 120.19, 30.47), degrees(1000, 900, 120.19, 30.47)]
    assert mapped(POSE, [far, []], 100.0) == []


def test_a_long_line_whose_ends_are_far_passes_by() -> None:
    ends = [degrees(-800, 30, 120.19, 30.47), degrees(800, 30, 120.19, 30.47)]
    assert mapped(POSE, [ends], 100.0) != []
