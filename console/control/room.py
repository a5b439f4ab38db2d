"""What the control API knows of the console: a few questions, a few wishes, three refusals.

The console implements ``Room``; all methods are awaited in the io thread's loop and answered within
``ANSWER_S``, or the caller is told that the window does not answer. Answers are what JSON can say
(no NaN), in the shapes of ``docs/control-api.md``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

ANSWER_S = 5.0
SNAPSHOT_S = 15.0  # a camera may have to be connected first
PTZ_S = 20.0  # a device may have to be set up first
ORDER_S = 12.0  # the platform is waited for, then the order waits by itself

Json = dict[str, Any]


class NotFound(Exception):  # noqa: N818 - an answer to the caller
    """There is no such thing (404). ``there_are`` names those there are."""

    def __init__(self, text: str, there_are: Sequence[str | int] = ()) -> None:
        super().__init__(text)
        self.there_are = list(there_are)


class Refused(Exception):  # noqa: N818 - an answer to the caller
    """It exists, and cannot be done as things stand (409)."""


class Unfit(Exception):  # noqa: N818 - an answer to the caller
    """The wish itself makes no sense (422). ``field`` is the body's field, empty for the whole."""

    def __init__(self, text: str, field: str = "") -> None:
        super().__init__(text)
        self.field = field


class Forbidden(Exception):  # noqa: N818 - an answer to the caller
    """Who sits at the window may not do it, so nobody may do it from here (403)."""


