from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.ui.layout_editor import LayoutEditor
from console.ui.layout_editor_canvas import LayoutCanvas
from console.ui.layout_editor_cell import plate_rect
from console.ui.layout_editor_pieces import dragged_piece, piece_mime
from console.ui.layout_editor_words import cell_text, fault_text
from console.ui.shortcuts import Keys
from console.ui.sources import source_mime, tile_mime
from console.ui.theme import Look
from console.ui.words import Language, speak
from layouts.draft import piece_of
from layouts.layout import Cell, Layout, every_square
from layouts.store import load_layouts

PRESETS = load_layouts(None)
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
BOTH = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
NINE = Layout(
    "九格", 3, 3,
    tuple(
        Cell(c.column, c.row, source=f"camera:c{n:02}")
        for n, c in enumerate(every_square(3, 3), start=1)
    ),
    origin="/site/layouts/九格.toml",
)  # fmt: skip


class Room:
    def __init__(self, look: Look, qtbot: QtBot) -> None:
        self.wall = QWidget()
        qtbot.addWidget(self.wall)
        self.wall.resize(900, 700)
        self.keys = Keys()
        self.editor = LayoutEditor(look, self.wall, self.keys)
        self.editor.set_layouts([*PRESETS.values(), NINE])
        self.editor.set_tours([("河道夜巡", "")])
        self.wall.show()
        self.wall.activateWindow()
        self.feeds: dict = {}
        self.saves: list[tuple[Layout, bool]] = []
        self.editor.save_wished.connect(lambda layout, anew: self.saves.append((layout, anew)))
        self.editor.edit(NINE, 0, lambda: self.feeds, str)
        qtbot.waitUntil(self.canvas.hasFocus)

    @property
    def canvas(self) -> LayoutCanvas:
        return self.editor.canvas

    def key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.canvas, key, held)

    def spans(self) -> list[tuple[int, int]]:
        return [(c.columns, c.rows) for c in self.editor.draft.layout.cells]

    def shown(self) -> list[str]:
        return [piece_of(cell) for cell in self.editor.draft.layout.cells]

    def draw(self, one: int, other: int, let_go: bool = True) -> None:
        """A rectangle from the middle of one cell to that of another."""
        at = self.canvas.cell_rects()
        begin, end = at[one].center(), at[other].center()
        QTest.mousePress(self.canvas, LEFT, pos=begin)
        QTest.mouseMove(self.canvas, begin + (end - begin) / 2)
        QTest.mouseMove(self.canvas, end)
        if let_go:
            QTest.mouseRelease(self.canvas, LEFT, pos=end)

    def drop(self, mime: QMimeData, cell: int) -> None:
        at = self.canvas.cell_rects()[cell].center()
        QApplication.sendEvent(self.canvas, QDragEnterEvent(at, BOTH, mime, LEFT, NONE))
        QApplication.sendEvent(self.canvas, QDragMoveEvent(at, BOTH, mime, LEFT, NONE))
        QApplication.sendEvent(self.canvas, QDropEvent(QPointF(at), BOTH, mime, LEFT, NONE))


@pytest.fixture
def room(look: Look, qtbot: QtBot) -> Room:
    return Room(look, qtbot)


def test_a_rectangle_drawn_over_cells_makes_them_one(room: Room) -> None:
    room.draw(0, 4)
    assert room.spans() == [(2, 2), *[(1, 1)] * 5]
    assert room.editor.draft.selected == 0
    QTest.mouseClick(room.editor.bar.buttons["edit_undo"], LEFT)
    assert room.spans() == [(1, 1)] * 9


def test_esc_ends_a_rectangle_and_nothing_is_merged(room: Room) -> None:
    room.draw(0, 4, let_go=False)
    assert room.canvas.covered() == [0, 1, 3, 4]
    room.key(Qt.Key.Key_Escape)
    at = room.canvas.cell_rects()[4].center()
    QTest.mouseRelease(room.canvas, LEFT, pos=at)
    assert room.spans() == [(1, 1)] * 9
    assert room.editor.isVisible()


def test_the_merge_that_is_shown_is_the_one_that_comes(room: Room) -> None:
    room.draw(0, 4)
    room.draw(2, 1, let_go=False)  # cell 1 is the one at the right of the large one
    whole = room.canvas._merged_rect(room.editor.draft.layout, [1, 2])
    QTest.mouseRelease(room.canvas, LEFT, pos=room.canvas.cell_rects()[1].center())
    assert room.canvas.cell_rects()[1] == whole


