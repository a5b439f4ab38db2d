"""Opening the room: its site folder, and for the demo the town around it.

The town is started before Qt is loaded: both take most of a second, and there are two cores.
"""

from __future__ import annotations

import concurrent.futures
import logging
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from console.arguments import Arguments
from console.io_thread import IoThread
from console.links.town import TownLink
from console.log import start_log
from console.site.load import SiteFaults, load_site
from console.site.records import Site
from layouts.folder import WallFiles, WallFolder
from layouts.format import WallFaults
from media.parent import Message

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from console.app import App

TOWN_READY_S = 30.0  # a cold disk under load; it takes about one second


def demo_folder() -> Path:
    """Where the demo town's site folder lies, by the XDG rules."""
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "command-room" / "demo"


def start_town(io: IoThread, folder: Path) -> tuple[TownLink, concurrent.futures.Future[None]]:
    """Start the demo town. The future is done when its site folder is complete and it answers."""
    ready: concurrent.futures.Future[None] = concurrent.futures.Future()

    def hear(event: Message) -> None:
        if event.get("event") == "ready" and not ready.done():
            ready.set_result(None)

    town = TownLink(folder, hear)
    io.keep(town.child.run(), "town")
    return town, ready


def open_room(arguments: Arguments) -> int:
    """Open the room that the command line names, and return the exit code at its end."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    io = IoThread()
    io.start()
    try:
        return _open(arguments, io)
    finally:
        io.stop()


def _open(arguments: Arguments, io: IoThread) -> int:
    folder = arguments.site or demo_folder()
    town, ready = start_town(io, folder) if arguments.site is None else (None, None)
    from PySide6.QtWidgets import QApplication

    from console.app import App
    from console.bridge import Bridge

    if not _has_display():
        return _refuse(
            "There is no display here: log in at a desktop, or type: make run HEADLESS=1"
        )
    program = QApplication(["command-room"])
    program.setApplicationName("Command Room Console")
    try:
        if ready is not None:
            ready.result(TOWN_READY_S)
        site, files = _read(folder, arguments)
    except TimeoutError:
        return _refuse(f"The demo town did not start within {TOWN_READY_S:.0f} s")
    except (SiteFaults, WallFaults, OSError) as faults:
        return _refuse(str(faults))
    app = App(site, files, arguments, io, Bridge(), town)
    _place(app, arguments)
    app.start()
    return _run(program, app, arguments)


def _has_display() -> bool:
    """Whether Qt can open a window: it aborts the program where it cannot."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return bool(named) or platform in ("offscreen", "minimal") or sys.platform != "linux"


def _read(folder: Path, arguments: Arguments) -> tuple[Site, WallFiles]:
    """The site and what is for its wall, checked; its log is open then."""
    site = load_site(folder)
    files = WallFolder(folder).read()
    wanted = arguments.layout or site.wall.layout
    if wanted not in files.layouts:
        raise OSError(f"there is no layout {wanted!r}; there are {', '.join(files.layouts)}")
    start_log(folder / "state" / "logs")
    return site, files


def _refuse(text: str) -> int:
    print(text, file=sys.stderr)  # noqa: T201  # for who typed the command
    return 1


def _run(program: QApplication, app: App, arguments: Arguments) -> int:
    from PySide6.QtCore import QTimer

    from console.collector import Collector

    # Python runs the handlers between two ticks of the wall's clock
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: program.quit())
    if arguments.quit_after_s is not None:
        QTimer.singleShot(round(arguments.quit_after_s * 1000), program.quit)
    collector = Collector()
    try:
        return int(program.exec())
    finally:
        collector.stop()
        app.close()


def _place(app: App, arguments: Arguments) -> None:
    if arguments.windowed is None:
        # without a window manager nobody else makes it as large as the screen
        app.window.setGeometry(app.window.screen().geometry())
        app.window.showFullScreen()
        return
    width, height = arguments.windowed
    app.window.setGeometry(0, 0, width, height)
    app.window.show()
