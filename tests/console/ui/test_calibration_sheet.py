"""The calibration sheet with mouse and keyboard; panes, table and fields are seen through it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.calibration.draft import Draft
from console.calibration.spread import Advice
from console.site.records import MapFeature
from console.ui.calibration_pane import Mark
from console.ui.calibration_picture import Overlay
from console.ui.calibration_sheet import CalibrationSheet, Outcome
from console.ui.calibration_table import METRES, NAME, NOTE, PX, Miss
from console.ui.calibration_words import advice_text, grade_text
from console.ui.shortcuts import Keys
from console.ui.theme import Look
from console.ui.words import speak
from media.calibration import Pose, metres
from tests.console.calibration.made import POLE, points_of

MIDDLE = (POLE.longitude, POLE.latitude)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def sheet(look: Look, window: QWidget) -> Iterator[CalibrationSheet]:
    sheet = CalibrationSheet(look, window, Keys())
    sheet.begin("村口", Draft(), False)
    sheet.open_sheet()
    corner = (120.1903, 30.4704)
    roof = MapFeature("buildings", True, (corner, (120.1905, 30.4704), (120.1905, 30.4706)))
    sheet.set_site(MIDDLE, (), (roof,))
    frame = QImage(1920, 1080, QImage.Format.Format_RGB32)
    frame.fill(QColor("#446644"))
    sheet.set_frame(0, frame)
    yield sheet
    sheet.close_sheet()


def at(sheet: CalibrationSheet, x: float, y: float) -> QPoint:
    return sheet.picture.to_view(QPointF(x * 1920, y * 1080)).toPoint()


def put(sheet: CalibrationSheet, qtbot: QtBot, spot: tuple[float, float], place: QPoint) -> None:
    qtbot.mouseClick(sheet.picture, LEFT, pos=at(sheet, *spot))
    qtbot.mouseClick(sheet.map, LEFT, pos=place)


def test_a_click_in_the_picture_and_one_on_the_map_are_a_point(
    sheet: CalibrationSheet, qtbot: QtBot
) -> None:
    with qtbot.waitSignals([sheet.edited, sheet.edited]):
        put(sheet, qtbot, (0.25, 0.5), QPoint(60, 200))
    (row,) = sheet.draft.rows
    assert row.spot == pytest.approx((0.25, 0.5), abs=0.002)
    assert row.place is not None
    away = metres(*row.place, *MIDDLE)
    seen = sheet.map.to_view(QPointF(away[0], -away[1])).toPoint()
    assert (seen - QPoint(60, 200)).manhattanLength() <= 2
    item = sheet.table.topLevelItem(0)
    assert item is not None
    assert item.text(NAME) == "P1"


def test_half_a_point_says_what_it_waits_for(sheet: CalibrationSheet, qtbot: QtBot) -> None:
    qtbot.mouseClick(sheet.picture, LEFT, pos=at(sheet, 0.5, 0.5))
    item = sheet.table.topLevelItem(0)
    assert item is not None
    assert item.text(NOTE) == "click it on the map"
    assert not sheet.save.isEnabled()


def test_a_click_near_a_corner_of_the_map_means_the_corner(
    sheet: CalibrationSheet, qtbot: QtBot
) -> None:
    corner = sheet.map.to_view(sheet.map.at((120.1903, 30.4704))).toPoint()
    put(sheet, qtbot, (0.5, 0.5), corner + QPoint(4, 3))
    assert sheet.draft.rows[0].place == pytest.approx((120.1903, 30.4704), abs=1e-8)


def test_arrows_move_the_chosen_point_by_single_pixels_and_undo_takes_them_back(
    sheet: CalibrationSheet, qtbot: QtBot
) -> None:
    put(sheet, qtbot, (0.5, 0.5), QPoint(60, 200))
    before = sheet.draft.rows[0].spot
    assert before is not None
    sheet.picture.setFocus()
    qtbot.keyClick(sheet.picture, Qt.Key.Key_Right)
    qtbot.keyClick(sheet.picture, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    after = sheet.draft.rows[0].spot
    assert after == pytest.approx((before[0] + 1 / 1920, before[1] + 10 / 1080), abs=1e-9)
    qtbot.keyClick(sheet.picture, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sheet.draft.rows[0].spot == before


def test_a_point_is_pulled_and_beside_one_the_view_is(
    sheet: CalibrationSheet, qtbot: QtBot
) -> None:
    put(sheet, qtbot, (0.5, 0.5), QPoint(60, 200))
    start, goal = at(sheet, 0.5, 0.5), at(sheet, 0.6, 0.4)
    drag(sheet.picture, qtbot, start, goal)
    assert sheet.draft.rows[0].spot == pytest.approx((0.6, 0.4), abs=0.003)
    drag(sheet.picture, qtbot, at(sheet, 0.2, 0.8), at(sheet, 0.3, 0.8))
    assert len(sheet.draft.rows) == 1
    assert at(sheet, 0.5, 0.5) != start


def drag(pane: QWidget, qtbot: QtBot, start: QPoint, goal: QPoint) -> None:
    qtbot.mousePress(pane, LEFT, pos=start)
    for share in (0.3, 0.7, 1.0):
        move(pane, start + (goal - start) * share)
    qtbot.mouseRelease(pane, LEFT, pos=goal)


def move(pane: QWidget, to: QPoint) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(to), QPointF(pane.mapToGlobal(to)), LEFT, LEFT,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(pane, event)


def test_the_wheel_and_keys_enlarge_about_a_place(sheet: CalibrationSheet, qtbot: QtBot) -> None:
    sheet.picture.setFocus()
    kept = at(sheet, 0.5, 0.5)
    for _ in range(4):
        qtbot.keyClicks(sheet.picture, "+")
    assert (at(sheet, 0.5, 0.5) - kept).manhattanLength() <= 2
    assert (at(sheet, 0.6, 0.5) - kept).x() > 100
    qtbot.keyClicks(sheet.picture, "0")
    assert at(sheet, 0.5, 0.5) == kept
    sheet.picture.zoom(1e9, QPointF(kept))
    assert sheet.picture._scale == sheet.picture.nearest


def test_coordinates_are_typed_in_another_datum(sheet: CalibrationSheet, qtbot: QtBot) -> None:
    put(sheet, qtbot, (0.5, 0.5), QPoint(60, 200))
    field = sheet.fields.coordinates
    field.setText("120.191234, 30.471234")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert sheet.draft.rows[0].place == pytest.approx((120.191234, 30.471234), abs=1e-9)
    sheet.fields.datum.setCurrentIndex(2)
    assert not field.text().startswith("120.191")
    field.setText("120.2, 30.5")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    place = sheet.draft.rows[0].place
    assert place is not None
    assert 300 < metres(120.2, 30.5, *place)[0] < 700
    field.setText("somewhere")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "120.2000000, 30.5000000"


def test_name_and_height_are_typed(sheet: CalibrationSheet, qtbot: QtBot) -> None:
    put(sheet, qtbot, (0.5, 0.5), QPoint(60, 200))
    sheet.fields.named.setText("manhole")
    qtbot.keyClick(sheet.fields.named, Qt.Key.Key_Return)
    sheet.fields.above.setText("2,5")
    qtbot.keyClick(sheet.fields.above, Qt.Key.Key_Return)
    assert (sheet.draft.rows[0].name, sheet.draft.rows[0].height_m) == ("manhole", 2.5)
    sheet.fields.above.setText("high")
    qtbot.keyClick(sheet.fields.above, Qt.Key.Key_Return)
    assert sheet.fields.above.text() == "2.5"


def shown(sheet: CalibrationSheet) -> None:
    """Eight points and what a fit says of them: the third does not agree."""
    sheet.draft = Draft(points_of(POLE))
    misses = {n: Miss(3.0 + n, 0.2, n == 2, (0.5, 0.5)) for n in range(8)}
    overlay = Overlay(
        horizon=[[(0.0, 0.2), (0.5, 0.2), (1.0, 0.2)]], rings=[(10.0, [[(0.1, 0.9), (0.5, 0.8)]])]
    )
    advice = (Advice("wrong", ("p3",)), Advice("side", ("left", "right")))
    sheet.set_outcome(Outcome(POLE, "B", 9.4, 0.53, misses, advice, overlay, "± 0.20°"))


def test_the_fit_is_shown_with_its_grade_its_advice_and_its_worst_point(
    sheet: CalibrationSheet,
) -> None:
    shown(sheet)
    assert sheet.grade._text == "B · usable: markers are a little off · off by 9 px, 0.5 m"
    assert "p3 does not agree" in sheet.advice.text()
    assert "points are only on the left third; add two on the right third" in sheet.advice.text()
    assert "± 0.20°" in sheet.advice.text()
    item = sheet.table.topLevelItem(2)
    assert item is not None
    assert [item.text(column) for column in (PX, METRES, NOTE)] == ["5", "0.20", "does not agree"]
    assert sheet.save.isEnabled()


def test_a_tick_leaves_a_point_out_and_keys_check_and_delete_it(
    sheet: CalibrationSheet, qtbot: QtBot
) -> None:
    shown(sheet)
    item = sheet.table.topLevelItem(1)
    assert item is not None
    with qtbot.waitSignal(sheet.edited):
        item.setCheckState(NAME, Qt.CheckState.Unchecked)
    assert not sheet.draft.rows[1].used
    assert not sheet.save.isEnabled()  # until the fit has spoken again
    sheet.table.setCurrentItem(sheet.table.topLevelItem(4))
    qtbot.keyClick(sheet.picture, Qt.Key.Key_V)
    assert sheet.draft.rows[4].check
    qtbot.keyClick(sheet.picture, Qt.Key.Key_Delete)
    assert len(sheet.draft.rows) == 7
    qtbot.mouseClick(sheet.undo, LEFT)
    assert len(sheet.draft.rows) == 8


def test_its_keys_are_those_of_the_table(
    look: Look, window: QWidget, qapp: QApplication, qtbot: QtBot
) -> None:
    keys = Keys()
    sheet = CalibrationSheet(look, window, keys)
    sheet.open_sheet()
    assert sheet.lines.toolTip() == "Horizon, rings, roads, north (L)"
    keys.set("calibrate_lines", ["F12"])
    assert sheet.lines.toolTip() == "Horizon, rings, roads, north (F12)"
    qtbot.keyClick(sheet.picture, Qt.Key.Key_L)
    assert sheet.lines.isChecked()
    qtbot.keyClick(sheet.picture, Qt.Key.Key_F12)
    assert not sheet.lines.isChecked()
    keys.set("calibrate_undo", [])
    assert sheet.undo.toolTip() == ""


def test_lines_are_drawn_onto_the_picture_and_taken_away(
    sheet: CalibrationSheet, qtbot: QtBot
) -> None:
    shown(sheet)
    spot = at(sheet, 0.25, 0.2)

    def there() -> bool:
        image = sheet.picture.grab().toImage()
        near = (image.pixelColor(spot.x(), spot.y() + dy) for dy in (-1, 0, 1))
        return any(colour.red() > 150 for colour in near)

    assert there()
    qtbot.keyClick(sheet.picture, Qt.Key.Key_L)
    assert not there()


def test_the_pane_that_is_clicked_shows_a_loupe(sheet: CalibrationSheet, qtbot: QtBot) -> None:
    assert sheet.picture._loupe_spot() is None
    put(sheet, qtbot, (0.5, 0.5), QPoint(60, 200))
    sheet.picture.setFocus()
    assert sheet.picture._loupe_spot() is not None
    before = sheet.picture.grab().toImage()
    sheet.picture.clearFocus()
    assert sheet.picture.grab().toImage() != before


def test_points_of_another_stand_are_in_its_own_picture(
    sheet: CalibrationSheet, qtbot: QtBot
) -> None:
    put(sheet, qtbot, (0.5, 0.5), QPoint(60, 200))
    frame = QImage(1920, 1080, QImage.Format.Format_RGB32)
    frame.fill(QColor("#664444"))
    sheet.set_frame(1, frame)
    assert sheet.picture._marks == ()
    put(sheet, qtbot, (0.4, 0.4), QPoint(90, 100))
    assert [row.stand for row in sheet.draft.rows] == [0, 1]
    sheet.table.setCurrentItem(sheet.table.topLevelItem(0))
    assert sheet.stand == 0


def test_wishes_are_passed_on_and_escape_closes(sheet: CalibrationSheet, qtbot: QtBot) -> None:
    shown(sheet)
    with qtbot.waitSignal(sheet.save_wished):
        qtbot.keyClick(sheet.picture, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(sheet.before_wished):
        qtbot.mouseClick(sheet.before, LEFT)
    with qtbot.waitSignal(sheet.closed):
        qtbot.keyClick(sheet.picture, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_all_advice_is_said_in_both_languages(qapp: QApplication) -> None:
    codes = ("few", "more", "side", "band", "line", "close", "wrong", "map", "catalogue", "unseen")
    asked = [Advice(code, ("left", "right")) for code in codes]  # type: ignore[arg-type]
    english = [advice_text(each) for each in asked] + [grade_text(each) for each in "ABCD"]
    speak(qapp, "zh")
    chinese = [advice_text(each) for each in asked] + [grade_text(each) for each in "ABCD"]
    assert not set(english) & set(chinese)
    assert grade_text("") == ""


def test_a_pose_draws_its_view_on_the_map(sheet: CalibrationSheet) -> None:
    before = sheet.map.grab().toImage()
    sheet.map.set_pose(Pose(*MIDDLE, 8.0, 0.0, 20.0, 70.0))
    assert sheet.map.grab().toImage() != before


def test_no_two_names_lie_on_each_other_and_the_chosen_ones_is_always_there(
    sheet: CalibrationSheet,
) -> None:
    near = [Mark(n, f"蔬菜摊前 {n}", QPointF(900 + 4 * n, 500), chosen=n == 7) for n in range(8)]
    sheet.picture.set_marks(near)
    named = sheet.picture.name_boxes()
    assert named[0][0].number == 7
    assert len(named) > 1
    for number, (_, box) in enumerate(named):
        assert not any(box.intersects(other) for _, other in named[:number])
