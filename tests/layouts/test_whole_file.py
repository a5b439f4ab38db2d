from __future__ import annotations

import os
from pathlib import Path

import pytest

from layouts import whole_file
from layouts.whole_file import previous, restore_previous, set_aside, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_written_and_the_version_before_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.toml"
    write_whole(path, "一")
    assert names(path.parent) == ["a.toml"]
    write_whole(path, "二")
    write_whole(path, "二")  # the same again is no version
    assert path.read_text("utf-8") == "二"
    assert previous(path).read_text("utf-8") == "一"
    assert names(path.parent) == ["a.toml", "a.toml~"]


def test_the_version_before_and_the_present_one_change_places(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    assert not restore_previous(path)
    write_whole(path, "1")
    write_whole(path, "2")
    assert restore_previous(path)
    assert (path.read_text(), previous(path).read_text()) == ("1", "2")
    assert names(tmp_path) == ["a.toml", "a.toml~"]


def test_a_file_set_aside_can_be_had_back(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    write_whole(path, "1")
    set_aside(path)
    assert not path.exists()
    assert restore_previous(path)
    assert path.read_text() == "1"
    with pytest.raises(FileNotFoundError):
        set_aside(tmp_path / "none")


@pytest.mark.parametrize("at", ["fsync", "replace"])
def test_a_disk_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    path = tmp_path / "a.toml"
    write_whole(path, "old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(whole_file.os, at, fail)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, "new")
    monkeypatch.undo()
    assert path.read_text() == "old"
    write_whole(path, "new")
    assert path.read_text() == "new"


def test_it_is_on_the_disk_before_it_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, rename = os.fsync, os.replace
    monkeypatch.setattr(whole_file.os, "fsync", lambda fd: (done.append("fsync"), fsync(fd)))
    monkeypatch.setattr(
        whole_file.os, "replace", lambda a, b: (done.append(f"to {Path(b).name}"), rename(a, b))
    )
    write_whole(tmp_path / "a", "1")
    assert done == ["fsync", "to a", "fsync"]
    done.clear()
    write_whole(tmp_path / "a", "2")
    assert done == ["fsync", "to a~", "to a", "fsync"]


def test_on_a_disk_without_links_the_version_before_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(whole_file.os, "link", no_links)
    write_whole(tmp_path / "a", "1")
    write_whole(tmp_path / "a", "2")
    assert previous(tmp_path / "a").read_text() == "1"


def test_a_state_is_for_its_owner_only(tmp_path: Path) -> None:
    write_whole(tmp_path / "a", "1", 0o600)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
