"""Who sits at this window: chosen by hand, remembered, asked by whoever signs or guards."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from console.cases.rights import SEAT, may
from console.desk.disk import Disk
from console.site.people import SEATED, Person, read_seated, write_seated
from console.site.records import Site
from console.ui.main_window import MainWindow
from console.ui.words import say


class PersonDesk(QObject):
    """Lives in the Qt thread. ``changed``: another person sits here now, by hand or because the
    list is another. ``on_duty`` names who sits in a room without a list of people, as far as it is
    known."""

    changed = Signal()

    def __init__(
        self, window: MainWindow, site: Site, disk: Disk, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._site, self._disk = window, site, disk
        self._id = read_seated(site.folder)
        self.on_duty: Callable[[], str] = lambda: ""
        window.top.person.chosen.connect(self.sit)
        self.set_site(site)

    @property
    def person(self) -> Person:
        """Who sits here. Of a list that nobody was chosen from yet, the first of it."""
        people = self._site.people
        if not people:
            return Person("seat", self.on_duty() or say("Operator on duty"), SEAT)
        return next((one for one in people if one.id == self._id), people[0])

    def who(self) -> str:
        return self.person.name

    def on_list(self) -> str:
        """The name of who sits here; empty in a room without a list of people."""
        return self.who() if self._site.people else ""

    def may(self, act: str) -> bool:
        return may(self.person.role, act)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        before, self._site = self._site, site
        self._window.top.person.set_people(site.people, self.person.id)
        if site.people != before.people:
            self.changed.emit()

    @Slot(str)
    def sit(self, person: str) -> None:
        """Somebody of the list sits down; one who is not on it does not."""
        if person == self._id or person not in {one.id for one in self._site.people}:
            return
        self._id = person
        self._window.top.person.set_people(self._site.people, person)
        self._window.tell(self.tr("{name} sits here now").format(name=self.who()))
        self._disk.do(SEATED.as_posix(), partial(write_seated, self._site.folder, person))
        self.changed.emit()
