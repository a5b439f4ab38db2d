from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from console.ui.loudspeaker import Loudspeaker
from console.ui.sound_stream import STILL_S, SoundDevices
from media.sound import SAMPLES, Lane, SoundBoard
from tests.console.ui.sound_devices import FakeDevice, NoDevice


@pytest.fixture
def boards() -> Iterator[tuple[SoundBoard, SoundBoard]]:
    made = SoundBoard.create(), SoundBoard.create()
    yield made
    for board in made:
        board.close()


def playing(devices: SoundDevices, board: SoundBoard) -> tuple[Loudspeaker, FakeDevice]:
    """A loudspeaker that plays since second 0."""
    loudspeaker, device = Loudspeaker(devices), FakeDevice()
    loudspeaker._device = loudspeaker._pipe = device  # type: ignore[assignment]
    loudspeaker._reader = board.reader(Lane.ROOM)
    return loudspeaker, device


def block(value: int) -> np.ndarray:
    return np.full(SAMPLES, value, np.int16)


def test_two_boards_play_on_loudspeakers_of_their_own(
    qapp: object, boards: tuple[SoundBoard, SoundBoard]
) -> None:
    devices = SoundDevices()
    both = [playing(devices, board) for board in boards]
    for value, board in enumerate(boards):
        board.write(Lane.ROOM, block(value), 0.0)
    for value, (loudspeaker, device) in enumerate(both):
        loudspeaker._move(0.02)
        assert device.played == block(value).tobytes()


def test_one_that_plays_goes_over_to_another_board_without_a_new_device(
    qapp: object, boards: tuple[SoundBoard, SoundBoard]
) -> None:
    loudspeaker, device = playing(SoundDevices(), boards[0])
    loudspeaker.start(boards[1])
    boards[0].write(Lane.ROOM, block(1), 0.0)
    boards[1].write(Lane.ROOM, block(2), 0.0)
    loudspeaker._move(0.02)
    assert device.played == block(2).tobytes()
    loudspeaker.close()
    assert device.stopped


def test_one_that_is_stopped_plays_silence_and_notices_the_end_of_its_device(
    qapp: object, boards: tuple[SoundBoard, SoundBoard]
) -> None:
    devices = SoundDevices()
    loudspeaker, device = playing(devices, boards[0])
    loudspeaker.stop()
    boards[0].write(Lane.ROOM, block(1), 0.0)
    for tick in range(100):
        device.room = SAMPLES * 2
        loudspeaker._move(float(tick))
    assert device.played == bytes(100 * SAMPLES * 2)
    assert not devices.gone
    loudspeaker._move(100 + STILL_S)
    assert devices.gone
    loudspeaker.start(boards[0])
    assert loudspeaker.trouble == devices.trouble()
    assert not device.stopped


def test_a_workstation_without_a_loudspeaker_says_so(
    qapp: object, boards: tuple[SoundBoard, SoundBoard], monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6 import QtMultimedia

    monkeypatch.setattr(QtMultimedia.QMediaDevices, "defaultAudioOutput", NoDevice)
    loudspeaker = Loudspeaker(SoundDevices())
    loudspeaker.start(boards[0])
    assert loudspeaker.trouble
    loudspeaker.close()
