"""The bar under the wall while a tile shows the past: when it was, and how to move in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from console.ui.moment_field import MomentField
from console.ui.play_signs import play_icon
from console.ui.replay_title import ReplayTitle
from console.ui.replay_words import replay_message
from console.ui.theme import Look
from console.ui.words import say
from media.source import Replaying

WIDE_PX = 1160  # from here all is in one line
PACES = (0.5, 1.0, 2.0, 4.0, 8.0)
JUMPS_S = (-30, -10, 10)


class ReplayBar(QWidget):
    """``wished`` carries what to do: ``jump`` and seconds, ``step`` and -1 or 1, ``pause`` (play or
    pause), ``pace`` and a rate, ``seek`` and Unix seconds, ``over_gap``, ``live``; the number is 0
    where it means nothing. ``all_tiles``: it concerns every camera of the wall, else the selected
    tiles."""

    wished = Signal(str, float)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("zone")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._look = look
        self._shown: Replaying | None = None
        self._names = ""
        self._title = ReplayTitle(look)
        self.jumps = {seconds: self._button("jump", seconds) for seconds in JUMPS_S}
        self.steps = {step: self._button("step", step) for step in (-1, 1)}
        self.play = self._button("pause", 0)
        self.paces = {pace: self._button("pace", pace) for pace in PACES}
        self.moment = MomentField(look)
        self.go = QPushButton()
        self.over = self._button("over_gap", 0)
        self.all = QCheckBox()
        self.live = self._button("live", 0)
        self._build()
        self.words_changed()

    # -- setters and questions

    @property
    def all_tiles(self) -> bool:
        return self.all.isChecked()

    def set_shown(self, shown: Replaying | None, names: str) -> None:
        """What the tiles that are concerned show: the first one's moment, None while it is live;
        ``names`` of them."""
        if shown == self._shown and names == self._names:
            return
        self._shown, self._names = shown, names
        self._say()

    def words_changed(self) -> None:
        self.setAccessibleName(self.tr("Replay"))
        for seconds, button in self.jumps.items():
            button.setText(self.tr("{n} s").format(n=f"{seconds:+d}".replace("-", "−")))
            way = self.tr("{n} s back") if seconds < 0 else self.tr("{n} s on")
            _name(button, way.format(n=abs(seconds)))
        _name(self.steps[-1], self.tr("One picture back"), ",")
        _name(self.steps[1], self.tr("One picture on"), ".")
        for pace, button in self.paces.items():
            button.setText(f"{pace:g}×")
            _name(button, self.tr("Pace {n}").format(n=f"{pace:g}×"), "[ ]")
        self.moment.setAccessibleName(self.tr("Date and time to go to"))
        self.go.setText(self.tr("Go"))
        _name(self.go, self.tr("Go to this time"))
        self.over.setText(self.tr("To the next picture"))
        _name(self.over, self.tr("Over what was not recorded"), "G")
        self.all.setText(self.tr("All tiles"))
        self.all.setToolTip(self.tr("All cameras of the wall go together, on one clock"))
        self.live.setText(self.tr("Live"))
        _name(self.live, self.tr("Back to live"), "L")
        self._say()

    # -- inside

    def _button(self, wish: str, number: float) -> QPushButton:
        button = QPushButton()
        button.setProperty("fit", "close")
        button.clicked.connect(lambda: self._on_wish(wish, float(number)))
        return button

    def _build(self) -> None:
        px = self._look.px
        for sign, button in (("step_back", self.steps[-1]), ("step_on", self.steps[1])):
            button.setIcon(play_icon(self._look, sign, self.devicePixelRatioF()))
            button.setIconSize(QSize(px(16), px(16)))
        self.play.setIconSize(QSize(px(16), px(16)))
        for button in self.paces.values():
            button.setCheckable(True)
        self.live.setProperty("kind", "likely")
        self.go.setProperty("fit", "close")
        self.go.clicked.connect(self._on_go)
        self.moment.chosen.connect(self._on_go)
        self._lines = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._lines.setContentsMargins(px(10), px(6), px(10), px(6))
        self._lines.setSpacing(px(6))
        seek, move = QHBoxLayout(), QHBoxLayout()
        seek.setSpacing(px(6))
        move.setSpacing(px(4))
        seek.addWidget(self._title, 1)
        seek.addWidget(self.over)
        for widget in (self.moment, self.go):
            seek.addWidget(widget)
        for widget in (self.jumps[-30], self.jumps[-10], self.steps[-1], self.play,
                       self.steps[1], self.jumps[10]):  # fmt: skip
            move.addWidget(widget)
        move.addSpacing(px(10))
        for button in self.paces.values():
            move.addWidget(button)
        move.addStretch(1)
        move.addSpacing(px(10))
        move.addWidget(self.all)
        move.addSpacing(px(6))
        move.addWidget(self.live)
        self._lines.addLayout(seek, 1)
        self._lines.addLayout(move)

    def _say(self) -> None:
        shown = self._shown
        if shown is None:
            words, message = self.tr("live picture"), ""
        else:
            words = say("paused") if shown.rate == 0 else f"{shown.rate:g}×"
            message = replay_message(shown)
        self._title.say(self._names, words, shown is not None, message)
        paused = shown is not None and shown.rate == 0
        sign = "play" if paused else "pause"
        if self.play.property("sign") != sign:
            self.play.setProperty("sign", sign)
            self.play.setIcon(play_icon(self._look, sign, self.devicePixelRatioF()))
        _name(self.play, self.tr("Play") if paused else self.tr("Pause"), "P")
        for button in (*self.steps.values(), self.play, *self.paces.values(), self.live):
            button.setEnabled(shown is not None)
        gap = shown is not None and shown.word == "gap" and shown.next_at is not None
        self.over.setVisible(gap)
        for pace, button in self.paces.items():
            button.setChecked(shown is not None and pace == shown.rate)
        if shown is not None and not self.moment.edited:
            self.moment.set(shown.at)

    def _on_go(self) -> None:
        self._on_wish("seek", float(self.moment.unix()))

    def _on_wish(self, wish: str, number: float) -> None:
        self.moment.forget()
        self.wished.emit(wish, number)
        self._say()  # a button that was pressed shows what is, not what is wished

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = event.size().width() >= self._look.px(WIDE_PX)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._lines.direction() != way:
            self._lines.setDirection(way)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.words_changed()
        super().changeEvent(event)


def _name(button: QPushButton, words: str, key: str = "") -> None:
    if button.accessibleName() != words:
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({key})" if key else words)
