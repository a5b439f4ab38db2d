"""The room's own picture on the program: who writes it while a conference lives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtCore import QObject, Slot

from console.site.place_file import OWN

Json = dict[str, Any]


class Hub(Protocol):
    """Who shows it to the sites. Told in the io thread."""

    def place(self, name: str | None, channel: int = 0, epoch: int = 0) -> None: ...


class Writer(Protocol):
    """Who writes the pictures: a camera's process, or this window for its own camera."""

    @property
    def room_channel(self) -> int | None: ...

    def place(self, what: str, epoch: int) -> None: ...

    def unplace(self) -> None: ...


class RoomPictureDesk(QObject):
    """Lives in the Qt thread. ``name``: what stands on the program's picture of the room."""

    def __init__(
        self,
        name: str,
        workers: Mapping[str, Writer],
        own: Writer,
        hub: Hub,
        order: Callable[..., None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._name, self._workers, self._own = name, workers, own
        self._hub, self._order = hub, order
        self._chosen, self._live = "", False
        self._written: tuple[str, Writer] | None = None
        self._epoch = 0

    def choose(self, picture: str) -> None:
        """As in ``Place.picture``."""
        self._chosen = picture
        self._settle()

    @Slot(dict)
    def settle(self, conference: Json) -> None:
        """The conference as it was told."""
        self._live = conference["state"] == "live"
        self._settle()

    def _settle(self) -> None:
        wanted = self._chosen if self._live else ""
        camera = wanted.removeprefix("camera:")
        writer = self._own if wanted == OWN else self._workers.get(camera)
        now = (wanted, writer) if writer is not None and writer.room_channel is not None else None
        if now == self._written:
            return
        before, self._written = self._written, now
        if before is not None and (now is None or before[1] is not now[1]):
            self._let(before[1], before[1].unplace)
        if now is None:
            self._order(self._hub.place, None)
            return
        self._epoch += 1
        self._let(now[1], now[1].place, camera, self._epoch)
        self._order(self._hub.place, self._name, now[1].room_channel, self._epoch)

    def _let(self, writer: Writer, do: Callable[..., None], *given: object) -> None:
        """The own camera lives in this thread; workers are told in theirs."""
        if writer is self._own:
            do(*given)
        else:
            self._order(do, *given)
