from __future__ import annotations

import errno
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from media.archive.index import NAME, ArchiveIndex
from media.archive.retention import Limits
from media.archive.shelf import LOOK_S, RETRY_S, STUCK_S, SWEEP_S, Place, Shelf
from tests.media.archive.films import fragmented

T = 1_800_000_000.0
DAY = 86400.0


class Clocks:
    def __init__(self) -> None:
        self.wall, self.now = T, 100.0

    def pass_by(self, seconds: float) -> None:
        self.wall += seconds
        self.now += seconds


@pytest.fixture
def clocks() -> Clocks:
    return Clocks()


@pytest.fixture
def make(tmp_path: Path, clocks: Clocks) -> Callable[..., Shelf]:
    def make(sweeps: bool = True, days: float = 30, most: int = 10**12) -> Shelf:
        place = Place(tmp_path / "recordings", Limits(days, most), sweeps)
        return Shelf(place, wall=lambda: clocks.wall, now=lambda: clocks.now)

    return make


def keep(shelf: Shelf, began_at: float, size: int = 100, content: bytes = b"") -> Path:
    assert shelf.ready()
    assert shelf.index is not None
    number, began_at, file = shelf.start("c01", "main", began_at, "h264")
    file.write(content or bytes(size))
    file.close()
    shelf.index.close_segment(number, began_at + 60, size)
    (segment,) = [each for each in shelf.index.find("c01", 0, 9e9) if each.id == number]
    return shelf.place.folder / segment.path


def test_what_is_too_old_goes_when_it_is_time_to_sweep(
    make: Callable[..., Shelf], clocks: Clocks
) -> None:
    shelf = make()
    old, young = keep(shelf, T - 31 * DAY), keep(shelf, T - 29 * DAY)
    assert shelf.tick()
    assert (old.exists(), young.exists()) == (False, True)
    assert not shelf.tick()
    clocks.pass_by(SWEEP_S)
    assert shelf.tick()
    assert shelf.disk.kept == 100
    assert shelf.disk.free > 0
    shelf.close()


def test_a_worker_that_does_not_sweep_deletes_nothing(make: Callable[..., Shelf]) -> None:
    shelf = make(sweeps=False)
    old = keep(shelf, T - 31 * DAY)
    assert not shelf.tick()
    assert old.exists()
    shelf.close()


def test_a_clock_that_jumped_deletes_nothing_for_its_age(
    make: Callable[..., Shelf], clocks: Clocks
) -> None:
    shelf = make()
    kept = keep(shelf, T)
    shelf.tick()
    for wall in (1000.0, T - 3600, T + 400 * DAY):
        clocks.wall = wall
        clocks.now += SWEEP_S
        assert shelf.tick()
        assert kept.exists()
    shelf.close()


def test_two_beginnings_in_the_same_millisecond_have_two_files(
    make: Callable[..., Shelf],
) -> None:
    shelf = make()
    assert keep(shelf, T) != keep(shelf, T)
    shelf.close()


def test_room_is_made_by_the_oldest_and_never_by_locked_ones(make: Callable[..., Shelf]) -> None:
    shelf = make()
    first, second = keep(shelf, T), keep(shelf, T + 60)
    assert shelf.index is not None
    shelf.index.lock(1, True)
    assert shelf.make_room(50)
    assert (first.exists(), second.exists()) == (True, False)
    assert not shelf.make_room(50)
    shelf.close()


def undeletable(file: Path) -> Path:
    """Nobody deletes a folder as a file."""
    file.unlink()
    file.mkdir()
    return file


def test_what_cannot_be_deleted_stays_is_told_once_and_stops_nothing(
    make: Callable[..., Shelf], clocks: Clocks, caplog: pytest.LogCaptureFixture
) -> None:
    shelf = make()
    stuck = undeletable(keep(shelf, T - 40 * DAY))
    old = [keep(shelf, T - 40 * DAY + at * 60) for at in range(1, 5)]
    shelf.tick()
    assert not any(file.exists() for file in old)
    young = keep(shelf, T)
    for _ in range(3):
        clocks.pass_by(STUCK_S)
        shelf.tick()
    assert shelf.make_room(50)
    assert (stuck.exists(), young.exists()) == (True, False)
    assert not shelf.make_room(50)
    assert caplog.text.count("cannot be deleted") == 1
    stuck.rmdir()
    clocks.pass_by(STUCK_S)
    shelf.tick()
    assert shelf.index is not None
    assert shelf.index.find("c01", 0, 9e9) == []
    shelf.close()


