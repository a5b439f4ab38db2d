from __future__ import annotations

from collections.abc import Iterator

import pytest

from console.ui.room_sound import RoomSound
from media.sound import SoundBoard


class NoDevice:
    @staticmethod
    def isNull() -> bool:
        return True


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
    sound = RoomSound(board)
    sound.start()
    assert sound.trouble
    assert not sound.open_microphone(True)
    sound.stop()
