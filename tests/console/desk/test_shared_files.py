from __future__ import annotations

from pathlib import Path

import pytest

from console.desk.shared_files import LONGEST, MOST_CHOSEN, SharedFiles


@pytest.fixture
def files(tmp_path: Path) -> SharedFiles:
    (tmp_path / "recordings" / "clips").mkdir(parents=True)
    for name in ("recordings/clips/a.mp4", "secret.mp4"):
        (tmp_path / name).write_bytes(b"x")
    return SharedFiles(tmp_path / "recordings")


def test_a_recording_is_found_by_its_name_in_the_folder(files: SharedFiles, tmp_path: Path) -> None:
    assert files.path("file:clips/a.mp4") == tmp_path / "recordings" / "clips" / "a.mp4"
    assert files.name("file:clips/a.mp4") == "a.mp4"


@pytest.mark.parametrize(
    "written",
    ["file:clips/b.mp4", "file:clips", "file:../secret.mp4", "file:/etc/passwd", "camera:c01", ""],
)
def test_nothing_else_of_the_machine_is_found(files: SharedFiles, written: str) -> None:
    assert files.path(written) is None


def test_a_link_does_not_lead_out_of_the_folder(files: SharedFiles, tmp_path: Path) -> None:
    (tmp_path / "recordings" / "b.mp4").symlink_to(tmp_path / "secret.mp4")
    assert files.path("file:b.mp4") is None


def test_what_the_chair_chose_may_lie_anywhere(files: SharedFiles, tmp_path: Path) -> None:
    source = files.choose(tmp_path / "secret.mp4")
    assert source == "file:secret.mp4"
    assert files.path(source) == tmp_path / "secret.mp4"


def test_names_and_their_number_are_bounded(files: SharedFiles, tmp_path: Path) -> None:
    source = files.choose(tmp_path / ("长" * 200 + ".mp4"))
    assert len(source) <= LONGEST + len("file:")
    assert source.endswith(".mp4")
    for number in range(MOST_CHOSEN):
        files.choose(tmp_path / f"{number}.mp4")
    assert files.path(source) is None
