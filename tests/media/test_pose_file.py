"""``[pose]`` of a calibration file: what is right is read, what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from media.calibration import Pose
from media.pose_file import LARGEST_FILE, read_pose

RIGHT = """
[pose]
longitude = 120.19
latitude = 30.47
height_m = 8
heading_deg = 270.5
tilt_deg = 12.0
roll_deg = -1.5
hfov_deg = 62.0
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "c01.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_pose_is_read(tmp_path: Path) -> None:
    pose = read_pose(written(tmp_path, RIGHT))
    assert pose == Pose(120.19, 30.47, 8.0, 270.5, 12.0, 62.0, -1.5, 16 / 9)


def test_aspect_and_control_points_may_be_there(tmp_path: Path) -> None:
    more = RIGHT + "aspect = 1.25\n[[points]]\nx = 0.5\ny = 0.5\n"
    assert read_pose(written(tmp_path, "\ufeff" + more)).aspect == 1.25


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("tilt_deg = 12.0", "", "tilt_deg is missing"),
        ("tilt_deg", "tilt_dge", "did you mean tilt_deg"),
        ("tilt_deg", "zzz", "the keys are longitude"),
        ("12.0", '"12"', "tilt_deg = '12' is no number"),
        ("12.0", "nan", "tilt_deg = nan is no number"),
        ("12.0", "true", "tilt_deg = True is no number"),
        ("12.0", "91", "out of bounds"),
        ("30.47", "120.47", "latitude = 120.47 is out of bounds"),
        ("62.0", "0", "hfov_deg = 0 is out of bounds"),
        ("62.0", "1" * 400, "hfov_deg"),
        ("[pose]", "[poze]", "[pose] is missing"),
        ("[pose]", "[pose", "is not TOML"),
    ],
)
def test_a_wrong_pose_is_named_by_file_and_key(
    tmp_path: Path, before: str, after: str, says: str
) -> None:
    path = written(tmp_path, RIGHT.replace(before, after, 1))
    with pytest.raises(ValueError) as fault:
        read_pose(path)
    assert str(path) in str(fault.value)
    assert says in str(fault.value)


def test_a_file_that_is_not_there_large_or_not_utf8_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"none\.toml: cannot be read"):
        read_pose(tmp_path / "none.toml")
    with pytest.raises(ValueError, match=r"c01\.toml: larger than"):
        read_pose(written(tmp_path, "#" * (LARGEST_FILE + 1)))
    path = tmp_path / "gbk.toml"
    path.write_bytes("# 塘".encode("gbk"))
    with pytest.raises(ValueError, match=r"gbk\.toml: is not UTF-8"):
        read_pose(path)
