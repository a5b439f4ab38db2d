from __future__ import annotations

from media.cameras.before import LiveTap, give
from media.cameras.past import PastBudget, PastMemory
from media.cameras.recorder import Recorder
from media.cameras.scribe import Began, Heard, Item, Reel, Scribe
from media.unit import SoundFormat, SoundUnit, VideoFormat
from tests.media.archive.coded import HZ, arrivals, g711

SOUND = SoundFormat("pcma", 8000)


class Kept(Scribe):
    def __init__(self) -> None:
        super().__init__()
        self.given: list[Item] = []

    def put(self, reel: Reel, item: Item, size: int = 0) -> bool:
        self.given.append(item)
        return True


class NoReel:
    def take(self, item: Item) -> None: ...

    def tick(self) -> None: ...


def test_memory_is_given_pictures_and_sound_in_the_order_they_came() -> None:
    past, scribe = PastMemory(PastBudget()), Kept()
    past.begin(VideoFormat("h264"), SOUND)
    units, sounds = arrivals(count=30, gop=10), g711(60)
    for unit, (first, second) in zip(
        units, zip(sounds[::2], sounds[1::2], strict=True), strict=True
    ):
        past.unit(unit)
        past.sound(*first)
        past.sound(*second)
    give(past, units[15].received_at, Recorder(scribe, NoReel()))
    began, *rest = scribe.given
    assert began == Began(HZ, SOUND)
    assert rest[0] == units[10]
    times = [each.received_at for each in rest if not isinstance(each, Began)]  # type: ignore[union-attr]
    assert times == sorted(times)
    assert sum(isinstance(each, Heard) for each in rest) == 40
    assert len(rest) == 60


def test_a_deaf_tap_hears_of_the_connection_only() -> None:
    scribe = Kept()
    tap = LiveTap(Recorder(scribe, NoReel()))
    tap.deaf = True
    tap.begin(VideoFormat("h264"), SOUND)
    units = arrivals(count=10, gop=10)
    tap.unit(units[0])
    tap.sound(SoundUnit(b"", 0), 1.0)
    tap.deaf = False
    tap.unit(units[0])
    assert scribe.given == [Began(HZ, SOUND), units[0]]
