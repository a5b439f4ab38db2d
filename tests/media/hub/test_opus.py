"""libopus itself: what PyAV does not pass on."""

from __future__ import annotations

import numpy as np
import pytest

from media.hub.opus import Decoder, Encoder, OpusError
from media.hub.voice_packet import repeats, rests, samples
from tests.media.hub.voices import loudness, pitch, tone, vowel


@pytest.fixture(scope="module")
def packets() -> list[bytes]:
    encoder = Encoder()
    return [encoder.encode(vowel(n)) for n in range(60)]


def test_packets_come_out_as_they_went_in() -> None:
    encoder, decoder = Encoder(), Decoder()
    heard = [decoder.decode(encoder.encode(tone(500, n))) for n in range(40)]
    assert {len(block) for block in heard} == {960}
    assert abs(pitch(heard[5:]) - 500) < 5


def test_a_lost_packet_is_recovered_from_the_next_one(packets: list[bytes]) -> None:
    whole, bridged, repaired = Decoder(), Decoder(), Decoder()
    heard = [whole.decode(packet) for packet in packets]
    for packet in packets[:40]:  # the voice changes with the one that is lost
        bridged.decode(packet)
        repaired.decode(packet)
    assert repeats(packets[41])
    spectra = [
        np.abs(np.fft.rfft(block * np.hanning(960)))
        for block in (heard[40], repaired.recover(packets[41]), bridged.conceal())
    ]
    near, far = (np.linalg.norm(spectra[0] - other) for other in spectra[1:])
    assert near < 0.7 * far


def test_concealment_goes_on_as_before_and_fades_away(packets: list[bytes]) -> None:
    decoder = Decoder()
    heard = [decoder.decode(packet) for packet in packets]
    bridged = [decoder.conceal() for _ in range(20)]
    assert {len(block) for block in bridged} == {960}
    assert loudness(bridged[:1]) > 0.2 * loudness(heard[-4:])
    assert loudness(bridged[-4:]) < 0.1 * loudness(heard[-4:])


def test_in_silence_nearly_nothing_needs_to_be_sent() -> None:
    encoder = Encoder()
    for number in range(20):
        encoder.encode(tone(500, number))
    silent = [encoder.encode(np.zeros(960, np.int16)) for _ in range(100)]
    assert sum(rests(packet) for packet in silent) > 70
    assert not rests(encoder.encode(tone(500, 0)))


def test_an_even_tone_is_no_silence() -> None:
    encoder = Encoder()
    assert not any(rests(encoder.encode(tone(700, number))) for number in range(100))


def test_what_is_no_packet_is_said_to_be_none() -> None:
    with pytest.raises(OpusError, match="corrupted"):
        Decoder().decode(b"\xff" * 40)
    assert samples(b"\xff" * 40) == 0


def test_a_block_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match="960"):
        Encoder().encode(np.zeros(480, np.int16))
