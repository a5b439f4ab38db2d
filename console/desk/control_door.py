"""The control API's door: opened in the io thread, told events from the Qt thread."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future
from typing import Any

from console.bridge import Bridge
from console.control.room import Room
from console.control.server import ControlServer, tls_context
from console.io_thread import IoThread
from console.site.address import parse_address
from console.site.records import ControlSettings
from console.ui.main_window import MainWindow

log = logging.getLogger(__name__)


class ControlDoor:
    """Its methods are called in the Qt thread. ``trouble``: why nobody can come in, in words.

    ``at``: host and port that the command line wants instead of the site's.
    """

    def __init__(
        self,
        settings: ControlSettings,
        at: tuple[str, int] | None,
        window: MainWindow,
        bridge: Bridge,
        io: IoThread,
    ) -> None:
        self._settings, self._at = settings, at
        self._window, self._bridge, self._io = window, bridge, io
        self._server: ControlServer | None = None
        self._told: deque[tuple[str, dict[str, Any]]] = deque()  # to be passed on in the io thread
        self._telling = False
        self.trouble = ""

    def open(self, room: Room) -> None:
        """Returns at once; the window is told when it fails."""
        self._io.submit(self._open(room)).add_done_callback(_log_failure)

    def tell(self, kind: str, what: dict[str, Any]) -> None:
        """An event for all who listen."""
        self.tell_many(kind, (what,))

    def tell_many(self, kind: str, whats: Iterable[dict[str, Any]]) -> None:
        """Several of a kind, in their order."""
        if self._server is None:
            return
        self._told.extend((kind, what) for what in whats)
        if not self._telling:  # a burst wakes the io thread once
            self._telling = True
            self._io.call(self._tell_all)

    def close(self) -> None:
        if self._server is not None:
            self._io.submit(self._server.stop()).result(5)

    def _tell_all(self) -> None:
        self._telling = False  # before anything: what comes from now on asks again
        while self._told and self._server is not None:
            self._server.tell(*self._told.popleft())

    async def _open(self, room: Room) -> None:
        control = self._settings
        assert control.token is not None
        self._server = ControlServer(room, control.token, tls_context(control.tls))
        host, port = self._at or parse_address(control.listen)
        try:
            host, port = await self._server.start(host, port)
        except (OSError, ValueError) as fault:
            self.trouble = f"the control API cannot listen on {host}:{port}: {fault}"
            log.error("%s", self.trouble)
            await self._bridge.ask(lambda: self._window.tell(self.trouble))
            return
        log.info("the control API listens on http://%s:%s", host, port)


def _log_failure(done: Future[None]) -> None:
    if not done.cancelled() and (fault := done.exception()) is not None:
        log.error("the control API failed", exc_info=fault)
