from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from media.cameras.jitter import MOST_S, SPARE_S, WATCH_S, JitterBuffer
from media.sound import BLOCK_S, RATE_HZ, SAMPLES, Samples


def piece(seconds: float = BLOCK_S, value: int = 1) -> Samples:
    return np.full(round(seconds * RATE_HZ), value, np.int16)


def played(buffer: JitterBuffer, begin: float, end: float) -> int:
    """Blocks taken between two times by a thread that looks each 10 ms."""
    return sum(len(buffer.take(begin + step / 100)) for step in range(round((end - begin) * 100)))


def test_it_gathers_a_little_before_it_begins() -> None:
    buffer = JitterBuffer()
    for _ in range(4):
        buffer.put(piece())
        assert buffer.take(0.0) == []
    buffer.put(piece())
    assert [len(block) for block in buffer.take(0.0)] == [SAMPLES]
    assert played(buffer, 0.01, 0.05) == 2


def test_bursts_are_evened_out_without_a_gap() -> None:
    buffer = JitterBuffer()
    blocks = 0
    for tick in range(1000):  # 10 ms each; 60 ms of sound come together
        if tick % 6 == 0:
            for _ in range(3):
                buffer.put(piece())
        taken = len(buffer.take(tick / 100))
        assert taken <= 1
        blocks += taken
    assert buffer.gaps == 0
    assert blocks > 480


def test_a_long_piece_does_not_run_it_empty() -> None:
    buffer = JitterBuffer()
    for tick in range(2000):
        if tick % 13 == 0:
            buffer.put(piece(0.13))
        buffer.take(tick / 100)
    assert buffer.gaps == 0
    assert buffer.held_s < 0.3


def test_what_a_burst_leaves_behind_is_left_out_so_that_the_delay_stays() -> None:
    buffer = JitterBuffer()
    for tick in range(round(3 * WATCH_S * 100)):
        if tick == 30:
            buffer.put(piece(0.3))
        if tick % 2 == 0:
            buffer.put(piece())
        buffer.take(tick / 100)
    assert buffer.dropped >= 0.2 * RATE_HZ
    assert buffer.held_s <= SPARE_S + 3 * BLOCK_S
    assert buffer.gaps == 0


def test_it_says_nothing_while_nothing_comes_and_begins_again() -> None:
    buffer = JitterBuffer()
    for _ in range(5):
        buffer.put(piece())
    assert played(buffer, 0.0, 1.0) == 5
    assert buffer.gaps == 1
    assert not buffer.playing
    for _ in range(5):
        buffer.put(piece())
    assert len(buffer.take(5.0)) == 1


@given(
    st.lists(
        st.tuples(st.integers(0, 6000), st.floats(0, 0.3)),
        max_size=60,
    )
)
def test_nothing_is_made_up_lost_or_kept_beyond_its_limit(
    steps: list[tuple[int, float]],
) -> None:
    buffer, now, put, taken = JitterBuffer(), 0.0, 0, 0
    for samples, wait_s in steps:
        buffer.put(np.zeros(samples, np.int16))
        put += samples
        now += wait_s
        blocks = buffer.take(now)
        assert all(len(block) == SAMPLES for block in blocks)
        taken += SAMPLES * len(blocks)
        assert buffer.held_s <= MOST_S
        assert put == taken + buffer.dropped + round(buffer.held_s * RATE_HZ)
