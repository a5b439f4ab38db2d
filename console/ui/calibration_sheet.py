"""The sheet on which a camera is calibrated: its frozen picture, the map, the points, the fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.calibration.draft import Draft
from console.calibration.spread import Advice
from console.site.records import Grid, MapFeature
from console.ui.calibration_fields import CalibrationFields
from console.ui.calibration_map import ABOUT_M, CalibrationMap
from console.ui.calibration_pane import Mark
from console.ui.calibration_picture import CalibrationPicture, Overlay
from console.ui.calibration_table import CalibrationTable, Miss
from console.ui.calibration_words import LAMPS, advice_text, grade_text
from console.ui.health_lamp import HealthLamp
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.shortcuts import CALIBRATION, Keys, pressed
from console.ui.theme import Look
from media.calibration import Pose

PICTURE_SHARE, MAP_SHARE = 3, 2
TABLE_PX = 190


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a fit says of the draft. ``misses`` by the number of the row."""

    pose: Pose | None = None
    grade: str = "D"
    px: float | None = None
    metres: float | None = None
    misses: Mapping[int, Miss] = field(default_factory=dict)
    advice: Sequence[Advice] = ()
    overlay: Overlay | None = None
    head: str = ""  # of the head's own fit, in words


class CalibrationSheet(Sheet):
    """Signals: ``edited``: the draft is another, a fit is wished for; ``save_wished``;
    ``before_wished``: the calibration as it was before; ``picture_wished``: another frame, of a
    head that was turned; ``closed``.
    """

    most_px = (1860, 1000)

    edited = Signal()
    save_wished = Signal()
    before_wished = Signal()
    picture_wished = Signal()
    closed = Signal()

    def __init__(self, look: Look, parent: QWidget, keys: Keys) -> None:
        super().__init__(look, parent)
        self._keys = keys
        self.draft = Draft()
        self.stand = 0
        self._frames: dict[int, QImage] = {}
        self._outcome = Outcome()
        self._name = ""
        self.picture, self.map = CalibrationPicture(look), CalibrationMap(look)
        self.table, self.fields = CalibrationTable(look), CalibrationFields(look)
        self._title, self.grade, self.advice = QLabel(), HealthLamp(look), QLabel()
        self.save, self.before, self.another = QPushButton(), QPushButton(), QPushButton()
        self.undo, self.remove, self.check = QPushButton(), QPushButton(), QPushButton()
        self.lines, self._close = QPushButton(), QPushButton()
        self._buttons = {
            "calibrate_undo": self.undo, "calibrate_delete": self.remove,
            "calibrate_check": self.check, "calibrate_lines": self.lines,
            "calibrate_save": self.save,
        }  # fmt: skip
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def begin(self, name: str, draft: Draft, turns: bool) -> None:
        """A camera of this name, and what was clicked of it so far."""
        self._name, self.draft, self.stand = name, draft, 0
        self._frames = {}
        self.picture.set_image(QImage())
        self.another.setVisible(turns)
        self.set_outcome(Outcome())
        self.words_changed()

    def set_frame(self, stand: int, image: QImage) -> None:
        """The frozen picture of a stand of the head; it is shown."""
        self._frames[stand] = image
        self._show_stand(stand)

    def set_site(
        self,
        middle: tuple[float, float],
        grids: Sequence[Grid],
        features: Sequence[MapFeature],
        about_m: float = ABOUT_M,
    ) -> None:
        self.map.set_site(middle, grids, features, about_m)

    def set_outcome(self, outcome: Outcome) -> None:
        """What the fit says now."""
        self._outcome = outcome
        self.map.set_pose(outcome.pose)
        self._show_overlay()
        self._show()

    def say(self, text: str) -> None:
        """Under the points: what is waited for, or went wrong."""
        self.advice.setText(text)

    def perform(self, action: str) -> None:
        """As if its key were pressed; what cannot be done now is left."""
        if action == "calibrate_redo":
            self._on_redo()
        else:
            self._buttons[action].click()

    def close_sheet(self) -> None:
        if self.isVisible():
            super().close_sheet()
            self.closed.emit()

    def first(self) -> QWidget:
        return self.picture

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Calibrate a camera"))
        self._title.setText(self.tr("Calibrate: {name}").format(name=self._name))
        self.picture.setAccessibleName(self.tr("The camera's picture"))
        self.map.setAccessibleName(self.tr("The map"))
        for button, words, tip in (
            (self.save, self.tr("Save"), ""),
            (self.before, self.tr("Calibration before"), self.tr("Take the last save back")),
            (self.another, self.tr("Another picture"), self.tr("Of the head as it stands now")),
            (self.undo, self.tr("Undo"), ""),
            (self.remove, self.tr("Delete"), ""),
            (self.check, self.tr("Check only"), self.tr("Keep the point out of the fit")),
            (self.lines, self.tr("Lines"), self.tr("Horizon, rings, roads, north")),
            (self._close, self.tr("Close"), ""),
        ):
            button.setText(words)
            button.setToolTip(tip)
        for action, button in self._buttons.items():
            if key := self._keys.text(action):
                tip = button.toolTip()
                button.setToolTip(f"{tip} ({key})" if tip else key)
        self.table.words_changed()
        self.fields.words_changed()
        self._show()

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        self.advice.setProperty("tone", "quiet")
        self.advice.setWordWrap(True)
        self.advice.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.save.setProperty("kind", "likely")
        self.check.setCheckable(True)
        self.lines.setCheckable(True)
        self.lines.setChecked(True)
        self.table.setMaximumHeight(px(TABLE_PX))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self.grade)
        panes = QHBoxLayout()
        panes.setSpacing(px(8))
        panes.addWidget(self.picture, PICTURE_SHARE)
        panes.addWidget(self.map, MAP_SHARE)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(14), px(EDGE_PX), px(14))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addLayout(panes, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QGridLayout:
        px = self._look.px
        points, whole = QHBoxLayout(), QHBoxLayout()
        for line, buttons in (
            (points, (self.undo, self.remove, self.check, self.lines)),
            (whole, (self.another, self.before, self._close, self.save)),
        ):
            line.setSpacing(px(8))
            if line is whole:
                line.addStretch(1)
            for button in buttons:
                line.addWidget(button)
            if line is points:
                line.addStretch(1)
        foot = QGridLayout()
        foot.setHorizontalSpacing(px(16))
        foot.setVerticalSpacing(px(8))
        foot.addWidget(self.table, 0, 0, 3, 1)
        foot.addWidget(self.fields, 0, 1)
        foot.addWidget(self.advice, 1, 1)
        below = QHBoxLayout()
        below.addLayout(points)
        below.addLayout(whole)
        foot.addLayout(below, 2, 1)
        foot.setRowStretch(1, 1)
        foot.setColumnStretch(0, 2)
        foot.setColumnStretch(1, 3)
        return foot

    def _connect(self) -> None:
        self.picture.clicked.connect(self._on_picture)
        self.map.clicked.connect(self._on_map)
        self.picture.taken.connect(self._choose)
        self.map.taken.connect(self._choose)
        self.picture.moved.connect(lambda at, to: self._move(at, "spot", self.picture.spot(to)))
        self.map.moved.connect(lambda at, to: self._move(at, "place", self.map.place(to)))
        self.table.chosen.connect(self._choose)
        self.table.used_set.connect(lambda at, used: self._done(self.draft.set(at, used=used)))
        self.fields.changed.connect(
            lambda values: self._done(self.draft.set(self.draft.chosen, **values))
        )
        self.undo.clicked.connect(lambda: self._done(self.draft.undo()))
        self.remove.clicked.connect(self._on_remove)
        self.check.clicked.connect(self._on_check)
        self.lines.clicked.connect(self._show_overlay)
        self.save.clicked.connect(self.save_wished)
        self.before.clicked.connect(self.before_wished)
        self.another.clicked.connect(self.picture_wished)
        self._close.clicked.connect(self.close_sheet)
        self._keys.changed.connect(self.words_changed)

    # -- wishes

    def _on_picture(self, at: QPointF) -> None:
        if self.picture.extent().contains(at):
            self._done(self.draft.click("spot", self.picture.spot(at), self.stand))

    def _on_map(self, at: QPointF) -> None:
        place = self.map.place(self.map.caught(at))
        self._done(self.draft.click("place", place, self.stand))

    def _move(self, at: int, half: str, to: tuple[float, float]) -> None:
        self._done(self.draft.move(at, half, to))

    def _choose(self, at: int) -> None:
        self.draft.choose(at)
        if 0 <= at < len(self.draft.rows):
            stand = self.draft.rows[at].stand
            if stand != self.stand and stand in self._frames:
                self._show_stand(stand)
        self._show()

    def _on_remove(self) -> None:
        self._done(self.draft.remove(self.draft.chosen))

    def _on_check(self) -> None:
        at = self.draft.chosen
        if 0 <= at < len(self.draft.rows):
            self._done(self.draft.set(at, check=not self.draft.rows[at].check))

    def _on_redo(self) -> None:
        self._done(self.draft.redo())

    def _done(self, changed: bool) -> None:
        if changed:
            self._outcome = Outcome(overlay=self._outcome.overlay)  # until the fit has spoken
            self._show()
            self.edited.emit()

    # -- what is shown

    def _show_stand(self, stand: int) -> None:
        self.stand = stand
        self.picture.set_image(self._frames[stand])
        self._show_overlay()
        self._show()

    def _show_overlay(self) -> None:
        shown = self.lines.isChecked() and self.stand == 0
        self.picture.set_overlay(self._outcome.overlay if shown else None)

    def _show(self) -> None:
        draft, outcome = self.draft, self._outcome
        rows, chosen = draft.rows, draft.chosen
        misses = {at: miss for at, miss in outcome.misses.items() if at < len(rows)}
        self.table.set_rows(rows, misses, chosen)
        self.picture.set_marks([
            self._mark(at, self.picture.at(row.spot), misses.get(at))
            for at, row in enumerate(rows)
            if row.spot is not None and row.stand == self.stand and not self.picture.image.isNull()
        ])  # fmt: skip
        self.map.set_marks([
            self._mark(at, self.map.at(row.place), misses.get(at), on_map=True)
            for at, row in enumerate(rows) if row.place is not None
        ])  # fmt: skip
        row = rows[chosen] if 0 <= chosen < len(rows) else None
        self.fields.set_row(row)
        self.check.setChecked(row is not None and row.check)
        for button in (self.remove, self.check):
            button.setEnabled(row is not None)
        self.undo.setEnabled(draft.can_undo)
        self.save.setEnabled(outcome.pose is not None)
        self._show_grade()

    def _show_grade(self) -> None:
        outcome = self._outcome
        judged = outcome.pose is not None
        words = grade_text(outcome.grade) if judged else self.tr("no fit yet")
        if outcome.px is not None and judged:
            off = self.tr("off by {px} px").format(px=f"{outcome.px:.0f}")
            if outcome.metres is not None:
                off = self.tr("off by {px} px, {m} m").format(
                    px=f"{outcome.px:.0f}", m=f"{outcome.metres:.1f}"
                )
            words = f"{words} · {off}"
        self.grade.set(LAMPS.get(outcome.grade, "grey") if judged else "grey", words)
        told = [advice_text(each) for each in outcome.advice]
        if outcome.head:
            told.append(self.tr("where the head points is known to {deg}").format(deg=outcome.head))
        hint = self.tr("Click a feature in the picture, then the same one on the map.")
        self.advice.setText("\n".join(f"· {each}" for each in told) if told else hint)

    def _mark(self, at: int, where: QPointF, miss: Miss | None, on_map: bool = False) -> Mark:
        row = self.draft.rows[at]
        off = None
        if miss is not None and miss.seen_at is not None and not on_map:
            off = self.picture.at(miss.seen_at)
        lamp = miss.lamp() if miss is not None else "grey"
        faint = not row.used or not row.whole
        return Mark(at, row.name, where, lamp, at == self.draft.chosen, faint, off)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if action := self._keys.action(CALIBRATION, pressed(event)):
            self.perform(action)
        else:
            super().keyPressEvent(event)
