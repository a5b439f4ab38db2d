"""Tours are made, changed and removed in the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Slot

from console.desk.director import Director
from console.desk.disk import Disk
from console.desk.layouts import LayoutsDesk
from console.desk.tour_files import Outcome, TourFiles
from console.desk.walls import Walls
from console.site.records import Site
from console.ui.item_words import item_text, users_text
from console.ui.layout_editor_words import fault_text
from console.ui.layout_words import layout_title
from console.ui.main_window import MainWindow
from console.ui.tour_form import NEW, TourForm
from console.ui.tour_sheet import TourRow, TourSheet
from console.ui.words import few
from layouts.folder import WallFiles
from layouts.references import TourUser, tour_users
from layouts.tour import Tour


class TourMaking(QObject):
    """Lives in the Qt thread; files are written where ``disk`` writes. What came of it is taken up
    at once by the layouts and the director, as if somebody had copied the files there."""

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
        self._director, self._site, self._disk = director, site, disk
        self._files = TourFiles(site.folder)
        self._saving = False
        self._sheet, self._form = window.sheets.tours, window.sheets.tour_form
        self._sheet.when_made(self._serve)
        self._form.when_made(self._serve_form)
        window.layouts.tour_edit_wished.connect(self._on_edit_wished)
        layouts.changed.connect(self._on_changed)

    def _serve(self, sheet: TourSheet) -> None:
        sheet.opened.connect(self._show)
        sheet.start_wished.connect(self._director.begin_tour)
        sheet.new_wished.connect(partial(self._edit, NEW))
        sheet.edit_wished.connect(self._on_edit_wished)
        sheet.remove_wished.connect(self._on_remove_wished)
        sheet.restore_wished.connect(self._on_restore_wished)

    def _serve_form(self, form: TourForm) -> None:
        form.given.connect(self._on_given)
        form.wall_wished.connect(self._on_wall_wished)
        form.favourites_wished.connect(self._on_favourites_wished)

    @Slot(object)
    def set_site(self, site: Site) -> None:
        """The room has other cameras."""
        self._site = site

    # -- the sheet

    @Slot()
    def _on_changed(self) -> None:
        if self._sheet.shown:
            self._show()

    @Slot()
    def _show(self) -> None:
        names = {camera.id: camera.name for camera in self._site.cameras}
        tours = sorted(self._layouts.tours.values(), key=lambda one: one.title or one.name)
        users = tour_users(self._known())
        self._sheet().set_rows([self._row(tour, names, users.get(tour.name, ())) for tour in tours])

    def _known(self) -> WallFiles:
        """As the room has them."""
        scenes, layouts = self._director.scenes, self._layouts
        return WallFiles(layouts.layouts, scenes.scenes, layouts.tours, scenes.schedules)

    def _row(self, tour: Tour, names: dict[str, str], users: Sequence[TourUser]) -> TourRow:
        cameras = tour.every_camera()
        layout = self._layouts.layouts.get(tour.layout)
        about = [few([names.get(camera, camera) for camera in cameras])]
        if users:
            told = users_text([item_text(one) for one in users])
            about.append(self.tr("Named by: {users}").format(users=told))
        words = layout_title(layout) if layout is not None else tour.layout
        return TourRow(
            tour.name, tour.title or tour.name, len(cameras), tour.dwell_s, words, tuple(about)
        )

    # -- the form

    @Slot(str)
    def _on_edit_wished(self, name: str) -> None:
        if tour := self._layouts.tours.get(name):
            self._edit(tour)

    def _edit(self, tour: Tour) -> None:
        layouts = list(self._layouts.layouts.values())
        self._form().open_for(tour, layouts, self._site.cameras)

    @Slot()
    def _on_wall_wished(self) -> None:
        """What every cell shows now, in the order of the cells."""
        self._form().add(self._walls.target.wall.cameras())

    @Slot()
    def _on_favourites_wished(self) -> None:
        known = {camera.id for camera in self._site.cameras}
        liked = self._window.finder.cameras.tree.favourites
        self._form().add([camera for camera in liked if camera in known])

    @Slot(object, str)
    def _on_given(self, tour: Tour, before: str) -> None:
        """One at a time: what is pressed twice is written once."""
        if not self._saving:
            self._saving = True
            self._form().say(self.tr("Saving: {name} …").format(name=tour.name))
            work = partial(self._files.save, tour, before)
            self._disk.do(_file(tour), work, partial(self._saved, tour, before), self._refuse)

    def _saved(self, tour: Tour, before: str, outcome: Outcome) -> None:
        self._saving = False
        if before and before != tour.name:
            self._director.take_tour_name(before, tour.name)
        self._form().saved(tour, before)
        self._take(outcome, self.tr("Saved: {name}").format(name=tour.title or tour.name))
        if self._sheet.made:
            self._sheet().choose(tour.name)

    def _refuse(self, words: str) -> None:
        """In the form, and where that is closed by now to whoever looks at the wall."""
        self._saving = False
        self._form().refuse(words)
        if not self._form.shown:
            self._window.tell(fault_text(words))

    # -- removing

    @Slot(str)
    def _on_remove_wished(self, name: str) -> None:
        if tour := self._layouts.tours.get(name):
            self._order(tour, partial(self._files.remove, tour), partial(self._removed, tour))

    def _removed(self, tour: Tour, outcome: Outcome) -> None:
        title = tour.title or tour.name
        if outcome.users:
            users = users_text([item_text(each) for each in outcome.users])
            words = self.tr("In use: {users}. Take it out there first").format(users=users)
            self._sheet().tell(words)
        elif outcome.done:
            self._sheet().set_removed(tour.name)
            self._take(outcome, self.tr("Removed: {name}").format(name=title))

    @Slot(str)
    def _on_restore_wished(self, name: str) -> None:
        tour = self._layouts.tours.get(name) or Tour(name)
        self._order(tour, partial(self._files.restore, tour), partial(self._restored, tour))

    def _restored(self, tour: Tour, outcome: Outcome) -> None:
        sheet = self._sheet()
        sheet.set_removed("")
        if outcome.done:
            words = self.tr("The version before of {name} is back")
            self._take(outcome, words.format(name=tour.title or tour.name))
            sheet.choose(tour.name)
        else:
            sheet.tell(self.tr("There is no version before"))

    # -- inside

    def _order(
        self, tour: Tour, work: Callable[[], Outcome], then: Callable[[Outcome], None]
    ) -> None:
        self._disk.do(_file(tour), work, then, self._sheet().refuse)

    def _take(self, outcome: Outcome, words: str) -> None:
        self._layouts.take(outcome.files)
        self._director.take(outcome.files)
        if self._sheet.shown:
            self._sheet().tell(words)
        else:
            self._window.tell(words)
        self._on_changed()


def _file(tour: Tour) -> str:
    return f"layouts/{tour.name}.toml"
