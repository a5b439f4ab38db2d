"""The site's files, written and read without the window waiting for the disk."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from console.ui.reasons import reason_told

T = TypeVar("T")

FAULT = "a fault of this program; its log says more"

log = logging.getLogger(__name__)


def nothing(_result: object) -> None:
    """Where nobody waits for what came of it."""


class Disk(QObject):
    """Lives in the Qt thread. ``order`` puts a function into the one thread that writes, which does
    them in the order in which they come, and says False where too many wait; ``tell`` gets words
    for the operator."""

    _done = Signal(object)

    def __init__(
        self,
        order: Callable[[Callable[[], None]], bool],
        tell: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._order, self._tell = order, tell
        self._done.connect(self._answer)

    def do(
        self,
        file: str,
        work: Callable[[], T],
        then: Callable[[T], None] = nothing,
        refused: Callable[[str], None] | None = None,
    ) -> None:
        """Returns at once. ``work`` writes or reads ``file``, as the operator is to read its name;
        what it should raise are OSError, and ValueError whose text says what is wrong.

        In the Qt thread ``then`` gets what it returned, or ``refused`` why it could not be, in
        words: nobody else then tells the operator.
        """
        refuse = refused or self._tell

        def write() -> None:
            try:
                result = work()
            except ValueError as fault:
                self._done.emit(partial(refuse, str(fault)))
            except OSError as fault:
                log.warning("%s cannot be written: %s", file, fault)
                reason = fault.strerror or str(fault)
                self._done.emit(partial(self._refuse, refuse, file, reason))
            except Exception:  # somebody waits for an answer
                log.exception("%s", file)
                self._done.emit(partial(self._refuse, refuse, file, FAULT))
            else:
                self._done.emit(partial(then, result))

        if not self._order(write):
            log.warning("%s cannot be written: too much waits for the disk", file)
            self._refuse(refuse, file, "too much waits for the disk")

    @Slot(object)
    def _answer(self, do: Callable[[], None]) -> None:
        do()

    def _refuse(self, refuse: Callable[[str], None], file: str, reason: str) -> None:
        words = self.tr("{file} cannot be written: {reason}")
        refuse(words.format(file=file, reason=reason_told(reason)))
