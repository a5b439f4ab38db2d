"""A paper that is drawn step by step: the wall goes on in between."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal, Slot

Drawing = Generator[tuple[int, int], None, None]  # (number, of how many) after each step


class Pages(QObject):
    """Lives in the Qt thread, one paper at a time. ``drawn`` carries a step's number and how many
    there are, such as of pages; ``ended`` whether the paper is there, and what was in its way:
    nothing where it was cancelled."""

    drawn = Signal(int, int)
    ended = Signal(bool, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drawing: Drawing | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)

    @property
    def running(self) -> bool:
        return self._drawing is not None

    def begin(self, drawing: Drawing) -> None:
        """Nothing is drawn before this returns. Not while another one is running."""
        self._drawing = drawing
        self._timer.start(0)

    def cancel(self) -> None:
        """Nothing is left of it."""
        if self.running:
            self._end(False, "")

    def close(self) -> None:
        """At the end of the room: nobody is told any more."""
        self.blockSignals(True)
        self.cancel()

    @Slot()
    def _next(self) -> None:
        assert self._drawing is not None
        try:
            step, steps = next(self._drawing)
        except StopIteration:
            self._end(True, "")
        except OSError as fault:
            self._end(False, fault.strerror or str(fault))
        else:
            self.drawn.emit(step, steps)

    def _end(self, there: bool, trouble: str) -> None:
        self._timer.stop()
        drawing, self._drawing = self._drawing, None
        if drawing is not None:
            drawing.close()
        self.ended.emit(there, trouble)
