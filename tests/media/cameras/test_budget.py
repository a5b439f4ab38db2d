from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from media.cameras.budget import give_way


@dataclass
class Held:
    seen_at: float
    held_bytes: int

    def shrink(self) -> None:
        self.held_bytes //= 10


def test_the_longest_unseen_gives_way_and_no_more_than_needed() -> None:
    holders = [Held(3.0, 100), Held(float("-inf"), 100), Held(2.0, 100)]
    assert give_way(holders, 215) == 1
    assert [each.held_bytes for each in holders] == [100, 10, 100]
    assert give_way(holders, 215) == 0


@given(st.lists(st.builds(Held, st.floats(0, 100), st.integers(0, 1000))), st.integers(0, 9000))
def test_afterwards_it_fits_or_all_have_given_way(holders: list[Held], most: int) -> None:
    shrunk = give_way(holders, most)
    assert sum(each.held_bytes for each in holders) <= most or shrunk == len(holders)
