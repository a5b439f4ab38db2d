"""The one asyncio loop of the console, in its own thread.

Platform client, control API, hub and workers live here; the Qt thread never waits for it. Work goes
down with ``call`` and ``submit``; what comes of it goes up through ``console.bridge``.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

STOP_S = 8.0  # children get 3 s to end in order

log = logging.getLogger(__name__)


class IoThread:
    """Started once, stopped once. All methods may be called from any thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._tasks: set[asyncio.Task[Any]] = set()  # only touched in the loop
        self._thread = threading.Thread(target=self._run, name="io")

    def start(self) -> None:
        self._thread.start()

    def call(self, do: Callable[..., object], *arguments: object) -> None:
        """Run a plain function in the loop soon. After ``stop`` it is dropped."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(do, *arguments)

    def submit(self, work: Coroutine[Any, Any, T]) -> concurrent.futures.Future[T]:
        """Run a coroutine in the loop; the future tells what came of it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def keep(self, work: Coroutine[Any, Any, None], name: str) -> None:
        """Run a coroutine for as long as the thread lives; its failure is logged."""
        self.call(self._keep, work, name)

    def drop(self, name: str) -> None:
        """End what is kept under this name."""
        self.call(self._drop, name)

    def stop(self) -> None:
        """Cancel what runs, wait for it, end the thread."""
        if not self._thread.is_alive():
            return
        try:
            self.submit(self._wind_down()).result(STOP_S)
        except TimeoutError:
            log.error("still running at the end: %s", [task.get_name() for task in self._tasks])
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(STOP_S)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    def _keep(self, work: Coroutine[Any, Any, None], name: str) -> None:
        task = self._loop.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _drop(self, name: str) -> None:
        for task in self._tasks:
            if task.get_name() == name:
                task.cancel()

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (fault := task.exception()) is not None:
            log.error("%s ended by a fault", task.get_name(), exc_info=fault)

    async def _wind_down(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