def test_cells_are_chosen_merged_and_split_by_keys_alone(room: Room) -> None:
    room.key(Qt.Key.Key_Right, SHIFT)
    room.key(Qt.Key.Key_M)
    assert room.spans()[0] == (2, 1)
    room.key(Qt.Key.Key_H)
    assert room.spans()[:2] == [(1, 1), (1, 1)]
    room.key(Qt.Key.Key_Z, CTRL)
    room.key(Qt.Key.Key_G)
    assert room.spans() == [(1, 1)] * 9
    room.key(Qt.Key.Key_V)
    assert room.editor.draft.layout.rows == 6
    room.key(Qt.Key.Key_Z, CTRL)
    room.key(Qt.Key.Key_Z, CTRL)
    room.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert room.spans() == [(1, 1)] * 9


def test_what_cannot_be_done_is_said_and_nothing_changes(room: Room) -> None:
    room.key(Qt.Key.Key_M)
    assert "two or more" in room.editor.fault.text()
    assert room.editor.fault.isVisible()
    for _ in range(3):
        room.key(Qt.Key.Key_Q)
    assert "No finer" in room.editor.fault.text()
    room.key(Qt.Key.Key_Down)
    room.key(Qt.Key.Key_Delete)
    assert not room.editor.fault.isVisible()


def test_arrows_with_ctrl_and_a_dragged_name_change_places(room: Room) -> None:
    room.key(Qt.Key.Key_Right, CTRL)
    assert room.shown()[:2] == ["camera:c02", "camera:c01"]
    room.drop(tile_mime(id(room.canvas), 1, "camera:c01"), 8)
    assert room.shown()[8] == "camera:c01"
    assert room.editor.draft.selected == 8
    plate = plate_rect(room.editor._look, room.canvas.cell_rects()[3])
    assert room.canvas.plate_at(plate.center()) == 3
    assert room.canvas.plate_at(plate.center() + QPoint(0, 60)) is None


def test_cameras_sites_program_map_and_tours_are_dropped_into_cells(room: Room) -> None:
    for cell, mime in enumerate(
        [
            source_mime("camera:c42"), source_mime("node:village-1"), piece_mime("program"),
            piece_mime("map"), piece_mime("tour:河道夜巡"), piece_mime("fill:case"),
        ]
    ):  # fmt: skip
        room.drop(mime, cell)
    assert room.shown()[:6] == [
        "camera:c42", "node:village-1", "program", "map", "tour:河道夜巡", "fill:case",
    ]  # fmt: skip


def test_what_is_nothing_for_a_cell_is_not_taken(room: Room) -> None:
    before = room.shown()
    mime = QMimeData()
    mime.setText("camera:c01")
    room.drop(mime, 0)
    assert dragged_piece(piece_mime("tour:../../etc")) is None
    assert dragged_piece(piece_mime("fill:everything")) is None
    assert room.shown() == before


def test_pieces_go_into_the_selected_cell_when_they_are_pressed(room: Room) -> None:
    pieces = {button.piece: button for button in room.editor.pieces.buttons}
    QTest.mouseClick(pieces["tour:河道夜巡"], LEFT)
    assert room.shown()[0] == "tour:河道夜巡"


def test_ranks_by_digits_and_by_the_key_for_the_next(room: Room) -> None:
    room.key(Qt.Key.Key_2)
    room.key(Qt.Key.Key_Right)
    room.key(Qt.Key.Key_A)
    assert [cell.alarm for cell in room.editor.draft.layout.cells[:2]] == [2, 1]
    assert room.editor.bar.buttons["edit_alarm"].isChecked()
    room.key(Qt.Key.Key_0)
    assert room.editor.draft.cell.alarm is None


def test_the_grid_is_resized_and_another_shape_is_taken(room: Room) -> None:
    room.editor.bar.columns.setValue(4)
    assert (room.editor.draft.layout.columns, len(room.spans())) == (4, 12)
    room.editor.bar.shape_chosen.emit("1+5")
    assert room.spans() == [(c.columns, c.rows) for c in PRESETS["1+5"].cells]
    assert room.shown()[:2] == ["camera:c01", "camera:c02"]


def test_a_changed_layout_of_the_site_is_saved_under_its_own_name(room: Room) -> None:
    room.key(Qt.Key.Key_Delete)
    room.key(Qt.Key.Key_S, CTRL)
    ((layout, anew),) = room.saves
    assert (layout.name, anew, layout.cells[0].source) == ("九格", False, None)
    room.editor.saved(layout, "九格")
    room.key(Qt.Key.Key_Escape)
    assert not room.editor.isVisible()


def test_what_is_changed_while_it_is_being_saved_is_not_taken_for_saved(room: Room) -> None:
    room.key(Qt.Key.Key_Delete)
    room.key(Qt.Key.Key_S, CTRL)
    ((layout, _),) = room.saves
    room.editor.put("map")
    room.editor.saved(layout, "九格")
    assert room.editor.draft.changed
    room.editor.edit(PRESETS["3x3"], 0, dict, str)
    room.editor.saved(layout, "九格")  # another one is on the table by now
    assert room.editor.opened.name == "3x3"


