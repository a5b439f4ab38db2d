"""Records to count, and a room to report of."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from console.cases.record import Act, CaseRecord, ClockRecord
from console.figures.dimensions import Names
from console.figures.report import Material

ZONE = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def zone() -> timezone:
    return ZONE


@pytest.fixture(scope="session")
def record_of() -> Callable[..., CaseRecord]:
    """A case closed in time two hours after its report, with whatever is asked for."""

    def make(id_: str = "c-1", reported: datetime = NOW - timedelta(days=2), **more: Any) -> Any:
        hour = timedelta(hours=1)
        plain: dict[str, Any] = {
            "number": id_.upper(), "title": "河道漂浮物", "platform": "governance",
            "category_code": "0113", "category": "河道污染", "channel": "grid_worker",
            "level": "blue", "status": "closed", "unit": "河道保洁队", "grid": "g1",
            "longitude": 120.19, "latitude": 30.47, "reported_at": reported,
            "accepted_at": reported + hour / 6, "arrived_at": reported + hour / 2,
            "ended_at": reported + 2 * hour,
            "clocks": (ClockRecord("close", reported + 24 * hour, reported + 2 * hour),),
            "acts": (Act(reported, "report"), Act(reported + 2 * hour, "close")),
        }  # fmt: skip
        return CaseRecord(id_, 1, **{**plain, **more})

    return make


@pytest.fixture
def open_of(record_of: Callable[..., CaseRecord]) -> Callable[..., CaseRecord]:
    """A case that is handled yet; its limit is two days after its report."""

    def make(id_: str, reported: datetime = NOW - timedelta(days=3), **more: Any) -> CaseRecord:
        clock = ClockRecord("close", reported + timedelta(days=2))
        plain = {"status": "handling", "ended_at": None, "clocks": (clock,),
                 "acts": (Act(reported, "report"),)}  # fmt: skip
        return record_of(id_, reported, **{**plain, **more})

    return make


@pytest.fixture
def material_of() -> Callable[..., Material]:
    """A room that knows these records."""

    def make(records: Sequence[CaseRecord], **more: Any) -> Material:
        def between(since: datetime, until: datetime) -> list[CaseRecord]:
            found = [
                one for one in records
                if one.reported_at and one.reported_at < until
                and ((ended := one.ended_at or one.gone_at) is None or ended >= since)
            ]  # fmt: skip
            return sorted(found, key=lambda one: (one.reported_at, one.id))

        known = min((one.reported_at for one in records if one.reported_at), default=None)
        names = Names({"governance": "综治工作", "market": "市场监管"}, {"g1": "网格001"},
                      {"g1": "云帆村"})  # fmt: skip
        plain: dict[str, Any] = {"known_since": known, "names": names, "simulated": True}
        return Material("演示镇指挥室", ZONE, NOW, between, **{**plain, **more})

    return make
