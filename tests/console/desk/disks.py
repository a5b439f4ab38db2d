"""Disks for the desks that write: one that writes at once, and one that hangs."""

from __future__ import annotations

from collections.abc import Callable

from console.desk.disk import Disk


def quick_disk(tell: Callable[[str], None] = lambda _words: None) -> Disk:
    """Writes before ``do`` returns."""

    def order(work: Callable[[], None]) -> bool:
        work()
        return True

    return Disk(order, tell)


class HungDisk:
    """Writes nothing until a test lets it go on; ``told`` is what the operator was told."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.waiting: list[Callable[[], None]] = []
        self.full = False
        self.disk = Disk(self._order, self.told.append)

    def go_on(self) -> None:
        """All that waits, in its order."""
        while self.waiting:
            self.waiting.pop(0)()

    def _order(self, work: Callable[[], None]) -> bool:
        if not self.full:
            self.waiting.append(work)
        return not self.full
