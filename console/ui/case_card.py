"""One case in full: fields, timeline, what is around it, and what can be done from here."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import timedelta

from PySide6.QtCore import Qt, QTimer, Signal
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
from console.cases.masking import is_personal
from console.cases.reveal import Reveal
from console.room_clock import room_now
from console.ui.badge import Badge
from console.ui.case_around import AroundBox
from console.ui.case_clocks import CaseClocks
from console.ui.case_photos import PhotoStrip
from console.ui.case_reveal import RevealRow
from console.ui.case_stages import StageLine, clock_text, stage_of, stage_times
from console.ui.command_bar import CommandBar
from console.ui.theme import Look
from console.ui.words import (
    action_text,
    channel_text,
    level_text,
    platform_text,
    status_text,
)

STEPS_SHOWN = 12
FIELDS = 8
TICK_MS = 1000


class CaseCard(QWidget):
    """Shows one case, its personal data masked. ``view_wished`` carries the written source of its
    first camera; ``map_wished`` (its place) and ``consult_wished`` carry the case's id;
    ``act_wished`` one of ``case_acknowledge``, ``case_shelve``, ``case_cameras``;
    ``reveal_wished`` the reason for which the personal data is to be shown."""

    view_wished = Signal(str)
    map_wished = Signal(str)
    consult_wished = Signal(str)
    act_wished = Signal(str)
    reveal_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._case: Case | None = None
        self._platforms: Mapping[str, PlatformKind] = {}
        self._camera_names: Mapping[str, str] = {}
        self._source_names: Mapping[str, str] = {}
        self._grid_names: Mapping[str, str] = {}
        self._silent: Mapping[str, float] = {}  # case sources, monotonic: since when
        self._now: Callable[[], float] = time.monotonic
        self._reveal = Reveal()
        self._waits = False
        self._title = _label("title")
        self._title.setWordWrap(True)
        self._level = Badge(look)
        self._number = _label("body", "quiet")
        self._number.setWordWrap(True)
        self._names: list[QLabel] = []
        self._values: list[QLabel] = []
        self.clocks = CaseClocks(look)
        self.secrets = RevealRow(look)
        self._line = StageLine(look)
        self._text = _label("body")
        self._text.setWordWrap(True)
        self._steps = _label("small", "quiet")
        self._steps.setWordWrap(True)
        self.photos = PhotoStrip(look)
        self.around = AroundBox(look)
        self.commands = CommandBar(look)
        self._consult, self._view, self._map = QPushButton(), QPushButton(), QPushButton()
        self._acknowledge, self._shelve = QPushButton(), QPushButton()
        self._acknowledge.setProperty("kind", "likely")
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._build()
        self._connect()
        self.words_changed()

    @property
    def case_id(self) -> str | None:
        return None if self._case is None else str(self._case.id)

    # -- setters

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

    def set_grid_names(self, names: Mapping[str, str]) -> None:
        """By id; a grid without a name here is shown by its id."""
        self._grid_names = dict(names)
        self._say()

    def set_silent(self, silent: Mapping[str, float]) -> None:
        """The case sources that tell nothing any more, and since when (monotonic)."""
        if silent != self._silent:
            self._silent = dict(silent)
            self._say()

    def show_case(self, case: Case | None) -> None:
        """Show a case, or nothing. The same value again changes nothing."""
        if case == self._case:
            return
        if self._case is None or case is None or case.id != self._case.id:
            self._mask()
            self.secrets.close_reason()
            self.photos.clear()
            self.around.clear()
        self._case = case
        self.clocks.show_case(case)
        self.commands.set_case(case)
        self._say()

    def set_waits(self, waits: bool) -> None:
        """Whether the case waits for somebody to acknowledge it."""
        self._waits = waits
        self._acknowledge.setVisible(waits)
        self._shelve.setVisible(waits)

    def reveal(self) -> None:
        """Show the personal data of this case for a minute."""
        if self._case is not None:
            self._reveal.begin(self._case.id, self._now())
            self._tick.start()
            self._say()

    def ask_reason(self) -> None:
        """As if the wish to see the personal data were clicked."""
        if self._case is not None and self.secrets.isVisible():
            self.secrets.ask()

    def words_changed(self) -> None:
        self._consult.setText(self.tr("Consult"))
        self._consult.setToolTip(self.tr("Call the sites that the case concerns"))
        self._view.setToolTip(self.tr("Its first camera into the selected cell"))
        self._view.setText(self.tr("View"))
        self._map.setText(self.tr("Map"))
        self._acknowledge.setText(self.tr("Acknowledge"))
        self._shelve.setText(self.tr("Shelve 30 min"))
        for part in (self.secrets, self.around, self.photos, self.commands):
            part.words_changed()
        self._say()

    # -- inside

    def _on_consult(self) -> None:
        if self._case is not None:
            self.consult_wished.emit(str(self._case.id))

    def _on_view(self) -> None:
        if self._case is not None and self._case.cameras:
            self.view_wished.emit(f"camera:{self._case.cameras[0]}")

    def _on_map(self) -> None:
        if self._case is not None:
            self.map_wished.emit(str(self._case.id))

    def _connect(self) -> None:
        self._consult.clicked.connect(self._on_consult)
        self._view.clicked.connect(self._on_view)
        self._map.clicked.connect(self._on_map)
        self._acknowledge.clicked.connect(lambda: self.act_wished.emit("case_acknowledge"))
        self._shelve.clicked.connect(lambda: self.act_wished.emit("case_shelve"))
        self.around.all_wished.connect(lambda: self.act_wished.emit("case_cameras"))
        self.around.camera_wished.connect(lambda name: self.view_wished.emit(f"camera:{name}"))
        self.secrets.reason_given.connect(self.reveal_wished)
        self.secrets.mask_wished.connect(self._mask)
        self._tick.timeout.connect(self._on_tick)

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
        seen = QHBoxLayout()
        seen.setSpacing(self._look.px(6))
        for button in (self._acknowledge, self._shelve):
            button.setProperty("fit", "close")
            seen.addWidget(button)
        seen.addStretch(1)
        column.addLayout(seen)
        column.addWidget(self.clocks)
        column.addLayout(self._field_grid())
        for widget in (
            self.secrets, self._line, self._text, self.photos, self.around, self._steps,
        ):  # fmt: skip
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
        self.set_waits(False)

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

    def _mask(self) -> None:
        self._reveal.end()
        self._tick.stop()
        self._say()

    def _on_tick(self) -> None:
        if self._case is not None and self._left_s() > 0:
            self.secrets.set_left(self._left_s())
        else:
            self._mask()

    def _left_s(self) -> float:
        return 0.0 if self._case is None else self._reveal.left_s(self._case.id, self._now())

    def _say(self) -> None:
        whole = self._case
        for widget in (self._level, self._line, self._consult, self._view, self._map):
            widget.setVisible(whole is not None)
        if whole is None:
            self._title.setText("")
            self._number.setText(self.tr("Choose a case to see all of it."))
            self._text.setText("")
            self._steps.setText("")
            self.secrets.hide()
            self._set_fields([])
            return
        case = self._reveal.seen(whole, self._now())
        self.secrets.set_state(is_personal(whole), self._left_s())
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

    def _source(self, case: Case) -> str:
        named = self._source_names.get(case.source, case.source)
        return _joined(named, channel_text(case.channel))

    def _fields(self, case: Case) -> list[tuple[str, str]]:
        told = self._platforms.get(case.platform)
        platform = told.name if told else platform_text(case.platform)
        return [
            (name, value)
            for name, value in (
                (self.tr("Platform"), _joined(platform, case.category)),
                (self.tr("Source"), _joined(self._source(case), clock_text(case.reported_at))),
                (self.tr("Place"), self._place(case)),
                (self.tr("Reporter"), _joined(case.reporter, case.reporter_phone, by="  ")),
                (self.tr("Assigned"), _joined(case.unit, case.person)),
                (self.tr("Cameras"), self._cameras(case)),
                (self.tr("Updates"), self._stopped(case)),
                (self.tr("Unreadable"), "; ".join(case.faults[:3])),
            )
            if value
        ]

    def _place(self, case: Case) -> str:
        place = case.place
        address = (place.address if place else "") or case.address
        grid = (place.grid if place else "") or case.grid
        return _joined(address, self._grid_names.get(grid, grid))

    def _stopped(self, case: Case) -> str:
        """Since when nothing was heard of the case's source; empty while it speaks."""
        since = self._silent.get(case.feed)
        if not since:
            return ""
        at = room_now() - timedelta(seconds=time.monotonic() - since)
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


def _label(size: str, tone: str = "") -> QLabel:
    label = QLabel()
    label.setProperty("scale", size)
    label.setProperty("tone", tone)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _joined(*parts: str, by: str = " · ") -> str:
    return by.join(part for part in parts if part)


def _step_text(step: Step) -> str:
    who = _joined(step.unit, step.actor, by=" ")
    return _joined(f"{clock_text(step.at)}  {action_text(step.action)}", who, step.text)
