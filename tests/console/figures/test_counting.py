from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from console.cases.record import Act, CaseRecord, ClockRecord
from console.figures.counting import Counts, Spread, closing_s, count, figures_of, total
from console.figures.dimensions import DIMENSIONS, Names, grouped

START = datetime(2026, 11, 1, tzinfo=UTC)
HOURS = st.integers(0, 24 * 30).map(lambda hours: START + timedelta(hours=hours))
FLOWS = ("received", "closed", "in_time", "late", "refused", "gone", "returned", "reopened",
         "urged", "supervised")  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> list[CaseRecord]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        reported, rest = draw(HOURS), st.integers(0, 24 * 9)
        status = draw(st.sampled_from(("handling", "closed", "rejected", "suspended", "duplicate")))
        ended = reported + timedelta(hours=draw(rest)) if status in (
            "closed", "rejected", "duplicate") else None  # fmt: skip
        gone = reported + timedelta(hours=draw(rest)) if not ended and draw(st.booleans()) else None
        clock = ClockRecord("close", reported + timedelta(hours=draw(rest)), ended)
        acts = st.builds(Act, HOURS, st.sampled_from(("return", "reopen", "urge", "suspend")))
        made.append(
            CaseRecord(
                f"c-{number}", 1, platform=draw(st.sampled_from("ab")), status=status,
                unit=draw(st.sampled_from(("x", "y", ""))), grid=draw(st.sampled_from("gh")),
                level=draw(st.sampled_from(("red", ""))), reported_at=reported, ended_at=ended,
                gone_at=gone, clocks=(clock,),
                acts=tuple(draw(st.lists(acts, max_size=3))),
            )
        )  # fmt: skip
    return made


SPANS = st.tuples(HOURS, HOURS).map(sorted).filter(lambda pair: pair[0] < pair[1])


@given(records(), SPANS, st.sampled_from(DIMENSIONS))
def test_the_parts_of_any_division_add_up_to_the_whole(
    made: list[CaseRecord], span: list[datetime], dimension: str
) -> None:
    since, until = span
    groups = grouped(dimension, made, Names(villages={"g": "v", "h": "v"}))
    parts = [figures_of(group, since, until, until).counts for group in groups.values()]
    assert total(parts) == figures_of(made, since, until, until).counts
    assert sum(map(len, groups.values())) == len(made)


@given(records(), SPANS, st.data())
def test_the_flows_of_the_parts_of_a_period_are_those_of_the_period(
    made: list[CaseRecord], span: list[datetime], data: st.DataObject
) -> None:
    since, until = span
    middle = data.draw(st.datetimes(since.replace(tzinfo=None), until.replace(tzinfo=None)))
    cut = middle.replace(tzinfo=UTC)
    now = START + timedelta(days=60)
    whole = figures_of(made, since, until, now).counts
    first, second = (figures_of(made, *part, now).counts for part in ((since, cut), (cut, until)))
    for key in FLOWS:
        if key not in ("in_time", "late"):
            assert getattr(first, key) + getattr(second, key) == getattr(whole, key), key
    assert whole.in_time + whole.late == whole.closed


@given(records(), SPANS)
def test_what_was_open_and_came_is_what_ended_and_is_open(
    made: list[CaseRecord], span: list[datetime]
) -> None:
    since, until = span
    counts = figures_of(made, since, until, until).counts
    before = figures_of(made, since - timedelta(days=99), since, since).counts
    ended = counts.closed + counts.refused + counts.gone
    assert before.open + counts.received == counts.open + ended
    assert 0 <= counts.overdue <= counts.open


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=40))
def test_a_spread_lies_within_its_values(values: list[float]) -> None:
    spread = Spread.of(values)
    assert spread.n == len(values)
    assert min(values) <= spread.median == median(values) <= spread.p90 <= max(values)
    assert sum(value <= spread.p90 for value in values) >= 0.9 * len(values)


def test_late_is_what_ended_after_its_limit(record_of: Callable[..., CaseRecord]) -> None:
    late = ClockRecord("close", START + timedelta(hours=1))
    made = [record_of("a", START), record_of("b", START, clocks=(late,)),
            record_of("c", START, clocks=()),
            record_of("d", START, status="duplicate")]  # fmt: skip
    counts = figures_of(made, START, START + timedelta(days=1), START + timedelta(days=2)).counts
    assert counts == Counts(received=4, closed=3, in_time=2, late=1, refused=1)
    assert counts.in_time_share == 2 / 3


def test_a_suspension_is_taken_off_the_time_to_close(record_of: Callable[..., CaseRecord]) -> None:
    hour = timedelta(hours=1)
    acts = (Act(START + hour, "suspend"), Act(START + 1.5 * hour, "resume"))
    assert closing_s(record_of("a", START, acts=acts)) == 1.5 * 3600
    assert closing_s(record_of("a", START, status="handling", ended_at=None)) is None


def test_a_case_over_its_limit_is_overdue_unless_it_is_suspended(
    open_of: Callable[..., CaseRecord],
) -> None:
    held = open_of("a", START, acts=(Act(START, "report"), Act(START, "suspend")),
                   status="suspended")  # fmt: skip
    end = START + timedelta(days=9)
    assert count(open_of("b", START), START, end, end).overdue == 1
    assert count(open_of("b", START), START, end, START + timedelta(days=1)).overdue == 0
    assert count(held, START, end, end).overdue == 0


def test_clocks_are_counted_by_kind_when_a_case_ends(record_of: Callable[..., CaseRecord]) -> None:
    kept = ClockRecord("respond", START + timedelta(hours=1), START)
    missed = ClockRecord("close", START + timedelta(hours=1), START + timedelta(hours=2))
    found = figures_of([record_of("a", START, clocks=(kept, missed))], START,
                       START + timedelta(days=1), START + timedelta(days=2))  # fmt: skip
    assert {kind: (one.kept, one.missed) for kind, one in found.clocks.items()} == {
        "respond": (1, 0), "close": (0, 1),
    }  # fmt: skip
