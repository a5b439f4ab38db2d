from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from media.archive.file import RecordingFile, put_in_place
from media.archive.row import is_being_written


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


def test_a_finished_file_takes_the_place_of_an_older_one(tmp_path: Path) -> None:
    part, path = tmp_path / ".a.part", tmp_path / "a"
    part.write_bytes(b"new")
    path.write_bytes(b"old")
    put_in_place(part, path)
    assert path.read_bytes() == b"new"
    assert not part.exists()
