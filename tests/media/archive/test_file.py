from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from media.archive.file import RecordingFile, make_folder, put_in_place
from media.archive.row import is_being_written


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Path]]:
    """What was brought to the disk so far: by which call, and of which file or folder."""
    found: list[tuple[str, Path]] = []

    def remember(name: str, call: Callable[[int], None]) -> None:
        def noted(descriptor: int) -> None:
            found.append((name, Path(os.readlink(f"/proc/self/fd/{descriptor}"))))
            call(descriptor)

        monkeypatch.setattr(os, name, noted)

    remember("fsync", os.fsync)
    remember("fdatasync", os.fdatasync)
    return found


def test_the_name_of_a_new_recording_is_on_the_disk_with_its_first_pictures(
    tmp_path: Path, synced: list[tuple[str, Path]]
) -> None:
    day = tmp_path / "c01" / "2026-11-27"
    file = RecordingFile(day / "a.mp4")
    assert synced == [("fsync", tmp_path), ("fsync", day.parent)]
    synced.clear()
    file.write(b"abc")
    file.sync()
    assert synced == [("fsync", day / "a.mp4"), ("fsync", day)]
    file.write(b"def")
    file.sync()
    assert synced[2:] == [("fdatasync", day / "a.mp4")]
    file.close()


def test_a_name_that_could_not_be_kept_is_kept_the_next_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = RecordingFile(tmp_path / "a.mp4")
    fsync, tried = os.fsync, []

    def broken(descriptor: int) -> None:
        name = os.readlink(f"/proc/self/fd/{descriptor}")
        tried.append(name)
        if name == str(tmp_path):
            raise OSError(errno.EIO, "the disk is broken")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", broken)
    with pytest.raises(OSError, match="the disk is broken"):
        file.sync()
    monkeypatch.setattr(os, "fsync", lambda descriptor: tried.append("again"))
    file.sync()
    file.close()
    assert tried == [str(tmp_path / "a.mp4"), str(tmp_path), "again", "again"]


@pytest.mark.parametrize("fault", [errno.EINVAL, errno.EOPNOTSUPP])
def test_a_share_that_syncs_no_folders_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: int
) -> None:
    def unable(descriptor: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):
            raise OSError(fault, "no folders here")

    monkeypatch.setattr(os, "fsync", unable)
    file = RecordingFile(tmp_path / "new" / "a.mp4")
    file.write(b"abc")
    file.sync()
    file.close()
    assert (tmp_path / "new" / "a.mp4").read_bytes() == b"abc"


def test_a_folder_that_is_there_is_not_synced_again(
    tmp_path: Path, synced: list[tuple[str, Path]]
) -> None:
    make_folder(tmp_path)
    assert synced == []
    (tmp_path / "file").touch()
    with pytest.raises(FileExistsError):
        make_folder(tmp_path / "file")


def test_a_file_is_new_and_held_until_it_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b.mp4"
    file = RecordingFile(path)
    file.write(b"abc")
    file.sync()
    assert file.size == 3
    assert is_being_written(path)
    with pytest.raises(FileExistsError):
        RecordingFile(path)
    file.close()
    file.close()
    assert not is_being_written(path)
    assert path.read_bytes() == b"abc"


def test_of_what_did_not_fit_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = RecordingFile(tmp_path / "a.mp4")
    file.write(b"whole")
    write = os.write

    def half(descriptor: int, data: memoryview) -> int:
        if len(data) < 4:
            raise OSError(errno.ENOSPC, "full")
        return write(descriptor, data[:2])

    monkeypatch.setattr(os, "write", half)
    with pytest.raises(OSError, match="full"):
        file.write(b"torn")
    monkeypatch.undo()
    file.write(b" again")
    file.close()
    assert (tmp_path / "a.mp4").read_bytes() == b"whole again"


def test_a_finished_file_takes_the_place_of_an_older_one(
    tmp_path: Path, synced: list[tuple[str, Path]]
) -> None:
    part, path = tmp_path / ".a.part", tmp_path / "a"
    part.write_bytes(b"new")
    path.write_bytes(b"old")
    put_in_place(part, path)
    assert path.read_bytes() == b"new"
    assert not part.exists()
    assert synced == [("fsync", part), ("fsync", tmp_path)]
