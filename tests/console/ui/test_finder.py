from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from console.site.records import CameraEntry, NodeEntry
from console.ui.finder import SITES, Finder
from console.ui.theme import Look

NODES = [NodeEntry("n01", "丁家湾村", "village"), NodeEntry("n02", "石塘村", "village")]


@pytest.fixture
def finder(look: Look, qtbot: QtBot) -> Finder:
    finder = Finder(look)
    qtbot.addWidget(finder)
    finder.set_cameras([CameraEntry("c01", "村口桥头", "rtsp://x/1")])
    finder.set_nodes(NODES)
    finder.resize(248, 800)
    finder.show()
    return finder


def test_all_sites_are_consulted_when_none_is_selected(finder: Finder, qtbot: QtBot) -> None:
    finder._tabs.setCurrentIndex(SITES)
    assert finder._call.text() == "Consult with all"
    with qtbot.waitSignal(finder.start_wished) as wished:
        finder._call.click()
    assert wished.args == [["n01", "n02"]]


def test_the_selected_sites_are_called_while_a_conference_lives(
    finder: Finder, qtbot: QtBot
) -> None:
    finder.set_conference({"state": "live", "nodes": [{"id": "n02", "state": "live"}]})
    finder._node_view.setCurrentIndex(finder._nodes.index(0, 0))
    assert finder._call.text() == "Call 1 sites"
    with qtbot.waitSignal(finder.call_wished) as wished:
        finder._call.click()
    assert wished.args == [["n01"]]


def test_a_sites_join_link_is_copied(qtbot: QtBot, look: Look) -> None:
    finder = Finder(look)
    qtbot.addWidget(finder)
    finder.set_nodes([NodeEntry("n01", "云帆村", "village")])
    assert not finder.menu_for("n01").actions()[1].isEnabled()
    link = "https://192.0.2.7:8443/join#token=t"
    finder.set_conference({"state": "idle", "nodes": [{"id": "n01", "join_url": link}]})
    finder.menu_for("n01").actions()[1].trigger()
    assert QGuiApplication.clipboard().text() == link


def test_a_link_is_renewed_or_withdrawn_and_cards_are_wished(finder: Finder, qtbot: QtBot) -> None:
    _, _, renew, withdraw = finder.menu_for("n01").actions()
    assert not withdraw.isEnabled()  # there is none yet
    with qtbot.waitSignal(finder.link_wished) as wished:
        renew.trigger()
    assert wished.args == ["n01", "renew"]
    finder.set_conference({"state": "idle", "nodes": [{"id": "n01", "join_url": "https://x"}]})
    with qtbot.waitSignal(finder.link_wished) as wished:
        finder.menu_for("n01").actions()[3].trigger()
    assert wished.args == ["n01", "withdraw"]
    with qtbot.waitSignal(finder.cards_wished):
        finder._cards.click()
