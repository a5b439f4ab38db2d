"""Who sits here: a small button in the top line, with all who may behind it, and in which language
the window speaks to them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from console.site.people import Person
from console.ui.order_words import role_text
from console.ui.theme import Look
from console.ui.words import OWN_NAMES, other_language

LONGEST = 8  # characters of a name; all of it is in the tool tip


class PersonButton(QPushButton):
    """Hidden in a room without a list of people. ``chosen`` carries a person's id;
    ``language_wished``: the other one."""

    chosen = Signal(str)
    language_wished = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("fit", "close")
        self._people: Sequence[Person] = ()
        self._here = ""
        self._list = QMenu(self)
        self._list.aboutToShow.connect(self._fill)
        self.setMenu(self._list)
        self.hide()

    def set_people(self, people: Sequence[Person], here: str) -> None:
        self._people, self._here = people, here
        self.setVisible(bool(people))
        self.words_changed()

    def words_changed(self) -> None:
        person = next((one for one in self._people if one.id == self._here), None)
        if person is None:
            return
        self.setText(person.name[:LONGEST])
        words = self.tr("Sits here: {name}, {role}")
        words = words.format(name=person.name, role=role_text(person.role))
        self.setToolTip(words)
        self.setAccessibleName(words)

    def _fill(self) -> None:
        self._list.clear()
        for person in self._people:
            words = f"{person.name}  {role_text(person.role)}"
            action = self._list.addAction(words, partial(self.chosen.emit, person.id))
            action.setCheckable(True)
            action.setChecked(person.id == self._here)
        self._list.addSeparator()
        self._list.addAction(OWN_NAMES[other_language()], self.language_wished.emit)
