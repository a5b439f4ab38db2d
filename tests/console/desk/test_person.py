from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.desk.person import PersonDesk
from console.site.people import Person
from console.ui.main_window import MainWindow
from tests.console.desk.disks import HungDisk, quick_disk

PEOPLE = (Person("p1", "张建国", "duty_chief"), Person("p2", "李小明", "auditor"))


@pytest.fixture
def window(qtbot: QtBot, qapp: Any) -> Iterator[MainWindow]:
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.show()
    yield window
    qapp.setStyleSheet("")


def site(folder: Path, people: tuple[Person, ...] = PEOPLE) -> Any:
    return SimpleNamespace(folder=folder, people=people)


def test_without_a_list_the_one_seat_may_order(window: MainWindow, tmp_path: Path) -> None:
    desk = PersonDesk(window, site(tmp_path, ()), quick_disk())
    assert desk.may("dispatch")
    assert not window.top.person.isVisible()
    assert desk.who() == "Operator on duty"
    desk.on_duty = lambda: "王芳"
    assert desk.who() == "王芳"


def test_who_sits_down_is_shown_and_remembered(window: MainWindow, tmp_path: Path) -> None:
    desk = PersonDesk(window, site(tmp_path), quick_disk())
    assert (desk.who(), desk.may("accept")) == ("张建国", True)
    changes: list[None] = []
    desk.changed.connect(lambda: changes.append(None))
    window.top.person.chosen.emit("p2")
    window.top.person.chosen.emit("nobody")
    assert (desk.who(), desk.may("accept"), len(changes)) == ("李小明", False, 1)
    assert window.top.person.text() == "李小明"
    assert PersonDesk(window, site(tmp_path), quick_disk()).who() == "李小明"


def test_one_who_left_the_list_sits_here_no_more(window: MainWindow, tmp_path: Path) -> None:
    desk = PersonDesk(window, site(tmp_path), quick_disk())
    desk.sit("p2")
    changes: list[str] = []
    desk.changed.connect(lambda: changes.append(desk.on_list()))
    desk.set_site(site(tmp_path, PEOPLE))
    desk.set_site(site(tmp_path, PEOPLE[:1]))
    desk.set_site(site(tmp_path, ()))
    assert (changes, desk.who()) == (["张建国", ""], "Operator on duty")


def test_who_sits_down_sits_before_the_disk_has_it_and_hears_when_it_refuses(
    window: MainWindow, tmp_path: Path
) -> None:
    (tmp_path / "state").write_text("in the way", "utf-8")
    hung = HungDisk()
    desk = PersonDesk(window, site(tmp_path), hung.disk)
    desk.sit("p2")
    assert (desk.who(), hung.told) == ("李小明", [])
    hung.go_on()
    assert hung.told[0].startswith("state/seated cannot be written: ")
    assert desk.who() == "李小明"
