"""Listening to one tile: which cell and camera are heard, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.walls import Walls, WallScreen
from console.links.cameras import CameraWorker
from media.sound import SoundBoard
from media.source import Source, SourceKind

Json = dict[str, Any]


class Player(Protocol):
    """What plays a board on the loudspeaker; ``trouble`` says why it does not."""

    trouble: str

    def start(self, board: SoundBoard) -> None: ...

    def stop(self) -> None: ...


class ListeningDesk(QObject):
    """At most one camera is heard in the whole room. Lives in the Qt thread.

    ``changed`` carries the screen and cell that are heard (-1: none) and the state of the sound:
    ``waiting``, ``playing``, ``none`` or ``fault``. ``told`` carries it as the control API's
    event, and ``troubled`` words for the operator.
    """

    changed = Signal(object, int, str)
    told = Signal(str, dict)
    troubled = Signal(str)

    def __init__(
        self,
        walls: Walls,
        workers: Mapping[str, CameraWorker],
        order: Callable[..., None],
        player: Player,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._walls, self._workers, self._order, self._player = walls, workers, order, player
        self._screen: WallScreen = walls.own
        self._cell = -1
        self._camera = ""
        self._state = "waiting"
        self._level = 0.0

    def heard(self) -> Json | None:
        """``{"screen", "cell", "camera", "state", "level"}``, as in ``GET /v1/wall``; None:
        silence."""
        if not self._camera:
            return None
        return {
            "screen": self._screen.name,
            "cell": self._cell,
            "camera": self._camera,
            "state": self._state,
            "level": self._level,
        }

    @Slot(object, int)
    def toggle(self, screen: WallScreen, cell: int) -> None:
        """The operator's key: listen to this cell, or to nothing when it is heard already."""
        heard = (screen, cell) == (self._screen, self._cell)
        try:
            self.listen(None if heard else cell, screen)
        except ValueError:
            self.troubled.emit(self.tr("There is no camera here to listen to"))

    def listen(self, cell: int | None, screen: WallScreen | None = None) -> None:
        """Hear the camera of a cell and no other, of the desk's own wall unless a screen is named.
        ValueError: it shows no live camera, or this workstation cannot play."""
        screen = screen or self._walls.own
        camera = "" if cell is None else _camera_in(screen, cell)
        before = self._workers.get(self._camera)
        worker = self._workers.get(camera)
        if before is not None and before is not worker:
            self._order(before.listen, None)
        if cell is None or worker is None:
            self._end()
            return
        if camera != self._camera:
            self._state, self._level = "waiting", 0.0
            self._order(worker.listen, camera)
        if worker is not before or not self._camera:
            self._player.start(worker.sound)
        self._screen, self._cell, self._camera = screen, cell, camera
        self._tell()
        if self._player.trouble:
            self.troubled.emit(self._player.trouble)

    @Slot(object, int, int)
    def follow(self, screen: WallScreen, one: int, other: int) -> None:
        """Two cells have changed places: who is heard is so in the new one."""
        if screen is self._screen:
            self._cell = {one: other, other: one}.get(self._cell, self._cell)

    @Slot(object)
    def leave(self, screen: WallScreen) -> None:
        """A screen was pulled out: what it showed is not heard."""
        if self._camera and screen is self._screen:
            self.listen(None)

    @Slot(object)
    def settle(self, screen: WallScreen) -> None:
        """A wall changed: what is not shown any more is not heard."""
        if not self._camera or screen is not self._screen:
            return
        sources = screen.desk.sources()
        here = sources[self._cell] if self._cell < len(sources) else None
        if here != Source(SourceKind.CAMERA, self._camera):
            self.listen(None)
        else:
            self.changed.emit(screen, self._cell, self._state)  # its tile may be a new one

    @Slot(str, dict)
    def take(self, _worker: str, event: Json) -> None:
        """What a camera worker says."""
        if event.get("event") != "sound" or event.get("camera") != self._camera:
            return
        before, self._state = self._state, event["state"]
        self._level = event["level"]
        if self._state != before:
            self._tell()

    @Slot(str)
    def lose(self, _trouble: str) -> None:
        """The workstation's sound is gone."""
        if self._camera:
            self.listen(None)

    def _end(self) -> None:
        self._screen, self._cell, self._camera = self._walls.own, -1, ""
        self._player.stop()
        self._tell()

    def _tell(self) -> None:
        state = self._state if self._camera else ""
        self.changed.emit(self._screen, self._cell, state)
        cell = self._cell if self._camera else None
        what: Json = {"cell": cell, "camera": self._camera or None, "state": state or None}
        what["screen"] = self._screen.name if self._camera else None
        self.told.emit("listening", what)


def _camera_in(screen: WallScreen, cell: int) -> str:
    source = screen.desk.sources()[cell]
    if source is None or source.kind is not SourceKind.CAMERA:
        raise ValueError(f"cell {cell} shows no live camera")
    return source.name
