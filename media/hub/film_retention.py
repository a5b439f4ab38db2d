"""Films of conferences go when they are as old as everything else that is recorded may become."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import shutil
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from media.archive.retention import DAY_S, SOONEST_TRUE, DateTrust

EVERY_S = 3600.0
SOON_S = 2.0  # a hub begins before it is told the site's settings
FOLDER = "conferences"  # within the recordings

log = logging.getLogger(__name__)


def sweep(folder: Path, keep_days: float, now: float) -> list[str]:
    """Delete the conferences of ``folder`` in which nothing was written for so long, by the wall
    clock ``now``; their ids. A date from before anybody recorded is a clock that was not set."""
    gone = []
    for conference in sorted(folder.glob(f"{FOLDER}/*/")):
        written = max((_written_at(file) for file in conference.iterdir()), default=now)
        if written >= SOONEST_TRUE and now - written > keep_days * DAY_S:
            shutil.rmtree(conference, ignore_errors=True)
            gone.append(conference.name)
    return gone


async def keep_short(limits: Callable[[], tuple[Path | None, float]]) -> None:
    """For ever, as soon as the settings are known and once an hour. ``limits``: the recordings'
    folder and the days, as they are set."""
    trust = DateTrust(_wall_clock(), time.monotonic())
    while True:
        folder, days = limits()
        now = _wall_clock()
        if folder is not None and days > 0 and trust.hold(now, time.monotonic()):
            with contextlib.suppress(OSError):  # a disk that is not there keeps what it has
                for conference in await asyncio.to_thread(sweep, folder, days, now):
                    log.info("conference %s: its film is over %g days old", conference, days)
        await asyncio.sleep(EVERY_S if folder is not None else SOON_S)


def _wall_clock() -> float:
    return datetime.now(UTC).timestamp()


def _written_at(file: Path) -> float:
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0
