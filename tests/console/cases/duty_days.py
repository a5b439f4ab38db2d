"""China's working days of 2025 and 2026, typed from the State Council's notices; and office hours
minute by minute: what the duty hours are checked against."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np

from console.cases.duty_hours import CHINA

RESTS = (
    ("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04"), ("2025-04-04", "2025-04-06"),
    ("2025-05-01", "2025-05-05"), ("2025-05-31", "2025-06-02"), ("2025-10-01", "2025-10-08"),
    ("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"), ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"),
    ("2026-10-01", "2026-10-07"),
)  # fmt: skip
MADE_UP = (
    "2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11", "2026-01-04",
    "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
)  # fmt: skip
FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
BEGIN = datetime(2025, 1, 1, tzinfo=CHINA)
MINUTES = ((LAST - FIRST).days + 1) * 1440


def works(day: date) -> bool:
    written = day.isoformat()
    if written in MADE_UP:
        return True
    return day.weekday() < 5 and not any(a <= written <= b for a, b in RESTS)


def minutes(office: tuple[tuple[int, int], ...]) -> np.ndarray:
    """For each minute from 2025 to 2026 in Shanghai whether it is worked."""
    found = np.zeros(MINUTES, bool)
    for n in range((LAST - FIRST).days + 1):
        if works(FIRST + timedelta(days=n)):
            for begin, end in office:
                found[n * 1440 + begin : n * 1440 + end] = True
    return found


def moment(minute: int) -> datetime:
    return (BEGIN + timedelta(minutes=minute)).astimezone(UTC)
