"""Layout, banner and messages in the chair's panel."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.ui.chair_posts import ChairPosts
from console.ui.chair_words import LAYOUTS
from console.ui.theme import Look
from tests.console.ui.test_conference_strip import conference, node


@pytest.fixture
def posts(look: Look, qtbot: QtBot) -> ChairPosts:
    made = ChairPosts(look)
    qtbot.addWidget(made)
    return made


def test_what_is_typed_is_wished_and_messages_go_to_the_chosen_or_to_all(posts: ChairPosts) -> None:
    wished: list[dict[str, Any]] = []
    posts.wished.connect(wished.append)
    posts.set_conference(conference(node("n01"), node("n02")))
    posts.banner.setText(" 防汛 ")
    posts.show_banner.click()
    posts.message.setText("请准备")
    posts.send.click()
    posts.send.click()  # nothing is typed
    posts.set_chosen(["n01", "n02"])
    assert posts.message.placeholderText() == "Message to 村n01、村n02"
    posts.message.setText("到")
    posts.message.returnPressed.emit()
    posts.layout_choice.activated.emit(list(LAYOUTS).index("1+5"))
    posts.voice.click()
    assert wished == [
        {"action": "banner", "text": "防汛"},
        {"action": "message", "node": None, "text": "请准备"},
        {"action": "message", "node": "n01", "text": "到"},
        {"action": "message", "node": "n02", "text": "到"},
        {"action": "layout", "layout": "1+5"},
        {"action": "voice_switch", "on": True, "hold_s": 3.0},
    ]  # fmt: skip


def test_what_is_told_is_shown_and_wishes_nothing(posts: ChairPosts) -> None:
    wished: list[dict[str, Any]] = []
    posts.wished.connect(wished.append)
    letter = {"at": "2026-11-26T08:00:00+00:00", "from": None, "to": None, "text": "请准备"}
    told = conference(
        node("n01"), banner="防汛", voice_switch={"on": True, "hold_s": 3.0},
        messages=[letter, {**letter, "to": "n01"}, {**letter, "from": "n01", "text": "收到"}],
    )  # fmt: skip
    told["program"] = {"on_air": [], "chosen": "2x2"}
    posts.set_conference(told)
    assert posts.banner.text() == "防汛"
    assert posts.voice.isChecked()
    assert posts.layout_choice.currentText() == "4 sites"
    shown = [posts.letters.item(row).text()[7:] for row in range(3)]
    assert shown == ["to all：请准备", "to 村n01：请准备", "村n01：收到"]
    assert not wished
