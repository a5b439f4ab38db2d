from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from console.cases.record import Act, CaseRecord, ClockRecord
from console.figures.negative import Entry, Span, negatives_of, points_of
from console.figures.presence import Attendance, Availability
from console.site.report_settings import RULES, USUAL, Rule

START = datetime(2026, 11, 1, tzinfo=UTC)
SPAN = Span(START, START + timedelta(days=30), START + timedelta(days=40))
SOON = START + timedelta(hours=1)
MISSED = (ClockRecord("close", SOON), ClockRecord("respond", START), ClockRecord("arrive", START))


def against(rule: str, record: CaseRecord, at_least: int = 1, **more: str) -> int:
    rules = [Rule("r", "n", rule, at_least=at_least, **more)]  # type: ignore[arg-type]
    return sum(e.times for e in negatives_of(rules, [record], SPAN, frozenset({"again"})))


def test_each_rule_of_cases_counts_what_it_says(
    record_of: Callable[..., CaseRecord], open_of: Callable[..., CaseRecord]
) -> None:
    acts = [Act(SOON, what) for what in ("reopen", "urge", "supervise", "return", "return")]
    bad = record_of("again", START, clocks=MISSED, acts=tuple(acts), satisfaction=1)
    good = record_of("good", START, satisfaction=5)
    late = open_of("late", START)
    for rule in RULES:
        if rule in ("roll_call_missed", "camera_lost"):
            continue
        expected = (0, 1) if rule == "open_overdue" else (1, 0)
        assert (against(rule, bad), against(rule, late)) == expected, rule
        assert against(rule, good) == 0, rule


def test_a_rule_may_want_it_so_often_and_only_of_some_cases(
    record_of: Callable[..., CaseRecord],
) -> None:
    twice = record_of("a", START, acts=(Act(START, "return"), Act(SOON, "return")))
    assert against("returned", twice, 2) == 1
    assert against("returned", twice, 3) == 0
    assert against("returned", twice, platform="market") == 0
    assert against("returned", twice, platform="governance", category="0113", level="blue") == 1


def test_nothing_before_or_after_the_period_counts(record_of: Callable[..., CaseRecord]) -> None:
    long_ago = record_of("a", START - timedelta(days=9), clocks=MISSED,
                         acts=(Act(START - timedelta(days=8), "reopen"),))  # fmt: skip
    assert negatives_of(USUAL, [long_ago], SPAN) == ()


def test_points_are_by_unit_site_and_camera_with_their_proofs(
    record_of: Callable[..., CaseRecord],
) -> None:
    records = [record_of(f"c-{n}", START, clocks=MISSED) for n in range(2)]
    found = negatives_of(
        USUAL, records, SPAN,
        attendance=[Attendance("n1", "云帆村", 3, 1, ("k1", "k2")), Attendance("n2", "b", 1, 1)],
        cameras=[Availability("c1", "桥东", 4, 9, 99), Availability("c2", "桥西", 2, 9, 99)],
    )  # fmt: skip
    assert {(one.rule.id, one.subject): one.proofs for one in found} == {
        ("late", "河道保洁队"): ("c-0", "c-1"), ("slow", "河道保洁队"): ("c-0", "c-1"),
        ("rollcall", "云帆村"): ("k1", "k2"), ("camera", "桥东"): ("c1",),
    }  # fmt: skip
    assert points_of(found) == {"河道保洁队": 6.0, "云帆村": 2.0, "桥东": 1.0}
    assert [one.points for one in found] == sorted((one.points for one in found), reverse=True)


@pytest.mark.parametrize("times", [1, 3])
def test_an_entry_is_worth_its_points_each_time(times: int) -> None:
    entry = Entry(Rule("r", "n", "urged", 1.5), "u", tuple(map(str, range(times))))
    assert (entry.times, entry.points) == (times, 1.5 * times)
