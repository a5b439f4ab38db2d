"""What hands this workstation's microphone on to a SoundBoard."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from console.ui.sound_stream import BLOCK_BYTES, SoundDevices, SoundStream, board_format
from media.sound import Lane, SoundBoard

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioSource


class Microphone(SoundStream["QAudioSource"]):
    """Fills a board's ``MICROPHONE`` lane. Starts closed. Lives in the Qt thread."""

    def __init__(
        self, board: SoundBoard, devices: SoundDevices, parent: QObject | None = None
    ) -> None:
        super().__init__(devices, parent)
        self._board = board
        self._said = bytearray()

    def start(self) -> bool:
        """Open it anew; whether it is open now."""
        from PySide6.QtMultimedia import QAudioSource, QMediaDevices

        self.close()
        self.trouble = self._devices.trouble()
        if self.trouble:
            return False
        device = QMediaDevices.defaultAudioInput()
        if device.isNull():
            self.trouble = QCoreApplication.translate(
                "RoomSound", "This workstation has no microphone"
            )
            return False
        self._said.clear()
        self._run(QAudioSource(device, board_format(), self))
        return True

    def _carry(self, device: QAudioSource, pipe: QIODevice, now: float) -> bool:
        import numpy as np  # 10 MB, for those who speak

        heard = pipe.readAll().data()
        self._said += heard
        while len(self._said) >= BLOCK_BYTES:
            samples = np.frombuffer(bytes(self._said[:BLOCK_BYTES]), np.int16)
            del self._said[:BLOCK_BYTES]
            self._board.write(Lane.MICROPHONE, samples, time.monotonic())
        return bool(heard)
