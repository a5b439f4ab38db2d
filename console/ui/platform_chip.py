"""A platform's filter: its sign, its name, how many cases; pressed in means shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from console.cases.case import PlatformKind
from console.ui.marker_signs import mark_pixmap
from console.ui.theme import Look
from console.ui.words import platform_text


class PlatformChip(QAbstractButton):
    def __init__(self, look: Look, platform: PlatformKind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.platform = platform
        self._look = look
        self._count = 0
        self._named = True
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.words_changed()

    def set_count(self, count: int) -> None:
        if count != self._count:
            self._count = count
            self.words_changed()

    @property
    def named(self) -> bool:
        """Whether the name is written; the row decides it for all of its chips."""
        return self._named

    def set_named(self, named: bool) -> None:
        if named != self._named:
            self._named = named
            self.update()

    def needed(self) -> int:
        """Pixels that the sign, the whole name and the count take."""
        px, metrics = self._look.px, self._look.metrics
        count = metrics("small").horizontalAdvance(str(self._count))
        return px(28) + metrics("body").horizontalAdvance(self.text()) + px(11) + count

    def words_changed(self) -> None:
        # the four are known in every language; what the platform adds is said in its own words
        known = platform_text(self.platform.id)
        self.setText(known if known != self.platform.id else self.platform.name)
        self.setAccessibleName(f"{self.text()} {self._count}")
        names = dict.fromkeys((self.platform.name, self.text()))
        self.setToolTip(" · ".join((*filter(None, names), str(self._count))))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(64), self._look.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(48), self._look.px(32))

    def enterEvent(self, _event: QEnterEvent) -> None:
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        colour = look.platform(self.platform.id, self.platform.colour)
        if self.hasFocus():
            painter.setPen(look.pen("text", 1.5))
        elif self.isChecked():
            painter.setPen(colour)
        else:
            painter.setPen(look.pen("line"))
        painter.setBrush(look.colour("ground" if self.isChecked() else "surface"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setOpacity(1.0 if self.isChecked() else 0.55)
        size = look.px(19)
        ratio = self.devicePixelRatioF()
        sign = mark_pixmap(look, self.platform.id, self.platform, size, ratio)
        painter.drawPixmap(look.px(5), (self.height() - size) // 2, sign)
        self._paint_words(painter, look.px(28))
        painter.end()

    def _paint_words(self, painter: QPainter, left: int) -> None:
        look = self._look
        count, small = str(self._count), look.metrics("small")
        wide = small.horizontalAdvance(count)
        right = self.width() - look.px(8) - wide
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("quiet"))
        painter.drawText(right, 0, wide + 2, self.height(), _MIDDLE, count)
        room = right - left - look.px(3)
        if self._named:  # a name cut short says less than the sign alone
            painter.setFont(look.font("body"))
            painter.setPen(look.colour("text"))
            painter.drawText(left, 0, room, self.height(), _MIDDLE, self.text())


class PlatformRow(QWidget):
    """The chips in one row, in two where their names need it, or all of them without names."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._chips: list[PlatformChip] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(look.px(4))

    def set_platforms(self, platforms: Sequence[PlatformKind]) -> list[PlatformChip]:
        for chip in self._chips:
            self._grid.removeWidget(chip)
            chip.deleteLater()
        self._chips = [PlatformChip(self._look, platform) for platform in platforms]
        self._columns = 0
        self.arrange()
        return self._chips

    def arrange(self) -> None:
        """Anew after a word, a count or the width changed."""
        if not self._chips:
            return
        one, needed = len(self._chips), max(chip.needed() for chip in self._chips)
        fitting = [n for n in (one, (one + 1) // 2) if self._width_of(n) >= needed]
        for chip in self._chips:
            chip.set_named(bool(fitting))
        self._place(fitting[0] if fitting else one)

    def _width_of(self, columns: int) -> int:
        return (self.width() - (columns - 1) * self._grid.spacing()) // columns

    def _place(self, columns: int) -> None:
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for place, chip in enumerate(self._chips):
            self._grid.addWidget(chip, place // columns, place % columns)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self.arrange()


_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
