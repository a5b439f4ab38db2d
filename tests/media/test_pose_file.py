"""``[pose]`` of a calibration file: what is right is read, what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from media.calibration import Pose
from media.onvif.turned import HeadScale
from media.pose_file import LARGEST_FILE, read_head, read_pose

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


HEAD = (
    RIGHT
    + """
[head]
pan = 0.25
pan_deg = 180
tilt_deg = 45.0
hfov_deg = [[0, 62.0], [0.5, 20], [1.0, 3.1]]
"""
)


def test_what_the_positions_of_a_head_mean_is_read(tmp_path: Path) -> None:
    zooms = ((0.0, 62.0), (0.5, 20.0), (1.0, 3.1))
    assert read_head(written(tmp_path, HEAD)) == HeadScale(0.25, 0.0, 0.0, 180.0, 45.0, zooms)
    assert read_head(written(tmp_path, RIGHT)) is None
    assert read_head(written(tmp_path, RIGHT + "[head]\n")) == HeadScale()


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("pan_deg", "pan_dge", "[head] pan_dge is not known; did you mean pan_deg"),
        ("pan = 0.25", "pan = 25", "[head] pan = 25 is out of bounds"),
        ("= 180", '= "180"', "pan_deg = '180' is no number"),
        ("[0.5, 20]", "[0.5]", "two to 64 pairs"),
        ("[0.5, 20]", "[0.0, 20]", "two to 64 pairs"),
        ("[0.5, 20]", "[2.0, 20]", "hfov_deg = 2.0 is out of bounds"),
        ("[0.5, 20]", "[0.5, 0]", "hfov_deg = 0 is out of bounds"),
        ("[[0, 62.0], [0.5, 20], [1.0, 3.1]]", "[[0, 62.0]]", "two to 64 pairs"),
        ("[[0, 62.0], [0.5, 20], [1.0, 3.1]]", "7", "two to 64 pairs"),
    ],
)
def test_a_wrong_head_is_named_by_file_and_key(
    tmp_path: Path, before: str, after: str, says: str
) -> None:
    assert before in HEAD
    with pytest.raises(ValueError) as fault:
        read_head(written(tmp_path, HEAD.replace(before, after, 1)))
    assert says in str(fault.value)
    assert "c01.toml" in str(fault.value)


def test_a_head_has_to_be_a_table(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="head"):
        read_head(written(tmp_path, "head = 3\n" + RIGHT))


def test_the_lens_distortion_and_what_a_head_is_worth_may_be_told(tmp_path: Path) -> None:
    assert read_pose(written(tmp_path, RIGHT + "k1 = -0.2\n")).k1 == -0.2
    head = "[head]\nlean_deg = 1.5\nlean_to_deg = 200\nerror_deg = 0.3\n"
    found = read_head(written(tmp_path, RIGHT + head))
    assert found == HeadScale(lean_deg=1.5, lean_to_deg=200.0, error_deg=0.3)
