from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from console.feeds import TOLD_EACH_S, Feeds, SourceFeed
from console.ui.feed import Figures
from media.board import FrameBoard, Mark
from media.source import (
    STALE_AFTER_S,
    Connecting,
    Live,
    Lost,
    Off,
    Replaying,
    Source,
    Stale,
    Trouble,
)

STREET = Source.parse("camera:street")
MARKET = Source.parse("camera:market")


class FakeWriter:
    """Remembers its orders; draws pictures when asked."""

    name = "cameras-0"

    def __init__(self) -> None:
        self.board = FrameBoard.create(channels=2, slot_bytes=64 * 64 * 4)
        self.orders: list[dict[str, Any]] = []
        self.hidden: list[int] = []

    def show(self, order: dict[str, Any]) -> None:
        self.orders.append(order)

    def hide(self, channel: int) -> None:
        self.hidden.append(channel)

    def draw(
        self, received_at: float, marks: Mark = Mark.NONE, decoded_at: float | None = None
    ) -> None:
        order = self.orders[-1]
        channel, size = order["channel"], (order["width"], order["height"])
        self.board.begin(channel, *size)[:] = 7
        self.board.publish(
            channel, order["epoch"], *size, marks, received_at, received_at,
            received_at if decoded_at is None else decoded_at,
        )  # fmt: skip


@pytest.fixture
def writer() -> Iterator[FakeWriter]:
    made = FakeWriter()
    yield made
    made.board.close()


@pytest.fixture
def feeds(writer: FakeWriter) -> Feeds:
    def now(do: Callable[..., object], *arguments: object) -> None:
        do(*arguments)

    return Feeds(lambda source: writer if source.name else None, now)


def opened(feeds: Feeds, source: Source, width: int = 32, height: int = 18) -> SourceFeed:
    feed = feeds.open(source)
    assert feed is not None
    feed.wish(width, height)
    return feed


def test_two_tiles_of_one_source_share_a_channel_of_the_larger_size(
    feeds: Feeds, writer: FakeWriter
) -> None:
    small, large = opened(feeds, STREET), opened(feeds, STREET, 48, 27)
    assert [(o["channel"], o["width"]) for o in writer.orders] == [(0, 32), (0, 48)]
    writer.draw(1.0)
    assert small.turn() == large.turn() == 1
    large.close()
    assert writer.orders[-1]["width"] == 32
    assert not writer.hidden
    small.close()
    assert writer.hidden == [0]


def test_a_tile_that_has_no_size_yet_keeps_the_source_when_another_leaves(
    feeds: Feeds, writer: FakeWriter
) -> None:
    leaving = opened(feeds, STREET)
    staying = feeds.open(STREET)
    assert staying is not None
    leaving.close()
    assert not writer.hidden
    staying.wish(32, 18)
    writer.draw(1.0)
    assert staying.picture() is not None


def test_a_picture_of_the_source_before_is_never_shown_for_the_new_one(
    feeds: Feeds, writer: FakeWriter
) -> None:
    before = opened(feeds, STREET)
    writer.draw(1.0)
    assert before.picture() is not None
    before.close()
    after = opened(feeds, MARKET)
    assert writer.orders[-1]["channel"] == 0
    assert after.picture() is None
    writer.draw(2.0)
    assert after.picture() is not None


def test_no_channel_left_is_no_feed(feeds: Feeds) -> None:
    kept = [opened(feeds, STREET), opened(feeds, MARKET)]
    assert feeds.open(Source.parse("camera:third")) is None
    kept[0].close()
    assert feeds.open(Source.parse("camera:third")) is not None


def test_nobody_serves_the_map(feeds: Feeds) -> None:
    assert feeds.open(Source.parse("map")) is None


def test_a_feed_is_judged_by_its_pictures(feeds: Feeds, writer: FakeWriter) -> None:
    feed = opened(feeds, STREET)
    now = time.monotonic()
    assert feed.state(now) == Connecting()
    feeds.tell_state(STREET, Live(0.0))
    assert feed.state(now) == Connecting()
    writer.draw(now)
    assert feed.state(now + 0.1) == Live(pytest.approx(0.1))
    assert feed.state(now + 5) == Stale(pytest.approx(5))
    lost = Lost(Trouble.UNAUTHORIZED)
    feeds.tell_state(STREET, lost)
    assert feed.state(now + 6) == lost


def test_a_source_whose_process_ended_says_so_until_it_is_told_anew(
    feeds: Feeds, writer: FakeWriter
) -> None:
    feed = opened(feeds, STREET)
    writer.draw(1.0)
    feeds.tell_gone("another")
    assert feed.state(1.1) == Live(pytest.approx(0.1))
    feeds.tell_gone("cameras-0")
    assert feed.state(1.1) == Lost(Trouble.PROCESS_GONE)
    feeds.tell_state(STREET, Connecting())
    assert feed.state(4.0) == Stale(pytest.approx(3.0))


