"""The command room's own devices: chosen, tried out, and whether the sites hear it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from console.site.place_file import OWN, Place
from console.ui.badge import Badge
from console.ui.choice import Choice
from console.ui.device_choice import CAMERA, LOUDSPEAKER, MICROPHONE
from console.ui.key_sheet import KeyField
from console.ui.level_meter import LevelMeter
from console.ui.sheet import EDGE_PX, Sheet
from console.ui.shortcuts import BY_ID, Keys, shown
from console.ui.theme import Look
from media.level import Level

TALK = "talk"
SEEN_PX = (150, 84)  # of the camera's picture


class PlaceSheet(Sheet):
    """Signals are the operator's own choices: ``device_chosen`` kind and name, ``picture_chosen``
    as in ``Place.picture``, ``cleaning_chosen`` echo, noise, gain; ``cell_wished``: the room's
    picture is that of the wall's selected cell.
    """

    opened = Signal(bool)
    device_chosen = Signal(str, str)
    picture_chosen = Signal(str)
    cell_wished = Signal()
    cleaning_chosen = Signal(bool, bool, bool)
    tone_wished = Signal()
    trial_wished = Signal()
    microphone_wished = Signal(bool)

    def __init__(self, look: Look, parent: QWidget, keys: Keys) -> None:
        super().__init__(look, parent)
        self._keys = keys
        self._place = Place()
        self._trial, self._heard, self._live = "", False, False
        self._trouble = self._camera_name = ""
        self._usual: dict[str, str] = {}
        self._title, self.told = QLabel(), QLabel()
        self._sign = Badge(look)
        self.choices = {kind: Choice() for kind in (MICROPHONE, LOUDSPEAKER, CAMERA)}
        self._labels = {kind: QLabel() for kind in (*self.choices, "picture", "clean", "talk")}
        self.meters = {kind: LevelMeter(look) for kind in (MICROPHONE, LOUDSPEAKER)}
        self._figures = {kind: QLabel() for kind in self.meters}
        self.tone, self.trial = QPushButton(), QPushButton()
        self.echo, self.noise, self.gain = QCheckBox(), QCheckBox(), QCheckBox()
        self.picture, self.cell = Choice(), QPushButton()
        self.key, self.field = QPushButton(), KeyField()
        self.seen = QLabel()
        self.air, self._close = QPushButton(), QPushButton()
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_place(self, place: Place, camera_name: str = "") -> None:
        """What is chosen; ``camera_name``: of the wall camera that is the room's picture."""
        self._place, self._camera_name = place, camera_name
        for box, on in (
            (self.echo, place.echo), (self.noise, place.noise), (self.gain, place.gain),
        ):  # fmt: skip
            box.setChecked(on)
        self._fill_picture()

    def set_devices(self, kind: str, names: Sequence[str], chosen: str, usual: str = "") -> None:
        """What is there, and the system's usual one; one that is chosen and away is listed too."""
        box, self._usual[kind] = self.choices[kind], usual
        box.blockSignals(True)
        box.clear()
        box.addItem(self._usual_words(kind), "")
        for name in names:
            box.addItem(name, name)
        if chosen and chosen not in names:
            box.addItem(self.tr("{device} (away)").format(device=chosen), chosen)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.setEnabled(bool(names) or bool(chosen))
        box.blockSignals(False)

    def set_levels(self, microphone: Level, loudspeaker: Level) -> None:
        for kind, level in ((MICROPHONE, microphone), (LOUDSPEAKER, loudspeaker)):
            self.meters[kind].set_level(level)
            self._figures[kind].setText(
                self.tr("{rms:.0f} dBFS, peak {peak:.0f}").format(rms=level.rms, peak=level.peak)
            )

    def set_picture(self, image: QImage | None) -> None:
        """What the chosen camera sees now; None: nothing."""
        if image is None or image.isNull():
            self.seen.clear()
            self.seen.setText(self.tr("No picture"))
            return
        room = self.seen.size()
        pixmap = QPixmap.fromImage(image)
        self.seen.setPixmap(
            pixmap.scaled(
                room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )

    def set_trial(self, state: str) -> None:
        """How far "say something" is: ``recording``, ``playing`` or nothing."""
        self._trial = state
        self._say_trial()

    def set_heard(self, heard: bool, live: bool) -> None:
        """Whether the sites hear the room, and whether a conference is held."""
        self._heard, self._live = heard, live
        self._say_heard()

    def tell(self, trouble: str) -> None:
        """What is the matter; empty: nothing."""
        self._trouble = trouble
        self.told.setText(trouble)
        self.told.setVisible(bool(trouble))

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("This room in the conference"))
        self._title.setText(self.tr("This room in the conference"))
        for kind, words in (
            (MICROPHONE, self.tr("Microphone")), (LOUDSPEAKER, self.tr("Loudspeaker")),
            (CAMERA, self.tr("Camera")), ("picture", self.tr("The room's picture")),
            ("clean", self.tr("Sound")), ("talk", self.tr("Push to talk")),
        ):  # fmt: skip
            self._labels[kind].setText(words)
        for kind, box in self.choices.items():
            box.setAccessibleName(self._labels[kind].text())
            box.setItemText(0, self._usual_words(kind))
        self.tone.setText(self.tr("Test tone"))
        self.echo.setText(self.tr("Take away echo"))
        self.noise.setText(self.tr("Take away noise"))
        self.gain.setText(self.tr("Even level"))
        self.cell.setText(self.tr("The selected cell's camera"))
        self._close.setText(self.tr("Close"))
        self.seen.setAccessibleName(self.tr("What the camera sees"))
        if self.seen.pixmap().isNull():
            self.set_picture(None)
        self._fill_picture()
        self._say_trial()
        self._say_heard()
        self._say_key()

    # -- the sheet

    def first(self) -> QWidget:
        return self.choices[MICROPHONE]

    def open_sheet(self) -> None:
        was = self.isVisible()
        super().open_sheet()
        if not was:
            self.opened.emit(True)

    def close_sheet(self) -> None:
        was = self.isVisible()
        super().close_sheet()
        self._end_key()
        if was:
            self.opened.emit(False)

    # -- inside

    def _build(self) -> None:
        px = self._look.px
        self._title.setProperty("scale", "title")
        self.told.setProperty("tone", "amber")
        self.told.setWordWrap(True)
        self.told.hide()
        self.field.hide()
        for figures in self._figures.values():
            figures.setProperty("tone", "quiet")
            figures.setMinimumWidth(px(150))
        self.seen.setFixedSize(px(SEEN_PX[0]), px(SEEN_PX[1]))
        self.seen.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.seen.setProperty("tone", "quiet")
        self.air.setProperty("kind", "likely")
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(8))
        grid.setColumnStretch(1, 1)
        self._fill_grid(grid)
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._sign)
        foot = QHBoxLayout()
        foot.addWidget(self.air)
        foot.addStretch(1)
        foot.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(EDGE_PX), px(18), px(EDGE_PX), px(18))
        column.setSpacing(px(12))
        for layout in (head, grid):
            column.addLayout(layout)
        column.addWidget(self.told)
        column.addLayout(foot)
        self.setMinimumWidth(px(660))

    def _fill_grid(self, grid: QGridLayout) -> None:
        px = self._look.px
        clean, talk, picture = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (clean, (self.echo, self.noise, self.gain)), (talk, (self.key, self.field)),
            (picture, (self.picture, self.cell)),
        ):  # fmt: skip
            row.setSpacing(px(12))
            for widget in widgets:
                row.addWidget(widget)
        clean.addStretch(1)
        talk.addStretch(1)
        picture.setStretch(0, 1)
        rows: list[tuple[str, QWidget | QHBoxLayout, QWidget | None]] = [
            (MICROPHONE, self.choices[MICROPHONE], self.trial),
            ("", self.meters[MICROPHONE], self._figures[MICROPHONE]),
            ("clean", clean, None),
            (LOUDSPEAKER, self.choices[LOUDSPEAKER], self.tone),
            ("", self.meters[LOUDSPEAKER], self._figures[LOUDSPEAKER]),
            (CAMERA, self.choices[CAMERA], self.seen),
            ("picture", picture, None),
            ("talk", talk, None),
        ]
        for at, (label, middle, right) in enumerate(rows):
            if label:
                grid.addWidget(self._labels[label], at, 0)
            span = 1 if right is not None else 2
            if isinstance(middle, QHBoxLayout):
                grid.addLayout(middle, at, 1, 1, span)
            else:
                grid.addWidget(middle, at, 1, 1, span)
            if right is not None:
                grid.addWidget(right, at, 2)

    def _connect(self) -> None:
        for kind, box in self.choices.items():
            box.activated.connect(
                lambda _at, kind=kind, box=box: self.device_chosen.emit(kind, box.currentData())
            )
        for tick in (self.echo, self.noise, self.gain):
            tick.clicked.connect(
                lambda: self.cleaning_chosen.emit(
                    self.echo.isChecked(), self.noise.isChecked(), self.gain.isChecked()
                )
            )
        self.picture.activated.connect(lambda: self.picture_chosen.emit(self.picture.currentData()))
        self.cell.clicked.connect(self.cell_wished)
        self.tone.clicked.connect(self.tone_wished)
        self.trial.clicked.connect(self.trial_wished)
        self.air.clicked.connect(lambda: self.microphone_wished.emit(not self._heard))
        self.key.clicked.connect(self._begin_key)
        self.field.taken.connect(self._on_key)
        self.field.ended.connect(self._end_key)
        self._close.clicked.connect(self.close_sheet)
        self._keys.changed.connect(self._say_key)

    def _usual_words(self, kind: str) -> str:
        words = self.tr("The system's usual one")
        name = self._usual.get(kind)
        return f"{words} · {name}" if name else words

    def _fill_picture(self) -> None:
        box, chosen = self.picture, self._place.picture
        box.blockSignals(True)
        box.clear()
        box.addItem(self.tr("None: the sites do not see the room"), "")
        box.addItem(self.tr("The camera above"), OWN)
        if chosen not in ("", OWN):
            box.addItem(self._camera_name or chosen, chosen)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        box.blockSignals(False)

    def _say_trial(self) -> None:
        words = {
            "recording": self.tr("Speak now …"), "playing": self.tr("That is how you sound"),
        }  # fmt: skip
        self.trial.setText(words.get(self._trial, self.tr("Say something, hear it back")))
        self.trial.setEnabled(not self._trial)

    def _say_heard(self) -> None:
        if self._heard:
            self._sign.set("● " + self.tr("The sites hear this room"), self._look.lamp("red"))
        elif self._live:
            self._sign.set(self.tr("The sites do not hear this room"), self._look.lamp("grey"))
        else:
            self._sign.set(self.tr("No conference: nobody hears"), self._look.lamp("grey"))
        self.air.setText(self.tr("Be silent") if self._heard else self.tr("Let the sites hear"))
        self.air.setEnabled(self._live)

    def _say_key(self) -> None:
        words = self.tr("{key}: hold it to be heard …") if self._keys.of(TALK) else "{key}"
        self.key.setText(words.format(key=self._keys.text(TALK) or self.tr("No key …")))

    def _begin_key(self) -> None:
        self.field.setText(self.tr("Press the new key; Esc leaves it as it is"))
        self.field.show()
        self.field.setFocus()

    def _on_key(self, key: str) -> None:
        other = self._keys.taken_by(TALK, key)
        if other is not None:
            words = self.tr("{key} is taken already: {other}")
            self.field.setText(words.format(key=shown(key), other=BY_ID[other].text()))
            return
        self._keys.set(TALK, (key,))
        self._end_key()

    def _end_key(self) -> None:
        if self.field.isVisible():
            self.field.hide()
            self.key.setFocus()
