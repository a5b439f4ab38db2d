"""A rule of a schedule is made or changed: which scene or tour, on which days, when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.ui.choice import Choice
from console.ui.number_field import NumberField
from console.ui.schedule_words import day_text, programme_text
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look
from layouts.schedule import DAY, DAY_WORDS, HIGHEST, Rule, clock, minute_of

NEW = Rule()
KINDS_IN_A_ROW = 5  # of the ticks of days: kinds of days above, weekdays below
WIDEST_PX = 360  # a scene's title
Titles = Mapping[tuple[str, str], str]


class RuleForm(Sheet):
    """``given`` carries the rule. Ctrl+Enter gives it. What is wrong is said below, and what was
    typed stays."""

    given = Signal(object)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._rule, self._new = NEW, True
        self._heading, self._fault, self._days_title = QLabel(), QLabel(), QLabel()
        self.programme, self.screen_of, self.priority = Choice(), Choice(), NumberField()
        self.begin, self.end, self.first_day, self.last_day = (QLineEdit() for _ in range(4))
        self.days = {word: QCheckBox() for word in DAY_WORDS}
        self.give, self.leave = QPushButton(), QPushButton()
        self._names: dict[str, QLabel] = {}
        self._titles: Titles = {}
        self._build()
        self.programme.currentIndexChanged.connect(self._say_screen)
        self.give.clicked.connect(self._on_give)
        self.leave.clicked.connect(self.close_sheet)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._on_give)
        self.words_changed()

    # -- setters

    def open_for(self, rule: Rule | None, titles: Titles, screens: Sequence[str]) -> None:
        """None: a new one. ``titles`` of the scenes and tours there are, by kind and name;
        ``screens``: those of other walls, as scenes call them."""
        self._rule, self._new, self._titles = rule or NEW, rule is None, titles
        self._fill(titles, screens)
        self.begin.setText(clock(self._rule.begin))
        self.end.setText(clock(self._rule.end))
        for field, day in (
            (self.first_day, self._rule.first_day), (self.last_day, self._rule.last_day),
        ):  # fmt: skip
            field.setText(day.isoformat() if day else "")
        self.priority.setValue(self._rule.priority)
        for word, tick in self.days.items():
            tick.setChecked(word in self._rule.days)
        self.say("")
        self._say_heading()
        self.open_sheet()

    def say(self, words: str) -> None:
        """Why it cannot be; empty takes it back."""
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        if self.isVisible():
            self.to_middle()

    def first(self) -> QWidget:
        return self.programme

    def rule(self) -> Rule | str:
        """As it is typed, what the form does not show as it was; or why it cannot be."""
        begin, end = minute_of(self.begin.text()), minute_of(self.end.text())
        if begin is None or end is None:
            return self.tr("Times are written like 08:00, the end of the day is 24:00")
        if begin in (end, DAY):
            return self.tr("It ends when it begins; all day is 00:00 to 24:00")
        days = tuple(word for word, tick in self.days.items() if tick.isChecked())
        if not days:
            return self.tr("Tick the days on which it begins")
        if self.programme.currentData() is None:
            return self.tr("There is no scene and no tour yet that could be on")
        same = set(days) == set(self._rule.days)
        scene, tour, screen = self._chosen()
        rule = replace(
            self._rule, scene=scene, tour=tour, screen=screen, begin=begin, end=end,
            days=self._rule.days if same else days, priority=self.priority.value(),
        )  # fmt: skip
        return self._seasoned(rule)

    def words_changed(self) -> None:
        self._say_heading()
        fields: Mapping[str, tuple[str, QWidget]] = {
            "programme": (self.tr("What is on"), self.programme),
            "screen": (self.tr("A tour's screen"), self.screen_of),
            "begin": (self.tr("From"), self.begin),
            "end": (self.tr("Until, 24:00 at the latest"), self.end),
            "first_day": (self.tr("Season: first day"), self.first_day),
            "last_day": (self.tr("Season: last day"), self.last_day),
            "priority": (self.tr("Priority"), self.priority),
        }
        for key, (words, field) in fields.items():
            self._names[key].setText(words)
            field.setAccessibleName(words)
        for field in (self.first_day, self.last_day):
            field.setPlaceholderText(self.tr("such as 2026-06-01"))
        self.priority.setToolTip(self.tr("Of several rules the highest counts"))
        self._days_title.setText(self.tr("Begins on: any that is ticked"))
        for word, tick in self.days.items():
            tick.setText(day_text(word))
        if self.screen_of.count():
            self.screen_of.setItemText(0, self.tr("the desk's own"))
        self._say_programmes()
        self.give.setText(self.tr("Take over"))
        self.leave.setText(self.tr("Cancel"))

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._heading.setProperty("scale", "title")
        self._days_title.setProperty("tone", "quiet")
        self._fault.setProperty("tone", "amber")
        self._fault.setWordWrap(True)
        for choice in (self.programme, self.screen_of):
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
            choice.setMaximumWidth(px(WIDEST_PX))
        self.priority.setRange(-HIGHEST, HIGHEST)
        self.give.setProperty("kind", "likely")
        ticks = QGridLayout()
        ticks.setHorizontalSpacing(px(12))
        for number, tick in enumerate(self.days.values()):
            below = number >= KINDS_IN_A_ROW
            ticks.addWidget(tick, int(below), number - KINDS_IN_A_ROW * below)
        buttons = QHBoxLayout()
        buttons.addWidget(self.give)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(10))
        column.addWidget(self._heading)
        column.addLayout(self._fields())
        column.addWidget(self._days_title)
        column.addLayout(ticks)
        column.addWidget(self._fault)
        column.addLayout(buttons)

    def _fields(self) -> QGridLayout:
        """Two beside each other."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(self._look.px(12))
        grid.setVerticalSpacing(self._look.px(8))
        fields: dict[str, QWidget] = {
            "programme": self.programme, "screen": self.screen_of, "begin": self.begin,
            "end": self.end, "first_day": self.first_day, "last_day": self.last_day,
            "priority": self.priority,
        }  # fmt: skip
        for number, (key, field) in enumerate(fields.items()):
            label = self._names[key] = QLabel()
            label.setBuddy(field)
            row, column = number // 2, 2 * (number % 2)
            grid.addWidget(label, row, column)
            grid.addWidget(field, row, column + 1)
            grid.setColumnStretch(column + 1, 1)
        return grid

    def _fill(self, titles: Titles, screens: Sequence[str]) -> None:
        """What the rule names and is not there stays to be chosen."""
        rule, own = self._rule, ("scene", self._rule.scene) if self._rule.scene else None
        own = own or (("tour", rule.tour) if rule.tour else None)
        self.programme.clear()
        for kind, name in dict.fromkeys([*titles, *([own] if own else [])]):
            self.programme.addItem("", (kind, name))
        self._say_programmes()
        self.programme.setCurrentIndex(max(0, self._row_of(own)))
        self.screen_of.clear()
        self.screen_of.addItem(self.tr("the desk's own"), "")
        for screen in dict.fromkeys([*screens, rule.screen]):
            if screen:
                self.screen_of.addItem(screen, screen)
        self.screen_of.setCurrentIndex(self.screen_of.findData(rule.screen))
        self._say_screen()

    def _row_of(self, own: tuple[str, str] | None) -> int:
        rows = range(self.programme.count())
        return next((row for row in rows if tuple(self.programme.itemData(row)) == own), -1)

    def _say_programmes(self) -> None:
        for row in range(self.programme.count()):
            kind, name = self.programme.itemData(row)
            self.programme.setItemText(row, programme_text(Rule(**{kind: name}), self._titles))

    def _chosen(self) -> tuple[str, str, str]:
        """Scene or tour, and the screen of a tour."""
        kind, name = self.programme.currentData()
        if kind == "tour":
            return "", name, str(self.screen_of.currentData() or "")
        return name, "", ""

    def _seasoned(self, rule: Rule) -> Rule | str:
        days: list[date | None] = []
        for field in (self.first_day, self.last_day):
            text = field.text().strip()
            try:
                days.append(date.fromisoformat(text) if text else None)
            except ValueError:
                return self.tr("Days are written like 2026-06-01")
        first, last = days
        if first and last and last < first:
            return self.tr("The season ends before it begins")
        return replace(rule, first_day=first, last_day=last)

    def _say_screen(self) -> None:
        chosen = self.programme.currentData()
        self.screen_of.setEnabled(chosen is not None and chosen[0] == "tour")

    def _say_heading(self) -> None:
        words = self.tr("A new rule") if self._new else self.tr("Change the rule")
        self._heading.setText(words)
        self.setAccessibleName(words)

    def _on_give(self) -> None:
        rule = self.rule()
        if isinstance(rule, str):
            self.say(rule)
        else:
            self.close_sheet()
            self.given.emit(rule)
