"""A site's voice on its way into the mix."""

from __future__ import annotations

import pytest

from media.hub.mixer import encoded, opus
from media.hub.voice import MOST, PATIENCE, Voice
from tests.media.hub.conftest import pitch, tone


@pytest.fixture(scope="module")
def packets() -> list[bytes]:
    encoder = opus()
    return [bytes(encoded(encoder, tone(500, n), n * 960)) for n in range(60)]


def test_a_voice_waits_for_patience_and_then_comes_whole(packets: list[bytes]) -> None:
    voice = Voice("n01")
    voice.put(packets[0])
    assert voice.take() is None
    heard = []
    for packet in packets[1:40]:
        voice.put(packet)
        block = voice.take()
        assert block is not None
        heard.append(block)
    assert abs(pitch(heard[5:]) - 500) < 5
    assert (voice.gaps, voice.dropped) == (0, 0)


def test_a_voice_that_runs_dry_is_one_gap_and_begins_again_with_patience(
    packets: list[bytes],
) -> None:
    voice = Voice("n01")
    for packet in packets[:PATIENCE]:
        voice.put(packet)
    assert [voice.take() is None for _ in range(PATIENCE + 2)] == [False] * PATIENCE + [True] * 2
    assert voice.gaps == 1
    voice.put(packets[5])
    assert voice.take() is None


def test_too_much_waiting_is_left_out(packets: list[bytes]) -> None:
    voice = Voice("n01")
    for packet in packets[: MOST + 5]:
        voice.put(packet)
    taken = 0
    while voice.take() is not None:
        taken += 1
    assert taken == PATIENCE
    assert voice.dropped == MOST + 5 - PATIENCE


def test_a_clock_that_runs_fast_is_brought_back(packets: list[bytes]) -> None:
    voice = Voice("n01")
    for packet in packets[:5]:
        voice.put(packet)
    for number in range(300):
        voice.put(packets[number % 60])
        voice.take()
    assert voice.dropped == 1


def test_a_closed_microphone_is_not_heard_nor_kept(packets: list[bytes]) -> None:
    voice = Voice("n01")
    for packet in packets[:6]:
        voice.put(packet)
    voice.open = False
    assert voice.take() is None
    voice.put(packets[7])
    voice.open = True
    assert voice.take() is None


def test_what_is_no_opus_is_a_fault_and_nothing_more(packets: list[bytes]) -> None:
    voice = Voice("n01")
    for packet in (b"", b"\xff" * 40, b"x" * 5000, *packets[:3]):
        voice.put(packet)
    assert voice.take() is not None
    assert voice.faults == 1
