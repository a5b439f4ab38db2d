from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from media.diagnosis.finding import Finding
from media.diagnosis.report import COLUMNS, MOST_SPELLS, History, Spell, table, written

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


def after(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_a_spell_lasts_from_when_it_is_said_to_when_it_is_withdrawn() -> None:
    history = History()
    assert history.note([Finding.BLACK], after(0)) == (Spell(Finding.BLACK, after(0)),)
    assert history.note([Finding.BLACK], after(1)) == ()
    assert history.now() == (Finding.BLACK,)
    ended = Spell(Finding.BLACK, after(0), after(2))
    assert history.note([], after(2)) == (ended,)
    assert history.spells() == (ended,)
    assert history.now() == ()


def test_a_history_goes_on_after_a_restart() -> None:
    history = History()
    history.note([Finding.NOISE], after(0))
    history.note([Finding.MOVED], after(1))
    again = History(history.spells())
    assert again.spells() == history.spells()
    assert again.now() == (Finding.MOVED,)


def test_the_oldest_spells_are_dropped_and_counted() -> None:
    history = History()
    for minute in range(2 * (MOST_SPELLS + 5)):
        history.note([Finding.LOST] if minute % 2 == 0 else [], after(minute))
    assert len(history.spells()) == MOST_SPELLS
    assert history.dropped == 5
    assert history.spells()[0].began == after(10)


def test_the_table_counts_and_adds_up_and_begins_with_what_holds_now() -> None:
    gate, quay = History(), History()
    for minute, said in enumerate([[Finding.LOST], [], [Finding.LOST], [Finding.LOST], []]):
        gate.note(said, after(minute))
    quay.note([Finding.COVERED], after(4))
    rows = table({"gate": gate, "quay": quay}, after(5))
    assert [(row.camera, row.finding, row.times, row.now) for row in rows] == [
        ("quay", Finding.COVERED, 1, True),
        ("gate", Finding.LOST, 2, False),
    ]
    assert [row.total for row in rows] == [timedelta(minutes=1), timedelta(minutes=3)]
    assert (rows[1].began, rows[1].ended) == (after(2), after(4))


def test_a_table_since_a_time_counts_only_what_lies_after_it() -> None:
    gate = History()
    for minute, said in enumerate([[Finding.LOST], [], [Finding.LOST], [Finding.LOST], []]):
        gate.note(said, after(minute))
    (row,) = table({"gate": gate}, after(9), since=after(3))
    assert (row.times, row.total) == (1, timedelta(minutes=1))
    assert table({"gate": gate}, after(9), since=after(4)) == ()


@given(st.lists(st.sets(st.sampled_from(Finding)), max_size=30))
def test_total_times_are_what_the_looks_said(looks: list[set[Finding]]) -> None:
    history = History()
    for minute, said in enumerate(looks):
        history.note(said, after(minute))
    end = after(len(looks))
    rows = {row.finding: row for row in table({"c": history}, end)}
    for finding in Finding:
        minutes = sum(finding in said for said in looks)
        assert (finding in rows) == (minutes > 0)
        assert not minutes or rows[finding].total == timedelta(minutes=minutes)


def test_the_csv_has_a_line_a_row_and_no_name_is_taken_for_a_formula() -> None:
    gate = History()
    gate.note([Finding.COLOUR_CAST], after(0))
    text = written(table({"c1": gate}, after(2)), {"c1": '=HYPERLINK("x"),东门'})
    heading, line = csv.reader(io.StringIO(text))
    assert tuple(heading) == COLUMNS
    assert line == [
        '\'=HYPERLINK("x"),东门', "colour_cast", "1", "120", "yes", "2026-11-25T12:00:00+00:00", "",
    ]  # fmt: skip
