"""The command room in a conference: its loudspeaker and microphone, from and to the hub's board."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from console.ui.loudspeaker import Loudspeaker
from console.ui.microphone import Microphone
from console.ui.sound_stream import SoundDevices
from console.ui.trial_tone import two_tones
from media.level import Level
from media.sound import SoundBoard

TRIAL_S = 4.0  # "say something and hear it back"
LOOK_MS = 100


class RoomSound(QObject):
    """Plays what the room hears and hands on what it says. Lives in the Qt thread.

    The microphone starts closed. ``trouble`` says in words why the last wish was not met.
    ``trial_changed`` carries ``recording``, ``playing`` or nothing: how far a trial is.
    """

    trial_changed = Signal(str)

    def __init__(
        self, board: SoundBoard, devices: SoundDevices, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.trouble = ""
        self._board = board
        self._heard = self._measured = False
        self._loudspeaker = Loudspeaker(devices, self)
        self._microphone = Microphone(board, devices, self)
        self._trial = QTimer(self)
        self._trial.setInterval(LOOK_MS)
        self._trial.timeout.connect(self._look_at_trial)
        self._back = QTimer(self)
        self._back.setSingleShot(True)
        self._back.timeout.connect(self._end_trial)

    def start(self) -> None:
        """Begin to play; what was said before is not heard."""
        self._loudspeaker.start(self._board)
        self.trouble = self._loudspeaker.trouble

    def open_microphone(self, wanted: bool) -> bool:
        """Let the sites hear the room, or no more; whether they can now, ``trouble`` says why
        not."""
        self._heard = wanted
        self._settle()
        return self.heard

    @property
    def heard(self) -> bool:
        """Whether what is said here goes to the sites."""
        return self._heard and self._microphone.is_open

    # -- trying the devices out

    def measure(self, wanted: bool) -> None:
        """Open the microphone for its meter alone: no site hears it by that."""
        self._measured = self._loudspeaker.measures = wanted
        if not wanted:
            self._end_trial()
        self._settle()

    def levels(self) -> tuple[Level, Level]:
        """Of the microphone and of the loudspeaker."""
        return self._microphone.level, self._loudspeaker.level

    def play_tone(self) -> None:
        """A tone that nobody takes for a voice."""
        self._loudspeaker.say(two_tones())
        self.trouble = self._loudspeaker.trouble

    def try_voice(self) -> None:
        """Keep what is said for some seconds, as the sites would hear it, and play it back."""
        if not self._microphone.is_open:
            return
        self._microphone.take(TRIAL_S)
        self._trial.start()
        self.trial_changed.emit("recording")

    @Slot()
    def _look_at_trial(self) -> None:
        sound = self._microphone.taken()
        if not self._microphone.is_open:
            self._end_trial()
        elif sound is not None:
            self._trial.stop()
            self._loudspeaker.say(sound)
            self._back.start(round(TRIAL_S * 1000))
            self.trial_changed.emit("playing")

    @Slot()
    def _end_trial(self) -> None:
        self._trial.stop()
        self._back.stop()
        self.trial_changed.emit("")

    # -- the end

    def stop(self) -> None:
        """Close the microphone and be silent."""
        self._heard = False
        self._settle()
        self._loudspeaker.stop()

    def close(self) -> None:
        """Give the devices back."""
        self._heard = self._measured = False
        self._trial.stop()
        self._back.stop()
        self._microphone.close()
        self._loudspeaker.close()

    def _settle(self) -> None:
        self._microphone.heard = self._heard
        self.trouble = ""
        if not (self._heard or self._measured):
            self._microphone.close()
        elif not self._microphone.is_open:
            self._microphone.start()
            self.trouble = self._microphone.trouble
