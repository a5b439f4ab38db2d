"""The alarms that no cell shows: counted in the top line, listed, brought onto the wall."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from console.desk.alarm_causes import Cause
from console.desk.alarms import AlarmsDesk
from console.desk.walls import Walls, WallScreen
from console.ui.alarm_sheet import AlarmRow, AlarmSheet
from console.ui.finding_words import alarm_text
from console.ui.main_window import MainWindow


class AlarmsWaiting(QObject):
    """Lives in the Qt thread. ``show`` is to be called each second: that a cell is enlarged over
    the others is told by nobody."""

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        alarms: AlarmsDesk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._walls, self._alarms = window, walls, alarms
        self._sheet = window.sheets.alarms
        self._sheet.when_made(self._on_made)
        window.top.alarms.clicked.connect(self._sheet.toggle)
        alarms.waits.connect(self._on_waits)

    # -- wishes

    def acknowledge(self, screen: WallScreen, cell: int) -> None:
        """By the wall's key: that of the cell, else the newest that is shown. It is said which."""
        cause = self._alarms.acknowledge_in(screen, cell)
        waiting = len(self._alarms.waiting())
        if cause is not None:
            words = self.tr("Alarm acknowledged: {alarm}").format(alarm=_named(cause))
        elif waiting:
            words = self.tr("No cell shows an alarm; {n} wait. {list}")
            words = words.format(n=waiting, list=self._where_listed())
        else:
            words = self.tr("There is no alarm")
        self._window.tell(words)

    def bring(self, key: str) -> None:
        """Onto the wall by order: into the alarm cells from the first on, which are seen then; its
        camera into the selected cell where they are all in use."""
        cause = next((one for one in self._alarms.waiting() if one.key == key), None)
        if cause is None:
            return  # it is over, or on the wall meanwhile
        self._alarms.act(key, "recall")
        for screen, cell in self._alarms.places(key)[:1]:
            if screen.wall.is_behind(cell):
                screen.wall.enlarge(None)
        if not self._alarms.is_shown(key):
            wall = self._walls.target.wall
            wall.source_dropped.emit(wall.selected, f"camera:{cause.cameras[0]}")
            words = self.tr("No alarm cell is free: the selected cell shows it. {alarm}")
            self._window.tell(words.format(alarm=_named(cause)))
        self.show()

    # -- what is shown

    @Slot()
    def show(self) -> None:
        waiting = self._alarms.waiting()
        self._window.top.alarms.set(len(waiting), self._window.keys.text("alarms"))
        if self._sheet.made:
            self._sheet().set_rows([self._row(cause) for cause in waiting])

    def _row(self, cause: Cause) -> AlarmRow:
        since = self._alarms.since(cause.key)
        return AlarmRow(cause.key, cause.text, cause.level, cause.finding, since)

    def _on_made(self, sheet: AlarmSheet) -> None:
        sheet.bring_wished.connect(self.bring)
        sheet.acknowledge_wished.connect(self._on_acknowledge_wished)
        sheet.set_rows([self._row(cause) for cause in self._alarms.waiting()])

    @Slot(list)
    def _on_acknowledge_wished(self, keys: list[str]) -> None:
        for key in keys:
            self._alarms.act(key, "acknowledge")
        self.show()

    @Slot(object)
    def _on_waits(self, cause: Cause) -> None:
        """Of a new case the inbox tells; of a camera's picture nobody else does."""
        if cause.finding:
            words = self.tr("ALARM · {alarm}: no cell shows it. {list}")
            words = words.format(alarm=_named(cause), list=self._where_listed())
            self._window.tell(words)

    def _where_listed(self) -> str:
        key = self._window.keys.text("alarms")
        words = (
            self.tr("{key} lists them") if key else self.tr("The count in the top line lists them")
        )
        return words.format(key=key)


def _named(cause: Cause) -> str:
    return f"{alarm_text(cause.level, cause.finding)} · {cause.text}"
