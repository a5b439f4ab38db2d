"""Somebody would consult about a case while another conference is held: what is to be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from console.ui.sheet import EDGE_PX, Sheet
from console.ui.theme import Look
from console.ui.words import few


@dataclass(frozen=True, slots=True)
class Asked:
    """In words: what the conference that is held is about (empty: nobody said), how many sites are
    in it, the case, the sites that it concerns, and those of them that are not in."""

    held: str
    live: int
    case: str
    concerned: Sequence[str]
    called: Sequence[str]


class ConsultSheet(Sheet):
    """Both wishes carry the case's id. ``join_wished``: the case joins the conference that is held;
    ``begin_wished``: that one ends, and another begins about the case. Esc leaves all as it is."""

    most_px = (600, 400)

    join_wished = Signal(str)
    begin_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, parent)
        self._id = ""
        self._asked = Asked("", 0, "", (), ())
        self._title, self._held, self._case = (QLabel() for _ in range(3))
        self._joins, self._begins = QLabel(), QLabel()
        self.join, self.begin, self.leave = (QPushButton() for _ in range(3))
        self._build()
        self.join.clicked.connect(lambda: self._wish(self.join_wished))
        self.begin.clicked.connect(lambda: self._wish(self.begin_wished))
        self.leave.clicked.connect(self.close_sheet)
        self.words_changed()

    def ask(self, case_id: str, asked: Asked) -> None:
        """Ask about a case; a question that was open before is asked no more."""
        self._id, self._asked = case_id, asked
        self.words_changed()
        self.open_sheet()

    def first(self) -> QWidget:
        return self.join

    def words_changed(self) -> None:
        asked = self._asked
        self.setAccessibleName(self.tr("A conference is held"))
        self._title.setText(self.tr("A conference is held"))
        words = self.tr("{title}; sites in it: {n}") if asked.held else self.tr("Sites in it: {n}")
        self._held.setText(words.format(title=asked.held, n=asked.live))
        self._case.setText(self.tr("Consult about: {case}").format(case=asked.case))
        self.join.setText(self.tr("Let the case join it"))
        called = self.tr("Called besides: {names}.").format(names=few(asked.called))
        nobody = self.tr("Nobody is called besides.")
        rest = self.tr(
            "The minutes have the case, and its card is shared where nothing else is. "
            "The wall stays as it is."
        )
        self._joins.setText(f"{called if asked.called else nobody} {rest}")
        self.begin.setText(self.tr("End it and begin anew"))
        called = self.tr("All sites are let go; then called: {names}.")
        nobody = self.tr("No site is known for this case: choose among the sites")
        names = few(asked.concerned)
        self._begins.setText(called.format(names=names) if asked.concerned else nobody)
        self.begin.setEnabled(bool(asked.concerned))
        self.leave.setText(self.tr("Leave all as it is"))

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        self._held.setProperty("tone", "quiet")
        self._case.setProperty("scale", "row")
        self.join.setProperty("kind", "likely")
        self.begin.setProperty("kind", "danger")
        for label in (self._held, self._case, self._joins, self._begins):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(4 * (px(EDGE_PX),)))
        column.setSpacing(px(8))
        for widget in (
            self._title, self._held, self._case, self._joins, self.join, self._begins, self.begin,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
        column.addWidget(self.leave)

    def _wish(self, signal: SignalInstance) -> None:
        self.close_sheet()
        signal.emit(self._id)
