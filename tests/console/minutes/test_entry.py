"""Entries as lines, and lines that are strange."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.minutes.entry import LONGEST_LINE, Entry, read_entry, read_lines, written

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001
    lambda at: at.replace(tzinfo=UTC)
)
WORDS = st.text(max_size=50)
JSONS = st.dictionaries(
    WORDS, st.one_of(WORDS, st.integers(), st.lists(WORDS, max_size=3)), max_size=3
)
ENTRIES = st.builds(Entry, MOMENTS, st.text(min_size=1, max_size=50), WORDS, WORDS, WORDS, JSONS)


@given(ENTRIES)
def test_an_entry_survives_its_line(entry: Entry) -> None:
    line = written(entry)
    assert "\n" not in line
    (again,) = read_lines([line])
    assert again == entry
    assert again.more == entry.more


@given(st.lists(ENTRIES, max_size=5), st.integers(0, 200))
def test_a_torn_last_line_costs_nothing_but_itself(entries: list[Entry], cut: int) -> None:
    whole = "".join(written(entry) + "\n" for entry in entries)
    torn = (
        whole + written(Entry(datetime(2026, 1, 1, tzinfo=UTC), "decision", text="x"))[: cut % 60]
    )
    assert read_lines(torn.split("\n"))[: len(entries)] == entries


def test_what_is_no_entry_is_passed_over() -> None:
    good = '{"at":"2026-11-26T08:00:00+08:00","act":"joined","node":"n01"}'
    strange = [
        "", "[]", "null", "[" * 100_000, "x" * (LONGEST_LINE + 1), '{"act":"joined"}',
        '{"at":"yesterday","act":"joined"}', '{"at":"2026-11-26T08:00:00","act":"joined"}',
        '{"at":"2026-11-26T08:00:00Z","act":7}', '{"at":"2026-11-26T08:00:00Z","act":""}',
    ]  # fmt: skip
    (found,) = read_lines([*strange, good])
    assert found == Entry(datetime(2026, 11, 26, tzinfo=UTC), "joined", "n01")


def test_the_hub_s_event_is_read_as_it_is() -> None:
    told = {
        "event": "record", "at": "2026-11-26T00:00:01.5Z", "act": "roll_call", "node": "n01",
        "text": None, "result": "present",
    }  # fmt: skip
    entry = read_entry(told)
    assert entry is not None
    assert (entry.act, entry.node, entry.text, entry.result) == ("roll_call", "n01", "", "present")
    assert entry.at - datetime(2026, 11, 26, tzinfo=UTC) == timedelta(seconds=1.5)
