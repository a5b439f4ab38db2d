"""The minutes of what happened."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from console.minutes.entry import Entry
from console.minutes.minutes import Minutes, Span, minutes_of
from tests.console.minutes.conftest import OPENED, at, held

ACTS = st.sampled_from(
    ["joined", "left", "lost", "removed", "called", "roll_call", "hand_up", "ended"]
)
COMINGS = st.lists(
    st.builds(Entry, st.integers(0, 60).map(at), ACTS, st.sampled_from(["n01", "n02", "x"])),
    max_size=40,
)


def attendance(minutes: Minutes, node: str) -> tuple[Span, ...]:
    return next(one.spans for one in minutes.attendance if one.node == node)


def test_who_was_there_from_when_to_when() -> None:
    minutes = minutes_of(held())
    assert attendance(minutes, "n01") == (Span(at(0.5), at(12)),)
    assert attendance(minutes, "n02") == (Span(at(0.6), at(5)), Span(at(6), at(15)))
    assert attendance(minutes, "n03") == ()
    assert [one.node for one in minutes.attendance if one.invited] == ["n01", "n02", "n03"]
    assert (minutes.present, minutes.began, minutes.ended) == (2, at(0), at(15))


SHEET = [
    ("丁家湾村", "present", at(2)), ("石塘村", "bad_line", at(2.2)),
    ("广济社区", "no_answer", at(2.3)), ("派出所", "", None),
]  # fmt: skip


def sheets(entries: list[Entry]) -> list[list[tuple[str, str, datetime | None]]]:
    return [
        [(one.name, one.result, one.at) for one in sheet]
        for sheet in minutes_of(entries).roll_calls
    ]


def test_a_sheet_has_the_last_result_of_each_site_and_who_was_not_reached() -> None:
    assert sheets(held()) == [SHEET]


def test_each_roll_call_is_a_sheet_of_its_own_however_soon_it_follows() -> None:
    again = [
        Entry(at(4), "roll_call_began", more={"nodes": ["n02"]}),
        Entry(at(4.1), "roll_call", "n02", result="present"),
    ]
    assert sheets([*held(), *again]) == [SHEET, [("石塘村", "present", at(4.1))]]
    assert sheets([*held(), *again, again[0]]) == sheets([*held(), *again])


def test_a_long_roll_call_is_one_sheet() -> None:
    late = Entry(at(14), "roll_call", "s01", result="present")
    assert sheets([*held(), late]) == [[*SHEET[:3], ("派出所", "present", at(14))]]


def test_in_a_record_that_does_not_tell_where_one_began_a_long_while_parts_them() -> None:
    old = [entry for entry in held() if entry.act != "roll_call_began"]
    assert sheets(old) == [SHEET[:3]]
    late = Entry(at(14), "roll_call", "n01", result="present")
    assert sheets([*old, late]) == [SHEET[:3], [("丁家湾村", "present", at(14))]]


def test_decisions_are_numbered_changed_and_taken_out() -> None:
    typed = [
        Entry(at(1), "decision", text="甲"),
        Entry(at(2), "decision", text="乙", more={"number": 2}),
        Entry(at(3), "decision", text=" 甲改 ", more={"number": 1}),
        Entry(at(4), "decision", text="丙", more={"number": 3}),
        Entry(at(5), "decision", text="", more={"number": 2}),
    ]
    found = minutes_of(typed).decisions
    assert [(one.number, one.text, one.at) for one in found] == [
        (1, "甲改", at(1)),
        (3, "丙", at(4)),
    ]


def test_a_checklist_tells_who_ticked_what_and_when() -> None:
    checks = {one.text: (one.at, one.who) for one in minutes_of(held()).checks}
    assert checks == {"通知沿河村": (at(9), "王主任"), "检查排涝泵站": (None, "")}
    undone = minutes_of([*held(), Entry(at(10), "unchecked", "王主任", "通知沿河村")])
    assert all(one.at is None for one in undone.checks)


def test_the_chair_goes_over_by_name() -> None:
    handed = minutes_of([*held(), Entry(at(3), "chair", "s01")])
    assert handed.chair == "派出所"


@given(COMINGS)
def test_stays_lie_one_after_the_other_and_end_with_the_conference(entries: list[Entry]) -> None:
    minutes = minutes_of([Entry(at(0), "opened", text="k", more=OPENED), *entries])
    for one in minutes.attendance:
        for before, after in zip(one.spans, one.spans[1:], strict=False):
            assert before.until is not None
            assert before.until <= after.since
        assert all(span.until is None or span.since <= span.until for span in one.spans)
        assert not (minutes.ended and one.here)


@given(COMINGS)
def test_what_is_told_twice_counts_once(entries: list[Entry]) -> None:
    ordered = sorted(entries, key=lambda entry: entry.at)
    twice = [entry for entry in ordered for _ in range(2)]
    assert minutes_of(twice) == minutes_of(ordered)


def test_the_same_mark_from_hub_and_room_is_one() -> None:
    again = Entry(at(7) + timedelta(seconds=1), "floor_given", "n01")
    assert minutes_of([*held(), again]).marks == minutes_of(held()).marks


def test_a_strange_opening_is_no_fault() -> None:
    more = {"nodes": [7, {"name": "x"}], "invited": "n01", "checklist": None}
    assert minutes_of([Entry(at(0), "opened", more=more)]).attendance == ()


def test_cases_stand_in_the_order_in_which_they_came_with_what_was_told_last() -> None:
    told = [
        Entry(
            at(0), "opened", text="k1", more={"case": {"id": "c-1", "key": "c-1", "title": "甲"}}
        ),
        Entry(at(1), "attached", text="乙", more={"id": "2026-8", "key": "c-2", "title": "乙"}),
        Entry(at(2), "case", text="x", more={"id": "2026-7", "key": "c-1", "title": "甲改"}),
    ]
    assert [(case["id"], case["title"]) for case in minutes_of(told).cases] == [
        ("2026-7", "甲改"), ("2026-8", "乙"),
    ]  # fmt: skip
    old = [Entry(at(0), "opened", more=OPENED), Entry(at(1), "case", more={"id": "c-7", "a": 1})]
    assert minutes_of(old).cases == ({"id": "c-7", "a": 1},)
    assert minutes_of([Entry(at(0), "opened", more={"case": {}})]).cases == ()
