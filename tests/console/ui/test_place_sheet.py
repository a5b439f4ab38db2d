from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from console.site.place_file import OWN, Place
from console.ui.device_choice import LOUDSPEAKER, MICROPHONE
from console.ui.place_sheet import TALK, PlaceSheet
from console.ui.shortcuts import Keys
from console.ui.theme import Look
from media.level import Level


@pytest.fixture
def sheet(look: Look, qtbot: QtBot) -> PlaceSheet:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.sheet = PlaceSheet(look, window, Keys())  # type: ignore[attr-defined]
    made: PlaceSheet = window.sheet  # type: ignore[attr-defined]
    made.window_kept = window  # type: ignore[attr-defined]
    made.open_sheet()
    return made


def texts(box: QComboBox) -> list[str]:
    return [box.itemText(at) for at in range(box.count())]


def test_devices_are_chosen_by_name_and_one_that_is_away_stays_chosen(
    sheet: PlaceSheet, qtbot: QtBot
) -> None:
    sheet.set_devices(MICROPHONE, ["Jabra", "HDMI"], "Poly")
    box = sheet.choices[MICROPHONE]
    assert texts(box) == ["The system's usual one", "Jabra", "HDMI", "Poly (away)"]
    assert box.currentData() == "Poly"
    with qtbot.waitSignal(sheet.device_chosen) as told:
        box.setCurrentIndex(1)
        box.activated.emit(1)
    assert told.args == [MICROPHONE, "Jabra"]
    sheet.set_devices(MICROPHONE, ["Jabra"], "", "Jabra")
    assert texts(box)[0] == "The system's usual one · Jabra"
    sheet.set_devices(LOUDSPEAKER, [], "")
    assert not sheet.choices[LOUDSPEAKER].isEnabled()


def test_levels_are_told_in_figures_and_by_the_bar(sheet: PlaceSheet) -> None:
    sheet.set_levels(Level(-12.4, -23.4), Level())
    assert sheet._figures[MICROPHONE].text() == "-23 dBFS, peak -12"
    assert sheet.meters[MICROPHONE].level == Level(-12.4, -23.4)


def test_the_rooms_picture_is_none_its_camera_or_one_of_the_wall(
    sheet: PlaceSheet, qtbot: QtBot
) -> None:
    assert sheet.picture.currentData() == ""
    sheet.set_place(Place(picture="camera:c03", noise=False), "大厅")
    assert sheet.picture.currentText() == "大厅"
    assert not sheet.noise.isChecked()
    with qtbot.waitSignal(sheet.picture_chosen) as told:
        sheet.picture.setCurrentIndex(sheet.picture.findData(OWN))
        sheet.picture.activated.emit(1)
    assert told.args == [OWN]


def test_what_is_done_with_the_sound_is_told_together(sheet: PlaceSheet, qtbot: QtBot) -> None:
    sheet.set_place(Place())
    with qtbot.waitSignal(sheet.cleaning_chosen) as told:
        sheet.echo.click()
    assert told.args == [False, True, True]


def test_the_key_to_talk_is_chosen_here_too_and_none_is_taken_from_another(
    sheet: PlaceSheet, qtbot: QtBot
) -> None:
    sheet.key.click()
    qtbot.keyClick(sheet.field, Qt.Key.Key_F1)
    assert "taken already" in sheet.field.text()
    qtbot.keyClick(sheet.field, Qt.Key.Key_F12)
    assert sheet._keys.of(TALK) == ("F12",)
    assert sheet.key.text().startswith("F12")
    assert not sheet.field.isVisible()


def test_it_says_whether_the_sites_hear_the_room(sheet: PlaceSheet, qtbot: QtBot) -> None:
    sheet.set_heard(False, live=False)
    assert not sheet.air.isEnabled()
    sheet.set_heard(False, live=True)
    with qtbot.waitSignal(sheet.microphone_wished) as told:
        sheet.air.click()
    assert told.args == [True]
    sheet.set_heard(True, live=True)
    assert "hear this room" in sheet._sign.accessibleName()
    assert sheet.air.text() == "Be silent"


def test_a_trial_is_told_as_it_goes(sheet: PlaceSheet) -> None:
    sheet.set_trial("recording")
    assert not sheet.trial.isEnabled()
    sheet.set_trial("")
    assert sheet.trial.isEnabled()
