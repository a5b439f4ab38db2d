"""``POST /v1/exports``: the wish for an export, checked before a process is started for it."""

from __future__ import annotations

from typing import Any

from console.control.body import Fields
from console.control.room import Json, Unfit

MOST_CAMERAS = 64
LONGEST_TEXT = 200
FIELDS = ("cameras", "since", "until", "burn", "markers", "who", "reason")


def read_export(body: dict[str, Any]) -> Json:
    """``{"cameras", "since", "until", "burn", "markers", "who", "reason"}``; ``markers``
    None: as the room wishes it. Raises Unfit."""
    fields = Fields(body, FIELDS)
    cameras = fields.texts("cameras", MOST_CAMERAS)
    if not cameras:
        raise Unfit('"cameras" needs at least one id', "cameras")
    since, until = (fields.moment(key) for key in ("since", "until"))
    if since >= until:
        raise Unfit('"until" must be after "since"', "until")
    order: Json = {"cameras": cameras, "since": fields.text("since"), "until": fields.text("until")}
    order["burn"] = fields.boolean("burn") if "burn" in fields else False
    order["markers"] = fields.boolean("markers") if "markers" in fields else None
    for key in ("who", "reason"):
        order[key] = fields.text(key, LONGEST_TEXT) if key in fields else ""
    return order
