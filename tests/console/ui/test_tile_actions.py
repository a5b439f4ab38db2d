from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from console.ui.caption import Kept
from console.ui.shortcuts import Keys
from console.ui.theme import Look
from console.ui.tile_actions import ACTIONS, REST_MS, SPARED, TileActions
from console.ui.tile_menu import TileMenu
from console.ui.wall import Wall
from console.ui.words import speak
from layouts.layout import Cell, Layout
from media.source import Source, SourceKind

FOUR = Layout("2x2", 2, 2, tuple(Cell(x, y) for y in range(2) for x in range(2)))
MANY = Layout("8x8", 8, 8, tuple(Cell(x, y) for y in range(8) for x in range(8)))
MIDDLE = QPoint(150, 80)


@pytest.fixture
def wall(look: Look, qtbot: QtBot, make_feed: Callable) -> Wall:
    wall = Wall(look)
    qtbot.addWidget(wall)
    wall.resize(1000, 640)
    wall.set_layout(FOUR)
    wall.set_feed(0, make_feed("c00"), "")
    wall.set_feed(1, make_feed("c01"), "")
    wall.set_feed(2, make_feed("n01", SourceKind.NODE), "")
    wall.show()
    wall.activateWindow()
    wall.setFocus()
    qtbot.waitUntil(wall.hasFocus)
    return wall


def row(wall: Wall) -> TileActions:
    return wall._actions


def hover(wall: Wall, cell: int) -> None:
    tile = wall._tiles[cell]
    QTest.mouseMove(tile, MIDDLE)
    QTest.mouseMove(tile, MIDDLE + QPoint(3, 3))


def wishes(wall: Wall) -> list[tuple[int, str]]:
    heard: list[tuple[int, str]] = []
    wall.action_wished.connect(lambda cell, action: heard.append((cell, action)))
    return heard


def test_the_row_comes_to_the_foot_of_the_hovered_tile_and_goes_when_the_mouse_rests(
    wall: Wall, qtbot: QtBot
) -> None:
    assert not row(wall).isVisible()
    for cell in (0, 1):
        hover(wall, cell)
        qtbot.waitUntil(lambda cell=cell: row(wall).isVisible() and row(wall).cell == cell)
        tile = wall._tiles[cell].geometry()
        assert tile.contains(row(wall).geometry())
        assert abs(row(wall).geometry().center().x() - tile.center().x()) <= 1
        assert row(wall).geometry().top() > tile.center().y()
    assert row(wall)._rest.interval() == REST_MS == 3000
    row(wall)._rest.timeout.emit()
    assert not row(wall).isVisible()


def test_only_a_camera_has_actions(wall: Wall, qtbot: QtBot) -> None:
    hover(wall, 0)
    qtbot.waitUntil(row(wall).isVisible)
    hover(wall, 2)
    qtbot.waitUntil(lambda: not row(wall).isVisible())
    wall._offer(3)
    assert not row(wall).isVisible()


def test_a_small_tile_keeps_its_view(wall: Wall, make_feed: Callable) -> None:
    wall._offer(0)
    assert row(wall).isVisible()
    wall.set_layout(MANY)
    assert not row(wall).isVisible()
    wall._offer(0)
    assert not row(wall).isVisible()


def test_a_narrow_tile_leaves_out_what_keys_and_menu_have(look: Look, wall: Wall) -> None:
    wall.resize(480, 520)
    wall._offer(0)
    assert shown_actions(wall) == ["snapshot", "record", "back"]
    assert wall._tiles[0].geometry().contains(row(wall).geometry())


def test_a_button_wishes_for_its_tile_and_selects_it(wall: Wall, qtbot: QtBot) -> None:
    heard = wishes(wall)
    wall._offer(1)
    enlarged: list[int] = []
    wall.full_screen_wished.connect(enlarged.append)
    for action in ("snapshot", "clip", "record", "back", "enlarge"):
        qtbot.mouseClick(row(wall).buttons[action], Qt.MouseButton.LeftButton)
    assert heard == [(1, action) for action in ("snapshot", "clip", "record", "back")]
    assert enlarged == [1]
    assert wall.selected == 1


