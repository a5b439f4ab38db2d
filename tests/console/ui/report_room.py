"""A report to show: a month of a small room."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.cases.record import Act, CaseRecord, ClockRecord
from console.figures.dimensions import Names
from console.figures.period import Period
from console.figures.report import Material, Report, report_of

NOW = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)


def the_report(count: int = 30, period: str = "2026-11") -> Report:
    records = []
    for n in range(count):
        at = NOW - timedelta(hours=7 * n)
        due = at + timedelta(hours=24)
        done = None if n % 9 == 1 else at + timedelta(hours=30 if n % 5 == 0 else 3)
        records.append(
            CaseRecord(
                f"c-{n}", 1, f"2026-{n:04}", f"路面积水 {n}",
                ("governance", "enforcement", "market", "service")[n % 4], f"01{n % 6}",
                f"类别{n % 6}", channel="hotline", level=("red", "", "blue")[n % 3],
                status="closed" if done else "handling", unit=f"单位{n % 8}", grid=f"g{n % 5}",
                longitude=120.19, latitude=30.47, reported_at=at,
                accepted_at=at + timedelta(minutes=9), ended_at=done,
                clocks=(ClockRecord("close", due, done),), acts=(Act(at, "report"),),
                simulated=True,
            )
        )  # fmt: skip
    records.reverse()
    villages = {f"g{n}": f"村{n}" for n in range(5)}
    material = Material(
        "演示镇", UTC, NOW, lambda since, until: records,
        NOW - timedelta(days=99), Names(villages=villages),
    )  # fmt: skip
    return report_of(material, Period.parse(period))
