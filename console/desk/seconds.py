"""What the room looks at each second: how its cameras are, who hears of it, how the room is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from console.desk.calling import CallingDesk
from console.desk.counter import Counter
from console.desk.director import Director
from console.desk.reports import state_word
from console.desk.room_health import RoomHealth
from console.ui.main_window import MainWindow
from media.source import SourceState


class Seconds:
    """Its methods are called in the Qt thread, ``show`` before ``direct``. ``tell`` gets the events
    of the control API."""

    def __init__(
        self,
        window: MainWindow,
        counter: Counter,
        calling: CallingDesk,
        director: Director,
        health: RoomHealth,
        tell: Callable[[str, dict[str, Any]], None],
    ) -> None:
        self._window, self._counter, self._calling = window, counter, calling
        self._director, self._health, self._tell = director, health, tell
        self._states: dict[str, SourceState] = {}  # of the cameras, a second ago at most

    def show(self) -> None:
        """In the tree and on the maps."""
        states = self._states = self._counter.camera_states()
        self._window.finder.set_camera_states(states)
        for shown in self._counter.cases_desk.maps:
            shown.set_camera_states(states)

    def direct(self) -> None:
        told = {name: state_word(state) for name, state in self._states.items()}
        words = list(told.values())
        self._window.top.set_health(cameras=(words.count("live"), len(words), words.count("lost")))
        self._calling.seat(words.count("live"))
        self._director.second({name for name, word in told.items() if word == "lost"})

    def tell_health(self) -> None:
        """What changed of it that nobody tells by itself."""
        drawn = [(marker.case_id, on) for on, marker in self._counter.drawn_markers()]
        for kind, what in self._health.changes(drawn):
            self._tell(kind, what)
