from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.cases.markers import PictureMarker
from console.ui.caption import Kept
from console.ui.selection import EDGE_PX
from console.ui.sources import dragged_source, source_mime
from console.ui.theme import Look
from console.ui.tile import Tile
from console.ui.wall import Wall
from layouts.grid import rects
from layouts.layout import Cell, Layout
from media.source import Live, Stale

FOUR = Layout("2x2", 2, 2, tuple(Cell(x, y) for y in range(2) for x in range(2)))
ONE = Layout("1x1", 1, 1, (Cell(0, 0),))
SIX = Layout(
    "1+5", 3, 3,
    (Cell(0, 0, 2, 2), Cell(2, 0), Cell(2, 1), Cell(0, 2), Cell(1, 2), Cell(2, 2)),
)  # fmt: skip
RED, GREEN = (255, 0, 0), (0, 255, 0)


@pytest.fixture
def wall(look: Look, qtbot: QtBot) -> Wall:
    wall = Wall(look)
    qtbot.addWidget(wall)
    wall.resize(644, 364)
    wall.set_layout(FOUR)
    wall.show()
    return wall


def test_tiles_lie_where_the_layout_says(wall: Wall) -> None:
    tiles = wall._tiles
    wanted = rects(FOUR, 640, 360, 4)
    assert [tile.geometry().getRect() for tile in tiles] == [
        (rect.x + EDGE_PX, rect.y + EDGE_PX, rect.width, rect.height) for rect in wanted
    ]


def test_cells_that_stay_keep_their_feed_and_the_others_close_theirs(
    wall: Wall, make_feed: Callable
) -> None:
    feeds = [make_feed(f"c{n}") for n in range(4)]
    for cell, feed in enumerate(feeds):
        wall.set_feed(cell, feed, "")
    wall.set_layout(ONE)
    assert wall.feed(0) is feeds[0]
    assert [feed.closed for feed in feeds] == [False, True, True, True]


def test_a_cell_that_comes_back_has_its_widget_and_nothing_of_what_it_showed(
    wall: Wall, make_feed: Callable, make_marker: Callable[..., PictureMarker]
) -> None:
    feed, tile = make_feed(), wall._tiles[3]
    wall.set_feed(3, feed, "村口桥头")
    wall.set_markers(3, [make_marker()])
    wall.set_kept("c01", Kept("on", None, ""))
    wall.set_heard(3, "playing")
    tile.zoom.act("zoom_in")
    wall.set_layout(ONE)
    assert feed.closed
    wall.toggle_figures()
    wall.set_layout(FOUR)
    assert tile in wall._tiles
    report = wall.reports()[tile.cell]
    assert (report.source, report.title, report.markers) == (None, "", 0)
    assert (tile.heard, bool(tile.zoom.zoom), tile.isVisible()) == ("", False, True)
    assert tile.accessibleName() == Tile(wall._look, tile.cell, wall).accessibleName()
    assert tile._detailed


def test_a_cell_that_is_not_there_is_an_error(wall: Wall) -> None:
    with pytest.raises(IndexError):
        wall.set_feed(4, None, "")


def test_the_wall_paints_by_its_own_clock(wall: Wall, make_feed: Callable, qtbot: QtBot) -> None:
    feed = make_feed()
    wall.set_feed(0, feed, "")
    feed.show(RED)
    qtbot.waitUntil(lambda: wall.grab().toImage().pixelColor(100, 100).getRgb()[:3] == RED)
    feed.show(GREEN)
    qtbot.waitUntil(lambda: wall.grab().toImage().pixelColor(100, 100).getRgb()[:3] == GREEN)


def test_a_hidden_wall_rests(wall: Wall, make_feed: Callable) -> None:
    assert wall._clock.isActive()
    wall.hide()
    assert not wall._clock.isActive()


