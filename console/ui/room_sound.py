"""The command room in a conference: its loudspeaker and microphone, from and to the hub's board."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.ui.loudspeaker import Loudspeaker
from console.ui.microphone import Microphone
from console.ui.sound_stream import SoundDevices
from media.sound import SoundBoard


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
        self._loudspeaker = Loudspeaker(devices, self)
        self._microphone = Microphone(board, devices, self)

    def start(self) -> None:
        """Begin to play; what was said before is not heard."""
        self._loudspeaker.start(self._board)
        self.trouble = self._loudspeaker.trouble

    def open_microphone(self, wanted: bool) -> bool:
        """Open or close the microphone; whether it is open now, ``trouble`` says why not."""
        if not wanted:
            self._microphone.close()
            self.trouble = ""
            return False
        is_open = self._microphone.start()
        self.trouble = self._microphone.trouble
        return is_open

    def stop(self) -> None:
        """Close the microphone and be silent."""
        self._microphone.close()
        self._loudspeaker.stop()

    def close(self) -> None:
        """Give the devices back."""
        self._microphone.close()
        self._loudspeaker.close()
