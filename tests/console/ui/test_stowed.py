from __future__ import annotations

from PySide6.QtWidgets import QWidget

from console.ui.sheet import Sheet
from console.ui.stowed import Stowed
from console.ui.theme import LIGHT, Look


def test_a_stowed_sheet_is_made_by_the_first_who_wants_it_and_told_to_who_waited(
    qtbot: object,
) -> None:
    over = QWidget()
    made: list[Sheet] = []
    told: list[Sheet] = []

    def make() -> Sheet:
        made.append(Sheet(Look(LIGHT), over))
        return made[-1]

    stowed = Stowed(make)
    stowed.when_made(told.append)
    assert not stowed.made
    assert not stowed.shown
    over.show()
    stowed.toggle()
    assert stowed.shown
    stowed.when_made(told.append)
    stowed.toggle()
    assert not stowed.shown
    assert len(made) == 1
    assert told == made * 2


def test_one_that_may_not_be_opened_is_not_even_made_and_can_always_be_closed(
    qtbot: object,
) -> None:
    over = QWidget()
    over.show()
    stowed = Stowed(lambda: Sheet(Look(LIGHT), over))
    stowed.may_open = lambda: False
    stowed.toggle()
    assert not stowed.made
    stowed().open_sheet()
    stowed.toggle()
    assert not stowed.shown
