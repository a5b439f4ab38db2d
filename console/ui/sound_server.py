"""Which sound devices the sound server has now, asked of it again and again.

Qt hears of a device that is plugged in, and of none that is pulled out (Qt 6.11, PulseAudio): it
goes on to list it, while the server plays its sound elsewhere. So the server is asked by its own
program; where that is not installed, what Qt says is taken.
"""

from __future__ import annotations

import shutil

from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

PROGRAM = "pactl"
EVERY_MS = 2000
STATES = ("RUNNING", "IDLE", "SUSPENDED")  # a device has one, and nothing else in the list


def ids_in(listed: str) -> frozenset[str]:
    """The devices in ``pactl list short``, by the ids that Qt uses. Pure."""
    rows = [line.split("\t") for line in listed.splitlines()]
    return frozenset(row[1] for row in rows if len(row) == 5 and row[4] in STATES)


class SoundServer(QObject):
    """``ids``: of all its devices; None: not known. ``changed``: they are others."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ids: frozenset[str] | None = None
        self._process: QProcess | None = None
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY_MS)
        self._clock.timeout.connect(self._ask)

    def watch(self) -> None:
        if not self._clock.isActive() and shutil.which(PROGRAM):
            self._clock.start()
            self._ask()

    def rest(self) -> None:
        self._clock.stop()
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.waitForFinished(1000)
            process.deleteLater()

    @Slot()
    def _ask(self) -> None:
        if self._process is not None:  # a server that does not answer is asked no further
            return
        self._process = QProcess(self)
        self._process.finished.connect(self._hear)
        self._process.errorOccurred.connect(self._on_error)
        self._process.start(PROGRAM, ["list", "short"])

    @Slot()
    def _hear(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        listed = bytes(process.readAllStandardOutput().data()).decode(errors="replace")
        answered = process.exitCode() == 0
        process.deleteLater()
        before, self.ids = self.ids, ids_in(listed) if answered else None
        if self.ids != before and None not in (self.ids, before):
            self.changed.emit()

    @Slot()
    def _on_error(self) -> None:
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
