"""What rings for a new case: a loudspeaker that is held only while it sounds."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from console.ui.case_tones import tone
from console.ui.loudspeaker import Loudspeaker
from console.ui.sound_stream import SoundDevices

HELD_MS = 4000  # longer than the longest tone


class Bell(QObject):
    """Lives in the Qt thread. ``trouble`` says in words why the last ring was not heard."""

    def __init__(self, devices: SoundDevices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.trouble = ""
        self._loudspeaker = Loudspeaker(devices, self)
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.setInterval(HELD_MS)
        self._over.timeout.connect(self.close)

    def ring(self, level: str) -> None:
        self._loudspeaker.say(tone(level))
        self.trouble = self._loudspeaker.trouble
        self._over.start()

    @Slot()
    def close(self) -> None:
        """Give the device back."""
        self._over.stop()
        self._loudspeaker.close()
