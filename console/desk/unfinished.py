"""A conference outlives the console that holds it: it is kept while it is held, and after a crash
or a wrong click the next start can go on with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Slot

from console.desk.conference import ConferenceDesk
from console.desk.disk import Disk
from console.links.hub import HubLink
from console.room_clock import room_now
from console.site.records import Site
from console.site.unfinished_file import (
    FILE,
    SECONDS,
    Unfinished,
    forget_unfinished,
    read_unfinished,
    write_unfinished,
)
from console.ui.main_window import MainWindow

KEEP_MS = 2000  # the newest is written so often


class UnfinishedDesk(QObject):
    """Lives in the Qt thread. ``order`` runs a function in the io thread."""

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        disk: Disk,
        conference: ConferenceDesk,
        hub: HubLink,
        order: Callable[..., None],
        now: Callable[[], datetime] = room_now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._folder, self._disk = window, site.folder, disk
        self._conference, self._hub, self._order, self._now = conference, hub, order, now
        self._found = read_unfinished(site.folder, now())
        self._held = self._leaves = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(KEEP_MS)
        self._soon.timeout.connect(self._keep)
        conference.changed.connect(self._on_changed)
        window.question.answered.connect(self._on_answered)
        window.may_close = self._may_close
        if self._found is not None:
            self._ask_whether_it_goes_on(self._found)

    # -- while it is held

    @Slot(dict)
    def _on_changed(self, conference: Mapping[str, Any]) -> None:
        held, self._held = self._held, conference["state"] == "live"
        if self._held:
            if not held:
                self._found = None  # it goes on, or another is held
                self._window.question.withdraw()
            if not self._soon.isActive():
                self._soon.start()
        elif held:
            self._soon.stop()
            self._leaves = False
            self._window.question.withdraw()
            self._forget()

    @Slot()
    def _keep(self) -> None:
        told = self._hub.conference
        if told is not None and self._held:
            work = partial(write_unfinished, self._folder, Unfinished(told, self._now()))
            self._disk.do(FILE.as_posix(), work)

    def _forget(self) -> None:
        self._disk.do(FILE.as_posix(), partial(forget_unfinished, self._folder))

    # -- the window is to be closed

    def _may_close(self) -> bool:
        """Whether a person may close the window without a question."""
        if not self._held or self._leaves:
            return True
        self._window.question.ask(
            self.tr("A conference is held: closing the program ends it for all sites"),
            self.tr("End it and close"), self.tr("Go on"), danger=True,
        )  # fmt: skip
        return False

    # -- after a start

    def _ask_whether_it_goes_on(self, found: Unfinished) -> None:
        sites = sum(node.get("state") == "live" for node in found.conference.get("nodes", ()))
        words = self.tr("A conference of {n} sites was held until {at}: go on with it?")
        self._window.question.ask(
            words.format(n=sites, at=f"{found.at.astimezone():%H:%M}"),
            self.tr("Go on with it"), self.tr("It is over"),
        )  # fmt: skip
        QTimer.singleShot(SECONDS * 1000, self, self._too_late)

    @Slot()
    def _too_late(self) -> None:
        if self._found is not None:
            self._found = None
            self._window.question.withdraw()

    @Slot(bool)
    def _on_answered(self, yes: bool) -> None:
        found, self._found = self._found, None
        if found is not None and yes:
            self._order(self._hub.resume, dict(found.conference))
        elif found is not None:
            self._forget()
        elif yes and self._held:
            self._leaves = True
            self._conference.command({"action": "end"})
            self._forget()
            self._window.close()