def test_what_no_tile_shows_is_not_called_live_while_its_process_is_gone(
    feeds: Feeds, writer: FakeWriter
) -> None:
    cold, warm, away = (Source.parse(f"camera:{name}") for name in ("cold", "warm", "away"))
    opened(feeds, STREET)
    for source in (warm, away):
        feeds.tell_state(source, Live(0.0))
    feeds.tell_state(cold, Off())
    feeds.tell_state(Source.parse("program"), Live(0.0))  # another process writes it
    assert set(feeds.tell_gone("cameras-0")) == {STREET, warm, away}
    assert feeds.tell_gone("cameras-0") == []
    assert [feeds.seen(each, 1.0) for each in (STREET, warm, away, cold)] == [
        *[Lost(Trouble.PROCESS_GONE)] * 3, Off(),
    ]  # fmt: skip
    assert feeds.reported(Source.parse("program")) == Live(0.0)
    assert feeds.tell_back("another") == []
    assert set(feeds.tell_back("cameras-0")) == {STREET, warm, away}
    feeds.tell_state(warm, Connecting())
    assert [feeds.seen(each, 1.0) for each in (STREET, warm, away)] == [
        Connecting(), Connecting(), Off(),
    ]  # fmt: skip


def test_a_process_that_is_there_again_leaves_other_losses_alone(feeds: Feeds) -> None:
    lost = Lost(Trouble.UNAUTHORIZED)
    feeds.tell_state(MARKET, lost)
    assert feeds.tell_back("cameras-0") == []
    assert feeds.reported(MARKET) == lost


def test_a_preview_is_as_old_as_its_key_picture_and_still_shown_until_nothing_follows_it(
    feeds: Feeds, writer: FakeWriter
) -> None:
    feed = opened(feeds, STREET)
    feeds.tell_state(STREET, Live(0.0))
    writer.draw(100.0, Mark.PREVIEW, decoded_at=109.0)  # key pictures each ten seconds
    assert isinstance(feed.state(109.1), Live)
    assert isinstance(feed.state(112.0), Stale)


def test_figures_are_empty_until_told(feeds: Feeds) -> None:
    feed = opened(feeds, STREET)
    assert feed.figures() == Figures()
    feeds.tell_figures(STREET, Figures(codec="h264", fps=25.0))
    assert feed.figures().fps == 25.0


def test_a_camera_that_no_tile_shows_is_stale_when_nothing_new_came(feeds: Feeds) -> None:
    late_s = STALE_AFTER_S + TOLD_EACH_S
    feeds.tell_state(STREET, Live(0.0))
    assert feeds.seen(STREET, 99.0) == Live(0.0)  # no figures yet
    feeds.tell_figures(STREET, Figures("sub", newest_at=100.0))
    assert feeds.seen(STREET, 100.0 + late_s - 0.01) == Live(0.0)
    assert feeds.seen(STREET, 100.0 + late_s) == Stale(late_s)
    feeds.tell_figures(STREET, Figures("sub", newest_at=103.4))
    assert feeds.seen(STREET, 100.0 + late_s) == Live(0.0)
    lost = Lost(Trouble.SILENT)
    feeds.tell_state(STREET, lost)
    assert feeds.seen(STREET, 200.0) == lost
    feeds.tell_state(STREET, Live(0.0))  # by another connection, of which no figures came yet
    assert feeds.seen(STREET, 200.1) == Live(0.0)


def test_a_camera_that_sends_seldom_is_given_two_of_its_intervals_unseen_too(feeds: Feeds) -> None:
    feeds.tell_state(STREET, Live(0.0))
    feeds.tell_figures(STREET, Figures("sub", interval_s=10.0, newest_at=100.0))
    assert feeds.seen(STREET, 121.0) == Live(0.0)
    assert feeds.seen(STREET, 121.5) == Stale(21.5)


def test_a_tile_that_has_just_opened_is_judged_by_its_own_pictures(
    feeds: Feeds, writer: FakeWriter
) -> None:
    feeds.tell_state(STREET, Live(0.0))
    feeds.tell_figures(STREET, Figures("sub", newest_at=100.0))
    feed = opened(feeds, STREET)
    writer.draw(109.9)
    assert feed.state(110.0) == Live(pytest.approx(0.1))
    feed.close()
    assert feeds.seen(STREET, 110.0) == Stale(10.0)


def test_a_closed_feed_shows_nothing_and_closes_once(feeds: Feeds, writer: FakeWriter) -> None:
    feed = opened(feeds, STREET)
    writer.draw(1.0)
    feed.close()
    feed.close()
    assert (feed.turn(), feed.picture(), writer.hidden) == (0, None, [0])


PAST = Source.parse("replay:street@2026-11-23T06:30:00Z")


def test_a_replay_is_ordered_with_its_clock_and_judged_by_what_its_worker_says(
    feeds: Feeds, writer: FakeWriter
) -> None:
    feed, now = opened(feeds, PAST), time.monotonic()
    order = writer.orders[-1]
    assert (order["do"], order["camera"]) == ("replay", "street")
    assert order["clock"]["at"] == PAST.starts_at()
    assert feed.state(now) == Connecting()
    writer.draw(now - 90_000.0)
    clock = feeds.clock(PAST)
    assert clock is not None
    told = Replaying(clock.at, 1.0, "playing")
    assert feeds.tell_replay("cameras-0", order["channel"], clock.since, told) == PAST
    state = feed.state(clock.since + 5)
    assert state == Replaying(clock.at + 5, 1.0, "playing")  # a day old, and not called stale
    assert feeds.tell_replay("cameras-0", order["channel"], clock.since - 1, told) is None
    assert feeds.tell_replay("cameras-1", order["channel"], clock.since, told) is None
    feeds.set_clock(PAST, clock.paced(0, now))
    assert writer.orders[-1]["clock"]["rate"] == 0
    feeds.tell_gone("cameras-0")
    assert feed.state(now) == Lost(Trouble.PROCESS_GONE)


def test_a_replay_of_no_time_is_nobodys(feeds: Feeds) -> None:
    assert feeds.open(Source.parse("replay:street@yesterday")) is None
