"""Layouts on a disk that takes its time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from console.site.layout_favourites import read_favourites
from tests.console.desk.disks import HungDisk
from tests.console.desk.layout_rooms import Room, layouts_folder


@pytest.fixture
def hung() -> HungDisk:
    return HungDisk()


@pytest.fixture
def slow(tmp_path: Path, qtbot: QtBot, quiet_feed: Callable[..., Any], hung: HungDisk) -> Room:
    """A room whose disk writes and reads when a test says so."""
    layouts_folder(tmp_path)
    return Room(tmp_path, qtbot, quiet_feed, hung.disk)


def test_the_window_does_not_wait_for_the_disk(slow: Room, hung: HungDisk) -> None:
    slow.window.perform("edit_layout")
    slow.window.layouts.favourites_changed.emit(["1+5"])
    slow.save_as("渡口")
    assert slow.at_hand() == ["2x2", "1+5"]
    assert slow.editor.words.text() == "Saving: 渡口 …"
    assert not slow.file("渡口").exists()
    hung.go_on()
    assert slow.editor.words.text() == "Saved: 渡口"
    assert slow.wall.arrangement.layout.name == "渡口"
    assert read_favourites(slow.site) == ["1+5"]
    assert hung.told == []


def test_a_refusal_is_told_over_the_wall_where_the_editor_is_closed_by_then(
    slow: Room, hung: HungDisk
) -> None:
    told: list[str] = []
    slow.window.tell = told.append  # type: ignore[method-assign]
    slow.window.perform("edit_layout")
    (slow.site / "layouts" / ".渡口.toml.part").mkdir()
    slow.save_as("渡口")
    slow.editor.close_editor(discard=True)
    hung.go_on()
    assert told[0].startswith("layouts/渡口.toml cannot be written: ")
    assert slow.wall.arrangement.layout.name == "2x2"


def test_the_version_before_does_not_open_an_editor_that_was_closed(
    slow: Room, hung: HungDisk
) -> None:
    slow.window.perform("edit_layout")
    for piece in ("map", "program"):
        slow.editor.put(piece)
        slow.save_as("渡口")
        hung.go_on()
    slow.editor.perform("restore")
    slow.editor.close_editor()
    hung.go_on()
    assert not slow.editor.isVisible()
    assert slow.layouts["渡口"].cells[0].source == "map"