def test_more_than_one_look_of_what_cannot_be_deleted_is_passed_by(
    make: Callable[..., Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("media.archive.shelf.MOST_AT_ONCE", 2)
    monkeypatch.setattr("media.archive.shelf.MOST_ROOM_FILES", 2)
    shelf = make(days=60, most=500)
    for at in range(5):
        undeletable(keep(shelf, T - 40 * DAY + at * 60))
    first, second = keep(shelf, T), keep(shelf, T + 60)
    shelf.tick()
    assert (first.exists(), second.exists()) == (False, False)
    third = keep(shelf, T + 120)
    assert shelf.make_room(50)
    assert not third.exists()
    shelf.close()


def test_an_empty_file_that_cannot_be_deleted_does_not_keep_the_archive_shut(
    make: Callable[..., Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = make()
    assert shelf.ready()
    _, began_at, file = shelf.start("c01", "main", T, "h264")
    file.close()
    shelf.close()

    def refused(self: Path, missing_ok: bool = False) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(self))

    monkeypatch.setattr(Path, "unlink", refused)
    assert shelf.ready()
    monkeypatch.undo()
    assert shelf.index is not None
    assert [each.began_at for each in shelf.index.find("c01", 0, 9e9)] == [began_at]
    shelf.sweep()
    assert shelf.index.find("c01", 0, 9e9) == []
    shelf.close()


def test_many_segments_of_a_clock_that_was_not_set_do_not_hide_what_is_too_old(
    make: Callable[..., Shelf], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("media.archive.shelf.MOST_AT_ONCE", 4)
    shelf = make()
    unset = [keep(shelf, 1000.0 + at * 60) for at in range(5)]
    old, young = keep(shelf, T - 31 * DAY), keep(shelf, T)
    shelf.tick()
    assert (old.exists(), young.exists()) == (False, True)
    assert all(file.exists() for file in unset)
    assert shelf.make_room(50)
    assert not unset[0].exists()
    shelf.close()


def test_a_folder_that_is_gone_is_told_and_made_again_later(
    make: Callable[..., Shelf], clocks: Clocks, tmp_path: Path
) -> None:
    shelf = make()
    keep(shelf, T)
    shelf.tick()
    before = shelf.turn
    shutil.rmtree(tmp_path / "recordings")
    (tmp_path / "recordings").write_text("in the way")
    clocks.pass_by(LOOK_S)
    assert shelf.tick()
    assert shelf.turn != before
    assert "gone" in shelf.fault
    assert not shelf.ready()
    clocks.pass_by(RETRY_S)
    assert not shelf.ready()
    assert "exists" in shelf.fault
    (tmp_path / "recordings").unlink()
    clocks.pass_by(RETRY_S)
    assert shelf.tick()
    assert shelf.ready()
    assert shelf.fault == ""
    shelf.close()


def test_a_broken_index_is_made_anew_and_noted(make: Callable[..., Shelf], tmp_path: Path) -> None:
    ArchiveIndex(tmp_path / "recordings").close()
    (tmp_path / "recordings" / NAME).write_bytes(b"junk" * 1000)
    shelf = make()
    assert shelf.ready()
    assert "anew" in shelf.notice
    shelf.close()


def test_a_shelf_whose_index_another_one_made_anew_goes_on_in_the_new_one(
    make: Callable[..., Shelf], clocks: Clocks, tmp_path: Path
) -> None:
    first, second = make(), make(sweeps=False)
    early = keep(second, T - 600, content=fragmented())
    assert first.ready()
    first.close()
    base = sqlite3.connect(tmp_path / "recordings" / NAME)
    base.execute("PRAGMA user_version = 99")
    base.close()
    assert first.ready()
    assert "anew" in first.notice
    _, began_at, living = second.start("c01", "main", T, "h264")
    between = keep(second, T + 60, content=fragmented())
    turn = second.turn
    clocks.pass_by(LOOK_S)
    assert second.tick()
    assert second.turn != turn
    assert "another process" in second.fault
    living.write(fragmented())
    living.close()  # as recordings do in another turn
    clocks.pass_by(RETRY_S)
    assert second.ready()
    late = keep(second, T + 120, content=fragmented())
    for shelf in (first, second):
        assert shelf.index is not None
        found = shelf.index.find("c01", 0, 9e9)
        assert [shelf.place.folder / each.path for each in found[::3]] == [early, late]
        assert [each.began_at for each in found] == [T - 600, began_at, T + 60, T + 120]
        assert all(each.closed for each in found)
    assert between.exists()
    clocks.pass_by(31 * DAY)
    first.tick()
    clocks.pass_by(SWEEP_S)
    first.tick()
    assert not late.exists()
    first.close()
    second.close()
