"""What is heard and said in the room: a conference's sound, and that of the tile listened to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.listening import ListeningDesk
from console.desk.walls import Walls, WallScreen
from console.links.cameras import CameraWorker
from console.ui.bell import Bell
from console.ui.loudspeaker import Loudspeaker
from console.ui.main_window import MainWindow
from console.ui.room_sound import RoomSound
from console.ui.sound_stream import SoundDevices
from media.sound import SoundBoard


class Sounds(QObject):
    """Joins the window with this workstation's sound devices. Lives in the Qt thread.

    ``heard_changed``: the sites may hear the room now, or no more.
    """

    heard_changed = Signal()

    def __init__(
        self,
        window: MainWindow,
        walls: Walls,
        conference: SoundBoard,
        workers: Mapping[str, CameraWorker],
        order: Callable[..., None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._walls = window, walls
        devices = self.devices = SoundDevices(self)
        self.room = RoomSound(conference, devices, self)
        self._loudspeaker = Loudspeaker(devices, self)
        self.bell = Bell(devices, self)
        self.listening = ListeningDesk(walls, workers, order, self._loudspeaker, self)
        devices.lost.connect(self._on_lost)
        devices.lost.connect(self.listening.lose)
        walls.swapped.connect(self.listening.follow)
        walls.altered.connect(self.listening.settle)
        walls.parted.connect(self.listening.leave)
        walls.listen_wished.connect(self.listening.toggle)
        window.conference.microphone_wished.connect(self._on_microphone_wished)
        self.listening.changed.connect(self._show_heard)
        self.listening.troubled.connect(window.tell)

    def set_conference(self, lives: bool) -> None:
        """A conference began or ended."""
        if lives:
            self.room.start()
            self._tell_trouble()
        else:
            self.room.stop()
            self._window.conference.set_microphone(False)
        self.heard_changed.emit()

    def close(self) -> None:
        """Give the sound devices back, before the boards go."""
        self.room.close()
        self.bell.close()
        self._loudspeaker.close()
        self.devices.choice.close()

    @Slot(object, int, str)
    def _show_heard(self, screen: WallScreen, cell: int, state: str) -> None:
        for one in self._walls.all():
            one.wall.set_heard(cell if one is screen else -1, state)

    @Slot(bool)
    def _on_microphone_wished(self, wanted: bool) -> None:
        self._window.conference.set_microphone(self.room.open_microphone(wanted))
        self._tell_trouble()
        self.heard_changed.emit()

    @Slot(str)
    def _on_lost(self, trouble: str) -> None:
        self._window.conference.set_microphone(False)
        self._window.tell(trouble)
        self.heard_changed.emit()

    def _tell_trouble(self) -> None:
        if self.room.trouble:
            self._window.tell(self.room.trouble)
