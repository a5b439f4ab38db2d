"""Where the plate of a turned camera lies: beside the picture in a wide tile, else in a sheet."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.ui.ptz_layer import PtzLayer
from console.ui.ptz_panel import HIGH_PX, WIDE_PX, PtzPanel
from console.ui.sheet import Sheet
from console.ui.theme import Look

EDGE_PX = 8
LEAST_PICTURE_PX = 420  # of the picture's width that stays free beside the plate


class PtzSheet(Sheet):
    """Owns ``panel``. The layer says where the picture is; the sheet lies beside its tile."""

    def __init__(self, look: Look, parent: QWidget, layer: PtzLayer) -> None:
        super().__init__(look, parent)
        self.panel = PtzPanel(look)
        self._layer = layer
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.panel)
        layer.more_wished.connect(self.go_to)
        layer.ended.connect(self.put_away)
        self.panel.left.connect(self.leave)
        self.words_changed()

    def lay(self) -> None:
        """To be called when the picture's place may be another: at the side where it fits."""
        picture = self._layer.geometry()
        px = self._look.px
        wide = picture.width() >= px(WIDE_PX + LEAST_PICTURE_PX)
        fits = wide and picture.height() >= px(HIGH_PX + 2 * EDGE_PX)
        self._layer.more.setVisible(not fits)
        if fits:
            if self.panel.parentWidget() is not self._layer.wall:
                self.close_sheet()
                self.panel.setParent(self._layer.wall)
            edge = px(EDGE_PX)
            left = picture.right() - px(WIDE_PX) - edge
            at = (left, picture.top() + edge, px(WIDE_PX), px(HIGH_PX))
            if at != self.panel.geometry().getRect():
                self.panel.setGeometry(*at)
            if self.panel.isHidden():
                self.panel.show()
                self.panel.raise_()
        elif self.panel.parentWidget() is not self:
            self._back()

    @Slot()
    def go_to(self) -> None:
        """The keyboard goes to the plate, wherever it lies."""
        if self.panel.parentWidget() is self:
            self.open_sheet()
        else:
            self.panel.first().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def leave(self) -> None:
        """Back to the picture, from the sheet; from the side the picture is left too."""
        if self.isVisible():
            self.close_sheet()
            if self._layer.isVisible():
                self._layer.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._layer.setFocus(Qt.FocusReason.OtherFocusReason)
            self._layer.end()

    @Slot()
    def put_away(self) -> None:
        self.close_sheet()
        self._back()

    def first(self) -> QWidget:
        return self.panel.first()

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Presets and patrols"))
        self.panel.words_changed()

    def _back(self) -> None:
        if self.panel.parentWidget() is not self:
            self._column.addWidget(self.panel)
            self.panel.show()

    def to_middle(self) -> None:
        """Beside the tile, where the picture stays to be seen."""
        px, room = self._look.px, self._over.size()
        self.resize(px(WIDE_PX), min(px(HIGH_PX), room.height() - 2 * px(EDGE_PX)))
        if not self._layer.isVisible() or not self._over.isAncestorOf(self._layer):
            self.move((room.width() - self.width()) // 2, (room.height() - self.height()) // 2)
            return
        corner = self._layer.mapTo(self._over, self._layer.rect().topLeft())
        right = corner.x() + self._layer.width() + px(EDGE_PX)
        if right + self.width() > room.width():
            right = max(corner.x() - self.width() - px(EDGE_PX), 0)
        top = min(max(corner.y(), 0), room.height() - self.height() - px(EDGE_PX))
        self.move(right, max(top, 0))
