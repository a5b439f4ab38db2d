"""Opening the room: its site folder, and for the demo the town around it."""

from __future__ import annotations

import concurrent.futures
import gc
import logging
import os
import signal
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from console.app import App
from console.arguments import Arguments
from console.bridge import Bridge
from console.io_thread import IoThread
from console.links.town import TownLink
from console.log import start_log
from console.site.load import SiteFaults, load_site
from layouts.fault import Fault as LayoutFault
from layouts.store import load_layouts
from media.parent import Message

COLLECT_MS = 2000
FULL_EVERY = 30  # a full collection once a minute
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
    program = QApplication(["command-room"])
    program.setApplicationName("Command Room Console")
    bridge = Bridge()
    folder = arguments.site or demo_folder()
    faults: list[LayoutFault] = []
    try:
        town = None if arguments.site else start_town(io, bridge, folder)
        site = load_site(folder)
        layouts = load_layouts(folder / "layouts", faults)
        start_log(folder / "state" / "logs")
    except SiteFaults as told:
        print(told, file=sys.stderr)  # noqa: T201  # for who typed the command
        return 1
    except TimeoutError:
        print("The demo town did not start within 30 s", file=sys.stderr)  # noqa: T201
        return 1
    wanted = arguments.layout or site.wall.layout
    if wanted not in layouts:
        names = ", ".join(layouts)
        print(f"there is no layout {wanted!r}; there are {names}", file=sys.stderr)  # noqa: T201
        return 1
    app = App(site, layouts, arguments, io, bridge, town)
    _place(app, arguments)
    app.start()
    _end_on_signals(program)
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
        app.window.showFullScreen()
        return
    width, height = arguments.windowed
    app.window.setGeometry(0, 0, width, height)
    app.window.show()


def _end_on_signals(program: QApplication) -> None:
    # Python runs the handler between two ticks of the wall's clock
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: program.quit())


class Collector(QObject):
    """Collects garbage in the Qt thread only: elsewhere it could end a widget from the side."""

    def __init__(self) -> None:
        super().__init__()
        gc.collect()
        gc.freeze()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(COLLECT_MS)
        self._rounds = 0

    def stop(self) -> None:
        self._timer.stop()
        gc.enable()

    @Slot()
    def _collect(self) -> None:
        self._rounds += 1
        gc.collect(2 if self._rounds % FULL_EVERY == 0 else 1)
