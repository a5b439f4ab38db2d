"""What sites wish of the chair, said when they wish it: who knocks, who raises a hand, whose screen
would be seen, who writes while the chair's messages are out of sight."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Slot

from console.desk.conference import ConferenceDesk
from console.ui.case_tones import HAND, KNOCK
from console.ui.main_window import MainWindow
from console.ui.words import few

Json = Mapping[str, Any]

QUIET_S = 15.0  # after a tone: 27 sites that come at once are no peal of bells
FIRST_WORDS = 40  # characters of a message


@dataclass(frozen=True, slots=True)
class News:
    """Names of sites; ``letters``: (name, text) of each message, the oldest first."""

    waiting: tuple[str, ...] = ()
    hands: tuple[str, ...] = ()
    screens: tuple[str, ...] = ()
    letters: tuple[tuple[str, str], ...] = ()


def news_of(before: Json, after: Json) -> News:
    """Between two states of ``GET /v1/conference``. Messages of a conference that was not looked at
    before are none."""
    was = {node["id"]: node for node in before.get("nodes", [])}
    names = {node["id"]: str(node.get("name", "")) for node in after.get("nodes", [])}

    def new(key: str, value: object) -> tuple[str, ...]:
        return tuple(
            names[node["id"]]
            for node in after.get("nodes", [])
            if node.get(key) == value and was.get(node["id"], {}).get(key) != value
        )

    letters: list[tuple[str, str]] = []
    if before.get("state") == "live" and before.get("id") == after.get("id"):
        known = list(before.get("messages") or ())
        letters = [
            (names.get(letter["from"], str(letter["from"])), str(letter["text"]))
            for letter in after.get("messages") or ()
            if letter.get("from") is not None and letter not in known
        ]
    waiting, hands, screens = new("state", "waiting"), new("hand", True), new("screen", "asked")
    return News(waiting, hands, screens, tuple(letters))


class ConferenceNews(QObject):
    """Lives in the Qt thread. ``ring`` sounds a tone by its name."""

    def __init__(
        self,
        window: MainWindow,
        conference: ConferenceDesk,
        ring: Callable[[str], None],
        now: Callable[[], float] = time.monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._window, self._ring, self._now = window, ring, now
        self._told: Json = conference.state
        self._quiet_until = 0.0
        conference.changed.connect(self._on_changed)

    @Slot(dict)
    def _on_changed(self, conference: dict[str, Any]) -> None:
        news, self._told = news_of(self._told, conference), conference
        if words := " · ".join(self._words(news)):
            self._window.tell(words)
        if (news.waiting or news.hands) and self._now() >= self._quiet_until:
            self._quiet_until = self._now() + QUIET_S
            self._ring(KNOCK if news.waiting else HAND)

    def _words(self, news: News) -> list[str]:
        found = []
        if news.waiting:
            told = self.tr("Waits to be let in: {names}")
            found.append(told.format(names=few(news.waiting)))
        if news.hands:
            found.append(self.tr("Raises a hand: {names}").format(names=few(news.hands)))
        if news.screens:
            told = self.tr("Asks to share its screen: {names}")
            found.append(told.format(names=few(news.screens)))
        if not self._window.chair.letters.isVisible():
            found += [f"{name}：{_cut(text)}" for name, text in news.letters]
        return found


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= FIRST_WORDS else f"{words[: FIRST_WORDS - 1]}…"
