from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.site.records import CameraEntry
from console.ui.camera_paper import GROUP, HEAD, ROW, CameraPaper, Group, Row, laid_out

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


def test_a_folder_that_cannot_be_made_is_an_error(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "gone").write_text("in the way")
    with pytest.raises(OSError, match="gone"):
        CameraPaper("运河镇", [], "").write(tmp_path / "gone" / "x.pdf")


def test_it_comes_page_by_page_and_who_stops_early_has_no_file(
    qapp: QApplication, tmp_path: Path
) -> None:
    pages = CameraPaper("运河镇", cameras(200), "").pages(tmp_path / "c.pdf")
    assert [next(pages), next(pages)] == [(1, 5), (2, 5)]
    pages.close()
    assert list(tmp_path.iterdir()) == []


def test_no_title_of_a_group_stands_alone_at_the_foot() -> None:
    rows = [Row(str(n), camera) for n, camera in enumerate(cameras(70))]
    rows.sort(key=lambda row: row.camera.group)
    for high in range(HEAD + GROUP + ROW, 900, 7):
        pages = laid_out(rows, high)
        lines = [line for page in pages for line in page]
        assert [line for line in lines if isinstance(line, Row)] == rows
        assert len(lines) == len(rows) + 7
        assert not any(isinstance(page[-1], Group) for page in pages)
        tall = [HEAD + sum(ROW if isinstance(line, Row) else GROUP for line in p) for p in pages]
        assert max(tall) <= high
