"""Printing: how far it is, its cancel, and what is told."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from console.desk.printing import FEW, PrintingDesk
from console.ui.main_window import MainWindow


class Stage:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = MainWindow("丁家湾", "en")
        qtbot.addWidget(self.window)
        self.window.show()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.desk = PrintingDesk(self.window, self.window)
        self.opened: list[bool] = []
        self.left = False

    def pages(self, count: int, breaks: bool = False) -> Generator[tuple[int, int], None, None]:
        try:
            for page in range(1, count + 1):
                if breaks:
                    raise OSError(28, "No space left on device")
                yield page, count
                self.opened.append(self.window.sheets.printing.shown)
        finally:
            self.left = True

    def print(self, drawing: Generator[tuple[int, int], None, None]) -> None:
        self.desk.print(Path("/r/cards.pdf"), drawing, "There: {path}", "Not there: {reason}")

    def told(self) -> str:
        return self.window.top._notice.text()


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    return Stage(qtbot)


def test_a_few_pages_are_there_without_a_sheet(stage: Stage, qtbot: QtBot) -> None:
    stage.print(stage.pages(FEW))
    qtbot.waitUntil(lambda: stage.told() == "There: /r/cards.pdf")
    assert stage.opened == [False] * FEW


def test_many_show_how_far_they_are_until_they_are_there(stage: Stage, qtbot: QtBot) -> None:
    said: list[str] = []
    stage.desk.pages.drawn.connect(
        lambda *_step: said.append(stage.window.sheets.printing().told.text())
    )
    stage.print(stage.pages(FEW + 2))
    qtbot.waitUntil(lambda: stage.told() == "There: /r/cards.pdf")
    assert stage.opened == [True] * (FEW + 2)
    assert said[1] == f"cards.pdf · 2 of {FEW + 2}"
    assert not stage.window.sheets.printing.shown


@pytest.mark.parametrize("way", ["button", "Esc"])
def test_it_is_cancelled_by_its_button_or_esc(stage: Stage, qtbot: QtBot, way: str) -> None:
    stage.print(stage.pages(10_000_000))
    qtbot.waitUntil(lambda: stage.window.sheets.printing.shown)
    button: QPushButton = stage.window.sheets.printing().cancel
    if way == "button":
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    else:
        qtbot.keyClick(button, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: stage.told() == "Not printed: cards.pdf")
    assert (stage.left, stage.window.sheets.printing.shown) == (True, False)


def test_a_disk_that_is_full_is_told(stage: Stage, qtbot: QtBot) -> None:
    stage.print(stage.pages(2, breaks=True))
    qtbot.waitUntil(lambda: stage.told() == "Not there: the disk is full")


def test_one_paper_is_printed_at_a_time(stage: Stage, qtbot: QtBot) -> None:
    stage.print(stage.pages(FEW))
    stage.print(stage.pages(1, breaks=True))
    assert stage.told().startswith("cards.pdf is being printed")
    qtbot.waitUntil(lambda: stage.told() == "There: /r/cards.pdf")
