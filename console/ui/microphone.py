"""What hands this workstation's microphone on to a SoundBoard."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot

from console.ui.device_choice import MICROPHONE
from console.ui.sound_stream import BLOCK_BYTES, SoundDevices, SoundStream, board_format
from media.level import Level, measured
from media.sound import BLOCK_S, Lane, SoundBoard

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioSource

LONGEST_TAKE_S = 10.0


class Microphone(SoundStream["QAudioSource"]):
    """Fills a board's ``MICROPHONE`` lane while it is ``heard``. Starts closed. Lives in the Qt
    thread."""

    def __init__(
        self, board: SoundBoard, devices: SoundDevices, parent: QObject | None = None
    ) -> None:
        super().__init__(devices, parent)
        self.heard = True  # else it is only measured
        self.level = Level()
        self._board = board
        self._said = bytearray()
        self._take: deque[bytes] = deque()
        self._take_blocks = 0
        devices.choice.moved.connect(self._on_moved)

    def start(self) -> bool:
        """Open it anew; whether it is open now."""
        from PySide6.QtMultimedia import QAudioSource

        self.close()
        self.trouble = self._devices.trouble()
        if self.trouble:
            return False
        device = self._devices.choice.sound(MICROPHONE)
        if device.isNull():
            self.trouble = QCoreApplication.translate(
                "RoomSound", "This workstation has no microphone"
            )
            return False
        self._said.clear()
        self._devices.treatment.begin()
        self._run(QAudioSource(device, board_format(), self))
        return True

    @property
    def is_open(self) -> bool:
        return self._device is not None

    def take(self, seconds: float) -> None:
        """Keep what is said from now on, for so long; ``taken`` gives it."""
        self._take.clear()
        self._take_blocks = round(min(seconds, LONGEST_TAKE_S) / BLOCK_S)

    def taken(self) -> bytes | None:
        """What was kept, once it is whole."""
        if not self._take_blocks or len(self._take) < self._take_blocks:
            return None
        sound = b"".join(self._take)
        self._take.clear()
        self._take_blocks = 0
        return sound

    @Slot(str)
    def _on_moved(self, kind: str) -> None:
        if kind == MICROPHONE and self.is_open and not self._devices.gone:
            self.start()

    def _let_go(self) -> QAudioSource | None:
        self._devices.treatment.end()
        self.level = Level()
        return super()._let_go()

    def _carry(self, device: QAudioSource, pipe: QIODevice, now: float) -> bool:
        import numpy as np  # 10 MB, for those who speak

        heard = pipe.readAll().data()
        self._said += heard
        while len(self._said) >= BLOCK_BYTES:
            samples = np.frombuffer(bytes(self._said[:BLOCK_BYTES]), np.int16)
            del self._said[:BLOCK_BYTES]
            samples = self._devices.treatment.clean(samples)
            self.level = self.level.then(measured(samples))
            if len(self._take) < self._take_blocks:
                self._take.append(samples.tobytes())
            if self.heard:
                self._board.write(Lane.MICROPHONE, samples, time.monotonic())
        return bool(heard)
