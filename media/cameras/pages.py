"""Memory for coded pictures that are kept: pages of its own, not pieces of the heap.

Thousands of pieces of some kilobytes that come and go leave holes in the heap; what comes to lie
there and stays makes the heap grow around it.
"""

from __future__ import annotations

from mmap import MAP_ANONYMOUS, MAP_PRIVATE, mmap

from media.unit import Octets

CHUNK = 64 * 1024  # bytes; what is not written of it costs nothing


class Pages:
    """Copies lie one behind the other, in chunks that go when nothing of them is kept."""

    def __init__(self, chunk: int = CHUNK) -> None:
        self._chunk = chunk
        self._map: mmap | None = None
        self._view = memoryview(b"")  # of the map
        self._end = 0  # of what is laid there

    def lay(self, *parts: Octets) -> memoryview:
        """A copy of the parts, in one piece that cannot be written to."""
        size = sum(map(len, parts))
        if self._map is None or self._end + size > len(self._view):
            self._map = mmap(-1, max(size, self._chunk), MAP_PRIVATE | MAP_ANONYMOUS)
            self._view, self._end = memoryview(self._map).toreadonly(), 0
        begin = end = self._end
        for part in parts:
            at, end = end, end + len(part)
            self._map[at:end] = part
        self._end = end
        return self._view[begin:end]

    def turn(self) -> None:
        """What is laid from now on does not go with what was before: it gets a new chunk."""
        self._map, self._view = None, memoryview(b"")
