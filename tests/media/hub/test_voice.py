"""A site's voice on its way into the mix."""

from __future__ import annotations

import pytest

from media.hub.mixer import encoded, opus
from media.hub.voice import INBOX, Voice
from media.sound import Samples
from tests.media.hub.voices import loudness, voice_packet, vowel


@pytest.fixture(scope="module")
def packets() -> list[bytes]:
    encoder = opus()
    return [bytes(encoded(encoder, vowel(n), n * 960)) for n in range(100)]


def speak(voice: Voice, packets: list[bytes], lost: tuple[int, ...] = ()) -> list[Samples | None]:
    """Each packet comes, and a block is taken, every 20 ms."""
    heard = []
    for number, packet in enumerate(packets):
        if number not in lost:
            voice.put(voice_packet(number, packet))
        heard.append(voice.take(0.02 * number + 0.003))
    return heard


def sounding(heard: list[Samples | None]) -> list[Samples]:
    return [block for block in heard if block is not None]


def test_a_voice_waits_a_moment_and_then_comes_whole(packets: list[bytes]) -> None:
    voice = Voice("n01")
    heard = speak(voice, packets)
    assert [block is None for block in heard[:3]] == [True, True, False]
    assert all(block is not None and block.shape == (960,) for block in heard[2:])
    assert loudness(sounding(heard)[5:]) == pytest.approx(loudness([vowel(9)]), rel=0.3)
    assert (voice.buffer.concealed, voice.left_out) == (0, 0)


def test_lost_packets_leave_no_hole(packets: list[bytes]) -> None:
    voice = Voice("n01")
    heard = sounding(speak(voice, packets, lost=(30, 50, 51, 70)))
    assert voice.buffer.frames - voice.buffer.concealed >= 96
    assert voice.buffer.recovered == 3
    assert min(loudness([block]) for block in heard[5:]) > 2000


def test_a_voice_that_ends_falls_silent_and_begins_again(packets: list[bytes]) -> None:
    voice = Voice("n01")
    speak(voice, packets[:50])
    assert [voice.take(1.0 + 0.02 * n + 0.003) is None for n in range(20)][-5:] == [True] * 5
    assert voice.buffer.dry == 1
    for number in range(100, 110):
        voice.put(voice_packet(number, packets[number - 50]))
        block = voice.take(0.02 * number + 0.003)
    assert block is not None


def test_what_lies_too_far_behind_is_left_out(packets: list[bytes]) -> None:
    voice = Voice("n01")
    for number in range(4):
        voice.put(voice_packet(number, packets[number]))
        voice.take(0.02 * number + 0.003)
    for number in range(4, 40):
        voice.put(voice_packet(number, packets[number]))
    taken = [voice.take(0.8 + 0.02 * n) for n in range(12)]
    assert voice.left_out > 10
    assert taken[0] is not None


def test_a_closed_microphone_is_not_heard_nor_kept(packets: list[bytes]) -> None:
    voice = Voice("n01")
    speak(voice, packets[:6])
    voice.open = False
    assert voice.take(0.12) is None
    voice.put(voice_packet(7, packets[7]))
    voice.open = True
    assert voice.take(0.24) is None


def test_what_is_no_opus_is_a_fault_and_nothing_more(packets: list[bytes]) -> None:
    voice = Voice("n01")
    broken = [b"", b"x" * 5000, bytes([15 << 3]) + b"\xff" * 1400, *packets[:20]]
    heard = speak(voice, broken)
    assert heard[-1] is not None
    assert voice.faults == 1


def test_of_a_flood_only_the_newest_is_kept(packets: list[bytes]) -> None:
    voice = Voice("n01")
    for number in range(500):
        voice.put(voice_packet(number, packets[number % 100]))
    assert len(voice._inbox) == INBOX
