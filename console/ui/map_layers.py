"""All layers of one map, in their order; which are shown, and how much shows through."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPointF
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsScene

from console.cases.day import Happening
from console.ui.map_cameras import CamerasLayer
from console.ui.map_cases import CasesLayer
from console.ui.map_grids import GridsLayer
from console.ui.map_ground import Plane
from console.ui.map_heat import HeatLayer
from console.ui.map_layer import Hit, MapLayer
from console.ui.map_past import PastLayer
from console.ui.map_points import NodesLayer, PlacesLayer, WorkersLayer
from console.ui.map_tool import MarksLayer
from console.ui.map_warnings import WarningsLayer
from console.ui.theme import Look

FAINTEST = 0.2


class MapLayers:
    """Each by its name; ``listed`` are those that an operator shows and hides."""

    def __init__(self, look: Look, scene: QGraphicsScene) -> None:
        self.cases, self.cameras, self.grids = (
            CasesLayer(look),
            CamerasLayer(look),
            GridsLayer(look),
        )
        self.workers, self.nodes, self.places = (
            WorkersLayer(look),
            NodesLayer(look),
            PlacesLayer(look),
        )
        self.warnings, self.heat, self.past = WarningsLayer(look), HeatLayer(look), PastLayer(look)
        self.marks = MarksLayer(look)
        self.listed: tuple[MapLayer, ...] = (
            self.cases, self.workers, self.nodes, self.cameras, self.places, self.warnings,
            self.grids, self.heat,
        )  # fmt: skip
        self._wished = {layer.key: layer.shown_first for layer in self.listed}
        for layer in (*self.listed, self.past, self.marks):
            scene.addItem(layer)

    def by_key(self, key: str) -> MapLayer | None:
        return next((layer for layer in self.listed if layer.key == key), None)

    def set_plane(self, plane: Plane) -> None:
        for layer in (self.cases, self.past, self.workers, self.nodes, self.places, self.warnings):
            layer.set_plane(plane)
        self.marks.plane = plane

    def show(self, key: str, shown: bool) -> None:
        """KeyError for a layer that is none."""
        self._wished[key] = shown
        self._settle()

    def is_shown(self, key: str) -> bool:
        """Whether it is wished; the cases give way to the past."""
        return self._wished[key]

    def set_past(self, standing: Sequence[tuple[Happening, bool]] | None) -> None:
        """The cases as they stood once; None: as they are."""
        self.past.set_standing(standing or ())
        self.past.setVisible(standing is not None)
        self._settle()

    def hit(self, at: QPointF, to_view: QTransform) -> Hit | None:
        """Of the layers that are seen the first that has a sign there: what is painted last."""
        for layer in (self.past, *self.listed):
            if layer.isVisible() and (found := layer.hit(at, to_view)) is not None:
                return found
        return None

    # -- state

    def state(self) -> dict[str, Any]:
        """What was chosen, to be kept."""
        return {
            layer.key: {"shown": self._wished[layer.key], "opacity": round(layer.opacity(), 2)}
            for layer in self.listed
        }

    def restore(self, state: Mapping[str, Any]) -> None:
        """What is no state of a layer is left out."""
        for layer in self.listed:
            told = state.get(layer.key)
            if not isinstance(told, Mapping):
                continue
            if isinstance(told.get("shown"), bool):
                self._wished[layer.key] = told["shown"]
            opacity = told.get("opacity")
            if isinstance(opacity, int | float) and FAINTEST <= opacity <= 1:
                layer.setOpacity(float(opacity))
        self._settle()

    def _settle(self) -> None:
        for layer in self.listed:
            hidden = layer is self.cases and self.past.isVisible()
            layer.setVisible(self._wished[layer.key] and not hidden)
