"""Casework at this window, joined: who sits here, orders to the platform, new cases."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from console.bridge import Bridge
from console.desk.cases import CaseDesk
from console.desk.disk import Disk
from console.desk.intake import Aims, IntakeDesk
from console.desk.orders import Keep, OrdersDesk
from console.desk.person import PersonDesk
from console.desk.walls import Walls
from console.site.records import PlatformSettings, Site
from console.ui.main_window import MainWindow


class CaseworkDesk(QObject):
    """Lives in the Qt thread. ``told`` carries the control API's event ``order``."""

    told = Signal(str, dict)

    def __init__(
        self,
        window: MainWindow,
        site: Site,
        disk: Disk,
        cases: CaseDesk,
        walls: Walls,
        aims: Aims,
        bridge: Bridge,
        call: Callable[..., object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self.person = PersonDesk(window, site, disk, self)
        self.orders = OrdersDesk(window, site, cases, self.person, bridge, call, self)
        self.intake = IntakeDesk(window, site, cases, walls, aims, self.orders, self)
        self.orders.told.connect(self.told)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        for desk in (self.person, self.orders, self.intake):
            desk.set_site(site)

    def follow(
        self, platform: PlatformSettings, take: Callable[[list[Any]], None], keep: Keep
    ) -> None:
        """Open the outbox; ``take`` gets the cases that come with answers."""
        self.orders.follow(platform, self._bridge.orders_told.emit, take, keep)
