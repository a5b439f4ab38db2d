"""Finding and adding cameras, as an operator does, against the demo town as a program."""

from __future__ import annotations

import asyncio
import csv
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.cases.datum import to_wgs84
from console.desk import discovery
from console.desk.discovery import DiscoveryDesk
from console.io_thread import IoThread
from console.links import finder
from console.site.additions import WRITTEN
from console.site.load import load_site
from console.site.records import CameraEntry, Site
from console.ui.main_window import MainWindow
from media.onvif.discovery import Discovered, probe
from tests.stage.room import Town, a_town

LIMIT_MS = 90_000  # a loaded machine


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with a_town(tmp_path_factory.mktemp("town")) as made:
        yield made


class Stage:
    def __init__(self, qtbot: QtBot, folder: Path, town: Town) -> None:
        self.qtbot, self.folder = qtbot, folder
        (folder / "site.toml").write_text('name = "新"\n', "utf-8")
        (folder / "cameras.csv").write_text(f"{','.join(WRITTEN)}\n", "utf-8")
        theirs = load_site(town.site)
        self.cameras = {camera.id: camera for camera in theirs.cameras}
        self.io = IoThread()
        self.io.start()
        self.window = MainWindow("新", "en")
        qtbot.addWidget(self.window)
        self.window.setGeometry(0, 0, 1280, 720)
        self.desk = DiscoveryDesk(self.window, load_site(folder), self.io.submit, self.window)
        self.taken: list[Site] = []
        self.desk.taken_over.connect(self.taken.append)
        self.sheet = self.window.sheets.discovery()
        self.found, self.form = self.sheet.found, self.sheet.form
        self.window.show()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.window.finder.cameras.list_wished.emit("find")

    def until(self, holds: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(holds, timeout=LIMIT_MS)

    def search(self) -> None:
        self.qtbot.mouseClick(self.found.search, Qt.MouseButton.LeftButton)
        self.until(lambda: self.found.table.topLevelItemCount() > 0)

    def choose(self, camera: CameraEntry) -> None:
        table = self.found.table
        rows = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
        table.setCurrentItem(next(row for row in rows if row.text(0) == camera.ptz))
        self.qtbot.keyClick(table, Qt.Key.Key_Return)

    def log_in(self, camera: CameraEntry, password: str | None = None) -> None:
        assert camera.password is not None
        self.form.user.setText(camera.user or "")
        self.form.password.setText(password or camera.password.reveal())
        self.qtbot.keyClick(self.form.password, Qt.Key.Key_Return)

    def listed(self) -> list[dict[str, str]]:
        with (self.folder / "cameras.csv").open(encoding="utf-8") as file:
            return list(csv.DictReader(file))

    def has_picture(self) -> bool:
        """Asks anew where the town still draws that camera's film."""
        if self.form.test.isEnabled() and "does not answer" in self.form.told.text():
            self.form.test.click()
        return not self.form.preview.pixmap().isNull()


@pytest.fixture
def alone(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Other towns on this machine answer who asks everybody, too: they are not heard."""
    doors = {urlsplit(camera.ptz).netloc for camera in load_site(town.site).cameras if camera.ptz}

    async def of_this_town(own: Sequence[str]) -> Discovered:
        heard = await probe(own)
        ours = (found for found in heard.devices if urlsplit(found.address).netloc in doors)
        return replace(heard, devices=tuple(ours))

    monkeypatch.setattr(finder, "probe", of_this_town)


@pytest.fixture
def stage(qtbot: QtBot, tmp_path: Path, alone: None, town: Town) -> Iterator[Stage]:
    made = Stage(qtbot, tmp_path, town)
    yield made
    made.window.close()
    made.io.stop()


def test_a_found_camera_is_looked_at_and_added_with_its_login(stage: Stage) -> None:
    camera = stage.cameras["c10"]
    stage.search()
    stage.until(lambda: "14 of them in no list" in stage.found.told)
    stage.choose(camera)
    stage.log_in(camera)
    stage.until(stage.has_picture)
    assert stage.form.told.text() == "H264, 1920x1080\nIt can be turned."
    assert stage.form.main.count() == 2
    stage.form.group.setText("北/一")
    stage.qtbot.mouseClick(stage.form.add, Qt.MouseButton.LeftButton)
    stage.until(lambda: bool(stage.taken))
    (line,) = stage.listed()
    assert (line["main"], line["sub"]) == (camera.main, camera.sub)
    assert (line["ptz"], line["group"]) == (camera.ptz, "北/一")
    secrets = tomllib.loads((stage.folder / "state" / "secrets.toml").read_text("utf-8"))
    assert camera.password is not None
    assert secrets["cameras"][line["user"]]["password"] == camera.password.reveal()
    (added,) = stage.taken[0].cameras
    assert (added.user, added.password) == (camera.user, camera.password)
    stage.until(lambda: "13 of them in no list" in stage.found.told)


def test_a_camera_that_is_being_added_is_added_whatever_is_closed_meanwhile(stage: Stage) -> None:
    stage.found.by_hand.click()
    stage.form.main.setEditText(str(stage.cameras["c01"].sub))
    stage.form.name.setText("村口")
    stage.form.add.click()
    stage.form.add.clicked.emit()  # an impatient hand
    stage.sheet.close_sheet()
    stage.until(lambda: bool(stage.taken))
    assert [line["name"] for line in stage.listed()] == ["村口"]
    assert [camera.name for camera in stage.taken[0].cameras] == ["村口"]


def test_esc_ends_the_search(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never_answered(*_asked: object) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(discovery, "search", never_answered)
    stage.found.hosts.setText("127.0.0.1")
    stage.qtbot.mouseClick(stage.found.search, Qt.MouseButton.LeftButton)
    asked = stage.desk._asking
    assert asked is not None
    stage.qtbot.keyClick(stage.sheet, Qt.Key.Key_Escape)
    assert not stage.sheet.isVisible()
    assert asked.cancelled()
    assert stage.desk._asking is None


def test_the_second_camera_shares_the_first_ones_login(stage: Stage) -> None:
    for name in ("c10", "c22"):
        stage.search()
        stage.choose(stage.cameras[name])
        stage.log_in(stage.cameras[name])
        stage.until(stage.has_picture)
        stage.form.add.click()
        stage.until(lambda name=name: len(stage.listed()) == ("c10", "c22").index(name) + 1)
        stage.until(lambda: stage.found.isVisible())
    assert len({line["user"] for line in stage.listed()}) == 1
    assert len({line["id"] for line in stage.listed()}) == 2


def test_a_wrong_password_is_told_and_nothing_is_added(stage: Stage) -> None:
    stage.search()
    stage.choose(stage.cameras["c10"])
    stage.log_in(stage.cameras["c10"], "wrong")
    stage.until(lambda: "name or password is refused" in stage.form.told.text())
    assert not stage.form.add.isEnabled()
    assert stage.listed() == []


def test_an_address_by_hand_is_tested_and_added_and_its_login_is_no_part_of_the_list(
    stage: Stage,
) -> None:
    camera = stage.cameras["c01"]
    assert camera.password is not None
    stage.found.by_hand.click()
    assert not stage.form.closer.isVisible()
    login = f"{camera.user}:{camera.password.reveal()}@"
    stage.form.main.setEditText(str(camera.sub).replace("://", f"://{login}"))
    stage.form.test.click()
    stage.until(stage.has_picture)
    assert stage.form.main.currentText() == camera.sub
    assert stage.form.password.text() == camera.password.reveal()
    assert not stage.form.add.isEnabled()
    stage.form.name.setText("村口")
    stage.form.place.set_datum("gcj02")
    stage.form.place.coordinates.setText("120.1927, 30.4721")
    stage.form.add.click()
    stage.until(lambda: bool(stage.taken))
    assert camera.password.reveal() not in (stage.folder / "cameras.csv").read_text("utf-8")
    (added,) = stage.taken[0].cameras
    assert added.name == "村口"
    assert (added.longitude, added.latitude) == pytest.approx(to_wgs84("gcj02", 120.1927, 30.4721))


def test_a_place_is_clicked_on_the_map_and_the_form_is_as_it_was(stage: Stage) -> None:
    stage.found.by_hand.click()
    stage.form.main.setEditText("rtsp://10.0.0.11/x")
    stage.form.place.pick.click()
    assert not stage.sheet.isVisible()
    shown = stage.window.map
    stage.until(lambda: shown.viewport().isVisible())
    middle = shown.viewport().rect().center()
    stage.qtbot.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert stage.sheet.isVisible()
    written = stage.form.written()
    assert written.main == "rtsp://10.0.0.11/x"
    assert written.place == pytest.approx(shown.place_at(middle), abs=1e-6)
    stage.form.place.pick.click()
    stage.qtbot.keyClick(stage.window, Qt.Key.Key_Escape)
    assert stage.sheet.isVisible()
    assert stage.form.written().place == written.place


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("rtsp://127.0.0.1:9/x", "refuses the connection"),
        ("nonsense", "makes no sense"),
    ],
)
def test_what_is_no_camera_is_told(stage: Stage, address: str, words: str) -> None:
    stage.found.by_hand.click()
    stage.form.main.setEditText(address)
    stage.form.test.click()
    stage.until(lambda: words in stage.form.told.text())
    stage.form.name.setText("x")
    if address == "nonsense":
        stage.form.add.click()
        stage.until(lambda: "cannot be added" in stage.form.told.text())
    assert stage.listed() == []


def test_given_addresses_are_checked_and_a_search_can_be_cancelled(stage: Stage) -> None:
    stage.found.hosts.setText("10.0.0.0/8")
    stage.found.search.click()
    stage.until(lambda: "no addresses" in stage.found.told)
    stage.found.hosts.setText("127.0.0.1:9")
    stage.found.search.click()
    stage.until(lambda: "Nobody answered" in stage.found.told)
    stage.found.hosts.setText("")
    stage.found.search.click()
    assert stage.found.search.text() == "Cancel"
    stage.found.search.click()
    assert stage.found.search.text() == "Search"
    assert not stage.found.bar.isVisible()
