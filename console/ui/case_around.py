"""What is around the case on its card: cameras, people, other cases that may be the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.cases.masking import mask_name, mask_number
from console.ui.around import CameraNear, WorkerNear
from console.ui.case_words import worker_text
from console.ui.theme import Look
from console.ui.words import age_text, distance_text, say

ROW_EDGES_PX = 8  # beside the words of a row
LONG_AGO_S = 600.0  # a position older than this is said in amber


@dataclass(frozen=True, slots=True)
class Around:
    """``alike``: id and words of cases that may be the same, ``surely`` of the one that the
    platform says this one repeats; ``on_duty``: names, of the unit."""

    cameras: tuple[CameraNear, ...] = ()
    workers: tuple[WorkerNear, ...] = ()
    alike: tuple[tuple[str, str], ...] = ()
    surely: tuple[str, str] | None = None
    unit: str = ""
    on_duty: tuple[str, ...] = ()


class AroundBox(QWidget):
    """``camera_wished`` carries a camera's id, ``case_wished`` a case's; ``all_wished``: the
    cameras that see the place onto the wall."""

    camera_wished = Signal(str)
    case_wished = Signal(str)
    all_wished = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._around = Around()
        self._all = QPushButton()
        self._all.setProperty("fit", "close")
        self._all.clicked.connect(self.all_wished)
        self._parts = [QLabel() for _ in range(4)]
        for label in self._parts:
            label.setProperty("tone", "quiet")
            label.setProperty("scale", "small")
        self._lists = [QVBoxLayout() for _ in range(4)]
        self._rows: list[list[_Line | _Row]] = [[] for _ in range(4)]  # what stands in them
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(2))
        top = QHBoxLayout()
        top.addWidget(self._parts[0], 1)
        top.addWidget(self._all)
        column.addLayout(top)
        for number, rows in enumerate(self._lists):
            rows.setSpacing(look.px(2))
            if number:
                column.addWidget(self._parts[number])
            column.addLayout(rows)
        self.words_changed()

    def set(self, around: Around) -> None:
        if around != self._around:
            self._around = around
            self._fill()

    def clear(self) -> None:
        self.set(Around())

    def words_changed(self) -> None:
        self._all.setText(self.tr("Onto the wall"))
        self._all.setToolTip(self.tr("The nearest cameras that see the place"))
        titles = (
            self.tr("Cameras near"), self.tr("Workers near"), self.tr("On duty"),
            self.tr("Perhaps the same"),
        )  # fmt: skip
        for label, title in zip(self._parts, titles, strict=True):
            label.setText(title)
        self._fill()

    # -- inside

    def _fill(self) -> None:
        around = self._around
        cameras = [
            (self._camera_text(near), partial(self.camera_wished.emit, near.id))
            for near in around.cameras
        ]
        duty = " · ".join(part for part in (around.unit, "、".join(around.on_duty)) if part)
        same = [*([around.surely] if around.surely else []), *around.alike]
        cases = [(words, partial(self.case_wished.emit, case_id)) for case_id, words in same]
        self._put(0, cameras)
        self._put(1, [(_worker_text(near), None) for near in around.workers])
        self._put(2, [(duty, None)] if around.on_duty else [])
        self._put(3, cases)
        self._all.setVisible(bool(around.cameras))
        self.setVisible(around != Around())

    def _put(self, part: int, rows: Sequence[tuple[str, Callable[[], object] | None]]) -> None:
        """Rows stay as they are where only their words change: ages do, all the time."""
        box, shown = self._lists[part], self._rows[part]
        while len(shown) > len(rows):
            row = shown.pop()
            row.hide()
            box.removeWidget(row)
            row.deleteLater()
        for number, (words, does) in enumerate(rows):
            if number == len(shown):
                shown.append(_Line() if does is None else _Row())
                box.addWidget(shown[-1])
            shown[number].say(words, does)
        self._parts[part].setVisible(bool(rows))

    def _camera_text(self, near: CameraNear) -> str:
        sight = {True: self.tr("sees it"), False: self.tr("looks elsewhere"), None: ""}[near.sees]
        away = distance_text(near.away_m) if near.away_m is not None else ""
        named = self.tr("named") if near.named else ""
        return " · ".join(part for part in (near.name, away, sight, named) if part)


class _Line(QLabel):
    """Words alone."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def say(self, words: str, _does: Callable[[], object] | None) -> None:
        self.setText(words)


class _Row(QPushButton):
    """Takes the room that there is; what has no room in it is in its tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self._words = ""
        self._does: Callable[[], object] | None = None
        self.setProperty("fit", "close")
        self.setProperty("kind", "row")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    def say(self, words: str, does: Callable[[], object] | None) -> None:
        self._words, self._does = words, does
        self.setAccessibleName(words)
        self.setToolTip(words)
        self._cut()

    def _on_clicked(self) -> None:
        if self._does is not None:
            self._does()

    def _cut(self) -> None:
        room = self.width() - ROW_EDGES_PX
        words = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(words.replace("&", "&&"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._cut()
        super().resizeEvent(event)


def _worker_text(near: WorkerNear) -> str:
    """The position's age is part of what it says."""
    worker = near.worker
    seen = say("{age} ago").format(age=age_text(max(near.seen_s, 0))) if near.seen_s else ""
    assigned = say("assigned") if near.assigned else ""
    parts = (
        mask_name(worker.name), worker_text(worker.kind), distance_text(near.away_m), seen,
        mask_number(worker.phone), assigned,
    )  # fmt: skip
    return " · ".join(part for part in parts if part)
