"""What the calls about the wall take and answer."""

from __future__ import annotations

from collections.abc import Mapping

from console.control.call import Call, Key
from console.control.calls_tours import (
    ON_SCREEN,
    RUNS,
    RUNS_EXAMPLE,
    SCREEN_ASKED,
    TOUR_ON,
    TOUR_ON_EXAMPLE,
)
from console.control.replay_order import MOST_BACK_S, MOST_CELLS
from console.control.schema import (
    A_CELL,
    ANY_TEXT,
    COUNT,
    DAY,
    MOMENT,
    NULL,
    NUMBER,
    YES_NO,
    Schema,
    asked,
    choice,
    listing,
    nullable,
    number,
    text,
    told,
)  # fmt: skip
from media.cameras.play_clock import RATES

_TIME = r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)"
SOURCE = {
    "anyOf": [
        text(80, r"^(camera|node):[A-Za-z0-9_-]{1,64}$"),
        text(120, rf"^replay:[A-Za-z0-9_-]{{1,64}}@{DAY}T{_TIME}$"),
        choice(("program", "map", "leaders")),
        NULL,
    ]
}  # fmt: skip
STATE = choice(("live", "connecting", "stale", "lost", "off", "replay"))

_REPLAY = told(
    at=MOMENT, rate=NUMBER, state=choice(("playing", "paused", "seeking", "gap", "end")),
    next_at=nullable(MOMENT), shown_at=nullable(MOMENT),
)  # fmt: skip
_TILE = told(
    cell=COUNT, source=nullable(ANY_TEXT), rect=listing({"type": "integer"}, 4, 4), state=STATE,
    reason=nullable(ANY_TEXT), fps=NUMBER, age_ms=nullable(NUMBER), stream=nullable(ANY_TEXT),
    transport=nullable(ANY_TEXT), instead_of=nullable(ANY_TEXT), codec=nullable(ANY_TEXT),
    size=nullable(listing(COUNT, 2, 2)), kbps=NUMBER, dropped=COUNT,
    errors=COUNT, lost_packets=COUNT, skipped=COUNT, effort=nullable(ANY_TEXT),
    delay_ms=nullable(NUMBER), held_back=COUNT, key_interval_s=nullable(NUMBER),
    reconnects=COUNT, markers=COUNT, replay=nullable(_REPLAY),
    screen=ANY_TEXT,
)  # fmt: skip
_TILE_EXAMPLE = {
    "cell": 0, "source": "camera:c01", "rect": [0, 76, 626, 352], "state": "live", "reason": None,
    "fps": 25.0, "age_ms": 31, "stream": "sub", "transport": "tcp", "instead_of": None,
    "codec": "h264", "size": [640, 360], "kbps": 500,
    "dropped": 0, "errors": 0, "lost_packets": 0, "skipped": 0, "effort": "full",
    "delay_ms": None, "held_back": 0, "key_interval_s": 2.0, "reconnects": 0, "markers": 2,
    "replay": None, "screen": "DP-1",
}  # fmt: skip
_SCREEN = told(
    name=ANY_TEXT, layout=ANY_TEXT, tiles=listing(_TILE), tours=listing(TOUR_ON),
    held=listing(COUNT), selected={"type": "integer"},
)  # fmt: skip
_SCREEN_EXAMPLE = {
    "name": "DP-1", "layout": "3x3", "tiles": [_TILE_EXAMPLE], "tours": [TOUR_ON_EXAMPLE],
    "held": [5], "selected": 0,
}  # fmt: skip
_HEARD = nullable(
    told(
        screen=ANY_TEXT, cell=COUNT, camera=ANY_TEXT,
        state=choice(("waiting", "playing", "none", "fault")),
        level=nullable(NUMBER),
    )
)  # fmt: skip
_HEARD_EXAMPLE = {
    "screen": "DP-1", "cell": 0, "camera": "c01", "state": "playing", "level": 0.08,
}  # fmt: skip
_LAYOUT = told(
    name=ANY_TEXT, title=ANY_TEXT, columns=COUNT, rows=COUNT, origin=ANY_TEXT,
    cells=listing(
        told(
            column=COUNT, row=COUNT, columns=COUNT, rows=COUNT, source=nullable(ANY_TEXT),
            tour=nullable(ANY_TEXT), alarm=nullable(COUNT),
        )
    ),
)  # fmt: skip
_LAYOUT_EXAMPLE = {
    "name": "1x1", "title": "1", "columns": 1, "rows": 1, "origin": "preset",
    "cells": [
        {"column": 0, "row": 0, "columns": 1, "rows": 1, "source": None, "tour": None, "alarm": 1}
    ],
}  # fmt: skip


