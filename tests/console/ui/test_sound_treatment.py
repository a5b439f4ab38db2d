from __future__ import annotations

import sys

import numpy as np
import pytest

from console.ui.sound_treatment import SoundTreatment
from media.sound import SAMPLES
from media.voice_cleaning import Cleaning
from tests.stage.speech import speech

VOICE = speech(2, 8.0).astype(np.int16)


def treated(treatment: SoundTreatment, echo: bool) -> float:
    """How loud the last second is of what is heard, while the loudspeaker plays the same."""
    left = []
    for at in range(0, len(VOICE) - SAMPLES + 1, SAMPLES):
        block = VOICE[at : at + SAMPLES]
        if echo:
            treatment.play("loudspeaker", block.tobytes(), 0.0)
        left.append(treatment.clean(block))
    last = np.concatenate(left)[-48_000:].astype(np.float64)
    return float(np.sqrt(np.mean(last**2)))


def test_what_the_loudspeaker_plays_is_taken_out_of_what_the_microphone_hears() -> None:
    treatment = SoundTreatment()
    treatment.set_wished(Cleaning(gain=False))
    treatment.begin()
    assert treated(treatment, echo=True) < 0.1 * treated(SoundTreatment(), echo=False)


def test_nothing_is_loaded_before_a_microphone_opens_and_nothing_where_nothing_is_wished() -> None:
    treatment = SoundTreatment()
    treatment.play("loudspeaker", bytes(2 * SAMPLES), 0.0)
    assert treatment._cleaning is None
    treatment.set_wished(Cleaning(echo=False, noise=False, gain=False))
    treatment.begin()
    assert treatment._cleaning is None
    block = VOICE[:SAMPLES]
    assert treatment.clean(block) is block
    treatment.set_wished(Cleaning())  # while it is open
    assert treatment._cleaning is not None


def test_a_library_that_is_missing_leaves_the_sound_as_it_is_and_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "livekit.rtc", None)
    treatment = SoundTreatment()
    treatment.begin()
    assert "livekit" in treatment.trouble
    block = VOICE[:SAMPLES]
    assert treatment.clean(block) is block
