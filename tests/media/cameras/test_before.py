from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import pytest

from media.archive.index import ArchiveIndex
from media.cameras.before import LiveTap, evenly, stretch
from media.cameras.kept import Kept, Memory
from media.cameras.recorder import Recorder
from media.cameras.scribe import Began, Heard, Item, Reel, Scribe
from media.unit import Arrival, SoundFormat, SoundUnit, VideoFormat
from tests.media.archive.coded import HZ, arrivals, g711
from tests.media.cameras.recordings import record

SOUND = SoundFormat("pcma", 8000)


class Written(Scribe):
    def __init__(self) -> None:
        super().__init__()
        self.given: list[Item] = []

    def put(self, reel: Reel, item: Item, size: int = 0) -> bool:
        self.given.append(item)
        return True


class NoReel:
    def take(self, item: Item) -> None: ...

    def tick(self) -> None: ...


ZERO = 1_764_000_000.0


def remembered(seconds_on: float = 0.0) -> Memory:
    """50 pictures with sound from monotonic second 100 on."""
    units, sounds = arrivals(count=50, gop=10, at=100.0 + seconds_on), g711(100)
    return Memory("main", units, ZERO, sounds=sounds, formats=(HZ, SOUND))


def told(items: Iterable[Item]) -> list[str]:
    """What comes, in a word each, as often as it comes in a row."""
    words = [
        "key" if isinstance(each, Arrival) and each.unit.key else type(each).__name__
        for each in items
    ]
    return [word for word, _ in groupby(words)]


def test_memory_comes_with_its_sound_from_the_key_picture_before_on() -> None:
    memory = remembered()
    kept = Kept("c01", None, "main", memory)
    since = memory.arrivals[15].received_at
    began, *rest = stretch(kept, since + ZERO, math.inf, ZERO)
    assert began == Began(HZ, SOUND)
    assert rest[0] == memory.arrivals[10]
    times = [each.received_at for each in rest if not isinstance(each, Began)]
    assert times == sorted(times)
    assert sum(isinstance(each, Heard) for each in rest) == 80


def test_what_was_recorded_comes_before_what_is_remembered_and_no_picture_twice(
    tmp_path: Path,
) -> None:
    index = ArchiveIndex(tmp_path)
    # ends in the middle of what is remembered
    record(index, began_at=ZERO + 98.0, pictures=75)
    memory = remembered()
    kept = Kept("c01", index, "main", memory)
    items = list(stretch(kept, ZERO + 98.9, ZERO + 101.0, ZERO))
    index.close()
    assert told(items)[:3] == ["Began", "key", "Arrival"]
    pictures = [each for each in items if isinstance(each, Arrival)]
    numbers = [round((each.received_at - 98.0) * 25) for each in pictures]
    assert numbers == list(range(20, 75))
    assert pictures[30] is memory.arrivals[0]


def test_a_file_that_cannot_be_read_leaves_a_gap_and_the_rest_comes(tmp_path: Path) -> None:
    index = ArchiveIndex(tmp_path)
    record(index, began_at=ZERO, pictures=25).write_bytes(b"junk")
    record(index, began_at=ZERO + 1, pictures=25)
    kept = Kept("c01", index, "main")
    items = list(stretch(kept, ZERO, ZERO + 1.5, ZERO))
    index.close()
    assert sum(isinstance(each, Arrival) for each in items) == 13


def test_what_came_at_once_is_remembered_when_it_was_taken() -> None:
    memory = remembered()
    once = [each._replace(received_at=110.0) for each in memory.arrivals]
    sounds = [(unit, 110.0) for unit, _ in memory.sounds]
    found = evenly(replace(memory, arrivals=once, sounds=sounds))
    last, shown = memory.arrivals[-1], found.arrivals
    apart = [each.received_at - last.received_at for each in memory.arrivals]
    assert [each.received_at - 110.0 for each in shown] == pytest.approx(apart)
    assert [unit for unit, _ in found.sounds] == [unit for unit, _ in memory.sounds]
    assert found.sounds[0][1] == pytest.approx(110.0 - (len(sounds) - 1) / 50)


def test_a_deaf_tap_hears_of_the_connection_only() -> None:
    scribe = Written()
    tap = LiveTap(Recorder(scribe, NoReel()))
    tap.deaf = True
    tap.begin(VideoFormat("h264"), SOUND)
    units = arrivals(count=10, gop=10)
    tap.unit(units[0])
    tap.sound(SoundUnit(b"", 0), 1.0)
    tap.deaf = False
    tap.unit(units[0])
    assert scribe.given == [Began(HZ, SOUND), units[0]]
