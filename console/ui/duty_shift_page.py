"""The shift: who is on duty, what is open, and handing it over to the next."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from console.duty.entry import LONGEST_TEXT, Entry
from console.duty.handover import Standing, handover
from console.duty.paper import handover_paper
from console.site.limits_file import Turn
from console.ui.duty_words import entry_text
from console.ui.minutes_paper import html_of
from console.ui.row_list import chosen_row, fill_rows
from console.ui.theme import Look

LIST_PX, TEXT_PX = 260, 56
NOW = "now"


class DutyShiftPage(QWidget):
    """``handed_over`` carries the names of who gave and who took, the matters that were typed in
    (a line each) and the remarks; they stay until ``begin``.
    ``print_wished`` carries an entry's id and ``docx`` or ``pdf``."""

    handed_over = Signal(str, str, str, str)
    print_wished = Signal(int, str)

    def __init__(self, look: Look, zone: tzinfo, place: str) -> None:
        super().__init__()
        self._look, self._zone, self._place = look, zone, place
        self._kept: dict[str, Entry] = {}
        self._standing, self._shift = Standing(), ""
        self._now: datetime | None = None
        self._on_duty, self._list, self._paper = QLabel(), QListWidget(), QTextBrowser()
        self._by, self._to, self._matters = QLineEdit(), QLineEdit(), QPlainTextEdit()
        self._remarks, self._missing = QLineEdit(), QLabel()
        self._hand, self._docx, self._pdf = QPushButton(), QPushButton(), QPushButton()
        self._build()
        self._connect()

    def set_on_duty(self, shift: str, turns: Sequence[Turn]) -> None:
        """Who the roster names now; the shift's name."""
        self._shift = shift
        people = "、".join(
            " ".join(filter(None, (turn.unit, turn.person, turn.phone))) for turn in turns
        )
        none = self.tr("nobody is in the roster")
        words = (
            self.tr("On duty now ({shift}): {people}")
            if shift
            else self.tr("On duty now: {people}")
        )
        self._on_duty.setText(words.format(shift=shift, people=people or none))

    def set_standing(self, standing: Standing, by: str, now: datetime) -> None:
        """What would be handed over now, and by whom."""
        self._standing, self._now = standing, now
        if not self._by.text():
            self._by.setText(by)
        if chosen_row(self._list) in ("", NOW):
            self._show_paper()

    def set_kept(self, entries: Sequence[Entry]) -> None:
        """Earlier hand-overs, the newest first."""
        self._kept = {str(entry.id): entry for entry in entries}
        rows = [
            (str(entry.id), f"{entry.at.astimezone(self._zone):%m-%d %H:%M} {entry_text(entry)}")
            for entry in entries
        ]
        fill_rows(self._list, [(NOW, self.tr("This shift")), *rows], chosen_row(self._list))
        self._show_paper()

    def begin(self) -> None:
        """Nothing is typed in for the next hand-over."""
        for field in (self._by, self._to, self._remarks):
            field.clear()
        self._matters.clear()

    def first(self) -> QWidget:
        return self._to

    def words_changed(self) -> None:
        self._list.setAccessibleName(self.tr("Hand-overs"))
        self._paper.setAccessibleName(self.tr("What is handed over"))
        for field, words in (
            (self._by, self.tr("Handed over by")), (self._to, self.tr("Taken over by")),
            (self._remarks, self.tr("Remarks")),
        ):  # fmt: skip
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
        self._matters.setPlaceholderText(self.tr("Open matters, one a line"))
        self._matters.setAccessibleName(self.tr("Open matters, one a line"))
        self._hand.setText(self.tr("Hand over"))
        self._docx.setText(self.tr("Save as DOCX"))
        self._pdf.setText(self.tr("Save as PDF"))
        self.set_kept(list(self._kept.values()))

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._on_duty.setWordWrap(True)
        self._list.setObjectName("rows")
        self._list.setFixedWidth(px(LIST_PX))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._paper.setStyleSheet("background: white; color: black;")  # it is a paper
        self._paper.setOpenLinks(False)
        self._matters.setTabChangesFocus(True)
        self._matters.setFixedHeight(px(TEXT_PX))
        self._missing.setProperty("tone", "amber")
        self._hand.setProperty("kind", "likely")
        for field in (self._by, self._to):
            field.setMaxLength(60)
        self._remarks.setMaxLength(LONGEST_TEXT)
        names, last, right = QHBoxLayout(), QHBoxLayout(), QVBoxLayout()
        for row in (names, last, right):
            row.setSpacing(px(8))
        for field in (self._by, self._to):
            names.addWidget(field, 1)
        names.addWidget(self._remarks, 2)
        names.addWidget(self._hand)
        last.addWidget(self._docx)
        last.addWidget(self._pdf)
        last.addWidget(self._missing, 1)
        right.addWidget(self._paper, 1)
        right.addWidget(self._matters)
        right.addLayout(names)
        right.addLayout(last)
        middle = QHBoxLayout()
        middle.setSpacing(px(16))
        middle.addWidget(self._list)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._on_duty)
        column.addLayout(middle, 1)

    def _connect(self) -> None:
        self._list.currentItemChanged.connect(self._show_paper)
        self._matters.textChanged.connect(self._show_paper)
        self._hand.clicked.connect(self._on_hand)
        self._docx.clicked.connect(lambda: self._print("docx"))
        self._pdf.clicked.connect(lambda: self._print("pdf"))

    def _show_paper(self) -> None:
        kept = self._kept.get(chosen_row(self._list))
        for widget in (self._by, self._to, self._remarks, self._matters, self._hand):
            widget.setVisible(kept is None)
        for button in (self._docx, self._pdf):
            button.setEnabled(kept is not None)
        entry = kept or self._draft()
        if entry is not None:
            self._paper.setHtml(html_of(handover_paper(self._place, entry, self._zone)))

    def _draft(self) -> Entry | None:
        if self._now is None:
            return None
        one = self._standing
        standing = Standing(
            one.emergencies, one.overdue, one.cameras, one.conferences, self._typed()
        )
        return handover(self._now, self._shift, "…", "……", standing, "")

    def _typed(self) -> tuple[str, ...]:
        lines = self._matters.toPlainText()[:LONGEST_TEXT].split("\n")
        return tuple(line.strip() for line in lines if line.strip())

    def _on_hand(self) -> None:
        by, to = self._by.text().strip(), self._to.text().strip()
        if not by or not to:
            self._missing.setText(self.tr("Both names are needed"))
        elif by == to:
            self._missing.setText(self.tr("Nobody hands over to himself"))
        else:
            self._missing.clear()
            self.handed_over.emit(by, to, "\n".join(self._typed()), self._remarks.text().strip())

    def _print(self, form: str) -> None:
        kept = self._kept.get(chosen_row(self._list))
        if kept is not None:
            self.print_wished.emit(kept.id, form)
