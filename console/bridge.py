"""The one place where other threads become Qt signals, and where they may ask the Qt thread.

Other threads tell by ``teller``; slots run in the Qt thread. Only events cross here (none is lost);
pictures are fetched from a FrameBoard and never pass.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance, Slot

T = TypeVar("T")


class Bridge(QObject):
    """Lives in the Qt thread."""

    cameras_told = Signal(str, dict)  # a worker's name, its event
    hub_told = Signal(dict)  # an event of the hub
    child_changed = Signal(object)  # ChildReport
    cases_told = Signal(list)  # list[CaseEvent], in order
    exports_told = Signal(list)  # all exports, as the control API tells them
    ptz_told = Signal(dict)  # an event of the steering
    export_refused = Signal(str)
    orders_told = Signal(object)  # OutboxTold
    _asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def teller(self, signal: SignalInstance) -> Callable[..., None]:
        """A function by which other threads tell what ``signal`` carries.

        It is emitted by the Qt thread in its turn. A signal that is emitted at once reaches those
        alone who are connected by then, and a camera may be live before the room is put together.
        """

        def tell(*event: object) -> None:
            self._asked.emit(partial(signal.emit, *event))

        return tell

    async def ask(self, question: Callable[[], T]) -> T:
        """Run ``question`` in the Qt thread and wait for its answer, from an asyncio loop.

        What it raises is raised here. Cancelled when the window is gone.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[T] = loop.create_future()

        def work() -> None:
            try:
                told, fault = question(), None
            except Exception as raised:  # noqa: BLE001  # handed to who asked
                told, fault = None, raised
            loop.call_soon_threadsafe(_settle, answer, told, fault)

        self._asked.emit(work)
        return await answer

    @Slot(object)
    def _answer(self, work: Callable[[], None]) -> None:
        work()


def _settle(answer: asyncio.Future[Any], told: object, fault: Exception | None) -> None:
    if answer.done():
        return
    if fault is not None:
        answer.set_exception(fault)
    else:
        answer.set_result(told)
