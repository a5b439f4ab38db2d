from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from layouts.tour import Stop
from layouts.tour_run import TourRun, TourState

THREE = (Stop(("a",), 10.0), Stop(("b", "c"), 5.0), Stop(("d",), 10.0))


def test_each_stop_is_shown_for_its_dwell_and_the_next_is_known_before() -> None:
    run = TourRun(THREE, 100.0)
    assert (run.shown, run.near, run.next_at) == (("a",), ("b", "c", "d"), 110.0)
    assert not run.tick(109.9)
    assert run.tick(110.0)
    assert (run.shown, run.near, run.next_at) == (("b", "c"), ("d", "a"), 115.0)
    assert run.tick(115.0)
    assert run.near == ("a", "b", "c")


def test_a_late_tick_keeps_the_rhythm_and_a_long_sleep_begins_anew() -> None:
    run = TourRun(THREE, 0.0)
    run.tick(11.0)
    assert run.next_at == 15.0
    run.tick(9000.0)
    assert (run.shown, run.next_at) == (("d",), 9010.0)


def test_a_pause_keeps_what_is_shown_and_the_rest_of_its_dwell() -> None:
    run = TourRun(THREE, 0.0)
    assert run.pause(4.0)
    assert not run.pause(5.0)
    assert not run.tick(500.0)
    assert (run.shown, run.near, run.next_at) == (("a",), ("b", "c", "d"), None)
    assert run.resume(500.0)
    assert not run.resume(500.0)
    assert run.next_at == 506.0


@pytest.mark.parametrize("state", TourState)
def test_of_a_long_tour_two_stops_ahead_and_one_back_are_near_in_every_state(
    state: TourState,
) -> None:
    run = TourRun([Stop((str(n),), 10.0) for n in range(9)], 0.0, at=4, state=state)
    assert run.near == ("4", "5", "6", "3")[state is not TourState.TAKEN :]
    run.set_lost(["3", "5"])
    assert run.near[-3:] == ("6", "7", "2")


def test_next_and_back_go_also_during_a_pause() -> None:
    run = TourRun(THREE, 0.0)
    run.pause(1.0)
    assert run.back(2.0)
    assert run.shown == ("d",)
    assert run.next(3.0)
    assert (run.shown, run.state) == (("a",), TourState.PAUSED)
    run.resume(4.0)
    assert run.next_at == 14.0


def test_a_taken_cell_is_left_alone_until_the_tour_is_resumed() -> None:
    run = TourRun(THREE, 0.0)
    assert run.take()
    assert not run.take()
    assert (run.shown, run.near, run.next_at) == ((), ("a", "b", "c", "d"), None)
    assert not run.next(1.0)
    assert not run.pause(1.0)
    assert not run.tick(99.0)
    run.resume(100.0)
    assert (run.shown, run.next_at) == (("a",), 110.0)


def test_steering_a_camera_that_it_shows_stops_it_and_another_one_does_not() -> None:
    run = TourRun(THREE, 0.0)
    assert not run.ptz_moved("b")
    assert run.ptz_moved("a")
    assert not run.ptz_moved("a")
    assert (run.state, run.shown, run.next_at) == (TourState.STEERED, ("a",), None)
    assert not run.next(1.0)
    run.resume(50.0)
    assert run.next_at == 60.0


@pytest.mark.parametrize("state", TourState)
def test_it_begins_as_it_was_held(state: TourState) -> None:
    run = TourRun(THREE, 0.0, at=1, state=state)
    assert run.shown == (() if state is TourState.TAKEN else ("b", "c"))
    runs = state is TourState.RUNNING
    assert run.tick(500.0) == runs
    assert run.resume(500.0) != runs
    assert run.next_at == (510.0 if runs else 505.0)


