from __future__ import annotations

import time
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from media.archive.film import Film
from media.archive.index import ArchiveIndex
from media.archive.segment import path_of
from media.board import FrameBoard
from media.cameras.canvas import Canvas, Outlet
from media.cameras.kept import Kept
from media.cameras.play_clock import PlayClock
from media.cameras.player import Player
from media.cameras.scale import Scaler
from media.source import STALE_AFTER_S
from media.view import AS_TOLD, View
from tests.media.archive.coded import HZ, arrivals
from tests.media.cameras.recordings import BEGAN, RATE, moment, record
from tests.media.rtsp.film import brightness


class Stage:
    """A player whose work is done when the test says so."""

    def __init__(self, index: ArchiveIndex) -> None:
        self.board = FrameBoard.create(1, 1 << 17)
        self.canvas = Canvas(self.board)
        self.outlet = Outlet(0, 1, 160, 96, 240.0)
        self.canvas.give(self.outlet)
        self.bells: list[float] = []
        self.remembered = 0
        self.view = AS_TOLD
        self.scaler = Scaler()
        self.player = Player(
            Kept("c01", index),
            self.canvas,
            lambda _: self.view,
            self.bells.append,
            lambda: None,
            self._remember,
        )

    def _remember(self) -> None:
        self.remembered += 1

    def order(self, at: float, rate: float = 0.0, skip_gaps: bool = False) -> None:
        self.player.order(self.outlet, PlayClock(at, time.monotonic(), rate), skip_gaps)
        self.work()

    def work(self) -> None:
        while self.player.work(self.scaler):
            pass

    def shade(self) -> int:
        picture = self.board.picture(0, 1)
        assert picture is not None
        return int(picture.array()[2:8, 2:8, 1].mean())

    def shows(self, number: int) -> bool:
        return abs(self.shade() - brightness(number % 20)) <= 4

    @property
    def state(self) -> str:
        return str(self.player.report(time.monotonic())["state"])


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ArchiveIndex]:
    made = ArchiveIndex(tmp_path)
    yield made
    made.close()


@pytest.fixture
def stage(index: ArchiveIndex) -> Iterator[Stage]:
    made = Stage(index)
    yield made
    made.player.close()
    made.work()
    made.board.close()


def test_of_a_seek_only_the_picture_wanted_is_painted(index: ArchiveIndex, stage: Stage) -> None:
    record(index)
    stage.order(moment(18))
    assert stage.shows(18)
    assert stage.board.turn(0) == 1
    stage.order(moment(45))
    assert stage.shows(45)
    assert stage.board.turn(0) == 2
    assert not stage.bells  # paused: nothing is due


def test_the_same_order_again_paints_nothing(index: ArchiveIndex, stage: Stage) -> None:
    record(index)
    stage.order(moment(18))
    stage.order(moment(18))
    assert stage.board.turn(0) == 1


def test_while_playing_the_bell_is_set_for_the_next_picture(
    index: ArchiveIndex, stage: Stage
) -> None:
    record(index)
    began = time.monotonic()
    stage.order(moment(3), 0.5)
    assert stage.state == "playing"
    due = stage.bells[-1] - began
    assert 0 < due <= 2 / RATE + 1  # half a picture away, at half the pace
    stage.order(moment(3), 0.0)
    assert stage.state == "paused"


def test_a_step_waits_for_the_picture_it_starts_from(index: ArchiveIndex, stage: Stage) -> None:
    record(index)
    stage.order(moment(9))
    stage.player.order(stage.outlet, PlayClock(moment(30), 0.0, 0.0), False)
    stage.player.step(1)
    stage.work()
    assert stage.shows(31)
    stage.player.step(-1)
    stage.work()
    assert stage.shows(30)
    assert stage.player.report(0.0)["at"] == pytest.approx(BEGAN + 30 / RATE)


def test_a_step_at_either_end_stays_where_it_is(index: ArchiveIndex, stage: Stage) -> None:
    record(index)
    stage.order(moment(49))
    stage.player.step(1)
    stage.work()
    assert stage.shows(49)
    stage.order(moment(0))
    stage.player.step(-1)
    stage.work()
    assert stage.shows(0)


