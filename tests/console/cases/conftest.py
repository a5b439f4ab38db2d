"""Cases to test with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from console.cases.case import Case, CaseId

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def case_of() -> Callable[..., Case]:
    """A case with whatever is asked for, the rest plain."""
    plain = Case(
        CaseId("c-1"), 1, "2026-1123-0001", "河道漂浮物", "", "governance", "0113", "河道污染",
        "pingan", "grid_worker", "handling", "yellow", None,
        reported_at=NOW - timedelta(hours=4),
    )  # fmt: skip
    return lambda **fields: replace(plain, **fields)


@pytest.fixture(scope="session")
def message_of() -> Callable[..., dict[str, Any]]:
    """A case as the contract writes it, with whatever is asked for."""

    def message(**fields: Any) -> dict[str, Any]:
        return {
            "id": "c-20261123-0007", "rev": 12, "number": "2026-1123-0007", "title": "河道漂浮物",
            "text": "桥下有漂浮物", "platform": "governance",
            "category": {"code": "0113", "name": "河道污染"},
            "source": {"id": "pingan", "reference": "P-1"}, "channel": "grid_worker",
            "status": "handling", "level": "orange",
            "place": {
                "longitude": 120.19, "latitude": 30.47, "datum": "wgs84", "accuracy_m": 15,
                "method": "gps", "address": "石埠桥东", "grid": "330113100201003",
            },
            "clocks": [
                {"kind": "handle", "due_at": "2026-11-23T16:00:00+08:00", "unit": "working",
                 "paused": False, "done_at": None},
                {"kind": "respond", "due_at": "2026-11-23T06:30:00Z", "unit": "natural",
                 "done_at": "2026-11-23T06:10:00.250Z"},
            ],
            "assignee": {"unit": "综合执法中队", "person": "陈**", "worker": "w-12"},
            "reporter": {"name": "张**", "phone": "138****0000"},
            "cameras": ["c01", "c05"],
            "attachments": [{"name": "a.jpg", "url": "https://p.example/a", "kind": "image"}],
            "timeline": [
                {"at": "2026-11-23T06:00:00Z", "actor": "李**", "unit": "三网格",
                 "action": "受理", "text": ""}
            ],
            "reported_at": "2026-11-23T05:55:00Z", "updated_at": "2026-11-23T06:10:00Z",
            "simulated": True, **fields,
        }  # fmt: skip

    return message
