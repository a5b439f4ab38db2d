"""Which rung of the program a site's line carries."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from media.hub.rungs import FIRST_TRY_S, LONGEST_WAIT_S, Chooser, Line, Rung, Served

GOOD = Line(estimate_kbps=1500, sent_kbps=1000, loss=0.0)
LOSSY = Line(estimate_kbps=1500, sent_kbps=1000, loss=0.2)
NARROW = Line(estimate_kbps=600, sent_kbps=1000, loss=0.0)


def look(chooser: Chooser, line: Line, begin: float, end: float) -> list[Rung]:
    return [chooser.look(line, float(at)) for at in range(int(begin), int(end))]


def test_a_good_line_climbs_after_a_while_and_no_higher_than_it_may() -> None:
    chooser = Chooser(most=Rung.LARGE)
    rungs = look(chooser, GOOD, 1, 30)
    assert rungs[: int(FIRST_TRY_S)] == [Rung.MIDDLE] * int(FIRST_TRY_S)
    assert rungs[-1] is Rung.LARGE
    assert look(Chooser(most=Rung.MIDDLE), GOOD, 1, 100)[-1] is Rung.MIDDLE
    chooser.most = Rung.MIDDLE
    assert chooser.look(GOOD, 31.0) is Rung.MIDDLE


def test_a_line_that_loses_or_narrows_goes_down_after_a_moment_and_not_at_once() -> None:
    for line in (LOSSY, NARROW):
        rungs = look(Chooser(most=Rung.MIDDLE), line, 1, 6)
        assert rungs[:2] == [Rung.MIDDLE, Rung.MIDDLE]
        assert rungs[-1] is Rung.SMALL


def test_one_bad_second_changes_nothing() -> None:
    chooser = Chooser(most=Rung.MIDDLE)
    rungs = [chooser.look(LOSSY if at % 3 == 0 else GOOD, float(at)) for at in range(1, 60)]
    assert set(rungs) == {Rung.MIDDLE}


def test_a_picture_that_hardly_moves_is_no_weak_line() -> None:
    still = Line(estimate_kbps=120, sent_kbps=90, loss=0.0)
    assert set(look(Chooser(most=Rung.MIDDLE), still, 1, 60)) == {Rung.MIDDLE}


def test_a_collapse_goes_down_two_rungs() -> None:
    chooser = Chooser(rung=Rung.LARGE)
    assert look(chooser, Line(200, 1800, 0.0), 1, 4)[-1] is Rung.SMALL


def test_tries_in_vain_become_rarer() -> None:
    chooser = Chooser(rung=Rung.SMALL, most=Rung.MIDDLE)
    changes, last = [], Rung.SMALL
    for at in range(1, 1200):
        line = LOSSY if chooser.rung is Rung.MIDDLE else GOOD
        if (now := chooser.look(line, float(at))) is not last:
            changes.append((at, now))
            last = now
    climbs = [at for at, rung in changes if rung is Rung.MIDDLE]
    waits = [b - a for a, b in itertools.pairwise(climbs)]
    assert waits[0] < waits[2] < LONGEST_WAIT_S
    assert all(wait >= LONGEST_WAIT_S for wait in waits[5:])


@given(
    st.lists(
        st.builds(
            Line, st.none() | st.floats(0, 5000), st.floats(0, 5000), st.floats(0, 1), st.none()
        )
    ),
    st.sampled_from(Rung),
)
def test_whatever_is_told_the_rung_is_one_that_may_be(lines: list[Line], most: Rung) -> None:
    chooser = Chooser(most=most)
    for at, line in enumerate(lines):
        before = min(chooser.rung, most)
        rung = chooser.look(line, float(at))
        assert Rung.SMALL <= rung <= most
        assert rung - before <= 1


def test_a_change_begins_with_a_key_picture_of_the_new_rung() -> None:
    served = Served()
    assert served.want(Rung.SMALL)
    assert not served.want(Rung.SMALL)  # it is wished for already
    assert served.needs() == {Rung.MIDDLE, Rung.SMALL}
    assert served.takes(Rung.MIDDLE, False)
    assert not served.takes(Rung.SMALL, False)
    assert served.takes(Rung.SMALL, True)
    assert not served.takes(Rung.MIDDLE, True)
    assert served.needs() == {Rung.SMALL}


def test_a_change_taken_back_leaves_the_rung_as_it_is() -> None:
    served = Served()
    served.want(Rung.SMALL)
    assert not served.want(Rung.MIDDLE)
    assert served.needs() == {Rung.MIDDLE}
    assert not served.takes(Rung.SMALL, True)


def test_another_connection_of_the_same_line_keeps_its_rung_and_its_wait() -> None:
    chooser, now = Chooser(Rung.SMALL), 0.0
    good, bad = Line(None, 350.0, 0.0), Line(None, 350.0, 0.5)
    for _ in range(2):  # a try that fails doubles the wait
        while chooser.look(good, now) is Rung.SMALL:
            now += 1.0
        while chooser.look(bad, now) is Rung.MIDDLE:
            now += 1.0
    chooser.look(good, now)
    chooser.begin_again()
    began = now = now + 1000.0
    while chooser.look(good, now) is Rung.SMALL:
        now += 1.0
    assert now - began == 4 * FIRST_TRY_S
