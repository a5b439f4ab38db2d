from __future__ import annotations

from media.cameras.decoder import Tally
from media.cameras.effort import Effort
from media.cameras.figures import Figures, Standing, losses, newest_at


def test_figures_are_differences_over_the_time_between() -> None:
    figures = Figures()
    figures.take(Standing("sub", 10.0, Tally(pictures=100), 200, 1000, 0), True, Effort.FULL)
    tally = Tally(pictures=150, dropped=3, skipped=2, errors=1, busy_s=0.05)
    told = figures.take(Standing("sub", 12.0, tally, 250, 251_000, 2, 0.0400001), True, Effort.FULL)
    assert told == {
        "stream": "sub", "fps": 25.0, "kbps": 1000, "decode_ms": 1.0, "effort": "full",
        "interval_s": 0.04,
    }  # fmt: skip


def test_of_a_warm_camera_the_received_pictures_count_of_a_shown_one_the_decoded() -> None:
    figures = Figures()
    figures.take(Standing("sub", 10.0, Tally()), False, Effort.FULL)
    warm = figures.take(Standing("sub", 12.0, Tally(), 50), False, Effort.FULL)
    assert warm["fps"] == 25.0
    keys = figures.take(Standing("sub", 14.0, Tally(pictures=1), 100), True, Effort.KEYS)
    assert (keys["fps"], keys["effort"]) == (0.5, "keys")


def test_another_stream_begins_anew_and_nothing_is_expected_of_silence() -> None:
    figures = Figures()
    figures.take(Standing("sub", 10.0, Tally(pictures=100), 200, 1000, 0), True, Effort.FULL)
    told = figures.take(Standing("main", 12.0, Tally(pictures=5), 9, 10, 0), True, Effort.FULL)
    assert (told["fps"], told["kbps"], told["interval_s"]) == (0.0, 0, None)


def test_a_warm_camera_whose_pictures_all_lie_in_the_socket_is_told_without_a_time() -> None:
    figures = Figures()
    figures.take(Standing("sub", 10.0, Tally(), 100, 1000), False, Effort.FULL)
    told = figures.take(Standing("sub", 10.0, Tally(), 100, 1000), False, Effort.FULL)
    assert (told["fps"], told["kbps"]) == (0.0, 0)


def test_losses_are_those_of_both_streams_so_they_only_grow_when_another_is_shown() -> None:
    main = Standing("main", 10.0, Tally(dropped=3, skipped=2, errors=1), broken=4, lost=40)
    sub = Standing("sub", 10.0, Tally(dropped=10, errors=6), broken=20, lost=200)
    told = {"dropped": 37, "skipped": 2, "errors": 7, "lost_packets": 240}
    assert losses([main, sub]) == losses([sub, main]) == told
    assert losses([])["errors"] == 0


def test_a_camera_was_heard_of_when_either_stream_was() -> None:
    main, sub = Standing("main", 10.0, Tally()), Standing("sub", 10.0, Tally(), newest_at=9.00004)
    assert newest_at([main, sub]) == 9.0
    assert newest_at([sub, Standing("main", 10.0, Tally(), newest_at=9.5)]) == 9.5
    assert newest_at([main]) is None
