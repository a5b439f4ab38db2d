"""Emergencies: their timers, and what is reported and ordered about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from console.duty.emergency import REPORTS, Emergency, worst
from console.duty.entry import LONGEST_TEXT
from console.duty.paper import call_paper
from console.ui.duty_words import entry_text, timer_text
from console.ui.lamps import lamp_pixmap
from console.ui.minutes_paper import html_of
from console.ui.row_list import ID
from console.ui.theme import Look

LIST_PX, TEXT_PX, LAMP_PX = 300, 80, 10
INSTRUCTION = "instruction"


class DutyEmergencyPage(QWidget):
    """``written`` carries the emergency's id, a report of ``REPORTS`` or ``INSTRUCTION``, and the
    text; ``print_wished`` an id and ``docx`` or ``pdf``."""

    written = Signal(int, str, str)
    print_wished = Signal(int, str)

    def __init__(self, look: Look, zone: tzinfo, minutes: tuple[int, int], place: str) -> None:
        super().__init__()
        self._look, self._zone, self._minutes, self._place = look, zone, minutes, place
        self._shown: dict[int, Emergency] = {}
        self._now: datetime | None = None
        self._list, self._none = QListWidget(), QLabel()
        self._lamps = (QLabel(), QLabel())
        self._timers = (QLabel(), QLabel())
        self._paper, self._text = QTextBrowser(), QPlainTextEdit()
        self._acts = {act: QPushButton() for act in (*REPORTS, INSTRUCTION)}
        self._docx, self._pdf = QPushButton(), QPushButton()
        self._build()
        self._connect()

    def set_emergencies(self, found: Sequence[Emergency], now: datetime) -> None:
        """The newest first; which one is chosen stays."""
        chosen = self.chosen()
        self._shown = {one.call.id: one for one in found}
        self._now = now
        self._list.blockSignals(True)
        self._list.clear()
        for one in found:
            item = QListWidgetItem(entry_text(one.call))
            item.setData(ID, one.call.id)
            self._list.addItem(item)
            if one.call.id == chosen:
                self._list.setCurrentItem(item)
        if self._list.currentItem() is None:
            self._list.setCurrentRow(0)
        self._list.blockSignals(False)
        self._none.setVisible(not found)
        self._on_chosen()
        self.tick(now)

    def choose(self, id_: int) -> None:
        for row in range(self._list.count()):
            if self._list.item(row).data(ID) == id_:
                self._list.setCurrentRow(row)

    def chosen(self) -> int:
        """0 when none is."""
        item = self._list.currentItem()
        return int(item.data(ID)) if item is not None else 0

    def tick(self, now: datetime) -> None:
        """Once a second: lamps and timers."""
        self._now = now
        for row in range(self._list.count()):
            item = self._list.item(row)
            one = self._shown[int(item.data(ID))]
            lamp = worst(one, now, *self._minutes) if one.is_open else "grey"
            item.setIcon(_icon(lamp_pixmap(self._look, lamp, self._look.px(LAMP_PX))))
        shown = self._shown.get(self.chosen())
        timers = shown.timers(*self._minutes) if shown is not None else ()
        for label in (*self._lamps, *self._timers):
            label.setVisible(bool(timers))
        for timer, lamp_label, label in zip(timers, self._lamps, self._timers, strict=False):
            label.setText(timer_text(timer, now))
            size = self._look.px(LAMP_PX)
            lamp_label.setPixmap(lamp_pixmap(self._look, timer.lamp(now), size))

    def first(self) -> QWidget:
        return self._text if self._shown else self._list

    def words_changed(self) -> None:
        self._list.setAccessibleName(self.tr("Emergencies"))
        self._none.setText(self.tr("No emergency was reported."))
        self._paper.setAccessibleName(self.tr("What is known of it"))
        self._text.setPlaceholderText(self.tr("What is reported or ordered"))
        self._text.setAccessibleName(self.tr("What is reported or ordered"))
        named = {
            "first_phone": self.tr("Reported by phone"),
            "first_written": self.tr("Reported in writing"),
            "follow_up": self.tr("Follow-up"),
            "final": self.tr("Final report"),
            INSTRUCTION: self.tr("Leader's instruction"),
        }
        for act, button in self._acts.items():
            button.setText(named[act])
        self._docx.setText(self.tr("Save as DOCX"))
        self._pdf.setText(self.tr("Save as PDF"))
        if self._now is not None:
            self.tick(self._now)

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._list.setObjectName("rows")
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFixedWidth(px(LIST_PX))
        self._list.setIconSize(QSize(px(LAMP_PX), px(LAMP_PX)))
        self._none.setProperty("tone", "quiet")
        self._paper.setStyleSheet("background: white; color: black;")  # it is a paper
        self._paper.setOpenLinks(False)
        self._text.setTabChangesFocus(True)
        self._text.setFixedHeight(px(TEXT_PX))
        self._acts["first_phone"].setProperty("kind", "likely")
        timers = QHBoxLayout()
        timers.setSpacing(px(8))
        for lamp, label in zip(self._lamps, self._timers, strict=True):
            label.setProperty("scale", "row")
            timers.addWidget(lamp)
            timers.addWidget(label)
            timers.addSpacing(px(16))
        timers.addStretch(1)
        left, right, acts, papers = QVBoxLayout(), QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        left.addWidget(self._none)
        left.addWidget(self._list, 1)
        for row in (right, acts, papers):
            row.setSpacing(px(8))
        for button in self._acts.values():
            button.setProperty("fit", "close")
            acts.addWidget(button)
        acts.addStretch(1)
        papers.addWidget(self._docx)
        papers.addWidget(self._pdf)
        papers.addStretch(1)
        right.addLayout(timers)
        right.addWidget(self._paper, 1)
        right.addWidget(self._text)
        right.addLayout(acts)
        right.addLayout(papers)
        row_ = QHBoxLayout(self)
        row_.setContentsMargins(0, 0, 0, 0)
        row_.setSpacing(px(16))
        row_.addLayout(left)
        row_.addLayout(right, 1)

    def _connect(self) -> None:
        self._list.currentItemChanged.connect(self._on_chosen)
        for act, button in self._acts.items():
            button.clicked.connect(lambda _=False, act=act: self._on_act(act))
        self._docx.clicked.connect(lambda: self.print_wished.emit(self.chosen(), "docx"))
        self._pdf.clicked.connect(lambda: self.print_wished.emit(self.chosen(), "pdf"))

    def _on_chosen(self) -> None:
        shown = self._shown.get(self.chosen())
        self._paper.setHtml(
            html_of(call_paper(self._place, shown, self._zone)) if shown is not None else ""
        )
        for act, button in self._acts.items():
            made = shown is not None and act in ("first_phone", "first_written")
            once = made and shown is not None and bool(shown.reports(act))
            button.setEnabled(shown is not None and shown.is_open and not once)
        for button in (self._docx, self._pdf):
            button.setEnabled(shown is not None)
        if self._now is not None and shown is not None:
            self.tick(self._now)

    def _on_act(self, act: str) -> None:
        text = self._text.toPlainText().strip()[:LONGEST_TEXT]
        if not text:
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._text.clear()
        self.written.emit(self.chosen(), act, text)


def _icon(pixmap: QPixmap) -> QIcon:
    """A lamp keeps its colour in a row that is chosen."""
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon
