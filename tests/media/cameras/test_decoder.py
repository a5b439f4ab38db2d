from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from math import inf, nan

import pytest

from media.board import FrameBoard, Mark
from media.cameras import backlog as backlog_module
from media.cameras import decoder as decoder_module
from media.cameras.canvas import Canvas, Outlet
from media.cameras.decoder import Decoder
from media.cameras.effort import Effort
from media.cameras.pool import DecodePool
from media.cameras.scale import Scaler
from media.cameras.shape import Shape
from media.unit import AccessUnit, Arrival
from tests.media.rtsp.film import brightness, film


class Hand(DecodePool):
    """A pool without threads: the test does the work."""

    def __init__(self) -> None:
        self.asked = 0

    def ready(self, job: object) -> None:
        self.asked += 1


@dataclass
class Bench:
    """A decoder, an outlet and the board behind it."""

    board: FrameBoard = field(default_factory=lambda: FrameBoard.create(2, 320 * 192 * 4))
    told: list[str] = field(default_factory=list)
    scaler: Scaler = field(default_factory=Scaler)

    def __post_init__(self) -> None:
        self.canvas = Canvas(self.board)
        self.pool = Hand()
        self.decoder = self.make()

    def make(self, rotate: int = 0, shows_damage: bool = False) -> Decoder:
        shape = Shape((160, 96), Fraction(1), rotate)
        made = Decoder(self.pool, self.canvas, Mark.SUB, lambda: shape, shows_damage=shows_damage)
        made.expect(lambda: self.told.append("decoded"))
        return made

    def outlet(self, width: int = 160, height: int = 96, channel: int = 0) -> Outlet:
        made = Outlet(channel, 1, width, height, inf)
        self.canvas.give(made)
        return made

    def work(self) -> None:
        while self.decoder.work(self.scaler):
            pass

    def shown(self, channel: int = 0) -> int | None:
        """The number of the picture on the board."""
        picture = self.board.picture(channel, 1)
        if picture is None:
            return None
        value = int(picture.array()[2:8, 2:8, 1].mean())
        return min(range(20), key=lambda number: abs(brightness(number) - value))


@pytest.fixture
def bench() -> Iterator[Bench]:
    made = Bench()
    yield made
    made.decoder.close()
    made.board.close()


def arrivals(first: int = 0, last: int = 20, size: tuple[int, int] = (160, 96)) -> list[Arrival]:
    out = []
    for number, units in enumerate(film(*size)[first:last], first):
        kinds = {unit[0] & 0x1F: unit for unit in units}
        data = b"".join(b"\0\0\0\1" + unit for unit in units)
        unit = AccessUnit(data, 5 in kinds, False, number, kinds.get(7))
        out.append(Arrival(unit, float(number), nan))
    return out


def test_each_picture_is_painted_as_it_comes(bench: Bench) -> None:
    bench.decoder.paint_on([bench.outlet()])
    for number, arrival in enumerate(arrivals()):
        bench.decoder.put(arrival)
        bench.work()
        assert bench.shown() == number
    picture = bench.board.picture(0, 1)
    assert picture is not None
    assert (picture.received_at, picture.marks) == (19.0, Mark.SUB)
    assert picture.turn == 20
    assert bench.told == ["decoded"]
    assert (bench.decoder.tally.pictures, bench.decoder.tally.dropped) == (20, 0)
    assert bench.decoder.size == (160, 96)


def test_decoding_begins_with_a_key_frame(bench: Bench) -> None:
    bench.decoder.paint_on([bench.outlet()])
    for arrival in arrivals(5):
        bench.decoder.put(arrival)
    bench.work()
    assert bench.decoder.tally.pictures == 10
    assert bench.shown() == 19


def test_what_was_kept_is_decoded_in_a_burst_and_only_its_ends_are_painted(bench: Bench) -> None:
    bench.decoder.paint_on([bench.outlet()])
    bench.decoder.catch_up(arrivals(0, 8), goes_on=True)
    bench.decoder.put(arrivals(8, 9)[0])
    bench.work()
    assert bench.shown() == 8
    assert bench.board.turn(0) == 2  # the key picture for the meantime, and the newest
    picture = bench.board.picture(0, 1)
    assert picture is not None
    assert picture.marks is Mark.SUB


def test_the_key_picture_is_marked_while_the_rest_is_being_decoded(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoder_module, "TURN_S", 0.0001)
    bench.decoder.paint_on([bench.outlet()])
    bench.decoder.catch_up(arrivals(0, 8), goes_on=True)
    while bench.shown() is None:
        assert bench.decoder.work(bench.scaler)
    picture = bench.board.picture(0, 1)
    assert picture is not None
    assert picture.marks == Mark.SUB | Mark.PREVIEW


