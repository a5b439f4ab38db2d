from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from console.ui.join_card_paper import CardRoom, JoinCard, JoinCardPaper, draw_code

TOKEN = "eyJub2RlIjoibjAxIiwiZXhwIjoxODI2NjY2NjY2fQ.B2kq3Vq0aQJH3nC4q3cW1mXn0m2cH5v9Jm1n7k8b0pY"
LINK = f"https://10.20.30.40:8443/join#token={TOKEN}"
TRUST = "http://10.20.30.40:8480/trust"
ROOM = CardRoom("运河镇综合信息指挥室", "2027-05-25", TRUST, ":".join(["AB"] * 32))


def pixels(image: QImage) -> np.ndarray:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    lines = np.frombuffer(grey.constBits(), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return lines[:, : grey.width()].copy()


def read(picture: np.ndarray) -> set[str]:
    """The texts of every QR code in a picture."""
    found, texts, _, _ = cv2.QRCodeDetector().detectAndDecodeMulti(picture)
    return {text for text in texts if text} if found else set()


def test_a_drawn_code_is_read_as_its_link(qapp: QApplication) -> None:
    for side in (216, 108, 333):  # modules are not whole pixels
        image = QImage(side + 40, side + 40, QImage.Format.Format_RGB32)
        image.fill(QColor("#888"))
        painter = QPainter(image)
        draw_code(painter, QRect(20, 20, side, side), TRUST)
        painter.end()
        assert read(pixels(image)) == {TRUST}


def test_the_codes_on_the_printed_page_open_the_link_and_the_trust_page(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "cards.pdf"
    other = LINK.replace("token=e", "token=f")
    cards = [JoinCard("丁家湾村", LINK), JoinCard("石塘村", other), JoinCard("广济社区", LINK)]
    assert JoinCardPaper(ROOM, cards).write(path) == 2
    assert path.stat().st_mode & 0o777 == 0o600  # who reads it can join
    document = QPdfDocument()
    document.load(str(path))
    assert document.pageCount() == 2
    page = document.render(0, QSize(1654, 2339))  # 200 dpi
    white = QImage(page.size(), QImage.Format.Format_RGB32)
    white.fill(QColor("white"))
    painter = QPainter(white)
    painter.drawImage(0, 0, page)
    painter.end()
    picture = pixels(white)
    half = picture.shape[0] // 2
    left, right = slice(0, 600), slice(600, 1100)
    found = [read(part[:, at]) for part in (picture[:half], picture[half:]) for at in (left, right)]
    assert found == [{LINK}, {TRUST}, {other}, {TRUST}]
    text = document.getAllText(0).text()
    assert "Good until" in text
    document.close()


def test_a_room_with_a_known_certificate_tells_nothing_of_trust(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "cards.pdf"
    JoinCardPaper(CardRoom("运河镇", "2027-05-25"), [JoinCard("丁家湾村", LINK)]).write(path)
    document = QPdfDocument()
    document.load(str(path))
    assert "fingerprint" not in document.getAllText(0).text()
    document.close()


def test_cards_come_one_by_one_and_who_stops_early_has_no_file(
    qapp: QApplication, tmp_path: Path
) -> None:
    cards = [JoinCard(name, LINK) for name in "甲乙丙"]
    steps = JoinCardPaper(ROOM, cards).steps(tmp_path / "cards.pdf")
    assert [next(steps), next(steps)] == [(1, 3), (2, 3)]
    steps.close()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_an_error(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "gone").write_text("in the way")
    with pytest.raises(OSError, match="gone"):
        JoinCardPaper(ROOM, []).write(tmp_path / "gone" / "x.pdf")
