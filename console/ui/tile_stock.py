"""Tiles that a smaller layout left over: a widget's first show costs most of a layout's change."""

from __future__ import annotations

from collections.abc import Callable

from console.ui.tile import Tile


class TileStock:
    """``make``: a new tile, where none is left. As many lie here as the largest layout had."""

    def __init__(self, make: Callable[[], Tile]) -> None:
        self.spare: list[Tile] = []
        self._make = make

    def take(self, cell: int, detailed: bool) -> Tile:
        """A tile for a cell, hidden and empty."""
        tile = self.spare.pop() if self.spare else self._make()
        tile.cell = cell
        tile.set_detailed(detailed)
        return tile

    def put_back(self, tile: Tile) -> int:
        """Hide and empty it; returns how often it was painted since it was taken."""
        paints = tile.paints
        tile.hide()
        tile.clear()
        self.spare.append(tile)
        return paints
