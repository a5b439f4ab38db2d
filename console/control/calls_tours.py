"""What the calls about scenes, tours, alarm tiles and the patrol log take and answer."""

from __future__ import annotations

from console.control.call import Call, Key
from console.control.schema import (
    A_CELL,
    ANY_TEXT,
    COUNT,
    DAY,
    MOMENT,
    NULL,
    NUMBER,
    YES_NO,
    asked,
    choice,
    listing,
    nullable,
    text,
    told,
)  # fmt: skip
from console.control.wall_order import (
    ALARM_ACTIONS,
    HIGHEST_ROW,
    LONGEST_NAME,
    LONGEST_SCREEN,
    LONGEST_WHO,
    MOST_ROWS,
    TOUR_ACTIONS,
)

SCENE_ON = {
    "scene": nullable(ANY_TEXT), "by": nullable(choice(("schedule", "hand"))),
    "until": nullable(MOMENT), "altered": YES_NO,
}  # fmt: skip
SCENE_ON_EXAMPLE = {
    "scene": "汛期", "by": "schedule", "until": "2026-11-23T10:00:00Z", "altered": False,
}  # fmt: skip
TOUR_ON = told(
    screen=ANY_TEXT, tour=ANY_TEXT, title=ANY_TEXT, cell=nullable(COUNT),
    state=choice(("running", "paused", "taken", "steered")), stop=COUNT, stops=COUNT,
    next_in_s=nullable(NUMBER), cameras=listing(ANY_TEXT),
)  # fmt: skip
TOUR_ON_EXAMPLE = {
    "screen": "DP-1", "tour": "河道夜巡", "title": "河道夜巡", "cell": 2, "state": "running",
    "stop": 2, "stops": 6, "next_in_s": 11.8, "cameras": ["c07"],
}  # fmt: skip
_ALARM = told(
    alarm=ANY_TEXT, case=nullable(ANY_TEXT), level=nullable(ANY_TEXT), finding=nullable(ANY_TEXT),
    title=ANY_TEXT, cameras=listing(ANY_TEXT), cells=listing(COUNT),
    places=listing(told(screen=ANY_TEXT, cell=COUNT)), pinned=YES_NO,
)  # fmt: skip
_ALARM_EXAMPLE = {
    "alarm": "case:c-7", "case": "c-7", "level": "red", "finding": None, "title": "水位超警",
    "cameras": ["c04"], "cells": [1], "places": [{"screen": "DP-1", "cell": 1}], "pinned": False,
}  # fmt: skip
RUNS = {
    **SCENE_ON, "tours": listing(TOUR_ON), "alarms": listing(_ALARM), "held": listing(COUNT),
}  # fmt: skip
RUNS_EXAMPLE = {
    **SCENE_ON_EXAMPLE, "tours": [TOUR_ON_EXAMPLE], "alarms": [_ALARM_EXAMPLE], "held": [5],
}  # fmt: skip
_SCENE = told(
    name=ANY_TEXT, title=ANY_TEXT, default=ANY_TEXT, origin=ANY_TEXT,
    screens={
        "type": "object",
        "additionalProperties": told(layout=ANY_TEXT, tour=nullable(ANY_TEXT)),
    },
)  # fmt: skip
_SCENE_EXAMPLE = {
    "name": "汛期", "title": "汛期", "default": "3x3", "origin": "",
    "screens": {"DP-1": {"layout": "1p5", "tour": None}},
}  # fmt: skip
_TOUR = told(
    name=ANY_TEXT, title=ANY_TEXT, cameras=listing(ANY_TEXT), pages=COUNT, dwell_s=NUMBER,
    layout=nullable(ANY_TEXT), skip_lost=YES_NO, origin=ANY_TEXT,
)  # fmt: skip
_TOUR_EXAMPLE = {
    "name": "河道夜巡", "title": "河道夜巡", "cameras": ["c07", "c09"], "pages": 0, "dwell_s": 15.0,
    "layout": None, "skip_lost": True, "origin": "",
}  # fmt: skip
_PATROLS = told(
    day={"type": "string", "format": "date"}, tours=COUNT, patrols=COUNT, seen=COUNT,
    who=listing(ANY_TEXT),
    cameras=listing(
        told(camera=ANY_TEXT, patrols=COUNT, live_s=NUMBER, last=nullable(MOMENT))
    ),
)  # fmt: skip
_PATROLS_EXAMPLE = {
    "day": "2026-11-26", "tours": 2, "patrols": 7, "seen": 7, "who": ["李"],
    "cameras": [
        {"camera": "c01", "patrols": 1, "live_s": 6.2, "last": "2026-11-26T01:24:54Z"}
    ],
}  # fmt: skip
_ROWS = told(
    day={"type": "string", "format": "date"},
    rows=listing(
        told(
            patrol=MOMENT, tour=ANY_TEXT, who=nullable(ANY_TEXT), camera=ANY_TEXT, since=MOMENT,
            until=MOMENT, live_s=NUMBER, counts=YES_NO,
        )
    ),
    before=nullable(COUNT),
)  # fmt: skip
_ROWS_EXAMPLE = {
    "day": "2026-11-26", "before": 412,
    "rows": [
        {
            "patrol": "2026-11-26T01:20:00Z", "tour": "河道夜巡", "who": "李", "camera": "c01",
            "since": "2026-11-26T01:24:39Z", "until": "2026-11-26T01:24:54Z", "live_s": 6.2,
            "counts": True,
        }
    ],
}  # fmt: skip
_NAME = text(LONGEST_NAME)
_CELL = nullable(COUNT)
SCREEN_ASKED = text(LONGEST_SCREEN)
ON_SCREEN = nullable(SCREEN_ASKED)