def test_lost_cameras_are_passed_over_when_asked() -> None:
    run = TourRun(THREE, 0.0)
    run.set_lost(["b", "c"])
    assert run.near == ("d",)
    run.set_lost(["b"])
    assert run.near == ("b", "c", "d")
    honest = TourRun(THREE, 0.0, skip_lost=False)
    honest.set_lost(["b", "c"])
    assert honest.near == ("b", "c", "d")


def test_when_nothing_else_is_live_the_live_one_stays() -> None:
    run = TourRun(THREE, 0.0)
    run.set_lost(["b", "c", "d"])
    assert not run.tick(10.0)
    assert (run.shown, run.next_at) == (("a",), 20.0)


def test_when_all_are_lost_they_are_shown_in_turn_and_say_so() -> None:
    run = TourRun(THREE, 0.0)
    run.set_lost(["a", "b", "c", "d"])
    assert run.tick(10.0)
    assert run.shown == ("b", "c")


def test_a_single_stop_stays() -> None:
    run = TourRun(THREE[:1], 0.0)
    assert (run.near, run.next_at, len(run)) == ((), None, 1)
    assert not run.tick(99.0)
    assert not run.next(99.0)
    with pytest.raises(ValueError, match="one stop"):
        TourRun((), 0.0)


@given(st.lists(st.floats(2, 60), min_size=2, max_size=8), st.integers(1, 40))
def test_ticked_when_it_says_so_it_shows_all_in_turn(dwells: list[float], rounds: int) -> None:
    run = TourRun([Stop((str(n),), dwell) for n, dwell in enumerate(dwells)], 0.0)
    for n in range(rounds):
        assert run.shown == (str(n % len(dwells)),)
        following = run.near[:1]
        assert run.next_at is not None
        assert run.tick(run.next_at)
        assert run.shown == following


class AnyTour(RuleBasedStateMachine):
    """Whatever happens in whatever order."""

    @initialize(dwells=st.lists(st.floats(2, 30), min_size=1, max_size=6), skip=st.booleans())
    def start(self, dwells: list[float], skip: bool) -> None:
        self.now = 0.0
        self.stops = [Stop((str(n),), dwell) for n, dwell in enumerate(dwells)]
        self.run, self.lost = TourRun(self.stops, self.now, skip), set[str]()

    @rule(after=st.floats(0, 100))
    def tick(self, after: float) -> None:
        before, due = self.run.shown, self.run.next_at
        self.now += after
        changed = self.run.tick(self.now)
        assert changed == (self.run.shown != before)
        if due is None or self.now < due:
            assert not changed

    @rule(what=st.sampled_from(["pause", "resume", "next", "back"]))
    def wish(self, what: str) -> None:
        getattr(self.run, what)(self.now)

    @rule()
    def take(self) -> None:
        self.run.take()

    @precondition(lambda self: self.run.shown)
    @rule()
    def steer(self) -> None:
        before = self.run.shown
        self.run.ptz_moved(before[0])
        assert self.run.shown == before
        assert self.run.next_at is None

    @rule(lost=st.sets(st.sampled_from("012345")))
    def lose(self, lost: set[str]) -> None:
        before, self.lost = self.run.shown, lost
        self.run.set_lost(lost)
        assert self.run.shown == before

    @invariant()
    def it_moves_only_while_it_runs(self) -> None:
        runs = self.run.state is TourState.RUNNING and len(self.stops) > 1
        assert (self.run.next_at is not None) == runs
        alone = len(self.stops) == 1 and bool(self.run.shown)
        assert self.lost or bool(self.run.near) != alone
        assert not set(self.run.near) & set(self.run.shown)
        if self.run.next_at is not None:
            assert self.run.next_at <= self.now + self.stops[self.run.at].dwell_s


TestAnyTour = AnyTour.TestCase


def test_it_may_begin_at_a_later_stop_even_of_a_tour_that_has_become_shorter() -> None:
    run = TourRun(THREE, 0.0, at=2)
    assert (run.at, run.shown) == (2, THREE[2].cameras)
    assert run.next_at == THREE[2].dwell_s
    assert TourRun(THREE, 0.0, at=4).at == 1
