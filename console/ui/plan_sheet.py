"""The consultation plans: what each brings, begun by one key, and its list with ticks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.minutes.minutes import Check
from console.ui.row_list import chosen_row, fill_rows
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.style_sheet import restyle
from console.ui.theme import Look
from console.ui.words import few

NAME = Qt.ItemDataRole.UserRole
LIST_PX = 200


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in words: names of sites and cameras, titles of the layouts of wall and program."""

    name: str
    title: str
    sites: tuple[str, ...] = ()
    cameras: tuple[str, ...] = ()
    layout: str = ""
    banner: str = ""
    checklist: tuple[str, ...] = ()
    record: bool = False
    program: str = ""


class PlanSheet(Sheet):
    """``opened`` wishes for plans; ``start_wished`` carries a plan's name, ``check_wished`` a line
    of the running plan's list and whether it is done."""

    most_px = (880, 620)

    opened = Signal()
    start_wished = Signal(str)
    check_wished = Signal(str, bool)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._plans: dict[str, PlanRow] = {}
        self._running = ""
        self._held = False
        self._case = ""
        self._checks: dict[str, Check] = {}
        self._title, self._about, self._facts, self._list_title = (QLabel() for _ in range(4))
        self._list, self._checklist = QListWidget(), QListWidget()
        self._start, self._close = QPushButton(), QPushButton()
        self._build()
        self._list.currentItemChanged.connect(self._say)
        self._checklist.itemChanged.connect(self._on_checked)
        self._start.clicked.connect(self._on_start)
        self._close.clicked.connect(self.close_sheet)
        self.words_changed()

    # -- setters

    def set_plans(self, plans: Sequence[PlanRow]) -> None:
        before = self.chosen() or self._running
        self._plans = {plan.name: plan for plan in plans}
        fill_rows(self._list, ((plan.name, plan.title) for plan in plans), before)
        self._say()

    def set_case(self, title: str) -> None:
        """What the consultation would be about; empty for nothing."""
        self._case = title
        self._say()

    def set_running(self, name: str, checks: Sequence[Check]) -> None:
        """The plan whose conference is held, empty for none, and what is done of its list."""
        self._running = name
        self._checks = {check.text: check for check in checks}
        self._say()

    def set_held(self, held: bool) -> None:
        """Whether a conference is held: it ends before another begins."""
        if held != self._held:
            self._held = held
            self._say()

    def open_sheet(self) -> None:
        self.opened.emit()
        super().open_sheet()

    def open_for(self, name: str) -> None:
        """With a plan chosen."""
        self.open_sheet()
        for row in range(self._list.count()):
            if self._list.item(row).data(NAME) == name:
                self._list.setCurrentRow(row)

    def first(self) -> QWidget:
        return self._list

    def chosen(self) -> str:
        return chosen_row(self._list)

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Consultation plans"))
        self._title.setText(self.tr("Consultation plans"))
        self._list.setAccessibleName(self.tr("Consultation plans"))
        self._checklist.setAccessibleName(self.tr("Checklist"))
        self._close.setText(self.tr("Close"))
        self._say()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        self._about.setProperty("tone", "quiet")
        self._list_title.setProperty("scale", "row")
        self._facts.setWordWrap(True)
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._list.setObjectName("rows")
        self._checklist.setObjectName("choices")
        self._list.setFixedWidth(px(LIST_PX))
        self._start.setProperty("kind", "likely")
        right = QVBoxLayout()
        right.setSpacing(px(8))
        right.addWidget(self._facts)
        right.addWidget(self._list_title)
        right.addWidget(self._checklist, 1)
        middle = QHBoxLayout()
        middle.setSpacing(px(16))
        middle.addWidget(self._list)
        middle.addLayout(right, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self._start)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(10))
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addLayout(middle, 1)
        column.addLayout(buttons)

    def _say(self) -> None:
        plan = self._plans.get(self.chosen())
        about = self.tr("About the case: {title}").format(title=self._case)
        none = self.tr("About no case; choose one first to bring its village and cameras")
        self._about.setText(about if self._case else none)
        self._say_start(plan)
        self._facts.setText("\n".join(self._told(plan)) if plan is not None else "")
        self._fill(plan)

    def _say_start(self, plan: PlanRow | None) -> None:
        runs = self._held and plan is not None and plan.name == self._running
        if runs:
            words = self.tr("By this plan a conference is held")
        elif self._held:
            words = self.tr("End the conference, begin by this plan")
        else:
            words = self.tr("Begin by this plan")
        self._start.setText(words)
        self._start.setEnabled(plan is not None and bool(plan.sites) and not runs)
        restyle(self._start, "kind", "danger" if self._held and not runs else "likely")

    def _told(self, plan: PlanRow) -> list[str]:
        lines = [self.tr("Called: {n} · {names}").format(n=len(plan.sites), names=few(plan.sites))]
        if plan.cameras:
            words = self.tr("Cameras: {n} · {names}")
            lines.append(words.format(n=len(plan.cameras), names=few(plan.cameras)))
        if plan.layout:
            lines.append(self.tr("Layout: {name}").format(name=plan.layout))
        if plan.program:
            lines.append(self.tr("Program: {name}").format(name=plan.program))
        if plan.banner:
            lines.append(self.tr("Banner: {text}").format(text=plan.banner))
        if plan.record:
            lines.append(self.tr("The conference is recorded"))
        return lines

    def _fill(self, plan: PlanRow | None) -> None:
        runs = plan is not None and plan.name == self._running
        done = sum(check.at is not None for check in self._checks.values()) if runs else 0
        count = len(plan.checklist) if plan else 0
        words = self.tr("Checklist: {done} of {count} done") if runs else self.tr("Checklist")
        self._list_title.setText(words.format(done=done, count=count))
        self._checklist.blockSignals(True)
        kept = self._checklist.currentRow()
        self._checklist.clear()
        for text in plan.checklist if plan else ():
            self._checklist.addItem(self._item(text, runs))
        self._checklist.setCurrentRow(kept)
        self._checklist.blockSignals(False)

    def _item(self, text: str, runs: bool) -> QListWidgetItem:
        check = self._checks.get(text) if runs else None
        done = check is not None and check.at is not None
        behind = f"   {check.at.astimezone():%H:%M} {check.who}" if check and check.at else ""
        item = QListWidgetItem(text + behind)
        item.setData(NAME, text)
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        item.setFlags(flags | Qt.ItemFlag.ItemIsUserCheckable if runs else flags)
        if runs:
            item.setCheckState(Qt.CheckState.Checked if done else Qt.CheckState.Unchecked)
        return item

    def _on_checked(self, item: QListWidgetItem) -> None:
        done = item.checkState() == Qt.CheckState.Checked
        self.check_wished.emit(str(item.data(NAME)), done)

    def _on_start(self) -> None:
        if name := self.chosen():
            self.start_wished.emit(name)
