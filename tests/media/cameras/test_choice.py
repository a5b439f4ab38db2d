from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.cameras.choice import Plan, StreamName, make_plan, spoken_state, wanted_stream
from media.source import Connecting, Live, Lost, Off, SourceState, Trouble

LIVE, CONNECTING, LOST, OFF = Live(0.0), Connecting(), Lost(Trouble.BUSY), Off()
SUB, MAIN = (640, 360), (1920, 1080)


@pytest.mark.parametrize(
    ("tile", "now", "wanted"),
    [
        ((626, 352), None, "sub"),
        ((640, 360), None, "sub"),
        ((642, 362), None, "main"),
        ((800, 450), "sub", "sub"),  # 1.25 times
        ((870, 489), "sub", "main"),
        ((800, 450), "main", "main"),
        ((640, 360), "main", "sub"),
        ((2000, 360), None, "sub"),  # the picture is as high as the tile
    ],
)
def test_the_smallest_stream_that_fills_the_tile_is_wanted_and_changes_are_not_hasty(
    tile: tuple[int, int], now: str | None, wanted: str
) -> None:
    assert wanted_stream(tile, SUB, MAIN, now) == wanted
    assert wanted_stream(tile, None, None, now) == wanted


def test_a_sub_stream_that_is_no_smaller_is_never_wanted() -> None:
    assert wanted_stream((100, 100), MAIN, MAIN, None) == "main"


def plan(
    main: SourceState, sub: SourceState, wanted: StreamName, serving: StreamName | None
) -> Plan:
    return make_plan({"main": main, "sub": sub}, wanted, serving, shown=True, held=frozenset())


def names(text: str) -> frozenset[StreamName]:
    known: tuple[StreamName, ...] = ("main", "sub")
    return frozenset(name for name in known if name in text.split())


@pytest.mark.parametrize(
    ("main", "sub", "wanted", "serving", "run", "serve"),
    [
        (OFF, OFF, "sub", None, "sub", "sub"),
        (OFF, LIVE, "sub", "sub", "sub", "sub"),
        (OFF, LIVE, "main", "sub", "main sub", "sub"),  # make
        (CONNECTING, LIVE, "main", "sub", "main sub", "sub"),
        (LIVE, LIVE, "main", "sub", "main", "main"),  # before break
        (LOST, OFF, "main", None, "main sub", "main"),  # a second best is looked for
        (LOST, CONNECTING, "main", "main", "main sub", "main"),
        (LOST, LIVE, "main", "main", "main sub", "sub"),
        (LOST, LOST, "main", "sub", "main sub", "main"),
        (CONNECTING, OFF, "main", None, "main", "main"),
    ],
)
def test_what_is_shown_goes_on_until_something_better_is_there(
    main: SourceState, sub: SourceState, wanted: StreamName, serving: StreamName | None,
    run: str, serve: str,
) -> None:  # fmt: skip
    made = plan(main, sub, wanted, serving)
    assert (made.run, made.hot, made.serve) == (names(run), names(run), serve)


def test_a_camera_that_nobody_shows_is_off_unless_it_is_warm() -> None:
    states: dict[StreamName, SourceState] = {"main": OFF, "sub": OFF}
    assert make_plan(states, "sub", None, False, frozenset()) == Plan(
        frozenset(), frozenset(), None
    )
    assert make_plan(states, "main", None, False, names("sub")) == Plan(
        names("sub"), frozenset(), None
    )
    shown = make_plan({"main": LIVE, "sub": LIVE}, "main", "main", True, names("sub"))
    assert shown == Plan(names("main sub"), names("main"), "main")
    single: dict[StreamName, SourceState] = {"main": OFF}
    assert make_plan(single, "main", None, False, names("main")).run == names("main")


states = st.sampled_from([LIVE, CONNECTING, LOST, OFF])
streams = st.sampled_from(["main", "sub"])


@given(states, states, streams, st.one_of(st.none(), streams), st.booleans())
def test_a_plan_serves_what_runs_and_is_decoded_and_live_before_anything_else(
    main: SourceState, sub: SourceState, wanted: StreamName, serving: StreamName | None, warm: bool
) -> None:
    offered: dict[StreamName, SourceState] = {"main": main, "sub": sub}
    made = make_plan(offered, wanted, serving, True, names("sub" if warm else ""))
    assert made.serve in made.hot
    assert made.hot <= made.run
    assert wanted in made.hot
    if isinstance(offered[wanted], Live):
        assert made.serve == wanted
    if serving and isinstance(offered[serving], Live):
        assert made.serve is not None
        assert isinstance(offered[made.serve], Live)


def test_a_camera_says_the_best_that_is_true_of_it() -> None:
    both = Plan(names("main sub"), names("main sub"), "main")
    assert spoken_state({"main": LOST, "sub": LIVE}, both) == LIVE
    assert spoken_state({"main": LOST, "sub": CONNECTING}, both) == CONNECTING
    assert spoken_state({"main": LOST, "sub": Lost(Trouble.CLOSED)}, both) == LOST
    assert spoken_state({"main": LIVE, "sub": LIVE}, Plan(frozenset(), frozenset(), None)) == OFF
