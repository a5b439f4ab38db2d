"""How the program lies, and what is written on it: layout, places, who comes first, how long each
picture stays, banner, caption."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from console.site.program_layouts import LONGEST_NAME, ProgramLayout
from console.ui.chair_words import LAYOUTS, layout_text
from console.ui.choice import Choice
from console.ui.number_field import NumberField
from console.ui.program_places import ProgramPlaces
from console.ui.theme import Look
from media.hub.chairing import (
    LEAST_DWELL_S,
    LEAST_HOLD_S,
    LONGEST_BANNER,
    LONGEST_CAPTION,
    MOST_DWELL_S,
    MOST_HOLD_S,
)

USUAL_DWELL_S, USUAL_HOLD_S = 10, 3
SPIN_PX = 84
NAME_PX = 220  # of a kept layout's name in the list


class ChairPicture(QFrame):
    """``wished`` carries the body of ``POST /v1/conference``; ``keep_wished`` the name under which
    the program as it lies is to be kept, ``forget_wished`` one that is to be removed."""

    wished = Signal(dict)
    keep_wished = Signal(str)
    forget_wished = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._saved: Sequence[ProgramLayout] = ()
        self._conference: Mapping[str, Any] = {}
        self.layout_choice, self.voice = Choice(), QCheckBox()
        self.places = ProgramPlaces()
        self.hold = self._spin(LEAST_HOLD_S, MOST_HOLD_S, USUAL_HOLD_S)
        self.dwell = self._spin(LEAST_DWELL_S, MOST_DWELL_S, USUAL_DWELL_S)
        self._dwell_words = QLabel()
        self.naming, self.name = QFrame(), QLineEdit()
        self.keep, self.keep_not = QPushButton(), QPushButton()
        self.banner, self.caption = QLineEdit(), QLineEdit()
        self.show_banner, self.show_caption = QPushButton(), QPushButton()
        self._build()
        self._connect()
        self.words_changed()

    # -- setters

    def set_conference(self, conference: Mapping[str, Any]) -> None:
        """The whole of ``GET /v1/conference``; what is being typed stays."""
        self._conference = conference
        self._say_chosen()
        self.places.set_conference(conference)
        switch, polling = conference.get("voice_switch") or {}, conference.get("polling") or {}
        self.voice.setChecked(bool(switch.get("on")))
        for spin, told in (
            (self.hold, switch.get("hold_s") if switch.get("on") else None),
            (self.dwell, polling.get("every_s")),
        ):
            if told is not None and not spin.hasFocus():
                with QSignalBlocker(spin):
                    spin.setValue(round(told))
        for field, key in ((self.banner, "banner"), (self.caption, "caption")):
            if not field.hasFocus():
                field.setText(str(conference.get(key) or ""))

    def set_chosen(self, nodes: list[str]) -> None:
        """Who is put into a place of the program."""
        self.places.set_chosen(nodes)

    def set_saved(self, saved: Sequence[ProgramLayout]) -> None:
        """The layouts that the chair has kept."""
        self._saved = saved
        self.places.set_saved([one.name for one in saved])
        with QSignalBlocker(self.layout_choice):
            while self.layout_choice.count() > len(LAYOUTS):
                self.layout_choice.removeItem(len(LAYOUTS))
            metrics, room = self.layout_choice.fontMetrics(), self._look.px(NAME_PX)
            cut = Qt.TextElideMode.ElideRight
            self.layout_choice.addItems([metrics.elidedText(one.name, cut, room) for one in saved])
        self._say_chosen()

    def words_changed(self) -> None:
        for at, layout in enumerate(LAYOUTS):
            self.layout_choice.setItemText(at, layout_text(layout))
        self.layout_choice.setAccessibleName(self.tr("Program layout"))
        self.layout_choice.setToolTip(self.tr("Program layout"))
        self.places.words_changed()
        self.name.setPlaceholderText(self.tr("Name of this layout"))
        self.name.setAccessibleName(self.tr("Name of this layout"))
        self.keep.setText(self.tr("Keep"))
        self.keep_not.setText(self.tr("Do not keep"))
        self.voice.setText(self.tr("Who speaks comes first"))
        self.hold.setAccessibleName(self.tr("How long who speaks stays first at least"))
        self._dwell_words.setText(self.tr("Polling: each picture for"))
        self.dwell.setAccessibleName(self.tr("How long polling shows each picture"))
        for spin in (self.hold, self.dwell):
            spin.setSuffix(self.tr(" s"))
            spin.setToolTip(spin.accessibleName())
        for field, button, words, tip in (
            (
                self.banner, self.show_banner, self.tr("Banner on the program"),
                self.tr("Show the banner; an empty one takes it away"),
            ),
            (
                self.caption, self.show_caption, self.tr("Caption below the program"),
                self.tr("Show the caption; an empty one takes it away"),
            ),
        ):  # fmt: skip
            field.setPlaceholderText(words)
            field.setAccessibleName(words)
            button.setText(self.tr("Show"))
            button.setToolTip(tip)
            button.setAccessibleName(tip)

    # -- inside

    def _spin(self, least: float, most: float, usual: int) -> NumberField:
        spin = NumberField()
        spin.setRange(round(least), round(most))
        spin.setValue(usual)
        spin.setKeyboardTracking(False)  # a number that is being typed is none yet
        spin.setFixedSize(self._look.px(SPIN_PX), self._look.px(32))
        return spin

    def _build(self) -> None:
        px = self._look.px
        self.layout_choice.addItems([""] * len(LAYOUTS))
        self.banner.setMaxLength(LONGEST_BANNER)
        self.caption.setMaxLength(LONGEST_CAPTION)
        self.name.setMaxLength(LONGEST_NAME)
        self._dwell_words.setBuddy(self.dwell)
        for button in (self.show_banner, self.show_caption, self.keep, self.keep_not):
            button.setProperty("fit", "close")
        self.keep.setProperty("kind", "likely")
        naming = QHBoxLayout(self.naming)
        naming.setContentsMargins(0, 0, 0, 0)
        naming.setSpacing(px(6))
        naming.addWidget(self.name, 1)
        naming.addWidget(self.keep)
        naming.addWidget(self.keep_not)
        self.naming.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(6))
        grid.addWidget(self.layout_choice, 0, 0)
        grid.addWidget(self.places, 0, 1)
        grid.addWidget(self.naming, 1, 0, 1, 2)
        rows: tuple[tuple[QWidget, QWidget], ...] = (
            (self.voice, self.hold), (self._dwell_words, self.dwell),
            (self.banner, self.show_banner), (self.caption, self.show_caption),
        )  # fmt: skip
        for row, widgets in enumerate(rows, 2):
            for column, widget in enumerate(widgets):
                grid.addWidget(widget, row, column)
        grid.setColumnStretch(0, 1)
        grid.setRowStretch(len(rows) + 2, 1)

    def _connect(self) -> None:
        self.places.wished.connect(self.wished)
        self.places.keep_wished.connect(self._on_naming_wished)
        self.places.forget_wished.connect(self.forget_wished)
        self.layout_choice.activated.connect(self._on_layout)
        self.voice.clicked.connect(self._on_voice)
        self.hold.valueChanged.connect(self._on_hold)
        self.dwell.valueChanged.connect(self._on_dwell)
        for field, button, action in (
            (self.banner, self.show_banner, "banner"), (self.caption, self.show_caption, "caption"),
        ):  # fmt: skip
            for signal in (field.returnPressed, button.clicked):
                signal.connect(self._strip(field, action))
        for signal in (self.name.returnPressed, self.keep.clicked):
            signal.connect(self._on_keep)
        self.keep_not.clicked.connect(self.naming.hide)

    def _strip(self, field: QLineEdit, action: str) -> Any:
        return lambda *_: self.wished.emit({"action": action, "text": field.text().strip()})

    def _say_chosen(self) -> None:
        """Which of the list holds: one that was kept, where all stand as in it."""
        program = self._conference.get("program") or {}
        chosen, places = str(program.get("chosen", "grid")), _trimmed(program.get("places") or ())
        at = list(LAYOUTS).index(chosen) if chosen in LAYOUTS else 0
        for number, one in enumerate(self._saved):
            if places and (one.layout, _trimmed(one.places)) == (chosen, places):
                at = len(LAYOUTS) + number
        self.layout_choice.setCurrentIndex(at)

    # -- acts

    def _on_layout(self, at: int) -> None:
        if at < len(LAYOUTS):
            self.wished.emit({"action": "layout", "layout": list(LAYOUTS)[at]})
        else:
            self.wished.emit({"action": "layout", "saved": self._saved[at - len(LAYOUTS)].name})

    def _on_voice(self, on: bool) -> None:
        self.wished.emit({"action": "voice_switch", "on": on, "hold_s": float(self.hold.value())})

    def _on_hold(self) -> None:
        if self.voice.isChecked():
            self._on_voice(True)

    def _on_dwell(self, seconds: int) -> None:
        polling = self._conference.get("polling") or {}
        if nodes := polling.get("nodes"):
            self.wished.emit({"action": "polling", "nodes": list(nodes), "every_s": float(seconds)})

    def _on_naming_wished(self) -> None:
        self.naming.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def _on_keep(self) -> None:
        if name := self.name.text().strip():
            self.naming.hide()
            self.keep_wished.emit(name)


def _trimmed(places: Sequence[str | None]) -> list[str | None]:
    """Without what is as it comes at the end."""
    kept = list(places)
    while kept and kept[-1] is None:
        kept.pop()
    return kept
