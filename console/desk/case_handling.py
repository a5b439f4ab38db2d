"""What a person does with cases at this window: the desks of inbox, card and audit, and the keys
that go to them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Slot

from console.cases.case import CaseId
from console.desk.alarm_causes import key_of
from console.desk.alarms import AlarmsDesk
from console.desk.announcing import AnnouncingDesk
from console.desk.audit import AuditDesk
from console.desk.case_side import CaseSide
from console.desk.cases import CaseDesk
from console.desk.disk import Disk
from console.desk.inbox import InboxDesk
from console.desk.near import NearDesk
from console.desk.walls import Walls
from console.io_thread import IoThread
from console.links.photos import Photos
from console.site.records import Site
from console.ui.bell import Bell
from console.ui.main_window import MainWindow
from console.ui.sound_stream import SoundDevices


class CaseHandling(QObject):
    """Lives in the Qt thread. ``who`` names the person who sits here."""

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        cases: CaseDesk,
        near: NearDesk,
        site: Site,
        disk: Disk,
        devices: SoundDevices,
        alarms: AlarmsDesk,
        io: IoThread,
        told: Callable[[str, dict[str, Any]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.who: Callable[[], str] = lambda: ""
        self._alarms = alarms
        self.bell = Bell(devices, self)
        seat = site.steering.seat
        self.audit = AuditDesk(window, site.folder, lambda: self.who(), seat, disk, self)
        self.announcing = AnnouncingDesk(
            window, cases, site.folder, self.bell.ring, lambda: self.who(), self.audit.audit, self
        )
        self.inbox = InboxDesk(
            window, walls, cases, near, self.announcing, site, disk, lambda: self.who(), self
        )
        photos = Photos(site.platform.url, site.platform.token, self._photo_come)
        self.side = CaseSide(
            window, walls, cases, site, self.audit.note, partial(io.call, photos.show), self
        )
        io.keep(photos.run(), "photos")
        self._card = window.cases.card
        self.announcing.told.connect(told)
        self.announcing.acknowledged.connect(self._on_acknowledged)
        self.announcing.changed.connect(self._say_waits)
        window.case_selected.connect(self._say_waits)
        alarms.told.connect(self._on_alarm)
        window.cases.key_wished.connect(self.act)

    @Slot(str)
    def act(self, action: str) -> None:
        """One of the window's keys for cases."""
        if action == "audit":
            self.audit.open()
        elif not self.inbox.act(action):
            self.side.act(action)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        self.inbox.set_site(site)
        self.side.set_site(site)

    def close(self) -> None:
        for part in (self.announcing, self.side, self.bell):
            part.close()

    def _photo_come(self, photo: object) -> None:
        self.side.photo_come.emit(photo)

    @Slot()
    def _say_waits(self) -> None:
        self._card.set_waits((self._card.case_id or "") in self.announcing.notices.waiting)

    @Slot(list)
    def _on_acknowledged(self, cases: list[CaseId]) -> None:
        """Its alarm tile has been seen to by that."""
        known = {alarm["alarm"] for alarm in self._alarms.reports()}
        for case_id in cases:
            if key_of(case_id) in known:
                self._alarms.act(key_of(case_id), "acknowledge")

    @Slot(str, dict)
    def _on_alarm(self, _kind: str, what: dict[str, Any]) -> None:
        """An alarm that was acknowledged on the wall or by the control API is so in the inbox."""
        if what.get("state") == "acknowledge" and str(what.get("alarm", "")).startswith(key_of("")):
            self.announcing.acknowledge(str(what["alarm"]).removeprefix(key_of("")))