def _wish(needed: Mapping[str, Schema], free: Mapping[str, Schema] | None = None) -> Schema:
    """One of the wishes of a replay; a field of another wish may stand there as null."""
    mine = {"cells": listing(A_CELL, MOST_CELLS, 1, unlike=True), **needed}
    others = {key: NULL for key in ("at", "back_s", "rate", "step", "live") if key not in mine}
    return asked(mine, {**others, **(free or {}), "skip_gaps": YES_NO, "screen": ON_SCREEN})


_RATE = choice(RATES)
_PACE = {"rate": nullable(_RATE)}
_WISHES: Schema = {
    "anyOf": [
        _wish({"at": MOMENT}, _PACE),
        _wish({"back_s": number(1, MOST_BACK_S)}, _PACE),
        _wish({"rate": _RATE}),
        _wish({"step": choice((-1, 1))}),
        _wish({"live": {"const": True}}),
    ]
}

WALL: dict[Key, Call] = {
    ("GET", "/v1/wall"): Call(
        "What every tile shows and how well",
        told(
            layout=ANY_TEXT, tiles=listing(_TILE), listening=_HEARD, screens=listing(_SCREEN),
            **RUNS,
        ),
        {
            "layout": "3x3", "tiles": [_TILE_EXAMPLE], "listening": _HEARD_EXAMPLE,
            "screens": [_SCREEN_EXAMPLE], **RUNS_EXAMPLE,
        },
    ),
    ("GET", "/v1/wall/tiles/{cell}/thumbnail"): Call(
        "A small JPEG of the newest picture of a tile, a new one once a second at most; with "
        "?screen= of another screen's",
        media="image/jpeg", query={"screen": SCREEN_ASKED}, problems=(404,),
    ),
    ("GET", "/v1/layouts"): Call("The layouts there are", listing(_LAYOUT), [_LAYOUT_EXAMPLE]),
    ("PUT", "/v1/wall/layout"): Call(
        "Switches the layout of a screen, the desk's own unless one is named",
        told(layout=ANY_TEXT), {"layout": "3x3"},
        asked({"layout": text(64)}, {"screen": ON_SCREEN}), {"layout": "3x3"}, problems=(404,),
    ),
    ("PUT", "/v1/wall/cells/{n}"): Call(
        "Lets a cell show another source",
        told(cell=COUNT, source=nullable(ANY_TEXT)), {"cell": 1, "source": "camera:c07"},
        asked({"source": SOURCE}, {"screen": ON_SCREEN}), {"source": "camera:c07"}, problems=(404,),
    ),
    ("PUT", "/v1/wall/replay"): Call(
        "Lets tiles go back in time, or steers those that did",
        told(cells=listing(told(cell=COUNT, source=nullable(ANY_TEXT)))),
        {"cells": [{"cell": 0, "source": "replay:c01@2026-11-23T06:30:00Z"}]},
        _WISHES, {"cells": [0, 1], "back_s": 30}, problems=(404, 409),
    ),
    ("PUT", "/v1/wall/listen"): Call(
        "Makes the camera of a cell heard, or none",
        told(listening=_HEARD), {"listening": _HEARD_EXAMPLE},
        asked({"cell": nullable(COUNT)}, {"screen": ON_SCREEN}), {"cell": 0}, problems=(404, 409),
    ),
}  # fmt: skip