class Changed(Exception):  # noqa: N818 - an answer to the caller
    """Somebody else changed it meanwhile (412). ``told``: who changed what."""

    def __init__(self, text: str, told: Json) -> None:
        super().__init__(text)
        self.told = told


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of ``/metrics``; ``name`` without the prefix, as in ``metrics.KNOWN``."""

    name: str
    value: float
    labels: Mapping[str, str] = field(default_factory=dict)


class Room(Protocol):
    """The console as the control API sees it."""

    async def health(self) -> Json: ...

    async def wall(self) -> Json: ...

    async def layouts(self) -> list[Json]:
        """``[{"name", "title", "columns", "rows", "cells", "origin"}]``."""

    async def set_layout(self, name: str, screen: str | None) -> None:
        """``screen`` as in all that follow: by its name, None for the desk's own. NotFound names
        the layouts, or the screens, there are."""

    async def set_cell(self, cell: int, source: str | None, screen: str | None) -> None:
        """``source`` is a sound written form. NotFound: no such cell, camera or node."""

    async def replay(self, order: Json) -> Json:
        """``order`` as ``replay_order.read_replay`` gives it. NotFound: no such cell. Refused: a
        cell that cannot be replayed."""

    async def listen(self, cell: int | None, screen: str | None) -> Json:
        """``{"listening"}`` as it is then. NotFound: no such cell. Refused: it shows no live
        camera."""

    async def scenes(self) -> list[Json]: ...

    async def set_scene(self, order: Json) -> Json:
        """``order`` as ``wall_order`` gives it, as all of the following. ``{"scene", "by",
        "until", "altered"}`` as it is then. NotFound names the scenes there are."""

    async def tours(self) -> list[Json]: ...

    async def start_tour(self, order: Json) -> Json:
        """The tour as it runs then. NotFound: no such tour, no such cell."""

    async def act_tour(self, order: Json) -> Json:
        """The tour as it is then. Refused: none runs there."""

    async def stop_tour(self, cell: int | None, screen: str | None) -> Json:
        """``{"stopped"}``: whether one ran. None: all of them."""

    async def patrols(self, day: date | None) -> Json:
        """The patrol log's report of a day, None: today."""

    async def patrol_rows(self, day: date | None, before: int | None, most: int) -> Json:
        """Some rows of the patrol log of a day, None: today, those written last first. ``before``:
        what the answer before this one said."""

    async def alarms(self) -> list[Json]: ...

    async def act_alarm(self, order: Json) -> Json:
        """``{"alarm", "changed"}``. NotFound names the alarms there are."""

    async def hold_cell(self, cell: int, on: bool, screen: str | None) -> Json:
        """``{"cell", "held"}``. Refused: a cell that no alarm takes."""

    async def select(self, cell: int, screen: str | None) -> Json:
        """``{"selected"}``. NotFound: no such cell."""

    async def keys(self) -> list[Json]:
        """``[{"action", "keys", "where", "words"}]``, every action of the window."""

    async def perform(self, action: str) -> Json:
        """``{"action"}``, done as if its key were pressed. NotFound names the actions there are."""

    async def put_number(self, number: str) -> Json:
        """``{"cell", "source"}``: the camera of that number in the selected cell. NotFound: none
        has it."""

    async def thumbnail(self, cell: int, screen: str | None) -> bytes:
        """A small JPEG of the newest picture of a tile. NotFound: no such cell, or no picture."""

    async def cameras(self) -> list[Json]: ...

    async def camera(self, id: str) -> Json:  # noqa: A002 - the contract's word
        """NotFound when the catalogue has none."""

    async def diagnosis(self) -> Json:
        """What is or was wrong with the cameras' pictures, of the last seven days."""

    async def snapshot(self, camera: str, at: float | None = None) -> Json:
        """``{"path", "taken_at", …}`` when it is written. Answered within ``SNAPSHOT_S``.
        ``at``: of what was kept then (Unix seconds), not of now.

        NotFound: no such camera. Refused: it brings no picture, or it cannot be written.
        """

    async def clip(
        self, camera: str, before_s: float, after_s: float, at: float | None = None
    ) -> Json:
        """``{"path", "ready": False, …}`` at once; the event ``clip`` tells when it is complete.
        ``at`` as of a snapshot."""

    async def record(self, camera: str, on: bool) -> Json:
        """``{"recording", "by"}`` as it is then."""

    async def ptz(self, camera: str, order: Json) -> Json:
        """``order`` as ``ptz_order.read_ptz`` gives it, or ``{"save", "token"?}``, ``{"remove"}``.
        Answered within ``PTZ_S``. NotFound: no such camera. Refused: it cannot be turned, its
        device does not do it, or somebody else steers."""

    async def ptz_state(self, camera: str) -> Json:
        """Refused: the camera cannot be turned."""

    async def cases(self) -> Json: ...

    async def command_case(self, case: str, order: Json) -> Json:
        """``order`` as ``order_order.read_order`` gives it. Answered within ``ORDER_S``, with the
        state it has then. NotFound, Forbidden. Unfit: the platform refuses it. Changed: it was made
        upon an older state. Refused: there is no platform."""

    async def outbox(self) -> list[Json]: ...

    async def markers(self) -> list[Json]: ...

    async def conference(self) -> Json: ...

    async def relink(self, node: str, action: str) -> Json:
        """``{"node", "join_url", "until"}`` as it is then. NotFound names the nodes there are."""

    async def watch(self) -> Json:
        """``{"url", "token"}``: where a screen elsewhere watches the program."""

    async def relink_watch(self, action: str) -> Json: ...

    async def command_conference(self, order: Json) -> Json:
        """``order`` is checked: its action and fields are the contract's. The answer is the state.

        NotFound: no such node. Refused: the rules of the room do not allow it now.
        """

    async def start_export(self, order: Json) -> Json:
        """``order`` as ``export_order.read_export`` gives it. NotFound: no such camera. Refused:
        enough exports run."""

    async def exports(self) -> list[Json]: ...

    async def export(self, id: str) -> Json:  # noqa: A002 - the contract's word
        """NotFound when none is known by this id."""

    async def cancel_export(self, id: str) -> Json:  # noqa: A002 - the contract's word
        """NotFound when none is known by this id."""

    async def figures(self) -> list[Figure]:
        """What ``/metrics`` shows; ``metrics.figures_of`` makes them of health and wall."""
