from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from console.ui.conference_strip import ConferenceStrip
from console.ui.theme import Look
from media.source import SourceKind


def node(name: str, state: str = "live", **more: object) -> dict[str, Any]:
    return {
        "id": name, "name": f"村{name}", "state": state, "mic": "open", "hand": False,
        "speaking": False, "up": {"loss": 0.0}, "down": {}, **more,
    }  # fmt: skip


def conference(*nodes: Mapping[str, Any], **more: object) -> dict[str, Any]:
    return {
        "state": "live", "id": "x", "recording": False, "locked": False,
        "program": {"on_air": ["n01"]}, "nodes": list(nodes), **more,
    }  # fmt: skip


@pytest.fixture
def strip(look: Look, qtbot: QtBot) -> ConferenceStrip:
    strip = ConferenceStrip(look)
    qtbot.addWidget(strip)
    strip.resize(1000, 140)
    strip.show()
    return strip


def test_counts_are_told_in_words(strip: ConferenceStrip) -> None:
    strip.set_conference(
        conference(node("n01"), node("n02", hand=True), node("n03", "absent"), recording=True)
    )
    assert strip._counts.text() == "in 2 · not in 1 · hands 1"
    assert strip._recording.isVisible()
    assert not strip._lock.isVisible()


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"state": "calling"}, "calling"),
        ({"state": "absent"}, "not in"),
        ({"state": "waiting"}, "waiting"),
        ({"screen": "asked", "hand": True}, "screen?"),
        ({"screen": "allowed"}, ""),
        ({"hand": True, "speaking": True}, "hand up"),
        ({"speaking": True}, "speaking"),
        ({"up": {"loss": 0.2}}, "weak line"),
        ({"up": {"loss": 0.0, "late": 0.1}}, "weak line"),
        ({"mic": "forced"}, "muted"),
        ({}, ""),
    ],
)
def test_a_chip_says_what_matters_most(
    strip: ConferenceStrip, changes: dict[str, Any], word: str
) -> None:
    strip.set_conference(conference(node("n01", **changes)))
    assert strip._chips["n01"].accessibleName().strip() == f"村n01 {word}".strip()


def test_a_chip_tells_the_figures_of_its_line_to_a_pointer_and_to_a_reader(
    strip: ConferenceStrip,
) -> None:
    late = {"loss": 0.0, "late": 0.1}
    strip.set_conference(conference(node("n01", up=late), node("n02", "left")))
    chip = strip._chips["n01"]
    assert chip.toolTip().startswith("村n01\n")
    assert "voice too late 10%" in chip.toolTip()
    assert "voice too late 10%" in chip.accessibleDescription()
    assert strip._chips["n02"].toolTip() == "村n02"


def test_the_menu_wishes_what_the_control_api_knows(strip: ConferenceStrip, qtbot: QtBot) -> None:
    strip.set_conference(conference(node("n01")))
    mute, wall, _, hang_up = strip.menu_for("n01").actions()
    with qtbot.waitSignal(strip.wished) as wished:
        mute.trigger()
    assert wished.args == [{"action": "mute", "node": "n01"}]
    with qtbot.waitSignal(strip.wished) as wished:
        hang_up.trigger()
    assert wished.args == [{"action": "remove", "node": "n01"}]
    with qtbot.waitSignal(strip.source_wished) as shown:
        wall.trigger()
    assert shown.args == ["node:n01"]


def test_ending_needs_a_second_press(strip: ConferenceStrip, qtbot: QtBot) -> None:
    strip.set_conference(conference(node("n01")))
    with qtbot.assertNotEmitted(strip.wished):
        strip._end.click()
    assert strip._end.text() == "Press again to end"
    with qtbot.waitSignal(strip.wished) as wished:
        strip._end.click()
    assert wished.args == [{"action": "end"}]
    assert strip._end.text() == "End"


def test_only_the_absent_are_called(strip: ConferenceStrip) -> None:
    wishes: list[dict[str, Any]] = []
    strip.wished.connect(wishes.append)
    strip.set_conference(conference(node("n01"), node("n02", "absent"), node("n03", "left")))
    strip._call.click()
    assert wishes == [{"action": "call", "nodes": ["n02", "n03"]}]
    strip._mute.click()
    assert wishes[-1] == {"action": "mute_all", "allow_self": True}
    strip.set_conference(conference(node("n01"), hush="forced"))
    strip._mute.click()
    assert wishes[-1] == {"action": "mute_all", "allow_self": False}  # as the chair said


def test_live_sites_on_the_screen_get_a_picture_and_others_none(
    strip: ConferenceStrip, make_feed: Callable, qtbot: QtBot
) -> None:
    sites = [node(f"n{n:02d}", "absent" if n == 2 else "live") for n in range(1, 28)]
    with qtbot.waitSignal(strip.visible_nodes_changed) as changed:
        strip.set_conference(conference(*sites))
    (visible,) = changed.args
    assert visible[:2] == ["n01", "n03"]
    assert len(visible) < 8
    feed = make_feed("n01", SourceKind.NODE)
    feed.show((0, 255, 0), (122, 68))
    strip.set_feed("n01", feed)
    strip.tick(feed.picture().received_at + 0.01)
    chip = strip._chips["n01"]
    assert chip.grab().toImage().pixelColor(60, 30).getRgb()[:3] == (0, 255, 0)
    with qtbot.waitSignal(strip.visible_nodes_changed):
        strip._scroll.horizontalScrollBar().setValue(2000)
    assert feed.closed


