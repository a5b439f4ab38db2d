"""A case that an operator writes down, as the platform takes it in (``POST /cases``). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

LONGEST_TITLE = 120
LONGEST_TEXT = 4000
LONGEST_LINE = 200
CHANNELS = ("operator", "hotline", "hall", "grid_worker", "mobile", "camera", "pc", "kiosk")
LEVELS = ("red", "orange", "yellow", "blue")


@dataclass(frozen=True, slots=True)
class GivenPlace:
    """WGS-84 degrees. ``method``: map | grid; ``camera``: whose picture it was clicked in."""

    longitude: float
    latitude: float
    accuracy_m: float
    method: str
    camera: str = ""


@dataclass(frozen=True, slots=True)
class Intake:
    """What was written down; texts may be empty, ``place`` None where nobody knows it."""

    title: str
    text: str = ""
    category: str = ""  # its code
    platform: str = ""  # empty: as the category says
    level: str = ""
    address: str = ""
    grid: str = ""
    reporter: str = ""
    phone: str = ""
    channel: str = "operator"
    place: GivenPlace | None = None
    camera: str = ""  # in whose picture it was seen


def form_of(intake: Intake) -> Json:
    """The body of ``POST /cases``; what was left empty is not in it."""
    told = [intake.text.strip()] if intake.place else [intake.address.strip(), intake.text.strip()]
    texts = {
        "title": intake.title.strip()[:LONGEST_TITLE],
        "text": "\n".join(filter(None, told))[:LONGEST_TEXT],
        "platform": intake.platform,
        "level": intake.level,
        "channel": intake.channel,
    }
    form: Json = {key: value for key, value in texts.items() if value}
    if intake.category:
        form["category"] = {"code": intake.category}
    reporter = {"name": intake.reporter.strip(), "phone": intake.phone.strip()}
    if any(reporter.values()):
        form["reporter"] = {key: value[:LONGEST_LINE] for key, value in reporter.items()}
    cameras = dict.fromkeys(filter(None, (intake.camera, intake.place and intake.place.camera)))
    if cameras:
        form["cameras"] = list(cameras)
    if (place := _place(intake)) is not None:
        form["place"] = place
    return form


def _place(intake: Intake) -> Json | None:
    """Without a position the address is the first line of the text: the contract has no place
    without one."""
    if intake.place is None:
        return None
    return {
        "longitude": round(intake.place.longitude, 7),
        "latitude": round(intake.place.latitude, 7),
        "datum": "wgs84",
        "accuracy_m": round(intake.place.accuracy_m, 1),
        "method": intake.place.method,
        "address": intake.address.strip()[:LONGEST_LINE],
        "grid": intake.grid,
    }
