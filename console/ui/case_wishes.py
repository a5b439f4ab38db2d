"""What the window's keys wish of the casework; who does it makes its sheets when first asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal


class CaseWishes(QObject):
    """``commands``: those for the open case; ``outbox``; ``intake``: a new case."""

    commands = Signal()
    outbox = Signal()
    intake = Signal()

    def actions(self) -> Mapping[str, Callable[[], object]]:
        """What each of the keys does."""
        return {
            "commands": self.commands.emit,
            "outbox": self.outbox.emit,
            "register_case": self.intake.emit,
        }
