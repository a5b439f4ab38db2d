from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from media.onvif.rights import RANKS, Busy, Granted, Rights, Seat

WINDOW, TABLET = Seat("operator", "window"), Seat("operator", "control")
LEADER, PATROL = Seat("leader", "window"), Seat("patrol", "patrol")


def test_who_moved_last_keeps_it_for_a_while() -> None:
    rights = Rights(lock_s=10)
    assert rights.ask("c1", WINDOW, 0.0) == Granted()
    assert rights.ask("c1", TABLET, 9.0) == Busy(WINDOW, 1.0)
    assert rights.ask("c2", TABLET, 9.0) == Granted()
    assert rights.ask("c1", WINDOW, 9.0) == Granted()
    assert rights.holder("c1", 18.0) == (WINDOW, 1.0)
    assert rights.ask("c1", TABLET, 19.0) == Granted()  # freed, so nobody is robbed


def test_a_higher_rank_takes_over_and_the_lower_one_is_named() -> None:
    rights = Rights(lock_s=10)
    rights.ask("c1", WINDOW, 0.0)
    assert rights.ask("c1", LEADER, 1.0) == Granted(WINDOW)
    assert rights.ask("c1", WINDOW, 2.0) == Busy(LEADER, 9.0)


def test_anybody_takes_over_from_a_patrol() -> None:
    rights = Rights(lock_s=10)
    rights.ask("c1", PATROL, 0.0, for_s=1e9)
    assert rights.ask("c1", WINDOW, 1.0) == Granted(PATROL)


def test_what_is_given_up_is_free_at_once() -> None:
    rights = Rights()
    rights.ask("c1", WINDOW, 0.0)
    rights.give_up("c1", TABLET)
    assert rights.holder("c1", 0.0) is not None
    rights.give_up("c1", WINDOW)
    assert rights.ask("c1", TABLET, 0.0) == Granted()


ASKS = st.lists(
    st.tuples(st.sampled_from([Seat(rank, who) for rank in RANKS for who in "ab"]), st.floats(0, 8))
)


@given(ASKS)
def test_nobody_loses_it_to_an_equal_or_lower_rank(asks: list[tuple[Seat, float]]) -> None:
    rights, now = Rights(lock_s=10), 0.0
    for seat, passes in asks:
        now += passes
        before = rights.holder("c1", now)
        answer = rights.ask("c1", seat, now)
        after = rights.holder("c1", now)
        assert after is not None
        if before is None or before[0] == seat:
            assert (answer, after[0]) == (Granted(), seat)
        elif RANKS.index(seat.rank) > RANKS.index(before[0].rank):
            assert (answer, after[0]) == (Granted(before[0]), seat)
        else:
            assert isinstance(answer, Busy)
            assert after == before
