"""The one thread that writes what is kept: segments and clips. The loop hands units over and never
waits; what the disk cannot take in time is dropped, and counted by who gave it."""

from __future__ import annotations

import contextlib
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol

from media.archive.shelf import Shelf
from media.unit import Arrival, SoundFormat, SoundUnit

MOST_BYTES = 96 * 1024 * 1024  # waiting, of all recordings together
MOST_BYTES_EACH = 24 * 1024 * 1024
MOST_ITEMS_EACH = 10_000
PACE_S = 0.2  # what came meanwhile is written together: a thread woken for each unit costs more

log = logging.getLogger(__name__)


class Began(NamedTuple):
    """A connection stands."""

    clock_hz: int
    sound: SoundFormat | None


class Heard(NamedTuple):
    unit: SoundUnit
    received_at: float


class Ended(NamedTuple):
    """Nothing more comes. ``whole``: what there is is wanted."""

    whole: bool = True


class Earlier(NamedTuple):
    """What is read back before the rest comes. ``read`` is called in the writer thread."""

    read: Callable[[], Iterable[Began | Arrival | Heard]]


Item = Began | Arrival | Heard | Earlier | Ended


class Reel(Protocol):
    """One film that is written. All calls come from the writer thread."""

    def take(self, item: Item) -> None: ...

    def tick(self) -> None:
        """Now and then, with items or without."""


class Scribe:
    """``put`` and ``close`` are the loop's; the rest is the thread's."""

    def __init__(self, told: Callable[[Shelf], None] = lambda shelf: None) -> None:
        self._told = told  # news of the archive, in the writer thread
        self._lock = threading.Lock()
        self._items: deque[tuple[Reel, Item, int]] = deque()
        self._bytes = 0
        self._each: dict[Reel, list[int]] = {}  # bytes and items that wait
        self._shelf: Shelf | None = None
        self._reels: dict[Reel, None] = {}
        self._wake = threading.Event()
        self._ends = False
        self._thread: threading.Thread | None = None

    def put(self, reel: Reel, item: Item, size: int = 0) -> bool:
        """False when too much waits already; beginnings and ends are always taken."""
        with self._lock:
            waiting = self._each.setdefault(reel, [0, 0])
            if isinstance(item, Arrival | Heard) and not (
                self._bytes + size <= MOST_BYTES
                and waiting[0] + size <= MOST_BYTES_EACH
                and waiting[1] < MOST_ITEMS_EACH
            ):
                return False
            waiting[0] += size
            waiting[1] += 1
            self._bytes += size
            self._items.append((reel, item, size))
        if self._thread is None:
            self._thread = threading.Thread(target=self._write, name="scribe")
            self._thread.start()
        if isinstance(item, Ended):
            self._wake.set()
        return True

    def use(self, shelf: Shelf) -> None:
        """The archive that is kept in order from now on."""
        with self._lock:
            self._shelf = shelf
        if self._thread is None:
            self._thread = threading.Thread(target=self._write, name="scribe")
            self._thread.start()
        self._wake.set()

    def close(self) -> None:
        """Write what waits and end. What is given after an end is lost."""
        self._ends = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join()

    def _write(self) -> None:
        shelf: Shelf | None = None
        while True:
            ends = self._ends
            with self._lock:
                items, self._items = self._items, deque()
                if shelf is not self._shelf:
                    old, shelf = shelf, self._shelf
                else:
                    old = None
            self._serve(items)
            if old is not None:
                old.close()
            if shelf is not None:
                with self._guarded():
                    if shelf.tick():
                        self._told(shelf)
            for reel in list(self._reels):
                with self._guarded():
                    reel.tick()
            if ends:
                break
            self._wake.wait(PACE_S)
            self._wake.clear()
        if shelf is not None:
            shelf.close()

    def _serve(self, items: deque[tuple[Reel, Item, int]]) -> None:
        for reel, item, size in items:
            self._reels[reel] = None
            with self._guarded():
                reel.take(item)
            with self._lock:
                waiting = self._each[reel]
                waiting[0] -= size
                waiting[1] -= 1
                self._bytes -= size
                if isinstance(item, Ended):
                    self._reels.pop(reel, None)
                    if not waiting[1]:
                        del self._each[reel]

    @contextlib.contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except Exception:
            # one film's strangeness must not end the thread that writes the others
            log.exception("writing what is kept broke")
