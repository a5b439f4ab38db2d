"""What the calls about the room as a whole, its cases and its conference take and answer."""

from __future__ import annotations

from console.control import chair_order, metrics
from console.control.call import Call, Key
from console.control.chair_order import LONGEST_SOURCE
from console.control.conference_order import MOST_NODES, PLAIN, SHARED
from console.control.schema import (
    ANY_TEXT,
    COUNT,
    MOMENT,
    NUMBER,
    YES_NO,
    Schema,
    asked,
    choice,
    listing,
    nullable,
    text,
    told,
)  # fmt: skip

_PROCESS = told(
    name=ANY_TEXT, pid=nullable(COUNT), state=ANY_TEXT, restarts=COUNT, rss_mb=NUMBER,
    in_use_mb=nullable(NUMBER),
)  # fmt: skip
_DECODING = told(**{"process": ANY_TEXT, "with": ANY_TEXT, "reason": ANY_TEXT})
_HEALTH = told(
    status=choice(("ok", "degraded")), troubles=listing(ANY_TEXT), uptime_s=NUMBER,
    simulated=YES_NO, processes=listing(_PROCESS), decoding=listing(_DECODING),
    cameras=told(total=COUNT, live=COUNT, stale=COUNT, lost=COUNT),
    nodes=told(total=COUNT, live=COUNT),
    platform=told(
        state=choice(("live", "stale", "offline")), cursor=ANY_TEXT, lag_s=nullable(NUMBER),
        cases=COUNT,
    ),
    ui=told(stall_ms_p50=NUMBER, stall_ms_p99=NUMBER, stall_ms_worst=NUMBER, paints_per_s=NUMBER),
)  # fmt: skip
_HEALTH_EXAMPLE = {
    "status": "ok", "troubles": [], "uptime_s": 86400.0, "simulated": False,
    "processes": [
        {
            "name": "cameras-0", "pid": 4711, "state": "up", "restarts": 0, "rss_mb": 180.0,
            "in_use_mb": 121.25,
        }
    ],
    "decoding": [
        {"process": "cameras-0", "with": "software", "reason": "cuda: there is no such device"}
    ],
    "cameras": {"total": 64, "live": 63, "stale": 1, "lost": 0},
    "nodes": {"total": 27, "live": 3},
    "platform": {"state": "live", "cursor": "1042", "lag_s": 0.4, "cases": 31},
    "ui": {"stall_ms_p50": 1.1, "stall_ms_p99": 8.0, "stall_ms_worst": 11.4, "paints_per_s": 25.0},
}  # fmt: skip
_CASE = told(
    id=ANY_TEXT, rev=COUNT, status=ANY_TEXT, platform=ANY_TEXT,
    lamp=choice(("red", "amber", "green", "grey")), level=nullable(ANY_TEXT), title=ANY_TEXT,
    reported_at=nullable(MOMENT),
)  # fmt: skip
_CASE_EXAMPLE = {
    "id": "c-20261123-0007", "rev": 12, "status": "handling", "platform": "governance",
    "lamp": "amber", "level": None, "title": "河堤渗水", "reported_at": "2026-11-23T06:10:00+00:00",
}  # fmt: skip
_MARKER = told(
    case=ANY_TEXT, rev=COUNT, on=ANY_TEXT, x=NUMBER, y=NUMBER, painted_at=MOMENT, inside=YES_NO
)
_MARKER_EXAMPLE = {
    "case": "c-20261123-0007", "rev": 12, "on": "camera:c01", "x": 311.0, "y": 204.5,
    "painted_at": "2026-11-23T06:30:00.040+00:00", "inside": True,
}  # fmt: skip
_MAYBE = nullable(NUMBER)
_LINE = told(
    node=ANY_TEXT, result=nullable(choice(chair_order.RESULTS)), at=nullable(MOMENT),
    took_s=_MAYBE, by_hand=YES_NO,
)  # fmt: skip
_CHAIRED: dict[str, Schema] = {
    "roll_call": nullable(
        told(node=nullable(ANY_TEXT), at=nullable(COUNT), heard=YES_NO, sheet=listing(_LINE))
    ),
    "broadcast": nullable(told(source=ANY_TEXT, name=ANY_TEXT)),
    "polling": nullable(told(nodes=listing(ANY_TEXT), every_s=NUMBER, at=COUNT)),
    "voice_switch": told(on=YES_NO, hold_s=NUMBER),
    "banner": ANY_TEXT, "caption": ANY_TEXT, "hush": choice(("none", "self", "forced")),
    "cases": listing(ANY_TEXT), "floor": nullable(ANY_TEXT), "private": nullable(ANY_TEXT),
    "chair": nullable(ANY_TEXT), "hands": listing(ANY_TEXT),
    "messages": listing(told(
        **{"at": MOMENT, "from": nullable(ANY_TEXT), "to": nullable(ANY_TEXT), "text": ANY_TEXT}
    )),
}  # fmt: skip
_NODE = told(
    id=ANY_TEXT, name=ANY_TEXT, state=choice(("absent", "calling", "waiting", "live", "left")),
    mic=choice(("open", "muted", "forced")), hand=YES_NO, speaking=YES_NO,
    join_url=nullable(ANY_TEXT),
    up=told(kbps=_MAYBE, loss=_MAYBE, late=_MAYBE, rtt_ms=_MAYBE, fps=_MAYBE),
    down=told(kbps=_MAYBE, loss=_MAYBE),
)  # fmt: skip
_CONFERENCE = told(
    state=choice(("idle", "live")), id=nullable(ANY_TEXT), case=nullable(ANY_TEXT), locked=YES_NO,
    recording=YES_NO, mode=choice(("roll_call", "broadcast", "polling", "free")),
    program=told(layout=ANY_TEXT, on_air=listing(ANY_TEXT)), nodes=listing(_NODE),
    share=nullable(told(
        source=ANY_TEXT, name=ANY_TEXT, state=choice(("connecting", "live", "stale")),
    )),
)  # fmt: skip
_CONFERENCE["properties"] |= _CHAIRED  # told by a hub that runs; an idle room has few of them
_CONFERENCE_EXAMPLE = {
    "state": "live", "id": "k-20261123-1", "case": None, "locked": False, "recording": False,
    "mode": "free", "program": {"layout": "share", "on_air": ["n03"]},
    "share": {"source": "camera:c07", "name": "村口球机", "state": "live"},
    "roll_call": {
        "node": None, "at": None, "heard": False,
        "sheet": [{"node": "n01", "result": "present", "at": "2026-11-23T06:30:00.125+00:00",
                   "took_s": 1.62, "by_hand": False}],
    },
    "broadcast": None, "polling": None, "voice_switch": {"on": False, "hold_s": 3.0},
    "banner": "防汛紧急会商", "caption": "", "hush": "none", "cases": [],
    "floor": None, "private": None, "chair": None, "hands": [],
    "messages": [{"at": "2026-11-23T06:31:00.000+00:00", "from": "n01", "to": None,
                  "text": "收到"}],
    "nodes": [
        {"id": "n01", "name": "柳湾村", "state": "live", "mic": "open", "hand": False,
         "speaking": True, "join_url": "https://10.20.30.40:8443/join#token",
         "up": {"kbps": 480, "loss": 0.0, "late": 0.0, "rtt_ms": 18, "fps": 15.0},
         "down": {"kbps": 900, "loss": 0.0}}
    ],
}  # fmt: skip


