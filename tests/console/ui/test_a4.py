from __future__ import annotations

import stat
from pathlib import Path

import pytest
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from console.ui import a4
from console.ui.a4 import a4_paper, a4_writer


def test_a_page_is_a4_within_its_margins(qapp: QApplication, tmp_path: Path) -> None:
    writer: QPdfWriter = a4_writer(tmp_path / "a.pdf", "名单", 72, 25.4)
    painter = QPainter(writer)
    room = painter.viewport()
    painter.end()
    # 210 x 297 mm less an inch on each side, in 72nds of one
    assert (abs(room.width() - 451), abs(room.height() - 698)) <= (2, 2)
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_what_is_secret_is_made_for_its_owner_alone(qapp: QApplication, tmp_path: Path) -> None:
    a4_writer(tmp_path / "a.pdf", "", 72, 10, mode=0o600)
    assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == 0o600


def test_why_it_cannot_be_written_is_told(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        a4_writer(tmp_path / "nowhere" / "a.pdf", "", 72, 10)


def test_a_paper_is_there_when_it_is_whole(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "reports" / "a.pdf"
    with a4_paper(path, "", 72, 10, 0o600) as (writer, painter):
        painter.drawText(20, 20, "1")
        writer.newPage()
        assert not path.exists()
    assert path.read_bytes().rstrip().endswith(b"%%EOF")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_of_a_paper_that_is_given_up_nothing_is_left_and_the_one_before_stays(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("before")
    with pytest.raises(ZeroDivisionError), a4_paper(path, "", 72, 10):
        raise ZeroDivisionError
    assert [each.read_text() for each in tmp_path.iterdir()] == ["before"]


def test_what_the_disk_did_not_take_whole_is_no_paper(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(a4, "END", b"more than there is")
    with (
        pytest.raises(OSError, match="did not take all"),
        a4_paper(tmp_path / "a.pdf", "", 72, 10),
    ):
        pass
    assert list(tmp_path.iterdir()) == []
