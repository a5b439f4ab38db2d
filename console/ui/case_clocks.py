"""The clocks of one case, a line each, and what the ladder proposes about it now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from console.cases.case import Case
from console.cases.clocks import clock_lamp
from console.cases.duty_hours import DutyHours
from console.cases.ladder import Proposal
from console.cases.limits import CLOCKS, Limit, limit_of
from console.ui.countdown import clock_kind_text, clock_text, moment_text, rests_text
from console.ui.lamps import lamp_pixmap
from console.ui.theme import Look

MOST_LINES = 6
LINE_PX, LAMP_PX = 22, 9

Line = tuple[str, str, str, str]  # lamp, kind, what it says, when it is due


class CaseClocks(QWidget):
    """``rung_wished`` carries the id of the case whose proposal is to be carried out."""

    rung_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hours: DutyHours | None = None
        self.limits: Sequence[Limit] = ()
        self._case: Case | None = None
        self._proposal: Proposal | None = None
        self._lines = _Lines(look)
        self._rung = QPushButton()
        self._rung.setProperty("fit", "close")
        self._rung.hide()
        self._rung.clicked.connect(self._on_rung)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self._lines)
        column.addWidget(self._rung)

    def show_case(self, case: Case | None, now: datetime | None = None) -> None:
        if case is None or self._case is None or case.id != self._case.id:
            self.set_proposal(None)
        self._case = case
        self.setToolTip(self._conditions(case) if case is not None else "")
        self.tick(now or datetime.now(UTC))

    def set_proposal(self, proposal: Proposal | None) -> None:
        """What the ladder says of the shown case; None: nothing is due."""
        self._proposal = proposal
        self._rung.setVisible(proposal is not None)
        if proposal is not None:
            self._rung.setText(self.tr("Due now: {rung}").format(rung=proposal.rung.title))

    def tick(self, now: datetime) -> None:
        """Once a second."""
        case, hours = self._case, self.hours
        if case is None or hours is None:
            self._lines.set([], "")
            return
        lines: list[Line] = []
        for clock in case.clocks[:MOST_LINES]:
            lamp = clock_lamp(case, clock, now)
            due = moment_text(clock.due_at, now, hours)
            due = self.tr("{at}, own table").format(at=due) if clock.ours else due
            lines.append(
                (lamp, clock_kind_text(clock.kind), clock_text(clock, now, lamp, hours), due)
            )
        self._lines.set(lines, rests_text(case.clocks, now, hours))

    def _conditions(self, case: Case) -> str:
        """When a case of its class is filed, and when it is closed."""
        held = [
            one for clock in CLOCKS if (one := limit_of(case.category_code, clock, self.limits))
        ]
        parts = (
            (self.tr("Filed when: {words}"), [one.file_when for one in held]),
            (self.tr("Closed when: {words}"), [one.close_when for one in held]),
        )
        return "\n".join(
            form.format(words="；".join(dict.fromkeys(filter(None, told))))
            for form, told in parts
            if any(told)
        )

    def _on_rung(self) -> None:
        if self._proposal is not None:
            self.rung_wished.emit(str(self._proposal.case_id))


class _Lines(QWidget):
    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._lines: list[Line] = []
        self._note = ""
        self.hide()

    def set(self, lines: list[Line], note: str) -> None:
        if (lines, note) == (self._lines, self._note):
            return
        count = len(self._lines) + bool(self._note)
        self._lines, self._note = lines, note
        self.setAccessibleName("; ".join(" ".join(line[1:3]) for line in lines))
        self.setVisible(bool(lines))
        if len(lines) + bool(note) != count:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(
            self._look.px(200), self._look.px(LINE_PX) * (len(self._lines) + bool(self._note))
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        high, lamp_px = look.px(LINE_PX), look.px(LAMP_PX)
        kinds = max(
            (look.metrics("body").horizontalAdvance(line[1]) for line in self._lines), default=0
        )
        left = lamp_px + look.px(8)
        for number, (lamp, kind, says, due) in enumerate(self._lines):
            box = QRect(0, number * high, self.width(), high)
            pixmap = lamp_pixmap(look, lamp, lamp_px, painter.device().devicePixelRatioF())
            painter.drawPixmap(0, box.center().y() - lamp_px // 2, pixmap)
            painter.setFont(look.font("body"))
            painter.setPen(look.colour("quiet"))
            painter.drawText(box.adjusted(left, 0, 0, 0), _LEFT, kind)
            painter.drawText(box, _RIGHT, due)
            room = box.width() - look.metrics("body").horizontalAdvance(due) - look.px(8)
            painter.setFont(look.font("body", strong=True))
            painter.setPen(
                look.lamp_text(lamp) if lamp in ("amber", "red") else look.colour("text")
            )
            at = left + kinds + look.px(10)
            says = look.metrics("body", strong=True).elidedText(says, _CUT, room - at)
            painter.drawText(box.adjusted(at, 0, 0, 0), _LEFT, says)
        if self._note:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("quiet"))
            box = QRect(left, len(self._lines) * high, self.width() - left, high)
            painter.drawText(
                box, _LEFT, look.metrics("small").elidedText(self._note, _CUT, box.width())
            )
        painter.end()


_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_CUT = Qt.TextElideMode.ElideRight
