"""Main or sub, and which connections to hold. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from media.source import Connecting, Live, Lost, Off, SourceState

Size = tuple[int, int]
StreamName = Literal["main", "sub"]
STREAMS: tuple[StreamName, ...] = ("main", "sub")

SUB_GUESS: Size = (640, 360)  # until its first parameter set is seen
MAIN_GUESS: Size = (1920, 1080)
HYSTERESIS = 1.34  # a small stream on a tile is given up only when enlarged beyond this


@dataclass(frozen=True, slots=True)
class Plan:
    """``run``: the connections to hold, ``hot``: those of them to decode, ``serve``: the one whose
    pictures are shown."""

    run: frozenset[StreamName]
    hot: frozenset[StreamName]
    serve: StreamName | None


def wanted_stream(tile: Size, sub: Size | None, main: Size | None, now: str | None) -> StreamName:
    """The smallest stream that fills a tile of this size in device pixels.

    ``sub`` and ``main`` are the streams' sizes, None while unknown; ``now`` is the one shown.
    """
    small, large = sub or SUB_GUESS, main or MAIN_GUESS
    if small[0] * small[1] >= large[0] * large[1]:
        return "main"
    enlarged = min(tile[0] / small[0], tile[1] / small[1])
    return "main" if enlarged > (HYSTERESIS if now == "sub" else 1.0) else "sub"


def make_plan(
    states: Mapping[StreamName, SourceState],
    wanted: StreamName,
    serving: StreamName | None,
    shown: bool,
    held: frozenset[StreamName],
) -> Plan:
    """``states`` has the streams this camera offers, ``wanted`` among them; ``held`` are connected
    whether they are shown or not.

    Make before break: what is shown goes on until the wanted stream is live. A wanted stream that
    is lost is replaced by the other one while it is tried again.
    """
    if not shown:
        return Plan(held, frozenset(), None)
    other: StreamName = "main" if wanted == "sub" else "sub"
    alone = frozenset({wanted})
    both = alone | {other} if other in states else alone
    if isinstance(states[wanted], Live) or other not in states:
        return Plan(held | alone, alone, wanted)
    if serving == other and isinstance(states[other], Live):
        return Plan(held | both, both, other)
    if isinstance(states[wanted], Lost) or serving == other:
        serve = other if isinstance(states[other], Live) else wanted
        return Plan(held | both, both, serve)
    return Plan(held | alone, alone, wanted)


def spoken_state(states: Mapping[StreamName, SourceState], plan: Plan) -> SourceState:
    """What a camera says of itself, from its streams."""
    if not plan.run:
        return Off()
    said = [states[name] for name in sorted(plan.run, key=lambda name: name != plan.serve)]
    for kind in (Live, Connecting):
        if found := next((state for state in said if isinstance(state, kind)), None):
            return found
    return said[0]
