"""All sheets of the window: each is found by itself, the next one too."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from typing import Literal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from console import ui
from console.cases.case import Case
from console.cases.duty_hours import CHINA
from console.ui.calibration_sheet import CalibrationSheet
from console.ui.case_photos import PhotoSheet
from console.ui.duty_sheet import DutyRoom, DutySheet
from console.ui.help_sheet import HelpSheet
from console.ui.intake_sheet import IntakeSheet
from console.ui.key_sheet import KeySheet
from console.ui.layout_chooser import LayoutChooser
from console.ui.order_sheet import OrderSheet
from console.ui.place_sheet import PlaceSheet
from console.ui.ptz_layer import PtzLayer
from console.ui.ptz_sheet import PtzSheet
from console.ui.report_sheet import ReportSheet
from console.ui.sheet import Sheet
from console.ui.shortcuts import Keys
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look, times_for
from console.ui.wall import Wall
from console.ui.words import Language, speak
from tests.console.ui.reach import clipped, controls, faults_of

SIZES = [
    ("desk", (1280, 720)), ("desk", (1920, 1080)), ("desk", (3840, 2160)), ("desk", (7680, 1080)),
    ("wall", (1920, 1080)), ("wall", (3840, 2160)),
]  # fmt: skip


def kinds() -> Iterator[type[Sheet]]:
    for module in pkgutil.iter_modules(ui.__path__):
        importlib.import_module(f"console.ui.{module.name}")
    return iter(sorted(Sheet.__subclasses__(), key=lambda kind: kind.__name__))


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def opened(kind: type[Sheet], look: Look, window: QWidget, case: Case) -> Sheet:
    """A sheet that is seen, asked for in its own way."""
    more: dict[type[Sheet], Callable[[], object]] = {
        **dict.fromkeys((HelpSheet, KeySheet, CalibrationSheet, LayoutChooser, PlaceSheet), Keys),
        DutySheet: lambda: DutyRoom(CHINA, "运河镇综合信息指挥室", (20, 40)),
        PtzSheet: lambda: PtzLayer(look, Wall(look, window), Keys()),
        ReportSheet: lambda: date(2026, 11, 26),
    }  # fmt: skip
    make: Callable[..., Sheet] = kind
    sheet = make(look, window, *([more[kind]()] if kind in more else []))
    if isinstance(sheet, OrderSheet):
        sheet.ask(case, "dispatch")
    elif isinstance(sheet, PhotoSheet):
        sheet.show_picture("桥东 1.jpg", QImage(640, 360, QImage.Format.Format_RGB32))
    else:
        sheet.open_sheet()
    QApplication.processEvents()
    return sheet


def faults_on(sheet: Sheet, window: QWidget) -> list[str]:
    """On all of its pages."""
    found = [] if sheet.accessibleName() else ["has no name"]
    found += [] if window.rect().contains(sheet.geometry()) else ["is larger than the window"]
    found += faults_of(window) + clipped(sheet)
    for tabs in sheet.findChildren(QTabBar):
        for tab in range(tabs.count()):
            tabs.setCurrentIndex(tab)
            QApplication.processEvents()
            found += faults_of(window) + clipped(sheet)
    return found


def is_piece(control: QWidget) -> bool:
    """A line in a field: the field has the keyboard. Not asked of ``focusProxy``, upon which
    PySide takes the field for a child of its line."""
    return isinstance(control.parentWidget(), QAbstractSpinBox | QComboBox)


def in_a_row(control: QWidget) -> bool:
    """One of several of which one holds: Tab stops at one of them, arrows go on."""
    group = control.group() if isinstance(control, QAbstractButton) else None
    return group is not None and group.exclusive()


def passed_over(sheet: Sheet) -> list[str]:
    """The controls at which a hand that presses Tab again and again does not come by."""
    wanted = {
        each
        for each in controls(sheet)
        if each.isEnabled() and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    met: set[QWidget | None] = {sheet}
    sheet.first().setFocus()
    for _ in range(2 * len(wanted) + 2):
        met.add(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget() or sheet, Qt.Key.Key_Tab)
    missed = [each for each in wanted - met if not is_piece(each) and not in_a_row(each)]
    return [f"{type(each).__name__} {each.accessibleName()} is passed over" for each in missed]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("density", "size"), SIZES)
def test_every_sheet_fits_and_each_control_on_it_has_a_name_and_is_reached_by_tab(
    window: QWidget,
    qapp: QApplication,
    make_case: Callable[..., Case],
    language: Language,
    density: Literal["desk", "wall"],
    size: tuple[int, int],
) -> None:
    look = Look(density=density, times=times_for(density, size[1]))
    qapp.setStyleSheet(style_sheet(look))
    speak(qapp, language)
    window.resize(*size)
    found = {}
    for kind in kinds():
        sheet = opened(kind, look, window, make_case("c-1"))
        found[kind.__name__] = faults_on(sheet, window) + passed_over(sheet)
        sheet.close_sheet()
    assert len(found) > 20
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize("kind", [OrderSheet, IntakeSheet])
def test_ctrl_and_enter_send_only_what_has_the_keyboard(
    kind: type[Sheet],
    look: Look,
    window: QWidget,
    make_case: Callable[..., Case],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = []
    name = "_on_give" if kind is OrderSheet else "_on_send"
    monkeypatch.setattr(kind, name, lambda _sheet: sent.append(kind))
    field = QLineEdit(window)
    field.show()
    opened(kind, look, window, make_case("c-1"))
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not sent
    inside = window.findChild(kind)
    inside.first().setFocus()
    qtbot.keyClick(inside.first(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sent == [kind]


def test_a_sheet_that_is_asked_for_on_another_screen_gets_the_keyboard_and_gives_it_back(
    window: QWidget, qtbot: QtBot
) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    sheet = KeySheet(Look(), window, Keys())
    sheet.open_sheet()
    qtbot.waitUntil(window.isActiveWindow)
    assert sheet.isAncestorOf(QApplication.focusWidget())
    sheet.close_sheet()
    qtbot.waitUntil(other.hasFocus)


def test_of_sheets_over_each_other_escape_closes_the_one_opened_last(
    look: Look, window: QWidget, qtbot: QtBot
) -> None:
    first, second = HelpSheet(look, window, Keys()), HelpSheet(look, window, Keys())
    for lower, upper in ((first, second), (second, first)):
        lower.open_sheet()
        upper.open_sheet()
        for open_then in ([True, False], [False, False]):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
            assert [lower.isVisible(), upper.isVisible()] == open_then
