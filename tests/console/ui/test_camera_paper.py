from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.site.records import CameraEntry
from console.ui.camera_paper import CameraPaper

SECRET = "rtsp://10.0.0.1/user=op&password=geheim&channel=1"


def cameras(count: int) -> list[CameraEntry]:
    return [CameraEntry(f"c{n:03}", f"村口{n}", SECRET, f"片区{n % 7}") for n in range(count)]


def test_all_cameras_are_printed_over_as_many_pages_as_they_need(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "cameras.pdf"
    assert CameraPaper("运河镇", cameras(20), "2026-11-23 12:00").write(path) == 1
    assert path.read_bytes().startswith(b"%PDF")
    assert CameraPaper("运河镇", cameras(200), "2026-11-23 12:00").write(path) == 5


def test_a_room_without_cameras_has_an_empty_sheet(qapp: QApplication, tmp_path: Path) -> None:
    assert CameraPaper("运河镇", [], "2026-11-23 12:00").write(tmp_path / "none.pdf") == 1


def test_no_password_is_drawn(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    paper = CameraPaper("运河镇", cameras(2), "2026-11-23 12:00")
    write = paper._write
    monkeypatch.setattr(
        paper, "_write", lambda p, t, cells, r: (drawn.extend(cells), write(p, t, cells, r))
    )
    paper.write(tmp_path / "two.pdf")
    assert any("password=********" in cell for cell in drawn)
    assert not any("geheim" in cell for cell in drawn)


def test_a_folder_that_is_not_there_is_an_error(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="gone"):
        CameraPaper("运河镇", [], "").write(tmp_path / "gone" / "x.pdf")
