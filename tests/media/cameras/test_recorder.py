from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from media.archive.file import RecordingFile
from media.archive.index import NAME, ArchiveIndex
from media.archive.reading import OpenSegment, SegmentReading
from media.archive.retention import Limits
from media.archive.segment import Segment
from media.archive.shelf import RETRY_S, Place, Shelf
from media.cameras.burst import HELD_S
from media.cameras.recorder import GAP_S, Recorder, Recording
from media.cameras.scribe import Began, Ended, Heard, Item, Reel, Scribe
from media.unit import Arrival, SoundFormat, VideoFormat
from media.view import AS_TOLD
from tests.media.archive.coded import HZ, STEP, arrivals, encoded_sound, g711, in_order, probe

T = 1_800_000_000.0


@dataclass
class Disk:
    """A disk of so many bytes, which can also be broken."""

    room: int = 10**9
    fault: int = 0

    def open(self, path: Path) -> RecordingFile:
        disk = self

        class File(RecordingFile):
            def write(self, data: bytes) -> None:
                if disk.fault:
                    raise OSError(disk.fault, "the disk is broken")
                if used(disk.root) + len(data) > disk.room:
                    raise OSError(errno.ENOSPC, "No space left on device")
                super().write(data)

        return File(path)

    root: Path = field(default=Path())


def used(root: Path) -> int:
    return sum(file.stat().st_size for file in root.rglob("*.mp4"))


@dataclass
class Rig:
    recording: Recording
    shelf: Shelf
    disk: Disk
    now: list[float]
    told: list[tuple[str, str]]
    wall: list[float]

    def put(self, *units: Item) -> None:
        for unit in units:
            if isinstance(unit, Arrival):
                self.now[0] = max(self.now[0], unit.received_at)
            self.recording.take(unit)

    def segments(self) -> list[Segment]:
        assert self.shelf.index is not None
        return self.shelf.index.find("c01", 0, 9e9)

    def lengths(self) -> list[float]:
        return [round(each.ended_at - each.began_at, 3) for each in self.segments()]


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    now, wall, disk = [100.0], [T - 100.0], Disk(root=tmp_path)
    place = Place(tmp_path, Limits(30, 10**12), False)
    shelf = Shelf(place, disk.open, lambda: wall[0] + now[0], lambda: now[0])
    told: list[tuple[str, str]] = []
    recording = Recording("c01", "main", lambda: AS_TOLD, shelf, lambda *what: told.append(what))
    recording.take(Began(HZ, None))
    yield Rig(recording, shelf, disk, now, told, wall)
    shelf.close()


def long(seconds: int, at: float = 100.0, **how: Any) -> list[Arrival]:
    """The same two seconds again and again."""
    film = arrivals(count=50, gop=50, **how)
    found = []
    for number in range(seconds * 25):
        unit = film[number % 50].unit
        stamped = unit.__class__(
            unit.data, unit.key, False, number * STEP % 2**32, None, unit.codec
        )
        found.append(Arrival(stamped, at + number / 25, 0.0))
    return found


def test_a_stream_is_cut_at_key_pictures_into_a_minute_each_without_a_seam(rig: Rig) -> None:
    units = long(130)
    rig.put(*units, Ended())
    first, second, third = rig.segments()
    assert rig.lengths() == [60.0, 60.0, 10.0]
    assert (first.began_at, first.ended_at) == (T, second.began_at)
    assert second.ended_at == third.began_at
    assert rig.told == [("waiting", ""), ("on", ""), ("off", "")]
    packets = [
        int(probe(rig.shelf.place.folder / each.path)["streams"][0]["nb_read_packets"])
        for each in (first, second, third)
    ]
    assert packets == [1500, 1500, 250]


def test_of_a_camera_that_sends_the_past_at_once_each_picture_has_its_time(rig: Rig) -> None:
    """Its last two seconds, before what is live: else the first segment would be late by as much,
    and lie over the beginning of the next one."""
    units = [each._replace(received_at=max(each.received_at, 102.0)) for each in long(130)]
    rig.put(*units, Ended())
    assert rig.segments()[0].began_at == pytest.approx(T, abs=0.001)
    assert rig.lengths() == [60.0, 60.0, 10.0]
    first, second, third = rig.segments()
    assert (first.ended_at, second.ended_at) == (second.began_at, third.began_at)


def test_a_camera_that_falls_silent_at_once_is_recorded_too(rig: Rig) -> None:
    rig.put(*(each._replace(received_at=100.0) for each in arrivals(gop=50)))
    rig.recording.tick()
    assert rig.told == [("waiting", "")]
    rig.now[0] += HELD_S
    rig.recording.tick()
    (segment,) = rig.segments()
    assert segment.began_at == pytest.approx(T - 49 / 25, abs=0.001)


