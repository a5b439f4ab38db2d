from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from console.desk.wall import WallDesk
from console.site.layout_favourites import read_favourites
from layouts.folder import WallFolder
from layouts.references import missing
from layouts.store import read_layout
from tests.console.desk.disks import quick_disk
from tests.console.desk.layout_rooms import CATALOGUE, TOUR, Room, layouts_folder
from tests.console.desk.walls import a_screen, a_wall


@pytest.fixture
def room(tmp_path: Path, qtbot: QtBot, quiet_feed: Callable[..., Any]) -> Room:
    layouts_folder(tmp_path)
    return Room(tmp_path, qtbot, quiet_feed, quick_disk())


def test_what_is_on_the_wall_is_edited_and_comes_onto_the_wall_when_it_is_saved(room: Room) -> None:
    room.wall.put(1, "map")
    room.window.perform("edit_layout")
    QTest.keyClick(room.editor.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    room.window.perform("edit_merge")
    room.save_as("渡口")
    assert room.wall.arrangement.layout.name == "渡口"
    assert [str(s) for s in room.wall.sources()] == [CATALOGUE[n] for n in (0, 2, 3)]
    assert read_layout(room.file("渡口")).cells == room.layouts["渡口"].cells
    assert "渡口" in room.at_hand()
    assert room.editor.words.text() == "Saved: 渡口"


def test_a_tile_in_replay_is_saved_as_its_camera(room: Room) -> None:
    replayed = "replay:c01@2026-11-23T06:30:00Z"
    room.wall.put(0, replayed)
    room.window.perform("edit_layout")
    assert str(room.wall.sources()[0]) == replayed  # the wall goes on
    room.save_as("渡口")
    assert read_layout(room.file("渡口")).cells[0].source == "camera:c01"


def test_the_finder_fills_the_cell_of_the_editor_while_it_is_open(room: Room) -> None:
    room.window.perform("edit_layout")
    room.window.finder.source_wished.emit("node:village-1")
    assert room.editor.draft.cell.source == "node:village-1"
    assert str(room.wall.sources()[0]) == "camera:c01"


def test_saving_again_changes_the_file_and_keeps_the_version_before(room: Room) -> None:
    room.window.perform("edit_layout")
    room.save_as("渡口")
    room.editor.put("program")
    room.window.perform("edit_save")
    assert str(room.wall.sources()[0]) == "program"
    room.editor.perform("restore")
    assert room.editor.draft.layout.cells[0].source == "camera:c01"
    room.editor.perform("restore")
    assert room.editor.draft.layout.cells[0].source == "program"


def test_a_name_that_is_taken_or_impossible_is_refused_in_words(room: Room) -> None:
    room.window.perform("edit_layout")
    for name, words in (
        ("3x3", "already"),
        ("a/b", "cannot hold"),
        ("", "1 to 64"),
        ("河道夜巡", ""),
    ):
        room.save_as(name)
        assert words in room.editor.fault.text()
        assert room.editor.fault.text()
    assert not room.file("3x3").exists()
    assert room.file("河道夜巡").read_text(encoding="utf-8") == TOUR


def test_renaming_keeps_what_is_on_the_wall(room: Room) -> None:
    room.window.perform("edit_layout")
    room.save_as("渡口")
    room.wall.put(3, "map")
    room.editor.bar.name.setText("码头")
    room.editor.perform("rename")
    assert (room.file("码头").exists(), room.file("渡口").exists()) == (True, False)
    assert room.wall.arrangement.layout.name == "码头"
    assert str(room.wall.sources()[3]) == "map"
    assert "渡口" not in room.layouts


def test_a_removed_layout_is_gone_from_the_list_and_can_be_had_back(room: Room) -> None:
    room.window.perform("edit_layout")
    room.save_as("渡口")
    room.editor.perform("remove")
    assert not room.file("渡口").exists()
    assert "渡口" not in room.at_hand()
    assert room.wall.arrangement.layout.name == "渡口"  # the wall goes on
    room.editor.perform("restore")
    assert room.file("渡口").exists()
    assert "渡口" in room.at_hand()


def test_what_names_a_renamed_layout_names_it_still_and_the_room_starts_again(room: Room) -> None:
    room.window.perform("edit_layout")
    room.save_as("渡口")
    room.write("scenes/汛期.toml", 'title = "汛"\n[screens.left]\nlayout = "渡口"\n')
    room.write("layouts/夜巡.toml", 'kind = "tour"\ncameras = ["c01"]\nlayout = "渡口"\n')
    room.window.layouts.favourites_changed.emit(["渡口"])
    told: list[tuple[str, str]] = []
    room.desk.renamed.connect(lambda *names: told.append(names))
    room.editor.bar.name.setText("码头")
    room.editor.perform("rename")
    assert told == [("渡口", "码头")]
    files = WallFolder(room.site).read()
    assert (files.faults, tuple(missing(files))) == ((), ())
    assert files.scenes["汛期"].screens["left"].layout == "码头"
    assert files.scenes["汛期"].title == "汛"
    assert room.tours.tours["夜巡"].layout == "码头"
    assert read_favourites(room.site) == ["码头"]


@pytest.mark.parametrize("act", ["rename", "remove"])
def test_a_layout_named_in_settings_or_plans_is_kept_and_they_are_told(
    room: Room, act: str
) -> None:
    room.window.perform("edit_layout")
    room.save_as("渡口")
    room.write("site.toml", 'name = "x"\n[wall]\nlayout = "渡口"\n')
    room.write("plans/防汛.toml", 'title = "防汛"\nnodes = ["n01"]\nlayout = "渡口"\n')
    room.editor.bar.name.setText("码头")
    room.editor.perform(act)
    assert room.editor.fault.text() == (
        "In use: the room's start (site.toml, [wall] layout) · plan 防汛. "
        "Choose another layout there first"
    )
    assert (room.file("渡口").exists(), room.file("码头").exists()) == (True, False)
    assert room.wall.arrangement.layout.name == "渡口"


def test_a_layout_that_scenes_and_tours_name_is_not_removed(room: Room) -> None:
    room.window.perform("edit_layout")
    room.save_as("渡口")
    for name in "abcd":
        room.write(f"scenes/{name}.toml", 'default = "渡口"\n')
    room.write("layouts/夜巡.toml", 'kind = "tour"\ncameras = ["c01"]\nlayout = "渡口"\n')
    room.editor.perform("remove")
    assert room.editor.fault.text() == (
        "In use: scene a · scene b · scene c · scene d · + 1 more. "
        "Choose another layout there first"
    )
    assert room.file("渡口").exists()


def test_of_a_layout_in_a_presets_place_nobody_is_left_behind(room: Room) -> None:
    room.write("layouts/3x3.toml", "columns = 3\nrows = 1\n")
    room.write("scenes/day.toml", 'default = "3x3"\n')
    room.layouts["3x3"] = read_layout(room.file("3x3"))
    room.window.layouts.edit_wished.emit("3x3")
    room.editor.bar.name.setText("三")
    room.editor.perform("rename")
    assert WallFolder(room.site).read().scenes["day"].default == "三"
    room.window.layouts.edit_wished.emit("3x3")
    assert len(room.editor.draft.layout.cells) == 9
    room.write("scenes/night.toml", 'default = "3x3"\n')
    room.editor.bar.name.setText("九")
    room.editor.perform("rename")  # a copy: the preset stays
    assert WallFolder(room.site).read().scenes["night"].default == "3x3"


def test_a_full_disk_is_told_and_nothing_is_lost(room: Room) -> None:
    room.window.perform("edit_layout")
    room.editor.put("map")
    (room.site / "layouts" / ".渡口.toml.part").mkdir()  # where the file is written first
    room.save_as("渡口")
    assert room.editor.fault.text().startswith("layouts/渡口.toml cannot be written: ")
    assert room.editor.draft.changed


def test_a_layout_that_is_not_on_the_wall_is_edited_without_touching_the_wall(room: Room) -> None:
    room.window.layouts.edit_wished.emit("1+5")
    assert len(room.editor.draft.layout.cells) == 6
    room.save_as("一大五小新")
    assert room.wall.arrangement.layout.name == "2x2"
    assert "一大五小新" in room.layouts


def test_favourites_stand_in_the_top_line_and_are_there_after_a_start(
    room: Room, qtbot: QtBot, quiet_feed: Callable[..., Any]
) -> None:
    room.window.layouts.favourites_changed.emit(["8x8", "1+12"])
    assert room.at_hand() == ["2x2", "1+12", "8x8"]  # the one that is on, too
    again = Room(room.site, qtbot, quiet_feed, quick_disk())
    assert again.at_hand() == ["2x2", "1+12", "8x8"]


def test_tours_of_the_site_can_be_put_into_cells(room: Room) -> None:
    pieces = [button.piece for button in room.editor.pieces.buttons]
    assert "tour:河道夜巡" in pieces


def test_a_tour_that_was_written_meanwhile_runs_in_the_cell_it_is_put_into(room: Room) -> None:
    room.window.perform("edit_layout")
    (room.site / "layouts" / "新河.toml").write_text(TOUR, encoding="utf-8")
    room.desk.take(WallFolder(room.site).read())
    assert "tour:新河" in [button.piece for button in room.editor.pieces.buttons]
    room.editor.put("tour:新河")
    room.save_as("渡口")
    assert room.tours.report(0) is not None
    assert str(room.wall.sources()[0]) == "camera:c01"
    (room.site / "layouts" / "新河.toml").unlink()
    room.desk.take(WallFolder(room.site).read())
    assert "新河" not in room.tours.tours


def test_a_tour_runs_in_the_layout_that_was_renamed_under_it(room: Room) -> None:
    room.window.perform("edit_layout")
    room.save_as("渡口")
    written = TOUR + 'layout = "渡口"\n'
    (room.site / "layouts" / "河道夜巡.toml").write_text(written, encoding="utf-8")
    room.desk.take(WallFolder(room.site).read())
    room.editor.bar.name.setText("码头")
    room.editor.perform("rename")
    room.wall.set_layout("1x1")
    room.tours.start("河道夜巡")
    assert room.wall.arrangement.layout.name == "码头"


def test_what_did_not_change_in_the_folder_changes_nothing(room: Room) -> None:
    heard: list[None] = []
    room.desk.changed.connect(lambda: heard.append(None))
    room.desk.take(WallFolder(room.site).read())
    assert heard == []


def test_a_layout_that_is_shown_on_another_screen_is_renewed_and_renamed_there_too(
    room: Room, qtbot: QtBot, quiet_feed: Callable[..., Any]
) -> None:
    room.window.perform("edit_layout")
    room.save_as("渡口")
    widget, _ = a_wall(qtbot, quiet_feed)
    besides = WallDesk(widget, room.layouts, CATALOGUE, quiet_feed, str, widget)
    room.walls.add(a_screen(besides, "HDMI-1"))
    besides.set_layout("渡口")
    room.editor.put("program")
    room.window.perform("edit_save")
    assert str(besides.sources()[0]) == str(room.wall.sources()[0]) == "program"
    room.wall.set_layout("1x1")
    besides.put(1, "map")
    room.editor.bar.name.setText("码头")
    room.editor.perform("rename")
    assert (besides.arrangement.layout.name, str(besides.sources()[1])) == ("码头", "map")
    assert room.wall.arrangement.layout.name == "1x1"


def test_what_is_edited_comes_onto_its_own_wall_whichever_is_meant_by_then(
    room: Room, qtbot: QtBot, quiet_feed: Callable[..., Any]
) -> None:
    widget, _ = a_wall(qtbot, quiet_feed)
    besides = WallDesk(widget, room.layouts, CATALOGUE, quiet_feed, str, widget)
    screen = a_screen(besides, "HDMI-1")
    room.walls.add(screen)
    before = besides.arrangement.layout.name
    room.window.perform("edit_layout")
    room.walls.set_target(screen)
    room.save_as("渡口")
    assert room.wall.arrangement.layout.name == "渡口"
    assert besides.arrangement.layout.name == before


def test_the_version_before_goes_onto_the_wall_that_is_edited(
    room: Room, qtbot: QtBot, quiet_feed: Callable[..., Any]
) -> None:
    widget, _ = a_wall(qtbot, quiet_feed)
    besides = WallDesk(widget, room.layouts, CATALOGUE, quiet_feed, str, widget)
    screen = a_screen(besides, "HDMI-1")
    room.walls.add(screen)
    room.window.perform("edit_layout")
    for piece in ("map", "program"):
        room.editor.put(piece)
        room.save_as("渡口")
    room.walls.set_target(screen)
    room.editor.perform("restore")
    room.save_as("码头")
    assert room.wall.arrangement.layout.name == "码头"


def test_a_tour_that_hands_began_runs_in_the_layout_that_is_saved(room: Room) -> None:
    room.tours.start("河道夜巡", 1)
    room.window.perform("edit_layout")
    room.save_as("渡口")
    assert [cell.tour for cell in read_layout(room.file("渡口")).cells] == [
        None, "河道夜巡", None, None,
    ]  # fmt: skip
    assert room.tours.in_cells() == {1: "河道夜巡"}
    room.tours.stop(1)
    room.desk.edit_shown()
    assert room.editor.draft.layout.cells[1].tour is None
