"""Opening the room: its site folder, and for the demo the town around it."""

from __future__ import annotations

import concurrent.futures
import os
from pathlib import Path

from console.bridge import Bridge
from console.io_thread import IoThread
from console.links.town import TownLink
from media.parent import Message

TOWN_READY_S = 30.0  # a cold disk under load; it takes about one second


def demo_folder() -> Path:
    """Where the demo town's site folder lies, by the XDG rules."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "command-room" / "demo"


def start_town(io: IoThread, bridge: Bridge, folder: Path) -> TownLink:
    """Start the demo town and wait until its site folder is complete and everything answers.

    Raises TimeoutError when it does not come up.
    """
    ready: concurrent.futures.Future[None] = concurrent.futures.Future()

    def hear(event: Message) -> None:
        if event.get("event") == "ready" and not ready.done():
            ready.set_result(None)
        bridge.town_told.emit(event)

    town = TownLink(folder, hear)
    io.keep(town.child.run(), "town")
    ready.result(TOWN_READY_S)
    return town
