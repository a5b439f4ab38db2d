"""What one tile shows, for those who ask."""

from __future__ import annotations

from dataclasses import dataclass

from console.ui.feed import Figures
from media.source import Source, SourceState


@dataclass(frozen=True, slots=True)
class TileReport:
    """What one tile shows. ``rect``: the picture itself, device pixels of the screen (x, y, w, h);
    ``shown_fps`` counts pictures painted here, ``age_s`` is that of the newest one painted."""

    cell: int
    source: Source | None
    title: str
    rect: tuple[int, int, int, int]
    state: SourceState
    figures: Figures
    shown_fps: float
    age_s: float | None
    markers: int
