"""The window's casework with a real outbox before the demo town's platform."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.bridge import Bridge
from console.cases.case import CaseChanged, CaseId
from console.cases.wire import parse_case
from console.desk.cases import CaseDesk
from console.desk.casework import CaseworkDesk
from console.io_thread import IoThread
from console.site.records import PlatformSettings
from console.town.platform.server import Platform
from console.town.world.town import the_town
from console.ui.main_window import MainWindow
from media.secret import Secret
from tests.console.desk.disks import quick_disk
from tests.console.desk.walls import Fixed, one_wall, wall_of


@pytest.fixture
def io() -> Iterator[IoThread]:
    io = IoThread()
    io.start()
    yield io
    io.stop()


def test_an_accepted_case_moves_when_the_platform_has_answered(
    io: IoThread, qtbot: QtBot, qapp: Any, tmp_path: Path
) -> None:
    platform = Platform(the_town(), 7)
    url = io.submit(platform.start()).result(30)
    io.call(platform.story, False)
    made = io.submit(_case(platform)).result(10)
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.show()
    site: Any = SimpleNamespace(folder=tmp_path, people=(), nodes=(), cameras=(), grids=())
    bridge = Bridge(window)
    cases = CaseDesk(window.cases, window.wall, Fixed(), window)
    bridge.cases_told.connect(cases.take)
    window.case_selected.connect(cases.show_case)
    walls = one_wall(wall_of(window.wall))
    desk = CaseworkDesk(window, site, quick_disk(), cases, walls, Fixed(), bridge, io.call)
    told: list[dict[str, Any]] = []
    desk.told.connect(lambda _kind, what: told.append(what))
    desk.follow(PlatformSettings(url, Secret(platform.token)), bridge.cases_told.emit, io.keep)
    cases.take([CaseChanged(parse_case(made))])
    window.case_selected.emit(made["id"])
    window.cases.card.commands._buttons[0].click()
    held = cases.book.case(CaseId(made["id"]))
    assert held is not None
    assert held.status == "reported"
    qtbot.waitUntil(lambda: bool(told) and told[-1]["state"] == "done", timeout=60_000)
    held = cases.book.case(CaseId(made["id"]))
    assert held is not None
    assert held.status == "accepted"
    desk.set_site(site)
    io.submit(platform.stop()).result(10)
    qapp.setStyleSheet("")


async def _case(platform: Platform) -> dict[str, Any]:
    return platform.case({"title": "占道经营"})
