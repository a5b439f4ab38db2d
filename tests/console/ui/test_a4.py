from __future__ import annotations

import stat
from pathlib import Path

import pytest
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtWidgets import QApplication

from console.ui.a4 import a4_writer


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
