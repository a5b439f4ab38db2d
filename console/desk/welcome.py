"""The first start: asks which room, and goes on asking until one can be opened."""

from __future__ import annotations

import concurrent.futures
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from console.site.load import SiteFaults
from console.site.new_room import make_room
from console.ui.list_faults import list_fault_told
from console.ui.reasons import reason_told
from console.ui.welcome import Welcome
from layouts.fault import Fault
from layouts.format import WallFaults
from media.rtsp.url import mask

MOST_FAULTS = 5  # that are shown
TOWN_READY_MS = 60_000  # its first start draws its scenes

Room = TypeVar("Room")


@dataclass(frozen=True, slots=True)
class Chosen(Generic[Room]):
    """``room`` is what ``read`` made of the folder. ``finds``: cameras are wished next."""

    folder: Path
    room: Room
    demo: bool = False
    finds: bool = False


class WelcomeDesk(QObject, Generic[Room]):
    """Lives in the Qt thread. ``read`` opens a folder (SiteFaults, WallFaults, OSError);
    ``start_town`` starts the demo town, its future is done when ``demo`` can be read."""

    _town_came = Signal()

    def __init__(
        self,
        welcome: Welcome,
        read: Callable[[Path], Room],
        start_town: Callable[[], concurrent.futures.Future[None]],
        demo: Path,
    ) -> None:
        super().__init__()
        self.welcome = welcome
        self._read, self._start_town, self._demo = read, start_town, demo
        self._town_started = self._town_is_there = self._waits = False
        self._chosen: Chosen[Room] | None = None
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(TOWN_READY_MS)
        self._late.timeout.connect(self._on_late)
        self._ticks = QTimer(self)  # Python hears signals between two events
        self._ticks.setInterval(200)
        self._ticks.timeout.connect(lambda: None)
        self._town_came.connect(self._on_town)
        welcome.demo_wished.connect(self._on_demo)
        welcome.cancel_wished.connect(self._on_cancel)
        welcome.folder_chosen.connect(self._on_folder)
        welcome.new_wished.connect(self._on_new)
        welcome.closed.connect(self._leave)

    def ask(self) -> Chosen[Room] | None:
        """Wait for the operator; None when the window was closed or the program has to end."""
        by_closing = QGuiApplication.quitOnLastWindowClosed()
        QGuiApplication.setQuitOnLastWindowClosed(False)  # to close this window is an answer
        self._ticks.start()
        self.welcome.show()
        QCoreApplication.exec()  # not a loop of its own: a signal ends the program
        self._ticks.stop()
        QGuiApplication.setQuitOnLastWindowClosed(by_closing)
        self._late.stop()
        self.welcome.hide()
        return self._chosen

    @Slot()
    def _leave(self) -> None:
        if self._ticks.isActive():  # else it is another's loop that would end
            QCoreApplication.exit(0)

    # -- choices

    @Slot()
    def _on_demo(self) -> None:
        if self._town_is_there:
            self._take(self._demo, demo=True)
            return
        self._wait(self.tr("The demo town is being opened …"))
        if not self._town_started:
            self._town_started = True
            self._start_town().add_done_callback(self._tell_town)

    def _wait(self, words: str) -> None:
        """For the town; empty: no more."""
        self._waits = bool(words)
        self.welcome.set_busy(words)
        if words:
            self._late.start()
        else:
            self._late.stop()

    @Slot()
    def _on_cancel(self) -> None:
        """What was begun goes on behind, for whoever asks for it again."""
        self._wait("")

    def _tell_town(self, ended: concurrent.futures.Future[None]) -> None:
        """In the io thread."""
        if not ended.cancelled():
            self._town_came.emit()

    @Slot()
    def _on_town(self) -> None:
        self._town_is_there = True
        if self._waits:
            self._take(self._demo, demo=True)

    @Slot()
    def _on_late(self) -> None:
        self._wait("")
        words = self.tr("The demo town does not start; the lines in the terminal say why")
        self.welcome.show_trouble(words)

    @Slot(str)
    def _on_folder(self, written: str) -> None:
        folder = Path(written).expanduser()
        if not (folder / "site.toml").is_file():
            words = self.tr("{folder} holds no site.toml: choose another, or make a new room there")
            self.welcome.show_trouble(words.format(folder=folder))
        else:
            self._take(folder)

    @Slot(str, str)
    def _on_new(self, written: str, name: str) -> None:
        folder = Path(written).expanduser()
        try:
            make_room(folder, name, self.welcome.language)
        except FileExistsError:
            words = self.tr("There is a room in {folder} already: open it, or choose another place")
            self.welcome.show_trouble(words.format(folder=folder))
        except OSError as fault:
            words = self.tr("The room cannot be made in {folder}: {reason}")
            reason = reason_told(str(fault))
            self.welcome.show_trouble(words.format(folder=folder, reason=reason))
        else:
            self._take(folder, finds=True)

    def _take(self, folder: Path, demo: bool = False, finds: bool = False) -> None:
        self._late.stop()
        try:
            room = self._read(folder)
        except (SiteFaults, WallFaults, OSError) as fault:
            self._wait("")
            self.show_faults(fault)
            return
        self._chosen = Chosen(folder, room, demo, finds)
        self._leave()

    def show_faults(self, fault: Exception) -> None:
        """What is wrong with a folder, and what to do."""
        faults: list[Fault] = list(getattr(fault, "faults", ()))
        told = [str(replace(each, text=list_fault_told(mask(each.text)))) for each in faults]
        if more := len(told) - MOST_FAULTS:
            told = told[:MOST_FAULTS]
            if more > 0:
                told.append(self.tr("… and {n} more").format(n=more))
        head = self.tr("This room has faults: mend them in its files, then open it again.")
        self.welcome.show_trouble("\n".join([head, *(told or [mask(str(fault))])]))
