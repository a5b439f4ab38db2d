from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from console.calibration.point import ControlPoint
from console.calibration.record import Calibration, HeadPoint, StreamView, Taken
from console.site.calibration_file import (
    path_of,
    read_calibration,
    undo_calibration,
    write_calibration,
    written,
)
from layouts.whole_file import previous
from media.calibration import Pose
from media.onvif.turned import HeadScale
from media.onvif.words import Motion

POSE = Pose(120.19, 30.47, 8.0, 40.0, 25.0, 70.0, 1.0, 1.777778, -0.1)
POINTS = (
    ControlPoint('a "gate"', 0.25, 0.5, 120.1901, 30.4702),
    ControlPoint("b", 0.75, 0.5, 120.1902, 30.4703, 1.2, used=False),
    ControlPoint("c", 0.5, 0.75, 120.1903, 30.4704, check=True),
)
WHOLE = Calibration(
    POSE,
    HeadScale(0.1, -0.2, 0.0, 180.0, 45.0, ((0.0, 60.0), (1.0, 5.0)), 1.5, 200.0, 0.2),
    Taken(
        "points", "B", 9.25, 0.62, 0.5, "王芳", datetime(2026, 11, 26, 8, 30, tzinfo=UTC), "gcj02",
        "sub", 704, 576, 0.25, "gate", "sha256:00ff",
        tuple(tuple(float(a * b) for a in range(8)) for b in range(8)),
    ),
    {"sub": StreamView(4 / 3, (0.125, 0.0, 0.875, 1.0))},
    POINTS,
    (HeadPoint(POINTS[0], Motion(0.5, -0.25, 0.0)),),
)  # fmt: skip


def put(folder: Path, text: str) -> Path:
    path = path_of(folder, "c01")
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    write_calibration(tmp_path, "c01", WHOLE)
    found, faults = read_calibration(path_of(tmp_path, "c01"), "calibrations/c01.toml")
    assert faults == []
    assert found == WHOLE


def test_a_bare_pose_is_a_calibration_that_was_typed(tmp_path: Path) -> None:
    text = written(Calibration(POSE)).split("[fit]")[0]
    found, faults = read_calibration(put(tmp_path, text), "c")
    assert faults == []
    assert found == Calibration(POSE)
    assert found.taken.method == "typed"


def test_the_step_before_is_kept_and_comes_back(tmp_path: Path) -> None:
    write_calibration(tmp_path, "c01", WHOLE)
    assert not undo_calibration(tmp_path, "c01")
    better = replace(WHOLE, taken=replace(WHOLE.taken, grade="A"))
    write_calibration(tmp_path, "c01", better)
    path = path_of(tmp_path, "c01")
    assert previous(path).exists()
    assert undo_calibration(tmp_path, "c01")
    assert read_calibration(path, "c")[0] == WHOLE
    assert undo_calibration(tmp_path, "c01")
    assert read_calibration(path, "c")[0] == better


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("tilt_deg = 25.0", "tilt_deg = 95.0", "c:6: [pose] tilt_deg = 95.0 is out of bounds"),
        ("lean_deg = 1.5", "lean_deg = 45.0", "[head] lean_deg = 45.0 is out of bounds"),
        ('grade = "B"', 'grade = "E"', 'fit.grade: "E" is not one of'),
        ("width = 704", 'width = "704"', "fit.width: needs a whole number"),
        ("date = 2026-11-26T08:30:00+00:00", "date = 2026-11-26", "fit.date: needs a moment"),
        ('datum = "gcj02"', 'datum = "gcj"', "fit.datum"),
        ("crop = [0.125, 0.0,", "crop = [0.9, 0.0,", "streams.sub.crop: needs [left, top"),
        ("crop = [0.125, 0.0,", "crop = [0.87, 0.0,", "streams.sub.crop: shows less than 5%"),
        ("aspect = 1.3333333333333333", "", "streams.sub.aspect: is missing"),
        ("x = 0.75", "x = 7.5", "points[1].x: 7.5 is not between"),
        ("y = 0.75", "", "points[2].y: is missing"),
        ("pan = 0.5", "pan = 5", "head_points[0].pan: 5 is not between"),
        ("check = true", "chekc = true", "did you mean"),
        ("covariance = [[0.0, 0.0, 0.0,", "covariance = [[0.0, 0.0,", "needs eight rows"),
        ("[fit]", "[fitt]", "did you mean"),
        ("[pose]", "[pose", "is no TOML"),
    ],
)
def test_mistakes_are_told_by_file_line_and_key(
    tmp_path: Path, before: str, after: str, says: str
) -> None:
    text = written(WHOLE)
    assert before in text
    found, faults = read_calibration(put(tmp_path, text.replace(before, after, 1)), "c")
    assert found is None
    told = "\n".join(map(str, faults))
    assert says in told
    assert all(fault.line for fault in faults)


def test_a_file_that_is_not_there_or_too_large_is_told(tmp_path: Path) -> None:
    assert "cannot be read" in str(read_calibration(tmp_path / "no.toml", "c")[1][0])
    long = put(tmp_path, "#" * (1 << 21))
    assert "larger than" in str(read_calibration(long, "c")[1][0])
