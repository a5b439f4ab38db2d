"""The heat map of cases: a picture that was made elsewhere, laid over the ground."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from console.ui.map_layer import LegendLine, MapLayer
from console.ui.marker_signs import canvas

if TYPE_CHECKING:
    from console.cases.heat import HeatPicture

SIGN = ("#2E6EBE", "#3CBEA0", "#F0CD46", "#F27828", "#EB3C3C")  # from few to many


class HeatLayer(MapLayer):
    key = "heat"
    height = 15.0
    shown_first = False

    def set_picture(self, picture: HeatPicture | None) -> None:
        self._picture, self._image = picture, QImage()
        if picture is not None:
            down, across = picture.pixels.shape[:2]
            self._image = QImage(
                picture.pixels.data, across, down, across * 4,
                QImage.Format.Format_ARGB32_Premultiplied,
            ).copy()  # fmt: skip
        self.update()

    _picture: HeatPicture | None = None
    _image = QImage()

    def title(self) -> str:
        return QCoreApplication.translate("map", "Heat map of cases")

    def legend(self) -> Sequence[LegendLine]:
        pixmap, painter = canvas(self._look.px(60), self._look.px(10), 1.0)
        wide = pixmap.width() / len(SIGN)
        for number, colour in enumerate(SIGN):
            painter.fillRect(QRectF(number * wide, 0, wide + 1, pixmap.height()), QColor(colour))
        painter.end()
        return [LegendLine(pixmap, QCoreApplication.translate("map", "few … many"))]

    def draw(self, painter: QPainter, to_view: QTransform, room: QRectF) -> None:
        picture = self._picture
        if picture is None or self._image.isNull():
            return
        area = QRectF(picture.left, picture.top, picture.width, picture.height)
        shown = to_view.mapRect(area)
        seen = shown.intersected(room)
        if seen.isEmpty():
            return
        # only what is seen is scaled: far in, the whole would be many screens
        per_x, per_y = self._image.width() / shown.width(), self._image.height() / shown.height()
        part = QRectF(
            (seen.x() - shown.x()) * per_x, (seen.y() - shown.y()) * per_y,
            seen.width() * per_x, seen.height() * per_y,
        )  # fmt: skip
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(seen, self._image, part)
