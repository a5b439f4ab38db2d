"""What the calls of an operator's hand take and answer: turning cameras, pressing keys."""

from __future__ import annotations

from console.control.call import Call, Key
from console.control.calls_tours import ON_SCREEN
from console.control.ptz_order import LONGEST_MOVE_MS
from console.control.schema import (
    ANY_TEXT,
    NUMBER,
    Schema,
    asked,
    listing,
    number,
    text,
    told,
)  # fmt: skip
from media.onvif.patrol import LONGEST_S, MOST_STAGES, SHORTEST_S
from media.onvif.words import LONGEST_TOKEN

_TRUE = {"const": True}
_SPEED = number(-1, 1)
_NO_SPEED = {"type": "number", "const": 0}
_TOKEN = text(LONGEST_TOKEN)
_PLACE = told(pan=NUMBER, tilt=NUMBER, zoom=NUMBER)
_STANDING = told(camera=ANY_TEXT, state=ANY_TEXT)
_STANDING_EXAMPLE = {
    "camera": "c07", "state": "ready", "reason": None, "can": ["move", "zoom", "presets"],
    "position": {"pan": 0.1, "tilt": -0.2, "zoom": 0.0}, "moving": False,
    "presets": [{"token": "3", "name": "村口"}], "held_by": None, "free_in_s": 0, "patrol": None,
}  # fmt: skip


def _moves(axis: str) -> Schema:
    """A movement by speed; at least this axis has one."""
    speeds: dict[str, Schema] = {"pan": _SPEED, "tilt": _SPEED, "zoom": _SPEED}
    speeds[axis] = {**_SPEED, "not": _NO_SPEED}
    free = {key: speed for key, speed in speeds.items() if key != axis}
    return asked({axis: speeds[axis]}, {**free, "for_ms": number(50, LONGEST_MOVE_MS)})


_WISH: Schema = {
    "anyOf": [
        _moves("pan"), _moves("tilt"), _moves("zoom"),
        asked({"preset": _TOKEN}), asked({"home": _TRUE}), asked({"stop": _TRUE}),
        asked({"to": asked({"pan": _SPEED, "tilt": _SPEED, "zoom": number(0, 1)})}),
        asked(
            {"patrol": listing(_TOKEN, MOST_STAGES, 1)},
            {"dwell_s": number(SHORTEST_S, LONGEST_S)},
        ),
    ]
}  # fmt: skip

PTZ: dict[Key, Call] = {
    ("GET", "/v1/cameras/{id}/ptz"): Call(
        "How a camera stands that can be turned", _STANDING, _STANDING_EXAMPLE,
        problems=(404, 409),
    ),
    ("POST", "/v1/cameras/{id}/ptz"): Call(
        "Turns a camera", told(camera=ANY_TEXT), {"camera": "c07"},
        _WISH, {"pan": 0.5, "tilt": 0, "zoom": 0, "for_ms": 500}, problems=(404, 409),
    ),
    ("POST", "/v1/cameras/{id}/presets"): Call(
        "Keeps where a camera stands as a preset",
        {"type": "object"}, {"token": "3", "name": "村口"},
        asked({"name": text(64)}, {"token": _TOKEN}), {"name": "村口"}, problems=(404, 409),
    ),
    ("DELETE", "/v1/cameras/{id}/presets/{token}"): Call(
        "Removes a preset", {"type": "object"}, {"token": "3"}, problems=(404, 409, 422),
    ),
}  # fmt: skip

KEYS: dict[Key, Call] = {
    ("PUT", "/v1/wall/selection"): Call(
        "Selects a cell, as a click on it does",
        told(selected={"type": "integer"}), {"selected": 3},
        asked({"cell": {"type": "integer", "minimum": 0, "maximum": 9999}}, {"screen": ON_SCREEN}),
        {"cell": 3},
        problems=(404,),
    ),
    ("GET", "/v1/keys"): Call(
        "Every action of the window and its keys",
        listing(told(action=ANY_TEXT, keys=listing(ANY_TEXT), where=ANY_TEXT, words=ANY_TEXT)),
        [{"action": "help", "keys": ["F1"], "where": "window", "words": "The keys"}],
    ),
    ("POST", "/v1/keys"): Call(
        "Does an action as if its key were pressed, or calls a camera by its number",
        {"type": "object"}, {"action": "help"},
        {"anyOf": [
            asked({"action": text(40)}),
            asked({"number": {"anyOf": [
                text(6, "^[0-9]+$"),
                {"type": "integer", "minimum": 0, "maximum": 999999},
            ]}}),
        ]},
        {"action": "help"}, problems=(404, 409),
    ),
}  # fmt: skip
