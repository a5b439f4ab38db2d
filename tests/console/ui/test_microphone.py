from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from console.ui.microphone import Microphone
from console.ui.sound_stream import SoundDevices
from media.sound import SAMPLES, Lane, SoundBoard
from tests.console.ui.sound_devices import FakeDevice, NoDevice


@pytest.fixture
def board() -> Iterator[SoundBoard]:
    made = SoundBoard.create()
    yield made
    made.close()


def test_what_comes_in_odd_pieces_is_handed_on_in_whole_blocks(
    qapp: object, board: SoundBoard
) -> None:
    microphone, device = Microphone(board, SoundDevices()), FakeDevice()
    microphone._device = microphone._pipe = device  # type: ignore[assignment]
    said = board.reader(Lane.MICROPHONE)
    samples = np.arange(2 * SAMPLES, dtype=np.int16)
    sound = samples.tobytes()
    for first, last in ((0, 101), (101, 2000), (2000, len(sound))):
        device.waiting = sound[first:last]
        microphone._move(0.0)
    heard = [said.read(), said.read()]
    assert [each.samples.tolist() for each in heard if each is not None] == [
        samples[:SAMPLES].tolist(),
        samples[SAMPLES:].tolist(),
    ]
    microphone.close()
    assert device.stopped


def test_a_workstation_without_a_microphone_says_so(
    qapp: object, board: SoundBoard, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6 import QtMultimedia

    monkeypatch.setattr(QtMultimedia.QMediaDevices, "defaultAudioInput", NoDevice)
    microphone = Microphone(board, SoundDevices())
    assert not microphone.start()
    assert "microphone" in microphone.trouble
