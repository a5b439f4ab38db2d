"""The answers of the control API to keyboard panels: what a key does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from console.bridge import Bridge
from console.control.room import Json, NotFound

T = TypeVar("T")


class PanelDesk(Protocol):
    """What a panel sees and does; all of it in the Qt thread."""

    def key_table(self) -> list[Json]: ...
    def perform(self, action: str) -> bool: ...
    def put_number(self, number: str) -> Json | None: ...


class PanelAnswers:
    """Awaited in the io thread; each question is put to the Qt thread."""

    def __init__(self, bridge: Bridge, desk: PanelDesk) -> None:
        self._bridge = bridge
        self._panel = desk

    async def keys(self) -> list[Json]:
        return await self._ask(self._panel.key_table)

    async def perform(self, action: str) -> Json:
        def do() -> Json:
            if not self._panel.perform(action):
                there_are = [row["action"] for row in self._panel.key_table()]
                raise NotFound(f"there is no action {action!r}", there_are)
            return {"action": action}

        return await self._ask(do)

    async def put_number(self, number: str) -> Json:
        def do() -> Json:
            put = self._panel.put_number(number)
            if put is None:
                raise NotFound(f"no camera has the number {number}")
            return put

        return await self._ask(do)

    async def _ask(self, question: Callable[[], T]) -> T:
        return await self._bridge.ask(question)
