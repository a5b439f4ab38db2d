"""What the chair shares into the conference: the camera's process writes, the hub looks there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, Slot

from console.desk.actions import ActionsDesk
from console.desk.conference import ConferenceDesk
from console.links.cameras import CameraWorker
from console.ui.wall import Wall
from media.source import Source

Json = dict[str, Any]


class Hub(Protocol):
    """Who sees what is shared. Called in the io thread."""

    def command(self, body: Json) -> None: ...

    def look(self, source: str, channel: int, epoch: int) -> None: ...


class SharingDesk(QObject):
    """Between the conference and the hub: ``command`` takes every act of the chair. Lives in the Qt
    thread.

    What the hub tells is what holds: pictures that it shares are written, others are no more.
    ``changed`` carries the camera that is shared, empty for none; ``lived`` whether a conference is
    held.
    """

    changed = Signal(str)
    lived = Signal(bool)

    def __init__(
        self,
        workers: Mapping[str, CameraWorker],
        hub: Hub,
        order: Callable[..., None],
        title_of: Callable[[Source], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workers, self._hub = workers, hub
        self._order, self._title_of = order, title_of
        self._written: dict[str, CameraWorker] = {}  # by source
        self._wished = ""  # ordered, and not yet told of
        self._epoch = 0
        self._live = False
        self.shared = ""

    def serve(self, conference: ConferenceDesk, actions: ActionsDesk, wall: Wall) -> None:
        """Follow the conference, and show on the wall what is shared."""
        conference.changed.connect(self.settle)
        self.changed.connect(actions.set_shared)
        self.lived.connect(partial(setattr, wall, "conference_held"))

    def command(self, body: Json) -> None:
        """The body of ``POST /v1/conference``, on its way to the hub."""
        if body["action"] == "share" and body["source"]:
            source = self._wished = str(body["source"])
            named = {**body, "name": self._title_of(Source.parse(source))}
            self._order(self._hub.command, named)
            self._write(source)
        else:
            self._order(self._hub.command, body)

    @Slot(dict)
    def settle(self, conference: Json) -> None:
        """The conference as it was told: write what is shared, and nothing else."""
        live = conference["state"] == "live"
        told = str((conference.get("share") or {}).get("source") or "") if live else ""
        if not live or told == self._wished:
            self._wished = ""
        if told and told not in self._written:
            self._write(told)
        for source in [each for each in self._written if each not in (told, self._wished)]:
            worker = self._written.pop(source)
            if worker not in self._written.values():  # else another was put in its place
                self._order(worker.unshare)
        self._tell(told.removeprefix("camera:"), live)

    def _write(self, source: str) -> None:
        camera = source.removeprefix("camera:")
        worker = self._workers.get(camera)
        if worker is None or worker.share_channel is None:
            return
        self._epoch += 1
        self._written[source] = worker
        self._order(worker.share, camera, self._epoch)
        self._order(self._hub.look, source, worker.share_channel, self._epoch)

    def _tell(self, shared: str, live: bool) -> None:
        if live != self._live:
            self._live = live
            self.lived.emit(live)
        if shared != self.shared:
            self.shared = shared
            self.changed.emit(shared)
