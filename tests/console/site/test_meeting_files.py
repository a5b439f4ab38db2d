"""Meetings in several files, and those that the window writes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from console.site import meeting_files
from console.site.meeting import Meeting, parse_meetings
from console.site.meeting_files import (
    WINDOW,
    Values,
    free_id,
    read_meetings,
    schedule,
    tidy,
    unschedule,
    values_of,
)
from console.site.records import NodeEntry
from layouts.format import WallFaults

SEATS = (NodeEntry("n01", "丁家湾村", "village", "村/沿河"), NodeEntry("n02", "派出所", "station"))
HAND = """# the joint meeting of the four platforms
[[meetings]]
id = "joint"
title = "联席会议"
every = "month"
weekday = "mon"
nth = -1
time = "09:00"
move = "after"
first_day = 2026-01-01
kinds = ["station"]
agenda = ["通报", "研判 \\"反复\\" 事项"]
record = true
"""
WEEKLY: Values = {
    "id": "m1", "title": "周例会", "every": "week", "weekday": "tue", "time": "14:00",
    "groups": ["村"], "agenda": [],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "meetings.toml").write_text(HAND, encoding="utf-8")
    return tmp_path


def titles(meetings: tuple[Meeting, ...]) -> dict[str, str]:
    return {meeting.id: meeting.title for meeting in meetings}


def test_a_meeting_is_read_again_as_it_was_written() -> None:
    (before,) = parse_meetings(HAND)
    written = schedule_text(values_of(before))
    assert parse_meetings(written) == (before,)


def schedule_text(values: Values) -> str:
    from layouts.toml_text import written_lines

    return "\n".join(["[[meetings]]", *written_lines(values)])


def test_a_new_one_is_beside_those_written_by_hand(folder: Path) -> None:
    read = schedule(folder, SEATS, WEEKLY)
    assert titles(read.meetings) == {"joint": "联席会议", "m1": "周例会"}
    assert read_meetings(folder, SEATS) == read
    assert (folder / "meetings.toml").read_text(encoding="utf-8") == HAND


def test_a_changed_one_takes_the_place_of_the_one_of_its_id(folder: Path) -> None:
    schedule(folder, SEATS, WEEKLY)
    schedule(folder, SEATS, {**WEEKLY, "id": "m2", "title": "另一个"})
    (hand,) = parse_meetings(HAND)
    schedule(folder, SEATS, {**values_of(hand), "title": "季度联席会议"})
    read = schedule(folder, SEATS, {**WEEKLY, "title": "晨会"})
    assert titles(read.meetings) == {"joint": "季度联席会议", "m1": "晨会", "m2": "另一个"}


def test_a_removed_one_is_gone_even_where_it_was_written_by_hand(folder: Path) -> None:
    schedule(folder, SEATS, WEEKLY)
    assert titles(unschedule(folder, SEATS, "m1").meetings) == {"joint": "联席会议"}
    assert unschedule(folder, SEATS, "joint").meetings == ()
    assert (folder / "meetings.toml").read_text(encoding="utf-8") == HAND
    (hand,) = parse_meetings(HAND)
    assert titles(schedule(folder, SEATS, values_of(hand)).meetings) == {"joint": "联席会议"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": ""}, "meetings[0].title: is missing"),
        ({"time": "25:00"}, "meetings[0].time: "),
        ({"every": "once", "weekday": None, "on": "2026-13-01"}, "meetings[0].on: needs a day"),
        ({"groups": []}, "meetings[0].nodes: is missing"),
        ({"groups": ["街道"]}, 'meetings[0].groups: there is no group "街道"'),
    ],
)
def test_what_is_wrong_is_told_by_file_line_and_key_and_nothing_is_written(
    folder: Path, changes: Values, told: str
) -> None:
    schedule(folder, SEATS, WEEKLY)
    before = (folder / WINDOW).read_text(encoding="utf-8")
    with pytest.raises(WallFaults) as wrong:
        schedule(folder, SEATS, {**WEEKLY, **changes})
    assert any(str(fault).startswith(f"{WINDOW}:") for fault in wrong.value.faults)
    assert any(told in str(fault) for fault in wrong.value.faults)
    assert (folder / WINDOW).read_text(encoding="utf-8") == before


def test_a_file_that_somebody_spoilt_is_not_written_over(folder: Path) -> None:
    path = folder / WINDOW
    path.parent.mkdir()
    path.write_text("[[meetings]]\nid = \n", encoding="utf-8")
    for change in (lambda: schedule(folder, SEATS, WEEKLY), lambda: unschedule(folder, SEATS, "a")):
        with pytest.raises(WallFaults):
            change()
    assert path.read_text(encoding="utf-8") == "[[meetings]]\nid = \n"
    read = read_meetings(folder, SEATS)
    assert titles(read.meetings) == {"joint": "联席会议"}
    assert [fault.line for fault in read.faults] == [2]


ONCE: Values = {
    "id": "m2", "title": "汛前会商", "every": "once", "on": date(2026, 10, 1), "time": "9:00",
    "kinds": ["village"],
}  # fmt: skip


def test_what_was_held_once_leaves_the_windows_file_a_month_later(folder: Path) -> None:
    schedule(folder, SEATS, WEEKLY)
    schedule(folder, SEATS, ONCE)
    written = (folder / WINDOW).read_text(encoding="utf-8")
    assert set(titles(tidy(folder, SEATS, date(2026, 10, 31)).meetings)) == {"joint", "m1", "m2"}
    assert (folder / WINDOW).read_text(encoding="utf-8") == written
    read = tidy(folder, SEATS, date(2026, 11, 1))
    assert set(titles(read.meetings)) == {"joint", "m1"}
    assert read == read_meetings(folder, SEATS)
    assert (folder / f"{WINDOW}~").read_text(encoding="utf-8") == written
    assert (folder / "meetings.toml").read_text(encoding="utf-8") == HAND


def test_what_it_took_the_place_of_does_not_come_back(folder: Path) -> None:
    schedule(folder, SEATS, {**ONCE, "id": "joint"})
    assert tidy(folder, SEATS, date(2026, 12, 1)).meetings == ()
    assert tidy(folder, SEATS, date(2026, 12, 2)).meetings == ()


def test_what_somebody_else_wrote_is_left_to_whom_it_belongs(folder: Path) -> None:
    path = folder / "meetings.d" / "by-hand.toml"
    path.parent.mkdir()
    text = schedule_text({**ONCE, "id": "flood"})
    path.write_text(text, encoding="utf-8")
    schedule(folder, SEATS, ONCE)
    read = tidy(folder, SEATS, date(2027, 1, 1))
    assert set(titles(read.meetings)) == {"joint", "flood"}
    assert path.read_text(encoding="utf-8") == text


def test_where_something_is_wrong_nothing_is_tidied(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule(folder, SEATS, ONCE)
    written = (folder / WINDOW).read_text(encoding="utf-8")
    by_hand = folder / "meetings.toml"
    by_hand.write_text(HAND.replace("station", "statoin"), encoding="utf-8")
    read = tidy(folder, SEATS, date(2027, 1, 1))
    assert set(titles(read.meetings)) == {"m2"}
    assert len(read.faults) == 1
    by_hand.write_text(HAND, encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(meeting_files, "write_whole", full)
    assert set(titles(tidy(folder, SEATS, date(2027, 1, 1)).meetings)) == {"joint", "m2"}
    assert (folder / WINDOW).read_text(encoding="utf-8") == written


def test_a_new_one_has_an_id_that_is_free(folder: Path) -> None:
    assert free_id(()) == "m1"
    read = schedule(folder, SEATS, WEEKLY)
    assert free_id(read.meetings) == "m2"
