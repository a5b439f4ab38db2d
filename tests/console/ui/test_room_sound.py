from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from console.ui.room_sound import TRIAL_S, RoomSound
from console.ui.sound_stream import STILL_S, SoundDevices
from console.ui.trial_tone import two_tones
from media.sound import BLOCK_S, SAMPLES, Lane, SoundBoard
from media.voice_cleaning import Cleaning
from tests.console.ui.sound_devices import FakeDevice, NoDevice


@pytest.fixture
def board() -> Iterator[SoundBoard]:
    made = SoundBoard.create()
    yield made
    made.close()


def test_a_workstation_without_a_loudspeaker_says_so(
    qapp: object, board: SoundBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6 import QtMultimedia

    monkeypatch.setattr(QtMultimedia.QMediaDevices, "defaultAudioOutput", NoDevice)
    monkeypatch.setattr(QtMultimedia.QMediaDevices, "defaultAudioInput", NoDevice)
    sound = RoomSound(board, SoundDevices())
    sound.start()
    assert sound.trouble
    assert not sound.open_microphone(True)
    sound.close()


@pytest.fixture
def running(qapp: object, board: SoundBoard) -> tuple[RoomSound, FakeDevice, FakeDevice]:
    """A room that plays and listens since second 0."""
    sound, loudspeaker, microphone = RoomSound(board, SoundDevices()), FakeDevice(), FakeDevice()
    played, said = sound._loudspeaker, sound._microphone
    played._device = played._pipe = loudspeaker  # type: ignore[assignment]
    said._device = said._pipe = microphone  # type: ignore[assignment]
    played._reader = board.reader(Lane.ROOM)
    return sound, loudspeaker, microphone


def move(sound: RoomSound, now: float) -> None:
    sound._loudspeaker._move(now)
    sound._microphone._move(now)


def test_what_the_room_says_and_hears_goes_both_ways(
    running: tuple[RoomSound, FakeDevice, FakeDevice], board: SoundBoard
) -> None:
    sound, loudspeaker, microphone = running
    block = np.arange(SAMPLES, dtype=np.int16)
    board.write(Lane.ROOM, block, 0.0)
    microphone.waiting = block.tobytes() + block[:100].tobytes()
    said = board.reader(Lane.MICROPHONE)
    move(sound, 0.02)
    assert loudspeaker.played == block.tobytes()
    heard = said.read()
    assert heard is not None
    assert heard.samples.tolist() == block.tolist()
    assert said.read() is None


def test_a_silent_room_is_no_lost_loudspeaker(
    running: tuple[RoomSound, FakeDevice, FakeDevice],
) -> None:
    sound, loudspeaker, microphone = running
    for second in range(60):
        microphone.waiting, loudspeaker.room = bytes(100), 4 * SAMPLES * 2
        move(sound, float(second))
    assert sound._loudspeaker._device is loudspeaker
    assert sound._microphone._device is microphone


@pytest.mark.parametrize("still", ["loudspeaker", "microphone"])
def test_a_device_that_stands_still_is_given_up_and_said_once(
    running: tuple[RoomSound, FakeDevice, FakeDevice], still: str
) -> None:
    sound, loudspeaker, microphone = running
    told: list[str] = []
    devices = sound._microphone._devices
    devices.lost.connect(told.append)
    for tick in range(20):
        if still == "loudspeaker":
            loudspeaker.room, microphone.waiting = 0, bytes(100)
        move(sound, tick * STILL_S / 10)
    assert sound._loudspeaker._device is sound._microphone._device is None
    assert not loudspeaker.stopped  # that would wait for a server that hangs
    assert not microphone.stopped
    assert told == [devices.trouble()]
    assert not sound.open_microphone(True)
    sound.trouble = ""
    sound.start()
    assert sound.trouble


def test_a_microphone_that_is_only_measured_is_heard_by_nobody(
    running: tuple[RoomSound, FakeDevice, FakeDevice], board: SoundBoard
) -> None:
    sound, _loudspeaker, microphone = running
    said = board.reader(Lane.MICROPHONE)
    sound._microphone.heard = False
    microphone.waiting = np.full(SAMPLES, 8000, np.int16).tobytes()
    move(sound, 0.02)
    assert said.read() is None
    assert sound.levels()[0].peak > -60.0
    assert not sound.heard


def test_the_sheet_closes_the_microphone_again_unless_the_sites_hear_it(
    running: tuple[RoomSound, FakeDevice, FakeDevice],
) -> None:
    sound, _loudspeaker, microphone = running
    sound.measure(True)
    assert sound.open_microphone(True)
    sound.measure(False)
    assert sound.heard
    assert not microphone.stopped
    sound.open_microphone(False)
    assert microphone.stopped


def test_what_is_said_on_trial_is_kept_and_played_back(
    running: tuple[RoomSound, FakeDevice, FakeDevice],
) -> None:
    sound, loudspeaker, microphone = running
    sound._microphone._devices.treatment.set_wished(Cleaning(False, False, False))
    told: list[str] = []
    sound.trial_changed.connect(told.append)
    sound.measure(True)
    sound.try_voice()
    said = np.arange(SAMPLES, dtype=np.int16).tobytes()
    for tick in range(round(TRIAL_S / BLOCK_S)):
        loudspeaker.room, microphone.waiting = 4 * SAMPLES * 2, said
        move(sound, tick * BLOCK_S)
    sound._look_at_trial()
    assert told == ["recording", "playing"]
    loudspeaker.played, loudspeaker.room = b"", 4 * SAMPLES * 2
    move(sound, TRIAL_S)
    assert loudspeaker.played == 4 * said
    sound.measure(False)
    assert told[-1] == ""


def test_a_tone_is_played_over_what_the_room_hears(
    running: tuple[RoomSound, FakeDevice, FakeDevice], board: SoundBoard
) -> None:
    sound, loudspeaker, _microphone = running
    board.write(Lane.ROOM, np.full(SAMPLES, 5, np.int16), 0.0)
    sound.play_tone()
    move(sound, 0.02)
    assert loudspeaker.played == two_tones()[: len(loudspeaker.played)]
    assert len(loudspeaker.played) == 4 * SAMPLES * 2
