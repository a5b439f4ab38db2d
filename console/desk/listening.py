"""Listening to one tile: which cell and camera are heard, and what is said of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.wall import WallDesk
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

    ``changed`` carries the cell that is heard (-1: none) and the state of its sound: ``waiting``,
    ``playing``, ``none`` or ``fault``. ``told`` carries it as the control API's event, and
    ``troubled`` words for the operator.
    """

    changed = Signal(int, str)
    told = Signal(str, dict)
    troubled = Signal(str)

    def __init__(
        self,
        wall: WallDesk,
        workers: Mapping[str, CameraWorker],
        order: Callable[..., None],
        player: Player,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._wall, self._workers, self._order, self._player = wall, workers, order, player
        self._cell = -1
        self._camera = ""
        self._state = "waiting"
        self._level = 0.0

    def heard(self) -> Json | None:
        """``{"cell", "camera", "state", "level"}``, as in ``GET /v1/wall``; None: silence."""
        if not self._camera:
            return None
        return {
            "cell": self._cell,
            "camera": self._camera,
            "state": self._state,
            "level": self._level,
        }

    @Slot(int)
    def toggle(self, cell: int) -> None:
        """The operator's key: listen to this cell, or to nothing when it is heard already."""
        try:
            self.listen(None if cell == self._cell else cell)
        except ValueError:
            self.troubled.emit(self.tr("There is no camera here to listen to"))

    def listen(self, cell: int | None) -> None:
        """Hear the camera of a cell and no other. ValueError: it shows no live camera, or this
        workstation cannot play."""
        camera = "" if cell is None else self._camera_in(cell)
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
        self._cell, self._camera = cell, camera
        self._tell()
        if self._player.trouble:
            self.troubled.emit(self._player.trouble)

    @Slot(int, int)
    def follow(self, one: int, other: int) -> None:
        """Two cells have changed places: who is heard is so in the new one."""
        self._cell = {one: other, other: one}.get(self._cell, self._cell)

    @Slot()
    def settle(self) -> None:
        """The wall changed: what is not shown any more is not heard."""
        if not self._camera:
            return
        sources = self._wall.sources()
        here = sources[self._cell] if self._cell < len(sources) else None
        if here != Source(SourceKind.CAMERA, self._camera):
            self.listen(None)
        else:
            self.changed.emit(self._cell, self._state)  # its tile may be a new one

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
        self._cell, self._camera = -1, ""
        self._player.stop()
        self._tell()

    def _tell(self) -> None:
        state = self._state if self._camera else ""
        self.changed.emit(self._cell, state)
        cell = self._cell if self._camera else None
        what = {"cell": cell, "camera": self._camera or None, "state": state or None}
        self.told.emit("listening", what)

    def _camera_in(self, cell: int) -> str:
        source = self._wall.sources()[cell]
        if source is None or source.kind is not SourceKind.CAMERA:
            raise ValueError(f"cell {cell} shows no live camera")
        return source.name
