"""What changed since a moment ago, of what nobody tells by itself: health and markers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

Json = dict[str, Any]


class Changes:
    """Compared once a second; the first look tells nothing."""

    def __init__(self) -> None:
        self._health: Json | None = None
        self._markers: frozenset[tuple[str, str]] | None = None

    def look(
        self, health: Mapping[str, Any], markers: Collection[tuple[str, str]]
    ) -> list[tuple[str, Json]]:
        """The events of ``/v1/events``, each with its data. ``markers``: (case, where) of each."""
        events: list[tuple[str, Json]] = []
        status = {key: health[key] for key in ("status", "troubles")}
        if self._health not in (None, status):
            events.append(("health", status))
        drawn = frozenset(markers)
        if self._markers not in (None, drawn):
            events.append(("markers", {"count": len(markers)}))
        self._health, self._markers = status, drawn
        return events