def test_arrows_go_from_tile_to_tile_and_stop_at_the_edge(wall: Wall, qtbot: QtBot) -> None:
    chosen: list[int] = []
    wall.cell_selected.connect(chosen.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(wall, key)
    assert chosen == [1, 1, 3, 2]
    assert wall.selected == 2


def test_arrows_know_cells_of_different_sizes(wall: Wall, qtbot: QtBot) -> None:
    wall.set_layout(SIX)
    wall.select(0)
    qtbot.keyClick(wall, Qt.Key.Key_Down)
    assert wall.selected in (3, 4)
    qtbot.keyClick(wall, Qt.Key.Key_Up)
    assert wall.selected == 0


def test_selecting_by_program_tells_nobody(wall: Wall, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(wall.cell_selected):
        wall.select(2)
    assert wall.selected == 2


def test_a_click_selects_and_a_double_click_wishes_for_full_screen(
    wall: Wall, qtbot: QtBot
) -> None:
    tile = wall._tiles[2]
    with qtbot.waitSignal(wall.cell_selected) as selected:
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert selected.args == [2]
    with qtbot.waitSignal(wall.full_screen_wished) as wished:
        qtbot.mouseDClick(tile, Qt.MouseButton.LeftButton, pos=QPoint(50, 50))
    assert wished.args == [2]


def test_a_cell_is_looked_into_while_it_is_enlarged_or_its_picture_is(wall: Wall) -> None:
    assert wall.looked_into() == frozenset()
    wall.enlarge(2)
    wall._tiles[1].zoom.act("zoom_in")
    assert wall.looked_into() == {1, 2}
    wall.enlarge(None)
    wall._tiles[1].zoom.act("zoom_reset")
    assert wall.looked_into() == frozenset()


def test_enlarging_shows_one_tile_over_the_whole_wall_and_back(wall: Wall) -> None:
    wall.enlarge(3)
    assert [tile.isVisible() for tile in wall._tiles] == [False, False, False, True]
    assert wall._tiles[3].width() == 640
    wall.enlarge(None)
    assert all(tile.isVisible() for tile in wall._tiles)
    assert wall._tiles[3].width() < 320


def test_what_is_chosen_while_one_is_enlarged_is_what_is_seen(wall: Wall) -> None:
    wall.choose(0)
    wall.enlarge(0)
    wall.perform("right")
    assert (wall.selected, wall.enlarged) == (1, 1)
    assert [tile.isVisible() for tile in wall._tiles] == [False, True, False, False]
    wall.perform("right")  # there is none
    assert wall.enlarged == 1
    wall.enlarge(None)
    wall.perform("down")
    assert (wall.selected, wall.enlarged) == (3, None)


def test_the_small_picture_is_shown_until_the_large_one_comes_which_is_wished_at_once(
    wall: Wall, make_feed: Callable, seen: Callable
) -> None:
    feed = make_feed("c04")
    feed.show(RED)
    wall.set_feed(3, feed, "")
    wall.tick()
    feed.wishes.clear()
    wall.enlarge(3)
    tile = wall._tiles[3]
    assert feed.wishes == [(tile.width(), tile.height() - 26)]
    assert seen(wall, 320, 200) == RED
    feed.show(GREEN, (640, 338))
    assert seen(wall, 320, 200) == GREEN
    wall.enlarge(None)
    at = tile.geometry().center()
    assert seen(wall, at.x(), at.y()) == GREEN


def test_what_was_hidden_is_judged_before_it_is_seen_again(
    wall: Wall, make_feed: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = make_feed("c01")
    feed.show(RED)
    wall.set_feed(0, feed, "")
    wall.tick()
    assert isinstance(wall.state(0), Live)
    wall.enlarge(3)
    later = time.monotonic() + 60
    monkeypatch.setattr(time, "monotonic", lambda: later)
    wall.enlarge(None)
    assert isinstance(wall.state(0), Stale)


def test_sizes_are_told_once_when_the_wall_has_settled(
    wall: Wall, make_feed: Callable, qtbot: QtBot
) -> None:
    feed = make_feed()
    wall.set_feed(0, feed, "")
    qtbot.waitSignal(wall.sizes_changed).wait()
    feed.wishes.clear()
    with qtbot.waitSignal(wall.sizes_changed):
        for width in range(700, 800, 10):
            wall.resize(width, 420)
    assert len(feed.wishes) == 1
    tile = wall._tiles[0]
    assert feed.wishes[0] == (tile.width(), tile.height() - 26)


def drop(wall: Wall, mime: QMimeData, at: QPoint) -> None:
    how = Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(wall, QDragEnterEvent(at, *how))
    QApplication.sendEvent(wall, QDropEvent(QPointF(at), *how))


def test_a_source_dropped_on_a_tile_is_wished_for_its_cell(wall: Wall, qtbot: QtBot) -> None:
    mime = source_mime("camera:c07")
    with qtbot.waitSignal(wall.source_dropped) as dropped:
        drop(wall, mime, wall._tiles[1].geometry().center())
    assert dropped.args == [1, "camera:c07"]


def test_what_is_no_source_is_not_dropped(wall: Wall, qtbot: QtBot) -> None:
    mime = QMimeData()
    mime.setText("camera:c07")
    with qtbot.assertNotEmitted(wall.source_dropped):
        drop(wall, mime, QPoint(50, 50))
        drop(wall, source_mime("camera:../../etc"), QPoint(50, 50))
    assert dragged_source(source_mime("program")) == "program"


def test_tiles_that_change_places_keep_their_feeds_and_the_selection_goes_along(
    wall: Wall, make_feed: Callable
) -> None:
    feeds = [make_feed(f"c{n}") for n in range(2)]
    for cell, feed in enumerate(feeds):
        wall.set_feed(cell, feed, "")
    first = wall._tiles[0]
    there = wall._tiles[3].geometry()
    wall.swap(0, 3)
    assert (wall.feed(3), wall.feed(0)) == (feeds[0], None)
    assert not feeds[0].closed
    assert first.geometry() == there
    assert wall.selected == 3
    assert [report.cell for report in wall.reports()] == [0, 1, 2, 3]


def test_ctrl_and_an_arrow_swap_with_the_cell_beside_and_nothing_at_the_edge(
    wall: Wall, qtbot: QtBot
) -> None:
    swapped: list[tuple[int, int]] = []
    wall.swap_wished.connect(lambda *cells: swapped.append(cells))
    qtbot.keyClick(wall, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(wall, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert swapped == [(0, 1)]


def test_delete_clears_the_selected_cell(wall: Wall, qtbot: QtBot) -> None:
    wall.select(2)
    with qtbot.waitSignal(wall.source_dropped) as cleared:
        qtbot.keyClick(wall, Qt.Key.Key_Delete)
    assert cleared.args == [2, ""]


def test_reports_tell_every_cell(wall: Wall, make_feed: Callable) -> None:
    feed = make_feed("c07")
    feed.show(RED)
    wall.set_feed(1, feed, "村口桥头")
    wall.tick()
    wall.grab()
    reports = wall.reports()
    assert [report.cell for report in reports] == [0, 1, 2, 3]
    assert str(reports[1].source) == "camera:c07"
    assert reports[0].source is None
    assert reports[1].rect == wall._tiles[1].device_rect()
    high = wall._tiles[1].height() - 26
    assert reports[1].rect[2:] == (round(high * 16 / 9), high)


def test_drawn_markers_name_the_picture_they_are_on(
    wall: Wall, make_feed: Callable, make_marker: Callable[..., PictureMarker]
) -> None:
    feed = make_feed("c07")
    feed.show(RED)
    wall.set_feed(1, feed, "")
    wall.tick()
    wall.set_markers(1, [make_marker()])
    wall.grab()
    ((source, drawn),) = wall.drawn_markers()
    assert source == "camera:c07"
    x, y, width, height = wall.reports()[1].rect
    assert (drawn.x, drawn.y) == pytest.approx((x + 0.5 * width, y + 0.7 * height), abs=1)


def test_paintings_are_counted(wall: Wall, make_feed: Callable, qtbot: QtBot) -> None:
    feed = make_feed()
    wall.set_feed(0, feed, "")

    def painted() -> bool:
        feed.show(RED)
        return wall.paints_per_s() > 1

    qtbot.waitUntil(painted)


def test_closing_the_feeds_stops_the_clock(wall: Wall, make_feed: Callable) -> None:
    feed = make_feed()
    wall.set_feed(0, feed, "")
    wall.close_feeds()
    assert feed.closed
    assert not wall._clock.isActive()


def test_ctrl_and_shift_select_tiles_besides_and_the_next_plain_choice_lets_them_go(
    wall: Wall, make_feed: Callable, qtbot: QtBot
) -> None:
    wall.set_feed(0, make_feed("c00"), "")
    wall.set_feed(1, make_feed("c01"), "")
    left, ctrl = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
    middle = QPoint(150, 80)
    qtbot.mouseClick(wall._tiles[3], left, ctrl, middle)
    assert wall.chosen() == [0, 3]
    qtbot.mouseClick(wall._tiles[3], left, ctrl, middle)
    assert wall.chosen() == [0]
    qtbot.keyClick(wall, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert wall.chosen() == [1, 0]
    assert wall.cameras(wall.chosen()) == ["c01", "c00"]
    qtbot.keyClick(wall, Qt.Key.Key_Down)
    assert wall.chosen() == [3]
