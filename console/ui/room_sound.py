"""The command room's loudspeaker and microphone: between a SoundBoard and this workstation.

QtMultimedia is loaded when a conference starts, not when the window opens. A workstation without a
sound device is a state, told in words, and nothing else changes.

When the sound server goes away QtMultimedia keeps its streams as if they ran, and asking it for new
ones ends the whole process (Qt 6.11, PulseAudio); when the server hangs, stopping a stream hangs
too. So a device that stands still is given up, and none is opened again while this process lives.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot

from media.sound import BLOCK_S, RATE_HZ, SAMPLES, Lane, SoundBoard, SoundReader

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QAudioSource

BLOCK_BYTES = SAMPLES * 2
BUFFERED_S = 0.08  # what the device holds: long enough for a busy window, short enough to talk
STILL_S = 5.0  # a device that moves nothing for so long is lost; the slowest begin within 2 s


class RoomSound(QObject):
    """Plays what the room hears and hands on what it says. Lives in the Qt thread.

    The microphone starts closed. ``trouble`` says in words why the last wish was not met;
    ``lost`` says it when sound that ran has stopped, loudspeaker and microphone alike.
    """

    lost = Signal(str)

    def __init__(self, board: SoundBoard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board = board
        self._reader: SoundReader | None = None
        self._sink: QAudioSink | None = None
        self._out: QIODevice | None = None
        self._microphone: QAudioSource | None = None
        self._in: QIODevice | None = None
        self._said = bytearray()
        self._played_at = self._heard_at = 0.0
        self._gone = False
        self._given_up: tuple[QAudioSink | None, QAudioSource | None] = (None, None)
        self.trouble = ""
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.setInterval(round(BLOCK_S * 1000))
        self._clock.timeout.connect(self._pump)

    def start(self) -> None:
        """Begin to play; what was said before is not heard."""
        from PySide6.QtMultimedia import QAudioSink, QMediaDevices

        if self._sink is not None or self._refused():
            return
        device = QMediaDevices.defaultAudioOutput()
        if device.isNull():
            self.trouble = QCoreApplication.translate(
                "RoomSound", "This workstation has no loudspeaker"
            )
            return
        self.trouble = ""
        self._sink = QAudioSink(device, _format(), self)
        self._sink.setBufferSize(round(BUFFERED_S / BLOCK_S) * BLOCK_BYTES)
        self._out = self._sink.start()
        self._played_at = time.monotonic()
        self._reader = self._board.reader(Lane.ROOM, most=3)
        self._clock.start()

    def open_microphone(self, wanted: bool) -> bool:
        """Open or close the microphone; whether it is open now, ``trouble`` says why not."""
        from PySide6.QtMultimedia import QAudioSource, QMediaDevices

        self.trouble = ""
        self._close_microphone()
        if wanted and self._refused():
            return False
        device = QMediaDevices.defaultAudioInput()
        if wanted and device.isNull():
            self.trouble = QCoreApplication.translate(
                "RoomSound", "This workstation has no microphone"
            )
        elif wanted:
            self._microphone = QAudioSource(device, _format(), self)
            self._in = self._microphone.start()
            self._heard_at = time.monotonic()
            self._said.clear()
            self._clock.start()
        return self._microphone is not None

    def stop(self) -> None:
        self._clock.stop()
        self._close_microphone()
        if self._sink is not None:
            self._sink.stop()
            self._sink.deleteLater()
        self._sink = self._out = self._reader = None

    def _close_microphone(self) -> None:
        if self._microphone is not None:
            self._microphone.stop()
            self._microphone.deleteLater()
        self._microphone = self._in = None

    @Slot()
    def _pump(self) -> None:
        self._move(time.monotonic())

    def _move(self, now: float) -> None:
        self._play(now)
        self._listen(now)
        plays_not = self._sink is not None and now - self._played_at > STILL_S
        hears_not = self._microphone is not None and now - self._heard_at > STILL_S
        if plays_not or hears_not:
            self._give_up()

    def _give_up(self) -> None:
        self._clock.stop()
        self._gone = True
        # kept as they are: to stop them would wait for a server that may never answer
        self._given_up = (self._sink, self._microphone)
        self._sink = self._out = self._reader = self._microphone = self._in = None
        self._refused()
        self.lost.emit(self.trouble)

    def _refused(self) -> bool:
        if self._gone:
            self.trouble = QCoreApplication.translate(
                "RoomSound",
                "The sound of this workstation was lost; start the console again to have it back",
            )
        return self._gone

    def _play(self, now: float) -> None:
        if self._sink is None or self._out is None or self._reader is None:
            return
        while self._sink.bytesFree() >= BLOCK_BYTES:
            self._played_at = now
            block = self._reader.read()
            if block is None:
                return
            self._out.write(block.samples.tobytes())

    def _listen(self, now: float) -> None:
        if self._in is None:
            return
        heard = self._in.readAll().data()
        if heard:
            self._heard_at = now
        self._said += heard
        while len(self._said) >= BLOCK_BYTES:
            samples = np.frombuffer(bytes(self._said[:BLOCK_BYTES]), np.int16)
            del self._said[:BLOCK_BYTES]
            self._board.write(Lane.MICROPHONE, samples, time.monotonic())


def _format() -> QAudioFormat:
    from PySide6.QtMultimedia import QAudioFormat

    told = QAudioFormat()
    told.setSampleRate(RATE_HZ)
    told.setChannelCount(1)
    told.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return told
