"""The answers of the control API about links."""

from __future__ import annotations

import asyncio
from typing import Protocol

from console.bridge import Bridge
from console.control.room import Json, NotFound

TRIES, TRY_S = 100, 0.02
MOST = 100  # names in the answer to a name that does not exist
WATCH = "@watch"


class LinkDesk(Protocol):
    """What the control API sees of the links; all of it in the Qt thread."""

    def conference(self) -> Json: ...
    def relink(self, node: str, action: str) -> None: ...
    def link_turn(self) -> int: ...
    def link_told(self, node: str) -> Json: ...
    def watch_told(self) -> Json: ...


class LinkAnswers:
    """Awaited in the io thread; each question is put to the Qt thread."""

    def __init__(self, bridge: Bridge, desk: LinkDesk) -> None:
        self._links_bridge, self._links = bridge, desk

    async def relink(self, node: str, action: str) -> Json:
        ask = self._links_bridge.ask
        nodes = [str(one["id"]) for one in (await ask(self._links.conference)).get("nodes", ())]
        if node not in nodes:
            raise NotFound(f"there is no node {node!r}", nodes[:MOST])
        await self._done(node, action)
        return await ask(lambda: self._links.link_told(node))

    async def watch(self) -> Json:
        return await self._links_bridge.ask(self._links.watch_told)

    async def relink_watch(self, action: str) -> Json:
        await self._done(WATCH, action)
        return await self.watch()

    async def _done(self, node: str, action: str) -> None:
        """Order it, and wait until the hub tells its links anew, for a moment."""
        ask = self._links_bridge.ask
        before = await ask(self._links.link_turn)
        await ask(lambda: self._links.relink(node, action))
        for _ in range(TRIES):
            if await ask(self._links.link_turn) != before:
                return
            await asyncio.sleep(TRY_S)