def test_the_question_of_what_is_not_saved_goes_when_it_is_saved(room: Room) -> None:
    room.key(Qt.Key.Key_Delete)
    room.key(Qt.Key.Key_S, CTRL)
    room.key(Qt.Key.Key_Escape)
    assert room.editor.discard.isVisible()
    room.editor.saved(room.saves[0][0], "九格")
    assert not room.editor.discard.isVisible()


def test_save_as_asks_for_a_name_first_and_enter_saves_it(room: Room) -> None:
    room.key(Qt.Key.Key_S, CTRL | SHIFT)
    name = room.editor.bar.name
    assert name.hasFocus()
    assert name.text() == "九格 2"
    QTest.keyClicks(name, "river")
    QTest.keyClick(name, Qt.Key.Key_Return)
    ((layout, anew),) = room.saves
    assert (layout.name, layout.origin, anew) == ("river", "", True)


def test_a_preset_is_never_written_over(room: Room) -> None:
    room.editor.edit(PRESETS["3x3"], 0, dict, str)
    assert room.editor.bar.name.text() == "Nine pictures 2"
    room.key(Qt.Key.Key_S, CTRL)
    assert room.saves[0][1]
    assert not any(entry.isEnabled() for entry in room.editor.bar.entries())


def test_changes_that_are_not_saved_are_asked_about(room: Room, qtbot: QtBot) -> None:
    room.key(Qt.Key.Key_Delete)
    room.key(Qt.Key.Key_Escape)
    assert room.editor.isVisible()
    assert "not saved" in room.editor.fault.text()
    QTest.keyClick(room.editor.go_on, Qt.Key.Key_Escape)
    assert not room.editor.discard.isVisible()
    assert room.editor.isVisible()
    room.key(Qt.Key.Key_Escape)
    with qtbot.waitSignal(room.editor.closed):
        QTest.mouseClick(room.editor.discard, LEFT)
    assert not room.editor.isVisible()


def test_keys_that_mean_nothing_here_do_not_reach_the_wall(room: Room) -> None:
    pressed: list[int] = []
    room.wall.keyPressEvent = lambda event: pressed.append(event.key())  # type: ignore[method-assign]
    for key in (Qt.Key.Key_S, Qt.Key.Key_R, Qt.Key.Key_7):
        room.key(key)
    assert pressed == []


def test_pictures_go_on_dimmed_and_a_standing_one_is_not_shown(
    room: Room, make_feed: Callable, seen: Callable
) -> None:
    feed = make_feed("c01")
    feed.show((200, 0, 0))
    room.feeds["camera:c01"] = feed
    middle = room.canvas.cell_rects()[0].center()
    assert 80 < seen(room.canvas, middle.x(), middle.y())[0] < 140
    feed.show((200, 0, 0), at=1.0)
    assert seen(room.canvas, middle.x(), middle.y())[0] < 40
    assert not feed.closed


def test_it_covers_the_wall_whatever_its_size(room: Room) -> None:
    room.wall.resize(1200, 500)
    assert room.editor.size() == room.wall.size()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [740, 1100])
def test_no_button_is_cut_off(
    room: Room, qapp: QApplication, language: Language, width: int
) -> None:
    speak(qapp, language)
    room.wall.resize(width, 640)
    room.editor.words_changed()
    qapp.processEvents()
    for button in [*room.editor.bar.buttons.values(), *room.editor.pieces.buttons]:
        right = button.mapTo(room.editor, button.rect().bottomRight()).x()
        assert right <= room.editor.width()
        assert button.width() >= button.sizeHint().width()
    assert room.canvas.height() > 200


def test_faults_are_told_in_the_language_spoken(qapp: QApplication) -> None:
    told = 'layouts/a/b.toml: a name holds none of / \\ : * ? " < > | and no control character'
    assert fault_text(told) == 'The name cannot hold / \\ : * ? " < > |'
    speak(qapp, "zh")
    assert "同名" in fault_text("layouts/河.toml: there is one of that name")
    assert "16" in fault_text("the grid would become 24 x 8; 16 columns and rows are the most")
    assert fault_text("something new") == "something new"


def test_a_cell_is_told_to_screen_readers(room: Room) -> None:
    cell = Cell(0, 0, 2, 1, tour="河道夜巡", alarm=3)
    assert cell_text(cell, 0, str) == "Cell 1, Tour 河道夜巡, 2 × 1, Alarm 3"
    room.key(Qt.Key.Key_Right)
    assert "Cell 2" in room.canvas.accessibleDescription()
