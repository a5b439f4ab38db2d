from __future__ import annotations

import errno
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from media.archive.index import NAME, ArchiveIndex
from media.archive.row import hold, is_being_written
from media.archive.segment import path_of
from tests.media.archive.films import fragmented

T = 1_800_000_000.0


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ArchiveIndex]:
    opened = ArchiveIndex(tmp_path / "recordings")
    yield opened
    opened.close()


def begin(index: ArchiveIndex, began_at: float, camera: str = "c01", stream: str = "main") -> int:
    path = path_of(camera, stream, began_at)
    (index.folder / path).parent.mkdir(parents=True, exist_ok=True)
    (index.folder / path).write_bytes(fragmented())
    return index.begin(camera, stream, path, began_at, "h264")


def closed(index: ArchiveIndex, began_at: float, **rest: str) -> int:
    number = begin(index, began_at, **rest)
    index.close_segment(number, began_at + 60, 1000)
    return number


def test_what_overlaps_is_found_in_order(index: ArchiveIndex) -> None:
    late, early = closed(index, T + 60), closed(index, T)
    closed(index, T, stream="sub")
    closed(index, T, camera="c02")
    found = index.find("c01", T + 30, T + 70, "main")
    assert [each.id for each in found] == [early, late]
    assert (found[0].began_at, found[0].ended_at, found[0].bytes) == (T, T + 60, 1000)
    assert found[0].closed
    assert not found[0].locked
    assert len(index.find("c01", T + 30, T + 70)) == 3
    assert not index.find("c01", T + 121, T + 200)
    assert index.total_bytes() == 4000


def test_a_segment_grows_while_it_is_written(index: ArchiveIndex) -> None:
    number = begin(index, T)
    index.grow(number, T + 5, 500)
    (found,) = index.find("c01", T, T + 1)
    assert (found.ended_at, found.bytes, found.closed) == (T + 5, 500, False)
    assert not index.oldest(9)


def test_days_are_listed_once(index: ArchiveIndex) -> None:
    for began_at in (T, T + 60, T + 3 * 86400):
        closed(index, began_at)
    assert index.days("c01") == ["2027-01-15", "2027-01-18"]


def test_oldest_is_what_was_recorded_first_whatever_its_date(index: ArchiveIndex) -> None:
    numbers = [closed(index, T), closed(index, 100.0), closed(index, T + 60)]
    assert [each.id for each in index.oldest(2)] == numbers[:2]
    assert [each.id for each in index.oldest(2, but={numbers[0]})] == numbers[1:]


def test_what_ended_in_a_stretch_is_found_by_its_date(index: ArchiveIndex) -> None:
    closed(index, 100.0)
    late, early, middle = (closed(index, T + at) for at in (120, 0, 60))
    begin(index, T + 30)
    index.lock(middle, True)
    assert [each.id for each in index.ended_before(T + 999, T, 9)] == [early, late]
    assert [each.id for each in index.ended_before(T + 180, T, 9)] == [early]
    assert [each.id for each in index.ended_before(T + 999, T, 1, {early})] == [late]


def test_a_locked_segment_stays(index: ArchiveIndex) -> None:
    number = closed(index, T)
    index.lock(number, True)
    index.remove(number)
    (found,) = index.find("c01", T, T + 1)
    assert found.locked
    assert not (index.folder / found.path).stat().st_mode & stat.S_IWUSR
    assert not index.oldest(9)
    index.lock(number, False)
    index.remove(number)
    assert not index.find("c01", T, T + 1)
    assert not (index.folder / "c01").exists()


def test_a_segment_whose_writer_is_gone_is_recovered_from_its_file(index: ArchiveIndex) -> None:
    torn, empty, missing = begin(index, T), begin(index, T + 60), begin(index, T + 120)
    file = index.folder / path_of("c01", "main", T)
    file.write_bytes(fragmented()[: fragmented().rindex(b"moof") + 30])
    (index.folder / path_of("c01", "main", T + 60)).write_bytes(fragmented()[:700])
    (index.folder / path_of("c01", "main", T + 120)).unlink()
    assert index.recover() == 3
    (found,) = index.find("c01", T, T + 200)
    assert found.id == torn
    assert empty != missing
    assert found.closed
    assert found.ended_at == pytest.approx(T + 1.6)
    assert found.bytes == file.stat().st_size == fragmented().rindex(b"moof") - 4
    assert index.recover() == 0


def unnamed(index: ArchiveIndex, began_at: float, content: bytes, camera: str = "c01") -> Path:
    file = index.folder / path_of(camera, "main", began_at)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


def test_files_that_no_row_names_are_taken_in(index: ArchiveIndex) -> None:
    closed(index, T)
    torn = unnamed(index, T + 60, fragmented()[: fragmented().rindex(b"moof") + 30])
    written, empty = unnamed(index, T + 120, fragmented()), unnamed(index, T + 180, b"")
    foreign = torn.with_name("holiday.mp4")
    foreign.write_bytes(fragmented() + b"torn")
    with open(written, "rb+") as living:
        hold(living.fileno())
        assert index.recover() == 1
    assert index.recover() == 1
    assert index.recover() == 0
    found = index.find("c01", T + 61, T + 999)
    assert [each.began_at for each in found] == [T + 60, T + 120]
    assert found[0].ended_at == pytest.approx(T + 61.6)
    assert found[0].bytes == torn.stat().st_size
    assert all(each.closed and not each.locked for each in found)
    assert empty.exists()
    assert foreign.stat().st_size == len(fragmented()) + 4


