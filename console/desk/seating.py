"""The demo's villages come when the wall stands: drawing them must not delay it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from console.links.town import SEATED, TownLink

LATEST_S = 20.0


class Seating:
    """Lives in the Qt thread; ``order`` runs a function in the io thread. ``town`` is None where
    the sites are real: they come by themselves."""

    def __init__(
        self,
        town: TownLink | None,
        nodes: Sequence[str],
        order: Callable[..., None],
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._town, self._nodes, self._order, self._now = town, nodes, order, now
        self._began_at = now()
        self._invitation: tuple[dict[str, str], str | None] | None = None

    def open(self, links: dict[str, str], ca: str) -> None:
        """The door is open: these are the sites' links."""
        self._invitation = (links, ca or None)

    def check(self, live: int, shown: int) -> list[str]:
        """With so many cameras live of those shown: hand out the links, once. The sites that are to
        be called then."""
        late = self._now() - self._began_at > LATEST_S
        if self._town is None or self._invitation is None or (live < shown and not late):
            return []
        self._order(self._town.invite, *self._invitation)
        self._invitation = None
        return list(self._nodes[:SEATED])
