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
