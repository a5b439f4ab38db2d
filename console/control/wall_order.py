"""Orders to what runs on the wall by itself, checked before they are done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from console.control.body import Fields
from console.control.room import Json, Unfit
from layouts.fault import did_you_mean

LONGEST_NAME = 64
LONGEST_WHO = 60
LONGEST_SCREEN = 64
FIRST_YEAR, LAST_YEAR = 1900, 2199  # what a day asked for may be of
USUAL_ROWS, MOST_ROWS = 500, 1000  # of the patrol log at once
HIGHEST_ROW = 2**53 - 1  # its number: what every JSON reader tells apart
TOUR_ACTIONS = ("pause", "resume", "next", "back", "unpack")
ALARM_ACTIONS = ("acknowledge", "pin", "unpin", "recall")


def read_scene(body: dict[str, Any], now: datetime) -> Json:
    """``{"scene", "until"}``: a name, or None for what the schedule says; a time or None."""
    fields = Fields(body, ("scene", "until"))
    scene = None if fields.text_or_null("scene") is None else fields.text("scene", LONGEST_NAME)
    until = datetime.fromtimestamp(fields.moment("until"), UTC) if "until" in fields else None
    if until is not None and scene is None:
        raise Unfit('"until" is for a scene that is chosen', "until")
    if until is not None and until <= now:
        raise Unfit('"until" is past', "until")
    return {"scene": scene, "until": until.astimezone() if until else None}


def read_tour_start(body: dict[str, Any]) -> Json:
    """``{"tour", "cell", "who", "screen"}``; the cell None: over the whole wall; the screen None:
    the desk's own."""
    fields = Fields(body, ("tour", "cell", "who", "screen"))
    return {
        "tour": fields.text("tour", LONGEST_NAME),
        "cell": _cell(fields),
        "who": fields.text("who", LONGEST_WHO) if "who" in fields else "",
        "screen": screen_of(fields),
    }


def read_tour_action(body: dict[str, Any]) -> Json:
    """``{"cell", "action", "screen"}``."""
    fields = Fields(body, ("action", "cell", "screen"))
    action = fields.choice("action", TOUR_ACTIONS)
    return {"action": action, "cell": _cell(fields), "screen": screen_of(fields)}


def read_hold(body: dict[str, Any]) -> Json:
    """``{"held", "screen"}``."""
    fields = Fields(body, ("held", "screen"))
    return {"held": fields.boolean("held"), "screen": screen_of(fields)}


def read_alarm_action(body: dict[str, Any]) -> Json:
    """``{"alarm", "action"}``."""
    fields = Fields(body, ("alarm", "action"))
    return {
        "alarm": fields.text("alarm", 200),
        "action": fields.choice("action", ALARM_ACTIONS),
    }


def read_query(query: Iterable[tuple[str, str]], known: Collection[str]) -> dict[str, str]:
    """What is asked for after the ``?``: names that nobody knows, or that stand there twice, are
    refused, for a call without its cell means another thing."""
    read: dict[str, str] = {}
    for name, value in query:
        if name not in known:
            raise Unfit(
                f'there is no "{name[:40]}" to ask for here{did_you_mean(name, known)}', name[:40]
            )
        if name in read:
            raise Unfit(f'"{name}" stands there twice', name)
        read[name] = value
    return read


def read_cell(query: Mapping[str, str]) -> int | None:
    """``?cell=2``; None when there is none."""
    written = query.get("cell")
    if written is None:
        return None
    if not (written.isascii() and written.isdigit() and len(written) <= 4):
        raise Unfit('"cell" needs a whole number', "cell")
    return int(written)


def read_screen(query: Mapping[str, str]) -> str | None:
    """``?screen=HDMI-1``; None when there is none."""
    written = query.get("screen")
    if written is not None and not 0 < len(written) <= LONGEST_SCREEN:
        raise Unfit(f'"screen" needs a text of 1 to {LONGEST_SCREEN} characters', "screen")
    return written


def read_day(query: Mapping[str, str]) -> date | None:
    """``?day=2026-11-26``; None when there is none."""
    written = query.get("day")
    if written is None:
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError as error:
        raise Unfit('"day" needs a date such as 2026-11-26', "day") from error
    if day.isoformat() != written or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise Unfit(
            f'"day" needs a date such as 2026-11-26, of the years {FIRST_YEAR} to {LAST_YEAR}',
            "day",
        )
    return day


def read_whole(query: Mapping[str, str], name: str, least: int, most: int) -> int | None:
    """``?most=100``; None when there is none."""
    written = query.get(name)
    if written is None:
        return None
    found = int(written) if written.isascii() and written.isdigit() and len(written) < 20 else 0
    if not least <= found <= most:
        raise Unfit(f'"{name}" needs a whole number from {least} to {most}', name)
    return found


def _cell(fields: Fields) -> int | None:
    return fields.whole_or_null("cell") if "cell" in fields else None


def screen_of(fields: Fields) -> str | None:
    """Its name; None, or null: the desk's own."""
    if "screen" not in fields or fields.text_or_null("screen") is None:
        return None
    return fields.text("screen", LONGEST_SCREEN)
