from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from console.cases.case import Case, CaseId, Place, Step
from console.cases.day import happenings, standing

NOON = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def a_case(name: str, *steps: tuple[int, str], **more: Any) -> Case:
    """Steps are (minutes from noon, action)."""
    timeline = tuple(Step(NOON + timedelta(minutes=m), "", "", what, "") for m, what in steps)
    fields = {"place": Place(120.19, 30.47), "timeline": timeline, **more}
    return Case(
        CaseId(name), 1, "", name, "", "market", "", "", "", "", "handling", "red", **fields
    )


def test_what_the_timelines_tell_of_a_day_comes_in_its_order() -> None:
    cases = [a_case("b", (30, "accept")), a_case("a", (-10, "report"), (5, "dispatch"))]
    day = NOON.astimezone().date()
    assert [each.what for each in happenings(cases, day)] == ["report", "dispatch", "accept"]
    assert happenings(cases, day - timedelta(days=3)) == []


def test_a_report_without_an_entry_is_told_too() -> None:
    case = a_case("a", (5, "accept"), reported_at=NOON)
    told = happenings([case], NOON.astimezone().date())
    assert [each.what for each in told] == ["report", "accept"]


def test_what_is_on_no_map_is_left_out() -> None:
    assert happenings([a_case("a", (0, "report"), place=None)], NOON.astimezone().date()) == []


def test_a_case_stands_from_its_first_act_to_its_end_and_a_little_longer() -> None:
    told = happenings([a_case("a", (0, "report"), (60, "close"))], NOON.astimezone().date())

    def at(minutes: int) -> list[tuple[str, bool]]:
        stands = standing(told, NOON + timedelta(minutes=minutes))
        return [(each.what, fresh) for each, fresh in stands]

    assert at(-1) == []
    assert at(5) == [("report", True)]
    assert at(30) == [("report", False)]
    assert at(65) == [("close", True)]
    assert at(90) == []
