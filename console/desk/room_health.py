"""How the room is, gathered from its parts; what changed of it since a moment ago."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from typing import Any

from console.desk.cases import CaseDesk
from console.desk.changes import Changes
from console.desk.conference import ConferenceDesk
from console.desk.health import health, standing
from console.ui.main_window import MainWindow
from media.child import Child
from media.source import SourceState

Json = dict[str, Any]


class RoomHealth:
    """Its methods are called in the Qt thread. ``troubles``: what keeps a part from working though
    its process is up, in English."""

    def __init__(
        self,
        window: MainWindow,
        cases: CaseDesk,
        conference: ConferenceDesk,
        children: Sequence[Child],
        cameras: Callable[[], Sequence[SourceState]],
        troubles: Callable[[], Sequence[str]],
        simulated: Callable[[], bool],
        decoding: Callable[[], Sequence[Json]],
    ) -> None:
        self._window, self._cases, self._conference = window, cases, conference
        self._children, self._cameras = children, cameras
        self._troubles, self._simulated = troubles, simulated
        self._decoding = decoding
        self._opened_at = time.monotonic()
        self._changes = Changes()

    def whole(self) -> Json:
        """The answer of ``GET /v1/health``."""
        return health(
            time.monotonic() - self._opened_at,
            self._simulated(),
            [child.report() for child in self._children],
            self._cameras(),
            self._conference.state["nodes"],
            self._cases.book.link,
            self._window.pulse.stalls,
            self._window.wall.paints_per_s(),
            self._troubles(),
            len(self._cases.pressing),
            self._cases.book.links,
            self._decoding(),
        )

    def changes(self, drawn: Collection[tuple[str, str]]) -> list[tuple[str, Json]]:
        """The events of what nobody tells by itself; ``drawn``: (case, where) of each marker."""
        reports = [child.report() for child in self._children]
        return self._changes.look(standing(reports, self._troubles()), drawn)
