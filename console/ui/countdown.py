"""What a clock says in words: natural time as it passes, working time as it is worked."""

from __future__ import annotations

from datetime import datetime, timedelta

from console.cases.case import Clock
from console.cases.duty_hours import DutyHours
from console.cases.timing import counts_working_time
from console.ui.words import N, left_text, say

_KINDS = {
    "respond": N("Respond"),
    "arrive": N("Arrive on site"),
    "handle": N("Handle within"),
    "close": N("Close within"),
}


def clock_kind_text(kind: str) -> str:
    return say(_KINDS[kind]) if kind in _KINDS else kind


def countdown_text(
    left_s: float | None, lamp: str, working_until: datetime | None, hours: DutyHours | None
) -> str:
    """In short, for a row. ``left_s`` is natural. Where the limit is one of working time
    (``working_until``: its end) the working time left is told, and whether it stands because the
    office is closed."""
    if working_until is None or hours is None or left_s is None or left_s < 0:
        return left_text(left_s, lamp)
    if not hours.ends_in_office(working_until):
        return left_text(left_s, lamp)
    now = working_until - timedelta(seconds=left_s)
    left_h = hours.between(now, working_until) / 3600
    if left_h < 1:
        open_, stands = say("{n} min of work"), say("{n} min, stands")
        shown = f"{int(left_h * 60)}"
    else:
        open_, stands = say("{n} h of work"), say("{n} h, stands")
        shown = f"{int(left_h)}" if left_h >= 10 else f"{int(left_h * 10) / 10:g}"
    return (open_ if hours.is_open(now) else stands).format(n=shown)


def working_length_text(seconds: float) -> str:
    """Hours and minutes; days would be working days to one and days to another."""
    minutes = int(seconds // 60)
    if minutes < 60:
        return say("{n} min").format(n=minutes)
    hours, rest = divmod(minutes, 60)
    if hours >= 24 or not rest:
        return say("{n} h").format(n=hours)
    return say("{h} h {m} min").format(h=hours, m=rest)


def moment_text(at: datetime, now: datetime, hours: DutyHours) -> str:
    """A moment on the site's clock; with its day where that is another."""
    local = at.astimezone(hours.zone)
    same = local.date() == now.astimezone(hours.zone).date()
    return f"{local:%H:%M}" if same else f"{local:%m-%d %H:%M}"


def clock_text(clock: Clock, now: datetime, lamp: str, hours: DutyHours) -> str:
    """One clock at length."""
    if clock.done_at is not None:
        late = clock.done_at > clock.due_at
        words = say("done {at}, late") if late else say("done {at}")
        return words.format(at=moment_text(clock.done_at, now, hours))
    if clock.paused or lamp == "grey":
        return say("paused")
    left_s = (clock.due_at - now).total_seconds()
    if left_s < 0 or not counts_working_time(clock, hours):
        return left_text(left_s, lamp)
    length = working_length_text(hours.between(now, clock.due_at))
    return say("work {time} left").format(time=length)


def rests_text(clocks: tuple[Clock, ...], now: datetime, hours: DutyHours) -> str:
    """That working time stands, and until when; empty while it passes or no clock counts it."""
    counted = any(
        not clock.paused
        and clock.done_at is None
        and clock.due_at > now
        and counts_working_time(clock, hours)
        for clock in clocks
    )
    if not counted or hours.is_open(now):
        return ""
    opens = hours.opens(now)
    if opens is None:
        return ""
    words = say("Outside office hours: working time goes on {at}")
    return words.format(at=moment_text(opens, now, hours))
