from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.ui.shortcuts import BY_ID, FINDER, SHORTCUTS, WALL, Keys, pressed, shown
from console.ui.words import speak

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CTRL, PAD = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.KeypadModifier


@pytest.fixture
def keys(qapp: QApplication) -> Keys:
    return Keys()


def test_every_key_is_one_that_qt_knows_and_no_two_actions_share_one(keys: Keys) -> None:
    assert len(BY_ID) == len(SHORTCUTS)
    for each in SHORTCUTS:
        for key in each.keys:
            assert QKeySequence(key).toString() == key
            assert keys.taken_by(each.id, key) is None


def test_every_action_is_said_in_both_languages(qapp: QApplication) -> None:
    english = [each.text() for each in SHORTCUTS]
    assert BY_ID["layout_3"].text() == "Layout 3"
    speak(qapp, "zh")
    assert all(each.text() != before for each, before in zip(SHORTCUTS, english, strict=True))


@pytest.mark.parametrize(
    ("key", "held", "text", "written"),
    [
        (Qt.Key.Key_S, NONE, "s", "S"),
        (Qt.Key.Key_Enter, PAD, "\r", "Return"),
        (Qt.Key.Key_Asterisk, PAD, "*", "*"),
        (Qt.Key.Key_Slash, SHIFT, "/", "/"),
        (Qt.Key.Key_Left, SHIFT, "", "Shift+Left"),
        (Qt.Key.Key_E, CTRL, "\x05", "Ctrl+E"),
        (Qt.Key.Key_Space, NONE, " ", "Space"),
        (Qt.Key.Key_Shift, SHIFT, "", ""),
    ],
)
def test_a_pressed_key_is_written_as_in_the_table(
    key: Qt.Key, held: Qt.KeyboardModifier, text: str, written: str
) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, key, held, text)
    assert pressed(event) == written


def test_keys_are_given_taken_and_put_back(keys: Keys, qtbot: QtBot) -> None:
    assert keys.action(WALL, "S") == "snapshot"
    assert keys.taken_by("clip", "S") == "snapshot"
    assert keys.taken_by("clip", "F1") == "help"  # the window's keys hold on the wall too
    assert keys.taken_by("show", "Del") is None  # another place has it
    with qtbot.waitSignal(keys.changed):
        keys.set("clip", ["S"])
    assert (keys.of("snapshot"), keys.action(WALL, "S")) == ((), "clip")
    assert keys.own() == {"snapshot": (), "clip": ("S",)}
    keys.reset("snapshot")
    assert (keys.action(WALL, "S"), keys.of("clip")) == ("snapshot", ())
    keys.reset()
    assert keys.own() == {}


def test_what_a_file_tells_is_taken_as_far_as_it_makes_sense(keys: Keys) -> None:
    keys.load({"gone": ["F7"], "clip": ["ctrl+x", "", "no such key"], "live": ["L"]})
    assert keys.of("clip") == ("Ctrl+X",)
    assert keys.own() == {"clip": ("Ctrl+X",)}


def test_keys_are_written_for_people(keys: Keys) -> None:
    assert shown("Ctrl+Return") == "Ctrl+Enter"
    assert keys.text("left") == "←"
    assert keys.texts("search") == "/  Ctrl+F"
    assert keys.action(FINDER, "Ctrl+Return") == "show_whole"
    keys.set("search", ())
    assert keys.text("search") == ""
