"""Opening the room: its site folder, and for the demo the town around it.

The town is started before Qt is loaded: both take most of a second, and there are two cores.
"""

from __future__ import annotations

import concurrent.futures
import logging
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from console import plain_imports
from console.arguments import Arguments
from console.io_thread import IoThread
from console.links.town import TownLink
from console.log import start_log
from console.site.load import SiteFaults, load_site
from console.site.records import Site
from console.site.rooms import note_room, read_rooms, rooms_file
from layouts.folder import WallFiles, WallFolder
from layouts.format import WallFaults
from media.freed_memory import keep_giving_back
from media.parent import Message

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from console.app import App

YIELD_S = 0.001  # as long the io thread may keep the window's waiting; Python's own is 5 ms
STARTED_S, GIVE_BACK_EACH_S = 5.0, 60.0  # the room is up; what its lists and papers leave free
TOWN = "town"  # its process, among what the io thread keeps
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
    io.keep(town.child.run(), TOWN)
    return town, ready


def open_room(arguments: Arguments) -> int:
    """Open the room that the command line names, and return the exit code at its end."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    sys.setswitchinterval(YIELD_S)
    io = IoThread()
    io.start()
    io.keep(keep_giving_back(STARTED_S, GIVE_BACK_EACH_S), "give back memory")
    try:
        return _open(arguments, io)
    finally:
        io.stop()


def _open(arguments: Arguments, io: IoThread) -> int:
    known = None if arguments.site or arguments.demo else next(iter(read_rooms(rooms_file())), None)
    site_folder = arguments.site or known
    town, ready = start_town(io, demo_folder()) if arguments.demo else (None, None)
    from PySide6.QtWidgets import QApplication

    plain_imports.restore()
    if not _has_display():
        return _refuse(
            "There is no display here: log in at a desktop, or type: make run HEADLESS=1"
        )
    program = QApplication(["command-room"])
    program.setApplicationName("Command Room Console")
    if site_folder is None and ready is None:
        return _welcome(program, arguments, io)
    try:
        if ready is not None:
            ready.result(TOWN_READY_S)
        room = _read(site_folder or demo_folder(), arguments)
    except TimeoutError:
        return _refuse(f"The demo town did not start within {TOWN_READY_S:.0f} s")
    except (SiteFaults, WallFaults, OSError) as faults:
        if known is not None:
            return _welcome(program, arguments, io, faults)
        return _refuse(str(faults))
    return _live(program, room, arguments, io, town)


def _welcome(
    program: QApplication, arguments: Arguments, io: IoThread, faults: Exception | None = None
) -> int:
    """Ask which room, and open it."""
    from console.desk.welcome import WelcomeDesk
    from console.ui.welcome import Welcome

    towns: list[TownLink] = []

    def town_ready() -> concurrent.futures.Future[None]:
        town, ready = start_town(io, demo_folder())
        towns.append(town)
        return ready

    language: Literal["zh", "en"] = "en" if arguments.language == "en" else "zh"
    asked = Welcome(language, Path.home() / "room", read_rooms(rooms_file()))
    desk = WelcomeDesk(asked, lambda folder: _read(folder, arguments), town_ready, demo_folder())
    if faults is not None:
        desk.show_faults(faults)
    _listen_for_the_end(program, arguments)
    chosen = desk.ask()
    if chosen is None:
        return 0
    if not chosen.demo:
        io.drop(TOWN)  # it was begun, and another room wished then
    town = towns[0] if chosen.demo else None
    told = replace(arguments, language=asked.language) if chosen.demo else arguments
    return _live(program, chosen.room, told, io, town, chosen.finds)


def _live(
    program: QApplication,
    room: tuple[Site, WallFiles],
    arguments: Arguments,
    io: IoThread,
    town: TownLink | None,
    finds: bool = False,
) -> int:
    """The room until its end. ``finds``: cameras are searched for first."""
    from console.app import App
    from console.bridge import Bridge

    site, files = room
    if town is None:
        note_room(rooms_file(), site.folder)
    app = App(site, files, arguments, io, Bridge(), town)
    _place(app, arguments)
    app.start()
    if finds:
        discovery = app.window.sheets.discovery()
        discovery.open_sheet()
        discovery.found.search.click()
    return _run(program, app, arguments)


def _has_display() -> bool:
    """Whether Qt can open a window: it aborts the program where it cannot."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
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
    from console.collector import Collector

    _listen_for_the_end(program, arguments)
    app.window.closed.connect(program.exit)
    collector = Collector()
    try:
        return int(program.exec())
    finally:
        collector.stop()
        app.close()


def _listen_for_the_end(program: QApplication, arguments: Arguments) -> None:
    from PySide6.QtCore import QTimer

    # ``quit`` would ask the windows first, and those of wall screens refuse to close
    # Python runs the handlers between two ticks of the wall's clock
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: program.exit())
    if arguments.quit_after_s is not None:
        QTimer.singleShot(round(arguments.quit_after_s * 1000), program.exit)


def _place(app: App, arguments: Arguments) -> None:
    if arguments.windowed is None:
        # without a window manager nobody else makes it as large as the screen
        app.window.setGeometry(app.window.screen().geometry())
        app.window.showFullScreen()
        return
    width, height = arguments.windowed
    app.window.setGeometry(0, 0, width, height)
    app.window.show()
