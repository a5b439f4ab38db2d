"""All simulated villages of the demo town: invited, they stand by, answer calls and take part.

Runs in the town's event loop; pictures and voices are made in one worker thread of low priority.
"""

from __future__ import annotations

import asyncio
import collections
import os
import random
import ssl
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from console.town.villages.habits import Habits
from console.town.villages.reel import Reel, reel_of
from console.town.villages.site import Site
from console.town.world.town import Town

TICK_S = 0.5
MOST_SITES = 200
LAZY = 10  # the niceness of the thread that draws


class Villages:
    """``run`` until ``stop``. ``invite`` may come at any time and again."""

    def __init__(
        self, town: Town, seed: int, speed: float = 1.0, cache: Path | None = None
    ) -> None:
        self._names = {village.id: village.name for village in town.villages}
        self._numbers = {village.id: i for i, village in enumerate(town.villages)}
        self._seed = seed
        self._cache = cache
        self._habits = Habits(seed, speed)
        self._running = True
        self._sites: dict[str, Site] = {}
        self._links: dict[str, tuple[str, str | None]] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._reels: dict[str, asyncio.Future[Reel]] = {}
        self._painter = ThreadPoolExecutor(1, "town-painter", _be_lazy)
        self._leave = asyncio.Event()

    async def run(self) -> None:
        """Let the habits play until ``stop``."""
        loop = asyncio.get_running_loop()
        while not self._leave.is_set():
            if self._running:
                sites = [site.seen() for site in self._sites.values()]
                for wish in self._habits.tick(loop.time(), sites):
                    await self._sites[wish.id].obey(wish)
            try:
                async with asyncio.timeout(TICK_S):
                    await self._leave.wait()
            except TimeoutError:
                pass

    def invite(self, links: dict[str, str], ca: str | None) -> None:
        """Join links by node id, and the file with the root that signed the door's certificate.

        A site whose link is as before stays as it is, unless it has gone for good. ValueError or
        OSError when a link or the file is of no use; then nobody is invited.
        """
        if len(links) > MOST_SITES:
            raise ValueError(f"{len(links)} links; at most {MOST_SITES}")
        tls = ssl.create_default_context(cafile=ca) if ca else None
        fresh = {
            node: self._site(node, link, tls)
            for node, link in links.items()
            if self._links.get(node) != (link, ca) or self._tasks[node].done()
        }
        for node, site in fresh.items():
            if (old := self._tasks.get(node)) is not None:
                old.cancel()
            self._sites[node], self._links[node] = site, (links[node], ca)
            self._tasks[node] = asyncio.get_running_loop().create_task(
                site.run(), name=f"node:{node}"
            )
        for node in links:
            self._reel(node)

    def story(self, running: bool) -> None:
        """Hold the habits, or let them play: who speaks goes on, nothing else happens."""
        self._running = running

    def figures(self) -> dict[str, Any]:
        """Sites by place, connections that stand, reels that are ready; for the heartbeat."""
        places = collections.Counter(site.place for site in self._sites.values())
        return {
            "total": len(self._sites),
            "places": dict(places),
            "connected": sum(site.connected for site in self._sites.values()),
            "reels": sum(reel.done() for reel in self._reels.values()),
            "speaker": self._habits.speaker,
        }

    async def stop(self) -> None:
        self._leave.set()
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        # a reel that is being made is finished first: half a second
        await asyncio.to_thread(self._painter.shutdown, cancel_futures=True)
        await asyncio.gather(*self._reels.values(), return_exceptions=True)

    def _site(self, node: str, link: str, tls: ssl.SSLContext | None) -> Site:
        number = self._numbers.get(node, len(self._numbers))

        async def reel() -> Reel:
            return await asyncio.shield(self._reel(node))  # others wait for the same one

        chance = random.Random(f"site-{self._seed}-{node}")
        return Site(node, number, link, tls, reel, chance)

    def _reel(self, node: str) -> asyncio.Future[Reel]:
        """Being made or ready; asked for by several, made once."""
        if node not in self._reels:
            number = self._numbers.get(node, len(self._numbers))
            name = self._names.get(node, node)
            self._reels[node] = asyncio.get_running_loop().run_in_executor(
                self._painter, reel_of, number, node, name, self._seed, self._cache
            )
        return self._reels[node]


def _be_lazy() -> None:
    """Drawing gives way to everything else on the machine."""
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LAZY)
