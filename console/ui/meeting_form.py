"""A meeting is planned, or a planned one is changed: when, how often, who, about what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.site.invited import KINDS
from console.site.meeting import LAST, MOVES
from console.site.records import NodeEntry
from console.ui.call_menu import groups_of, kind_text
from console.ui.choice import Choice
from console.ui.number_field import NumberField
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look
from layouts.format import LONGEST_TITLE
from layouts.schedule import WEEKDAYS

ID = Qt.ItemDataRole.UserRole
ONCE, DAY, WEEK, MONTH, DATE = "once", "day", "week", "month", "date"  # date: a day of each month
NTH = (1, 2, 3, 4, LAST)
_OF_WAY: Mapping[str, tuple[str, ...]] = {
    ONCE: ("on",), DAY: (), WEEK: ("weekday",), MONTH: ("nth", "weekday"), DATE: ("day",),
}  # fmt: skip
_OF_RULE = ("every", "on", "weekday", "nth", "day")


class MeetingForm(Sheet):
    """``given`` carries the meeting's table as it stands in a file. Ctrl+Enter saves. What is wrong
    is said below, and what was typed stays."""

    most_px = (880, 620)

    given = Signal(dict)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._values: Mapping[str, Any] = {}
        self._heading, self._fault = QLabel(), QLabel()
        self.title, self.on, self.time = (QLineEdit() for _ in range(3))
        self.every, self.nth, self.weekday, self.move_to = (Choice() for _ in range(4))
        self.day, self.minutes = NumberField(), NumberField()
        self.agenda, self.invited = QPlainTextEdit(), QListWidget()
        self.save, self.leave = QPushButton(), QPushButton()
        self._names: dict[str, QLabel] = {}
        self._build()
        self.every.currentIndexChanged.connect(self._show_rule)
        self.save.clicked.connect(self._on_save)
        self.leave.clicked.connect(self.close_sheet)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._on_save)
        self.words_changed()

    # -- setters

    def open_for(self, values: Mapping[str, Any], nodes: Sequence[NodeEntry]) -> None:
        """``values``: its table, of a new one the id alone; ``nodes``: who can be invited."""
        self._values = values
        self.title.setText(str(values.get("title", "")))
        self.on.setText(str(values.get("on", "")))
        self.time.setText(str(values.get("time", "09:00")))
        way = DATE if "day" in values else str(values.get("every", ONCE))
        for box, value in (
            (self.every, way), (self.weekday, values.get("weekday", "mon")),
            (self.nth, values.get("nth", 1)), (self.move_to, values.get("move", "keep")),
        ):  # fmt: skip
            box.setCurrentIndex(max(box.findData(value), 0))
        self.day.setValue(int(values.get("day", 1)))
        self.minutes.setValue(int(values.get("minutes", 60)))
        self.agenda.setPlainText("\n".join(values.get("agenda", ())))
        self._fill_invited(values, nodes)
        self.say("")
        self._show_rule()
        self._say_heading()
        self.open_sheet()

    def say(self, faults: str) -> None:
        """Why it cannot be kept; nothing takes it away."""
        self._fault.setText(faults)
        self._fault.setToolTip(faults)
        self._fault.setVisible(bool(faults))

    def first(self) -> QWidget:
        return self.title

    def values(self) -> dict[str, Any]:
        """The table as it is typed; what the form does not show stays."""
        way = str(self.every.currentData())
        rule: dict[str, Any] = {
            "on": self.on.text().strip(), "weekday": self.weekday.currentData(),
            "nth": self.nth.currentData(), "day": self.day.value(),
        }  # fmt: skip
        picked = [
            self.invited.item(row).data(ID)
            for row in range(self.invited.count())
            if self.invited.item(row).checkState() == Qt.CheckState.Checked
        ]
        lines = (line.strip() for line in self.agenda.toPlainText().splitlines())
        return {
            **{key: value for key, value in self._values.items() if key not in _OF_RULE},
            "title": self.title.text().strip(),
            "every": MONTH if way == DATE else way,
            **{key: rule[key] for key in _OF_WAY[way]},
            "time": self.time.text().strip(), "minutes": self.minutes.value(),
            "move": self.move_to.currentData(),
            **{key: [name for of, name in picked if of == key]
               for key in ("nodes", "groups", "kinds")},
            "agenda": [line for line in lines if line],
        }  # fmt: skip

    def words_changed(self) -> None:
        self._say_heading()
        for box, words in (
            (self.every, self._ways()), (self.nth, self._nths()),
            (self.weekday, self._weekdays()), (self.move_to, self._moves()),
        ):  # fmt: skip
            for row, text in enumerate(words):
                box.setItemText(row, text)
        fields: dict[str, tuple[str, QWidget]] = {
            "title": (self.tr("Title"), self.title),
            "every": (self.tr("Held"), self.every),
            "on": (self.tr("On the day, such as 2026-12-01"), self.on),
            "nth": (self.tr("Which of the month"), self.nth),
            "weekday": (self.tr("Weekday"), self.weekday),
            "day": (self.tr("Day of the month"), self.day),
            "time": (self.tr("Begins at, such as 09:00"), self.time),
            "minutes": (self.tr("Minutes"), self.minutes),
            "move": (self.tr("On a day of rest"), self.move_to),
            "agenda": (self.tr("Agenda, a line for each item"), self.agenda),
            "invited": (self.tr("Invited: kinds, groups, sites"), self.invited),
        }
        for key, (words, field) in fields.items():
            self._names[key].setText(words)
            field.setAccessibleName(words)
        self.save.setText(self.tr("Save"))
        self.leave.setText(self.tr("Cancel"))

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._heading.setProperty("scale", "title")
        self._fault.setProperty("tone", "amber")
        self._fault.setTextFormat(Qt.TextFormat.PlainText)
        self._fault.setWordWrap(True)
        self.title.setMaxLength(LONGEST_TITLE)
        self.day.setRange(1, 31)
        self.minutes.setRange(5, 24 * 60)
        self.agenda.setTabChangesFocus(True)
        self.invited.setObjectName("choices")
        self.save.setProperty("kind", "likely")
        for box, data in (
            (self.every, (ONCE, DAY, WEEK, MONTH, DATE)), (self.nth, NTH),
            (self.weekday, WEEKDAYS), (self.move_to, MOVES),
        ):  # fmt: skip
            for each in data:
                box.addItem("", each)
        left, right = QGridLayout(), QVBoxLayout()
        left.setSpacing(px(8))
        self._lay_fields(left)
        self._names["invited"] = QLabel()
        right.addWidget(self._names["invited"])
        right.addWidget(self.invited, 1)
        both = QHBoxLayout()
        both.setSpacing(px(16))
        both.addLayout(left, 3)
        both.addLayout(right, 2)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(10))
        column.addWidget(self._heading)
        column.addLayout(both, 1)
        column.addWidget(self._fault)
        column.addLayout(buttons)

    def _lay_fields(self, grid: QGridLayout) -> None:
        fields: dict[str, QWidget] = {
            "title": self.title, "every": self.every, "on": self.on, "nth": self.nth,
            "weekday": self.weekday, "day": self.day, "time": self.time, "minutes": self.minutes,
            "move": self.move_to,
        }  # fmt: skip
        for row, (key, field) in enumerate(fields.items()):
            name = self._names[key] = QLabel()
            name.setBuddy(field)
            grid.addWidget(name, row, 0)
            grid.addWidget(field, row, 1)
        self._names["agenda"] = QLabel()
        grid.addWidget(self._names["agenda"], len(fields), 0, 1, 2)
        grid.addWidget(self.agenda, len(fields) + 1, 0, 1, 2)
        grid.setRowStretch(len(fields) + 1, 1)
        grid.setColumnStretch(1, 1)

    def _show_rule(self) -> None:
        shown = _OF_WAY[str(self.every.currentData())]
        for key, field in (
            ("on", self.on), ("nth", self.nth), ("weekday", self.weekday), ("day", self.day),
        ):  # fmt: skip
            field.setVisible(key in shown)
            self._names[key].setVisible(key in shown)

    def _fill_invited(self, values: Mapping[str, Any], nodes: Sequence[NodeEntry]) -> None:
        self.invited.clear()
        kinds = [kind for kind in KINDS if any(node.kind == kind for node in nodes)]
        for key, name, words in (
            *(("kinds", kind, kind_text(kind)) for kind in kinds),
            *(("groups", group, group) for group in groups_of(nodes)),
            *(("nodes", node.id, node.name) for node in nodes),
        ):
            item = QListWidgetItem(words, self.invited)
            item.setData(ID, (key, name))
            on = name in values.get(key, ())
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _on_save(self) -> None:
        self.given.emit(self.values())

    def _say_heading(self) -> None:
        new = "title" not in self._values
        words = self.tr("Plan a meeting") if new else self.tr("Change the meeting")
        self._heading.setText(words)
        self.setAccessibleName(words)

    def _ways(self) -> Sequence[str]:
        return (
            self.tr("Once"), self.tr("Every day"), self.tr("Every week"),
            self.tr("Every month, on a weekday"), self.tr("Every month, on a day"),
        )  # fmt: skip

    def _nths(self) -> Sequence[str]:
        return (
            self.tr("The first"), self.tr("The second"), self.tr("The third"),
            self.tr("The fourth"), self.tr("The last"),
        )  # fmt: skip

    def _weekdays(self) -> Sequence[str]:
        return (
            self.tr("Monday"), self.tr("Tuesday"), self.tr("Wednesday"), self.tr("Thursday"),
            self.tr("Friday"), self.tr("Saturday"), self.tr("Sunday"),
        )  # fmt: skip

    def _moves(self) -> Sequence[str]:
        return (
            self.tr("held all the same"), self.tr("held the workday before"),
            self.tr("held the workday after"), self.tr("not held"),
        )  # fmt: skip