def test_nothing_kept_is_the_end_and_memory_is_asked_for(stage: Stage) -> None:
    stage.order(BEGAN)
    assert stage.state == "end"
    assert stage.remembered == 1
    assert stage.board.turn(0) == 0


def test_a_piece_that_breaks_the_decoder_is_left_out(index: ArchiveIndex, stage: Stage) -> None:
    record(index)
    stage.order(moment(5))
    stage.player.broke()
    stage.order(moment(7))
    assert stage.state == "end"
    assert stage.shows(5)


def keep(index: ArchiveIndex, moments: list[float], gop: int) -> None:
    """A recording of pictures that came at these seconds."""
    film = arrivals(count=len(moments), gop=gop, first=0)
    stamped = [
        each._replace(
            unit=each.unit._replace(timestamp=round(second * HZ)), received_at=100.0 + second
        )
        for each, second in zip(film, moments, strict=True)
    ]
    path = path_of("c01", "main", BEGAN)
    file = index.folder / path
    file.parent.mkdir(parents=True)
    made = Film(stamped[0], HZ, None, BEGAN)
    for each in stamped:
        made.picture(each)
    file.write_bytes(made.finish())
    number = index.begin("c01", "main", path, BEGAN, "h264")
    index.close_segment(number, BEGAN + made.seconds, file.stat().st_size)


LAST, AFTER = 14 / RATE, 15 / RATE + 3.0
WITH_A_HOLE = [number / RATE + (3.0 if number >= 15 else 0.0) for number in range(30)]


def test_where_pictures_are_missing_in_a_recording_the_last_one_is_of_its_own_moment(
    index: ArchiveIndex, stage: Stage
) -> None:
    keep(index, WITH_A_HOLE, 15)
    for second, state in ((0.3, "paused"), (1.0, "paused"), (1.5, "paused"), (2.9, "gap")):
        stage.order(BEGAN + second)
        assert stage.state == state, second
    told = stage.player.report(0.0)
    assert told["next_at"] == pytest.approx(BEGAN + AFTER, abs=0.001)
    assert told["shown_at"] == pytest.approx(BEGAN + LAST, abs=0.001)
    picture = stage.board.picture(0, 1)
    assert picture is not None
    shown_at = time.time() - (time.monotonic() - picture.received_at)  # noqa: TID251
    assert shown_at == pytest.approx(BEGAN + LAST, abs=0.5)
    stage.order(BEGAN + AFTER + 0.1)
    assert stage.state == "paused"
    assert stage.player.report(0.0)["shown_at"] is None


def test_a_hole_in_a_recording_is_told_while_it_plays_and_skipped_when_ordered(
    index: ArchiveIndex, stage: Stage
) -> None:
    keep(index, WITH_A_HOLE, 15)
    stage.order(BEGAN + LAST + 0.1, 0.5)
    assert stage.state == "playing"
    due = stage.player._clock.due(BEGAN + LAST + STALE_AFTER_S)
    assert stage.bells[-1] == pytest.approx(due, abs=0.01), "when it has stood too long"
    stage.order(BEGAN + 2.9, 0.5)
    assert stage.state == "gap"
    stage.order(BEGAN + 2.9, 1.0, skip_gaps=True)
    stage.work()
    assert stage.state == "playing"
    assert stage.player.report(time.monotonic())["at"] >= BEGAN + AFTER - 0.001


def test_between_two_pictures_of_a_camera_that_sends_seldom_there_is_no_hole(
    index: ArchiveIndex, stage: Stage
) -> None:
    keep(index, [number * 3.0 for number in range(12)], 12)
    stage.order(BEGAN + 6 * 3.0 + 2.5)
    assert stage.state == "paused"
    assert stage.player.report(0.0)["at"] == pytest.approx(BEGAN + 6 * 3.0, abs=0.001)


def test_a_forced_ratio_is_the_one_replayed(index: ArchiveIndex, stage: Stage) -> None:
    record(index)
    stage.view = View(ratio=Fraction(4, 3))
    stage.order(moment(5))
    picture = stage.board.picture(0, 1)
    assert picture is not None
    assert (picture.width, picture.height) == (128, 96)


def test_a_closed_player_does_nothing(index: ArchiveIndex, stage: Stage) -> None:
    record(index)
    stage.player.close()
    stage.order(moment(5))
    assert stage.board.turn(0) == 0
