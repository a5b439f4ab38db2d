"""The schedules: which scene and which tours are on and when, rule by rule; and what that makes of
today."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from console.ui.choice import Choice
from console.ui.layout_editor_words import fault_text
from console.ui.plain_table import as_table
from console.ui.schedule_words import days_text, hours_text, programme_text, season_text
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look
from layouts.format import LONGEST_TITLE, name_fault
from layouts.schedule import Rule, Schedule

NEW = Schedule("", ())
PROGRAMME, DAYS, HOURS, SEASON, PRIORITY, SCREEN = range(6)
SURE_MS = 4000  # how long "press again to remove" stands
MOST_LINES = 8  # of today
WIDEST_PX = 320  # a schedule's title


class ScheduleSheet(Sheet):
    """One schedule is changed at a time; until it is saved, or given up, no other can be chosen.

    ``opened`` wishes for schedules; ``rule_wished`` for a form: for a rule, or for a new one
    (None); ``save_wished`` carries a schedule, ``remove_wished`` and ``restore_wished`` one's name.
    """

    most_px = (980, 640)

    opened = Signal()
    rule_wished = Signal(object)
    save_wished = Signal(object)
    remove_wished = Signal(str)
    restore_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._schedules: Mapping[str, Schedule] = {}
        self._titles: Mapping[tuple[str, str], str] = {}
        self._kept = self._draft = NEW
        self._editing: int | None = None  # the rule whose form is open; None: a new one
        self._leaves, self._removed = False, ""  # what can be had back
        self._lines: tuple[str, ...] = ()
        self._heading, self._none, self._today, self.told = (QLabel() for _ in range(4))
        self._title_name = QLabel()
        self.schedule, self.title, self.enabled = Choice(), QLineEdit(), QCheckBox()
        self.table = QTreeWidget()
        self.new, self.add, self.edit, self.take_out = (QPushButton() for _ in range(4))
        self.up, self.down = QPushButton(), QPushButton()
        self.save, self.undo, self.remove, self.restore = (QPushButton() for _ in range(4))
        self._close = QPushButton()
        self._sure = QTimer(self)
        self._sure.setSingleShot(True)
        self._sure.timeout.connect(self._say_able)
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_schedules(
        self,
        schedules: Mapping[str, Schedule],
        titles: Mapping[tuple[str, str], str],
        today: Sequence[str],
    ) -> None:
        """As the files have them; ``titles`` of scenes and tours, by kind and name; ``today``: what
        they say of it, a line each. What is being changed stays as it is."""
        self._schedules, self._titles, self._lines = schedules, titles, tuple(today)
        kept = schedules.get(self._kept.name)
        if not self.changed:
            self._take(kept or next(iter(schedules.values()), NEW))
            return
        if kept is not None:
            self._kept, self._draft = kept, replace(self._draft, origin=kept.origin)
        self._refresh()

    def saved(self, schedule: Schedule) -> None:
        """A file has it; to be told before the schedules as they are then."""
        self._kept, self._draft = schedule, replace(self._draft, name=schedule.name)

    def set_removed(self, name: str) -> None:
        """The schedule that was removed last; empty: nothing that could be had back."""
        self._removed = name
        self._say_able()

    def set_rule(self, rule: Rule) -> None:
        """Of the form that was wished for last."""
        rules = list(self._draft.rules)
        if self._editing is None:
            at = self._row() + 1
            rules.insert(at, rule)
        else:
            at = self._editing
            rules[at] = rule
        self._change(rules, at)

    def tell(self, words: str) -> None:
        """What was done, or why it could not be."""
        self.told.setText(words)
        self.told.setVisible(bool(words))

    def refuse(self, fault: str) -> None:
        """Why it cannot be, as the files' part says it."""
        self.tell(fault_text(fault))

    @property
    def changed(self) -> bool:
        """Whether something is not saved."""
        return self._draft != self._kept

    def open_sheet(self) -> None:
        self._leaves = False
        self.tell("")
        self.opened.emit()
        super().open_sheet()

    def close_sheet(self) -> None:
        """What is not saved is asked about once."""
        if self.isVisible() and self.changed and not self._leaves:
            self._leaves = True
            self.tell(self.tr("Not saved yet: once more gives the changes up"))
            return
        self._take(self._kept)
        super().close_sheet()

    def first(self) -> QWidget:
        return self.table

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Schedules"))
        self._heading.setText(self.tr("Schedules"))
        self.schedule.setAccessibleName(self.tr("Schedule"))
        self._title_name.setText(self.tr("Title"))
        self.title.setAccessibleName(self.tr("Title"))
        self.enabled.setText(self.tr("It holds"))
        self.enabled.setToolTip(self.tr("Unticked, none of its rules does"))
        self._none.setText(self.tr("No rule yet: Add makes one"))
        self.table.setAccessibleName(self.tr("Rules"))
        self.table.setHeaderLabels(
            [
                self.tr("What is on"), self.tr("Days"), self.tr("Hours"), self.tr("Season"),
                self.tr("Priority"), self.tr("Screen"),
            ]
        )  # fmt: skip
        for button, words in (
            (self.new, self.tr("New …")), (self.add, self.tr("Add …")),
            (self.edit, self.tr("Change …")), (self.take_out, self.tr("Take out")),
            (self.up, self.tr("Up")), (self.down, self.tr("Down")), (self.save, self.tr("Save")),
            (self.undo, self.tr("Give the changes up")), (self._close, self.tr("Close")),
        ):  # fmt: skip
            button.setText(words)
        self._refresh()

    # -- inside

    def _connect(self) -> None:
        self.schedule.activated.connect(self._on_schedule)
        self.title.textEdited.connect(self._on_title)
        self.enabled.clicked.connect(lambda on: self._amend(replace(self._draft, enabled=on)))
        self.table.currentItemChanged.connect(lambda *_: self._say_able())
        self.table.itemActivated.connect(lambda *_: self._on_edit())
        self.new.clicked.connect(self._on_new)
        self.add.clicked.connect(self._on_add)
        self.edit.clicked.connect(self._on_edit)
        self.take_out.clicked.connect(self._on_take_out)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.save.clicked.connect(self._on_save)
        self.undo.clicked.connect(lambda: self._take(self._kept))
        self.remove.clicked.connect(self._on_remove)
        self.restore.clicked.connect(
            lambda: self.restore_wished.emit(self._removed or self._kept.name)
        )
        self._close.clicked.connect(self.close_sheet)

    def _build(self) -> None:
        px = self._look.px
        self._heading.setProperty("scale", "title")
        for label in (self._today, self._none):
            label.setProperty("tone", "quiet")
        self.told.setProperty("tone", "amber")
        for label in (self._today, self.told):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        self.schedule.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.schedule.setMaximumWidth(px(WIDEST_PX))
        self.title.setMaxLength(LONGEST_TITLE)
        self._title_name.setBuddy(self.title)
        as_table(self.table)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setColumnCount(SCREEN + 1)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(PROGRAMME, QHeaderView.ResizeMode.Stretch)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        QVBoxLayout(self.table.viewport()).addWidget(self._none)
        self.save.setProperty("kind", "likely")
        top = self._row_of(self.schedule, self.new, None, self._title_name, self.title)
        top.setStretchFactor(self.title, 1)
        top.addWidget(self.enabled)
        rules = self._row_of(self.add, self.edit, self.take_out, self.up, self.down, None)
        foot = self._row_of(self.save, self.undo, self.remove, self.restore, None, self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(10))
        column.addWidget(self._heading)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addLayout(rules)
        column.addWidget(self._today)
        column.addWidget(self.told)
        column.addLayout(foot)

    def _row_of(self, *widgets: QWidget | None) -> QHBoxLayout:
        """None: what room is left."""
        row = QHBoxLayout()
        row.setSpacing(self._look.px(8))
        for widget in widgets:
            if widget is None:
                row.addStretch(1)
            else:
                row.addWidget(widget)
        return row

    # -- what is changed

    def _take(self, schedule: Schedule) -> None:
        """Begin with what a file has."""
        self._kept = self._draft = schedule
        self._leaves = False
        self._refresh()

    def _amend(self, draft: Schedule) -> None:
        self._draft, self._leaves = draft, False
        self.tell("")
        self._say_able()

    def _change(self, rules: Sequence[Rule], row: int) -> None:
        self._amend(replace(self._draft, rules=tuple(rules)))
        self._refresh(row)

    def _on_title(self, text: str) -> None:
        self._amend(replace(self._draft, title=text.strip()))

    def _on_schedule(self) -> None:
        self._take(self._schedules.get(str(self.schedule.currentData()), NEW))

    def _on_new(self) -> None:
        self._take(NEW)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_add(self) -> None:
        self._editing = None
        self.rule_wished.emit(None)

    def _on_edit(self) -> None:
        if (row := self._row()) >= 0:
            self._editing = row
            self.rule_wished.emit(self._draft.rules[row])

    def _on_take_out(self) -> None:
        if (row := self._row()) >= 0:
            rules = list(self._draft.rules)
            del rules[row]
            self._change(rules, min(row, len(rules) - 1))

    def _move(self, by: int) -> None:
        rules, row = list(self._draft.rules), self._row()
        if row >= 0 and 0 <= row + by < len(rules):
            rules.insert(row + by, rules.pop(row))
            self._change(rules, row + by)

    def _on_save(self) -> None:
        draft = self._draft
        schedule = replace(draft, name=draft.name or draft.title)
        if fault := name_fault(schedule.name):
            self.refuse(fault)
        elif not schedule.rules:
            self.tell(self.tr("A schedule has one rule at least"))
        else:
            self.save_wished.emit(schedule)

    def _on_remove(self) -> None:
        if self._sure.isActive():
            self._sure.stop()
            self.remove_wished.emit(self._kept.name)
        else:
            self._sure.start(SURE_MS)
        self._say_able()

    # -- what is shown

    def _row(self) -> int:
        """The chosen rule; -1: none."""
        item = self.table.currentItem()
        return self.table.indexOfTopLevelItem(item) if item is not None else -1

    def _refresh(self, row: int | None = None) -> None:
        """All of it; the rule in this row is chosen, or the one that was."""
        row = max(self._row(), 0) if row is None else row
        with QSignalBlocker(self.schedule), QSignalBlocker(self.table):
            self.schedule.clear()
            for name, schedule in self._schedules.items():
                title = schedule.title or name
                self.schedule.addItem(title if title == name else f"{title}   {name}", name)
            if not self._draft.name:
                self.schedule.addItem(self.tr("a new one"), "")
            self.schedule.setCurrentIndex(self.schedule.findData(self._draft.name))
            self.table.clear()
            for rule in self._draft.rules:
                self.table.addTopLevelItem(self._item(rule))
            if 0 <= row < len(self._draft.rules):
                self.table.setCurrentItem(self.table.topLevelItem(row))  # type: ignore[arg-type]
        if self.title.text().strip() != self._draft.title:
            self.title.setText(self._draft.title)
        self.enabled.setChecked(self._draft.enabled)
        self._none.setVisible(not self._draft.rules)
        more = ["…"] if len(self._lines) > MOST_LINES else []
        told = "   ".join([*self._lines[:MOST_LINES], *more])
        self._today.setText(self.tr("Today: {lines}").format(lines=told or "—"))
        self._say_able()

    def _item(self, rule: Rule) -> QTreeWidgetItem:
        return QTreeWidgetItem(
            [
                programme_text(rule, self._titles), days_text(rule.days), hours_text(rule),
                season_text(rule.first_day, rule.last_day), str(rule.priority or ""), rule.screen,
            ]
        )  # fmt: skip

    def _say_able(self) -> None:
        row, count, changed = self._row(), len(self._draft.rules), self.changed
        self.schedule.setEnabled(not changed)
        self.new.setEnabled(not changed)
        self.save.setEnabled(changed)
        self.undo.setEnabled(changed)
        self.remove.setEnabled(bool(self._kept.name) and not changed)
        for button in (self.edit, self.take_out):
            button.setEnabled(row >= 0)
        self.up.setEnabled(row > 0)
        self.down.setEnabled(0 <= row < count - 1)
        sure = self._sure.isActive()
        self.remove.setText(self.tr("Press again to remove") if sure else self.tr("Remove"))
        back = self.tr("Bring back {name}").format(name=self._removed)
        self.restore.setText(back if self._removed else self.tr("Version before"))
        self.restore.setEnabled(bool(self._kept.name or self._removed) and not changed)