TOURS: dict[Key, Call] = {
    ("GET", "/v1/scenes"): Call("The scenes there are", listing(_SCENE), [_SCENE_EXAMPLE]),
    ("PUT", "/v1/wall/scene"): Call(
        "Opens a scene, or leaves it to the schedule again",
        told(**SCENE_ON), {**SCENE_ON_EXAMPLE, "by": "hand"},
        {
            "anyOf": [
                asked({"scene": _NAME}),
                asked({"scene": NULL}),
                asked({"scene": _NAME, "until": MOMENT}),
            ]
        },
        {"scene": "汛期"}, problems=(404,),
    ),
    ("GET", "/v1/tours"): Call("The tours there are", listing(_TOUR), [_TOUR_EXAMPLE]),
    ("PUT", "/v1/wall/tour"): Call(
        "Starts a tour in a cell, or over the whole wall",
        TOUR_ON, TOUR_ON_EXAMPLE,
        asked({"tour": _NAME}, {"cell": _CELL, "who": text(LONGEST_WHO), "screen": ON_SCREEN}),
        {"tour": "河道夜巡", "cell": 2, "screen": "DP-1"}, problems=(404,),
    ),
    ("POST", "/v1/wall/tour"): Call(
        "Pauses the tour that is on, lets it go on, or steps it",
        TOUR_ON, TOUR_ON_EXAMPLE,
        asked({"action": choice(TOUR_ACTIONS)}, {"cell": _CELL, "screen": ON_SCREEN}),
        {"action": "pause", "cell": 2}, problems=(404, 409),
    ),
    ("DELETE", "/v1/wall/tour"): Call(
        "Ends every tour of a screen, or with ?cell= that of a cell",
        told(stopped=YES_NO), {"stopped": True},
        query={"cell": A_CELL, "screen": SCREEN_ASKED}, problems=(404,),
    ),
    ("GET", "/v1/patrols"): Call(
        "The patrol log of today, or with ?day= of a day", _PATROLS, _PATROLS_EXAMPLE,
        query={"day": text(10, f"^{DAY}$")},
    ),
    ("GET", "/v1/patrols/rows"): Call(
        "The rows of the patrol log of today, or with ?day= of a day, those written last first",
        _ROWS, _ROWS_EXAMPLE,
        query={
            "day": text(10, f"^{DAY}$"),
            "most": {"type": "integer", "minimum": 1, "maximum": MOST_ROWS},
            "before": {"type": "integer", "minimum": 1, "maximum": HIGHEST_ROW},
        },
    ),
    ("GET", "/v1/alarms"): Call(
        "The alarms that are not over", listing(_ALARM), [_ALARM_EXAMPLE]
    ),
    ("POST", "/v1/alarms"): Call(
        "Acknowledges, pins, unpins or recalls an alarm",
        told(alarm=ANY_TEXT, changed=YES_NO), {"alarm": "case:c-7", "changed": True},
        asked({"alarm": text(200), "action": choice(ALARM_ACTIONS)}),
        {"alarm": "case:c-7", "action": "acknowledge"}, problems=(404,),
    ),
    ("PUT", "/v1/wall/cells/{n}/held"): Call(
        "Keeps what a cell shows from alarms, or lets them have it",
        told(cell=COUNT, held=YES_NO), {"cell": 1, "held": True},
        asked({"held": YES_NO}, {"screen": ON_SCREEN}), {"held": True}, problems=(404, 409),
    ),
}  # fmt: skip
