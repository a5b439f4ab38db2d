"""The form of a schedule's rule."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.ui.rule_form import RuleForm
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look
from console.ui.words import speak
from layouts.schedule import DAY, Rule
from tests.console.ui.reach import clipped, faults_of

TITLES = {("scene", "day"): "日常", ("scene", "flood"): "汛期", ("tour", "river"): "河道夜巡"}
SEASON = Rule(
    scene="flood", first_day=date(2026, 6, 1), last_day=date(2026, 9, 30), priority=10,
    extra={"note": "看水位"},
)  # fmt: skip
NIGHT = Rule(tour="river", screen="left", days=("sat", "fri"), begin=1200, end=60)


@pytest.fixture
def form(look: Look, qtbot: QtBot) -> RuleForm:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(1280, 720)
    over.show()
    return RuleForm(look, over)


@pytest.mark.parametrize(
    "rule", [SEASON, NIGHT, Rule(scene="gone"), Rule(tour="gone", screen="HDMI-9")]
)
def test_what_a_file_has_is_shown_and_given_back(form: RuleForm, rule: Rule) -> None:
    form.open_for(rule, TITLES, ["left"])
    assert form.rule() == rule
    assert form.screen_of.isEnabled() == bool(rule.tour)


def test_a_new_rule_is_typed(form: RuleForm, qtbot: QtBot) -> None:
    form.open_for(None, TITLES, ["left"])
    form.programme.setCurrentIndex(2)
    form.screen_of.setCurrentIndex(1)
    form.begin.setText("8:00")
    form.end.setText("18：30")
    form.days["all"].setChecked(False)
    form.days["workdays"].setChecked(True)
    with qtbot.waitSignal(form.given) as given:
        QTest.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (rule,) = given.args
    assert rule == Rule(tour="river", screen="left", days=("workdays",), begin=480, end=1110)
    assert not form.isVisible()


def test_a_scene_is_for_all_screens(form: RuleForm) -> None:
    form.open_for(NIGHT, TITLES, ["left"])
    form.programme.setCurrentIndex(0)
    rule = form.rule()
    assert isinstance(rule, Rule)
    assert (rule.scene, rule.tour, rule.screen) == ("day", "", "")


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("begin", "25:00", "08:00"),
        ("end", "", "08:00"),
        ("end", "00:00", "ends when it begins"),
        ("begin", "24:00", "ends when it begins"),
        ("first_day", "1. Juni", "2026-06-01"),
        ("last_day", "2026-01-01", "ends before it begins"),
    ],
)
def test_what_cannot_be_is_said_and_not_given(
    form: RuleForm, qtbot: QtBot, field: str, text: str, words: str
) -> None:
    form.open_for(SEASON, TITLES, [])
    getattr(form, field).setText(text)
    with qtbot.assertNotEmitted(form.given):
        form.give.click()
    assert words in form._fault.text()
    assert form.isVisible()


def test_a_rule_needs_a_day_and_something_to_be_on(form: RuleForm) -> None:
    form.open_for(None, TITLES, [])
    form.days["all"].setChecked(False)
    assert "Tick" in str(form.rule())
    form.open_for(None, {}, [])
    assert "no scene and no tour" in str(form.rule())
    assert (form.begin.text(), form.end.text()) == ("00:00", f"{DAY // 60}:00")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("density", "size"), [("desk", (1280, 720)), ("wall", (1920, 1080))])
def test_it_fits_and_is_reached_by_the_keyboard(
    qtbot: QtBot, qapp: QApplication, density: Any, size: tuple[int, int], language: Any
) -> None:
    look = Look(density=density)
    qapp.setStyleSheet(style_sheet(look))
    speak(qapp, language)
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(*size)
    over.show()
    form = RuleForm(look, over)
    form.open_for(NIGHT, TITLES, ["left"])
    form.say("x")
    qapp.processEvents()
    assert clipped(form) == []
    assert faults_of(form) == []
    assert over.rect().contains(form.geometry())
