from __future__ import annotations

import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from media import voice_cleaning
from media.sound import SAMPLES
from media.voice_cleaning import (
    DOWN,
    MOST_WAITING,
    STEADY_BLOCKS,
    Cleaning,
    EchoRest,
    Played,
    UnavailableError,
    VoiceCleaning,
)
from tests.stage.speech import EchoRoom, cleaned, return_loss_db, speech

KNOWN_S = 8.0  # until it knows the room


@pytest.mark.parametrize(
    "room",
    [EchoRoom("cell", 0.15, 0.06), EchoRoom("office", 0.3, 0.09), EchoRoom("late", 0.3, 0.25)],
    ids=lambda room: room.name,
)
def test_a_looped_loudspeaker_comes_back_thirty_decibels_quieter(room: EchoRoom) -> None:
    played = speech(1, 14.0)
    heard = room.echo(played)
    left = cleaned(played, heard, room.delay_s)
    assert return_loss_db(heard, left, KNOWN_S) >= 30.0


def test_without_the_wish_the_echo_stays() -> None:
    played = speech(1, 10.0)
    heard = EchoRoom("office", 0.3, 0.09).echo(played)
    left = cleaned(played, heard, 0.09, Cleaning(echo=False, noise=True, gain=False))
    assert return_loss_db(heard, left, KNOWN_S) < 6.0


def test_who_speaks_in_the_room_is_heard_while_the_loudspeaker_is_quiet() -> None:
    said = speech(7, 10.0)
    left = cleaned(np.zeros_like(said), said, 0.09)
    assert abs(return_loss_db(said, left, 4.0)) < 3.0


def test_a_hum_is_taken_away_and_a_low_voice_raised() -> None:
    rng = np.random.default_rng(1)
    fan = rng.standard_normal(48_000 * 8) * 200
    left = cleaned(np.zeros_like(fan), fan, 0.09, Cleaning(echo=False, noise=True, gain=False))
    assert return_loss_db(fan, left, 4.0) > 10.0
    low = speech(3, 14.0, 1200.0)
    raised = cleaned(np.zeros_like(low), low, 0.09, Cleaning(echo=False, noise=False, gain=True))
    assert return_loss_db(low, raised, KNOWN_S) < -3.0


def test_a_library_that_cannot_be_loaded_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "livekit.rtc", None)
    with pytest.raises(UnavailableError, match="livekit"):
        VoiceCleaning(Cleaning())


def test_to_import_it_loads_no_library() -> None:
    assert "AudioProcessingModule" not in vars(voice_cleaning)


def block(value: int) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    return np.full(SAMPLES, value, np.int16)


def test_what_two_loudspeakers_play_is_one_sound_and_silence_where_they_play_nothing() -> None:
    played = Played()
    played.put("conference", block(300))
    played.put("camera", block(40))
    played.put("camera", block(7))
    assert [int(played.take()[0]) for _ in range(3)] == [340, 7, 0]
    played.put("conference", block(30_000))
    played.put("camera", block(30_000))
    assert int(played.take()[0]) == 32767


@given(st.lists(st.sampled_from(["a", "b", "take"]), max_size=200))
def test_what_waits_is_bounded(acts: list[str]) -> None:
    played = Played()
    for act in acts:
        if act == "take":
            played.take()
        else:
            played.put(act, block(1))
        assert played.waiting_s() <= MOST_WAITING * 0.02


def test_a_loudspeaker_whose_clock_is_fast_is_brought_back_in_step() -> None:
    played = Played()
    for _ in range(4):
        played.put("conference", block(1))
    for _ in range(4 * STEADY_BLOCKS):
        played.put("conference", block(1))
        played.take()
    assert played.waiting_s() == pytest.approx(0.02)
    assert played.dropped == 3


def test_a_microphone_that_opens_hears_nothing_of_what_was_played_before() -> None:
    played = Played()
    played.put("conference", block(9))
    played.forget()
    assert not played.take().any()


def test_what_is_left_of_an_echo_goes_down_and_a_voice_over_it_comes_at_once() -> None:
    rest = EchoRest()
    for _ in range(100):
        rest.hear(2000.0, 1000.0, 20.0)
    assert rest.gain == pytest.approx(DOWN, abs=0.01)
    assert rest.hear(0.0, 300.0, 290.0) < 0.2  # the room still rings
    assert rest.hear(2000.0, 1900.0, 1500.0) == 1.0


def test_nothing_is_put_down_in_a_room_in_which_nothing_is_played() -> None:
    rest = EchoRest()
    assert {rest.hear(0.0, 1000.0, left) for left in (1000.0, 10.0, 1000.0)} == {1.0}
