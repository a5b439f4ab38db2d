from __future__ import annotations

from bench.listener import Listener
from media.hub.voice_packet import VoicePacket

SPEECH = bytes([0x78 + 0x80, 1, 2, 3, 4])  # CELT, 20 ms, one frame


def _packet(number: int, late_s: float = 0.0) -> VoicePacket:
    return VoicePacket(number, number * 960, SPEECH, 10 + number * 0.02 + late_s)


def _gaps(packets: list[VoicePacket]) -> int:
    listener = Listener()
    for packet in packets:
        listener.take(packet)
    assert listener.frames
    return listener.gaps


def test_an_even_mix_has_no_gap() -> None:
    assert _gaps([_packet(number) for number in range(200)]) == 0


def test_a_packet_that_never_comes_is_a_gap() -> None:
    assert _gaps([_packet(number) for number in range(200) if number != 90]) == 1


def test_a_mix_that_stands_still_for_half_a_second_is_a_gap() -> None:
    late = [_packet(number, 0.0 if number < 90 else 0.5) for number in range(200)]
    assert _gaps(late) >= 1


def test_a_pause_without_packets_is_none() -> None:
    """The stamps go on and the numbers do not: nothing was sent, so nothing is missing."""
    pause = [VoicePacket(n, (n + 50) * 960, SPEECH, 10 + (n + 50) * 0.02) for n in range(90, 150)]
    rest = VoicePacket(89, 89 * 960, SPEECH[:1], 10 + 89 * 0.02)
    assert _gaps([*[_packet(number) for number in range(89)], rest, *pause]) == 0