def test_a_memory_that_does_not_reach_the_present_is_shown_until_the_next_key_frame(
    bench: Bench,
) -> None:
    bench.decoder.paint_on([bench.outlet()])
    bench.decoder.catch_up(arrivals(0, 1), goes_on=False)
    for arrival in arrivals(5, 10):
        bench.decoder.put(arrival)
    bench.work()
    assert bench.shown() == 0
    picture = bench.board.picture(0, 1)
    assert picture is not None
    assert Mark.PREVIEW in picture.marks
    for arrival in arrivals(10, 12):
        bench.decoder.put(arrival)
        bench.work()
    assert bench.shown() == 11


def test_another_outlet_gets_the_newest_picture_at_once_and_in_its_own_size(bench: Bench) -> None:
    first, second = bench.outlet(), bench.outlet(80, 80, 1)
    bench.decoder.paint_on([first])
    bench.decoder.put(arrivals()[0])
    bench.work()
    bench.decoder.paint_on([first, second])
    bench.work()
    assert bench.shown(1) == 0
    picture = bench.board.picture(1, 1)
    assert picture is not None
    assert (picture.width, picture.height) == (80, 48)
    assert bench.board.turn(0) == 1


@pytest.mark.parametrize(
    ("rotate", "where"),
    [(0, (True, False)), (90, (False, False)), (180, (False, True)), (270, (True, True))],
)
def test_a_turned_picture_is_turned_clockwise(
    bench: Bench, rotate: int, where: tuple[bool, bool]
) -> None:
    bench.decoder = bench.make(rotate)
    bench.decoder.paint_on([bench.outlet(200, 200)])
    bench.decoder.put(arrivals()[0])
    bench.work()
    picture = bench.board.picture(0, 1)
    assert picture is not None
    lit = picture.array()[:, :, 1] > 150  # the bar stands in the lower left quarter
    rows, columns = lit.any(axis=1).nonzero()[0], lit.any(axis=0).nonzero()[0]
    height, width = lit.shape
    assert (height > width) == (rotate in (90, 270))
    corner = (rows.mean() > height / 2, columns.mean() > width / 2)
    assert corner == where


