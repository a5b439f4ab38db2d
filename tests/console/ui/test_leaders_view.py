from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from console.ui.leaders_view import CaseShown, LeadersView, Row, rows_of
from console.ui.theme import Look


def node(name: str, state: str = "live", **more: Any) -> dict[str, Any]:
    return {"id": name, "name": name, "state": state, "mic": "open", **more}


def conference(*nodes: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"state": "live", "nodes": list(nodes), **more}


@pytest.fixture
def view(look: Look, qtbot: QtBot) -> LeadersView:
    made = LeadersView(look)
    qtbot.addWidget(made)
    made.resize(640, 1080)
    return made


def test_who_is_there_comes_first_and_keeps_its_place_whoever_speaks() -> None:
    rows = rows_of(
        [
            node("a", "absent"), node("b"), node("c", speaking=True), node("d", "waiting"),
            node("e", hand=True), node("f", mic="forced"), node("g", up={"loss": 0.2}),
            node("h", "absent", invited=True, online=False),
        ]
    )  # fmt: skip
    assert rows == [
        Row("b", "in conference", "green"), Row("c", "speaking", "green"),
        Row("e", "hand up", "amber"), Row("f", "muted", "green"), Row("g", "weak line", "amber"),
        Row("d", "waiting", "amber"), Row("h", "called, not reachable", "amber"),
        Row("a", "not in", "grey"),
    ]  # fmt: skip


def pixels(view: LeadersView, colour: str) -> int:
    """How many are of a lamp's colour."""
    image = view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    wanted = view._look.lamp(colour).rgb()
    return sum(
        image.pixel(x, y) == wanted for y in range(0, 1080, 4) for x in range(0, 640, 4)
    )  # fmt: skip


def test_that_it_is_recorded_is_seen_at_once(view: LeadersView) -> None:
    view.set_conference(conference(node("n01")))
    before = pixels(view, "red")
    view.set_conference(conference(node("n01"), recording=True))
    assert pixels(view, "red") > before + 100


@pytest.mark.parametrize("size", [(640, 1080), (1920, 1080), (320, 180), (200, 900)])
def test_it_fits_any_cell(view: LeadersView, size: tuple[int, int]) -> None:
    view.resize(*size)
    names = [node(f"村{n}", "live" if n % 3 else "absent") for n in range(60)]
    view.set_conference(conference(*names, banner="台风红色预警：全员在岗", mode="roll_call"))
    view.set_case(CaseShown("水位超警", "余 1 时", "orange"))
    view.set_heard(True)
    assert not view.grab().isNull()
    view.set_conference({"state": "idle", "nodes": []})
    view.set_case(None)
    assert not view.grab().isNull()
