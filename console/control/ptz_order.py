"""``POST /v1/cameras/{id}/ptz``: exactly one wish, checked. Pure."""

from __future__ import annotations

from typing import Any

from console.control.body import Fields
from console.control.room import Unfit
from media.onvif.patrol import LONGEST_S, MOST_STAGES, SHORTEST_S
from media.onvif.words import LONGEST_TOKEN

LONGEST_MOVE_MS = 10_000
USUAL_MOVE_MS = 500
USUAL_DWELL_S = 15.0

_KNOWN = (
    "pan", "tilt", "zoom", "for_ms", "preset", "home", "stop", "patrol", "dwell_s", "to",
)  # fmt: skip
_WISHES = ("preset", "home", "stop", "patrol", "to")


def read_ptz(body: dict[str, Any]) -> dict[str, Any]:
    """One of ``{"pan", "tilt", "zoom", "for_ms"}``, ``{"preset"}``, ``{"home": True}``,
    ``{"stop": True}``, ``{"patrol", "dwell_s"}``, ``{"to": {"pan", "tilt", "zoom"}}``."""
    fields = Fields(body, _KNOWN)
    wishes = [key for key in _WISHES if key in fields]
    moves = any(key in fields for key in ("pan", "tilt", "zoom"))
    if len(wishes) + moves != 1:
        raise Unfit("needs one wish: pan, tilt and zoom, or one of " + ", ".join(_WISHES))
    if moves:
        return _move(fields)
    if "for_ms" in fields or ("dwell_s" in fields and "patrol" not in fields):
        raise Unfit("for_ms goes with pan, tilt and zoom; dwell_s with patrol")
    match wishes[0]:
        case "preset":
            return {"preset": fields.text("preset", LONGEST_TOKEN)}
        case "patrol":
            return _patrol(fields)
        case "to":
            return {"to": _to(body["to"])}
        case key:
            if not fields.boolean(key):
                raise Unfit(f'"{key}" can only be true', key)
            return {key: True}


def _move(fields: Fields) -> dict[str, Any]:
    if "dwell_s" in fields:
        raise Unfit("dwell_s goes with patrol", "dwell_s")
    axes = {key: fields.number(key, -1, 1, 0.0) for key in ("pan", "tilt", "zoom")}
    if not any(axes.values()):
        raise Unfit('no speed at all: {"stop": true} stops it', "pan")
    return {**axes, "for_ms": fields.number("for_ms", 50, LONGEST_MOVE_MS, USUAL_MOVE_MS)}


def _patrol(fields: Fields) -> dict[str, Any]:
    presets = fields.texts("patrol", MOST_STAGES)
    if not presets:
        raise Unfit("a patrol needs presets", "patrol")
    dwell_s = fields.number("dwell_s", SHORTEST_S, LONGEST_S, USUAL_DWELL_S)
    return {"patrol": presets, "dwell_s": dwell_s}


def _to(place: object) -> dict[str, float]:
    if not isinstance(place, dict):
        raise Unfit('"to" needs {"pan", "tilt", "zoom"}', "to")
    fields = Fields(place, ("pan", "tilt", "zoom"))
    return {
        "pan": fields.number("pan", -1, 1),
        "tilt": fields.number("tilt", -1, 1),
        "zoom": fields.number("zoom", 0, 1),
    }
