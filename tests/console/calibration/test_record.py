from __future__ import annotations

import pytest

from console.calibration.record import Calibration, StreamView, heads_of, poses_of, seen_in
from media.calibration import Pose
from media.onvif.turned import HeadScale

POSE = Pose(120.19, 30.47, 8.0, 40.0, 25.0, 70.0)


def test_a_stream_of_the_same_shape_is_the_same_picture() -> None:
    assert seen_in(POSE, {}, 704 / 396) is POSE
    assert seen_in(POSE, {}, 0.0) is POSE


def test_a_stream_of_another_shape_needs_to_be_told() -> None:
    assert seen_in(POSE, {}, 4 / 3) is None
    squeezed = seen_in(POSE, {"sub": StreamView(4 / 3)}, 704 / 528)
    assert squeezed is POSE
    part = seen_in(POSE, {"sub": StreamView(4 / 3, (0.125, 0.0, 0.875, 1.0))}, 4 / 3)
    assert part is not None
    assert part.hfov_deg == pytest.approx(55.4, abs=0.1)
    assert part.centre_x == pytest.approx(0.5)


def test_poses_and_heads_of_a_room() -> None:
    room = {"a": Calibration(POSE), "b": Calibration(POSE, HeadScale())}
    assert list(poses_of(room)) == ["a", "b"]
    assert list(heads_of(room)) == ["b"]