def test_the_index_grows_with_the_film(rig: Rig) -> None:
    rig.put(*long(5))
    (segment,) = rig.segments()
    assert not segment.closed
    assert segment.ended_at - segment.began_at >= 3.9
    assert segment.bytes == (rig.shelf.place.folder / segment.path).stat().st_size


@pytest.mark.parametrize("codec", ["h264", "hevc"])
@pytest.mark.parametrize("sound", ["pcma", "pcmu", "aac", "opus"])
def test_every_codec_with_every_sound_plays(rig: Rig, codec: str, sound: str) -> None:
    if sound.startswith("pcm"):
        kind, sounds = SoundFormat(sound, 8000), tuple(g711())
    else:
        kind, sounds = encoded_sound(sound)
    rig.put(Began(HZ, kind))
    for each in in_order(arrivals(codec), sounds):
        rig.put(each if isinstance(each, Arrival) else Heard(*each))
    rig.put(Ended())
    (segment,) = rig.segments()
    assert segment.codec == codec
    seen = probe(rig.shelf.place.folder / segment.path)["streams"]
    assert [each["codec_type"] for each in seen] == ["video", "audio"]


def test_another_parameter_set_codec_or_clock_begins_a_new_segment(rig: Rig) -> None:
    rig.put(*arrivals(gop=50))
    rig.put(*arrivals(gop=50, at=102.0, first=30 * STEP, size=(320, 192)))
    rig.put(*arrivals("hevc", gop=50, at=104.0, first=80 * STEP))
    rig.put(*arrivals("hevc", gop=10, at=106.0, first=2**31))
    rig.put(Ended())
    assert [each.codec for each in rig.segments()] == ["h264", "h264", "hevc", "hevc"]
    # a jump at a key picture is known when that picture is in
    assert rig.lengths() == [2.0, 2.0, 2.4, 1.6]


def test_silence_ends_a_segment_and_the_next_key_picture_begins_one(rig: Rig) -> None:
    rig.put(*arrivals(count=50, gop=50))
    rig.now[0] += GAP_S - 0.5
    rig.recording.tick()
    assert len(rig.told) == 2
    rig.now[0] += 1.0
    rig.recording.tick()
    assert rig.told[-1] == ("waiting", "")
    (segment,) = rig.segments()
    assert segment.closed
    rig.put(*arrivals(count=50, gop=50, at=110.0), Ended())
    assert rig.lengths() == [2.0, 2.0]
    assert rig.segments()[1].began_at == pytest.approx(T + 10)


def test_a_full_disk_makes_the_oldest_go_and_the_recording_goes_on(rig: Rig) -> None:
    rig.put(*long(70), Ended())
    assert len(rig.segments()) == 2
    rig.disk.room = used(rig.disk.root) + 5000
    rig.put(Began(HZ, None), *long(20, at=200.0), Ended())
    assert [state for state, _ in rig.told].count("paused") == 0
    assert rig.segments()[-1].began_at == pytest.approx(T + 100)
    assert rig.lengths()[-1] == 20.0
    assert len(rig.segments()) < 4


def test_a_disk_that_is_full_at_a_segments_end_loses_nothing(rig: Rig) -> None:
    rig.put(*long(30, at=75.0), Ended())
    rig.put(Began(HZ, None), *long(70, at=110.0)[:1500])
    rig.disk.room = used(rig.disk.root)
    rig.put(*long(70, at=110.0)[1500:], Ended())
    assert "paused" not in [state for state, _ in rig.told]
    assert rig.lengths() == [60.0, 10.0]
    assert rig.segments()[1].began_at == rig.segments()[0].ended_at


def test_a_disk_full_of_other_things_pauses_and_the_recording_resumes(rig: Rig) -> None:
    rig.disk.room = 100
    rig.put(*long(8))
    assert rig.told[-1] == ("paused", "No space left on device")
    rig.disk.room = 10**9
    rig.put(*long(8, at=108.0 + RETRY_S), Ended())
    assert rig.told[-2:] == [("on", ""), ("off", "")]
    assert rig.lengths()[-1] == 8.0


def test_a_broken_disk_pauses_and_says_why(rig: Rig) -> None:
    rig.put(*arrivals(gop=10))
    rig.disk.fault = errno.EIO
    rig.put(*arrivals(gop=10, at=102.0))
    assert rig.told[-1] == ("paused", "the disk is broken")
    rig.disk.fault = 0
    rig.now[0] += RETRY_S
    rig.put(*arrivals(gop=10, at=rig.now[0]), Ended())
    assert rig.told[-2] == ("on", "")
    for segment in rig.segments():
        probe(rig.shelf.place.folder / segment.path)


