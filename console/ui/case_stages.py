"""The way of a case from report to close, as dots on a line."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.cases.case import Case, Step
from console.ui.theme import Look

STAGES = ("reported", "accepted", "dispatched", "arrived", "handling", "closed")
# the furthest stage a status stands for; others leave the line where the timeline has come
_STAGE_OF = {
    "reported": 0, "reopened": 0, "rejected": 0, "duplicate": 0, "accepted": 1, "returned": 1,
    "dispatched": 2, "acknowledged": 2, "arrived": 3, "handling": 4, "feedback": 4, "verified": 4,
    "closed": 5, "archived": 5,
}  # fmt: skip
_STAGE_BY_ACTION = {
    "report": 0, "accept": 1, "dispatch": 2, "reassign": 2, "acknowledge": 2, "arrive": 3,
    "feedback": 4, "verify": 4, "close": 5,
}  # fmt: skip


def stage_of(case: Case) -> int:
    """How far along the line from report to close a case has come, 0..5."""
    told = [stage for step in case.timeline if (stage := _stage_of_step(step)) is not None]
    return _STAGE_OF.get(case.status, max(told, default=0))


def stage_times(case: Case) -> list[datetime | None]:
    """When each stage was reached, as far as the timeline tells."""
    times: list[datetime | None] = [None] * len(STAGES)
    times[0] = case.reported_at
    for step in case.timeline:
        stage = _stage_of_step(step)
        if stage is not None:
            times[stage] = times[stage] or step.at
    return times


def _stage_of_step(step: Step) -> int | None:
    return _STAGE_BY_ACTION.get(step.action, _STAGE_OF.get(step.action))


class StageLine(QWidget):
    """The way of a case as dots on a line, each with its word and time."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._stage = 0
        self._times: list[str] = [""] * len(STAGES)
        self._dot = look.px(5)
        self._named = self._words()

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(200), self._look.px(58))

    def _words(self) -> tuple[str, ...]:
        return (
            self.tr("Report"), self.tr("Accept"), self.tr("Dispatch"),
            self.tr("Arrive"), self.tr("Handle"), self.tr("Close"),
        )  # fmt: skip

    def set(self, stage: int, times: list[datetime | None]) -> None:
        self._stage = stage
        self._times = [clock_text(at) for at in times]
        self._named = self._words()
        self.setAccessibleName(self._named[stage])
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = self.width() / len(STAGES)
        middle = look.px(10)
        for number, word in enumerate(self._named):
            at = QPointF(step * (number + 0.5), middle)
            done = number <= self._stage
            if number:
                painter.setPen(look.pen("accent" if done else "line", 2))
                painter.drawLine(QPointF(at.x() - step + self._dot, middle), at)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("accent" if done else "line"))
            painter.drawEllipse(at, self._dot, self._dot)
            box = QRect(round(at.x() - step / 2), look.px(20), round(step), look.px(18))
            painter.setFont(look.font("small", strong=done))
            painter.setPen(look.colour("text" if done else "quiet"))
            painter.drawText(box, _CENTRE, word)
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("quiet"))
            painter.drawText(box.translated(0, look.px(17)), _CENTRE, self._times[number])
        painter.end()


def clock_text(at: datetime | None) -> str:
    return at.astimezone().strftime("%H:%M") if at is not None else ""


_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