def test_a_site_that_goes_closes_its_feed_and_a_stranger_gets_none(
    strip: ConferenceStrip, make_feed: Callable
) -> None:
    strip.set_conference(conference(node("n01"), node("n02")))
    feed, stranger = make_feed("n02", SourceKind.NODE), make_feed("n09", SourceKind.NODE)
    strip.set_feed("n02", feed)
    strip.set_feed("n09", stranger)
    assert stranger.closed
    strip.set_conference(conference(node("n01")))
    assert feed.closed


def test_a_chip_opens_its_menu_by_key_and_by_click(strip: ConferenceStrip, qtbot: QtBot) -> None:
    strip.set_conference(conference(node("n01")))
    chip = strip._chips["n01"]
    chip.opened.disconnect()
    with qtbot.waitSignal(chip.opened):
        qtbot.keyClick(chip, Qt.Key.Key_Return)
    with qtbot.waitSignal(chip.opened):
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))


def test_those_who_matter_come_first_and_speaking_moves_nobody(strip: ConferenceStrip) -> None:
    sites = [
        node("n01", "absent"), node("n02", "calling"), node("n03", "waiting"), node("n04"),
        node("n05", "left"), node("n06"), node("n07", hand=True),
    ]  # fmt: skip
    order = ["n03", "n07", "n04", "n06", "n02", "n01", "n05"]
    strip.set_conference(conference(*sites))
    assert list(strip._chips) == order
    chips = list(strip._chips.values())
    sites[5] = node("n06", speaking=True)
    strip.set_conference(conference(*sites))
    assert list(strip._chips.values()) == chips
    shown = [strip._row.itemAt(place).widget() for place in range(len(order))]
    assert shown == chips
    assert [a.nextInFocusChain() for a in chips[:-1]] == chips[1:]


def test_a_chip_keeps_its_picture_when_it_moves(
    strip: ConferenceStrip, make_feed: Callable
) -> None:
    strip.set_conference(conference(node("n01"), node("n02")))
    feed = make_feed("n02", SourceKind.NODE)
    strip.set_feed("n02", feed)
    strip.set_conference(conference(node("n01"), node("n02", hand=True)))
    assert list(strip._chips) == ["n02", "n01"]
    assert not feed.closed


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"invited": True, "online": False}, "called, not reachable"),
        ({"invited": True, "online": True}, "not in"),
        ({"invited": False, "online": False}, "not in"),
        ({"invited": True}, "not in"),
    ],
)
def test_a_called_site_without_a_line_is_said_to_be_unreachable(
    strip: ConferenceStrip, changes: dict[str, Any], word: str
) -> None:
    strip.set_conference(conference(node("n01", "absent", **changes)))
    assert strip._chips["n01"].accessibleName() == f"村n01 {word}"


def test_what_is_shared_is_said_and_one_press_ends_it_or_asks_what_to_share(
    strip: ConferenceStrip, monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes: list[dict[str, Any]] = []
    strip.wished.connect(wishes.append)
    strip.set_conference(conference(node("n01")))
    assert not strip._shared.isVisible()
    assert strip._share.text() == "Share …"
    strip._shares.windows = tuple
    monkeypatch.setattr(QMenu, "popup", lambda menu, _at: menu.actions()[0].trigger())
    strip._share.click()
    gate = {"source": "camera:c07", "name": "村口球机" * 5, "state": "live"}
    strip.set_conference(conference(node("n01"), share=gate))
    assert strip._shared.accessibleName() == "shared: 村口球机村口球机村口球机村…"
    strip.set_conference(conference(node("n01"), share={**gate, "name": "桥", "state": "stale"}))
    assert strip._shared.accessibleName() == "shared: 桥, no picture"
    assert strip._share.text() == "Stop sharing"
    strip._share.click()
    assert wishes == [
        {"action": "share", "source": "screen"},
        {"action": "share", "source": None},
    ]
    strip.set_conference({**conference(node("n01")), "state": "idle"})
    assert not strip._share.isVisible()


def test_a_site_that_would_show_its_screen_stands_before_those_who_are_in(
    strip: ConferenceStrip,
) -> None:
    strip.set_conference(conference(node("n01"), node("n02"), node("n03", screen="asked")))
    assert list(strip._chips) == ["n03", "n01", "n02"]


def test_who_waits_is_counted_by_a_sign_of_its_own(strip: ConferenceStrip) -> None:
    strip.set_conference(conference(node("n01"), node("n02", "waiting"), node("n03", "waiting")))
    assert strip._waiting.isVisible()
    assert strip._waiting.accessibleName() == "waiting 2"
    strip.set_conference(conference(node("n01"), node("n02")))
    assert not strip._waiting.isVisible()


def test_what_sites_wrote_unseen_is_counted_on_the_chairs_button(strip: ConferenceStrip) -> None:
    strip.set_unread(3)
    assert strip._chair.text() == "Chair (3 new)"
    strip.words_changed()
    assert strip._chair.text() == "Chair (3 new)"
    strip.set_unread(0)
    assert strip._chair.text() == "Chair"
