"""Schedules are made, changed and removed in the window, and hold as soon as they are saved."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Slot

from console.desk.director import Director
from console.desk.disk import Disk
from console.desk.layouts import LayoutsDesk
from console.desk.schedule_files import ScheduleFiles
from console.desk.walls import OWN, Walls
from console.site.records import Site
from console.ui.layout_editor_words import fault_text
from console.ui.main_window import MainWindow
from console.ui.rule_form import RuleForm
from console.ui.schedule_sheet import ScheduleSheet
from layouts.folder import WallFiles
from layouts.scene import in_order
from layouts.schedule import Rule, Schedule

FOLDER = "schedules"


class ScheduleMaking(QObject):
    """Lives in the Qt thread; files are read and written where ``disk`` writes. The sheet shows
    what the files have, which while one of them is faulty is not what holds."""

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        layouts: LayoutsDesk,
        director: Director,
        site: Site,
        disk: Disk,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._walls, self._layouts = window, walls, layouts
        self._director, self._disk = director, disk
        self._files = ScheduleFiles(site.folder)
        self._saving = False
        self._sheet, self._form = window.sheets.schedules, window.sheets.rule_form
        self._sheet.when_made(self._serve)
        self._form.when_made(self._serve_form)

    def _serve(self, sheet: ScheduleSheet) -> None:
        sheet.opened.connect(self._read)
        sheet.rule_wished.connect(self._on_rule_wished)
        sheet.save_wished.connect(self._on_save_wished)
        sheet.remove_wished.connect(self._on_remove_wished)
        sheet.restore_wished.connect(self._on_restore_wished)

    def _serve_form(self, form: RuleForm) -> None:
        form.given.connect(lambda rule: self._sheet().set_rule(rule))

    # -- wishes

    @Slot()
    def _read(self) -> None:
        self._disk.do(FOLDER, self._files.read, self._show, self._refuse)

    @Slot(object)
    def _on_rule_wished(self, rule: Rule | None) -> None:
        self._form().open_for(rule, self._titles(), self._screens())

    @Slot(object)
    def _on_save_wished(self, schedule: Schedule) -> None:
        """One at a time: what is pressed twice is written once."""
        if not self._saving:
            self._saving = True
            self._sheet().tell(self.tr("Saving: {name} …").format(name=schedule.name))
            work = partial(self._files.save, schedule, not schedule.origin)
            self._disk.do(_file(schedule), work, partial(self._saved, schedule), self._refuse)

    def _saved(self, schedule: Schedule, files: WallFiles) -> None:
        self._saving = False
        self._sheet().saved(schedule)
        self._take(files)
        self._tell(self.tr("Saved: {name}").format(name=schedule.title or schedule.name))

    @Slot(str)
    def _on_remove_wished(self, name: str) -> None:
        schedule = Schedule(name, ())
        work = partial(self._files.remove, schedule)
        self._disk.do(_file(schedule), work, partial(self._removed, name), self._refuse)

    def _removed(self, name: str, files: WallFiles) -> None:
        self._sheet().set_removed(name)
        self._take(files)
        self._tell(self.tr("Removed: {name}").format(name=name))

    @Slot(str)
    def _on_restore_wished(self, name: str) -> None:
        schedule = Schedule(name, ())
        work = partial(self._files.restore, schedule)
        self._disk.do(_file(schedule), work, partial(self._restored, name), self._refuse)

    def _restored(self, name: str, files: WallFiles | None) -> None:
        self._sheet().set_removed("")
        if files is not None:
            self._take(files)
            words = self.tr("The version before of {name} is back")
            self._tell(words.format(name=name))
        else:
            self._tell(self.tr("There is no version before"))

    # -- what is shown

    def _take(self, files: WallFiles) -> None:
        """They hold from now on."""
        self._layouts.take(files)
        self._director.take(files)
        self._show(files)

    def _show(self, files: WallFiles) -> None:
        today = self._window.top.scenes.plan()
        self._sheet().set_schedules(files.schedules, self._titles(), today)
        faults = [fault for fault in files.faults if fault.file.startswith(FOLDER)]
        if faults:
            words = self.tr("Until {file} is mended, what held before holds")
            self._sheet().tell(words.format(file=faults[0].file))

    def _titles(self) -> dict[tuple[str, str], str]:
        """Of scenes, in the order of the top line, then of tours."""
        scenes = in_order(self._director.scenes.scenes.values())
        return {
            **{("scene", one.name): one.title or one.name for one in scenes},
            **{("tour", one.name): one.title or one.name for one in self._layouts.tours.values()},
        }

    def _screens(self) -> list[str]:
        """Those of other walls, pulled out ones too."""
        known = dict.fromkeys([one.key for one in self._walls.all()])
        known |= dict.fromkeys(self._director.scenes.state.screens)
        return [key for key in known if key not in (OWN, "")]

    def _refuse(self, words: str) -> None:
        self._saving = False
        self._sheet().refuse(words)
        if not self._sheet.shown:
            self._window.tell(fault_text(words))

    def _tell(self, words: str) -> None:
        """In the sheet, and where that is closed by now to whoever looks at the wall."""
        if self._sheet.shown:
            self._sheet().tell(words)
        else:
            self._window.tell(words)


def _file(schedule: Schedule) -> str:
    return f"{FOLDER}/{schedule.name}.toml"
