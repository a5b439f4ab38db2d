from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any, cast

from media.hub import happening as h
from media.hub.line_figures import LineFigures
from media.hub.record_state import RecordState
from media.hub.room import Room
from media.hub.telling import Telling

STILL = SimpleNamespace(
    speaking=frozenset(),
    states=lambda _view, _sites: {"node:n01": ("off", None)},
    mixer=SimpleNamespace(figures=dict),
    program=SimpleNamespace(sent_bytes=5000, pictures=15, late=0),
    recorder=SimpleNamespace(on=False, state=RecordState()),
)
DOOR = SimpleNamespace(links={}, refused={})


class Line:
    def __init__(self) -> None:
        self.said: list[str] = []

    def say(self, text: str) -> None:
        self.said.append(text)


def telling(told: list[dict[str, Any]]) -> tuple[Telling, Room, Any]:
    """Of a room with one site, whose line stands."""
    room = Room()
    room.apply(h.Roster((h.Seat("n01", "丁家湾村"),)), 0.0)
    pictures = SimpleNamespace(dropped=0, faults=0)
    site = SimpleNamespace(
        line=Line(), told="", told_chair="", figures=LineFigures(), connected=False,
        pictures=pictures,
    )  # fmt: skip
    made = Telling(told.append, room, cast(Any, STILL), cast(Any, {"n01": site}), cast(Any, DOOR))
    return made, room, site


def test_only_what_is_another_is_told_again() -> None:
    async def twice() -> None:
        told: list[dict[str, Any]] = []
        tells, room, site = telling(told)
        tells.told(room.view())
        tells.told(room.view())
        assert [event["event"] for event in told] == ["state", "conference"]
        assert len(site.line.said) == 1
        room.apply(h.Start("k1"), 0.0)
        tells.told(room.view())
        assert len(site.line.said) == 2

    asyncio.run(twice())


def test_a_conference_that_changes_at_once_again_is_told_when_its_turn_comes() -> None:
    async def hurried() -> None:
        told: list[dict[str, Any]] = []
        arrived = asyncio.Event()

        def take(event: dict[str, Any]) -> None:
            told.append(event)
            if event.get("state") == "live":
                arrived.set()

        tells, room, _ = telling(told)
        tells._tell = take
        tells.told(room.view())
        room.apply(h.Start("k1"), 0.0)
        tells.told(room.view())
        assert [e["state"] for e in told if e["event"] == "conference"] == ["idle"]
        await asyncio.wait_for(arrived.wait(), 30)

    asyncio.run(hurried())


def test_the_figures_are_those_of_the_second_that_went_by() -> None:
    told: list[dict[str, Any]] = []
    tells, _, _ = telling(told)
    tells.figures()
    tells.figures()
    assert [event["program"] for event in told] == [
        {"fps": 15, "kbps": 40.0, "late": 0},
        {"fps": 0, "kbps": 0.0, "late": 0},
    ]


def test_nothing_is_told_while_a_conference_is_still_to_be_restored() -> None:
    async def greeted() -> None:
        told: list[dict[str, Any]] = []
        tells, room, site = telling(told)
        tells.held = True
        tells.told(room.view())
        assert (told, site.line.said) == ([], [])
        room.apply(h.Restore("k1"), 0.0)
        tells.held = False
        tells.told(room.view())
        assert [e["state"] for e in told if e["event"] == "conference"] == ["live"]

    asyncio.run(greeted())
