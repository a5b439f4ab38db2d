"""The form in which a tour is made or changed."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.site.records import CameraEntry
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look
from console.ui.tour_form import NEW, TourForm
from console.ui.words import speak
from layouts.store import load_layouts
from layouts.tour import Page, Tour
from tests.console.ui.reach import clipped, faults_of

CAMERAS = [CameraEntry(f"c{n:02}", f"村口{n}", "rtsp://h/x", "丁家湾村") for n in range(1, 9)]
LAYOUTS = list(load_layouts(None).values())
RIVER = Tour(
    "river", ("c03", "c07", "c03", "c99"), dwell_s=7.25, layout="2x2", skip_lost=False,
    title="河道", origin="layouts/river.toml", extra={"colour": "blue"},
)  # fmt: skip
PAGES = Tour("pages", pages=(Page(("c01", "c02")), Page(("c03",), 40.0, {"say": "桥"})))


@pytest.fixture
def form(look: Look, qtbot: QtBot) -> TourForm:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1280, 720)
    over.show()
    over.activateWindow()
    qtbot.waitUntil(over.isActiveWindow)
    return TourForm(look, over)


@pytest.mark.parametrize("tour", [RIVER, PAGES, Tour("gone", ("c01",), layout="lost")])
def test_what_a_file_has_is_shown_and_given_back(form: TourForm, tour: Tour) -> None:
    form.open_for(tour, LAYOUTS, CAMERAS)
    assert form.tour() == tour
    form.leave.click()
    assert not form.isVisible()  # nothing was changed, so nothing is asked


def test_a_new_one_is_typed_and_named_as_its_title(form: TourForm, qtbot: QtBot) -> None:
    form.open_for(NEW, LAYOUTS, CAMERAS)
    assert form.title.hasFocus()
    form.title.insert(" 夜巡 ")
    form.search.search.insert("村口3")
    QTest.keyClick(form.search.search, Qt.Key.Key_Return)
    form.search.search.clear()
    form.search.list.setCurrentRow(0)
    form.add_found.click()
    form.dwell.setValue(20)
    with qtbot.waitSignal(form.given) as given:
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert given.args == [Tour("夜巡", ("c03", "c01"), dwell_s=20.0, title="夜巡"), ""]


def test_another_name_is_told_with_the_one_before(form: TourForm, qtbot: QtBot) -> None:
    form.open_for(RIVER, LAYOUTS, CAMERAS)
    form.name.setText("bank")
    form.layout_of.setCurrentIndex(0)
    with qtbot.waitSignal(form.given) as given:
        form.save.click()
    tour, before = given.args
    assert (tour.name, tour.layout, tour.extra, before) == ("bank", "", RIVER.extra, "river")


def test_what_the_search_the_wall_and_the_favourites_have_is_added_once(
    form: TourForm, qtbot: QtBot
) -> None:
    form.open_for(Tour("t", ("c02",)), LAYOUTS, CAMERAS)
    with qtbot.waitSignal(form.wall_wished):
        form.add_wall.click()
    with qtbot.waitSignal(form.favourites_wished):
        form.add_liked.click()
    form.add(["c02", "c05", "c05"])
    assert form.order.cameras() == ("c02", "c05")
    form.search.search.setText("村口7")
    form.add_all.click()
    assert form.order.cameras() == ("c02", "c05", "c07")


def test_pages_are_shown_and_left_as_they_are(form: TourForm) -> None:
    form.open_for(PAGES, LAYOUTS, CAMERAS)
    assert [form.order.list.item(n).text() for n in range(2)] == ["村口1、村口2", "村口3 · 40 s"]
    assert form._note.isVisible()
    assert not form.add_all.isEnabled()
    form.title.setText("分页")
    assert form.tour().pages == PAGES.pages
    form.open_for(RIVER, LAYOUTS, CAMERAS)
    assert form.add_all.isEnabled()
    assert not form._note.isVisible()


@pytest.mark.parametrize(
    ("name", "cameras", "words"),
    [("a/b", ("c01",), "cannot hold"), ("", ("c01",), "1 to 64"), ("a", (), "one camera at least")],
)
def test_what_cannot_be_is_said_and_not_given(
    form: TourForm, qtbot: QtBot, name: str, cameras: tuple[str, ...], words: str
) -> None:
    form.open_for(NEW, LAYOUTS, CAMERAS)
    form.name.setText(name)
    form.add(cameras)
    with qtbot.assertNotEmitted(form.given):
        form.save.click()
    assert words in form._fault.text()
    assert form._fault.isVisible()


def test_what_is_not_saved_is_lost_only_when_that_was_said(form: TourForm) -> None:
    form.open_for(RIVER, LAYOUTS, CAMERAS)
    form.title.setText("别的")
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible()
    assert "Not saved" in form._fault.text()
    form.title.setText("又别的")  # somebody goes on
    assert not form._fault.isVisible()
    form.leave.click()
    assert form.isVisible()
    form.leave.click()
    assert not form.isVisible()
    form.open_for(RIVER, LAYOUTS, CAMERAS)
    form.title.setText("存")
    form.saved(form.tour(), "river")
    assert not form.isVisible()


def test_what_is_typed_while_it_is_being_saved_stays_as_a_change(
    form: TourForm, qtbot: QtBot
) -> None:
    form.open_for(NEW, LAYOUTS, CAMERAS)
    form.name.setText("夜巡")
    form.add(["c01"])
    given = form.tour()
    form.add(["c02"])
    form.saved(given, "")
    assert form.isVisible()
    with qtbot.waitSignal(form.given) as wished:
        form.save.click()
    assert (wished.args[0].cameras, wished.args[1]) == (("c01", "c02"), "夜巡")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("density", "size"), [("desk", (1280, 720)), ("wall", (1920, 1080))])
@pytest.mark.parametrize("tour", [NEW, PAGES])
def test_it_fits_and_is_reached_by_the_keyboard(
    qtbot: QtBot, qapp: QApplication, density: Any, size: tuple[int, int], language: Any, tour: Tour
) -> None:
    look = Look(density=density)
    qapp.setStyleSheet(style_sheet(look))
    speak(qapp, language)
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(*size)
    over.show()
    form = TourForm(look, over)
    form.open_for(tour, LAYOUTS, CAMERAS)
    form.say("x")
    qapp.processEvents()
    assert clipped(form) == []
    assert faults_of(form) == []
    assert over.rect().contains(form.geometry())
    for child in form.findChildren(QWidget):
        if child.isVisible() and child.parentWidget() is form:
            assert form.rect().contains(child.geometry()), child
