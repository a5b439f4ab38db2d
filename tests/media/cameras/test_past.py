from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.cameras.past import KEPT_S, MB, MOST_MB_IN_ALL, PastBudget, PastMemory
from media.unit import AccessUnit, Arrival, SoundUnit, VideoFormat

VIDEO = VideoFormat("h264")


def arrival(at: float, key: bool, size: int = 100, broken: bool = False) -> Arrival:
    return Arrival(AccessUnit(bytes(size), key, broken, 0, None), at, 0.0)


def fill(memory: PastMemory, seconds: int, gop_s: int = 2, size: int = 100, at: int = 0) -> None:
    memory.begin(VIDEO, None)
    for second in range(at, at + seconds):
        memory.unit(arrival(float(second), (second - at) % gop_s == 0, size))


def times(memory: PastMemory, since: float) -> list[float]:
    return [each.received_at for each in memory.arrivals(since)]


def test_it_begins_with_the_key_picture_at_or_before_the_wish() -> None:
    memory = PastMemory(PastBudget())
    assert memory.oldest is None
    assert memory.arrivals(0.0) == []
    fill(memory, 10)
    assert times(memory, 5.0) == [4, 5, 6, 7, 8, 9]
    assert times(memory, 6.0)[0] == 6
    assert times(memory, -5.0)[0] == memory.oldest == 0


def test_whole_groups_beyond_the_seconds_go() -> None:
    memory = PastMemory(PastBudget(), seconds=10)
    fill(memory, 101)
    assert memory.oldest == 90
    assert memory.arrivals(0.0)[0].unit.key


def test_whole_groups_beyond_the_bytes_go() -> None:
    budget = PastBudget()
    memory = PastMemory(budget, most_bytes=1000)
    fill(memory, 30)
    assert memory.bytes == budget.used <= 1000
    assert memory.oldest == 20
    memory.unit(arrival(30.0, True, 2000))
    assert memory.oldest is None
    memory.unit(arrival(31.0, False))
    assert memory.bytes == 0


def test_what_came_before_a_lost_connection_stays() -> None:
    memory = PastMemory(PastBudget())
    fill(memory, 4)
    memory.begin(VIDEO, None)
    memory.unit(arrival(8.0, False))
    memory.unit(arrival(9.0, True))
    memory.unit(arrival(10.0, False, broken=True))
    memory.unit(arrival(11.0, False))
    assert times(memory, 0.0) == [0, 1, 2, 3, 9]
    memory.unit(arrival(12.0, True))
    assert times(memory, 0.0) == [0, 1, 2, 3, 9, 12]


def test_the_memory_unseen_for_longest_gives_way() -> None:
    budget = PastBudget(2500)
    old, seen = PastMemory(budget), PastMemory(budget)
    fill(old, 10)
    old.seen(5.0)
    seen.seen(60.0)
    fill(seen, 20)
    assert budget.used <= 2500
    assert (old.bytes, seen.bytes) == (400, 2000)
    fill(seen, 10, at=20)
    assert old.oldest is None
    assert seen.bytes == budget.used == 2400
    old.close()
    seen.close()
    assert budget.used == 0


def test_sound_goes_with_the_pictures() -> None:
    memory = PastMemory(PastBudget(), seconds=4)
    memory.sound(SoundUnit(b"early", 0), 0.0)
    for second in range(10):
        memory.unit(arrival(float(second), second % 2 == 0))
        memory.sound(SoundUnit(b"x", 0), second + 0.5)
    assert [at for _, at in memory.sounds(6.5)] == [6.5, 7.5, 8.5, 9.5]
    assert memory.sounds(0.0)[0][1] == 4.5


@given(
    st.lists(st.tuples(st.booleans(), st.booleans(), st.integers(1, 400)), max_size=60),
    st.integers(300, 2000),
)
def test_bytes_are_counted_right_and_bounded_whatever_comes(
    told: list[tuple[bool, bool, int]], most: int
) -> None:
    budget = PastBudget(most)
    memories = [PastMemory(budget, 20, 900), PastMemory(budget, 20, 900)]
    for memory in memories:
        memory.begin(VIDEO, None)
    for at, (first, key, size) in enumerate(told):
        memory = memories[first]
        memory.unit(arrival(float(at), key, size))
        for each in memories:
            units = each.arrivals(0.0)
            assert sum(len(unit.unit.data) for unit in units) == each.bytes <= 900
            assert not units or units[0].unit.key
        assert budget.used == sum(each.bytes for each in memories) <= most


def test_those_on_the_wall_share_what_there_is() -> None:
    budget = PastBudget(6000)
    memories = [PastMemory(budget) for _ in range(3)]
    for memory in memories:
        memory.begin(VIDEO, None)
    for second in range(200):
        for number, memory in enumerate(memories):
            memory.seen(second + number / 1000)
            memory.unit(arrival(float(second), second % 2 == 0, 100))
    assert budget.used <= 6000
    held = [memory.bytes for memory in memories]
    assert max(held) - min(held) <= 400
    assert min(held) >= 1400


@pytest.mark.parametrize(
    ("megabytes", "least_s"), [(MOST_MB_IN_ALL, 3.5), (40, 8.5), (80, 18.5), (130, KEPT_S)]
)
def test_what_a_full_wall_remembers_goes_with_the_megabytes(megabytes: int, least_s: float) -> None:
    """The seconds of ``memory_mb`` in docs/site.md: 64 tiles of 500 kbit/s, in two workers."""
    budget = PastBudget(megabytes * MB // 2)
    memories = [PastMemory(budget) for _ in range(32)]
    for memory in memories:
        memory.begin(VIDEO, None)
    data = bytes(500_000 // 8 // 5)  # five pictures a second, a key picture each two seconds
    for picture in range(5 * 50):
        at = picture / 5
        for number, memory in enumerate(memories):
            memory.seen(at)
            unit = AccessUnit(data, (picture + 3 * number) % 10 == 0, False, 0, None)
            memory.unit(Arrival(unit, at, 0.0))
    spans = [at - (memory.oldest or 0.0) for memory in memories]
    assert least_s <= min(spans) <= max(spans) <= least_s + 4
