from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from console.site.invited import KINDS
from console.site.records import NodeEntry
from console.ui.call_menu import CallGroup, CallMenu, groups_of, kind_text
from console.ui.theme import Look
from tests.console.ui.test_conference_strip import conference, node

NODES = (
    NodeEntry("n01", "丁家湾村", "village", "村/沿河"),
    NodeEntry("n02", "柳湾村", "village", "村/山区"),
    NodeEntry("n03", "派出所", "station", "站所"),
    NodeEntry("n04", "水文站", "station"),
)


def test_a_group_and_what_it_lies_in_are_there_once() -> None:
    assert groups_of(NODES) == ["村", "村/沿河", "村/山区", "站所"]
    assert all(map(kind_text, KINDS))


def test_those_of_a_kind_or_a_group_are_called_who_can_be(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    called: list[list[str]] = []
    menu = CallMenu(over, NODES, frozenset({"n01", "n02", "n04"}), called.append)
    actions = {a.text(): a for a in menu.actions() if not a.isSeparator()}
    assert list(actions) == [
        "All villages: 2 of 2", "All stations: 1 of 2", "村: 2 of 2", "村/沿河: 1 of 1",
        "村/山区: 1 of 1", "站所: 0 of 1",
    ]  # fmt: skip
    for words in ("All villages: 2 of 2", "All stations: 1 of 2", "村/沿河: 1 of 1"):
        actions[words].trigger()
    assert called == [["n01", "n02"], ["n04"], ["n01"]]
    assert not actions["站所: 0 of 1"].isEnabled()


def test_its_key_opens_it_with_who_is_not_in_and_does_not_wait(
    look: Look, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    button = CallGroup(look)
    qtbot.addWidget(button)
    button.set_nodes(NODES)
    sites = (node("n01"), node("n02", "absent"), node("n03", "waiting"), node("n04", "left"))
    button.set_conference(conference(*sites))
    called: list[list[str]] = []
    button.called.connect(called.append)
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: menu.actions()[0].trigger())
    button.click()
    assert called == [["n02"]]
    texts = [action.text() for action in button.choices().actions()]
    assert texts[:2] == ["All villages: 1 of 2", "All stations: 1 of 2"]
