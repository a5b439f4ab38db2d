from __future__ import annotations

import concurrent.futures
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.desk.welcome import Chosen, WelcomeDesk
from console.site.load import load_site
from console.site.new_room import make_room
from console.site.records import Site
from console.ui.welcome import Welcome

LEFT = Qt.MouseButton.LeftButton


class Stage:
    def __init__(self, qtbot: QtBot, folder: Path, rooms: tuple[Path, ...] = ()) -> None:
        self.qtbot, self.folder = qtbot, folder
        self.demo = folder / "demo"
        self.ready: concurrent.futures.Future[None] = concurrent.futures.Future()
        self.welcome = Welcome("en", folder / "room", rooms)
        qtbot.addWidget(self.welcome)
        self.desk: WelcomeDesk[Site] = WelcomeDesk(
            self.welcome, load_site, lambda: self.ready, self.demo
        )

    def ask(self, *acts: Callable[[], None]) -> Chosen[Site] | None:
        """Do these things while the window waits."""
        for number, act in enumerate(acts):
            QTimer.singleShot(50 * (number + 1), act)
        return self.desk.ask()

    @property
    def told(self) -> str:
        return self.welcome.told.text()


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path) -> Stage:
    return Stage(qtbot, tmp_path)


def test_a_new_room_is_made_and_cameras_are_wished_next(stage: Stage) -> None:
    def make() -> None:
        stage.qtbot.keyClicks(stage.welcome.name, "North")
        stage.qtbot.mouseClick(stage.welcome.make, LEFT)

    chosen = stage.ask(make)
    assert chosen is not None
    assert (chosen.room.name, chosen.finds, chosen.demo) == ("North", True, False)
    assert chosen.folder == stage.folder / "room"
    assert not stage.welcome.isVisible()


def test_a_window_that_is_closed_after_the_choice_ends_no_other_loop(stage: Stage) -> None:
    make_room(stage.demo, "Demo", "en")
    stage.ready.set_result(None)
    assert stage.ask(lambda: stage.qtbot.mouseClick(stage.welcome.demo, LEFT)) is not None
    stage.welcome.close()
    loop = QEventLoop()
    QTimer.singleShot(0, loop, loop.quit)
    assert loop.exec() == 0


def test_the_demo_town_is_waited_for_and_read_when_it_is_there(stage: Stage) -> None:
    def come() -> None:
        assert stage.welcome.progress.isVisible()
        assert not stage.welcome.path.isEnabled()
        make_room(stage.demo, "Demo", "en")
        stage.ready.set_result(None)

    chosen = stage.ask(lambda: stage.qtbot.mouseClick(stage.welcome.demo, LEFT), come)
    assert chosen is not None
    assert (chosen.room.name, chosen.demo, chosen.finds) == ("Demo", True, False)


def test_it_goes_on_asking_until_a_room_can_be_opened(stage: Stage) -> None:
    told: list[str] = []
    faulty = stage.folder / "faulty"
    make_room(faulty, "x", "en")
    (faulty / "site.toml").write_text('name = "x"\nlanguag = "en"\n', "utf-8")

    def open_it(folder: Path) -> None:
        stage.welcome.path.setFocus()
        stage.welcome.path.setText(str(folder))
        stage.qtbot.keyClick(stage.welcome.path, Qt.Key.Key_Return)
        told.append(stage.told)

    def mend() -> None:
        (faulty / "site.toml").write_text('name = "x"\n', "utf-8")
        open_it(faulty)

    chosen = stage.ask(lambda: open_it(stage.folder / "none"), lambda: open_it(faulty), mend)
    assert chosen is not None
    assert chosen.room.name == "x"
    assert "holds no site.toml: choose another" in told[0]
    assert told[1].startswith("This room has faults: mend them")
    assert "languag" in told[1]


def test_a_room_is_not_made_where_one_is(stage: Stage) -> None:
    make_room(stage.folder / "room", "alt", "en")

    def make() -> None:
        stage.welcome.name.setText("neu")
        stage.welcome.make.click()

    assert stage.ask(make, stage.welcome.close) is None
    assert "already: open it, or choose another place" in stage.told


def test_where_nothing_can_be_written_it_is_said(stage: Stage) -> None:
    (stage.folder / "file").write_text("", "utf-8")

    def make() -> None:
        stage.welcome.name.setText("neu")
        stage.welcome.place.setText(str(stage.folder / "file" / "room"))
        stage.welcome.make.click()

    assert stage.ask(make, stage.welcome.close) is None
    assert "The room cannot be made in" in stage.told


def test_a_town_that_does_not_come_is_said(stage: Stage) -> None:
    stage.desk._late.setInterval(20)
    assert stage.ask(stage.welcome.demo.click, lambda: None, stage.welcome.close) is None
    assert "does not start" in stage.told
    assert (stage.welcome.demo.text(), stage.welcome.path.isEnabled()) == (
        "Open the demo town", True,
    )  # fmt: skip


def test_waiting_for_the_town_can_be_cancelled_and_another_room_opened(stage: Stage) -> None:
    make_room(stage.folder / "own", "Own", "en")
    seen: list[tuple[str, bool]] = []

    def cancel() -> None:
        seen.append((stage.welcome.demo.text(), stage.welcome.progress.isVisible()))
        stage.welcome.demo.click()
        seen.append((stage.welcome.demo.text(), stage.welcome.progress.isVisible()))
        stage.ready.set_result(None)  # the town comes all the same

    def other() -> None:
        stage.welcome.path.setText(str(stage.folder / "own"))
        stage.welcome.open.click()

    chosen = stage.ask(stage.welcome.demo.click, cancel, lambda: None, other)
    assert chosen is not None
    assert (chosen.room.name, chosen.demo) == ("Own", False)
    assert seen == [("Cancel", True), ("Open the demo town", False)]


def test_a_demo_folder_with_faults_is_read_again_when_it_is_asked_for_again(stage: Stage) -> None:
    make_room(stage.demo, "town", "en")
    whole = (stage.demo / "site.toml").read_text("utf-8")
    (stage.demo / "site.toml").write_text("languag = 1\n", "utf-8")
    stage.ready.set_result(None)
    told: list[tuple[str, bool]] = []

    def mend() -> None:
        told.append((stage.told, stage.desk._late.isActive()))
        (stage.demo / "site.toml").write_text(whole, "utf-8")
        stage.welcome.demo.click()

    chosen = stage.ask(stage.welcome.demo.click, lambda: None, mend)
    assert chosen is not None
    assert chosen.demo
    assert "languag" in told[0][0]
    assert not told[0][1]  # else it would say later that the town does not start


def test_the_end_of_the_program_ends_the_question(stage: Stage) -> None:
    assert stage.ask(QApplication.quit) is None
