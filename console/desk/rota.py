"""What is to be done each second, spread over it: in one go it would stop the pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Slot

ROUND_MS = 1000


class Rota(QObject):
    """Does one of ``tasks`` after the other, each once in ``ROUND_MS``, from ``start`` to ``stop``.
    Lives in the Qt thread."""

    def __init__(
        self, tasks: Sequence[Callable[[], object]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = list(tasks)
        self._next = 0
        self._timer = QTimer(self)
        self._timer.setInterval(max(ROUND_MS // len(self._tasks), 1))
        self._timer.timeout.connect(self.step)

    def start(self) -> None:
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    @Slot()
    def step(self) -> None:
        task = self._tasks[self._next]
        self._next = (self._next + 1) % len(self._tasks)
        task()
