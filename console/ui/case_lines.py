"""The lines above the list of cases: what is new, near, doubtful or old of it, and why it is
empty."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from console.cases.case import LinkState
from console.room_clock import room_now
from console.ui.theme import Look
from console.ui.words import age_text, say

SILENT_STATES = {"stale", "offline"}
EDGE_PX = 24  # beside a button's words
_CUT = Qt.TextElideMode.ElideMiddle


class CaseLines(QWidget):
    """``newest_wished``: the newest case that nobody looked at; ``all_wished``: no longer the cases
    near a camera alone. ``silent``: the case sources that tell nothing."""

    newest_wished = Signal()
    all_wished = Signal()
    duplicates_wished = Signal()

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.silent: dict[str, LinkState] = {}
        self._feed_names: Mapping[str, str] = {}
        self._has_platform = True
        self._new_count = 0
        self._twice = 0  # pairs of cases that may be one
        self._near_name = ""  # of the camera whose surroundings are shown; empty: all cases
        self._shown, self._total = 0, 0
        self._new, self._near, self._duplicates = QPushButton(), QPushButton(), QPushButton()
        self._stale, self._none = QLabel(), QLabel()
        self._build()
        self._new.clicked.connect(self.newest_wished)
        self._near.clicked.connect(self.all_wished)
        self._duplicates.clicked.connect(self.duplicates_wished)
        self.words_changed()

    # -- setters

    def set_new(self, count: int, words: str) -> None:
        """So many new cases were not looked at; ``words``: of the newest of them."""
        self._new_count = count
        self._new.setToolTip(words)
        self._say_new()

    def set_duplicates(self, pairs: int) -> None:
        """How many pairs of cases wait for somebody to say whether they are one."""
        if pairs != self._twice:
            self._twice = pairs
            self._say_duplicates()

    def set_near(self, camera: str) -> None:
        """Only the cases near this camera are shown; empty: all of them."""
        self._near_name = camera
        self._say_near()
        self._say_none()

    def set_counts(self, shown: int, total: int) -> None:
        """How many cases are in the list, and how many there are."""
        if (shown, total) != (self._shown, self._total):
            self._shown, self._total = shown, total
            self._say_near()
            self._say_none()

    def set_has_platform(self, has: bool) -> None:
        if has != self._has_platform:
            self._has_platform = has
            self._say_none()

    def set_links(self, links: Mapping[str, LinkState], names: Mapping[str, str]) -> None:
        """How each case source is reached, and what it is called."""
        self.silent = {feed: link for feed, link in links.items() if link.state in SILENT_STATES}
        self._feed_names = names
        self._say_silent()

    def tick(self) -> None:
        """Once a second: ages in words."""
        if self.silent:
            self._say_silent()

    def words_changed(self) -> None:
        self._say_new()
        self._say_near()
        self._say_duplicates()
        self._say_silent()
        self._say_none()

    # -- inside

    def _build(self) -> None:
        self._new.setProperty("kind", "likely")
        for button in (self._new, self._near, self._duplicates):
            button.setProperty("fit", "close")
        self._stale.setProperty("tone", "amber")
        self._stale.setWordWrap(True)
        self._none.setProperty("tone", "quiet")
        self._none.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._look.px(8))
        beside = QHBoxLayout()  # a list is worth more than words: these two share a line
        beside.setSpacing(self._look.px(8))
        for button in (self._new, self._duplicates):
            beside.addWidget(button)
        column.addLayout(beside)
        for line in (self._near, self._stale, self._none):
            column.addWidget(line)

    def _show(self, line: QWidget, shown: bool) -> None:
        line.setVisible(shown)
        lines = (self._new, self._near, self._duplicates, self._stale, self._none)
        self.setVisible(any(not each.isHidden() for each in lines))

    def _say_new(self) -> None:
        self._new.setText(self.tr("{n} new: show").format(n=self._new_count))
        self._new.setAccessibleName(self.tr("{n} new: show the newest").format(n=self._new_count))
        self._show(self._new, self._new_count > 0)

    def _say_near(self) -> None:
        words = self.tr("Near {name}: {n}  ✕").format(name=self._near_name, n=self._shown)
        room = self.width() - EDGE_PX
        self._near.setText(self._near.fontMetrics().elidedText(words, _CUT, room))
        self._near.setToolTip(words)
        self._near.setAccessibleName(self.tr("Show all cases again"))
        self._show(self._near, bool(self._near_name))

    def _say_duplicates(self) -> None:
        self._duplicates.setText(self.tr("Duplicates? {n}").format(n=self._twice))
        words = self.tr("Possible duplicates ({n})").format(n=self._twice)
        self._duplicates.setAccessibleName(words)
        self._duplicates.setToolTip(words)
        self._show(self._duplicates, self._twice > 0)

    def _say_none(self) -> None:
        words = self.tr("No open case.") if self._has_platform else ""
        if words and self._near_name:
            words = self.tr("No open case near here.")
        elif words and self._total:
            words = self.tr("No case in this view.")
        self._none.setText(words or self.tr("No platform is configured."))
        self._show(self._none, self._shown == 0)

    def _say_silent(self) -> None:
        self._stale.setText("\n".join(self._silence(feed) for feed in sorted(self.silent)))
        self._show(self._stale, bool(self.silent))

    def _silence(self, feed: str) -> str:
        """Since when a source tells nothing, in words."""
        since = self.silent[feed].since
        age_s = max(time.monotonic() - since, 0.0) if since else 0.0
        at = room_now() - timedelta(seconds=age_s)
        words = say("Platform silent since {at}: cases are {age} old")
        if feed:
            words = self.tr("{name}: no updates since {at} ({age})")
        name = self._feed_names.get(feed, feed)
        return words.format(name=name, at=at.strftime("%H:%M:%S"), age=age_text(age_s))

    # -- Qt

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._say_near()
        super().resizeEvent(event)
