from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, repeat
from pathlib import Path

import pytest

from media.archive.retention import DAY_S
from media.hub import film_retention
from media.hub.film_retention import keep_short, sweep

NOW = 1_800_000_000.0


def film(folder: Path, conference: str, at: float, name: str = "20270101-080000.mp4") -> Path:
    path = folder / "conferences" / conference / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"film")
    os.utime(path, (at, at))
    return path


def test_a_conference_goes_with_its_last_film_and_no_sooner(tmp_path: Path) -> None:
    old = film(tmp_path, "k1", NOW - 31 * DAY_S)
    film(tmp_path, "k2", NOW - 40 * DAY_S)
    late = film(tmp_path, "k2", NOW - 29 * DAY_S, "20270102-080000.mp4")
    assert sweep(tmp_path, 30, NOW) == ["k1"]
    assert not old.parent.exists()
    assert late.exists()
    assert len(list(late.parent.iterdir())) == 2


def test_a_date_of_a_clock_that_was_not_set_costs_nothing(tmp_path: Path) -> None:
    film(tmp_path, "k1", 1000.0)
    (tmp_path / "conferences" / "k2").mkdir()  # one that begins right now
    assert sweep(tmp_path, 30, NOW) == []


def test_what_is_recorded_of_cameras_is_not_ours(tmp_path: Path) -> None:
    other = tmp_path / "c01" / "a.mp4"
    other.parent.mkdir()
    other.write_bytes(b"x")
    os.utime(other, (NOW - 99 * DAY_S,) * 2)
    assert sweep(tmp_path, 30, NOW) == []
    assert other.exists()


def test_it_is_looked_at_as_soon_as_a_hub_that_begins_knows_the_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(film_retention, "SOON_S", 0.0)
    told: Iterator[tuple[Path | None, float]] = chain([(None, 0.0)] * 2, repeat((tmp_path, 30)))
    old = film(tmp_path, "k1", datetime.now(UTC).timestamp() - 31 * DAY_S)

    async def go() -> None:
        swept = asyncio.Event()
        loop = asyncio.get_running_loop()

        def done(folder: Path, days: float, now: float) -> list[str]:
            gone = sweep(folder, days, now)
            loop.call_soon_threadsafe(swept.set)
            return gone

        monkeypatch.setattr(film_retention, "sweep", done)
        async with asyncio.TaskGroup() as tasks:
            looking = tasks.create_task(keep_short(lambda: next(told)))
            await asyncio.wait_for(swept.wait(), 20)
            looking.cancel()

    asyncio.run(go())
    assert not old.parent.exists()