def _action(name: str, needed: dict[str, Schema], free: dict[str, Schema] | None = None) -> Schema:
    return asked({"action": {"const": name}, **needed}, free)


_ORDERS: Schema = {
    "anyOf": [
        _action(
            "start",
            {"nodes": listing(text(64), MOST_NODES)},
            {
                "case": nullable(text(100)),
                "mute_above": nullable(COUNT),
            },
        ),
        _action("mute_all", {}, {"allow_self": YES_NO}),
        _action("share", {"source": nullable(text(LONGEST_SOURCE, SHARED))}),
        _action("allow_screen", {"node": text(64), "on": YES_NO}),
        _action("call", {"node": text(64)}),
        *chair_order.SCHEMAS,
        *(_action(name, {field: text(64) for field in fields}) for name, fields in PLAIN.items()),
    ]
}

ROOM: dict[Key, Call] = {
    ("GET", "/v1/health"): Call("How the room is", _HEALTH, _HEALTH_EXAMPLE),
    ("GET", "/v1/cases"): Call(
        "The open cases of the platform",
        told(count=COUNT, cursor=ANY_TEXT, cases=listing(_CASE)),
        {"count": 1, "cursor": "1042", "cases": [_CASE_EXAMPLE]},
    ),
    ("GET", "/v1/markers"): Call(
        "The case markers as they are drawn now", listing(_MARKER), [_MARKER_EXAMPLE]
    ),
    ("GET", "/v1/conference"): Call("The conference", _CONFERENCE, _CONFERENCE_EXAMPLE),
    ("POST", "/v1/conference"): Call(
        "An order of the chair", _CONFERENCE, _CONFERENCE_EXAMPLE,
        _ORDERS, {"action": "start", "nodes": ["n01"]}, problems=(404, 409),
    ),
    ("GET", "/v1/events"): Call("Changes as they happen", media="text/event-stream"),
    ("GET", "/v1/openapi.json"): Call(
        "This document", {"type": "object", "required": ["openapi", "paths"]}, open=True
    ),
    ("GET", "/metrics"): Call("Figures in Prometheus' text format", media=metrics.MEDIA_TYPE),
}  # fmt: skip
