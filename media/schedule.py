"""When a camera is recorded: never, always, or in windows of local time. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

MOST_WINDOWS = 12
DAY = 24 * 60

_WINDOW = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)")
RIGHT = "no, always, or times such as 07:30-19:00 or 22:00-06:00,12:00-13:00"


@dataclass(frozen=True, slots=True)
class Schedule:
    """``windows`` in minutes of the day, from the first until before the last; one whose end is not
    after its beginning goes over midnight."""

    windows: tuple[tuple[int, int], ...] = ()

    def on(self, local: datetime) -> bool:
        minute = local.hour * 60 + local.minute
        return any(
            begin <= minute < end if begin < end else minute >= begin or minute < end
            for begin, end in self.windows
        )

    def __bool__(self) -> bool:
        return bool(self.windows)


NEVER = Schedule()


def parse_schedule(written: str) -> Schedule:
    """``no``, ``always`` or ``HH:MM-HH:MM[,HH:MM-HH:MM]``; ValueError says what would be right."""
    text = written.replace(" ", "").replace("，", ",").replace("：", ":").lower()
    if text in ("", "no"):
        return NEVER
    if text == "always":
        return Schedule(((0, DAY),))
    windows = []
    for part in text.split(","):
        found = _WINDOW.fullmatch(part)
        if found is None or (found[3] == "24" and found[4] != "00"):
            raise ValueError(f'"{written}" is no time of recording: {RIGHT}')
        begin, end = (int(found[at]) * 60 + int(found[at + 1]) for at in (1, 3))
        if begin == end:
            raise ValueError(f'"{written}" holds a window without length; for all day write always')
        windows.append((begin, end))
    if len(windows) > MOST_WINDOWS:
        raise ValueError(f'"{written[:40]}…" holds more than {MOST_WINDOWS} windows')
    return Schedule(tuple(windows))
