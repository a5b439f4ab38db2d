"""This workstation's sound devices, and what plays a SoundBoard on its loudspeaker.

QtMultimedia is loaded when something is to be heard, not when the window opens. A workstation
without a sound device is a state, told in words, and nothing else changes.

When the sound server goes away QtMultimedia keeps its streams as if they ran, and asking it for new
ones ends the whole process (Qt 6.11, PulseAudio); when the server hangs, stopping a stream hangs
too. So a device that stands still is given up, all others with it, and none is opened again while
this process lives. And a loudspeaker that was opened once is kept and plays silence: a server that
goes away while nothing is to be heard is noticed too, before somebody asks for a device anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot

from media.sound import BLOCK_S, RATE_HZ, SAMPLES, Lane, SoundBoard, SoundReader

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioFormat, QAudioSink

BLOCK_BYTES = SAMPLES * 2
SILENCE = bytes(BLOCK_BYTES)
BUFFERED_S = 0.08  # what the device holds: long enough for a busy window, short enough to talk
QUIET_S = 0.3  # a board that brings nothing for so long is silent
STILL_S = 5.0  # a device that moves nothing for so long is lost; the slowest begin within 2 s


class SoundDevices(QObject):
    """What all sound of this process has in common. Lives in the Qt thread.

    ``lost`` says in words that sound that ran has stopped, loudspeakers and microphone alike.
    """

    lost = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.gone = False
        self._holders: list[Callable[[], object]] = []
        self._kept: list[object] = []

    def hold(self, let_go: Callable[[], object]) -> None:
        """``let_go`` gives the device in use away, without stopping it, and is idle then."""
        self._holders.append(let_go)

    def give_up(self) -> None:
        """A device stands still."""
        self.gone = True
        # kept as they are: to stop them would wait for a server that may never answer
        self._kept += [let_go() for let_go in self._holders]
        self.lost.emit(self.trouble())

    def trouble(self) -> str:
        """Why no device may be opened; empty: it may."""
        if not self.gone:
            return ""
        return QCoreApplication.translate(
            "RoomSound",
            "The sound of this workstation was lost; start the console again to have it back",
        )


class Loudspeaker(QObject):
    """Plays a board's ``ROOM`` lane. Lives in the Qt thread.

    ``trouble`` says in words why it does not play.
    """

    def __init__(self, devices: SoundDevices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trouble = ""
        self._devices = devices
        self._reader: SoundReader | None = None
        self._sink: QAudioSink | None = None
        self._out: QIODevice | None = None
        self._played_at = self._heard_at = 0.0
        self._clock = block_clock(self)
        self._clock.timeout.connect(self._pump)
        devices.hold(self._let_go)

    def start(self, board: SoundBoard) -> None:
        """Begin to play this board, or go on with it; what came before is not heard."""
        from PySide6.QtMultimedia import QAudioSink, QMediaDevices

        self.trouble = self._devices.trouble()
        if self.trouble:
            return
        if self._sink is None:
            device = QMediaDevices.defaultAudioOutput()
            if device.isNull():
                self.trouble = QCoreApplication.translate(
                    "RoomSound", "This workstation has no loudspeaker"
                )
                return
            self._sink = QAudioSink(device, board_format(), self)
            self._sink.setBufferSize(round(BUFFERED_S / BLOCK_S) * BLOCK_BYTES)
            self._out = self._sink.start()
            self._played_at = time.monotonic()
        self._reader = board.reader(Lane.ROOM, most=3)
        self._clock.start()

    def stop(self) -> None:
        """Be silent; the device is kept."""
        self._reader = None

    def close(self) -> None:
        """Give the device back."""
        sink = self._let_go()
        if sink is not None:
            sink.stop()
            sink.deleteLater()

    def _let_go(self) -> QAudioSink | None:
        self._clock.stop()
        sink, self._sink, self._out, self._reader = self._sink, None, None, None
        return sink

    @Slot()
    def _pump(self) -> None:
        self._move(time.monotonic())

    def _move(self, now: float) -> None:
        self._play(now)
        if self._sink is not None and now - self._played_at > STILL_S:
            self._devices.give_up()

    def _play(self, now: float) -> None:
        if self._sink is None or self._out is None:
            return
        while self._sink.bytesFree() >= BLOCK_BYTES:
            self._played_at = now
            block = self._reader.read() if self._reader is not None else None
            if block is not None:
                self._heard_at = now
                self._out.write(block.samples.tobytes())
            elif self._reader is None or now - self._heard_at > QUIET_S:
                self._out.write(SILENCE)
            else:
                return


def block_clock(parent: QObject) -> QTimer:
    """Ticks once a block."""
    clock = QTimer(parent)
    clock.setTimerType(Qt.TimerType.PreciseTimer)
    clock.setInterval(round(BLOCK_S * 1000))
    return clock


def board_format() -> QAudioFormat:
    """What a SoundBoard holds, as Qt calls it."""
    from PySide6.QtMultimedia import QAudioFormat

    told = QAudioFormat()
    told.setSampleRate(RATE_HZ)
    told.setChannelCount(1)
    told.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return told
