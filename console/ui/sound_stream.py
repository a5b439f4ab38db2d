"""This workstation's sound devices in use, loudspeakers and microphone alike.

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
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal, Slot

from console.ui.device_choice import DeviceChoice
from console.ui.sound_treatment import SoundTreatment
from media.level import Level, measured
from media.sound import BLOCK_S, RATE_HZ, SAMPLES

if TYPE_CHECKING:
    from PySide6.QtCore import QIODevice
    from PySide6.QtMultimedia import QAudioFormat, QAudioSink, QAudioSource

BLOCK_BYTES = SAMPLES * 2
STILL_S = 5.0  # a device that moves nothing for so long is lost; the slowest begin within 2 s

Device = TypeVar("Device", bound="QAudioSink | QAudioSource")


class SoundDevices(QObject):
    """What all sound of this process has in common. Lives in the Qt thread.

    ``lost`` says in words that sound that ran has stopped, loudspeakers and microphone alike.
    """

    lost = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.gone = False
        self.choice = DeviceChoice(self)
        self.treatment = SoundTreatment()
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


class SoundStream(QObject, Generic[Device]):
    """One device, from ``_run`` until it is given back or stands still. Lives in the Qt thread.

    ``trouble`` says in words why it does not run.
    """

    def __init__(self, devices: SoundDevices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trouble = ""
        self._devices = devices
        self._device: Device | None = None
        self._pipe: QIODevice | None = None
        self._moved_at = 0.0
        self._clock = QTimer(self)  # ticks once a block
        self._clock.setTimerType(Qt.TimerType.PreciseTimer)
        self._clock.setInterval(round(BLOCK_S * 1000))
        self._clock.timeout.connect(self._pump)
        devices.hold(self._let_go)

    def close(self) -> None:
        """Give the device back."""
        device = self._let_go()
        if device is not None:
            device.stop()
            device.deleteLater()

    def _run(self, device: Device) -> None:
        self._device = device
        self._pipe = device.start()
        self._moved_at = time.monotonic()
        self._clock.start()

    def _carry(self, device: Device, pipe: QIODevice, now: float) -> bool:
        """Move what there is; whether the device took or gave any."""
        raise NotImplementedError

    def _let_go(self) -> Device | None:
        self._clock.stop()
        device, self._device, self._pipe = self._device, None, None
        return device

    @Slot()
    def _pump(self) -> None:
        self._move(time.monotonic())

    def _move(self, now: float) -> None:
        if self._device is None or self._pipe is None:
            return
        if self._carry(self._device, self._pipe, now):
            self._moved_at = now
        elif now - self._moved_at > STILL_S:
            self._devices.give_up()


def board_format() -> QAudioFormat:
    """What a SoundBoard holds, as Qt calls it."""
    from PySide6.QtMultimedia import QAudioFormat

    told = QAudioFormat()
    told.setSampleRate(RATE_HZ)
    told.setChannelCount(1)
    told.setSampleFormat(QAudioFormat.SampleFormat.Int16)
    return told


def device_level(sound: bytes) -> Level:
    """How loud a block is, as a device has it."""
    import numpy as np

    return measured(np.frombuffer(sound, np.int16))
