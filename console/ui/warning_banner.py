"""A public warning in the top line: its sign, its title, how many more there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.cases.case import PublicWarning
from console.ui.theme import RADIUS, Look

_SEVERITY = {"red": 0, "orange": 1, "yellow": 2, "blue": 3}


class WarningBanner(QWidget):
    """Shows the severest warning; the others are told as a count and in the tool tip.

    ``pressed``, by mouse, Space or Enter: what can be done about it is wished.
    """

    pressed = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._warnings: list[PublicWarning] = []
        self._aside = False
        self._plan = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setRetainSizeWhenHidden(False)
        self.setSizePolicy(policy)
        self.hide()

    @property
    def warns(self) -> bool:
        """Whether there is a warning, seen or for a moment aside."""
        return bool(self._warnings)

    def set(self, warnings: Sequence[PublicWarning]) -> None:
        self._warnings = sorted(warnings, key=lambda w: _SEVERITY.get(w.level, len(_SEVERITY)))
        self.setVisible(bool(self._warnings) and not self._aside)
        self.words_changed()

    def propose(self, plan: str) -> None:
        """The title of the plan that is made for it; empty for none."""
        if plan != self._plan:
            self._plan = plan
            focus = Qt.FocusPolicy.StrongFocus if plan else Qt.FocusPolicy.NoFocus
            self.setFocusPolicy(focus)
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if plan else Qt.CursorShape.ArrowCursor
            )
            self.words_changed()

    def give_way(self, aside: bool) -> None:
        """Leave the room to something said for a moment."""
        self._aside = aside
        self.setVisible(bool(self._warnings) and not aside)

    def words_changed(self) -> None:
        self.setAccessibleName(self._words())
        self.setToolTip("\n".join(f"{w.title}\n{w.text}".strip() for w in self._warnings))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = self._look
        wide = look.metrics("body", strong=True).horizontalAdvance(self._words())
        return QSize(wide + look.px(60), look.px(32))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._look.px(60), self._look.px(32))

    def _words(self) -> str:
        if not self._warnings:
            return ""
        first = self._warnings[0]
        words = self.tr("Exercise: {title}") if first.exercise else "{title}"
        words = words.format(title=first.title)
        if len(self._warnings) > 1:
            words += self.tr(" · {n} more").format(n=len(self._warnings) - 1)
        if self._plan:
            words += self.tr(" · plan proposed: {plan}").format(plan=self._plan)
        return words

    def _cut(self, room: int) -> str:
        """The words as far as there is room, nothing where not even two letters have it."""
        words = self._look.metrics("body", strong=True).elidedText(
            self._words(), Qt.TextElideMode.ElideRight, room
        )
        return words if len(words) > 2 else ""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._warnings:
            return
        look, painter = self._look, QPainter(self)
        colour = look.level(self._warnings[0].level)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(look.pen("accent", 2) if self.hasFocus() else QPen(colour))
        painter.setBrush(look.colour("banner"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        left, size, middle = look.px(14), look.px(15), self.height() / 2
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(left + size / 2, middle - size / 2),
                    QPointF(left + size, middle + size / 2),
                    QPointF(left, middle + size / 2),
                ]
            )
        )
        room = self.rect().adjusted(left + size + look.px(10), 0, -look.px(12), 0)
        painter.setFont(look.font("body", strong=True))
        painter.setPen(look.colour("text"))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.drawText(room, flags, self._cut(room.width()))
        painter.end()