def test_folders_are_looked_through_a_few_at_a_time_the_newest_day_first(
    index: ArchiveIndex,
) -> None:
    days = [T + day * 86400 for day in range(3)]
    for began_at in days:
        unnamed(index, began_at, fragmented())
    seen = []
    for _ in range(4):
        assert index.recover(folders=1) == (len(seen) < 3)
        seen.append(len(index.find("c01", days[-len(seen[:2]) - 1], 9e9)))
    assert seen == [1, 2, 3, 3]


def test_a_folder_that_cannot_be_read_keeps_nothing_shut(
    index: ArchiveIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = unnamed(index, T + 86400, fragmented()).parent
    unnamed(index, T, fragmented())
    glob = Path.glob

    def broken(self: Path, pattern: str) -> Iterator[Path]:
        if self == bad:
            raise OSError(errno.EIO, "Input/output error", str(self))
        return glob(self, pattern)

    monkeypatch.setattr(Path, "glob", broken)
    assert index.recover() == 1
    assert [each.began_at for each in index.find("c01", 0, 9e9)] == [T]


def test_an_index_that_was_replaced_or_is_gone_says_so(index: ArchiveIndex) -> None:
    assert index.displaced() == ""
    file = index.folder / NAME
    file.rename(file.with_name("aside"))
    assert "gone" in index.displaced()
    other = ArchiveIndex(index.folder)
    assert "another process" in index.displaced()
    assert other.displaced() == ""
    other.close()


def test_a_living_recording_is_not_taken_for_a_torn_one(index: ArchiveIndex) -> None:
    begin(index, T)
    file = index.folder / path_of("c01", "main", T)
    with open(file, "rb+") as written:
        hold(written.fileno())
        assert is_being_written(file)
        assert index.recover() == 0
    assert index.recover() == 1


def test_it_is_kept_and_read_again(index: ArchiveIndex) -> None:
    number = closed(index, T)
    again = ArchiveIndex(index.folder)
    assert again.remade == ""
    assert [each.id for each in again.find("c01", T, T + 1)] == [number]
    again.close()


@pytest.mark.parametrize("damage", ["zero", "junk", "flipped", "newer", "gone", "no_table"])
def test_a_broken_index_is_set_aside_and_made_anew(tmp_path: Path, damage: str) -> None:
    index = ArchiveIndex(tmp_path)
    for at in range(200):
        closed(index, T + at * 60)
    index.lock(1, True)
    index.close()
    file = tmp_path / NAME
    content = bytearray(file.read_bytes())
    if damage == "junk":
        file.write_bytes(b"no database at all" * 100)
    elif damage == "flipped":
        content[4096:12288] = bytes(255 - each for each in content[4096:12288])
        file.write_bytes(content)
    elif damage == "gone":
        file.unlink()
    elif damage == "zero":
        file.write_bytes(b"")
    else:
        base = sqlite3.connect(file)
        base.execute("PRAGMA user_version = 99" if damage == "newer" else "DROP TABLE segments")
        base.close()
    again = ArchiveIndex(tmp_path)
    assert "made" in again.remade
    found = again.find("c01", T, T + 999999)
    assert [each.began_at for each in found] == [T + at * 60 for at in range(200)]
    assert [each.locked for each in found] == [True] + [False] * 199
    assert all(each.closed and each.bytes == len(fragmented()) for each in found)
    set_aside = list(tmp_path.glob(f"broken-*-{NAME}"))
    assert len(set_aside) == (0 if damage in ("gone", "zero") else 1)
    again.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 40000), st.binary(min_size=1, max_size=50)), max_size=4))
def test_whatever_damage_it_had_it_opens(
    tmp_path_factory: pytest.TempPathFactory, damages: list[tuple[int, bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("archive")
    index = ArchiveIndex(folder)
    closed(index, T)
    index.close()
    content = bytearray((folder / NAME).read_bytes())
    for at, junk in damages:
        at %= len(content)
        content[at : at + len(junk)] = junk
    (folder / NAME).write_bytes(content)
    again = ArchiveIndex(folder)
    again.find("c01", 0, 9e9)
    closed(again, T + 60)
    again.close()


def test_threads_and_processes_write_side_by_side(index: ArchiveIndex) -> None:
    script = (
        "import sys; from pathlib import Path; from media.archive.index import ArchiveIndex\n"
        "index = ArchiveIndex(Path(sys.argv[1]))\n"
        "for at in range(40): index.begin(sys.argv[2], 'main', f'{sys.argv[2]}/{at}', at, 'h264')\n"
        "index.close()\n"
    )
    others = [
        subprocess.Popen([sys.executable, "-c", script, str(index.folder), name])
        for name in ("p1", "p2")
    ]

    def write() -> None:
        for at in range(40):
            index.grow(index.begin("t", "main", f"t/{at}", at, "h264"), at + 1, 10)

    thread = threading.Thread(target=write)
    thread.start()
    thread.join()
    assert [other.wait() for other in others] == [0, 0]
    assert [len(index.find(name, 0, 100)) for name in ("p1", "p2", "t")] == [40, 40, 40]
