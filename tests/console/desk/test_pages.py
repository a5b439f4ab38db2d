"""A paper that is drawn step by step is there whole or not at all."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from pytestqt.qtbot import QtBot

from console.desk.pages import Pages


class Paper:
    """Three pages; ``breaks``: at the second one the disk does."""

    def __init__(self, breaks: bool = False) -> None:
        self.breaks = breaks
        self.left = False

    def pages(self) -> Generator[tuple[int, int], None, None]:
        try:
            for page in (1, 2, 3):
                if self.breaks and page == 2:
                    raise OSError(28, "No space left on device")
                yield page, 3
        finally:
            self.left = True


class Heard:
    def __init__(self) -> None:
        self.drawn: list[tuple[int, int]] = []
        self.ended: list[tuple[bool, str]] = []
        self.pages = Pages()
        self.pages.drawn.connect(lambda page, pages: self.drawn.append((page, pages)))
        self.pages.ended.connect(lambda there, trouble: self.ended.append((there, trouble)))


def test_pages_come_one_after_another_and_the_loop_goes_on_in_between(qtbot: QtBot) -> None:
    heard, paper = Heard(), Paper()
    heard.pages.begin(paper.pages())
    assert (heard.drawn, heard.pages.running) == ([], True)
    qtbot.waitUntil(lambda: bool(heard.ended))
    assert heard.drawn == [(1, 3), (2, 3), (3, 3)]
    assert (heard.ended, heard.pages.running) == ([(True, "")], False)


def test_who_cancels_leaves_nothing_and_hears_of_it_once(qtbot: QtBot) -> None:
    heard, paper = Heard(), Paper()
    heard.pages.drawn.connect(heard.pages.cancel)
    heard.pages.begin(paper.pages())
    qtbot.waitUntil(lambda: bool(heard.ended))
    heard.pages.cancel()
    assert (heard.drawn, heard.ended, paper.left) == ([(1, 3)], [(False, "")], True)


def test_what_is_in_the_way_is_told(qtbot: QtBot) -> None:
    heard, paper = Heard(), Paper(breaks=True)
    heard.pages.begin(paper.pages())
    qtbot.waitUntil(lambda: bool(heard.ended))
    assert heard.ended == [(False, "No space left on device")]


def test_at_the_end_of_the_room_nobody_is_told(qapp: object, tmp_path: Path) -> None:
    heard, paper = Heard(), Paper()
    drawing = paper.pages()
    next(drawing)
    heard.pages.begin(drawing)
    heard.pages.close()
    assert (heard.ended, paper.left, heard.pages.running) == ([], True, False)
