from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from console.bridge import Bridge
from console.desk.exports import ExportsDesk
from console.links.exports import TooMany
from console.ui.main_window import MainWindow
from media.marks import Mark

WISH = {"cameras": ["c01"], "since": "2026-11-23T06:30:00Z", "until": "2026-11-23T06:40:00Z",
        "burn": False, "who": "", "reason": "", "folder": "/srv/x"}  # fmt: skip


class Exports:
    """Two at most, as the true ones."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.started: list[tuple[dict[str, Any], Path | None]] = []
        self.asked = 0

    def start(self, wish: dict[str, Any], place: Path | None = None) -> None:
        if len(self.told) == 2:
            raise TooMany("2 exports run already")
        self.started.append((wish, place))
        self.told.append({
            "id": str(len(self.told)), "state": "running", "done": 0.0, "folder": "/srv/x/1",
            "files": [], "missing": [], "sum": None, "reason": None,
            **{key: wish[key] for key in ("cameras", "since", "until")},
        })  # fmt: skip

    def cancel(self, identity: str) -> None:
        self.told[int(identity)]["state"] = "cancelled"

    def all(self) -> list[dict[str, Any]]:
        self.asked += 1
        return [dict(each) for each in self.told]


def at_once(do: Callable[..., object], *given: object) -> None:
    do(*given)


@pytest.fixture
def window(qtbot: QtBot, qapp: Any) -> Any:
    window = MainWindow("x", "en")
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    yield window
    qapp.setStyleSheet("")


@pytest.fixture
def exports(window: MainWindow) -> Exports:
    exports = Exports()
    window.desk = ExportsDesk(window, exports, Bridge(window), at_once, window)  # type: ignore
    return exports


def test_a_wish_is_started_in_its_folder_and_listed(window: MainWindow, exports: Exports) -> None:
    window.export.export_wished.emit(WISH)
    ((wish, place),) = exports.started
    assert place == Path("/srv/x")
    assert "folder" not in wish
    assert list(window.export._rows) == ["0"]


def test_a_third_is_refused_in_words_on_the_sheet(window: MainWindow, exports: Exports) -> None:
    for _ in range(3):
        window.export.export_wished.emit(WISH)
    assert window.export._trouble.text() == "2 exports run already"


def test_it_asks_while_one_runs_and_tells_the_end_once(
    window: MainWindow, exports: Exports
) -> None:
    said: list[str] = []
    window.tell = said.append  # type: ignore[method-assign]
    desk: ExportsDesk = window.desk  # type: ignore[attr-defined]
    desk._on_ask()
    assert exports.asked == 0
    window.export.export_wished.emit(WISH)
    exports.told[0]["state"] = "done"
    desk._on_ask()
    asked = exports.asked
    desk._on_ask()
    assert exports.asked == asked
    assert said == ["Export done: /srv/x/1"]
    window.export.open_for([], [])
    desk._on_ask()
    assert exports.asked == asked + 1


def test_a_cancelled_and_a_failed_one_are_told(window: MainWindow, exports: Exports) -> None:
    said: list[str] = []
    window.tell = said.append  # type: ignore[method-assign]
    window.export.export_wished.emit(WISH)
    window.export.cancel_wished.emit("0")
    window.export.export_wished.emit(WISH)
    exports.told[1] |= {"state": "failed", "reason": "No space left on device"}
    window.desk._on_ask()  # type: ignore[attr-defined]
    assert said == ["Export cancelled", "Export failed: the disk is full"]


def test_markers_are_drawn_when_they_are_wished(window: MainWindow, exports: Exports) -> None:
    pixels = np.zeros((2, 2, 4), np.uint8)
    asked: list[list[str]] = []

    def marks(cameras: Any) -> dict[str, Any]:
        asked.append(list(cameras))
        return {"cameras": {"c01": [Mark(0.1, 0.1, 0.1, 0.1, pixels)]}, "said": {"as_of": "now"}}

    window.desk._marks = marks  # type: ignore[attr-defined]
    window.export.export_wished.emit({**WISH, "markers": False})
    window.export.export_wished.emit({**WISH, "markers": True})
    plain, marked = (wish for wish, _ in exports.started)
    assert asked == [["c01"]]
    assert "marks" not in plain
    assert "markers" not in marked
    assert marked["marks"]["said"] == {"as_of": "now"}
    assert marked["marks"]["cameras"]["c01"][0].x == 0.1
