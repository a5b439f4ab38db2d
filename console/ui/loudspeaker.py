"""What plays a SoundBoard on this workstation's loudspeaker."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Slot

from console.ui.device_choice import LOUDSPEAKER
from console.ui.sound_stream import (
    BLOCK_BYTES,
    SoundDevices,
    SoundStream,
    board_format,
    device_level,
)
from media.level import Level
from media.sound import BLOCK_S, Lane, SoundBoard, SoundReader

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioSink

SILENCE = bytes(BLOCK_BYTES)
BUFFERED_S = 0.08  # what the device holds: long enough for a busy window, short enough to talk
QUIET_S = 0.3  # a board that brings nothing for so long is silent
MOST_OWN = 500  # blocks of its own that wait to be played: 10 s


class Loudspeaker(SoundStream["QAudioSink"]):
    """Plays a board's ``ROOM`` lane. Lives in the Qt thread."""

    def __init__(self, devices: SoundDevices, parent: QObject | None = None) -> None:
        super().__init__(devices, parent)
        self.level = Level()  # of what is played; kept only while ``measures``
        self.measures = False
        self._reader: SoundReader | None = None
        self._heard_at = 0.0
        self._own: deque[bytes] = deque(maxlen=MOST_OWN)
        devices.choice.moved.connect(self._on_moved)

    def start(self, board: SoundBoard) -> None:
        """Begin to play this board, or go on with it; what came before is not heard."""
        if self._open():
            self._reader = board.reader(Lane.ROOM, most=3)

    def say(self, sound: bytes) -> None:
        """Play this before anything else: 16 bit, mono, 48 kHz; whole blocks, at most 10 s."""
        if self._open():
            self._own.clear()
            self._own.extend(
                sound[at : at + BLOCK_BYTES]
                for at in range(0, len(sound) - BLOCK_BYTES + 1, BLOCK_BYTES)
            )

    def stop(self) -> None:
        """Be silent; the device is kept."""
        self._reader = None
        self._own.clear()

    def _open(self) -> bool:
        from PySide6.QtMultimedia import QAudioSink

        self.trouble = self._devices.trouble()
        if self.trouble:
            return False
        if self._device is None:
            device = self._devices.choice.sound(LOUDSPEAKER)
            if device.isNull():
                self.trouble = QCoreApplication.translate(
                    "RoomSound", "This workstation has no loudspeaker"
                )
                return False
            sink = QAudioSink(device, board_format(), self)
            sink.setBufferSize(round(BUFFERED_S / BLOCK_S) * BLOCK_BYTES)
            self._run(sink)
        return True

    @Slot(str)
    def _on_moved(self, kind: str) -> None:
        """Another device is used now: go on there."""
        if kind == LOUDSPEAKER and self._device is not None and not self._devices.gone:
            reader, own = self._reader, list(self._own)
            self.close()
            if self._open():
                self._reader = reader
                self._own.extend(own)

    def _let_go(self) -> QAudioSink | None:
        self._reader = None
        self._own.clear()
        return super()._let_go()

    def _carry(self, device: QAudioSink, pipe: QIODevice, now: float) -> bool:
        took = False
        while (free := device.bytesFree()) >= BLOCK_BYTES:
            took = True
            block = self._next(now)
            if block is None:
                break
            pipe.write(block)
            ahead_s = max(BUFFERED_S - free / BLOCK_BYTES * BLOCK_S, 0.0)
            self._devices.treatment.play(self, block, ahead_s)
            if self.measures:
                self.level = self.level.then(device_level(block))
        return took

    def _next(self, now: float) -> bytes | None:
        """What is to be played; None: it is late, and waited for."""
        if self._own:
            return self._own.popleft()
        block = self._reader.read() if self._reader is not None else None
        if block is not None:
            self._heard_at = now
            return block.samples.tobytes()
        if self._reader is None or now - self._heard_at > QUIET_S:
            return SILENCE
        return None
