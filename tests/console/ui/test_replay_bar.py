from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.ui.replay_bar import PACES, ReplayBar
from console.ui.style_sheet import style_sheet
from console.ui.theme import Look
from console.ui.words import speak
from media.source import Replaying

AT = datetime(2026, 11, 23, 6, 30, 5, tzinfo=UTC).timestamp()


@pytest.fixture
def bar(look: Look, qtbot: QtBot) -> ReplayBar:
    bar = ReplayBar(look)
    qtbot.addWidget(bar)
    bar.resize(1272, 50)
    bar.show()
    return bar


def test_it_says_of_whom_it_is_and_the_field_tells_the_moment(bar: ReplayBar) -> None:
    bar.set_shown(Replaying(AT, 2.0), "村口")
    assert bar._title.text() == "村口  2×"
    local = datetime.fromtimestamp(AT, UTC).astimezone()
    assert bar.moment.text() == f"{local:%Y-%m-%d %H:%M:%S}"
    assert [pace for pace in PACES if bar.paces[pace].isChecked()] == [2.0]
    bar.set_shown(Replaying(AT, 1.0, "gap", AT + 60), "村口")
    assert "nothing recorded until" in bar._title.text()
    bar.set_shown(None, "村口")
    assert bar._title.text() == "村口  live picture"
    assert not bar.live.isEnabled()
    assert bar.jumps[-10].isEnabled()


def test_where_the_room_is_short_a_message_is_shown_rather_than_names(bar: ReplayBar) -> None:
    bar.resize(1500, 50)
    names = "虹影社区 农贸市场东门 " * 5
    bar.set_shown(Replaying(AT, 2.0), names)
    assert bar._title.fitting().startswith("虹影社区")
    bar.set_shown(Replaying(AT, 1.0, "end"), names)
    assert bar._title.fitting() == "the recording ends here"
    assert bar._title.toolTip().startswith("虹影社区")
    bar.set_shown(Replaying(AT, 1.0, "end"), "村口")
    assert bar._title.fitting() == "村口  the recording ends here"


def test_where_nothing_was_recorded_a_button_leads_over_it(bar: ReplayBar, qtbot: QtBot) -> None:
    heard: list[tuple[str, float]] = []
    bar.wished.connect(lambda wish, number: heard.append((wish, number)))
    for state in (Replaying(AT), Replaying(AT, 1.0, "gap"), Replaying(AT, 1.0, "end"), None):
        bar.set_shown(state, "村口")
        assert not bar.over.isVisible()
    bar.set_shown(Replaying(AT, 1.0, "gap", AT + 60), "村口")
    assert bar.over.isVisible()
    qtbot.mouseClick(bar.over, Qt.MouseButton.LeftButton)
    assert heard == [("over_gap", 0)]


def test_a_moment_that_is_being_written_is_not_overwritten(bar: ReplayBar, qtbot: QtBot) -> None:
    heard: list[tuple[str, float]] = []
    bar.wished.connect(lambda wish, number: heard.append((wish, number)))
    bar.set_shown(Replaying(AT), "")
    qtbot.keyClick(bar.moment, Qt.Key.Key_Up)
    written = bar.moment.unix()
    assert written != AT
    bar.set_shown(Replaying(AT + 50), "")
    assert bar.moment.unix() == written
    qtbot.keyClick(bar.moment, Qt.Key.Key_Return)
    assert heard == [("seek", written)]
    bar.set_shown(Replaying(AT + 51), "")
    assert bar.moment.unix() == AT + 51
    qtbot.keyClick(bar.moment, Qt.Key.Key_Up)
    qtbot.keyClick(bar.moment, Qt.Key.Key_Escape)
    bar.set_shown(Replaying(AT + 52), "")
    assert bar.moment.unix() == AT + 52


def test_every_button_wishes_what_it_says(bar: ReplayBar, qtbot: QtBot) -> None:
    heard: list[tuple[str, float]] = []
    bar.wished.connect(lambda wish, number: heard.append((wish, number)))
    bar.set_shown(Replaying(AT), "")
    buttons = [*bar.jumps.values(), *bar.steps.values(), bar.play, bar.paces[8.0], bar.go, bar.live]
    for button in buttons:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == [
        ("jump", -30), ("jump", -10), ("jump", 10), ("step", -1), ("step", 1), ("pause", 0),
        ("pace", 8), ("seek", AT), ("live", 0),
    ]  # fmt: skip
    assert not bar.all_tiles
    bar.all.click()
    assert bar.all_tiles


def test_play_and_pause_are_one_button_that_says_which(bar: ReplayBar) -> None:
    bar.set_shown(Replaying(AT, 1.0), "")
    assert bar.play.accessibleName() == "Pause"
    bar.set_shown(Replaying(AT, 0.0, "paused"), "")
    assert bar.play.accessibleName() == "Play"
    assert "paused" in bar._title.text()


def test_every_button_has_a_name_in_both_languages(bar: ReplayBar, qapp: QApplication) -> None:
    def names() -> list[str]:
        buttons = [
            *bar.jumps.values(),
            *bar.steps.values(),
            bar.play,
            *bar.paces.values(),
            bar.live,
        ]
        return [button.accessibleName() for button in buttons]

    english = names()
    speak(qapp, "zh")
    qapp.processEvents()
    assert all(english)
    assert len(set(names())) == len(english)
    assert not set(english) & set(names())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("density", "wide"), [("desk", 738), ("wall", 1280)])
def test_it_fits_the_narrowest_wall_in_two_lines_and_a_wide_one_in_one(
    qapp: QApplication, qtbot: QtBot, language: str, density: str, wide: int
) -> None:
    look = Look(density=density)  # type: ignore[arg-type]
    qapp.setStyleSheet(style_sheet(look))
    speak(qapp, language)  # type: ignore[arg-type]
    bar = ReplayBar(look)
    qtbot.addWidget(bar)
    bar.resize(wide, 10)
    bar.show()
    bar.set_shown(Replaying(AT), "运河镇农贸市场东门")
    assert bar.minimumSizeHint().width() <= wide
    two = bar.sizeHint().height()
    bar.resize(1920, 10)
    qapp.processEvents()
    assert bar.sizeHint().height() < two
    assert bar.minimumSizeHint().width() <= (1272 if density == "desk" else 1920)
