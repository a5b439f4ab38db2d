from __future__ import annotations

import numpy as np
import pytest

from media.cameras.sound_decoder import REFUSED, SoundDecoder
from media.sound import RATE_HZ
from media.unit import SoundFormat, SoundUnit
from tests.media.cameras.tones import coded_tone, pitch_of

HZ = 440.0


@pytest.mark.parametrize("codec", ["pcmu", "pcma", "aac", "opus"])
def test_every_codec_gives_its_tone_at_the_boards_rate(codec: str) -> None:
    kind, units = coded_tone(codec, HZ, 1.0)
    decoder = SoundDecoder(kind)
    heard = np.concatenate([decoder.decode(unit) for unit in units])
    assert heard.dtype == np.int16
    assert 0.85 * RATE_HZ < len(heard) < 1.1 * RATE_HZ
    assert pitch_of(heard[-RATE_HZ // 2 :]) == pytest.approx(HZ, abs=4)
    assert 5000 < np.abs(heard).max() < 15000
    assert decoder.errors == 0


def test_what_is_no_sound_is_counted_and_the_next_is_decoded() -> None:
    kind, units = coded_tone("aac", HZ, 1.0)
    decoder = SoundDecoder(kind)
    for _ in range(REFUSED):
        assert not len(decoder.decode(SoundUnit(b"\xff" * 40, 0)))
    assert decoder.errors == REFUSED
    assert decoder.refusing
    assert sum(len(decoder.decode(unit)) for unit in units) > RATE_HZ // 2
    assert not decoder.refusing


@pytest.mark.parametrize(
    "kind",
    [SoundFormat("speex", 8000), SoundFormat("pcma", 8000, 64), SoundFormat("pcma", 0)],
)
def test_what_cannot_be_decoded_is_said_in_words(kind: SoundFormat) -> None:
    with pytest.raises(ValueError, match="sound"):
        SoundDecoder(kind)
