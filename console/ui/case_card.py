"""One case in full: fields, timeline, and what can be done about it from here."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.cases.case import Case, PlatformKind, Step
from console.ui.badge import Badge
from console.ui.case_clocks import CaseClocks
from console.ui.command_bar import CommandBar
from console.ui.theme import Look
from console.ui.words import (
    action_text,
    channel_text,
    level_text,
    platform_text,
    status_text,
)

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
STEPS_SHOWN = 12
FIELDS = 7


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


class CaseCard(QWidget):
    """Shows one case. ``view_wished`` carries the written source of its first camera;
    ``map_wished`` (its place) and ``consult_wished`` carry the case's id."""

    view_wished = Signal(str)
    map_wished = Signal(str)
    consult_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._case: Case | None = None
        self._platforms: Mapping[str, PlatformKind] = {}
        self._camera_names: Mapping[str, str] = {}
        self._source_names: Mapping[str, str] = {}
        self._silent: Mapping[str, float] = {}  # case sources, monotonic: since when
        self._title = _label("title")
        self._title.setWordWrap(True)
        self._level = Badge(look)
        self._number = _label("body", "quiet")
        self._number.setWordWrap(True)
        self._names: list[QLabel] = []
        self._values: list[QLabel] = []
        self.clocks = CaseClocks(look)
        self._line = StageLine(look)
        self._text = _label("body")
        self._text.setWordWrap(True)
        self._steps = _label("small", "quiet")
        self._steps.setWordWrap(True)
        self._steps.setTextFormat(Qt.TextFormat.PlainText)
        self.commands = CommandBar(look)
        self._consult = QPushButton()
        self._view = QPushButton()
        self._map = QPushButton()
        self._build()
        self._consult.clicked.connect(self._on_consult)
        self._view.clicked.connect(self._on_view)
        self._map.clicked.connect(self._on_map)
        self.words_changed()

    @property
    def case_id(self) -> str | None:
        return None if self._case is None else str(self._case.id)

    def set_platforms(self, platforms: Mapping[str, PlatformKind]) -> None:
        self._platforms = platforms

    def set_camera_names(self, names: Mapping[str, str]) -> None:
        """By id; a camera without a name here is shown by its id."""
        self._camera_names = dict(names)
        self._say()

    def set_source_names(self, names: Mapping[str, str]) -> None:
        """By id: the systems that cases come from, as the platform calls them."""
        self._source_names = dict(names)
        self._say()

    def set_silent(self, silent: Mapping[str, float]) -> None:
        """The case sources that tell nothing any more, and since when (monotonic)."""
        if silent != self._silent:
            self._silent = dict(silent)
            self._say()

    def show_case(self, case: Case | None) -> None:
        """Show a case, or nothing. The same value again changes nothing."""
        if case != self._case:
            self._case = case
            self.clocks.show_case(case)
            self.commands.set_case(case)
            self._say()

    def words_changed(self) -> None:
        self._consult.setText(self.tr("Consult"))
        self._view.setToolTip(self.tr("Its first camera into the selected cell"))
        self._view.setText(self.tr("View"))
        self._map.setText(self.tr("Map"))
        self.commands.words_changed()
        self._say()

    def _on_consult(self) -> None:
        if self._case is not None:
            self.consult_wished.emit(str(self._case.id))

    def _on_view(self) -> None:
        if self._case is not None and self._case.cameras:
            self.view_wished.emit(f"camera:{self._case.cameras[0]}")

    def _on_map(self) -> None:
        if self._case is not None:
            self.map_wished.emit(str(self._case.id))

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(*(self._look.px(n) for n in (16, 12, 12, 8)))
        column.setSpacing(self._look.px(8))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._level, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._number)
        column.addWidget(self.clocks)
        column.addLayout(self._field_grid())
        for widget in (self._line, self._text, self._steps):
            column.addWidget(widget)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addWidget(self.commands)
        outer.addLayout(self._button_row())

    def _field_grid(self) -> QGridLayout:
        fields = QGridLayout()
        fields.setHorizontalSpacing(self._look.px(12))
        fields.setVerticalSpacing(self._look.px(4))
        fields.setColumnStretch(1, 1)
        for row in range(FIELDS):
            name, value = _label("body", "quiet"), _label("body")
            value.setWordWrap(True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            fields.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
            fields.addWidget(value, row, 1)
            self._names.append(name)
            self._values.append(value)
        return fields

    def _button_row(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setContentsMargins(*(self._look.px(n) for n in (12, 4, 12, 12)))
        buttons.setSpacing(self._look.px(8))
        for button in (self._consult, self._view, self._map):
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button)
        return buttons

    def _source(self, case: Case) -> str:
        named = self._source_names.get(case.source, case.source)
        return _joined(named, channel_text(case.channel))

    def _say(self) -> None:
        case = self._case
        for widget in (self._level, self._line, self._consult, self._view, self._map):
            widget.setVisible(case is not None)
        if case is None:
            self._title.setText("")
            self._number.setText(self.tr("Choose a case to see all of it."))
            self._text.setText("")
            self._steps.setText("")
            self._set_fields([])
            return
        self._title.setText(case.title)
        self._level.set(level_text(case.level or ""), self._look.level(case.level))
        self._level.setVisible(case.level is not None)
        self._number.setText(self._number_text(case))
        self._set_fields(self._fields(case))
        self._line.set(stage_of(case), stage_times(case))
        self._text.setText(case.text)
        self._text.setVisible(bool(case.text))
        self._steps.setText("\n".join(_step_text(step) for step in case.timeline[-STEPS_SHOWN:]))
        self._view.setEnabled(bool(case.cameras))
        self._map.setEnabled(case.place is not None)
        self.setAccessibleName(f"{case.title} {status_text(case.status)}")

    def _number_text(self, case: Case) -> str:
        parts = [case.number, status_text(case.status)]
        if case.place is not None and case.place.accuracy_m is not None:
            parts.append(self.tr("within {n} m").format(n=round(case.place.accuracy_m)))
        return " · ".join(part for part in parts if part)

    def _fields(self, case: Case) -> list[tuple[str, str]]:
        told = self._platforms.get(case.platform)
        platform = told.name if told else platform_text(case.platform)
        place = case.place
        return [
            (name, value)
            for name, value in (
                (self.tr("Platform"), _joined(platform, case.category)),
                (self.tr("Source"), _joined(self._source(case), _clock_text(case.reported_at))),
                (self.tr("Place"), _joined(place.address, place.grid) if place else ""),
                (self.tr("Reporter"), _joined(case.reporter, case.reporter_phone, by="  ")),
                (self.tr("Assigned"), _joined(case.unit, case.person)),
                (self.tr("Cameras"), self._cameras(case)),
                (self.tr("Updates"), self._stopped(case)),
            )
            if value
        ]

    def _stopped(self, case: Case) -> str:
        """Since when nothing was heard of the case's source; empty while it speaks."""
        since = self._silent.get(case.feed)
        if not since:
            return ""
        at = datetime.now().astimezone() - timedelta(seconds=time.monotonic() - since)
        return self.tr("stopped since {at}").format(at=at.strftime("%H:%M"))

    def _cameras(self, case: Case) -> str:
        return "、".join(self._camera_names.get(name, name) for name in case.cameras)

    def _set_fields(self, fields: list[tuple[str, str]]) -> None:
        for number, (name, value) in enumerate(zip(self._names, self._values, strict=True)):
            shown = number < len(fields)
            name.setVisible(shown)
            value.setVisible(shown)
            if shown:
                name.setText(fields[number][0])
                value.setText(fields[number][1])


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
        self._times = [_clock_text(at) for at in times]
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


_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


def _label(size: str, tone: str = "") -> QLabel:
    label = QLabel()
    label.setProperty("scale", size)
    label.setProperty("tone", tone)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _joined(*parts: str, by: str = " · ") -> str:
    return by.join(part for part in parts if part)


def _clock_text(at: datetime | None) -> str:
    return at.astimezone().strftime("%H:%M") if at is not None else ""


def _step_text(step: Step) -> str:
    who = _joined(step.unit, step.actor, by=" ")
    return _joined(f"{_clock_text(step.at)}  {action_text(step.action)}", who, step.text)
