"""How much cameras may hold to be live at once: the longest unseen give way.

Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

MOST_HELD = 768 * 1024 * 1024  # bytes, of all workers; 800 small streams hold some 100 MB


class Holder(Protocol):
    """A camera as the budget sees it. ``seen_at``: monotonic seconds."""

    @property
    def seen_at(self) -> float: ...

    @property
    def held_bytes(self) -> int: ...

    def shrink(self) -> None: ...


def give_way(holders: Iterable[Holder], most: int = MOST_HELD) -> int:
    """Let the longest unseen shrink until all hold ``most`` bytes at most; how many did."""
    held = [(each, each.held_bytes) for each in holders]
    over = sum(size for _, size in held) - most
    shrunk = 0
    for holder, size in sorted(held, key=lambda each: each[0].seen_at):
        if over <= 0:
            break
        holder.shrink()
        over -= size - holder.held_bytes
        shrunk += 1
    return shrunk
