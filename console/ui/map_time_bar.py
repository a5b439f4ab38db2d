"""The bar below the map that goes back over today: a slider, play, and that it is not now."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QDate, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from console.room_clock import room_now
from console.ui.theme import Look

DAY_MIN = 24 * 60
STEP_MIN = 5
PLAY_MS = 250  # a step each: a whole day in 72 s


class MapTimeBar(QWidget):
    """``moved`` carries the moment that is looked at; ``ended``: back to now."""

    moved = Signal(datetime)
    ended = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._day, self._slider, self._words = (
            QDateEdit(),
            QSlider(Qt.Orientation.Horizontal),
            QLabel(),
        )
        self._play, self._close = QPushButton("▶"), QPushButton("✕")
        self._playing = QTimer(self)
        self._playing.setInterval(PLAY_MS)
        self._playing.timeout.connect(self._step)
        self._last = DAY_MIN
        self._build()
        self.words_changed()
        self.hide()

    def begin(self, now: datetime) -> None:
        """Of today, as long as it has lasted."""
        self._day.setMaximumDate(QDate(now.year, now.month, now.day))
        self._day.setDate(self._day.maximumDate())
        self._set_last(now)
        self._slider.setValue(self._slider.maximum())
        self.show()
        self._slider.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def end(self) -> None:
        if self.isVisible():
            self._stop()
            self.hide()
            self.ended.emit()

    def at(self) -> datetime:
        """The moment, on the room's clock."""
        day = self._day.date()
        begun = datetime(day.year(), day.month(), day.day()).astimezone()
        return begun + timedelta(minutes=self._slider.value() * STEP_MIN)

    def tell_count(self, cases: int, happened: int) -> None:
        words = self.tr("{at} · not now · {n} cases, {m} acts until then")
        text = words.format(at=f"{self.at():%H:%M}", n=cases, m=happened)
        self._words.setText(text)

    def words_changed(self) -> None:
        self._slider.setAccessibleName(self.tr("Time of the day"))
        self._day.setAccessibleName(self.tr("Day that is looked at"))
        self._play.setAccessibleName(self.tr("Play the day, and pause"))
        self._close.setAccessibleName(self.tr("Back to now"))
        for button in (self._play, self._close):
            button.setToolTip(button.accessibleName())

    # -- inside

    def _build(self) -> None:
        column, row = QVBoxLayout(self), QHBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.px(4))
        column.addWidget(self._words)
        column.addLayout(row)
        row.setSpacing(self._look.px(6))
        self._day.setDisplayFormat("MM-dd")
        self._slider.setPageStep(60 // STEP_MIN)
        self._words.setProperty("tone", "amber")
        self._play.setCheckable(True)
        for button in (self._play, self._close):
            button.setProperty("fit", "close")
        for widget, stretch in (
            (self._play, 0), (self._day, 0), (self._slider, 1), (self._close, 0),
        ):  # fmt: skip
            row.addWidget(widget, stretch)
        self._play.toggled.connect(self._on_play)
        self._close.clicked.connect(self.end)
        self._slider.valueChanged.connect(self._tell)
        self._day.dateChanged.connect(self._on_day)

    def _set_last(self, now: datetime) -> None:
        minutes = now.hour * 60 + now.minute
        today = self._day.date() == self._day.maximumDate()
        self._slider.setMaximum((minutes if today else DAY_MIN) // STEP_MIN)

    def _on_day(self) -> None:
        self._set_last(room_now())
        self._tell()

    def _on_play(self, on: bool) -> None:
        self._play.setText("⏸" if on else "▶")
        if on and self._slider.value() == self._slider.maximum():
            self._slider.setValue(0)
        if on:
            self._playing.start()
        else:
            self._playing.stop()

    def _stop(self) -> None:
        self._play.setChecked(False)

    def _step(self) -> None:
        self._slider.setValue(self._slider.value() + 1)
        if self._slider.value() == self._slider.maximum():
            self._stop()

    def _tell(self) -> None:
        if self.isVisible():
            self.moved.emit(self.at())
