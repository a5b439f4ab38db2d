from __future__ import annotations

import random
from itertools import pairwise

import av
import numpy as np
import pytest

from console.town.villages.opus import packed
from console.town.villages.voice import RATE, Samples, Throat, babble, hush, loudness


def pitch_of(sound: Samples) -> float:
    """The strongest period between 70 and 330 Hz in the loudest half second."""
    half = RATE // 2
    starts = range(0, len(sound) - half, half // 4)
    piece = max((sound[at : at + half] for at in starts), key=lambda p: float(np.sum(p**2)))
    spectrum = np.abs(np.fft.rfft(piece, 4 * half)) ** 2
    correlation = np.fft.irfft(spectrum)[: RATE // 70]
    lowest = RATE // 330
    return RATE / (lowest + int(np.argmax(correlation[lowest:])))


@pytest.mark.parametrize("which", range(8))
def test_a_voice_has_its_own_pitch(which: int) -> None:
    chance = random.Random(which)
    throat = Throat.of(which, chance)
    assert pitch_of(babble(throat, 4.0, chance)) == pytest.approx(throat.pitch_hz, rel=0.25)


def test_neighbours_are_told_apart_by_ear() -> None:
    pitches = [Throat.of(which, random.Random(which)).pitch_hz for which in range(27)]
    for one, next_ in pairwise(pitches):
        assert abs(np.log2(one / next_)) > 3 / 12
    assert len({round(pitch) for pitch in pitches}) >= 25


def test_speech_is_loud_pauses_and_is_quiet_at_both_ends() -> None:
    chance = random.Random(1)
    sound = babble(Throat.of(1, chance), 6.0, chance)
    assert len(sound) == 6 * RATE
    assert 0.5 < np.max(np.abs(sound)) < 0.6
    assert np.max(np.abs(sound[: RATE // 10])) < 0.01
    assert np.max(np.abs(sound[-RATE // 10 :])) < 0.01
    levels = loudness(sound, 15)
    assert len(levels) == 90
    assert np.mean(levels < 0.05) > 0.15
    assert np.mean(levels > 0.2) > 0.3


def test_opus_packets_decode_to_the_sound_and_are_fifty_a_second() -> None:
    chance = random.Random(1)
    sound = babble(Throat.of(1, chance), 2.0, chance)
    packets = packed(sound)
    assert len(packets) == 100
    decoder = av.AudioCodecContext.create("libopus", "r")
    decoder.sample_rate, decoder.layout, decoder.format = 48_000, "mono", "s16"
    heard = [f.to_ndarray() for packet in packets for f in decoder.decode(av.Packet(packet))]
    whole = np.concatenate(heard, axis=1)
    assert whole.shape[1] == pytest.approx(2 * 48_000, rel=0.01)
    assert 0.5 < np.std(whole) / 32768 / np.std(sound) < 1.5
    assert all(len(packet) < 100 for packet in packed(hush(1.0, chance)))
