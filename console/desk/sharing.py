"""What the chair shares into the conference: the camera's process writes, the hub looks there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from console.control.conference_order import CARD, SCREEN
from console.desk.actions import ActionsDesk
from console.desk.case_screen import CaseScreen
from console.desk.conference import ConferenceDesk
from console.desk.own_screen import OwnScreen
from console.desk.own_window import OwnWindow, title_of
from console.desk.shared_files import SharedFiles
from console.desk.walls import Walls
from console.ui.broadcast_choice import OWN_ROOM
from media.board import FrameBoard
from media.source import FILE, WINDOW, Source

Json = dict[str, Any]
PICTURED = ("share", "broadcast")  # acts that need the pictures of a camera or of the screen


class Hub(Protocol):
    """Who sees what is shared. Told in the io thread."""

    share: FrameBoard

    def command(self, body: Json) -> None: ...

    def look(self, source: str, channel: int, epoch: int) -> None: ...

    def play(self, source: str, path: str) -> None: ...


class Writer(Protocol):
    """Who writes the pictures: a camera's process, or this window for its screen."""

    @property
    def share_channel(self) -> int | None: ...

    def share(self, what: str, epoch: int) -> None: ...

    def unshare(self) -> None: ...


class SharingDesk(QObject):
    """Between the conference and the hub: ``command`` takes every act of the chair. Lives in the Qt
    thread.

    What the hub tells is what holds: pictures that it shares are written, others are no more.
    ``changed`` carries the camera that all see, shared or broadcast, ``broadcast_changed`` the one
    that is broadcast, each empty for none; ``lived`` whether a conference is held.
    """

    changed = Signal(str)
    broadcast_changed = Signal(str)
    lived = Signal(bool)

    def __init__(
        self,
        window: QWidget,
        workers: Mapping[str, Writer],
        hub: Hub,
        order: Callable[..., None],
        title_of: Callable[[Source], str],
        recordings: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workers, self._hub = workers, hub
        self.card, self.files = CaseScreen(hub.share, self), SharedFiles(recordings)
        self._screen, self._window = OwnScreen(window, hub.share, self), OwnWindow(hub.share, self)
        self._order, self._title_of = order, title_of
        self._written: dict[str, Writer] = {}  # by source
        self._wished = ""  # ordered, and not yet told of
        self._epoch = 0
        self._live = False
        self.shared = self.broadcast = ""

    def serve(self, conference: ConferenceDesk, actions: ActionsDesk, walls: Walls) -> None:
        """Follow the conference, and show on the walls what is shared."""

        def tell_walls() -> None:
            for one in walls.all():
                one.wall.conference_held = self._live

        conference.barred = self.barred
        conference.changed.connect(self.settle)
        self.changed.connect(actions.set_shared)
        self.broadcast_changed.connect(actions.set_broadcast)
        self.lived.connect(tell_walls)
        walls.changed.connect(tell_walls)

    def command(self, body: Json) -> None:
        """The body of ``POST /v1/conference``, on its way to the hub."""
        if body["action"] in PICTURED and body["source"]:
            source = str(body["source"])
            self._order(self._hub.command, {**body, "name": self._name(source)})
            if not source.startswith("node:"):
                self._wished = source
                self._write(source)
            return
        if body["action"] in PICTURED:
            self._wished = ""
        self._order(self._hub.command, body)

    def barred(self, body: Json) -> str:
        """Why what it names cannot be shared, else empty."""
        source = str(body.get("source") or "") if body["action"] in PICTURED else ""
        gone = source.startswith(FILE) and self.files.path(source) is None
        return "there is no such file among the recordings" if gone else ""

    @Slot(Path, str)
    def share_file(self, path: Path, action: str = "share") -> None:
        """One that the chair chose, to ``share`` or to ``broadcast`` it."""
        self.command({"action": action, "source": self.files.choose(path)})

    @Slot(dict)
    def settle(self, conference: Json) -> None:
        """The conference as it was told: write what is shared, and nothing else."""
        live = conference["state"] == "live"
        told = pictured(conference) if live else ""
        if not live or told == self._wished:
            self._wished = ""
        if told and told not in self._written:
            self._write(told)
        for source in [each for each in self._written if each not in (told, self._wished)]:
            writer = self._written.pop(source)
            if writer not in self._written.values():  # else another was put in its place
                self._let(writer, writer.unshare)
        self._tell(_camera(told), live)
        sent = (conference.get("broadcast") or {}).get("source") if live else ""
        self._tell_broadcast(_camera(str(sent or "")))

    def _name(self, source: str) -> str:
        if source == SCREEN:
            return self.tr("the command room's screen")
        if source == OWN_ROOM:
            return self.tr("the command room")
        if source == CARD:
            return self.tr("the case")
        if source.startswith(WINDOW):
            return title_of(source)
        if self.files.path(source) is not None:
            return self.files.name(source)
        return self._title_of(Source.parse(source))

    def _write(self, source: str) -> None:
        if (path := self.files.path(source)) is not None:
            self._written[source] = self.files
            self._order(self._hub.play, source, str(path))
            return
        camera = _camera(source)
        writer = self._own(source) or self._workers.get(camera)
        if writer is None or writer.share_channel is None:
            return
        self._epoch += 1
        self._written[source] = writer
        self._let(writer, writer.share, camera, self._epoch)
        self._order(self._hub.look, source, writer.share_channel, self._epoch)

    def _own(self, source: str) -> Writer | None:
        """Who draws it in this thread."""
        if source.startswith(WINDOW):
            self._window.title = title_of(source)
            return self._window
        return {SCREEN: self._screen, CARD: self.card}.get(source)

    def _let(self, writer: Writer, do: Callable[..., None], *given: object) -> None:
        """Screen, window and card are drawn in this thread; workers are told in theirs."""
        if writer in (self._screen, self._window, self.card, self.files):
            do(*given)
        else:
            self._order(do, *given)

    def _tell(self, shared: str, live: bool) -> None:
        if live != self._live:
            self._live = live
            self.lived.emit(live)
        if shared != self.shared:
            self.shared = shared
            self.changed.emit(shared)

    def _tell_broadcast(self, camera: str) -> None:
        if camera != self.broadcast:
            self.broadcast = camera
            self.broadcast_changed.emit(camera)


def pictured(conference: Json) -> str:
    """The camera or screen that the hub needs pictures of: broadcast, else shared."""
    for name in ("broadcast", "share"):
        source = str((conference.get(name) or {}).get("source") or "")
        if source and not source.startswith("node:"):
            return source
    return ""


def _camera(source: str) -> str:
    """The id in the name of a camera; empty for anything else."""
    return source.removeprefix("camera:") if source.startswith("camera:") else ""
