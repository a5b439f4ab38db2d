from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from media.archive.film import Film
from media.archive.nal import split
from media.archive.reading import MemoryReading, OpenSegment, Reading, Recorded, SegmentReading
from media.unit import AccessUnit, Arrival, SoundFormat
from media.view import View
from tests.media.archive import coded
from tests.media.cameras.recordings import write_film


def taken(reading: Reading) -> list[Recorded]:
    found = []
    while (unit := reading.take()) is not None:
        found.append(unit)
    reading.close()
    return found


@pytest.mark.parametrize("codec", ["libx264", "libx265"])
def test_a_file_is_read_from_the_key_picture_before_the_moment(tmp_path: Path, codec: str) -> None:
    write_film(tmp_path / "a.mp4", 30, codec=codec)
    units = taken(SegmentReading(OpenSegment(tmp_path / "a.mp4", 1000.0, 1000.5)))
    assert units[0].key
    assert [round((unit.at - 1000) * 25) for unit in units] == list(range(10, 30))
    assert all(unit.data.startswith((b"\0\0\0\1", b"\0\0\1")) for unit in units)


@pytest.mark.parametrize("whole", [True, False])
def test_fragments_that_begin_between_key_pictures_are_sought_too(
    tmp_path: Path, whole: bool
) -> None:
    file = tmp_path / "a.mp4"
    write_film(file, 60, gop=30, fragment_s=0.4)
    if not whole:
        file.write_bytes(file.read_bytes()[: file.stat().st_size * 4 // 5])
    for number in range(0, 45, 4):
        reading = SegmentReading(OpenSegment(file, 1000.0, 1000 + (number + 0.5) / 25))
        unit = reading.take()
        reading.close()
        assert unit is not None
        assert (unit.key, round((unit.at - 1000) * 25)) == (True, number // 30 * 30)


def test_what_is_whole_of_a_growing_file_is_read(tmp_path: Path) -> None:
    write_film(tmp_path / "whole.mp4", 30)
    size = (tmp_path / "whole.mp4").stat().st_size
    shutil.copy(tmp_path / "whole.mp4", tmp_path / "torn.mp4")
    with open(tmp_path / "torn.mp4", "r+b") as torn:
        torn.truncate(size * 3 // 4)
    units = taken(SegmentReading(OpenSegment(tmp_path / "torn.mp4", 0.0, 0.0)))
    assert 10 <= len(units) < 30


@pytest.mark.parametrize("content", [b"", b"no film at all" * 100])
def test_what_is_no_film_is_an_error_that_names_the_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bad.mp4").write_bytes(content)
    with pytest.raises(OSError, match="bad"):
        SegmentReading(OpenSegment(tmp_path / "bad.mp4", 0.0, 0.0))


@pytest.mark.parametrize("codec", ["h264", "hevc", "mjpeg"])
def test_what_was_recorded_comes_back_as_it_was(tmp_path: Path, codec: str) -> None:
    units = coded.arrivals(codec, gop=10)
    film = Film(units[0], coded.HZ, None, 0.0)
    for each in units:
        film.picture(each)
    (tmp_path / "a.mp4").write_bytes(film.take() + film.finish())
    found = taken(SegmentReading(OpenSegment(tmp_path / "a.mp4", 100.0, 0.0)))
    assert [each.at for each in found] == pytest.approx([each.received_at for each in units])
    assert [each.key for each in found] == [each.unit.key for each in units]
    if codec == "mjpeg":
        assert [each.data for each in found] == [each.unit.data for each in units]
    else:
        assert [split(e.data)[-1] for e in found] == [split(e.unit.data)[-1] for e in units]
        assert all(nal in split(found[0].data) for nal in film.sets)


@pytest.mark.parametrize("codec", ["pcma", "aac", "opus", None])
def test_sound_comes_between_the_pictures_where_it_is_wished(
    tmp_path: Path, codec: str | None
) -> None:
    sound, heard = SoundFormat("pcma", 8000), tuple(coded.g711())
    if codec in ("aac", "opus"):
        sound, heard = coded.encoded_sound(codec)
    film = Film(coded.arrivals()[0], coded.HZ, sound if codec else None, 0.0)
    for each in coded.arrivals(gop=25):
        film.picture(each)
    for unit, at in heard:
        film.sound(unit, at)
    (tmp_path / "a.mp4").write_bytes(film.take() + film.finish())
    reading = SegmentReading(OpenSegment(tmp_path / "a.mp4", 100.0, 0.0), with_sound=True)
    assert reading.sound == (sound if codec else None)
    found = [each for each in taken(reading) if each.sound]
    assert len(found) == (len(heard) - 1 if codec else 0)
    assert [e.data for e in found] == [unit.data for unit, _ in heard][: len(found)]
    silent = SegmentReading(OpenSegment(tmp_path / "a.mp4", 100.0, 0.0))
    assert not any(each.sound for each in taken(silent))


@pytest.mark.parametrize(("rotate", "quarters"), [(0, 0), (90, -1), (180, 2), (270, 1)])
def test_a_file_says_how_its_pictures_are_turned_and_how_long_each_lasts(
    tmp_path: Path, rotate: int, quarters: int
) -> None:
    units = coded.arrivals(count=10)
    film = Film(units[0], coded.HZ, None, 100.0, View(rotate))
    for each in units:
        film.picture(each)
    (tmp_path / "a.mp4").write_bytes(film.take() + film.finish())
    file = OpenSegment(tmp_path / "a.mp4", 100.0, 0.0)
    assert file.quarters() % 4 == quarters % 4
    assert [each.lasts for each in taken(SegmentReading(file))] == pytest.approx([0.04] * 10)


def arrivals(*numbers: int) -> list[Arrival]:
    return [
        Arrival(AccessUnit(b"%d" % n, n % 5 == 0, False, n, None), float(n), float("nan"))
        for n in numbers
    ]


def test_memory_is_read_from_a_key_picture_and_goes_on_with_a_newer_look() -> None:
    reading = MemoryReading(arrivals(*range(10)), 1000.0, 1007.0)
    assert [unit.at for unit in taken_open(reading)] == [1005, 1006, 1007, 1008, 1009]
    assert reading.extend(arrivals(*range(5, 12)))
    assert [unit.at for unit in taken_open(reading)] == [1010, 1011]
    assert not reading.extend(arrivals(*range(20, 22)))


def test_of_several_that_came_at_one_moment_none_is_read_twice() -> None:
    at_once = [each._replace(received_at=7.0) for each in arrivals(*range(8))]
    reading = MemoryReading(at_once, 1000.0, 1007.0)
    taken_open(reading)
    assert reading.extend([*at_once, *arrivals(8)])
    assert [unit.data for unit in taken_open(reading)] == [b"8"]


def test_memory_that_begins_later_is_read_from_its_beginning() -> None:
    reading = MemoryReading(arrivals(*range(5, 8)), 1000.0, 1001.0)
    assert [unit.data for unit in taken_open(reading)] == [b"5", b"6", b"7"]


def taken_open(reading: Reading) -> list[Recorded]:
    found = []
    while (unit := reading.take()) is not None:
        found.append(unit)
    return found
