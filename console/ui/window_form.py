"""How the zones of the window lie: a line over everything, the wall between two sides."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.ui.chair_panel import ChairPanel
from console.ui.conference_strip import ConferenceStrip


def arrange(
    window: QWidget,
    top: QWidget,
    left: QWidget,
    middle: Sequence[QWidget],
    right: Sequence[QWidget],
    edge_px: int,
    gap_px: int,
) -> None:
    """The first of ``middle`` gets the room that is left; ``edge_px`` lies around these."""
    between = QVBoxLayout()
    between.setContentsMargins(edge_px, edge_px, edge_px, edge_px)
    between.setSpacing(gap_px)
    for place, zone in enumerate(middle):
        between.addWidget(zone, int(place == 0))
    row = QHBoxLayout()
    row.setSpacing(0)
    row.addWidget(left)
    row.addLayout(between, 1)
    for zone in right:
        row.addWidget(zone)
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(1)
    column.addWidget(top)
    column.addLayout(row, 1)


class Zones:
    """Which zones are there: those of a desk that are not folded away, and the strip while a
    conference lives. In a ``narrow`` window ``aside`` and the chair's panel have one place."""

    def __init__(
        self, desk: bool, lasting: Sequence[QWidget], aside: QWidget,
        strip: ConferenceStrip, chair: ChairPanel,
    ) -> None:  # fmt: skip
        self._desk, self._lasting, self._aside = desk, (*lasting, aside), aside
        self._strip, self._chair = strip, chair
        self._folded: set[QWidget] = set()
        self._beside = self.narrow = False  # the chair's panel is there; it has to be instead
        chair.turned.connect(self._on_turned)

    def show(self) -> None:
        for zone in self._lasting:
            zone.setVisible(self._desk and not self._away(zone))
        self._strip.setVisible(self._desk and self._strip.live() and not self._away(self._strip))

    def fold(self, zone: QWidget) -> None:
        """Fold a zone away, or bring it back."""
        if self._gives_way(zone):
            self._folded -= {zone}
            self._chair.toggle()
        else:
            self._folded ^= {zone}
        self.show()

    def unfold(self, zone: QWidget) -> None:
        if self._away(zone):
            self.fold(zone)

    def _away(self, zone: QWidget) -> bool:
        return zone in self._folded or self._gives_way(zone)

    def _gives_way(self, zone: QWidget) -> bool:
        return zone is self._aside and self.narrow and self._beside

    def _on_turned(self, shown: bool) -> None:
        self._beside = shown
        self.show()
