"""Tours made in the window, over a site folder whose files are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk.tour_making import TourMaking
from console.ui.tour_form import TourForm
from console.ui.tour_sheet import TourSheet
from layouts.schedule import Rule, Schedule
from layouts.tour import Tour
from media.source import Source
from tests.console.desk.disks import HungDisk
from tests.console.desk.wall_room import WallRoom
from tests.console.desk.walls import shown


class TourRoom(WallRoom):
    """A room whose disk writes when a test lets it."""

    def __init__(self, folder: Path, qtbot: QtBot, feed: Callable[[Source], Any]) -> None:
        super().__init__(folder, qtbot, feed)
        self.hung = HungDisk()
        self.making = TourMaking(
            self.window, self.walls, self.layouts_desk, self.director, self.site, self.hung.disk,
            self.window,
        )  # fmt: skip
        self.window.resize(1280, 720)
        self.window.show()

    @property
    def sheet(self) -> TourSheet:
        return self.window.sheets.tours()

    @property
    def form(self) -> TourForm:
        return self.window.sheets.tour_form()

    def open(self) -> TourSheet:
        self.window.perform("tours")
        return self.sheet

    def save(self) -> None:
        self.form.save.click()
        self.hung.go_on()

    def on_disk(self) -> dict[str, Tour]:
        return dict(self.files.read().tours)


@pytest.fixture
def room(
    qtbot: QtBot, qapp: Any, tmp_path: Path, quiet_feed: Callable[[Source], Any]
) -> Iterator[TourRoom]:
    (tmp_path / "state").mkdir()
    room = TourRoom(tmp_path, qtbot, quiet_feed)
    yield room
    room.director.close()
    qapp.setStyleSheet("")


def test_a_tour_is_made_by_the_keyboard_and_begun(room: TourRoom) -> None:
    room.walls.own.desk.set_layout("2x2")
    room.open().new.click()
    room.form.title.insert("夜巡")
    room.form.add_wall.click()
    room.save()
    assert room.on_disk()["夜巡"].cameras == ("c01", "c02", "c03", "c04")
    assert not room.form.isVisible()
    assert room.sheet.chosen() == "夜巡"
    assert room.sheet.told.text() == "Saved: 夜巡"
    assert "夜巡" in [row.name for row in room.window.layouts._rows]
    room.window.wall.choose(3)
    room.sheet.in_cell.click()
    assert room.walls.own.tours.in_cells() == {3: "夜巡"}
    assert shown(room.walls.own.desk)[3] == "c01"


def test_favourites_come_into_the_form_without_those_that_are_gone(room: TourRoom) -> None:
    room.window.finder.cameras.tree.set_favourites(["c05", "x9"])
    room.open().new.click()
    room.form.add_liked.click()
    assert room.form.order.cameras() == ("c05",)


def test_a_tour_that_runs_goes_on_under_its_new_name(room: TourRoom) -> None:
    room.walls.own.desk.set_layout("rounds")
    assert room.walls.own.tours.in_cells() == {0: "river"}
    room.files.save(Schedule("duty", (Rule(tour="river", screen="HDMI-9"),)))
    room.open().choose("river")
    assert "layout 单画面" in room.sheet._about.text()
    room.sheet.edit.click()
    room.form.name.setText("bank")
    room.save()
    assert list(room.on_disk()) == ["bank"] == list(room.tours)
    assert room.layouts["rounds"].cells[0].tour == "bank"
    assert room.director.scenes.schedules["duty"].rules[0].tour == "bank"
    assert room.walls.own.tours.in_cells() == {0: "bank"}
    (place,) = room.director.scenes.state.screens["main"].tours
    assert (place.tour, place.cell) == ("bank", 0)
    room.walls.own.desk.set_layout("2x2")
    room.walls.own.desk.set_layout("rounds")
    assert room.walls.own.tours.in_cells() == {0: "bank"}


def test_one_that_is_named_is_not_removed_in_words(room: TourRoom) -> None:
    room.open().choose("river")
    room.sheet.remove_wished.emit("river")
    room.hung.go_on()
    assert room.sheet.told.text() == "In use: layout 单画面. Take it out there first"
    assert "river" in room.on_disk()


def test_a_removed_tour_is_had_back(room: TourRoom) -> None:
    room.files.save(Tour("gates", ("c05",)))
    room.layouts_desk.take(room.files.read())
    room.open()
    room.sheet.remove_wished.emit("gates")
    room.hung.go_on()
    assert "gates" not in {*room.on_disk(), *room.tours}
    assert room.sheet.restore.text() == "Bring back gates"
    room.sheet.restore.click()
    room.hung.go_on()
    assert room.on_disk()["gates"].cameras == room.tours["gates"].cameras == ("c05",)
    assert room.sheet.chosen() == "gates"
    room.sheet.choose("river")
    room.sheet.restore.click()
    room.hung.go_on()
    assert room.sheet.told.text() == "There is no version before"


def test_a_name_that_is_taken_is_refused_and_what_was_typed_stays(room: TourRoom) -> None:
    room.open().new.click()
    room.form.name.setText("watch")
    room.form.add(["c01"])
    room.save()
    assert room.form.isVisible()
    assert "already" in room.form._fault.text()
    assert room.form.name.text() == "watch"
    room.form.name.setText("guard")
    room.save()
    assert "guard" in room.on_disk()


def test_a_slow_disk_writes_once_and_tells_who_looks_at_the_wall(room: TourRoom) -> None:
    room.open().new.click()
    room.form.name.setText("guard")
    room.form.add(["c01"])
    room.form.save.click()
    room.form.save.click()
    assert len(room.hung.waiting) == 1
    for _ in "12":
        room.form.close_sheet()
    room.sheet.close_sheet()
    room.hung.go_on()
    assert room.said == ["Saved: guard"]
    room.form.open_for(Tour("river", ("c03",)), [], room.site.cameras)
    room.form.saved(Tour("guard", ("c01",)), "")  # of the form before
    assert room.form.isVisible()


def test_the_list_of_layouts_leads_to_the_form(room: TourRoom) -> None:
    room.window.layouts.tour_edit_wished.emit("river")
    assert room.form.isVisible()
    assert room.form.tour().cameras == ("c03", "c07", "c12")
    room.form.close_sheet()
    room.window.layouts.tour_edit_wished.emit("gone")
    assert not room.form.isVisible()