def test_keys_wish_for_the_selected_tile_and_not_with_ctrl(wall: Wall, qtbot: QtBot) -> None:
    heard = wishes(wall)
    wall.select(1)
    keys = {
        "S": "snapshot", "C": "clip", "R": "record", "B": "back", ",": "step_back",
        ".": "step_on", "P": "pause", "[": "slower", "]": "faster", "L": "live",
    }  # fmt: skip
    for key in keys:
        qtbot.keyClicks(wall, key.lower())
    assert heard == [(1, action) for action in keys.values()]
    qtbot.keyClick(wall, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert len(heard) == len(keys)


def test_the_keyboard_reaches_the_row_and_it_stays_for_it(wall: Wall, qtbot: QtBot) -> None:
    qtbot.keyClick(wall, Qt.Key.Key_Right)
    assert row(wall).isVisible()
    assert row(wall).cell == 1
    qtbot.keyClick(wall, Qt.Key.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is row(wall).buttons["snapshot"]
    row(wall)._rest.timeout.emit()
    assert row(wall).isVisible()
    heard = wishes(wall)
    qtbot.keyClick(focus, Qt.Key.Key_Space)
    assert heard == [(1, "snapshot")]
    qtbot.keyClick(focus, Qt.Key.Key_Escape)
    assert not row(wall).isVisible()
    assert wall.hasFocus()


def test_a_recording_lights_the_row_and_is_told_on_the_tile(wall: Wall) -> None:
    wall._offer(0)
    before = row(wall).width()
    wall.set_kept("c00", Kept("on"))
    assert row(wall).buttons["record"].lit
    assert row(wall).buttons["record"].text() == "Stop"
    assert row(wall).width() > before - 40
    assert "REC" in wall._tiles[0].accessibleName()
    assert "REC" not in wall._tiles[1].accessibleName()
    wall.set_kept("c00", Kept("held", 12))
    assert "REC waits · clip 12 s" in wall._tiles[0].accessibleName()
    wall.set_kept("c00", Kept())
    assert not row(wall).buttons["record"].lit
    assert "REC" not in wall._tiles[0].accessibleName()


def test_a_replay_can_be_kept_as_a_live_picture_can(wall: Wall, make_feed: Callable) -> None:
    wall.set_feed(0, make_feed("c00", SourceKind.REPLAY), "")
    wall._offer(0)
    assert all(button.isEnabled() for button in row(wall).buttons.values())


def test_every_button_says_what_it_does_in_both_languages(wall: Wall, qapp: QApplication) -> None:
    english = [button.accessibleName() for button in row(wall).buttons.values()]
    speak(qapp, "zh")
    wall.words_changed()
    chinese = [button.accessibleName() for button in row(wall).buttons.values()]
    assert all(english)
    assert len(set(chinese)) == len(ACTIONS)
    assert not set(english) & set(chinese)
    assert [b.text() for b in row(wall).buttons.values()] == [
        "抓图",
        "片段",
        "录像",
        "回看",
        "云台",
        "放大",
        "共享",
        "附近",
    ]


def test_the_menu_has_it_all_and_names_the_keys(wall: Wall) -> None:
    heard: list[str] = []

    def menu(kind: SourceKind, recording: bool = False, turns: bool = False) -> dict[str, QAction]:
        source = Source(kind, "c01")
        made = TileMenu(wall, Keys(), source, False, recording, False, turns, heard.append)
        below = [entry for each in made.findChildren(QMenu) for entry in each.actions()]
        entries = [*made.actions(), *below]
        return {a.text(): a for a in entries if not (a.isSeparator() or a.menu())}

    actions = menu(SourceKind.CAMERA)
    for action in actions.values():
        action.trigger()
    assert heard == [
        "enlarge", "snapshot", "snapshot_marked", "clip", "record", "back", "export", "listen",
        "register", "near", "hold", "map", "clear",
        "on_map", "report", "reconnect", "calibrate",  # of the camera, in a menu below
    ]  # fmt: skip
    assert {text.split("\t")[1] for text in actions} >= {"S", "C", "R", "A", "B", "Ctrl+E", "Enter"}
    assert "Stop recording\tR" in menu(SourceKind.CAMERA, recording=True)
    assert "Turn the camera (PTZ)\tT" in menu(SourceKind.CAMERA, turns=True)
    past = menu(SourceKind.REPLAY, turns=True)
    assert not past["Turn the camera (PTZ)\tT"].isEnabled()
    assert not past["Connect anew\t"].isEnabled()
    assert past["Snapshot\tS"].isEnabled()
    assert "Back to live\tL" in past
    assert len(menu(SourceKind.NODE)) == 5


def test_the_menu_shares_into_a_conference_that_is_held_and_ends_it(wall: Wall) -> None:
    chosen: list[str] = []

    def share(kind: SourceKind, **now: bool) -> QAction:
        source = Source(kind, "c01")
        menu = TileMenu(
            wall, Keys(wall), source, False, False, False, False, chosen.append, **now
        )  # fmt: skip
        return next(a for a in menu.actions() if "shar" in a.text().lower())

    assert not share(SourceKind.CAMERA).isEnabled()
    assert share(SourceKind.CAMERA, held=True).text() == "Share into the conference\t"
    share(SourceKind.CAMERA, held=True).trigger()
    ending = share(SourceKind.CAMERA, held=True, shared=True)
    assert ending.text() == "Stop sharing\t"
    ending.trigger()
    assert chosen == ["share", "share"]
    assert not share(SourceKind.REPLAY, held=True).isEnabled()


def test_the_menu_begins_a_tour_in_its_cell_or_over_the_wall(wall: Wall) -> None:
    begun: list[tuple[str, bool]] = []
    menu = TileMenu(wall, Keys(wall), None, False, False, False, False, print)
    menu.add_tours([("river", "河道 & 渡口"), ("gates", "gates")], lambda *tour: begun.append(tour))
    (begin,) = [action for action in menu.actions() if action.menu()]
    below = [action for action in begin.menu().actions() if action.menu()]
    assert [action.text() for action in below] == ["In this cell", "Over the whole wall"]
    for action in below:
        first = action.menu().actions()[0]
        assert first.text() == "河道 && 渡口"
        first.trigger()
    assert begun == [("river", False), ("river", True)]


def test_the_menu_leads_to_the_tours_where_there_is_none_yet(wall: Wall) -> None:
    chosen: list[str] = []
    menu = TileMenu(wall, Keys(wall), None, False, False, False, False, chosen.append)
    menu.add_tours([], lambda *_: None)
    (begin,) = [action for action in menu.actions() if action.menu()]
    below = begin.menu().actions()
    assert not any(action.isEnabled() for action in below if action.menu())
    assert below[-1].text() == "Tours …\tCtrl+Shift+X"
    below[-1].trigger()
    assert chosen == ["tours"]


def test_the_menu_broadcasts_a_camera_to_all_and_ends_it(wall: Wall) -> None:
    chosen: list[str] = []

    def entries(**now: bool) -> dict[str, QAction]:
        source = Source(SourceKind.CAMERA, "c01")
        menu = TileMenu(
            wall, Keys(wall), source, False, False, False, False, chosen.append, **now
        )  # fmt: skip
        return {a.text().split("\t")[0]: a for a in menu.actions()}

    assert not entries()["Broadcast to all"].isEnabled()
    entries(held=True)["Broadcast to all"].trigger()
    ending = entries(held=True, shared=True, broadcast=True)
    ending["End the broadcast"].trigger()
    assert chosen == ["broadcast", "broadcast"]
    assert "Stop sharing" not in ending


def test_a_tour_over_the_whole_wall_is_steered_and_ended_from_any_tile(wall: Wall) -> None:
    source = Source(SourceKind.CAMERA, "c01")
    chosen: list[str] = []
    for toured in (False, True):
        menu = TileMenu(
            wall, Keys(wall), source, False, False, False, False, chosen.append, toured=toured
        )
        entries = {each.text().split("\t")[0]: each for each in menu.actions()}
        assert ("End the tour" in entries) == toured
    entries["End the tour"].trigger()
    entries["Tour: show all its cameras at once"].trigger()
    assert chosen == ["stop_tour", "unpack_tour"]


def test_the_menu_of_an_enlarged_picture_shows_it_whole_again(
    wall: Wall, make_feed: Callable
) -> None:
    source = Source(SourceKind.CAMERA, "c01")
    chosen: list[str] = []
    for zoomed in (False, True):
        menu = TileMenu(
            wall, Keys(wall), source, False, False, False, False, chosen.append, zoomed=zoomed
        )
        (whole,) = [a for a in menu.actions() if a.text() == "The whole picture\tZ"]
        assert whole.isEnabled() == zoomed
        whole.trigger()
    assert chosen == ["zoom_reset"]


def test_keys_enlarge_the_selected_tiles_picture_and_are_wished_of_nobody(
    wall: Wall, qtbot: QtBot
) -> None:
    wished: list[str] = []
    wall.action_wished.connect(lambda _cell, action: wished.append(action))
    zoom = wall._tiles[0].zoom
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
        qtbot.keyClick(wall, key)
    before = zoom.zoom
    assert before.factor == pytest.approx(2.25)
    qtbot.keyClick(wall, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert zoom.zoom.x < before.x
    qtbot.keyClick(wall, Qt.Key.Key_Minus)
    qtbot.keyClick(wall, Qt.Key.Key_Z)
    assert not zoom.zoom
    assert (wall.selected, wished) == (0, [])
    qtbot.keyClick(wall, Qt.Key.Key_N)
    assert wished == ["near"]


def test_the_button_that_turns_is_there_only_where_the_camera_can_be_turned(wall: Wall) -> None:
    hover(wall, 1)
    assert not row(wall).buttons["ptz"].isVisible()
    wall.turnable = frozenset({"c00"})
    hover(wall, 0)
    assert row(wall).buttons["ptz"].isVisible()
    heard = wishes(wall)
    row(wall).buttons["ptz"].click()
    assert heard == [(0, "ptz")]


def shown_actions(wall: Wall) -> list[str]:
    return [action for action, button in row(wall).buttons.items() if button.isVisibleTo(wall)]


def test_a_camera_is_shared_from_the_row_while_a_conference_is_held(
    wall: Wall, make_feed: Callable
) -> None:
    wall.resize(1600, 900)
    heard = wishes(wall)
    wall._offer(0)
    assert "share" not in shown_actions(wall)
    wall.conference_held = True
    wall._offer(0)
    assert shown_actions(wall)[-2:] == ["share", "near"]
    for action in ("share", "near"):
        row(wall).buttons[action].click()
    assert heard == [(0, "share"), (0, "near")]
    wall.set_kept("c00", Kept(shared=True))
    assert row(wall).buttons["share"].text() == "Stop sharing"
    wall.set_feed(0, make_feed("c00", SourceKind.REPLAY), "")
    wall.set_kept("c00", Kept())
    wall._offer(0)
    assert "share" not in shown_actions(wall)  # the past is not shared


def test_where_room_is_short_sharing_and_cases_near_go_first(wall: Wall) -> None:
    wall.conference_held = True
    seen = set()
    for width in range(1600, 480, -8):
        wall.resize(width, 640)
        wall._offer(0)
        seen.add(tuple(action for action in SPARED if action in shown_actions(wall)))
    assert seen == {SPARED[spared:] for spared in range(len(SPARED) + 1)}


def test_pictures_are_painted_no_more_often_with_the_row(
    wall: Wall, make_feed: Callable, qtbot: QtBot
) -> None:
    feed = make_feed("c09")
    feed.show((255, 0, 0))
    wall.set_feed(0, feed, "")
    other = wall._tiles[1]
    wall._clock.stop()
    wall.tick()
    wall._offer(0)
    qtbot.wait(60)
    before, others = wall._tiles[0].paints, other.paints
    for colour in ((0, 255, 0), (0, 0, 255), (9, 9, 9)):
        feed.show(colour)
        wall.tick()
        qtbot.wait(20)
    assert wall._tiles[0].paints - before <= 4  # a caption may be told anew between
    assert other.paints - others <= 1
