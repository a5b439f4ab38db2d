"""When which voice packet is played."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from media.hub.jitter import LONGEST_S, MOST, SHORTEST_S, Delays, JitterBuffer, Turn
from media.hub.voice_packet import VoicePacket

SPEECH = bytes([15 << 3, 0x40]) + b"x" * 60  # 20 ms that repeat the 20 ms before
ALONE = bytes([31 << 3, 0x40]) + b"x" * 60
FIRST = 65_500  # the number wraps soon


def packet(number: int, delay: float = 0.0, payload: bytes = SPEECH) -> VoicePacket:
    stamp = (2**32 - 48_000 + 960 * number) % 2**32
    return VoicePacket((FIRST + number) % 2**16, stamp, payload, 100 + 0.02 * number + delay)


def play(
    buffer: JitterBuffer, packets: list[VoicePacket], blocks: int, shift: float = 0.003
) -> list[Turn]:
    """Take a block every 20 ms; packets come when they say."""
    coming, turns = sorted(packets, key=lambda p: p.at), []
    for block in range(blocks):
        now = 100 + 0.02 * block + shift
        while coming and coming[0].at <= now:
            buffer.put(coming.pop(0))
        turns.append(buffer.take(now).turn)
    return turns


def spoken(turns: list[Turn]) -> list[Turn]:
    return turns[turns.index(Turn.PLAY) :]


def test_an_even_stream_is_played_whole_after_the_shortest_patience() -> None:
    buffer = JitterBuffer()
    turns = play(buffer, [packet(n) for n in range(200)], 200)
    assert turns[:2] == [Turn.WAIT] * 2
    assert set(spoken(turns)) == {Turn.PLAY}
    assert buffer.delays.target_s == SHORTEST_S


def test_one_lost_packet_is_recovered_from_the_next() -> None:
    buffer = JitterBuffer()
    turns = play(buffer, [packet(n) for n in range(100) if n != 50], 100)
    assert Counter(spoken(turns)) == {Turn.PLAY: 97, Turn.RECOVER: 1}
    assert (buffer.recovered, buffer.concealed) == (1, 0)


def test_of_three_lost_in_a_row_the_last_is_recovered_and_the_others_concealed() -> None:
    buffer = JitterBuffer()
    play(buffer, [packet(n) for n in range(100) if n not in (50, 51, 52)], 100)
    assert (buffer.recovered, buffer.concealed) == (1, 2)


def test_what_does_not_repeat_cannot_recover() -> None:
    buffer = JitterBuffer()
    play(buffer, [packet(n, payload=ALONE) for n in range(100) if n != 50], 100)
    assert (buffer.recovered, buffer.concealed) == (0, 1)


def test_a_repetition_that_was_asked_for_is_in_time_on_a_lossy_line() -> None:
    chance = random.Random(1)
    sent = []
    for n in range(600):
        lost, again = chance.random() < 0.2, chance.random() < 0.2
        if not lost:
            sent.append(packet(n))
        elif not again:
            sent.append(packet(n, delay=0.07))
    buffer = JitterBuffer()
    play(buffer, sent, 620)
    assert buffer.delays.target_s >= 0.07
    assert buffer.played / buffer.frames > 0.94


@pytest.mark.parametrize(("loss", "bar"), [(0.05, 0.99), (0.1, 0.98), (0.2, 0.95), (0.3, 0.9)])
def test_repetition_inside_the_packets_alone_keeps_speech_whole(loss: float, bar: float) -> None:
    chance = random.Random(2)
    sent = [packet(n, chance.uniform(0, 0.015)) for n in range(3000) if chance.random() >= loss]
    buffer = JitterBuffer()
    play(buffer, sent, 3020)
    assert (buffer.played + buffer.recovered) / buffer.frames >= bar


def test_jitter_lengthens_the_patience_and_calm_shortens_it_again() -> None:
    chance = random.Random(3)
    buffer = JitterBuffer()
    rough = [packet(n, chance.uniform(0, 0.12)) for n in range(500)]
    calm = [packet(n) for n in range(500, 1200)]
    play(buffer, rough + calm, 500)
    assert buffer.delays.target_s > 0.1
    late, concealed = buffer.late, buffer.concealed + buffer.recovered
    assert late < 40
    assert concealed < 50
    buffer = JitterBuffer()
    play(buffer, rough + calm, 1200)
    assert buffer.delays.target_s == SHORTEST_S


def test_a_way_that_became_longer_is_learnt_within_a_moment() -> None:
    buffer = JitterBuffer()
    turns = play(buffer, [packet(n, 0.4 * (n >= 100)) for n in range(300)], 300)
    assert set(turns[160:]) == {Turn.PLAY}


def test_a_pause_without_packets_is_no_loss() -> None:
    buffer = JitterBuffer()
    before = [packet(n) for n in range(50)]
    after = [
        VoicePacket((FIRST + n - 40) % 2**16, packet(n).stamp, SPEECH, packet(n).at)
        for n in range(90, 140)
    ]
    play(buffer, before + after, 150)
    assert (buffer.played, buffer.recovered, buffer.concealed) == (100, 0, 0)


def test_it_is_short_only_where_speech_would_break_off() -> None:
    buffer = JitterBuffer()
    assert not buffer.short  # nobody has spoken yet
    play(buffer, [packet(n) for n in range(10)], 10)
    assert not buffer.short  # what patience held back is still there
    assert buffer.take(100.203).turn is Turn.PLAY
    assert buffer.take(100.223).turn is Turn.PLAY
    assert buffer.short
    assert buffer.take(100.243).turn is Turn.CONCEAL
    assert not buffer.short  # it has broken off


def test_who_rests_is_not_short_of_anything() -> None:
    buffer = JitterBuffer()
    play(buffer, [packet(n) for n in range(10)] + [packet(10, payload=SPEECH[:1])], 13)
    assert buffer.played == 11
    assert not buffer.short


def test_packets_twice_count_once() -> None:
    buffer = JitterBuffer()
    play(buffer, [packet(n) for n in range(50)] + [packet(n, 0.01) for n in range(50)], 60)
    assert (buffer.played, buffer.late) == (50, 0)


def test_a_packet_that_was_played_and_comes_again_is_not_late() -> None:
    buffer = JitterBuffer()
    twice = [packet(n, delay) for n in range(100) for delay in (0.0, 0.1)]
    play(buffer, twice, 100)
    assert (buffer.late, buffer.concealed) == (0, 0)


def test_another_stream_begins_at_once() -> None:
    buffer = JitterBuffer()
    play(buffer, [packet(n) for n in range(50)], 50)
    other = [VoicePacket(20_000 + n, 7 + 960 * n, SPEECH, 101 + 0.02 * n) for n in range(50)]
    turns = play(buffer, other, 100)
    assert turns.count(Turn.PLAY) >= 47


def test_what_waited_while_nobody_listened_is_not_said_afterwards() -> None:
    buffer = JitterBuffer()
    for n in range(40):
        buffer.put(packet(n))
    assert buffer.take(packet(39).at + 0.003).turn is Turn.PLAY
    assert len(buffer._held) < 10


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 150), st.floats(0, 0.6), st.sampled_from([SPEECH, ALONE, b"", b"x"])
        )
    ),
    st.floats(0, 0.019),
)
def test_whatever_comes_a_block_is_told_each_time_and_little_is_kept(
    sent: list[tuple[int, float, bytes]], shift: float
) -> None:
    buffer = JitterBuffer()
    play(buffer, [packet(n, delay, payload) for n, delay, payload in sent], 200, shift)
    assert len(buffer._held) <= MOST
    assert buffer.played + buffer.late <= len(sent)
    assert SHORTEST_S <= buffer.delays.target_s <= LONGEST_S


@given(st.lists(st.floats(-5, 5), min_size=1))
def test_the_patience_is_bounded_whatever_the_delays(delays: list[float]) -> None:
    found = Delays()
    for delay in delays:
        found.note(delay)
    assert SHORTEST_S <= found.target_s <= LONGEST_S
