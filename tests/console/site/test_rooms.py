from __future__ import annotations

from pathlib import Path

import pytest

from console.site.rooms import MOST, note_room, read_rooms, rooms_file


def room(folder: Path) -> Path:
    folder.mkdir()
    (folder / "site.toml").write_text("", "utf-8")
    return folder


def test_the_last_opened_room_comes_first_and_what_is_gone_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "state" / "rooms.json"
    assert read_rooms(path) == []
    rooms = [room(tmp_path / f"r{n}") for n in range(MOST + 2)]
    for each in [*rooms, rooms[3]]:
        note_room(path, each)
    assert read_rooms(path)[:2] == [rooms[3], rooms[-1]]
    assert len(read_rooms(path)) == MOST
    (rooms[3] / "site.toml").unlink()
    assert read_rooms(path)[0] == rooms[-1]


@pytest.mark.parametrize("text", ["", "{", '{"a": 1}', "[1, null]"])
def test_a_file_that_is_none_hinders_nothing(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rooms.json"
    path.write_text(text, "utf-8")
    assert read_rooms(path) == []
    note_room(tmp_path, room(tmp_path / "r"))  # a folder is no file: told in the log


def test_it_lies_where_the_account_keeps_its_state(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert rooms_file() == tmp_path / "command-room" / "rooms.json"