def test_an_index_that_breaks_meanwhile_is_made_anew(rig: Rig) -> None:
    rig.put(*arrivals(gop=10))
    assert rig.shelf.index is not None

    def broken(*given: object) -> None:
        raise sqlite3.DatabaseError("database disk image is malformed")

    rig.shelf.index.grow = broken  # type: ignore[method-assign]
    rig.put(*arrivals(gop=10, at=102.0))
    assert rig.told[-1] == ("paused", "database disk image is malformed")
    rig.now[0] += RETRY_S
    rig.put(*arrivals(gop=10, at=rig.now[0]), Ended())
    assert rig.told[-2] == ("on", "")


class Patient(Scribe):
    """Takes what it is told to take."""

    def __init__(self) -> None:
        super().__init__()
        self.full = False
        self.given: list[Item] = []

    def put(self, reel: Reel, item: Item, size: int = 0) -> bool:
        if not self.full:
            self.given.append(item)
        return not self.full


def test_what_is_too_much_is_dropped_up_to_the_next_key_picture(rig: Rig) -> None:
    scribe = Patient()
    tap = Recorder(scribe, rig.recording)
    tap.begin(VideoFormat("h264"), None)
    units = arrivals(count=30, gop=10)
    tap.unit(units[1])
    for each in units[:4]:
        tap.unit(each)
    scribe.full = True
    tap.unit(units[4])
    scribe.full = False
    tap.sound(g711(1)[0][0], 0.0)
    for each in units[5:12]:
        tap.unit(each)
    tap.end()
    assert scribe.given == [Began(HZ, None), *units[:4], *units[10:12], Ended(True)]
    assert tap.dropped == 1 + 1 + 5


def test_what_builds_on_a_missing_picture_is_left_out_and_sound_goes_on(rig: Rig) -> None:
    scribe = Patient()
    tap = Recorder(scribe, rig.recording)
    tap.begin(VideoFormat("h264"), None)
    units = arrivals(count=40, gop=10)
    torn = units[12]._replace(unit=units[12].unit._replace(broken=True))
    heard = g711(1)[0][0]
    for each in (*units[:12], torn, *units[13:15]):
        tap.unit(each)
    tap.sound(heard, 1.0)
    torn = units[20]._replace(unit=units[20].unit._replace(broken=True))
    for each in (torn, *units[21:32]):
        tap.unit(each)
    assert scribe.given == [Began(HZ, None), *units[:12], Heard(heard, 1.0), *units[30:32]]
    assert (tap.broken, tap.dropped) == (13, 0)


def test_a_hole_in_a_recording_is_there_as_time_without_pictures(rig: Rig) -> None:
    units = arrivals(count=50, gop=25)
    rig.put(*units[:10], *units[25:], Ended())
    assert rig.lengths() == [2.0]
    (segment,) = rig.segments()
    file = rig.shelf.place.folder / segment.path
    reading = SegmentReading(OpenSegment(file, segment.began_at, 0.0))
    times = []
    while (unit := reading.take()) is not None:
        times.append(round((unit.at - segment.began_at) * 25))
    reading.close()
    assert times == [*range(10), *range(25, 50)]


def test_a_killed_process_leaves_what_the_index_can_recover(rig: Rig, tmp_path: Path) -> None:
    rig.put(*long(5))
    (open_one,) = rig.segments()
    other = ArchiveIndex(tmp_path)
    assert other.recover() == 0
    assert rig.recording._file is not None
    rig.recording._file.close()
    assert other.recover() == 1
    (found,) = other.find("c01", 0, 9e9)
    assert (found.closed, found.ended_at) == (True, open_one.ended_at)
    other.close()


def test_a_recording_goes_on_in_an_index_that_another_process_made_anew(
    rig: Rig, tmp_path: Path
) -> None:
    rig.put(*long(5))
    (tmp_path / NAME).rename(tmp_path / f"broken-{NAME}")
    other = ArchiveIndex(tmp_path)
    rig.put(*long(2, at=105.0))
    assert rig.shelf.tick()
    rig.recording.tick()
    assert rig.told[-1][0] == "paused"
    at = rig.now[0] + RETRY_S
    rig.put(*long(4, at=at), Ended())
    assert rig.told[-2] == ("on", "")
    first, second = other.find("c01", 0, 9e9)
    assert (first.began_at, first.closed, second.closed) == (T, True, True)
    assert second.began_at == pytest.approx(T + at - 100.0)
    other.close()
