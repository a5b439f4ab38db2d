"""The command room in a conference: its loudspeaker and microphone, from and to the hub's board."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot

from console.ui.loudspeaker import (
    BLOCK_BYTES,
    STILL_S,
    Loudspeaker,
    SoundDevices,
    block_clock,
    board_format,
)
from media.sound import Lane, SoundBoard

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioSource


class RoomSound(QObject):
    """Plays what the room hears and hands on what it says. Lives in the Qt thread.

    The microphone starts closed. ``trouble`` says in words why the last wish was not met.
    """

    def __init__(
        self, board: SoundBoard, devices: SoundDevices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.trouble = ""
        self._board = board
        self._devices = devices
        self._loudspeaker = Loudspeaker(devices, self)
        self._microphone: QAudioSource | None = None
        self._in: QIODevice | None = None
        self._said = bytearray()
        self._heard_at = 0.0
        self._clock = block_clock(self)
        self._clock.timeout.connect(self._pump)
        devices.hold(self._let_go)

    def start(self) -> None:
        """Begin to play; what was said before is not heard."""
        self._loudspeaker.start(self._board)
        self.trouble = self._loudspeaker.trouble

    def open_microphone(self, wanted: bool) -> bool:
        """Open or close the microphone; whether it is open now, ``trouble`` says why not."""
        from PySide6.QtMultimedia import QAudioSource, QMediaDevices

        self._close_microphone()
        self.trouble = self._devices.trouble() if wanted else ""
        if not wanted or self.trouble:
            return False
        device = QMediaDevices.defaultAudioInput()
        if device.isNull():
            self.trouble = QCoreApplication.translate(
                "RoomSound", "This workstation has no microphone"
            )
            return False
        self._microphone = QAudioSource(device, board_format(), self)
        self._in = self._microphone.start()
        self._heard_at = time.monotonic()
        self._said.clear()
        self._clock.start()
        return True

    def stop(self) -> None:
        """Close the microphone and be silent."""
        self._close_microphone()
        self._loudspeaker.stop()

    def close(self) -> None:
        """Give the devices back."""
        self._close_microphone()
        self._loudspeaker.close()

    def _close_microphone(self) -> None:
        microphone = self._let_go()
        if microphone is not None:
            microphone.stop()
            microphone.deleteLater()

    def _let_go(self) -> QAudioSource | None:
        self._clock.stop()
        microphone, self._microphone, self._in = self._microphone, None, None
        return microphone

    @Slot()
    def _pump(self) -> None:
        self._move(time.monotonic())

    def _move(self, now: float) -> None:
        self._listen(now)
        if self._microphone is not None and now - self._heard_at > STILL_S:
            self._devices.give_up()

    def _listen(self, now: float) -> None:
        if self._in is None:
            return
        import numpy as np  # 10 MB, for those who speak

        heard = self._in.readAll().data()
        if heard:
            self._heard_at = now
        self._said += heard
        while len(self._said) >= BLOCK_BYTES:
            samples = np.frombuffer(bytes(self._said[:BLOCK_BYTES]), np.int16)
            del self._said[:BLOCK_BYTES]
            self._board.write(Lane.MICROPHONE, samples, time.monotonic())
