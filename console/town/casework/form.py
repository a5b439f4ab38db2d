"""A new case from what somebody wrote down, and changes to one: bounded, typed, whole. Pure."""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from console.town.casework.codes import BY_CODE, CHANNELS, LEVELS, PLATFORMS
from console.town.casework.rules import moment, sign, stamp, touched

Json = dict[str, Any]

LONGEST_TITLE = 120
LONGEST_TEXT = 4000
MOST_ITEMS = 64  # of any list
HANDLE_IN = timedelta(hours=4)
_TEXTS = {
    "id": 64,
    "number": 64,
    "title": LONGEST_TITLE,
    "text": LONGEST_TEXT,
    "platform": 40,
    "channel": 40,
    "status": 40,
}
_OBJECTS = ("category", "source", "assignee", "reporter")
_LISTS = ("clocks", "cameras", "attachments", "timeline")


class FormError(ValueError):
    """What was written down cannot be a case; ``key`` names the field."""

    def __init__(self, key: str, why: str) -> None:
        super().__init__(f"{key}: {why}")
        self.key = key


def new_case(form: Mapping[str, Any], case_id: str, number: str, at: datetime) -> Json:
    """A whole case of revision 1 from any part of one. Raises FormError."""
    check(form)
    code = str((form.get("category") or {}).get("code", "0113"))
    known = BY_CODE.get(code)
    case: Json = {
        "id": case_id,
        "rev": 1,
        "number": number,
        "title": known.name if known else "登记案件",
        "text": "",
        "platform": known.platform if known else "governance",
        "category": {"code": code, "name": known.name if known else code},
        "source": {"id": "operator", "reference": number},
        "channel": "operator",
        "status": "reported",
        "level": None,
        "place": None,
        "clocks": [_clock({"kind": "handle"}, at)],
        "assignee": None,
        "reporter": {"name": "", "phone": ""},
        "cameras": [],
        "attachments": [],
        "timeline": [],
        "reported_at": stamp(at),
    }
    _fill(case, form, at)
    case.update(updated_at=stamp(at), simulated=True)
    if not case["timeline"]:
        sign(case, at, "值班员", "综合信息指挥室", "report", case["title"])
    return case


def reported_case(body: Json, at: datetime) -> Json:
    """A case of the story: its clocks run from ``at``, ``by`` signs the report."""
    form = {key: value for key, value in body.items() if key not in ("by", "clocks")}
    form["clocks"] = [
        {
            "kind": clock["kind"],
            "unit": clock["unit"],
            "due_at": stamp(at + timedelta(seconds=clock["in_s"])),
        }
        for clock in body["clocks"]
    ]
    case = new_case(form, body["id"], body["number"], at)
    case["timeline"].clear()
    sign(case, at, body["by"]["actor"], body["by"]["unit"], "report", case["text"])
    return case


def changed_case(case: Json, form: Mapping[str, Any], at: datetime) -> Json:
    """``case`` with the fields of ``form`` over it, one revision later. Raises FormError."""
    check(form)
    after = touched(case, at)
    _fill(after, form, at)
    after.update(id=case["id"], rev=case["rev"] + 1, updated_at=stamp(at), simulated=True)
    if after["status"] != case["status"] and "timeline" not in form:
        sign(after, at, "值班员", "综合信息指挥室", after["status"], "")
    return after


def check(form: Mapping[str, Any]) -> None:
    """FormError unless every known field has the contract's type; others may be anything."""
    for key, most in _TEXTS.items():
        if key in form and not (isinstance(form[key], str) and 0 < len(form[key]) <= most):
            raise FormError(key, f"a text of 1 to {most} characters is wanted")
    for key in _OBJECTS:
        if not isinstance(form.get(key) or {}, dict):
            raise FormError(key, "an object is wanted")
    for key in _LISTS:
        if not isinstance(form.get(key, []), list) or len(form.get(key, [])) > MOST_ITEMS:
            raise FormError(key, f"a list of at most {MOST_ITEMS} is wanted")
    if not isinstance(form.get("level"), str | None):
        raise FormError("level", "red, orange, yellow, blue or null is wanted")
    if not all(isinstance(camera, str) for camera in form.get("cameras", [])):
        raise FormError("cameras", "camera ids are wanted")
    if not all(isinstance(clock, dict) for clock in form.get("clocks", [])):
        raise FormError("clocks", "objects are wanted")
    _check_place(form.get("place"))


def check_intake(form: Mapping[str, Any]) -> None:
    """What an operator registers is held to the code tables as well. Raises FormError."""
    for key in ("id", "rev", "number", "timeline", "status", "simulated", "updated_at"):
        if key in form:
            raise FormError(key, "the platform gives this, the form must not")
    for key in ("title", "category"):
        if not form.get(key):
            raise FormError(key, "is missing")
    check(form)
    for key, allowed in (
        ("platform", [platform["id"] for platform in PLATFORMS]),
        ("channel", list(CHANNELS)),
        ("level", [*LEVELS, None]),
    ):
        if key in form and form[key] not in allowed:
            raise FormError(key, f"one of {', '.join(map(str, allowed))} is wanted")
    if form["category"].get("code") not in BY_CODE:
        raise FormError("category.code", "no such category")


def _check_place(place: object) -> None:
    if place is None:
        return
    if not isinstance(place, dict):
        raise FormError("place", "an object or null is wanted")
    for key, most in (("longitude", 180.0), ("latitude", 90.0), ("accuracy_m", 1e6)):
        value = place.get(key, 0 if key == "accuracy_m" else None)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise FormError(f"place.{key}", "a number is wanted")
        if not math.isfinite(value) or abs(value) > most:
            raise FormError(f"place.{key}", f"a number within {most:g} is wanted")


def _fill(case: Json, form: Mapping[str, Any], at: datetime) -> None:
    for key, value in form.items():
        if key in ("id", "rev"):
            continue
        if isinstance(value, dict) and isinstance(case.get(key), dict):
            case[key] = {**case[key], **copy.deepcopy(value)}
        else:
            case[key] = copy.deepcopy(value)
    if case["place"] is not None:
        case["place"] = {
            "datum": "wgs84",
            "accuracy_m": 15,
            "method": "map",
            "address": "",
            "grid": "",
            **case["place"],
        }
    case["clocks"] = [_clock(clock, at) for clock in case["clocks"]]


def _clock(clock: Mapping[str, Any], at: datetime) -> Json:
    whole = {
        "kind": "handle",
        "due_at": stamp(at + HANDLE_IN),
        "unit": "natural",
        "paused": False,
        "done_at": None,
        **clock,
    }
    try:
        moment(whole["due_at"])
    except (ValueError, TypeError) as why:
        raise FormError("clocks.due_at", str(why)) from None
    return whole
