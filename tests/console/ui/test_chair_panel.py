"""The chair's panel."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from console.site.program_layouts import LONGEST_NAME, ProgramLayout
from console.site.records import NodeEntry
from console.ui.chair_panel import ChairPanel
from console.ui.conference_strip import ConferenceStrip
from console.ui.roll_call_sheet import RollCallSheet
from console.ui.stowed import Stowed
from console.ui.theme import Look
from tests.console.ui.reach import clipped, faults_of
from tests.console.ui.test_conference_strip import conference, node
from tests.console.ui.test_roll_call_box import walk
from tests.console.ui.window_stage import LIVE, Opener


class Chair:
    def __init__(self, look: Look, qtbot: QtBot) -> None:
        self.strip = ConferenceStrip(look)
        sheet = Stowed(lambda: RollCallSheet(look, self.panel))
        self.panel = ChairPanel(look, self.strip, sheet)
        for widget in (self.strip, self.panel):
            qtbot.addWidget(widget)
        self.wished: list[dict[str, Any]] = []
        self.strip.wished.connect(self.wished.append)

    def told(self, **more: Any) -> None:
        sites = [
            node("n01", invited=True), node("n02", invited=True), node("n03", "waiting"),
            node("n04", "absent"),
        ]  # fmt: skip
        self.panel.set_conference(conference(*sites, **more))

    def press(self, name: str, *chosen: str) -> list[dict[str, Any]]:
        self.panel.roster.clearSelection()
        for at in range(self.panel.roster.topLevelItemCount()):
            item = self.panel.roster.topLevelItem(at)
            item.setSelected(item.text(0).removeprefix("村") in chosen)
        self.wished.clear()
        self.panel.buttons[name].click()
        return self.wished


@pytest.fixture
def chair(look: Look, qtbot: QtBot) -> Chair:
    return Chair(look, qtbot)


def test_it_opens_from_the_strip_and_by_key_while_a_conference_lives(chair: Chair) -> None:
    chair.panel.keys()["chair"]()
    assert chair.panel.isHidden()
    chair.told()
    chair.strip.chair_wished.emit()
    assert not chair.panel.isHidden()
    chair.panel.set_conference({"state": "idle", "nodes": []})
    assert chair.panel.isHidden()


@pytest.mark.parametrize(
    ("button", "chosen", "orders"),
    [
        ("call", ("n03", "n04"), [("admit", "n03"), ("call", ["n04"])]),
        ("mute", ("n01", "n02"), [("mute", "n01"), ("mute", "n02")]),
        ("remove", ("n02",), [("remove", "n02")]),
        ("give_floor", ("n02",), [("give_floor", "n02")]),
        ("private", ("n01",), [("private", "n01")]),
        ("chair", ("n01",), [("chair", "n01")]),
        ("bell", (), [("bell", None)]),
        ("lower_hand", (), [("lower_hand", None)]),
        ("lower_hand", ("n01", "n02"), [("lower_hand", "n01"), ("lower_hand", "n02")]),
    ],
)
def test_buttons_mean_the_chosen_sites(
    chair: Chair, button: str, chosen: tuple[str, ...], orders: list[tuple[str, Any]]
) -> None:
    chair.told()
    pressed = chair.press(button, *chosen)
    assert [(o["action"], o.get("node", o.get("nodes"))) for o in pressed] == orders


def test_what_was_given_is_taken_back_by_the_same_button(chair: Chair) -> None:
    chair.told(
        floor="n01", private="n02", chair="n01", locked=True,
        broadcast={"source": "node:n01", "name": "村"}, polling={"nodes": ["n01"]},
    )  # fmt: skip
    for name in ("give_floor", "private", "chair"):
        assert chair.press(name) == [{"action": name, "node": None}]
    assert chair.press("broadcast") == [{"action": "broadcast", "source": None}]
    assert chair.press("polling")[0]["nodes"] == []
    assert chair.press("lock") == [{"action": "unlock"}]
    assert chair.panel.buttons["give_floor"].text() == "Take floor"


def test_one_key_walks_through_all_who_are_called_in(chair: Chair) -> None:
    chair.panel.keys()["roll_call_next"]()
    assert not chair.wished
    chair.told()
    chair.panel.keys()["roll_call_next"]()
    assert chair.wished.pop() == {"action": "roll_call", "nodes": ["n01", "n02"]}
    chair.told(roll_call=walk("n02", "present", None))
    assert chair.panel.roster.chosen() == ["n02"]
    chair.panel.keys()["roll_call_next"]()
    chair.panel.keys()["roll_call_back"]()
    assert chair.wished == [{"action": "next"}, {"action": "back"}]


def test_the_end_for_all_is_asked_back(chair: Chair) -> None:
    chair.told()
    assert chair.press("end") == []
    chair.panel.no.click()
    assert chair.panel._ask.isHidden()
    chair.press("end")
    chair.panel.yes.click()
    assert chair.wished == [{"action": "end"}]


@pytest.mark.parametrize(
    "source", ["camera:c07", "file:clips/a.mp4", "screen", "case", "window:台账"]
)
def test_what_is_shared_can_be_broadcast_where_no_site_is_chosen(chair: Chair, source: str) -> None:
    chair.told(share={"source": source, "name": "x", "state": "live"})
    assert chair.press("broadcast") == [{"action": "broadcast", "source": source}]
    assert chair.panel.buttons["broadcast"].toolTip() == "All sites see x"
    chair.told(share={"source": "node:n02", "name": "x", "state": "live"})
    assert chair.press("broadcast") == []  # a site's screen is seen by everybody already


def test_between_a_chosen_site_and_what_is_shared_it_is_asked(
    chair: Chair, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def popup(menu: QMenu, _at: object) -> None:
        shown.extend(action.text() for action in menu.actions())
        menu.actions()[1].trigger()

    monkeypatch.setattr(QMenu, "popup", popup)
    chair.told(share={"source": "camera:c07", "name": "村口球机", "state": "live"})
    wished = chair.press("broadcast", "n01", "n02")
    assert chair.panel.buttons["broadcast"].toolTip() == "All sites see 村n01 / 村口球机"
    assert shown == ["村n01", "村口球机", "This room's own picture"]
    assert wished == [{"action": "broadcast", "source": "camera:c07"}]


def test_the_button_says_whom_it_would_broadcast(chair: Chair) -> None:
    chair.told()
    assert chair.press("broadcast", "n02") == [{"action": "broadcast", "source": "node:n02"}]
    assert chair.panel.buttons["broadcast"].toolTip() == "All sites see 村n02"
    chair.told(broadcast={"source": "node:n02", "name": "x"})
    assert chair.panel.buttons["broadcast"].text() == "End broadcast"
    assert chair.press("broadcast", "n01") == [{"action": "broadcast", "source": None}]


def test_a_group_is_called_by_its_name_who_of_it_is_not_in(chair: Chair) -> None:
    chair.panel.call_group.set_nodes(
        [
            NodeEntry("n01", "村n01", "village", "村/沿河"),
            NodeEntry("n03", "村n03", "village", "村/沿河"),
            NodeEntry("n04", "村n04", "village", "村/沿河"),
        ]
    )
    chair.told()
    (group,) = (
        a for a in chair.panel.call_group.choices().actions() if a.text().startswith("村/沿河")
    )
    group.trigger()
    assert chair.wished == [{"action": "call", "nodes": ["n04"]}]


def test_who_may_open_a_microphone_is_said_by_a_tick_and_mute_all_keeps_it(chair: Chair) -> None:
    chair.told(hush="none")
    assert chair.panel.self_unmute.isChecked()
    assert chair.press("mute_all") == [{"action": "mute_all", "allow_self": True}]
    chair.wished.clear()
    chair.panel.self_unmute.click()
    assert chair.wished == [{"action": "self_unmute", "on": False}]
    chair.told(hush="forced")
    assert not chair.panel.self_unmute.isChecked()
    assert chair.press("mute_all") == [{"action": "mute_all", "allow_self": False}]
    chair.wished.clear()
    chair.panel.self_unmute.click()
    assert chair.wished == [{"action": "self_unmute", "on": True}]


def test_polling_dwells_as_long_as_was_set(chair: Chair) -> None:
    chair.told()
    chair.panel.picture.dwell.setValue(25)
    assert chair.press("polling") == [
        {"action": "polling", "nodes": ["n01", "n02"], "every_s": 25.0},
    ]  # fmt: skip


def test_an_answer_is_counted_on_the_tab_behind_and_the_chosen_are_written_to(
    chair: Chair,
) -> None:
    panel = chair.panel
    chair.told()
    panel.toggle()
    letter = {"at": "2026-11-26T08:00:00+00:00", "from": "n01", "to": None, "text": "收到"}
    chair.told(messages=[letter])
    assert panel.tabs.tabText(1) == "Messages (1 new)"
    assert chair.strip._chair.text() == "Chair (1 new)"
    panel.tabs.setCurrentIndex(1)
    assert panel.letters.isVisible()
    assert panel.tabs.tabText(1) == "Messages"
    assert chair.strip._chair.text() == "Chair"
    chair.press("mute", "n02")
    panel.letters.message.setText("到")
    chair.wished.clear()
    panel.letters.send.click()
    assert chair.wished == [{"action": "message", "node": "n02", "text": "到"}]


def test_where_there_is_no_room_a_roll_call_takes_that_of_the_tabs(
    chair: Chair, qapp: QApplication
) -> None:
    panel = chair.panel
    chair.told()
    panel.toggle()
    chair.told(roll_call=walk("n02", "present", None))
    for height, hidden in ((1000, False), (700, True), (1000, False)):
        panel.resize(panel.width(), height)
        qapp.processEvents()
        assert panel.tabs.isHidden() is hidden
    panel.resize(panel.width(), 700)
    qapp.processEvents()
    chair.told(roll_call=walk(None, "present", "no_answer"))
    assert not panel.tabs.isHidden()


def seen(panel: ChairPanel) -> int:
    """How many sites of the list are seen whole."""
    roster, room = panel.roster, panel.roster.viewport().rect()
    items = [roster.topLevelItem(at) for at in range(roster.topLevelItemCount())]
    return sum(room.contains(roster.visualItemRect(item)) for item in items if item is not None)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_at_least_eight_sites_are_seen_on_a_small_screen_and_a_large_one_is_as_it_was(
    opened: Opener, qapp: QApplication, language: str
) -> None:
    window = opened(size=(1280, 720), language=language)
    window.set_conference(LIVE)
    window.chair.toggle()
    found = {}
    for step, walked in enumerate((None, walk("n02", *["present"] * 27), walk(None, "present"))):
        window.set_conference({**LIVE, "roll_call": walked})
        for tab in range(2):
            window.chair.tabs.setCurrentIndex(tab)
            qapp.processEvents()
            found[step, tab] = seen(window.chair)
    assert min(found.values()) >= 8, found
    low = window.chair.buttons["mute"].height()
    window.resize(1920, 1080)
    window.set_conference(LIVE)
    qapp.processEvents()
    panel = window.chair
    rows = panel.roster.visualItemRect(panel.roster.topLevelItem(0)).height()
    assert (rows, low < panel.buttons["mute"].height()) == (panel._look.px(27), True)
    assert seen(panel) > max(found.values())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_every_word_of_it_has_room_and_no_window_grows_by_it(
    opened: Opener, qapp: QApplication, language: str, size: tuple[int, int]
) -> None:
    window = opened(size=size, language=language)
    window.chair.picture.set_saved([ProgramLayout("汛" * LONGEST_NAME, "2x2", ("n01",))])
    letter = {"at": "2026-11-26T08:00:00+00:00", "from": "n01", "to": None, "text": "收到"}
    told = {**LIVE, "messages": [letter], "banner": "防汛" * 30, "caption": "水位" * 30}
    window.set_conference(told)
    window.chair.toggle()
    faults = {}
    for step, walked in enumerate((None, walk("n02", *["present"] * 27), walk(None, "present"))):
        window.set_conference({**told, "roll_call": walked})
        for tab in range(2):
            window.chair.tabs.setCurrentIndex(tab)
            qapp.processEvents()
            assert (window.width(), window.height()) == size, (step, tab)
            faults[step, tab] = [*clipped(window), *faults_of(window)]
    assert {where: words for where, words in faults.items() if words} == {}
