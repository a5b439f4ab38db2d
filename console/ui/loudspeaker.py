"""What plays a SoundBoard on this workstation's loudspeaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from console.ui.sound_stream import BLOCK_BYTES, SoundDevices, SoundStream, board_format
from media.sound import BLOCK_S, Lane, SoundBoard, SoundReader

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioSink

SILENCE = bytes(BLOCK_BYTES)
BUFFERED_S = 0.08  # what the device holds: long enough for a busy window, short enough to talk
QUIET_S = 0.3  # a board that brings nothing for so long is silent


class Loudspeaker(SoundStream["QAudioSink"]):
    """Plays a board's ``ROOM`` lane. Lives in the Qt thread."""

    def __init__(self, devices: SoundDevices, parent: QObject | None = None) -> None:
        super().__init__(devices, parent)
        self._reader: SoundReader | None = None
        self._heard_at = 0.0

    def start(self, board: SoundBoard) -> None:
        """Begin to play this board, or go on with it; what came before is not heard."""
        from PySide6.QtMultimedia import QAudioSink, QMediaDevices

        self.trouble = self._devices.trouble()
        if self.trouble:
            return
        if self._device is None:
            device = QMediaDevices.defaultAudioOutput()
            if device.isNull():
                self.trouble = QCoreApplication.translate(
                    "RoomSound", "This workstation has no loudspeaker"
                )
                return
            sink = QAudioSink(device, board_format(), self)
            sink.setBufferSize(round(BUFFERED_S / BLOCK_S) * BLOCK_BYTES)
            self._run(sink)
        self._reader = board.reader(Lane.ROOM, most=3)

    def stop(self) -> None:
        """Be silent; the device is kept."""
        self._reader = None

    def _let_go(self) -> QAudioSink | None:
        self._reader = None
        return super()._let_go()

    def _carry(self, device: QAudioSink, pipe: QIODevice, now: float) -> bool:
        took = False
        while device.bytesFree() >= BLOCK_BYTES:
            took = True
            block = self._reader.read() if self._reader is not None else None
            if block is not None:
                self._heard_at = now
                pipe.write(block.samples.tobytes())
            elif self._reader is None or now - self._heard_at > QUIET_S:
                pipe.write(SILENCE)
            else:
                break
        return took