def test_a_stream_that_is_decoded_too_slowly_goes_on_at_the_next_key_frame(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.decoder.paint_on([bench.outlet()])
    bench.decoder.put(arrivals()[0])
    bench.work()
    bench.work()  # nothing waits: it has caught up
    with monkeypatch.context() as slow:
        slow.setattr(backlog_module, "MOST_LAG_S", -1.0)
        for arrival in arrivals(1, 3):
            bench.decoder.put(arrival)
    for arrival in arrivals(3, 12):
        bench.decoder.put(arrival)
    bench.work()
    assert bench.shown() == 11
    assert bench.decoder.tally.dropped == 9
    assert bench.decoder.tally.pictures == 3


def test_the_backlog_is_bounded_even_while_catching_up(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backlog_module, "MOST_WAITING", 5)
    for arrival in arrivals():
        bench.decoder.put(arrival)
    assert bench.decoder.tally.dropped > 0
    bench.work()
    assert bench.decoder.tally.pictures + bench.decoder.tally.dropped == 20


def test_what_builds_on_a_missing_unit_is_not_decoded(bench: Bench) -> None:
    bench.decoder.paint_on([bench.outlet()])
    whole = arrivals()
    bench.decoder.put(whole[0])
    bench.decoder.lose()
    for arrival in whole[2:12]:
        bench.decoder.put(arrival)
    bench.work()
    assert bench.decoder.tally.pictures == 3


def test_nonsense_is_counted_and_the_next_key_frame_is_shown(bench: Bench) -> None:
    bench.decoder.paint_on([bench.outlet()])
    for seed in range(30):
        junk = bytes((seed * 91 + at * at * 7) % 256 for at in range(300))
        key = AccessUnit(b"\0\0\0\1\x67" + junk + b"\0\0\0\1\x65" + junk, True, False, 0, junk)
        bench.decoder.put(Arrival(key, 0.0, nan))
        bench.decoder.put(
            Arrival(AccessUnit(b"\0\0\0\1\x41" + junk, False, False, 0, junk), 0.0, nan)
        )
    bench.work()
    assert bench.decoder.tally.errors > 0
    for arrival in arrivals(10, 12):
        bench.decoder.put(arrival)
    bench.work()
    assert bench.shown() == 11


def damaged(arrival: Arrival) -> Arrival:
    """Its last slice ends in its middle: of other damage FFmpeg notices only some."""
    data = arrival.unit.data
    middle = len(data) - (len(data) - data.rfind(b"\0\0\1")) // 2
    return arrival._replace(unit=arrival.unit._replace(data=data[:middle]))


@pytest.mark.parametrize("damage_at", [0, 3])
def test_after_damage_nothing_is_shown_until_the_next_key_picture(
    bench: Bench, damage_at: int
) -> None:
    bench.decoder.paint_on([bench.outlet()])
    stream = arrivals()
    stream[damage_at] = damaged(stream[damage_at])
    for number, arrival in enumerate(stream):
        bench.decoder.put(arrival)
        bench.work()
        if number < damage_at or number >= 10:
            assert bench.shown() == number
        else:
            assert bench.board.turn(0) == damage_at, "the last whole picture stays"
    tally = bench.decoder.tally
    assert (tally.pictures, tally.errors, tally.dropped) == (damage_at + 10, 1, 9 - damage_at)


def test_damage_is_shown_with_a_mark_where_it_is_asked_for(bench: Bench) -> None:
    bench.decoder = bench.make(shows_damage=True)
    bench.decoder.paint_on([bench.outlet()])
    stream = arrivals()
    stream[3] = damaged(stream[3])
    for number, arrival in enumerate(stream):
        bench.decoder.put(arrival)
        bench.work()
        picture = bench.board.picture(0, 1)
        assert picture is not None
        assert picture.turn == number + 1, "each picture is painted"
        spoilt = 3 <= number < 10
        assert picture.marks == (Mark.SUB | Mark.DAMAGED if spoilt else Mark.SUB)
        assert (bench.decoder.newest() is None) == spoilt, "nobody judges a camera by it"
    tally = bench.decoder.tally
    assert (tally.pictures, tally.errors, tally.dropped) == (20, 7, 0)


def test_another_parameter_set_gets_another_decoder(bench: Bench) -> None:
    bench.decoder.paint_on([bench.outlet(320, 192)])
    for size in ((160, 96), (320, 192), (64, 96)):
        for arrival in arrivals(0, 3, size):
            bench.decoder.put(arrival)
        bench.work()
        picture = bench.board.picture(0, 1)
        assert picture is not None
        assert (picture.width, picture.height) == size
    assert bench.decoder.tally.errors == 0


def test_a_closed_decoder_paints_no_more(bench: Bench) -> None:
    bench.decoder.paint_on([bench.outlet()])
    for arrival in arrivals():
        bench.decoder.put(arrival)
    bench.decoder.close()
    bench.work()
    assert bench.shown() is None


def test_every_tile_gets_its_first_picture_before_any_is_brought_up_to_date(bench: Bench) -> None:
    small, large = bench.decoder, bench.make()
    small.paint_on([bench.outlet(80, 48, 0)])
    large.paint_on([bench.outlet(160, 96, 1)])
    for decoder in (small, large):
        decoder.catch_up(arrivals(0, 8), goes_on=True)
    assert large.urgency < small.urgency
    assert large.work(bench.scaler)
    assert bench.shown(1) == 0
    assert small.urgency < large.urgency, "a key picture stands in the large one already"
    assert small.work(bench.scaler)
    assert bench.shown(0) == 0
    assert large.urgency < small.urgency
    while large.work(bench.scaler):
        pass
    assert bench.shown(1) == 7


def test_what_is_live_goes_before_what_catches_up(bench: Bench) -> None:
    live, behind = bench.decoder, bench.make()
    live.paint_on([bench.outlet(80, 48, 0)])
    live.put(arrivals()[0])
    bench.work()
    bench.work()  # nothing waits: it has caught up
    live.put(arrivals()[1])
    behind.paint_on([bench.outlet(160, 96, 1)])
    behind.catch_up(arrivals(0, 8), goes_on=True)
    behind.work(bench.scaler)
    assert live.urgency < behind.urgency


def test_with_less_effort_pictures_are_left_out_and_said_to_be(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoder_module, "SELDOM_S", 0.0)
    monkeypatch.setattr(backlog_module, "KEY_EACH_S", 0.0)
    bench.decoder.paint_on([bench.outlet()])
    bench.decoder.spend(Effort.KEYS)
    for arrival in arrivals():
        bench.decoder.put(arrival)
        bench.work()
    picture = bench.board.picture(0, 1)
    assert picture is not None
    assert (bench.shown(), picture.marks) == (10, Mark.SUB | Mark.KEYS_ONLY)
    assert (bench.decoder.tally.pictures, bench.decoder.tally.skipped) == (2, 18)
    bench.decoder.spend(Effort.FULL)
    for arrival in arrivals(5, 12):
        bench.decoder.put(arrival)
        bench.work()
    assert bench.shown() == 11, "it goes on with the next key picture"
    picture = bench.board.picture(0, 1)
    assert picture is not None
    assert picture.marks is Mark.SUB


def test_a_picture_that_is_to_be_shown_seldom_is_decoded_all_the_same(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoder_module, "SELDOM_S", 1e6)
    bench.decoder.paint_on([bench.outlet()])
    bench.decoder.put(arrivals()[0])
    bench.work()
    bench.decoder.spend(Effort.SELDOM)
    for arrival in arrivals(1):
        bench.decoder.put(arrival)
        bench.work()
    assert (bench.shown(), bench.decoder.tally.pictures) == (0, 20)
